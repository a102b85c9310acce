"""The guided massage: buttons, interruptions, sound, light, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.patient import MASSAGED, Patient, seconds_of

LEAD_IN = 5
ZONE = 30


def press(patient: Patient, name: str) -> None:
    patient.page.get_by_role("button", name=name, exact=True).click()


def test_a_whole_run_names_each_area_its_stroke_and_the_next_one(
    massaging: Patient,
) -> None:
    page = massaging.page
    massaging.waits(LEAD_IN)
    for step, name in enumerate(MASSAGED):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        assert massaging.position() == (step, ZONE)
        following = f"Next: {MASSAGED[step + 1]}" if step < 9 else "The last one"
        expect(page.get_by_text(following)).to_be_visible()
        expect(page.get_by_text(f"{step + 1} of 10", exact=True)).to_be_visible()
        massaging.waits(ZONE)
    massaging.sees_session("finished")


def test_hands_and_pressure_are_said_and_the_first_day_is_lighter(
    ready: Patient,
) -> None:
    ready.starts_massage()
    hands = "Two or three fingers, both sides."
    words = ready.page.get_by_text(f"{hands} Lighter on this first day")
    expect(words).to_be_visible()
    press(ready, "End")
    ready.waits(24 * 3600)
    ready.starts_massage()
    expect(ready.page.get_by_text(f"{hands} Firm, not hard.")).to_be_visible()


def test_the_lit_area_is_the_one_that_is_named(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + ZONE + 1)
    lit = massaging.page.locator("path.now")
    expect(lit).to_have_attribute("data-zone", "cheekbones")


def test_pause_holds_the_second_and_resume_goes_on_from_it(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 12)
    press(massaging, "Pause")
    massaging.sees_session("paused")
    massaging.waits(600)
    assert massaging.position() == (0, 18)
    massaging.page.get_by_role("button", name="Resume").click()
    massaging.waits(8)
    assert massaging.position() == (0, 10)


def test_skip_back_and_more_time(massaging: Patient) -> None:
    press(massaging, "Skip")
    assert massaging.position() == (0, ZONE)
    press(massaging, "Skip")
    assert massaging.position() == (1, ZONE)
    massaging.waits(10)
    press(massaging, "Back")
    assert massaging.position() == (1, ZONE)
    press(massaging, "Back")
    assert massaging.position() == (0, ZONE)
    press(massaging, "+30 s")
    assert massaging.position() == (0, ZONE + 30)
    whole = massaging.page.get_by_text("left", exact=False).first.inner_text()
    assert seconds_of(whole) == 330


def test_ending_early_keeps_the_true_seconds(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 40)
    press(massaging, "Skip")
    massaging.waits(33)
    press(massaging, "End")
    massaging.sees_session("finished")
    expect(massaging.page.get_by_text("1:13 massaged.")).to_be_visible()
    (kept,) = massaging.record("sessions")
    assert (kept["seconds"], kept["planned"]) == (73, 300)
    massaging.opens("progress/")
    expect(massaging.page.locator("[data-done=true]")).to_have_count(0)
    part = massaging.page.get_by_role("button", name="done in part, 1:13 of 5:00")
    expect(part).to_have_count(1)


def test_leaving_pauses_at_the_moment_of_leaving(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 7)
    massaging.leaves_page()
    massaging.waits(3600)
    massaging.comes_back()
    massaging.sees_session("paused")
    assert massaging.position() == (0, ZONE - 7)


def test_a_phone_that_slept_does_not_count_its_sleep(massaging: Patient) -> None:
    """The wall clock runs on while the page's own clock stands still, as on a phone."""
    massaging.waits(LEAD_IN + 7)
    massaging.sets_time("2026-03-20T11:10:00+00:00")
    massaging.waits(1)
    assert massaging.position() == (0, ZONE - 8)


def test_a_clock_set_back_takes_nothing_away(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 7)
    massaging.sets_time("2026-03-20T08:00:00+00:00")
    massaging.waits(1)
    massaging.sees_session("running")
    assert massaging.position() == (0, ZONE - 8)


@pytest.mark.parametrize("step", range(10))
def test_killed_in_any_step_it_resumes_at_the_same_second(
    massaging: Patient, step: int
) -> None:
    massaging.waits(LEAD_IN + step * ZONE + 11)
    before = massaging.position()
    assert before == (step, ZONE - 11)
    massaging.page.goto("about:blank")
    massaging.opens()
    massaging.page.get_by_role("link", name="Resume the massage").click()
    place = massaging.page.get_by_text(f"{MASSAGED[step]}: 0:19 left here")
    expect(place).to_be_visible()
    massaging.page.get_by_role("button", name="Resume").click()
    massaging.sees_session("running")
    assert massaging.position() == before
    massaging.waits(19 + (9 - step) * ZONE + 0.5)
    massaging.sees_session("finished")
    (kept,) = massaging.record("sessions")
    assert kept["seconds"] == 300


