"""A phone without room: the massage goes on, and is written down once there is some."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.massages import (
    LEAD_IN,
    WHOLE,
    begins,
    button,
    comes_again,
    drafts,
    ends,
    seconds_kept,
)
from tests.browser.phone import crash
from tests.patient import Patient

#: No room where the flag says so; the flag itself always finds some.
ROOM = """() => {
  const { put } = IDBObjectStore.prototype
  const { setItem } = Storage.prototype
  const refuse = (...wheres) => {
    const where = localStorage.getItem('full')
    if (wheres.includes(where)) throw new DOMException('full', 'QuotaExceededError')
  }
  IDBObjectStore.prototype.put = function (...given) {
    refuse('record', 'everything')
    return put.apply(this, given)
  }
  Storage.prototype.setItem = function (key, text) {
    if (key.startsWith('aftertouch')) refuse('draft', 'everything')
    return setItem.call(this, key, text)
  }
}"""


@pytest.fixture
def ready(patient: Patient) -> Patient:
    """A patient on day 1 with all ten areas to massage."""
    patient.page.context.add_init_script(f"({ROOM})()")
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    return patient


@pytest.fixture
def massaging(ready: Patient) -> Patient:
    begins(ready)
    return ready


def is_full(patient: Patient, where: str) -> None:
    """From now on: the record, the draft, everything, or nothing."""
    patient.page.evaluate("(where) => localStorage.setItem('full', where)", where)


@pytest.mark.parametrize("how", ["End", "by itself"])
def test_the_battery_is_out_before_the_record_is_written(
    massaging: Patient, how: str
) -> None:
    is_full(massaging, "record")
    seconds = ends(massaging, how)
    crash(massaging.page)
    comes_again(massaging)
    is_full(massaging, "nothing")
    massaging.opens("settings/")
    massaging.opens("massage/")
    expect(button(massaging, "Resume")).to_be_hidden()
    assert seconds_kept(massaging) == [seconds]
    assert drafts(massaging) == []


def test_without_room_for_the_draft_it_goes_on_and_is_recorded(
    ready: Patient,
) -> None:
    is_full(ready, "draft")
    begins(ready)
    ready.waits(LEAD_IN + 25)
    button(ready, "Pause").click()
    button(ready, "Resume").press("Enter")
    ready.waits(WHOLE)
    ready.sees_session("finished")
    assert seconds_kept(ready) == [WHOLE]


def test_room_that_runs_out_counts_no_pause_as_massage(massaging: Patient) -> None:
    """What was written of it before is true, or less; it is never more."""
    massaging.waits(LEAD_IN + 20)
    massaging.page.evaluate(
        """() => {
          const { setItem } = Storage.prototype
          Storage.prototype.setItem = function (key, text) {
            if (text.length > 40) throw new DOMException('full', 'QuotaExceededError')
            return setItem.call(this, key, text)
          }
        }"""
    )
    button(massaging, "Pause").click()
    massaging.waits(60)
    button(massaging, "Resume").press("Enter")
    massaging.waits(5)
    crash(massaging.page)
    comes_again(massaging)
    button(massaging, "End it here").click()
    massaging.sees_session("ready")
    (kept,) = seconds_kept(massaging)
    assert isinstance(kept, int)
    assert 20 <= kept <= 25


UNWRITTEN = "this massage is not written down yet"


@pytest.mark.parametrize("how", ["End", "by itself"])
def test_without_room_for_the_record_it_is_written_when_there_is_some(
    massaging: Patient, how: str
) -> None:
    is_full(massaging, "record")
    seconds = ends(massaging, how)
    massaging.sees_session("finished")
    expect(massaging.page.get_by_text(UNWRITTEN)).to_be_visible()
    assert drafts(massaging) != []
    massaging.opens()
    expect(massaging.page.get_by_role("link", name="Start massage")).to_be_visible()
    assert seconds_kept(massaging) == []

    is_full(massaging, "nothing")
    for _ in range(2):
        massaging.opens("massage/")
        massaging.sees_session("ready")
        expect(button(massaging, "Start")).to_be_visible()
        assert seconds_kept(massaging) == [seconds]
        assert drafts(massaging) == []


def test_the_next_massage_does_not_push_out_one_that_waits_for_room(
    massaging: Patient,
) -> None:
    is_full(massaging, "record")
    massaging.waits(LEAD_IN + 40)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    begins(massaging)
    massaging.waits(LEAD_IN + 20)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    is_full(massaging, "nothing")
    massaging.page.reload()
    expect(button(massaging, "Start")).to_be_visible()
    assert sorted(map(str, seconds_kept(massaging))) == ["20", "40"]
    assert drafts(massaging) == []


def test_without_any_room_it_is_written_while_the_page_lives(
    massaging: Patient,
) -> None:
    is_full(massaging, "everything")
    massaging.waits(LEAD_IN + WHOLE)
    massaging.sees_session("finished")
    expect(massaging.page.get_by_text(UNWRITTEN)).to_be_visible()
    massaging.leaves_page()
    is_full(massaging, "nothing")
    massaging.comes_back()
    massaging.page.wait_for_function(
        "() => !localStorage.getItem('aftertouch-session')"
    )
    assert seconds_kept(massaging) == [WHOLE]
