"""Progress: the days and their massages, late ones, removed ones, and the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.patient import Patient

ZONES = ("Temples", "Jawline")


@pytest.fixture
def treated(patient: Patient) -> Patient:
    """Sculptra on Wednesday 18 March at 14:30; today is Friday the 20th, noon."""
    patient.had("Sculptra", "2026-03-18", "14:30", ZONES)
    return patient


def slot(page: Page, day: int, number: int) -> Locator:
    return page.locator(f"[data-day='{day}'][data-slot='{number}']")


def did(patient: Patient, day: str, time: str, minutes: str = "5") -> None:
    """Writes down a massage that was done without the timer."""
    page = patient.page
    page.get_by_role("button", name="I did one earlier").click()
    form = page.get_by_role("dialog", name="A massage you did earlier")
    form.get_by_label("Day").select_option(day)
    form.get_by_label("Begun at").fill(time)
    form.get_by_label("Minutes").fill(minutes)
    form.get_by_role("button", name="Write it down").click()


@contextmanager
def nothing_written(patient: Patient) -> Iterator[None]:
    before = patient.record("sessions")
    yield
    assert patient.record("sessions") == before


def test_days_and_massages_stand_in_a_grid(treated: Patient) -> None:
    treated.opens("progress/")
    page = treated.page
    expect(page.locator("[data-done]")).to_have_count(25)
    expect(page.get_by_role("row", name=re.compile("Day 3 today"))).to_have_attribute(
        "aria-current", "date"
    )
    expect(page.get_by_text("Day 3 of 5. 0 massages of 25 done.")).to_be_visible()


def test_one_that_was_done_at_eight_is_written_down(treated: Patient) -> None:
    treated.opens("progress/")
    did(treated, "2026-03-20", "08:00")
    page = treated.page
    expect(slot(page, 3, 1)).to_have_attribute("data-done", "true")
    expect(slot(page, 3, 1)).to_contain_text("08:00")
    (kept,) = treated.record("sessions")
    assert kept["startedAt"] == "2026-03-20T07:00:00Z"
    assert kept["day"] == "2026-03-20"
    assert kept["late"] is True
    assert kept["seconds"] == kept["planned"] == 300
    assert kept["zones"] == ["temples", "jawline"]
    page.get_by_role("button", name="Undo").click()
    expect(slot(page, 3, 1)).to_have_attribute("data-done", "false")
    assert treated.record("sessions") == []


def test_a_gap_of_an_earlier_day_can_be_filled(treated: Patient) -> None:
    treated.opens("progress/")
    page = treated.page
    page.get_by_role("button", name="Day 2, open").first.click()
    form = page.get_by_role("dialog")
    expect(form.get_by_label("Day")).to_have_value("2026-03-19")
    form.get_by_label("Begun at").fill("13:00")
    form.get_by_role("button", name="Write it down").click()
    expect(slot(page, 2, 1)).to_contain_text("13:00")


def test_days_that_lie_ahead_cannot_be_filled(treated: Patient) -> None:
    treated.opens("progress/")
    page = treated.page
    expect(slot(page, 4, 1).get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="I did one earlier").click()
    days = page.get_by_role("dialog").get_by_label("Day").get_by_role("option")
    expect(days).to_have_text(
        ["Friday 20 March", "Thursday 19 March", "Wednesday 18 March"]
    )


@pytest.mark.parametrize(
    ("day", "time", "minutes", "sentence"),
    [
        ("2026-03-20", "", "5", "Enter the time at which you began."),
        ("2026-03-20", "08:00", "0", "Enter whole minutes, from 1 to 60."),
        ("2026-03-20", "08:00", "61", "Enter whole minutes, from 1 to 60."),
        ("2026-03-20", "08:00", "2.5", "Enter whole minutes, from 1 to 60."),
        ("2026-03-20", "11:56", "5", "This massage would not be over yet."),
        ("2026-03-20", "23:00", "5", "This massage would not be over yet."),
        ("2026-03-18", "14:29", "5", "This lies before your visit."),
        ("2026-03-20", "09:04", "5", "There is a massage at that time already."),
        ("2026-03-20", "08:56", "5", "There is a massage at that time already."),
    ],
)
def test_a_mistake_gets_one_sentence_and_loses_nothing(
    treated: Patient, day: str, time: str, minutes: str, sentence: str
) -> None:
    treated.opens("progress/")
    did(treated, "2026-03-20", "09:00")
    expect(slot(treated.page, 3, 1)).to_have_attribute("data-done", "true")
    with nothing_written(treated):
        did(treated, day, time, minutes)
        expect(treated.page.get_by_role("alert").get_by_text(sentence)).to_be_visible()
    treated.page.get_by_role("button", name="Cancel").click()
    expect(treated.page.get_by_role("dialog")).to_be_hidden()


def test_the_first_minute_that_is_over_can_be_written_down(treated: Patient) -> None:
    treated.opens("progress/")
    did(treated, "2026-03-20", "11:55")
    expect(slot(treated.page, 3, 1)).to_have_attribute("data-done", "true")
    did(treated, "2026-03-18", "14:30")
    expect(slot(treated.page, 1, 1)).to_have_attribute("data-done", "true")


def test_one_is_removed_and_comes_back_by_undo(treated: Patient) -> None:
    treated.opens("progress/")
    page = treated.page
    did(treated, "2026-03-20", "08:00")
    before = treated.record("sessions")
    page.get_by_role("button", name="Day 3, 08:00: done, 5:00 of 5:00").click()
    card = page.get_by_role("dialog")
    expect(card.get_by_text("Written down afterwards.")).to_be_visible()
    card.get_by_role("button", name="Remove").click()
    expect(slot(page, 3, 1)).to_have_attribute("data-done", "false")
    assert treated.record("sessions") == []
    page.get_by_role("button", name="Undo").click()
    expect(slot(page, 3, 1)).to_have_attribute("data-done", "true")
    assert treated.record("sessions") == before


def test_a_short_one_is_shown_as_what_it_is(treated: Patient) -> None:
    treated.opens("progress/")
    page = treated.page
    did(treated, "2026-03-20", "08:00", "2")
    expect(slot(page, 3, 1)).to_have_attribute("data-done", "false")
    expect(
        page.get_by_role("button", name="Day 3, 08:00: done in part, 2:00 of 5:00")
    ).to_be_visible()
    expect(page.get_by_text("0 massages of 25 done. 2 minutes in all.")).to_be_visible()


def test_more_than_asked_for_stand_beside_the_day(treated: Patient) -> None:
    treated.opens("progress/")
    for hour in range(6, 12):
        did(treated, "2026-03-20", f"{hour:02}:00")
        expect(treated.page.get_by_role("dialog")).to_be_hidden()
    expect(treated.page.get_by_role("button", name="Day 3, 11:00")).to_have_text(
        "+ 11:00"
    )
    expect(
        treated.page.get_by_text("5 massages of 25 done. 30 minutes")
    ).to_be_visible()


def test_a_massage_in_a_time_of_waiting_is_kept_and_said(treated: Patient) -> None:
    treated.had("Botox", "2026-03-19", "12:00", ("Forehead",))
    treated.opens("progress/")
    did(treated, "2026-03-20", "08:00")
    expect(treated.page.get_by_text("At that time this was to be left")).to_be_visible()
    assert len(treated.record("sessions")) == 1


def test_nothing_is_said_of_a_massage_before_the_time_of_waiting(
    treated: Patient,
) -> None:
    treated.had("Botox", "2026-03-20", "11:00", ("Forehead",))
    treated.opens("progress/")
    did(treated, "2026-03-19", "08:00")
    expect(treated.page.get_by_role("dialog")).to_be_hidden()
    assert len(treated.record("sessions")) == 1
    expect(treated.page.get_by_text("At that time this was to be left")).to_be_hidden()


def test_the_two_weeks_after_stand_in_a_grid_of_their_own(treated: Patient) -> None:
    treated.opens("routine/")
    page = treated.page
    page.get_by_role("radio", name=re.compile("2 minutes")).first.check()
    page.get_by_role("button", name="Save this plan").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    treated.opens("progress/")
    expect(page.get_by_text("Days 1 to 5: 5 minutes, 5 times a day")).to_be_visible()
    later = page.get_by_text("Days 6 to 19: 2 minutes, 2 times a day")
    expect(page.locator("[data-done]")).to_have_count(25 + 28)
    expect(slot(page, 6, 1)).to_be_hidden()
    later.click()
    expect(slot(page, 6, 1)).to_be_visible()
    treated.sets_time("2026-03-23T11:00:00Z")
    treated.opens("progress/")
    expect(slot(page, 6, 2)).to_be_visible()
    expect(slot(page, 1, 1)).to_be_hidden()
    did(treated, "2026-03-23", "09:00", "2")
    expect(slot(page, 6, 1)).to_have_attribute("data-done", "true")


def test_each_visit_keeps_its_own_massages(treated: Patient) -> None:
    treated.opens("progress/")
    did(treated, "2026-03-20", "08:00")
    expect(slot(treated.page, 3, 1)).to_have_attribute("data-done", "true")
    treated.sets_time("2026-04-22T11:00:00Z")
    treated.had("Sculptra", "2026-04-20", "10:00", ZONES)
    treated.opens("progress/")
    did(treated, "2026-04-22", "08:00")
    page = treated.page
    earlier = page.get_by_role("region", name="Earlier visits")
    expect(earlier.get_by_text("1 of 25").first).to_be_visible()
    earlier.get_by_text("Sculptra, 18 March").click()
    expect(earlier.get_by_role("button", name="Day 3, 08:00: done")).to_be_visible()
    expect(page.get_by_text("Day 3 of 5. 1 massage of 25 done.")).to_be_visible()


def test_the_sheet_says_all_of_it_and_prints(treated: Patient) -> None:
    treated.opens("progress/")
    did(treated, "2026-03-19", "13:00", "2")
    did(treated, "2026-03-20", "08:00")
    page = treated.page
    expect(slot(page, 3, 1)).to_have_attribute("data-done", "true")
    page.get_by_role("link", name="Open the sheet").click()
    sheet = page.get_by_role("article", name="What I had done, and my massages")
    for line in (
        "Sculptra: 18 March 2026, 14:30",
        "Temples, Jawline",
        "Days 1 to 5: 5 minutes, 5 times a day",
        "Thursday 19 March: 13:00 (2:00 of 5:00, written down afterwards)",
        "Friday 20 March: 08:00 (written down afterwards)",
    ):
        expect(sheet.get_by_text(line)).to_be_visible()
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert len(document) == 1
    printed = document[0].get_textpage().get_text_range()
    assert "Thursday 19 March: 13:00" in printed
    assert "Back to progress" not in printed
    assert "Today" not in printed
    page.get_by_role("button", name="Back to progress").click()
    expect(page.get_by_role("heading", name="Sculptra, face")).to_be_visible()


def test_the_sheet_is_copied_as_text(treated: Patient) -> None:
    treated.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    treated.opens("progress/#sheet")
    treated.page.get_by_role("button", name="Copy as text").click()
    expect(treated.page.get_by_text("Copied.")).to_be_visible()
    text: Any = treated.page.evaluate("() => navigator.clipboard.readText()")
    assert "Sculptra: 18 March 2026, 14:30\n- Temples, Jawline" in text
