"""The recorded voice on a phone: fetched when it is wanted, then there for good."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.config import Config
from server.languages import LANGUAGES
from tests.conftest import Server, Watch, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

INDEX = json.loads((Config().web / "voice" / "en.json").read_text("utf-8"))["phrases"]
PAGES = ("", "massage/", "treatments/", "settings/", "about/")
#: A voice of two phrases that another version of the app might bring.
OTHER = {"phrases": {"Chin": [0.04, 0.5], "Jawline": [0.6, 0.5]}}

CLIPS = """async ([call, language]) => {
  const { createClips } = await import('/device/clips.js')
  const clips = createClips(window, language)
  const answer = await clips[call]()
  if (call !== 'get' || !answer) return answer ?? null
  return { bytes: answer.audio.byteLength, index: answer.index }
}"""
DECODED = """async () => {
  const { createClips } = await import('/device/clips.js')
  const { audio } = await createClips(window, 'en').get()
  const context = new OfflineAudioContext(1, 1, 16000)
  const sound = await context.decodeAudioData(audio)
  const samples = sound.getChannelData(0)
  const loudest = (from, until) => {
    let most = 0
    for (let at = Math.round(from * 16000); at < until * 16000; at++) {
      most = Math.max(most, Math.abs(samples[at] ?? 0))
    }
    return most
  }
  const { index } = await createClips(window, 'en').get()
  const entries = Object.values(index).sort(([one], [other]) => one - other)
  return {
    seconds: sound.duration,
    channels: sound.numberOfChannels,
    phrases: entries.map(([start, length]) => loudest(start, start + length)),
    ends: entries.map(([start, length]) => {
      return loudest(start + length - 0.02, start + length)
    }),
  }
}"""
OLD_VERSION = """async () => {
  await (await caches.open('aftertouch-en-0.0')).put('/old', new Response('old'))
}"""
NEWS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  await registration.update()
  const fresh = registration.installing ?? registration.waiting
  const controlled = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve)
  })
  const ask = () => {
    if (fresh.state === 'installed') fresh.postMessage({ type: 'take-over' })
  }
  fresh.addEventListener('statechange', ask)
  ask()
  await controlled
  if (fresh.state !== 'activated') {
    await new Promise((resolve) => {
      fresh.addEventListener('statechange', () => {
        if (fresh.state === 'activated') resolve()
      })
    })
  }
}"""


def clips(page: Page, call: str, language: str = "en") -> Any:
    return page.evaluate(CLIPS, [call, language])


def sounds_asked_for(server: Server) -> list[str]:
    return [line.split()[1] for line in server.lines if " /voice/" in line]


def records_another_voice(config: Config) -> None:
    folder = config.web / "voice"
    (folder / "en.json").write_text(json.dumps(OTHER), "utf-8")
    with (folder / "en.m4a").open("ab") as sound:
        sound.write(b"\0\0\0\x08free")


def takes_a_new_version(patient: Patient, server: Server, config: Config) -> None:
    server.deploys(config)
    patient.page.evaluate(NEWS)


def test_no_page_fetches_the_voice_until_it_is_wanted(
    installed: Patient, server: Server
) -> None:
    for path in PAGES:
        installed.opens(path)
        installed.page.wait_for_load_state("networkidle")
    page = installed.page
    assert clips(page, "get") is None
    assert clips(page, "offered")["bytes"] <= 150_000
    assert sounds_asked_for(server) == []
    assert clips(page, "fetch") is True
    assert len(sounds_asked_for(server)) == 1
    assert clips(page, "fetch") is True
    assert len(sounds_asked_for(server)) == 1, "what is kept is not fetched again"


def test_the_voice_is_there_with_the_server_switched_off(
    installed: Patient, server: Server
) -> None:
    assert clips(installed.page, "fetch") is True
    server.stop()
    installed.opens("massage/")
    kept = clips(installed.page, "get")
    assert kept["index"] == INDEX
    assert kept["bytes"] == clips(installed.page, "offered")["bytes"]


SPOKEN = """
  window.spoken = []
  const start = AudioBufferSourceNode.prototype.start
  AudioBufferSourceNode.prototype.start = function (when, offset, length) {
    if (length) window.spoken.push([when, offset, length])
    return start.call(this, when, offset, length)
  }
"""


