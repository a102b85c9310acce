"""The phone's own voice, its vibration, and the keys of a headset."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

#: A phone with these voices; what it says, and when, is kept.
VOICE = """async ([voices, language, languages]) => {
  const phone = { ms: 0, said: [], cancelled: 0, timers: [], voices }
  const synthesis = Object.assign(new EventTarget(), {
    speaking: false,
    pending: false,
    getVoices: () => phone.voices,
    resume() {},
    speak(utterance) {
      phone.said.push(utterance)
      this.speaking = utterance.text !== ''
    },
    cancel() { phone.cancelled++; this.speaking = false },
  })
  phone.synthesis = synthesis
  phone.wakes = () => phone.timers.splice(0).forEach((timer) => timer.callback())
  const { createVoice } = await import('/device/voice.js')
  phone.voice = createVoice({
    speechSynthesis: synthesis,
    SpeechSynthesisUtterance: class { constructor(text) { this.text = text } },
    navigator: { languages },
    setTimeout: (callback, ms) => {
      phone.timers.push({ callback, ms })
      return callback
    },
    clearTimeout: (gone) => {
      phone.timers = phone.timers.filter(({ callback }) => callback !== gone)
    },
  }, language)
  window.phone = phone
}"""

VIBRATION = """async ([hasIt, isTouched]) => {
  window.felt = []
  const { createVibration } = await import('/device/vibration.js')
  const vibrate = (pattern) => window.felt.push([pattern].flat())
  window.vibration = createVibration({
    navigator: {
      ...(hasIt ? { vibrate } : {}),
      userActivation: { hasBeenActive: isTouched },
    },
  })
}"""

HEADSET = """async ([refused]) => {
  const keys = {}
  const session = {
    metadata: null,
    playbackState: 'none',
    setActionHandler(action, does) {
      if (refused.includes(action)) throw new TypeError(action)
      keys[action] = does
    },
  }
  const pressed = []
  const { createHeadset } = await import('/device/headset.js')
  const headset = createHeadset({
    document: { createElement: (name) => {
      window.audio = document.createElement(name)
      return window.audio
    } },
    navigator: { mediaSession: session },
    URL: {
      createObjectURL: (blob) => {
        window.blob = blob
        return (window.made = URL.createObjectURL(blob))
      },
      revokeObjectURL: (url) => (window.revoked = url, URL.revokeObjectURL(url)),
    },
    MediaMetadata,
  })
  headset.listen({
    onPlay: () => pressed.push('play'), onPause: () => pressed.push('pause'),
    onNext: () => pressed.push('next'), onBack: () => pressed.push('back'),
  })
  Object.assign(window, { keys, session, pressed, headset })
}"""


@pytest.fixture
def page(page: Page, base_url: str) -> Page:
    page.goto(f"{base_url}/en/about/")
    return page


def voice(
    lang: str, name: str = "", *, local: bool = True, default: bool = False
) -> dict[str, Any]:
    return {
        "lang": lang,
        "name": name or lang,
        "localService": local,
        "default": default,
    }


def with_voices(
    page: Page,
    voices: list[dict[str, Any]],
    language: str = "en",
    languages: tuple[str, ...] = ("en-GB",),
) -> None:
    page.evaluate(VOICE, [voices, language, list(languages)])


def said(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(
        "() => phone.said.map(({ text, lang, voice }) =>"
        " ({ text, lang, voice: voice?.name }))"
    )
    return found


# The voice


@pytest.mark.parametrize(
    ("voices", "languages", "chosen"),
    [
        ([voice("en-US"), voice("en-GB")], ["en-GB"], "en-GB"),
        ([voice("en-US"), voice("en-GB")], ["fr-FR", "en-GB", "en-US"], "en-GB"),
        ([voice("en-AU"), voice("en-US", default=True)], ["ru-RU"], "en-US"),
        ([voice("en-AU", default=True), voice("en_GB")], ["en-GB"], "en_GB"),
        ([voice("en-GB", local=False), voice("en-US")], ["en-GB"], "en-US"),
        ([voice("eng-GB"), voice("ru-RU")], ["en-GB"], None),
        ([voice("en-GB", local=False)], ["en-GB"], None),
        ([], ["en-GB"], None),
    ],
)
def test_only_a_voice_of_the_phone_itself_and_of_the_language_speaks(
    page: Page, voices: list[Any], languages: list[str], chosen: str | None
) -> None:
    with_voices(page, voices, "en", tuple(languages))
    assert page.evaluate("() => phone.voice.isPossible()") is (chosen is not None)
    page.evaluate("() => phone.voice.speak('Temples.')")
    assert [item["voice"] for item in said(page)] == ([chosen] if chosen else [])


def test_language_and_voice_are_both_set(page: Page) -> None:
    with_voices(page, [voice("ru_RU", "Milena")], "ru")
    page.evaluate("() => phone.voice.speak('Виски.')")
    assert said(page) == [{"text": "Виски.", "lang": "ru-RU", "voice": "Milena"}]


def test_an_utterance_is_held_while_it_is_said(page: Page) -> None:
    """Whoever drops it lets the browser collect it, and the voice breaks off."""
    with_voices(page, [voice("en-GB")])
    page.evaluate(
        """() => {
          phone.voice.speak('Temples.')
          window.held = new WeakRef(phone.said.pop())
        }"""
    )
    page.request_gc()
    assert page.evaluate("() => window.held.deref()?.text") == "Temples."
    page.evaluate("() => phone.voice.hush()")
    page.request_gc()
    assert page.evaluate("() => window.held.deref() === undefined")


def test_a_new_sentence_replaces_the_old_one_after_a_breath(page: Page) -> None:
    """WebKit swallows what is said in the moment of a cancel."""
    with_voices(page, [voice("en-GB")])
    page.evaluate("() => phone.voice.speak('Temples.')")
    page.evaluate("() => { phone.timers = []; phone.voice.speak('Chin.') }")
    assert page.evaluate("() => phone.cancelled") == 1
    assert [item["text"] for item in said(page)] == ["Temples."]
    (wait,) = page.evaluate("() => phone.timers.map(({ ms }) => ms)")
    assert 0 < wait <= 150
    page.evaluate("() => phone.wakes()")
    assert [item["text"] for item in said(page)] == ["Temples.", "Chin."]


def test_hushed_in_that_breath_it_says_nothing(page: Page) -> None:
    with_voices(page, [voice("en-GB")])
    page.evaluate("() => phone.voice.speak('Temples.')")
    page.evaluate("() => { phone.voice.speak('Chin.'); phone.voice.hush() }")
    page.evaluate("() => phone.wakes()")
    assert [item["text"] for item in said(page)] == ["Temples."]


def test_it_is_primed_with_nothing_and_never_over_a_sentence(page: Page) -> None:
    with_voices(page, [voice("en-GB")])
    page.evaluate("() => phone.voice.prime()")
    assert [item["text"] for item in said(page)] == [""]
    page.evaluate("() => { phone.voice.speak('Chin.'); phone.voice.prime() }")
    assert [item["text"] for item in said(page)] == ["", "Chin."]


def test_voices_that_are_listed_late_are_waited_for(page: Page) -> None:
    with_voices(page, [])
    page.evaluate(
        """(voices) => {
          window.known = phone.voice.whenKnown()
          phone.voices = voices
          phone.synthesis.dispatchEvent(new Event('voiceschanged'))
        }""",
        [voice("en-GB")],
    )
    assert page.evaluate("() => window.known") is True


def test_a_list_that_never_comes_is_not_waited_for_long(page: Page) -> None:
    with_voices(page, [])
    (wait,) = page.evaluate("() => phone.timers.map(({ ms }) => ms)")
    assert wait <= 1500
    page.evaluate("() => phone.wakes()")
    assert page.evaluate("() => phone.voice.whenKnown()") is False


def test_a_phone_without_speech_is_no_error(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { createVoice } = await import('/device/voice.js')
          const bare = { navigator, setTimeout() {}, clearTimeout() {} }
          const voice = createVoice(bare, 'en')
          voice.prime()
          voice.speak('Chin.')
          voice.hush()
          return [await voice.whenKnown(), voice.isPossible()]
        }"""
    )
    assert found == [False, False]


