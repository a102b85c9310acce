"""Only one window massages, and no other one can touch what it does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.massages import (
    LEAD_IN,
    begins,
    button,
    drafts,
    seconds_kept,
)
from tests.patient import Patient


@pytest.fixture
def massaging(ready: Patient) -> Patient:
    begins(ready)
    return ready


@pytest.fixture
def other(ready: Patient) -> Patient:
    """The same patient in a second window."""
    return Patient(ready.page.context.new_page(), ready.address)


def is_told_to_go_back(patient: Patient) -> None:
    busy = "A massage is running in another window"
    expect(patient.page.get_by_role("heading", name=busy)).to_be_visible()


def test_a_second_window_waits_until_the_first_one_ends(
    massaging: Patient, other: Patient
) -> None:
    massaging.waits(LEAD_IN + 20)
    other.opens("massage/")
    is_told_to_go_back(other)
    massaging.waits(20)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    expect(button(other, "Start")).to_be_visible()
    assert seconds_kept(other) == [40]


def test_a_second_window_takes_over_when_the_first_one_is_closed(
    massaging: Patient, other: Patient
) -> None:
    massaging.waits(LEAD_IN + 20)
    other.opens("massage/")
    is_told_to_go_back(other)
    other.comes_back()
    other.comes_back()
    massaging.page.close()
    other.comes_back()
    button(other, "Resume").click()
    other.sees_session("running")
    other.waits(5)
    button(other, "End").click()
    other.sees_session("finished")
    assert seconds_kept(other) == [25]


@pytest.mark.parametrize("name", ["Resume", "End it here"])
def test_a_second_window_cannot_touch_what_the_first_one_resumed(
    massaging: Patient, other: Patient, name: str
) -> None:
    massaging.waits(LEAD_IN + 20)
    massaging.page.reload()
    expect(button(massaging, "Resume")).to_be_visible()
    other.opens("massage/")
    expect(button(other, name)).to_be_visible()
    button(massaging, "Resume").click()
    massaging.sees_session("running")
    massaging.waits(4)

    button(other, name).click()
    is_told_to_go_back(other)
    assert seconds_kept(other) == []
    assert drafts(massaging) != []
    massaging.waits(6)
    massaging.page.reload()
    button(massaging, "End it here").click()
    massaging.sees_session("ready")
    assert seconds_kept(massaging) == [30]


def test_a_second_window_that_comes_too_late_is_free_afterwards(
    massaging: Patient, other: Patient
) -> None:
    button(massaging, "End").click()
    massaging.sees_session("finished")
    for window in (massaging, other):
        window.page.goto("about:blank")
        window.opens("massage/#check")
        expect(button(window, "None of this. Start")).to_be_visible()
    button(massaging, "None of this. Start").click()
    massaging.sees_session("running")
    button(other, "None of this. Start").click()
    is_told_to_go_back(other)
    massaging.waits(LEAD_IN + 20)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    expect(button(other, "Start")).to_be_visible()
    assert seconds_kept(other) == [20]


def test_an_end_that_cannot_be_taken_back_any_more_stays_in_the_record(
    massaging: Patient, other: Patient
) -> None:
    """A second window began right after the end in the first one."""
    other.opens("massage/")
    massaging.waits(LEAD_IN + 20)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    button(other, "Start").click()
    button(other, "None of this. Start").click()
    other.sees_session("running")
    button(massaging, "Undo").click()
    is_told_to_go_back(massaging)
    other.waits(LEAD_IN + 15)
    button(other, "End").click()
    other.sees_session("finished")
    assert sorted(map(str, seconds_kept(other))) == ["15", "20"]


def test_the_last_button_pressed_twice_begins_one_massage(ready: Patient) -> None:
    ready.opens("massage/#check")
    button(ready, "None of this. Start").evaluate(
        """async (button) => {
          button.click()
          const isHeld = async () => (await navigator.locks.query()).held.length > 0
          while (!(await isHeld()));
          button.click()
        }"""
    )
    ready.sees_session("running")
    expect(button(ready, "Pause")).to_be_visible()
    ready.waits(LEAD_IN + 12)
    button(ready, "End").click()
    ready.sees_session("finished")
    assert seconds_kept(ready) == [12]


def test_a_window_that_had_nothing_opens_when_something_is_entered_in_another(
    patient: Patient,
) -> None:
    patient.opens("massage/")
    nothing = patient.page.get_by_role("heading", name="No massage to do now")
    expect(nothing).to_be_visible()
    expect(patient.page.get_by_text("Nothing you entered asks")).to_be_visible()
    expect(patient.page.get_by_role("term").get_by_text("Temples")).to_be_visible()
    other = Patient(patient.page.context.new_page(), patient.address)
    other.adds_treatment("Sculptra", "2026-03-19", "09:00")
    expect(button(patient, "Start")).to_be_visible()
    patient.sees_verdict("clear")
    expect(nothing).to_be_hidden()