def test_left_alone_for_long_it_is_kept_as_done_in_part(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 90)
    massaging.page.goto("about:blank")
    massaging.waits(31 * 60)
    massaging.opens("massage/")
    massaging.sees_session("ready")
    (kept,) = massaging.record("sessions")
    assert kept["seconds"] == 90


def test_a_resume_may_be_declined_and_keeps_what_was_done(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 90)
    massaging.page.reload()
    massaging.page.get_by_role("button", name="End it here").click()
    massaging.sees_session("ready")
    (kept,) = massaging.record("sessions")
    assert kept["seconds"] == 90


def test_a_yes_stops_latches_and_leads_to_help(ready: Patient) -> None:
    ready.opens()
    page = ready.page
    page.get_by_role("link", name="Start massage").click()
    questions = page.get_by_role("listitem").filter(has=page.get_by_role("button"))
    expect(questions).to_have_count(4)
    page.get_by_role("button", name="Yes").first.click()
    expect(page).to_have_url(f"{ready.address}/en/help/")
    expect(page.get_by_text("Is a patch of skin white")).to_be_visible()
    (flag,) = ready.record("flags")
    assert (flag["sign"], flag["level"], flag["clearedAt"]) == (
        "white-skin",
        "orange",
        None,
    )

    ready.opens()
    ready.sees_verdict("blocked")
    expect(
        page.get_by_text("No massage until your clinic has cleared it")
    ).to_be_visible()
    ready.opens("massage/#check")
    expect(page.get_by_role("button", name="Start massage")).to_be_disabled()

    ready.opens("help/")
    page.get_by_role("button", name="My clinic cleared it").click()
    expect(page.get_by_text("Write down who cleared it")).to_be_visible()
    page.get_by_label("Who cleared it?").fill("Dr Vega")
    page.get_by_role("button", name="My clinic cleared it").click()
    expect(page.get_by_text("Is a patch of skin white")).to_be_hidden()
    ready.opens()
    ready.sees_verdict("clear")


@pytest.mark.parametrize(
    ("width", "height"),
    [(390, 844), (320, 568), (768, 1024), (844, 390), (667, 375), (1024, 768)],
)
def test_a_third_of_the_screen_pauses_and_buttons_are_large(
    massaging: Patient, width: int, height: int
) -> None:
    massaging.page.set_viewport_size({"width": width, "height": height})
    for name in ("Pause", "Resume"):
        large = massaging.page.get_by_role("button", name=name).bounding_box()
        assert large
        assert large["width"] * large["height"] >= width * height / 3
        assert round(large["x"] + large["width"]) == width
        assert round(large["y"] + large["height"]) == height
        massaging.page.get_by_role("button", name=name).click()
    for name in ("Back", "Skip", "+30 s", "End", "Lock", "Mirror"):
        box = massaging.page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568), (844, 390)])
