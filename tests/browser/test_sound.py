"""The sound: laid out on the audio clock, right after a wait, back after a call."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

#: A window whose clocks a test moves, and audio contexts that behave as told.
WORLD = """async () => {
  const world = { ms: 0, resumes: 'at once', speed: 1 }
  Object.assign(world, { contexts: [], rung: [], told: [] })
  let timers = []
  const breathe = () => new Promise((resolve) => setTimeout(resolve))
  world.passes = async (ms) => {
    const until = world.ms + ms
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      timers = timers.filter((timer) => timer !== next)
      world.go(Math.max(next.at, world.ms))
      next.callback()
      await breathe()
    }
    world.go(until)
  }
  world.go = (ms) => {
    for (const context of world.contexts) context.goOn(ms - world.ms)
    world.ms = ms
  }
  class FakeContext {
    state = 'suspended'
    currentTime = 7
    isFrozen = world.isFrozen
    destination = { connect() {} }
    constructor() { world.contexts.push(this) }
    goOn(ms) {
      if (this.state !== 'running' || this.isFrozen) return
      this.currentTime += (ms * world.speed) / 1000
    }
    becomes(state) { this.state = state; this.onstatechange?.() }
    async resume() {
      this.resumed = (this.resumed ?? 0) + 1
      if (this.state === 'closed') throw new DOMException('', 'InvalidStateError')
      if (world.resumes === 'broken') throw new DOMException('', 'InvalidStateError')
      if (world.resumes === 'never') return new Promise(() => {})
      this.becomes('running')
    }
    async close() { this.becomes('closed') }
    async decodeAudioData(bytes) {
      structuredClone(bytes, { transfer: [bytes] })
      return {}
    }
  }
  class FakeNode {
    connect(next) { return next }
    start(at, offset, seconds) {
      Object.assign(this, { at, offset, seconds })
      world.rung.push(this)
    }
    stop(at) { if (at === undefined) this.isStopped = true }
    constructor(context, options) { Object.assign(this, { context, ...options }) }
  }
  window.OscillatorNode = FakeNode
  window.AudioBufferSourceNode = FakeNode
  window.GainNode = class extends FakeNode {
    gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} }
  }
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  world.document = document
  world.navigator = { audioSession: { type: 'auto' } }
  const { createSound } = await import('/device/sound.js')
  world.sound = createSound({
    document,
    navigator: world.navigator,
    performance: { now: () => world.ms },
    AudioContext: FakeContext,
    setTimeout: (callback, ms) => {
      const timer = { callback, at: world.ms + ms }
      timers.push(timer)
      return timer
    },
    clearTimeout: (gone) => { timers = timers.filter((timer) => timer !== gone) },
  })
  world.sound.onTrouble((isOff) => world.told.push(isOff))
  // When each sound still to come will be heard, on the clock of the cues.
  world.due = () => {
    const context = world.contexts.at(-1)
    const current = context.currentTime
    const ahead = world.rung.filter((node) => {
      return node.context === context && !node.isStopped && node.at >= current
    })
    const heard = ahead.map(({ at }) => world.ms + (at - current) * 1000)
    return [...new Set(heard.map((ms) => Math.round(ms)))].sort((a, b) => a - b)
  }
  window.world = world
}"""

#: Renders what `createSound` lays out, faster than it would sound; real nodes.
RENDER = """async ([seconds, wish, cues, lines, index]) => {
  const rate = 16000
  const offline = new OfflineAudioContext(1, seconds * rate, rate)
  Object.defineProperty(offline, 'state', { value: 'running' })
  // It tells of its start from the midst of a rendering that outruns the page's clock.
  Object.defineProperty(offline, 'onstatechange', { value: null, writable: true })
  offline.resume = async () => {}
  const { createSound } = await import('/device/sound.js')
  const sound = createSound({
    document: new EventTarget(), navigator: {}, performance: { now: () => 0 },
    setTimeout() {}, clearTimeout() {}, AudioContext: function () { return offline },
  })
  sound.use(wish)
  if (index) sound.giveVoice({ audio: window.recording(), index })
  sound.unlock()
  sound.schedule(cues, 0, lines)
  if (index) await sound.speak([])
  const wave = (await offline.startRendering()).getChannelData(0)
  const STEP = rate / 200
  const levels = Array.from({ length: wave.length / STEP }, (_, i) =>
    Math.max(...wave.subarray(i * STEP, (i + 1) * STEP).map(Math.abs)))
  const energy = wave.reduce((sum, value) => sum + value * value, 0)
  return { levels, rms: Math.sqrt(energy / wave.length), peak: Math.max(...levels) }
}"""
STEP_MS = 5


@pytest.fixture
def page(page: Page, base_url: str) -> Page:
    page.goto(f"{base_url}/en/about/")
    return page


@pytest.fixture
def world(page: Page) -> Page:
    page.evaluate(WORLD)
    return page


def schedule(world: Page, *instants: int) -> None:
    """Unlocks in a tap and plans a change at each instant, in ms from now."""
    world.evaluate(
        """(instants) => {
          world.sound.unlock()
          world.sound.schedule(
            instants.map((at) => ({ kind: 'change', at: world.ms + at })), world.ms)
        }""",
        list(instants),
    )
    passes(world, 0)


def passes(world: Page, ms: float) -> None:
    world.evaluate("(ms) => world.passes(ms)", ms)


def due(world: Page) -> list[int]:
    found: list[int] = world.evaluate("() => world.due()")
    return found


def told(world: Page) -> list[bool]:
    found: list[bool] = world.evaluate("() => world.told")
    return found


def onsets(levels: list[float]) -> list[int]:
    """Instants in ms at which a sound begins after 150 ms of quiet."""
    loud = [level > 0.004 for level in levels]
    quiet = 150 // STEP_MS
    return [
        index * STEP_MS
        for index, is_loud in enumerate(loud)
        if is_loud and not any(loud[max(0, index - quiet) : index])
    ]


def render(page: Page, *arguments: Any) -> dict[str, Any]:
    values = [*arguments, *[None] * (5 - len(arguments))]
    values[3] = values[3] or []
    found: dict[str, Any] = page.evaluate(RENDER, values)
    return found


SOFT = {"loudness": "soft", "over": "silent"}
LOUD = {"loudness": "loud", "over": "silent"}


# What helps


@pytest.mark.parametrize(
    ("state", "moved", "remedy"),
    [
        ("running", True, "none"),
        ("running", False, "rebuild"),
        ("suspended", True, "resume"),
        ("suspended", False, "resume"),
        ("interrupted", True, "resume"),
        ("interrupted", False, "resume"),
        ("closed", True, "rebuild"),
        ("closed", False, "rebuild"),
    ],
)
def test_every_state_has_its_remedy(
    page: Page, state: str, moved: bool, remedy: str
) -> None:
    found = page.evaluate(
        """async ([state, hasMoved]) => {
          const { audioRecovery } = await import('/device/audio-output.js')
          return audioRecovery({ state, hasMoved })
        }""",
        [state, moved],
    )
    assert found == remedy


# On time


def test_a_context_that_wakes_late_keeps_the_due_times(world: Page) -> None:
    world.evaluate("() => { world.resumes = 'never' }")
    schedule(world, 400, 2000, 5000)
    assert due(world) == []
    passes(world, 700)
    world.evaluate("() => world.contexts[0].becomes('running')")
    assert due(world) == [2000, 5000]
    passes(world, 1300)
    assert told(world) == []


def test_after_a_call_nothing_rings_late_and_the_rest_on_time(world: Page) -> None:
    schedule(world, 1100, 2000, 9000, 30_000)
    passes(world, 1000)
    world.evaluate("() => world.contexts[0].becomes('interrupted')")
    passes(world, 10_000)
    world.evaluate("() => world.contexts[0].becomes('running')")
    assert due(world) == [30_000]


def test_a_clock_that_drifts_is_set_right_and_what_is_near_stays(world: Page) -> None:
    world.evaluate("() => { world.speed = 1.001 }")
    schedule(world, 30_150, 60_000)
    passes(world, 30_000)
    before = due(world)
    assert before[1] - 60_000 == pytest.approx(-30, abs=1)
    world.evaluate("() => world.sound.keepTime(world.ms)")
    near, far = due(world)
    assert near == before[0]
    assert far == 60_000


def test_a_clock_that_is_right_is_left_alone(world: Page) -> None:
    schedule(world, 60_000)
    passes(world, 30_000)
    count = world.evaluate("() => world.rung.length")
    world.evaluate("() => world.sound.keepTime(world.ms - 15)")
    assert world.evaluate("() => world.rung.length") == count


def test_headphones_that_are_late_are_given_the_sound_earlier(world: Page) -> None:
    world.evaluate("() => world.sound.unlock()")
    world.evaluate("() => { world.contexts[0].outputLatency = 0.2 }")
    schedule(world, 2000)
    assert due(world) == [1800]


def test_what_has_no_sound_is_passed_over(world: Page) -> None:
    world.evaluate(
        """() => {
          world.sound.unlock()
          world.sound.schedule([{ kind: 'ten', at: 50 }, { kind: 'end', at: 90 }], 0)
        }"""
    )
    assert due(world) == [90]


def test_silence_stops_what_was_planned_for_good(world: Page) -> None:
    schedule(world, 5000)
    world.evaluate("() => world.sound.silence()")
    assert due(world) == []
    world.evaluate("() => world.contexts[0].becomes('interrupted')")
    world.evaluate("() => world.contexts[0].becomes('running')")
    assert due(world) == []


# Brought back


def test_a_frozen_context_is_replaced_and_the_plan_with_it(world: Page) -> None:
    schedule(world, 5000, 9000)
    world.evaluate("() => { world.contexts[0].isFrozen = true }")
    world.evaluate("() => world.document.dispatchEvent(new Event('visibilitychange'))")
    passes(world, 400)
    states = world.evaluate("() => world.contexts.map(({ state }) => state)")
    assert states == ["closed", "running"]
    assert due(world) == [5000, 9000]
    passes(world, 1000)
    assert told(world) == []


def test_a_context_that_is_broken_is_replaced_at_once(world: Page) -> None:
    schedule(world, 5000)
    world.evaluate(
        """() => {
          world.contexts[0].becomes('suspended')
          world.resumes = 'broken'
          world.document.dispatchEvent(new Event('pointerup'))
          world.resumes = 'at once'
        }"""
    )
    passes(world, 10)
    assert world.evaluate("() => world.contexts.length") == 2
    assert due(world) == [5000]


@pytest.mark.parametrize("gesture", ["pointerdown", "pointerup", "keydown"])
def test_what_cannot_be_heard_is_said_and_a_touch_brings_it_back(
    world: Page, gesture: str
) -> None:
    schedule(world, 60_000)
    world.evaluate("() => { world.resumes = 'never' }")
    world.evaluate("() => world.contexts[0].becomes('interrupted')")
    passes(world, 500)
    assert told(world) == []
    passes(world, 700)
    assert told(world) == [True]
    passes(world, 20_000)
    world.evaluate("() => { world.resumes = 'at once' }")
    world.evaluate(f"() => world.document.dispatchEvent(new Event('{gesture}'))")
    passes(world, 400)
    assert told(world) == [True, False]
    assert due(world) == [60_000]


def test_one_that_stays_frozen_is_said_and_not_replaced_for_ever(world: Page) -> None:
    world.evaluate("() => { world.isFrozen = true }")
    schedule(world, 60_000)
    passes(world, 30_000)
    assert told(world) == [True]
    assert world.evaluate("() => world.contexts.length") == 2


def test_a_pause_ends_the_trouble(world: Page) -> None:
    world.evaluate("() => { world.resumes = 'never' }")
    schedule(world, 60_000)
    passes(world, 1300)
    world.evaluate("() => world.sound.silence()")
    passes(world, 5000)
    assert told(world) == [True, False]


def test_without_a_plan_there_is_no_trouble(world: Page) -> None:
    world.evaluate("() => { world.resumes = 'never' }")
    schedule(world)
    passes(world, 5000)
    assert told(world) == []


def test_behind_another_app_it_waits_until_the_page_is_seen_again(world: Page) -> None:
    schedule(world, 60_000)
    world.evaluate(
        """() => {
          world.document.visibilityState = 'hidden'
          world.contexts[0].becomes('interrupted')
          world.contexts[0].resumed = 0
        }"""
    )
    passes(world, 20_000)
    assert world.evaluate("() => world.contexts[0].resumed") == 0
    assert told(world) == []
    world.evaluate(
        """() => {
          world.document.visibilityState = 'visible'
          world.document.dispatchEvent(new Event('visibilitychange'))
        }"""
    )
    assert due(world) == [60_000]


@pytest.mark.parametrize(
    ("over", "kind"), [("silent", "playback"), ("music", "ambient")]
)
def test_silent_mode_or_the_music_is_claimed_in_the_tap(
    world: Page, over: str, kind: str
) -> None:
    session = "() => world.navigator.audioSession.type"
    world.evaluate("(over) => world.sound.use({ loudness: 'soft', over })", over)
    assert world.evaluate(session) == "auto"
    world.evaluate("() => world.sound.unlock()")
    assert world.evaluate(session) == kind


def test_a_phone_without_audio_is_no_error(page: Page) -> None:
    page.evaluate(
        """async () => {
          const { createSound } = await import('/device/sound.js')
          const bare = { document, navigator, performance }
          const sound = createSound({ ...bare, setTimeout() {}, clearTimeout() {} })
          sound.unlock()
          sound.schedule([{ kind: 'end', at: 90 }], 0, [{ at: 5, texts: ['Chin'] }])
          sound.play('change')
          await sound.speak(['Chin'])
          sound.keepTime(10)
          sound.silence()
        }"""
    )


# Spoken


def test_clips_follow_one_another_and_a_line_is_whole_or_not_said(world: Page) -> None:
    schedule(world)
    world.evaluate(
        """() => {
          const index = { Chin: [1, 0.5], Circles: [2, 0.75] }
          world.sound.giveVoice({ audio: new ArrayBuffer(8), index })
          world.sound.schedule([], world.ms, [
            { at: world.ms + 1000, texts: ['Chin', 'Circles'] },
            { at: world.ms + 9000, texts: ['Chin', 'Strokes'] },
          ])
        }"""
    )
    passes(world, 0)
    said = world.evaluate(
        "() => world.rung.map(({ at, offset, seconds }) => [at - 7, offset, seconds])"
    )
    assert said == [[1, 1, 0.5], [pytest.approx(1.75), 2, 0.75]]


def test_the_recording_outlives_its_context(world: Page) -> None:
    """Decoding takes the bytes away from whoever gave them; it is done once."""
    schedule(world)
    left = world.evaluate(
        """async () => {
          const audio = new ArrayBuffer(8)
          world.sound.giveVoice({ audio, index: { Chin: [1, 0.5] } })
          await world.sound.speak(['Chin'])
          await world.contexts[0].close()
          world.document.dispatchEvent(new Event('pointerup'))
          await world.passes(10)
          await world.sound.speak(['Chin'])
          const [first, second] = world.rung
          return [audio.byteLength, first.buffer === second.buffer,
            first.context === second.context]
        }"""
    )
    assert left == [8, True, False]


def test_a_real_recording_is_decoded_cut_and_heard(page: Page) -> None:
    """Two seconds of a WAV file: quiet, a tone, quiet, another tone."""
    page.evaluate(
        """() => {
          window.recording = () => {
            const rate = 8000
            const view = new DataView(new ArrayBuffer(44 + 2 * rate))
            const longs = { 0: 0x46464952, 4: 36 + 2 * rate, 8: 0x45564157,
              12: 0x20746d66, 16: 16, 20: 0x10001, 24: rate, 28: rate, 32: 0x80001,
              36: 0x61746164, 40: 2 * rate }
            for (const [at, value] of Object.entries(longs))
              view.setUint32(Number(at), value, true)
            for (let i = 0; i < 2 * rate; i++) {
              const isTone = i % rate > rate / 2
              view.setUint8(44 + i, 128 + (isTone ? 60 * Math.sin(i / 2) : 0))
            }
            return view.buffer
          }
        }"""
    )
    index = {"Chin": [0.5, 0.4], "Circles": [1.5, 0.4]}
    lines = [{"at": 1000, "texts": ["Chin", "Circles"]}]
    heard = onsets(render(page, 4, SOFT, [], lines, index)["levels"])
    assert heard == pytest.approx([1000, 1650], abs=20)


# What is heard


def test_every_cue_begins_within_the_time_an_ear_forgives(page: Page) -> None:
    kinds = ["tick", "tick", "tick", "start", "pace", "change", "side", "end"]
    instants = [500, 1500, 2500, 3500, 6000, 8000, 11_000, 14_000]
    cues = [{"kind": kind, "at": at} for kind, at in zip(kinds, instants, strict=True)]
    for wish in (SOFT, LOUD):
        heard = onsets(render(page, 20, wish, cues)["levels"])
        assert heard == pytest.approx(instants, abs=50), wish


def test_loud_is_at_least_twice_as_loud_and_never_clips(page: Page) -> None:
    for kind in ("tick", "pace", "start", "change", "side", "end"):
        cues = [{"kind": kind, "at": 100}]
        soft, loud = render(page, 3, SOFT, cues), render(page, 3, LOUD, cues)
        assert loud["rms"] > 2 * soft["rms"], kind
        assert loud["peak"] < 1, kind
    together = [{"kind": kind, "at": 100} for kind in ("change", "side", "end")]
    assert render(page, 3, LOUD, together)["peak"] < 1


def test_the_end_is_unlike_a_change(page: Page) -> None:
    """Three notes one after another, and it lasts more than twice as long."""

    def length(kind: str) -> int:
        found = render(page, 8, SOFT, [{"kind": kind, "at": 0}])["levels"]
        return max(i for i, level in enumerate(found) if level > 0.01) * STEP_MS

    assert length("end") > 2 * length("change")
    levels = render(page, 8, SOFT, [{"kind": "end", "at": 0}])["levels"]
    for note in (700, 1400):
        before, after = levels[note // STEP_MS - 4], levels[note // STEP_MS + 4]
        assert after > 2 * before


def test_a_page_that_is_busy_for_two_seconds_delays_no_chime(page: Page) -> None:
    """A real context; the recording of its last four seconds is read afterwards."""
    found = page.evaluate(
        """async () => {
          const rate = 8000
          const context = new AudioContext({ sampleRate: rate })
          const recorder = new AnalyserNode(context, { fftSize: 32768 })
          recorder.connect(context.destination)
          Object.defineProperty(context, 'destination', { value: recorder })
          await context.resume()
          const { createSound } = await import('/device/sound.js')
          const parts = { document, navigator, performance }
          const sound = createSound({ ...parts, AudioContext: function () {
            return context
          }, setTimeout() {}, clearTimeout() {} })
          sound.use({ loudness: 'soft', over: 'silent' })
          sound.unlock()
          const now = performance.now()
          const latency = context.outputLatency
          const zero = context.currentTime - latency
          sound.schedule([500, 1000, 1500].map((at) => {
            return { kind: 'tick', at: now + at }
          }), now)
          while (performance.now() < now + 2000);
          await new Promise((resolve) => setTimeout(resolve))
          const wave = new Float32Array(recorder.fftSize)
          recorder.getFloatTimeDomainData(wave)
          const begin = context.currentTime - wave.length / rate
          sound.silence()
          await context.close()
          const STEP = rate / 200
          const levels = Array.from({ length: Math.floor(wave.length / STEP) },
            (_, i) => Math.max(...wave.subarray(i * STEP, (i + 1) * STEP)))
          return { levels, begin: (begin - zero) * 1000 }
        }"""
    )
    heard = [at + found["begin"] for at in onsets(found["levels"])]
    assert heard == pytest.approx([500, 1000, 1500], abs=50)


def test_a_real_context_in_a_page_is_no_cause_for_alarm(page: Page) -> None:
    told = page.evaluate(
        """async () => {
          const { createSound } = await import('/device/sound.js')
          const told = []
          const looks = []
          const late = (callback) => looks.push(callback)
          const parts = { document, navigator, performance, AudioContext }
          const sound = createSound({ ...parts, setTimeout: late, clearTimeout() {} })
          sound.onTrouble((isOff) => told.push(isOff))
          sound.unlock()
          sound.schedule([{ kind: 'tick', at: 9e9 }], 0)
          for (let i = 0; i < 500; i++) {
            looks.shift()?.()
            await new Promise((resolve) => setTimeout(resolve))
          }
          return told
        }"""
    )
    assert told == []
