"""What hands full of cream may press, and what a slip of a finger must not do."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.patient import Patient

LEAD_IN = 5
ZONE = 30


def button(patient: Patient, name: str) -> Locator:
    return patient.page.get_by_role("button", name=name, exact=True)


def choose(patient: Patient, *names: str) -> None:
    """Sets something in the settings."""
    patient.opens("settings/")
    for name in names:
        patient.page.get_by_label(name).check()


def begins(patient: Patient) -> None:
    """Starts a massage where it is not the first of the day any more."""
    patient.opens()
    patient.opens("massage/#check")
    button(patient, "None of this. Start").click()
    patient.sees_session("running")


@pytest.mark.parametrize(
    ("name", "moved"),
    [("Skip", (2, ZONE)), ("Back", (1, ZONE)), ("+30 s", (1, ZONE + 20))],
)
def test_a_move_can_be_taken_back_for_five_seconds(
    massaging: Patient, name: str, moved: tuple[int, int]
) -> None:
    massaging.waits(LEAD_IN + ZONE + 10)
    expect(button(massaging, "Undo")).to_be_hidden()
    button(massaging, name).click()
    assert massaging.position() == moved
    massaging.waits(4)
    button(massaging, "Undo").click()
    assert massaging.position() == (1, ZONE - 10)
    expect(button(massaging, "Undo")).to_be_hidden()

    button(massaging, name).click()
    massaging.waits(5.1)
    expect(button(massaging, "Undo")).to_be_hidden()


def test_an_end_can_be_taken_back_and_is_kept_once(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 20)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    assert [kept["seconds"] for kept in massaging.record("sessions")] == [20]
    massaging.waits(3)
    button(massaging, "Undo").click()
    massaging.sees_session("running")
    assert massaging.position() == (0, ZONE - 20)
    massaging.page.wait_for_function(
        """() => new Promise((resolve) => {
          const open = indexedDB.open('aftertouch')
          open.onsuccess = () => {
            const all = open.result.transaction('sessions')
              .objectStore('sessions').count()
            all.onsuccess = () => { open.result.close(); resolve(all.result === 0) }
          }
        })"""
    )
    massaging.waits(5)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    massaging.waits(6)
    expect(button(massaging, "Undo")).to_be_hidden()
    assert [kept["seconds"] for kept in massaging.record("sessions")] == [25]


def test_a_massage_that_ran_to_its_end_has_nothing_to_take_back(
    massaging: Patient,
) -> None:
    massaging.waits(LEAD_IN + 10 * ZONE + 1)
    massaging.sees_session("finished")
    expect(button(massaging, "Undo")).to_be_hidden()


def test_a_wet_finger_that_lands_twice_presses_once(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 3)
    button(massaging, "Pause").dblclick()
    massaging.sees_session("paused")
    button(massaging, "Skip").dblclick()
    assert massaging.position() == (1, ZONE)


def test_two_touches_in_a_moment_are_one(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 3)
    large = massaging.page.get_by_role("timer").bounding_box()
    assert large
    massaging.page.evaluate(
        """([x, y]) => {
          const button = document.elementFromPoint(x, y)
          const touch = { bubbles: true, pointerType: 'touch', detail: 1 }
          button.dispatchEvent(new PointerEvent('click', touch))
          button.dispatchEvent(new PointerEvent('click', touch))
        }""",
        [large["x"] + 20, large["y"] + 20],
    )
    massaging.sees_session("paused")


def test_a_lock_takes_two_slow_touches_to_open(massaging: Patient) -> None:
    page = massaging.page
    massaging.waits(LEAD_IN + 3)
    button(massaging, "Lock").click()
    for name in ("Back", "Skip", "+30 s", "End", "Sound on"):
        expect(button(massaging, name)).to_be_disabled()
    page.keyboard.press("ArrowRight")
    assert massaging.position() == (0, ZONE - 3)

    button(massaging, "Locked").dblclick()
    massaging.sees_session("running")
    expect(button(massaging, "Once more")).to_be_visible()
    massaging.waits(4.1)
    button(massaging, "Locked").click()
    button(massaging, "Once more").click()
    expect(button(massaging, "Skip")).to_be_enabled()
    button(massaging, "Pause").click()
    massaging.sees_session("paused")


def test_a_locked_massage_runs_on_to_its_end(massaging: Patient) -> None:
    button(massaging, "Lock").click()
    massaging.waits(LEAD_IN + ZONE + 1)
    expect(button(massaging, "Locked")).to_be_visible()
    assert massaging.position() == (1, ZONE - 1)
    massaging.waits(9 * ZONE)
    massaging.sees_session("finished")
    begins(massaging)
    expect(button(massaging, "Pause")).to_be_visible()


def test_space_and_arrows_work_wherever_the_focus_is(massaging: Patient) -> None:
    page = massaging.page
    massaging.waits(LEAD_IN + 10)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Space")
    massaging.sees_session("paused")
    page.keyboard.press("ArrowRight")
    assert massaging.position() == (1, ZONE)
    page.keyboard.press("ArrowLeft")
    assert massaging.position() == (0, ZONE)
    page.keyboard.press("ArrowUp")
    assert massaging.position() == (0, ZONE + 30)
    page.keyboard.press("Space")
    massaging.sees_session("running")
    button(massaging, "Skip").focus()
    page.keyboard.press("Space")
    massaging.sees_session("running")
    assert massaging.position() == (1, ZONE)


KEYS = """() => {
  window.keys = {}
  navigator.mediaSession.setActionHandler = (key, does) => { window.keys[key] = does }
}"""


def test_the_keys_of_a_headset_and_of_the_lock_screen(ready: Patient) -> None:
    page = ready.page
    page.add_init_script(f"({KEYS})()")
    ready.starts_massage()
    ready.waits(LEAD_IN + 10)
    page.evaluate("() => window.keys.pause()")
    ready.sees_session("paused")
    assert ready.position() == (0, ZONE - 10)
    page.evaluate("() => window.keys.play()")
    ready.sees_session("running")
    page.evaluate("() => window.keys.nexttrack()")
    assert ready.position() == (1, ZONE)
    title: str = page.evaluate("() => navigator.mediaSession.metadata.title")
    assert title == "Cheekbones"
    button(ready, "End").click()
    assert page.evaluate("() => window.keys.play") is None


def test_no_swipe_does_anything(massaging: Patient) -> None:
    page = massaging.page
    massaging.waits(LEAD_IN + 10)
    for start, end in (((40, 300), (360, 300)), ((200, 700), (200, 100))):
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end, steps=8)
        page.mouse.up()
    massaging.sees_session("running")
    assert massaging.position() == (0, ZONE - 10)
    assert page.evaluate("() => window.scrollX + window.scrollY") == 0
    over: str = page.evaluate(
        "() => getComputedStyle(document.body).overscrollBehaviorY"
    )
    assert over == "none"


def test_by_hand_it_waits_before_each_area(ready: Patient) -> None:
    choose(ready, "It waits until I touch the screen")
    begins(ready)
    ready.waits(LEAD_IN + ZONE + 40)
    ready.sees_session("paused")
    assert ready.position() == (1, ZONE)
    expect(ready.page.get_by_role("heading", name="Cheekbones")).to_be_visible()
    button(ready, "Resume").click()
    ready.waits(10)
    assert ready.position() == (1, ZONE - 10)
    button(ready, "End").click()
    (kept,) = ready.record("sessions")
    assert kept["seconds"] == ZONE + 10


def test_with_one_hand_each_side_has_its_turn(ready: Patient) -> None:
    page = ready.page
    choose(ready, "One hand: left, then right")
    begins(ready)
    ready.waits(LEAD_IN + 1)
    expect(page.get_by_role("heading", name="Temples, left side")).to_be_visible()
    expect(page.get_by_text("Next: Temples, right side")).to_be_visible()
    expect(page.get_by_text("Two or three fingers. Lighter")).to_be_visible()
    expect(page.get_by_text("1 of 19", exact=True)).to_be_visible()
    assert ready.position() == (0, 14)
    ready.waits(15)
    expect(page.get_by_role("heading", name="Temples, right side")).to_be_visible()
    ready.waits(300)
    ready.sees_session("finished")
    (kept,) = ready.record("sessions")
    assert kept["seconds"] == 300
    zones: Any = kept["zones"]
    assert len(zones) == len(set(zones)) == 10


def test_a_finger_that_was_on_undo_does_not_keep_it(massaging: Patient) -> None:
    """Of two steps skipped one is taken back; the other can be for its own seconds."""
    massaging.waits(LEAD_IN + 10)
    button(massaging, "Skip").tap()
    button(massaging, "Skip").tap()
    button(massaging, "Undo").tap()
    assert massaging.position()[0] == 1
    expect(button(massaging, "Undo")).to_be_visible()
    massaging.waits(6)
    expect(button(massaging, "Undo")).to_be_hidden()


def test_how_it_felt_is_asked_and_answered_gently(massaging: Patient) -> None:
    page = massaging.page
    massaging.waits(LEAD_IN + 60)
    button(massaging, "End").click()
    expect(page.get_by_text("How did it feel?")).to_be_visible()
    expect(page.get_by_text("Next: at about")).to_be_visible()
    button(massaging, "A little sore").click()
    expect(page.get_by_text("Press more lightly next time")).to_be_visible()
    expect(button(massaging, "Fine")).to_be_hidden()
    (kept,) = massaging.record("sessions")
    assert (kept["felt"], kept["seconds"]) == ("sore", 60)
    page.get_by_role("link", name="Something feels wrong").click()
    expect(page).to_have_url(f"{massaging.address}/en/help/")


def test_too_short_a_massage_is_not_asked_about(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 3)
    button(massaging, "End").click()
    massaging.sees_session("finished")
    expect(massaging.page.get_by_text("How did it feel?")).to_be_hidden()
    assert massaging.record("sessions") == []


WAKE_LOCK = """() => {
  window.held = 0
  const request = async () => {
    const sentinel = new EventTarget()
    sentinel.release = async () => { window.held -= 1 }
    window.held += 1
    return sentinel
  }
  Object.defineProperty(navigator, 'wakeLock', { value: { request } })
}"""


def test_a_long_pause_lets_the_screen_go_dark(ready: Patient) -> None:
    page = ready.page
    page.add_init_script(f"({WAKE_LOCK})()")
    ready.starts_massage()
    button(ready, "Pause").click()
    ready.waits(4 * 60)
    assert page.evaluate("() => window.held") == 1
    ready.waits(61)
    assert page.evaluate("() => window.held") == 0
    button(ready, "Resume").click()
    page.wait_for_function("() => window.held === 1")


#: A phone that takes its time to say yes.
SLOW_WAKE_LOCK = """() => {
  window.asked = 0
  const request = () => {
    window.asked += 1
    return new Promise(() => {})
  }
  Object.defineProperty(navigator, 'wakeLock', { value: { request } })
}"""


def test_the_phone_is_asked_for_light_once_however_often_it_is_touched(
    ready: Patient,
) -> None:
    """A second lock would outlive the massage: nobody could release it."""
    page = ready.page
    page.add_init_script(f"({SLOW_WAKE_LOCK})()")
    ready.starts_massage()
    page.get_by_role("heading", name="Temples").click()
    page.get_by_role("heading", name="Temples").click()
    assert page.evaluate("() => window.asked") == 1


PHONES = {
    "none": "() => delete Navigator.prototype.wakeLock",
    "iphone": """() => {
      const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X)'
      Object.defineProperty(navigator, 'standalone', { value: true })
      Object.defineProperty(navigator, 'userAgent', { value: agent })
    }""",
}


@pytest.mark.parametrize("phone", [*PHONES, "any other"])
def test_a_phone_that_cannot_stay_lit_is_told_of(ready: Patient, phone: str) -> None:
    if phone in PHONES:
        ready.page.add_init_script(f"({PHONES[phone]})()")
    ready.opens("massage/")
    hint = ready.page.get_by_text("This phone may go dark during the massage")
    expect(hint).to_be_visible(visible=phone in PHONES)
