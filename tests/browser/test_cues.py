"""What a massage says, shows and lets be felt; each of it can be switched alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.patient import Patient

LEAD_IN = 5
ZONE = 30

SPEECH = """(voices) => {
  window.said = []
  window.SpeechSynthesisUtterance = class {
    constructor(text) { this.text = text }
    addEventListener() {}
  }
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: ({ text, lang }) => { if (text.trim()) window.said.push([text, lang]) },
    cancel() {},
    resume() {},
  })
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
}"""
KATE = "{ name: 'Kate', lang: 'en-GB', localService: true }"
CLOUD = "{ name: 'Cloud', lang: 'en-GB', localService: false }"
VERA = "{ name: 'Vera', lang: 'ru-RU', localService: true }"

BUZZ = """() => {
  window.buzzed = []
  Object.defineProperty(navigator, 'vibrate', {
    value: (pattern) => {
      window.buzzed.push([performance.now(), [pattern].flat()])
      return true
    },
  })
}"""


def speaks(patient: Patient, *voices: str) -> None:
    """The phone has these voices."""
    patient.page.add_init_script(f"({SPEECH})([{', '.join(voices)}])")


def said(page: Page) -> list[str]:
    found: list[list[str]] = page.evaluate("() => window.said")
    return [text for text, _ in found]


def announced(page: Page) -> str:
    return page.locator("[role=status]").last.inner_text()


def test_a_voice_of_the_phone_names_each_area_its_stroke_and_ten_seconds(
    ready: Patient,
) -> None:
    speaks(ready, KATE)
    ready.starts_massage()
    ready.waits(LEAD_IN + 2 * ZONE + 1)
    assert said(ready.page) == [
        "Temples. Slow circles.",
        "Ten seconds.",
        "Cheekbones. Circles, travelling out to the ear. Stay below the eyelid.",
        "Ten seconds.",
        "In front of the ears. Circles.",
    ]
    ready.waits(8 * ZONE)
    ready.sees_session("finished")
    ready.waits(1)
    assert said(ready.page)[-1] == "Well done."


def test_one_hand_hears_its_side_and_when_to_switch(ready: Patient) -> None:
    speaks(ready, KATE)
    ready.opens("settings/")
    ready.page.get_by_label("One hand: left, then right").check()
    ready.starts_massage()
    ready.waits(LEAD_IN + 16)
    assert said(ready.page) == [
        "Temples. Left side. Slow circles.",
        "Switch sides. Right side.",
    ]


def test_what_is_said_aloud_is_not_announced_as_well(ready: Patient) -> None:
    speaks(ready, KATE)
    ready.starts_massage()
    ready.waits(LEAD_IN + 1)
    status = ready.page.locator("[data-part=announce]")
    expect(status).to_have_text("")
    ready.page.get_by_role("button", name="Pause").click()
    expect(status).to_have_text("Paused")
    ready.page.get_by_role("button", name="Resume").click()
    ready.page.get_by_role("button", name="Sound on").click()
    expect(status).to_have_text(re.compile("^1 of 10: Temples"))
    before = said(ready.page)
    ready.waits(ZONE)
    assert said(ready.page) == before


@pytest.mark.parametrize("voices", [(), (CLOUD,), (VERA,)])
def test_without_a_local_voice_of_the_language_nothing_is_said_or_offered(
    ready: Patient, voices: tuple[str, ...]
) -> None:
    speaks(ready, *voices)
    ready.opens("settings/")
    expect(ready.page.get_by_label("The voice of this phone")).to_be_hidden()
    expect(ready.page.get_by_label("No voice")).to_be_checked()
    ready.starts_massage()
    ready.waits(LEAD_IN + ZONE)
    assert said(ready.page) == []


def test_the_voice_can_be_tried_and_switched_off(ready: Patient) -> None:
    speaks(ready, CLOUD, KATE)
    ready.opens("settings/")
    page = ready.page
    expect(page.get_by_label("The voice of this phone")).to_be_checked()
    page.get_by_role("button", name="Try the voice").click()
    assert said(page) == ["Temples. Slow circles."]
    page.get_by_label("No voice").check()
    ready.starts_massage()
    ready.waits(LEAD_IN + ZONE)
    assert said(page) == []
    expect(page.get_by_role("button", name="Sound on")).to_be_visible()


def shines(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        """() => document.querySelector('[data-part=flash]').getAnimations()
          .map(({ effect }) => [effect.getTiming().delay, effect.getTiming().duration])
          .sort(([a], [b]) => a - b)"""
    )
    return found


def test_a_soft_light_is_planned_for_each_change_if_wished(ready: Patient) -> None:
    ready.starts_massage()
    assert shines(ready.page) == []
    ready.page.get_by_role("button", name="End", exact=True).click()
    ready.opens("settings/")
    ready.page.get_by_label("A soft light").check()
    ready.starts_massage()
    planned = shines(ready.page)
    assert [round(delay / 1000) for delay, _ in planned] == [*range(5, 306, 30)]
    assert all(300 <= length <= 1000 for _, length in planned)
    ready.page.get_by_role("button", name="Pause").click()
    assert shines(ready.page) == []


def test_the_phone_buzzes_at_each_change_unless_told_not_to(ready: Patient) -> None:
    page = ready.page
    page.add_init_script(f"({BUZZ})()")
    ready.starts_massage()
    ready.waits(LEAD_IN + 2)
    patterns: list[Any] = page.evaluate("() => window.buzzed")
    due = {
        round((at + sum(pattern[:2])) / 1000, 1)
        for at, pattern in patterns
        if len(pattern) > 2 and pattern[0] == 0
    }
    begun = page.evaluate("() => performance.now()") / 1000 - LEAD_IN - 2
    assert {round(at - begun) for at in due} == {LEAD_IN}
    page.get_by_role("button", name="End", exact=True).click()

    ready.opens("settings/")
    page.get_by_label("Vibrate at each change").uncheck()
    ready.starts_massage()
    ready.waits(LEAD_IN + ZONE + 1)
    patterns = page.evaluate("() => window.buzzed")
    assert all(sum(pattern) == 0 for _, pattern in patterns)


def test_a_phone_that_cannot_vibrate_is_not_asked_to(ready: Patient) -> None:
    ready.page.add_init_script("delete Navigator.prototype.vibrate")
    ready.opens("settings/")
    expect(ready.page.get_by_label("Vibrate at each change")).to_be_hidden()
    ready.starts_massage()
    ready.waits(LEAD_IN + ZONE)
    ready.sees_session("running")


LOST_SOUND = """() => {
  const Real = window.AudioContext
  window.AudioContext = class extends Real {
    constructor() { super(); window.contexts = [...(window.contexts ?? []), this] }
    get state() { return window.isLost ? 'interrupted' : super.state }
    async resume() {
      if (window.isLost) throw new DOMException('Interrupted', 'InvalidStateError')
      return super.resume()
    }
  }
}"""


def test_a_call_that_takes_the_sound_is_told_of_until_it_is_back(
    ready: Patient,
) -> None:
    page = ready.page
    page.add_init_script(f"({LOST_SOUND})()")
    ready.starts_massage()
    line = page.get_by_text("The sound is off. Touch the screen")
    expect(line).to_be_hidden()
    page.evaluate(
        """() => {
          window.isLost = true
          window.contexts.at(-1).dispatchEvent(new Event('statechange'))
        }"""
    )
    ready.waits_until(line.is_visible)
    ready.sees_session("running")
    page.evaluate("() => { window.isLost = false }")
    page.get_by_role("heading", name="Temples").click()
    ready.waits_until(line.is_hidden)


def test_no_device_that_fails_holds_up_the_massage(ready: Patient) -> None:
    page = ready.page
    page.add_init_script(
        "window.AudioContext = class { constructor() { throw new Error('broken') } }"
    )
    ready.starts_massage()
    ready.waits(LEAD_IN + ZONE + 1)
    assert ready.position() == (1, ZONE - 1)
