"""What the clinic cannot mean is said at its field, and no link is made."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.nurse import DAY, TOXIN, Nurse
from tests.conftest import Watch


def test_an_empty_page_says_what_is_missing_and_begins_at_the_first(
    nurse: Nurse,
) -> None:
    page = nurse.page
    page.get_by_role("button", name="Clear areas").click()
    page.get_by_role("button", name="Make the link").click()
    for sentence in (
        "Write the name of your clinic.",
        "Write the number that your patients call, digits only.",
        "Choose the product.",
        "Enter the date of the visit.",
    ):
        expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_text("Choose at least one area.")).to_have_count(2)
    name = page.get_by_label("Name of the clinic")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Write the name of your clinic.")
    expect(page.get_by_role("alert")).to_contain_text("Something above is missing")
    expect(page.get_by_role("heading", name="The plan is ready")).to_be_hidden()


def test_a_network_that_goes_takes_nothing_that_is_written(
    nurse: Nurse, watch: Watch
) -> None:
    for fragment in ("Failed to load resource", "could not go on"):
        watch.expect(fragment)
    page = nurse.page
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    nurse.opens()
    page.route("**/ui/*.js", lambda route: route.abort())
    nurse.names_the_clinic()
    nurse.enters(1, "Sculptra", ("Chin",))
    fault = page.get_by_text("Try it again when there is a network.")
    expect(fault).to_be_visible()
    page.unroute("**/ui/*.js")
    plan = nurse.read_back(nurse.makes())
    assert [visit["zones"] for visit in plan["treatments"]] == [["chin"]]
    assert [routine["product"] for routine in plan["routines"]] == ["sculptra"]
    expect(fault).to_be_hidden()


def test_a_drawing_that_did_not_come_is_asked_for_again(
    nurse: Nurse, watch: Watch
) -> None:
    watch.expect("Failed to load resource")
    page = nurse.page
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    nurse.opens()
    page.route("**/diagrams/body-*.svg", lambda route: route.abort())
    nurse.enters(1, "Mesotherapy, body", ("Hips",))
    drawings = nurse.product(1).get_by_role("img", name="The body, from the front")
    expect(drawings.get_by_role("img")).to_have_count(0)
    page.unroute("**/diagrams/body-*.svg")
    for name in ("Mesotherapy, face", "Mesotherapy, body"):
        nurse.product(1).get_by_role("radio", name=name).check()
    expect(drawings.get_by_role("img")).to_have_count(2)


@pytest.mark.parametrize(
    ("label", "value", "sentence"),
    [
        ("Number that patients call", "ask Maria", "digits only"),
        ("Date", "2026-03-21", "This lies in the future."),
        ("Date", "2016-03-20", "more than two years ago"),
        ("Ends after", "1.5", "Write a whole number, 400 days at the most"),
        ("Ends after", "9601", "Write a whole number, 400 days at the most"),
        ("Ends after", "-1", "Write a whole number, 400 days at the most"),
    ],
)
def test_a_mistake_is_said_at_its_field(
    nurse: Nurse, label: str, value: str, sentence: str
) -> None:
    nurse.names_the_clinic()
    nurse.enters(1, "Botox", TOXIN)
    page = nurse.page
    field = page.get_by_label(label).first
    field.fill(value)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(sentence)))
    expect(page.get_by_role("heading", name="The plan is ready")).to_be_hidden()


def test_wrong_minutes_are_said_at_their_field(nurse: Nurse) -> None:
    nurse.names_the_clinic()
    nurse.enters(1, "Sculptra", ("Chin",))
    page = nurse.page
    page.get_by_role("radio", name="Something else").check()
    minutes = page.get_by_role("spinbutton", name="Minutes each time")
    minutes.fill("31")
    page.get_by_role("button", name="Make the link").click()
    expect(minutes).to_be_focused()
    expect(page.get_by_text("Write whole numbers: 1 to 30 minutes")).to_be_visible()


def test_the_same_product_twice_on_a_day_is_one_entry(nurse: Nurse) -> None:
    nurse.names_the_clinic()
    nurse.enters(1, "Botox", ("Forehead",))
    nurse.enters(2, "Botox", ("Chin",))
    page = nurse.page
    page.get_by_role("button", name="Make the link").click()
    expect(nurse.product(2).get_by_text("Add its areas there.")).to_be_visible()
    nurse.product(2).get_by_label("Date").fill("2026-03-06")
    plan = nurse.read_back(nurse.makes())
    assert [visit["date"] for visit in plan["treatments"]] == [DAY, "2026-03-06"]


def test_notes_that_no_link_holds_are_refused(nurse: Nurse) -> None:
    nurse.names_the_clinic()
    nurse.enters(1, "Botox", TOXIN)
    for _ in range(5):
        nurse.clears(("Chin",), "ы" * 400)
    nurse.page.get_by_role("button", name="Make the link").click()
    alert = nurse.page.get_by_role("alert")
    expect(alert).to_contain_text("This plan has no room in a link.")