def test_a_chosen_voice_speaks_in_a_massage_with_the_server_switched_off(
    installed: Patient, server: Server
) -> None:
    page = installed.page
    page.add_init_script(SPOKEN)
    installed.had("Sculptra", "2026-03-20", "09:00")
    installed.opens("settings/")
    page.get_by_label("A recorded voice").check()
    expect(page.get_by_text("Stored on this phone.")).to_be_visible()
    server.stop()
    installed.starts_massage()
    page.wait_for_function("() => window.spoken.length > 30")
    spoken: list[list[float]] = page.evaluate("() => window.spoken")
    first = sorted(spoken)[:3]
    texts = ("Temples", "Slow circles", "Ten seconds")
    assert [line[1:] for line in first] == [INDEX[text] for text in texts]
    # Right after the chime; the stroke after the name; ten seconds before the end.
    assert first[2][0] - first[0][0] == pytest.approx(20 - 0.7, abs=0.05)
    assert first[1][0] - first[0][0] < 3


def test_the_browser_hears_every_phrase_where_the_index_says(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/en/about/")
    assert clips(page, "fetch") is True
    heard = page.evaluate(DECODED)
    end = max(start + length for start, length in INDEX.values())
    assert heard["channels"] == 1
    assert end <= heard["seconds"] < end + 0.5
    assert len(heard["phrases"]) == len(INDEX)
    assert all(0.1 < loudest < 1 for loudest in heard["phrases"])
    assert all(loudest < 0.02 for loudest in heard["ends"]), "no phrase is cut short"


def test_a_language_without_a_recorded_voice_offers_none(
    page: Page, base_url: str
) -> None:
    voices = {path.stem for path in (Config().web / "voice").glob("*.m4a")}
    for language in LANGUAGES.keys() - voices:
        page.goto(f"{base_url}/{language}/about/")
        assert clips(page, "offered", language) is None
        assert clips(page, "fetch", language) is False
        assert clips(page, "get", language) is None


def test_the_voice_outlives_an_update_and_is_exchanged_whole(
    installed: Patient, server: Server, config: Config
) -> None:
    page = installed.page
    assert clips(page, "fetch") is True
    page.evaluate(OLD_VERSION)
    records_another_voice(config)
    takes_a_new_version(installed, server, config)
    names = page.evaluate("() => caches.keys()")
    assert "voice" in names
    assert "aftertouch-en-0.0" not in names, "the update did tidy up"
    assert clips(page, "get")["index"] == INDEX
    assert clips(page, "fetch") is True
    assert clips(page, "get")["index"] == OTHER["phrases"]
    stored = page.evaluate(
        "async () => (await (await caches.open('voice')).keys()).length"
    )
    assert stored == 2, "the earlier sound is gone"


def test_a_failing_network_keeps_the_earlier_voice(
    installed: Patient, server: Server, config: Config, watch: Watch
) -> None:
    page = installed.page
    assert clips(page, "fetch") is True
    records_another_voice(config)
    takes_a_new_version(installed, server, config)
    server.stop()
    watch.expect("Failed to load resource")
    assert clips(page, "fetch") is False
    assert clips(page, "get")["index"] == INDEX


def test_a_sound_that_is_not_the_offered_one_is_refused(
    installed: Patient, watch: Watch
) -> None:
    page = installed.page
    watch.expect("integrity")
    watch.expect("Failed to load resource")
    page.context.route("**/voice/*", lambda route: route.fulfill(body="another"))
    assert clips(page, "fetch") is False
    assert clips(page, "get") is None


@pytest.mark.parametrize("full", ["/voice/", "voice.json"])
def test_a_full_phone_is_survived(
    installed: Patient, server: Server, config: Config, full: str
) -> None:
    page = installed.page
    assert clips(page, "fetch") is True
    records_another_voice(config)
    takes_a_new_version(installed, server, config)
    page.evaluate(
        """(full) => {
          const put = Cache.prototype.put
          Cache.prototype.put = function (key, response) {
            if (!String(key).includes(full)) return put.call(this, key, response)
            return Promise.reject(new DOMException('full', 'QuotaExceededError'))
          }
        }""",
        full,
    )
    assert clips(page, "fetch") is False
    assert clips(page, "get")["index"] == INDEX


def test_a_browser_without_a_cache_has_no_recorded_voice(
    page: Page, base_url: str
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'caches', { value: undefined })"
    )
    page.goto(f"{base_url}/en/about/")
    answers = [clips(page, call) for call in ("offered", "fetch", "get", "forget")]
    assert answers == [None, False, None, None]


def test_a_voice_that_is_not_wanted_any_more_is_removed(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/en/about/")
    assert clips(page, "fetch") is True
    clips(page, "forget")
    assert clips(page, "get") is None
    assert "voice" not in page.evaluate("() => caches.keys()")
