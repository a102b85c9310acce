"""The recorded voice: nothing is missing from it, and no phone gets it unasked."""

from __future__ import annotations

import gettext
import json
import struct
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from server import spoken
from server.config import Config
from server.languages import DOMAIN, LANGUAGES, SOURCE
from server.protocols import Protocols
from server.site import Site

VOICE = Config().web / "voice"
CODES = sorted(path.stem for path in VOICE.glob("*.m4a"))
ADVICE = "the recorded voice is stale; run `make voice`"
LIMIT = 150_000
#: Between two phrases; the encoder's delay must not let one run into another.
GAP = 0.12
#: What an entry holds of silence at its two ends, in seconds.
LEAD, TAIL = 0.02, 0.1
HEADERS = {"Accept-Encoding": "br, gzip"}


def said(shipped: Protocols, code: str) -> set[str]:
    """Every phrase of one language, as its pages show them."""
    catalog = gettext.translation(
        DOMAIN, Config().translations, [code], fallback=code == SOURCE.code
    )
    return set(spoken.phrases(shipped, catalog.gettext))


def index(code: str) -> dict[str, tuple[float, float]]:
    entries: dict[str, tuple[float, float]] = json.loads(
        (VOICE / f"{code}.json").read_text("utf-8")
    )["phrases"]
    return entries


def seconds(sound: Path) -> float:
    """How long an MPEG-4 file lasts, as its `mvhd` box (version 0) says."""
    body = sound.read_bytes()
    at = body.index(b"mvhd") + 4
    scale, duration = struct.unpack(">II", body[at + 12 : at + 20])
    return float(duration / scale)


def test_english_has_a_recorded_voice() -> None:
    assert SOURCE.code in CODES
    assert set(CODES) <= LANGUAGES.keys()


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_is_recorded_and_no_other(shipped: Protocols, code: str) -> None:
    assert index(code).keys() == said(shipped, code), ADVICE


@pytest.mark.parametrize("code", CODES)
def test_a_recorded_voice_is_small_and_whole(code: str) -> None:
    sound = VOICE / f"{code}.m4a"
    assert sound.stat().st_size <= LIMIT
    assert seconds(sound) >= max(sum(entry) for entry in index(code).values())


@pytest.mark.parametrize("code", CODES)
def test_there_is_silence_between_any_two_phrases(code: str) -> None:
    entries = sorted(index(code).values())
    for (start, length), (following, _) in pairwise(entries):
        assert length > LEAD + TAIL
        assert following >= start + length
        heard_until, heard_from = start + length - TAIL, following + LEAD
        assert heard_from - heard_until >= GAP


def test_each_phrase_is_there_once(shipped: Protocols) -> None:
    phrases = spoken.phrases(shipped, str)
    assert len(phrases) == len(set(phrases))
    assert {"Temples", "Slow circles", "Left side", "Ten seconds"} <= set(phrases)
    own = "Light strokes from the elbow up to the armpit"
    assert own in phrases, "the strokes of a routine of its own"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_offers_its_voice_or_nothing(client: Client, code: str) -> None:
    offer = client.get(f"/{code}/voice.json")
    assert offer.content_type == "application/json"
    if code not in CODES:
        assert offer.json == {}
        return
    sound = client.get(offer.json["url"], headers=HEADERS)
    assert sound.status_code == 200
    assert offer.json["bytes"] == len(sound.data)
    assert offer.json["phrases"].keys() == index(code).keys()
    assert sound.data == (VOICE / f"{code}.m4a").read_bytes()


@pytest.mark.parametrize("code", CODES)
def test_the_sound_is_kept_for_ever_and_sent_as_it_is(
    client: Client, code: str
) -> None:
    url = client.get(f"/{code}/voice.json").json["url"]
    sound = client.get(url, headers=HEADERS)
    assert sound.content_type == "audio/mp4"
    assert "immutable" in sound.headers["Cache-Control"]
    assert "Content-Encoding" not in sound.headers
    assert "Vary" not in sound.headers
    assert url.startswith(f"/voice/{code}.")
    assert url.endswith(".m4a")


def test_no_phone_stores_the_sound_unasked(app: Flask, table: Site) -> None:
    client = app.test_client()
    stored = client.get("/sw.js").text + client.get("/en/files.json").text
    assert [url for url in table.artifacts if url.startswith("/voice/")]
    assert "/voice/" not in stored
    assert '"/en/voice.json"' in stored, "so that offline nobody asks for it in vain"


def test_no_page_names_the_sound(table: Site) -> None:
    for url, artifact in table.artifacts.items():
        if url.endswith("/"):
            assert b"/voice/" not in artifact.body, url
