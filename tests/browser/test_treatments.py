"""Entering, changing and removing treatments; the drawing and the list in step."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Watch, stop_clock
from tests.patient import Patient


def save(patient: Patient) -> None:
    patient.page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize(
    ("product", "date", "time", "zones", "sentence"),
    [
        ("", "2026-03-20", "09:00", ("Chin",), "Choose what you had done."),
        ("Sculptra", "", "09:00", ("Chin",), "Enter the date of the visit."),
        ("Sculptra", "2026-03-21", "09:00", ("Chin",), "This lies in the future."),
        ("Sculptra", "2026-03-20", "12:01", ("Chin",), "This lies in the future."),
        ("Sculptra", "2024-03-19", None, ("Chin",), "This is more than two years ago."),
        ("Sculptra", "2026-03-20", "09:00", (), "Choose at least one area."),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_kept(
    patient: Patient,
    product: str,
    date: str,
    time: str | None,
    zones: tuple[str, ...],
    sentence: str,
) -> None:
    patient.opens("treatments/")
    patient.fills_treatment(product, date, time, zones)
    save(patient)
    problem = patient.page.get_by_text(sentence)
    expect(problem).to_be_visible()
    field = patient.page.locator("[aria-invalid=true]").first
    expect(field).to_be_focused()
    assert patient.record("treatments") == []
    assert patient.record("routines") == []


def test_the_oldest_and_the_latest_visit_that_are_taken(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2024-03-20", None, ("Chin",))
    patient.adds_treatment("Botox", "2026-03-20", "12:00", ("Chin",))
    dates = {visit["date"] for visit in patient.record("treatments")}
    assert dates == {"2024-03-20", "2026-03-20"}


def test_an_unknown_time_counts_from_the_end_of_the_day(patient: Patient) -> None:
    patient.adds_treatment("Botox", "2026-03-19", None, ("Chin",))
    (visit,) = patient.record("treatments")
    assert visit["time"] is None
    assert visit["timezone"] == "Europe/Madrid"
    patient.opens()
    expect(patient.main).to_have_attribute("data-opens-at", "2026-03-21T22:59:00.000Z")


def test_a_tap_on_the_drawing_ticks_the_list_and_the_other_way_round(
    patient: Patient,
) -> None:
    patient.opens("treatments/")
    page = patient.page
    chin = page.get_by_role("checkbox", name="Chin", exact=True)
    shape = page.locator("path[data-zone=chin]")
    shape.click()
    expect(chin).to_be_checked()
    chin.uncheck()
    expect(page.locator("path.chosen")).to_have_count(0)
    chin.check()
    expect(page.locator("path.chosen")).to_have_attribute("data-zone", "chin")


def test_a_tap_beside_a_narrow_zone_means_the_nearest_one(patient: Patient) -> None:
    patient.opens("treatments/")
    page = patient.page
    box = page.locator("path[data-zone=nose-bridge]").bounding_box()
    assert box
    page.locator("svg.face").scroll_into_view_if_needed()
    box = page.locator("path[data-zone=nose-bridge]").bounding_box()
    assert box
    page.mouse.click(box["x"] - 3, box["y"] + box["height"] * 0.3)
    expect(page.get_by_role("checkbox", name="Bridge of the nose")).to_be_checked()


def test_a_treatment_can_be_changed(patient: Patient) -> None:
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    page = patient.page
    page.get_by_role("button", name="Change: Botox, Thursday 14:30").click()
    expect(page.get_by_label("Date")).to_have_value("2026-03-19")
    expect(page.get_by_label("Time", exact=True)).to_have_value("14:30")
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_checked()
    page.get_by_label("Date").fill("2026-03-18")
    page.get_by_role("checkbox", name="Neck").check()
    save(patient)
    (visit,) = patient.record("treatments")
    assert (visit["date"], visit["zones"]) == ("2026-03-18", ["chin", "neck"])


def test_removing_can_be_undone(patient: Patient) -> None:
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    before = patient.record("treatments")
    page = patient.page
    page.get_by_role("button", name="Remove: Botox").click()
    expect(page.get_by_text("Removed.")).to_be_visible()
    assert patient.record("treatments") == []
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Botox, Thursday 14:30")).to_be_visible()
    assert patient.record("treatments") == before
    page.get_by_role("button", name="Remove: Botox").click()
    expect(page.get_by_text("Removed.")).to_be_visible()
    page.mouse.move(0, 0)
    patient.waits(21)
    expect(page.get_by_text("Removed.")).to_be_hidden()
    assert patient.record("treatments") == []


def test_a_traveller_keeps_the_time_zone_of_the_visit(
    patient: Patient,
    browser: Browser,
    browser_context_args: dict[str, Any],
    watch: Watch,
) -> None:
    """The block ends at the same instant wherever the phone is now."""
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    kept = patient.page.context.storage_state(indexed_db=True)
    elsewhere = {**browser_context_args, "timezone_id": "Asia/Tokyo"}
    context = browser.new_context(**elsewhere, storage_state=kept)
    watch.attend(context)
    page = context.new_page()
    stop_clock(page)
    traveller = Patient(page, patient.address)
    traveller.opens()
    expect(traveller.main).to_have_attribute(
        "data-opens-at", "2026-03-21T13:30:00.000Z"
    )
    expect(page.get_by_text("until Saturday 22:30, in")).to_be_visible()
    context.close()


def test_areas_without_a_massage_are_said_plainly(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Forehead",))
    words = "These areas have no massage in this app. Please ask your clinic."
    expect(patient.page.get_by_text(words)).to_be_visible()
    patient.opens()
    expect(patient.page.get_by_role("link", name="Start massage")).to_be_hidden()
