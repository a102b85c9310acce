"""Killed, crashed, locked, set to another time: nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.keeping import keeps
from tests.browser.massages import (
    LEAD_IN,
    WHOLE,
    ZONE,
    begins,
    button,
    comes_again,
    drafts,
    ends,
    seconds_kept,
)
from tests.browser.phone import crash
from tests.conftest import Watch
from tests.patient import Patient


@pytest.fixture
def massaging(ready: Patient) -> Patient:
    begins(ready)
    return ready


# Killed


def test_killed_in_the_lead_in_it_goes_on_in_the_lead_in(massaging: Patient) -> None:
    massaging.waits(3)
    massaging.page.goto("about:blank")
    massaging.waits(60)
    massaging.opens("massage/")
    button(massaging, "Resume").click()
    massaging.waits(2)
    assert massaging.position() == (0, ZONE)
    massaging.waits(12)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    assert seconds_kept(massaging) == [12]


def test_a_page_that_crashes_goes_back_by_less_than_a_second(
    massaging: Patient,
) -> None:
    massaging.waits(LEAD_IN + ZONE + 20.4)
    crash(massaging.page)
    comes_again(massaging)
    button(massaging, "Resume").click()
    massaging.sees_session("running")
    step, remaining = massaging.position()
    assert (step, remaining) == (1, 10)
    massaging.waits(9)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    (kept,) = seconds_kept(massaging)
    assert kept in {59, 60}


def test_reloaded_twice_in_a_row_it_waits_for_its_second(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 17)
    for _ in range(2):
        massaging.page.reload()
        expect(button(massaging, "Resume")).to_be_visible()
    button(massaging, "Resume").click()
    massaging.sees_session("running")
    assert massaging.position() == (0, ZONE - 17)
    massaging.waits(WHOLE - 17)
    massaging.sees_session("finished")
    assert seconds_kept(massaging) == [WHOLE]


@pytest.mark.parametrize("how", ["End", "by itself"])
def test_the_battery_is_out_right_after_the_record_is_written(
    massaging: Patient, how: str
) -> None:
    """Before the draft is erased: what is in the record is not offered again."""
    massaging.page.evaluate("() => { Storage.prototype.removeItem = () => {} }")
    seconds = ends(massaging, how)
    massaging.sees_session("finished")
    assert drafts(massaging) != []
    crash(massaging.page)
    comes_again(massaging)
    expect(button(massaging, "Resume")).to_be_hidden()
    assert seconds_kept(massaging) == [seconds]
    assert drafts(massaging) == []


@pytest.mark.parametrize("how", ["End", "by itself"])
def test_the_battery_is_out_in_the_same_second_as_the_end(
    massaging: Patient, how: str
) -> None:
    seconds = ends(massaging, how)
    crash(massaging.page)
    comes_again(massaging)
    is_offered = button(massaging, "Resume").is_visible()
    assert seconds_kept(massaging) == ([] if is_offered else [seconds])
    assert is_offered == (drafts(massaging) != [])


# Locked


@pytest.mark.parametrize("minutes", [29, 31])
def test_a_locked_phone_waits_and_after_half_an_hour_it_counts_as_done_in_part(
    massaging: Patient, minutes: int
) -> None:
    massaging.waits(LEAD_IN + 47)
    massaging.leaves_page()
    massaging.waits(minutes * 60)
    massaging.comes_back()
    massaging.sees_session("paused")
    assert massaging.position() == (1, ZONE - 17)
    assert seconds_kept(massaging) == ([47] if minutes > 30 else [])
    button(massaging, "Resume").click()
    massaging.waits(5)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    assert seconds_kept(massaging) == [52]


@pytest.mark.parametrize(("minutes", "is_offered"), [(29, True), (31, False)])
def test_killed_on_a_locked_phone_it_is_done_in_part_after_half_an_hour(
    massaging: Patient, minutes: int, is_offered: bool
) -> None:
    massaging.waits(LEAD_IN + 47)
    massaging.leaves_page()
    crash(massaging.page)
    old, massaging.page = massaging.page, massaging.page.context.new_page()
    old.close()
    massaging.waits(minutes * 60)
    massaging.opens("massage/")
    expect(button(massaging, "Resume")).to_be_visible(visible=is_offered)
    assert seconds_kept(massaging) == ([] if is_offered else [47])


# Clocks


@pytest.mark.parametrize("jump", ["2026-03-20T14:00:40Z", "2026-03-20T08:00:40Z"])
def test_a_clock_set_three_hours_off_changes_no_second(
    massaging: Patient, jump: str
) -> None:
    massaging.waits(LEAD_IN + 35)
    massaging.sets_time(jump.replace("Z", "+00:00"))
    massaging.waits(WHOLE - 35)
    massaging.sees_session("finished")
    (kept,) = massaging.record("sessions")
    assert (kept["seconds"], kept["day"]) == (WHOLE, "2026-03-20")
    assert kept["startedAt"] == "2026-03-20T11:00:00Z"


@pytest.mark.parametrize("jump", ["2026-03-20T11:20:00Z", "2026-03-20T08:00:00Z"])
def test_a_clock_that_was_set_while_away_counts_nothing(
    massaging: Patient, jump: str
) -> None:
    """And nothing can be taken back longer than for five seconds."""
    massaging.waits(LEAD_IN + 25)
    button(massaging, "+30 s").click()
    massaging.leaves_page()
    massaging.sets_time(jump.replace("Z", "+00:00"))
    massaging.comes_back()
    button(massaging, "Resume").click()
    massaging.waits(6)
    expect(button(massaging, "Undo")).to_be_hidden()
    button(massaging, "End").click()
    massaging.sees_session("finished")
    assert seconds_kept(massaging) == [31]


def visited(day: str) -> dict[str, Any]:
    zones = ["temples", "cheekbones", "chin", "jawline", "jaw-angle"]
    place = {"timezone": "Europe/Madrid", "time": "09:00", "note": ""}
    return {"id": day, "product": "sculptra", "date": day, "zones": zones, **place}


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("2026-03-29T00:58:00+00:00", "2026-03-29"),  # 2:00 becomes 3:00
        ("2026-10-25T00:58:00+00:00", "2026-10-25"),  # 3:00 becomes 2:00
        ("2026-03-21T22:58:00+00:00", "2026-03-21"),  # midnight
    ],
)
def test_over_a_change_of_hour_or_date_it_keeps_the_day_of_its_start(
    ready: Patient, start: str, day: str
) -> None:
    ready.sets_time(start)
    keeps(ready, treatments=[visited(yesterday(day))])
    begins(ready)
    ready.waits(LEAD_IN + 2 * 60 + 20)
    ready.page.reload()
    button(ready, "Resume").click()
    ready.sees_session("running")
    ready.waits(WHOLE)
    ready.sees_session("finished")
    (kept,) = ready.record("sessions")
    assert (kept["seconds"], kept["day"]) == (WHOLE, day)


def yesterday(day: str) -> str:
    return f"{day[:-2]}{int(day[-2:]) - 1:02}"


def test_in_another_time_zone_it_keeps_the_day_of_its_start(
    massaging: Patient,
    browser: Browser,
    browser_context_args: dict[str, Any],
    watch: Watch,
) -> None:
    """Begun on the evening of the 20th in Madrid, resumed on the 21st in Tokyo."""
    button(massaging, "End").click()
    massaging.sets_time("2026-03-20T20:00:00+00:00")
    begins(massaging)
    massaging.waits(LEAD_IN + 40)
    massaging.page.goto("about:blank")
    kept = massaging.page.context.storage_state(indexed_db=True)
    abroad_args = {**browser_context_args, "timezone_id": "Asia/Tokyo"}
    context = browser.new_context(**abroad_args, storage_state=kept)
    watch.attend(context)
    page = context.new_page()
    page.clock.install(time="2026-03-20T20:10:00Z")
    page.clock.pause_at("2026-03-20T20:10:01Z")
    abroad = Patient(page, massaging.address)
    abroad.opens("massage/")
    button(abroad, "Resume").click()
    abroad.sees_session("running")
    abroad.waits(20)
    button(abroad, "End").click()
    abroad.sees_session("finished")
    (session,) = abroad.record("sessions")
    context.close()
    assert (session["seconds"], session["day"]) == (60, "2026-03-20")