def test_at_the_largest_text_nothing_lies_over_anything(
    massaging: Patient, width: int, height: int
) -> None:
    page = massaging.page
    page.set_viewport_size({"width": width, "height": height})
    sizes = {"fontSizes": {"standard": 32, "fixed": 32}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    massaging.waits(LEAD_IN + ZONE + 2)
    words = page.get_by_text("Three fingers, both sides. Lighter").bounding_box()
    row = page.get_by_role("group", name="Move within the massage").bounding_box()
    large = page.get_by_role("button", name="Pause").bounding_box()
    figures = page.get_by_role("timer").bounding_box()
    assert words
    assert row
    assert large
    assert figures
    assert words["y"] + words["height"] <= row["y"]
    assert row["x"] >= 0
    assert figures["x"] >= large["x"]
    assert figures["x"] + figures["width"] <= width
    assert figures["y"] >= large["y"]
    after = page.get_by_text("Next: In front of the ears").bounding_box()
    assert after
    assert after["y"] + after["height"] <= height


AUDIO = """() => {
  window.rung = []
  class FakeParam { setValueAtTime() {} exponentialRampToValueAtTime() {} }
  class FakeNode { connect(next) { return next } }
  window.OscillatorNode = class extends FakeNode {
    constructor(context, options) { super(); this.hz = options.frequency }
    start(at) { this.at = at; window.rung.push(this) }
    stop(at) {
      if (at === undefined) window.rung = window.rung.filter((node) => node !== this)
    }
  }
  window.GainNode = class extends FakeNode { gain = new FakeParam() }
  window.AudioContext = class {
    state = 'suspended'
    currentTime = 100
    destination = new FakeNode()
    async resume() { this.state = 'running' }
  }
}"""


def rung(page: Page) -> list[tuple[float, float]]:
    found: list[list[float]] = page.evaluate(
        "() => window.rung.map(({ at, hz }) => [at - 100, hz])"
    )
    return sorted((round(at, 2), hz) for at, hz in found)


def test_the_whole_run_is_scheduled_on_the_audio_clock(ready: Patient) -> None:
    ready.page.add_init_script(f"({AUDIO})()")
    ready.starts_massage()
    times = sorted({at for at, _ in rung(ready.page)})
    assert times[:4] == [2, 3, 4, 5]
    assert times[4:8] == [32, 33, 34, 35]
    assert times[-1] == 305
    assert len(times) == 4 * 11
    ready.waits(LEAD_IN + 10)
    ready.page.get_by_role("button", name="Pause").click()
    assert rung(ready.page) == []
    ready.page.get_by_role("button", name="Resume").click()
    assert sorted({at for at, _ in rung(ready.page)})[:4] == [17, 18, 19, 20]


#: Only the end of a massage has it.
LAST_NOTE = 523.3


def test_the_last_tone_is_heard_after_a_skip_but_not_after_an_early_end(
    ready: Patient,
) -> None:
    ready.page.add_init_script(f"({AUDIO})()")
    ready.starts_massage()
    press(ready, "Skip")
    press(ready, "Skip")
    ready.waits(9 * ZONE + 1)
    ready.sees_session("finished")
    assert LAST_NOTE in {hz for _, hz in rung(ready.page)}
    ready.starts_massage()
    press(ready, "End")
    assert rung(ready.page) == []


def test_muted_nothing_sounds_and_the_choice_is_kept(ready: Patient) -> None:
    ready.page.add_init_script(f"({AUDIO})()")
    ready.starts_massage()
    assert rung(ready.page)
    ready.page.get_by_role("button", name="Sound on").click()
    assert rung(ready.page) == []
    press(ready, "End")
    ready.starts_massage()
    expect(ready.page.get_by_role("button", name="Sound off")).to_be_visible()
    assert rung(ready.page) == []


WAKE_LOCK = """() => {
  window.locks = []
  const request = async () => {
    const sentinel = new EventTarget()
    sentinel.release = async () => sentinel.dispatchEvent(new Event('release'))
    window.locks.push(sentinel)
    return sentinel
  }
  Object.defineProperty(navigator, 'wakeLock', { value: { request } })
}"""


def test_the_screen_is_kept_awake_only_while_massaging(ready: Patient) -> None:
    page = ready.page
    page.add_init_script(f"({WAKE_LOCK})()")
    ready.opens("massage/")
    count = "() => window.locks.length"
    assert page.evaluate(count) == 0
    ready.starts_massage()
    assert page.evaluate(count) == 1
    page.evaluate("() => window.locks[0].release()")
    ready.waits(0.6)
    assert page.evaluate(count) == 2
    press(ready, "End")
    ready.waits(5)
    assert page.evaluate(count) == 2


def test_screen_readers_hear_each_step_once_and_never_the_ticking(
    massaging: Patient,
) -> None:
    page = massaging.page
    page.evaluate(
        """() => {
          window.heard = []
          const live = document.querySelector('[data-part=announce]')
          new MutationObserver(() => window.heard.push(live.textContent))
            .observe(live, { childList: true, characterData: true, subtree: true })
        }"""
    )
    massaging.waits(LEAD_IN + 3 * ZONE - 1)
    heard: list[Any] = page.evaluate("() => window.heard")
    assert list(dict.fromkeys(heard)) == [
        "1 of 10: Temples. Slow circles.",
        "2 of 10: Cheekbones."
        " Circles, travelling out to the ear. Stay below the eyelid.",
        "3 of 10: In front of the ears. Circles.",
    ]
    assert len(heard) <= 4


def test_fingers_move_along_the_stroke_and_stand_still_if_wished(
    ready: Patient,
) -> None:
    ready.starts_massage()
    moving = (
        "() => document.getAnimations().filter((a) => a.playState === 'running').length"
    )
    ready.waits(LEAD_IN + 1)
    assert ready.page.evaluate(moving) >= 2
    press(ready, "End")
    ready.page.emulate_media(reduced_motion="reduce")
    ready.starts_massage()
    ready.waits(LEAD_IN + 1)
    assert ready.page.evaluate(moving) == 0
    arrows = ready.page.locator("[data-guide=temples]")
    expect(arrows).to_have_count(2)
    expect(arrows.first).to_be_visible()


def test_space_pauses_and_resumes(massaging: Patient) -> None:
    massaging.waits(LEAD_IN + 2)
    massaging.page.keyboard.press("Space")
    massaging.sees_session("paused")
    massaging.page.keyboard.press("Space")
    massaging.sees_session("running")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (844, 390), (1024, 768)])
def test_everything_fits_on_any_screen(
    massaging: Patient, width: int, height: int
) -> None:
    page = massaging.page
    page.set_viewport_size({"width": width, "height": height})
    massaging.waits(LEAD_IN + ZONE + 2)
    assert massaging.position() == (1, ZONE - 2)
    for part in (
        page.get_by_role("button", name="Pause"),
        page.get_by_role("button", name="Skip", exact=True),
        page.get_by_role("heading", name="Cheekbones"),
        page.get_by_role("timer"),
    ):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