def test_a_real_browser_without_voices_knows_it_at_once(page: Page) -> None:
    """On a clock that stands still: it must not wait for its own patience to end."""
    found = page.evaluate(
        """async () => {
          const { createVoice } = await import('/device/voice.js')
          const { speechSynthesis, SpeechSynthesisUtterance } = window
          const parts = { speechSynthesis, SpeechSynthesisUtterance, navigator }
          const still = { setTimeout() {}, clearTimeout() {} }
          const voice = createVoice({ ...parts, ...still }, 'en')
          voice.prime()
          return [await voice.whenKnown(), voice.isPossible()]
        }"""
    )
    assert found == [False, False]


# Vibration


def plan(page: Page, now: int, *cues: tuple[str, int]) -> None:
    page.evaluate(
        "([cues, now]) => window.vibration.plan(cues, now)",
        [[{"kind": kind, "at": at} for kind, at in cues], now],
    )


def felt(page: Page) -> list[list[int]]:
    found: list[list[int]] = page.evaluate("() => window.felt")
    return found


def buzzes(pattern: list[int], now: int) -> list[tuple[int, int]]:
    """When each buzz of a pattern begins and ends."""
    found, at = [], now
    for index, ms in enumerate(pattern):
        if index % 2 == 0 and ms:
            found.append((at, at + ms))
        at += ms
    return found


