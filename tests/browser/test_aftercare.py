"""Aftercare: what to leave and until when, by topic and by time; the full rules."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.keeping import keeps
from tests.conftest import stop_clock
from tests.patient import Patient

VISIT = {"time": "14:30", "timezone": "Europe/Madrid", "note": ""}
SCULPTRA = {**VISIT, "id": "s", "product": "sculptra", "zones": ["chin"]}
BOTOX = {**VISIT, "id": "b", "product": "botulinum-toxin", "zones": ["forehead"]}
FLAG = {
    **{"id": "f", "sign": "strong-pain", "level": "orange", "zones": []},
    **{"at": "2026-03-20T10:00:00Z", "clearedAt": None, "clearedBy": ""},
}


def has_had(patient: Patient, *treatments: dict[str, Any]) -> None:
    keeps(patient, treatments=list(treatments))
    patient.opens("aftercare/")


def topic(patient: Patient, name: str) -> Locator:
    """The part of the page under a heading."""
    heading = patient.page.get_by_role("heading", name=name, exact=True, level=2)
    return patient.main.locator("section section").filter(has=heading)


def lines(place: Locator) -> list[str]:
    """Its lines as they read, without the no-break spaces."""
    items = place.get_by_role("listitem")
    return [re.sub(r"\s+", " ", text).strip() for text in items.all_inner_texts()]


def days(patient: Patient) -> dict[str, list[str]]:
    """The list by time: what stands under each day."""
    expect(
        patient.page.get_by_text("When what becomes possible again.")
    ).to_be_visible()
    found = {}
    for heading in patient.main.get_by_role("heading", level=3).all():
        if heading.is_visible():
            found[heading.text_content() or ""] = lines(heading.locator("xpath=.."))
    return found


PRODUCTS = (
    *("Botox or another botulinum toxin", "Hyaluronic acid filler"),
    *("Mesotherapy, body", "Mesotherapy, face", "Sculptra", "Thread lift"),
)


def test_without_a_treatment_the_rules_read_as_an_article(patient: Patient) -> None:
    patient.opens("aftercare/")
    page = patient.page
    for name in PRODUCTS:
        heading = page.get_by_role("heading", name=name, exact=True, level=2)
        expect(heading).to_be_visible()
    expect(page.get_by_role("link", name="Enter my treatment")).to_be_visible()
    expect(page.get_by_role("radio", name="By time")).to_be_hidden()
    expect(
        page.get_by_text("Leave makeup off. For the first 24 hours.").first
    ).to_be_visible()
    source = page.get_by_role("link", name="S58", exact=True).first
    expect(source).to_have_attribute("href", "/en/about/#source-S58")


@pytest.mark.parametrize(
    "sentence",
    [
        "Stay upright, do not lie down. For the first 4 hours.",
        "Leave out the sauna and the hot tub. For the first 48 hours.",
        "Leave out waxing. For the first 72 hours.",
        "Stay out of the swimming pool. For the first 7 days.",
        "Leave out facials and beauty treatments where you were treated. "
        "For the first 2 weeks.",
        "Leave out facials. For the first 30 days.",
        "Clinics say 24 to 48 hours; this app uses 48.",
        "Once a week, for about 14 months.",
    ],
)
def test_without_javascript_the_article_is_whole(
    page: Page, base_url: str, sentence: str
) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{base_url}/en/aftercare/")
    expect(plain.get_by_text(sentence).first).to_be_visible()
    context.close()


def test_every_source_of_the_article_is_described(patient: Patient) -> None:
    patient.opens("aftercare/")
    links = patient.main.locator("a[href*='#source-']")
    wanted = {
        link.split("#")[1]
        for link in links.evaluate_all("(all) => all.map(({ href }) => href)")
    }
    assert len(wanted) > 20
    patient.opens("about/")
    known = patient.page.locator("[id^='source-']").evaluate_all(
        "(all) => all.map(({ id }) => id)"
    )
    assert wanted <= set(known)


def test_by_topic_each_line_says_what_and_until_when(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-19"})
    assert lines(topic(patient, "Makeup")) == [
        "Leave makeup off until 14:30, in 2 hours 30 minutes "
        "Clinics say a few hours to 24 hours; this app uses 24.",
        "From 14:30: Makeup",
    ]
    (exercise, coming) = lines(topic(patient, "Exercise, alcohol, lying down"))
    assert "until Saturday 14:30, in 1 day 2 hours" in exercise
    assert coming == "From Saturday 14:30: Hard exercise and alcohol"
    expect(topic(patient, "Massage")).to_have_count(0)
    separate = topic(patient, "Other treatments")
    expect(separate).to_contain_text("The massage you do yourself is separate")
    ice = topic(patient, "Heat and cold").get_by_text("Ice may help")
    expect(ice).to_be_visible()


def test_the_massage_window_stands_first_with_the_care_that_follows(
    patient: Patient,
) -> None:
    has_had(patient, {**BOTOX, "date": "2026-03-19"})
    first = patient.main.get_by_role("heading", level=2).nth(1)
    expect(first).to_have_text("Massage")
    block, care, opening = lines(topic(patient, "Massage"))
    assert block.startswith("No face massage of any kind for the first 48 hours.")
    assert block.endswith("until Saturday 14:30, in 1 day 2 hours")
    assert "light massage only, if your clinic agrees" in care
    assert care.endswith("from Saturday 14:30 until 2 April 15:30")
    assert opening == "From 2 April 15:30: Massage"


def test_what_is_over_is_possible_again_on_its_second(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-19"})
    makeup = topic(patient, "Makeup")
    patient.sets_time("2026-03-20T13:29:59Z")
    patient.waits(60)
    expect(makeup).to_contain_text("possible again")
    assert lines(makeup) == ["Makeup possible again"]


def test_two_products_are_told_apart_and_the_stricter_one_counts(
    patient: Patient,
) -> None:
    """The sauna: 48 hours after the toxin, 72 after Sculptra."""
    has_had(
        patient,
        {**BOTOX, "date": "2026-03-19"},
        {**SCULPTRA, "date": "2026-03-19"},
    )
    heat = topic(patient, "Heat and cold")
    found = lines(heat)
    assert "until Saturday 14:30, in 1 day 2 hours · Botox" in found[0]
    assert "until Sunday 14:30, in 2 days 2 hours · Sculptra" in found[1]
    assert [line for line in found if line.startswith("From ")] == [
        "From Sunday 14:30: Sauna, extreme cold"
    ]


def test_by_time_the_days_follow_each_other(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-19"})
    patient.page.get_by_role("radio", name="By time").check()
    found = days(patient)
    assert found.pop("Now")[0] == "Leave makeup off"
    assert found == {
        "today": ["Makeup 14:30"],
        "Saturday": ["Hard exercise and alcohol 14:30"],
        "Sunday": ["Sun 14:30", "Sauna, extreme cold 14:30"],
        "2 April": ["Professional facial or massage 15:30"],
    }


def test_what_ends_after_six_in_the_evening_ends_tonight(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-19", "time": "18:00"})
    patient.page.get_by_role("radio", name="By time").check()
    assert days(patient)["tonight"] == ["Makeup 18:00"]
    has_had(patient, {**SCULPTRA, "date": "2026-03-19", "time": "17:59"})
    patient.page.get_by_role("radio", name="By time").check()
    assert days(patient)["today"] == ["Makeup 17:59"]


def test_the_order_is_chosen_by_keyboard(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-19"})
    page = patient.page
    page.get_by_role("radio", name="By topic").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="By time")).to_be_checked()
    expect(page.get_by_text("When what becomes possible again.")).to_be_visible()
    expect(topic(patient, "Makeup")).to_be_hidden()


def test_with_a_treatment_the_rules_wait_folded_below(patient: Patient) -> None:
    has_had(patient, {**BOTOX, "date": "2026-03-19"})
    page = patient.page
    rule = page.get_by_text(
        "Stay out of the swimming pool. For the first 7 days."
    ).first
    expect(rule).to_be_hidden()
    page.get_by_role("heading", name="Mesotherapy, body", exact=True).click()
    expect(rule).to_be_visible()
    patient.opens("aftercare/#rules-thread-lift")
    expect(page.get_by_text("Leave out deep massage of the face.")).to_be_visible()


def test_what_is_finished_leaves_the_time_line(patient: Patient) -> None:
    has_had(
        patient,
        {**SCULPTRA, "date": "2026-03-01"},
        {**BOTOX, "date": "2026-03-19"},
    )
    expect(topic(patient, "Makeup")).to_have_count(0)
    expect(topic(patient, "Heat and cold")).to_be_visible()
    has_had(patient, {**BOTOX, "date": "2026-03-01"})
    done = patient.page.get_by_text("Nothing has to wait any more")
    expect(done).to_be_visible()
    expect(patient.page.get_by_role("radio", name="By time")).to_be_hidden()


def test_an_open_flag_opens_no_massage(patient: Patient) -> None:
    keeps(patient, treatments=[{**BOTOX, "date": "2026-03-19"}], flags=[FLAG])
    patient.opens("aftercare/")
    massage = topic(patient, "Massage")
    words = "Massage stays off until your clinic has cleared it."
    expect(massage).to_contain_text(words)
    assert not any(line.startswith("From ") for line in lines(massage))
    patient.page.get_by_role("radio", name="By time").check()
    found = [line for day, own in days(patient).items() if day != "Now" for line in own]
    assert found != []
    assert not any(line.startswith("Massage") for line in found)


def test_today_shows_the_three_that_matter_now(patient: Patient) -> None:
    keeps(
        patient,
        treatments=[
            {**SCULPTRA, "date": "2026-03-19"},
            {**BOTOX, "date": "2026-03-20", "time": "10:00"},
        ],
    )
    patient.opens()
    card = patient.page.locator("[data-part=care-today]")
    expect(card).to_be_visible()
    assert lines(card) == [
        "Stay upright, do not lie down until 14:00",
        "Leave makeup off until 14:30",
        "Leave off tight hats and headbands until Saturday 10:00",
    ]


def test_today_asks_for_no_rules_before_there_is_a_treatment(patient: Patient) -> None:
    """The service worker fetches them by itself; the page does not."""
    asked: list[str] = []
    patient.page.on(
        "request",
        lambda request: None if request.service_worker else asked.append(request.url),
    )
    patient.opens()
    assert any(url.endswith("/protocols.json") for url in asked)
    assert not any(url.endswith("/aftercare.json") for url in asked)
    expect(patient.page.locator("[data-part=care-today]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, base_url: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 568})
    stop_clock(page)
    patient = Patient(page, base_url)

    def faults() -> list[str]:
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 320
        return axe.faults(page)

    patient.opens("aftercare/")
    assert faults() == []
    has_had(
        patient,
        {**SCULPTRA, "date": "2026-03-19"},
        {**BOTOX, "date": "2026-03-20", "time": None},
    )
    assert faults() == []
    page.get_by_role("radio", name="By time").check()
    assert faults() == []