def test_what_is_due_in_ten_seconds_is_one_pattern(page: Page) -> None:
    page.evaluate(VIBRATION, [True, True])
    cues = [("tick", 2000), ("start", 3000), ("pace", 5000), ("change", 8000)]
    plan(page, 1000, *cues, ("end", 11_500))
    (pattern,) = felt(page)
    assert [begin for begin, _ in buzzes(pattern, 1000)] == [3000, 8000]
    assert max(pattern) <= 10_000


def test_signs_feel_different(page: Page) -> None:
    page.evaluate(VIBRATION, [True, True])
    for index, kind in enumerate(("start", "change", "side", "end")):
        plan(page, index * 20_000, (kind, index * 20_000 + 100))
    assert len({tuple(pattern) for pattern in felt(page)}) == 4


def test_a_second_later_nothing_is_handed_over_again(page: Page) -> None:
    page.evaluate(VIBRATION, [True, True])
    plan(page, 0, ("change", 5000))
    plan(page, 1000, ("change", 5000))
    assert len(felt(page)) == 1
    plan(page, 2000, ("change", 5000), ("side", 11_000))
    assert [begin for begin, _ in buzzes(felt(page)[1], 2000)] == [5000, 11_000, 11_250]


def test_a_buzz_that_is_felt_is_not_cut(page: Page) -> None:
    page.evaluate(VIBRATION, [True, True])
    plan(page, 0, ("end", 1000))
    ((_, end),) = buzzes(felt(page)[0], 0)[-1:]
    plan(page, end - 50, ("change", end + 3000))
    assert len(felt(page)) == 1
    plan(page, end + 950, ("change", end + 3000))
    assert buzzes(felt(page)[1], end + 950)[0][0] == end + 3000


def test_stop_ends_it_and_a_new_plan_is_handed_over(page: Page) -> None:
    page.evaluate(VIBRATION, [True, True])
    page.evaluate("() => window.vibration.stop()")
    assert felt(page) == []
    plan(page, 0, ("change", 5000))
    page.evaluate("() => window.vibration.stop()")
    assert felt(page)[-1] == [0]
    plan(page, 1000, ("change", 5000))
    assert len(felt(page)) == 3


@pytest.mark.parametrize(("has_it", "touched"), [(False, True), (True, False)])
def test_without_it_or_before_a_touch_nothing_is_asked(
    page: Page, has_it: bool, touched: bool
) -> None:
    page.evaluate(VIBRATION, [has_it, touched])
    assert page.evaluate("() => window.vibration.isPossible") is has_it
    plan(page, 0, ("change", 500))
    page.evaluate("() => window.vibration.try()")
    page.evaluate("() => window.vibration.stop()")
    assert felt(page) == []


# The headset

HELD = {"title": "Massage", "artist": "Aftertouch", "over": "silent"}


def hold(page: Page, *, refused: tuple[str, ...] = (), over: str = "silent") -> None:
    page.evaluate(HEADSET, [list(refused)])
    page.evaluate("(what) => window.headset.hold(what)", {**HELD, "over": over})


def press(page: Page, key: str) -> None:
    page.evaluate("(key) => window.keys[key]()", key)


def test_each_key_does_its_part(page: Page) -> None:
    hold(page)
    for key in ("pause", "play", "nexttrack", "previoustrack", "stop"):
        press(page, key)
    assert page.evaluate("() => window.pressed") == [
        *("pause", "play", "next", "back", "pause"),
    ]


def test_a_key_that_a_browser_does_not_know_costs_only_itself(page: Page) -> None:
    hold(page, refused=("stop", "nexttrack"))
    assert page.evaluate("() => Object.keys(window.keys).sort()") == [
        *("pause", "play", "previoustrack"),
    ]


def test_a_silence_plays_and_is_long_enough_for_the_keys(page: Page) -> None:
    hold(page)
    page.wait_for_function("() => window.audio.readyState > 0 && !window.audio.paused")
    assert page.evaluate("() => window.audio.duration") >= 5
    assert page.evaluate("() => window.audio.loop")
    peak = page.evaluate(
        """async () => {
          const bytes = await window.blob.arrayBuffer()
          const context = new OfflineAudioContext(1, 1, 8000)
          const wave = (await context.decodeAudioData(bytes)).getChannelData(0)
          return wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        }"""
    )
    assert peak == 0


def test_the_silence_follows_the_keys_and_the_buttons(page: Page) -> None:
    hold(page)
    paused = "() => window.audio.paused"
    press(page, "pause")
    assert page.evaluate(paused)
    press(page, "play")
    assert not page.evaluate(paused)
    page.evaluate("() => window.headset.tell('paused')")
    assert page.evaluate(paused)
    assert page.evaluate("() => window.session.playbackState") == "paused"
    page.evaluate("() => window.headset.tell('playing', 'Chin')")
    assert not page.evaluate(paused)
    assert page.evaluate("() => window.session.playbackState") == "playing"
    about = "() => [window.session.metadata.title, window.session.metadata.artist]"
    assert page.evaluate(about) == ["Chin", "Aftertouch"]


def test_over_the_patients_own_music_nothing_of_ours_plays(page: Page) -> None:
    hold(page, over="music")
    assert page.evaluate("() => window.audio === undefined")
    press(page, "pause")
    assert page.evaluate("() => window.pressed") == ["pause"]


def test_released_it_gives_everything_back(page: Page) -> None:
    hold(page)
    page.evaluate("() => window.headset.release()")
    assert page.evaluate("() => Object.values(window.keys)") == [None] * 5
    assert page.evaluate("() => window.revoked === window.made")
    assert page.evaluate("() => [window.session.metadata, window.audio.paused]") == [
        *(None, True),
    ]
    assert page.evaluate("() => window.session.playbackState") == "none"


def test_a_silence_that_may_not_play_is_no_error(page: Page) -> None:
    page.evaluate(
        """() => {
          HTMLMediaElement.prototype.play = async () => {
            throw new DOMException('', 'NotAllowedError')
          }
        }"""
    )
    hold(page)
    page.evaluate("() => window.headset.tell('playing')")
    press(page, "pause")
    assert page.evaluate("() => window.pressed") == ["pause"]


def test_a_browser_without_keys_is_no_error(page: Page) -> None:
    page.evaluate(
        """async (what) => {
          const { createHeadset } = await import('/device/headset.js')
          const headset = createHeadset({ document, navigator: {}, URL })
          headset.hold(what)
          headset.tell('playing', 'Chin')
          headset.release()
        }""",
        HELD,
    )


def test_the_real_session_of_a_browser_takes_it_all(page: Page) -> None:
    state = page.evaluate(
        """async (what) => {
          const { createHeadset } = await import('/device/headset.js')
          const headset = createHeadset(window)
          headset.hold(what)
          headset.tell('playing', 'Temples')
          const { metadata, playbackState } = navigator.mediaSession
          headset.release()
          return [metadata.title, metadata.artist, playbackState]
        }""",
        HELD,
    )
    assert state == ["Temples", "Aftertouch", "playing"]
