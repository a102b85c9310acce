"""The clinical rules: the shipped numbers, and that a wrong file stops the start."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from server import catalogs
from server.config import Config
from server.languages import LANGUAGES
from server.protocols import ProtocolError, Protocols, load
from tests.server.conftest import Run

HOUR = 3600
DAY = 24 * HOUR

# Copied by hand from the clinical brief, section B.

SESSION = [
    "temples",
    "cheekbones",
    "front-of-ear",
    "nose-sides",
    "nasolabial-folds",
    "cheek-hollows",
    "mouth-corners",
    "chin",
    "jawline",
    "jaw-angle",
]
ON_THE_MAP_ONLY = [
    *("forehead", "glabella", "outer-eye-corners", "nose-bridge", "lips", "neck"),
    *("abdomen", "hips", "buttocks", "outer-thighs", "inner-thighs", "back-thighs"),
    *("knees", "upper-arms"),
]
NEIGHBOURS = {
    "forehead": ["glabella", "temples"],
    "glabella": ["forehead", "nose-sides"],
    "outer-eye-corners": ["temples", "cheekbones"],
    "nose-bridge": ["nose-sides", "nasolabial-folds", "glabella"],
    "jaw-angle": ["jawline", "front-of-ear", "cheek-hollows"],
    "mouth-corners": ["nasolabial-folds", "chin", "jawline"],
    "chin": ["mouth-corners", "jawline"],
    "neck": ["jawline"],
}
TOXIN = [
    # from, until, where, verdict, stays off unless cleared, sources
    (0, 48 * HOUR, "face", "blocked", None, ["seed-004", "S74"]),
    (
        *(48 * HOUR, 14 * DAY, "face", "caution"),
        *("injected-and-neighbours", ["seed-004", "S29"]),
    ),
]


@pytest.fixture(scope="module")
def shipped() -> Protocols:
    return load(Config().protocols)


def test_ten_zones_are_massaged_from_the_temples_downward(shipped: Protocols) -> None:
    assert [zone.id for zone in shipped.zones.zone if zone.stroke] == SESSION


def test_the_other_zones_are_on_the_map_only(shipped: Protocols) -> None:
    others = [zone.id for zone in shipped.zones.zone if not zone.stroke]
    assert others == ON_THE_MAP_ONLY


def test_eyelids_and_throat_can_never_be_massaged(shipped: Protocols) -> None:
    zones = " ".join(zone.id for zone in shipped.zones.zone)
    assert not re.search("lid|under-eye|throat", zones)
    assert "lips" not in SESSION


def test_face_and_body_are_told_apart(shipped: Protocols) -> None:
    body = [zone.id for zone in shipped.zones.zone if zone.part == "body"]
    assert body == ON_THE_MAP_ONLY[6:]


def test_the_neighbours_are_those_of_the_clash_map(shipped: Protocols) -> None:
    rows = {row.zone: row.near for row in shipped.zones.neighbours}
    assert rows == NEIGHBOURS
    assert len(rows) == len(shipped.zones.neighbours)


def test_sculptra_closes_no_window(shipped: Protocols) -> None:
    assert shipped.treatments["sculptra"].window == []


def test_sculptra_is_massaged_five_minutes_five_times_for_five_days(
    shipped: Protocols,
) -> None:
    routine = shipped.treatments["sculptra"].routine
    assert routine
    assert (routine.each, routine.times_a_day, routine.days) == (5 * 60, 5, 5)
    assert routine.each == len(SESSION) * 30
    assert {"S1", "S8"} <= set(routine.source)


def test_botulinum_toxin_blocks_for_48_hours_and_warns_until_14_days(
    shipped: Protocols,
) -> None:
    toxin = shipped.treatments["botulinum-toxin"]
    assert toxin.routine is None
    assert [
        (
            *(window.from_, window.until, window.where, window.verdict),
            *(window.leave_out, window.source),
        )
        for window in toxin.window
    ] == TOXIN


def test_every_question_raises_a_sign_that_stops_the_massage(
    shipped: Protocols,
) -> None:
    levels = {sign.id: sign.level for sign in shipped.red_flags.sign}
    assert len(levels) == len(shipped.red_flags.sign)
    assert {levels[question.sign] for question in shipped.red_flags.question} <= {
        *("red", "orange", "yellow")
    }
    assert levels["vision"] == levels["stroke"] == levels["breathing"] == "red"
    assert levels["white-skin"] == "orange"


def test_the_browser_gets_the_same_numbers(client: Any) -> None:
    rules = client.get("/en/protocols.json").json
    routine = rules["treatments"]["sculptra"]["routine"]
    assert [zone["id"] for zone in rules["zones"] if zone["stroke"]] == SESSION
    assert rules["neighbours"] == NEIGHBOURS
    assert (routine["minutes"], routine["timesADay"], routine["days"]) == (5, 5, 5)
    assert [
        (window["fromMs"], window["untilMs"], window["verdict"])
        for window in rules["treatments"]["botulinum-toxin"]["windows"]
    ] == [(start * 1000, end * 1000, verdict) for start, end, _, verdict, *_ in TOXIN]


# Wrong files

Harm = Callable[[Path], None]


def change(name: str, old: str, new: str) -> Harm:
    """Replaces the first `old` in one file."""

    def harm(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return harm


def add(name: str, text: str) -> Harm:
    def harm(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return harm


def lose(name: str) -> Harm:
    return lambda folder: (folder / name).unlink()


def rename(old: str, new: str) -> Harm:
    def harm(folder: Path) -> None:
        (folder / old).rename(folder / new)

    return harm


def garble(name: str) -> Harm:
    def harm(folder: Path) -> None:
        (folder / name).write_bytes(b'id = "\xff"')

    return harm


TOXIN_FILE, SCULPTRA = "botulinum-toxin.toml", "sculptra.toml"
ZONES, FLAGS, SOURCES = "zones.toml", "red-flags.toml", "sources.toml"
#: name: (what was done, the file and the key that the message names, and the reason)
HARMS: dict[str, tuple[Harm, str, str, str]] = {
    "a unit in words": (
        change(TOXIN_FILE, 'until = "48 h"', 'until = "48 hours"'),
        *(TOXIN_FILE, "window.0.until", "'48 hours' is no duration"),
    ),
    "a bare number": (
        change(TOXIN_FILE, 'until = "48 h"', "until = 48"),
        *(TOXIN_FILE, "window.0.until", "48 is no duration"),
    ),
    "a number as text": (
        change(TOXIN_FILE, 'until = "48 h"', 'until = "48"'),
        *(TOXIN_FILE, "window.0.until", "'48' is no duration"),
    ),
    "a negative duration": (
        change(TOXIN_FILE, 'from = "0 h"', 'from = "-1 h"'),
        *(TOXIN_FILE, "window.0.from", "'-1 h' is no duration"),
    ),
    "a fraction": (
        change(TOXIN_FILE, 'from = "0 h"', 'from = "0.5 h"'),
        *(TOXIN_FILE, "window.0.from", "'0.5 h' is no duration"),
    ),
    "an end before its beginning": (
        change(TOXIN_FILE, 'until = "14 d"', 'until = "1 d"'),
        *(TOXIN_FILE, "window.1", "until has to be later than from"),
    ),
    "an unknown key": (
        change(TOXIN_FILE, 'where = "face"', 'where = "face"\nwhre = "face"'),
        *(TOXIN_FILE, "window.0.whre", "not permitted"),
    ),
    "a missing key": (
        change(TOXIN_FILE, 'verdict = "blocked"\n', ""),
        *(TOXIN_FILE, "window.0.verdict", "required"),
    ),
    "an unknown verdict": (
        change(TOXIN_FILE, '"blocked"', '"clear"'),
        *(TOXIN_FILE, "window.0.verdict", "'caution' or 'blocked'"),
    ),
    "no source": (
        change(TOXIN_FILE, 'source = ["seed-004", "S74"]\n', ""),
        *(TOXIN_FILE, "window.0.source", "required"),
    ),
    "an empty source": (
        change(TOXIN_FILE, 'source = ["seed-004", "S74"]', "source = []"),
        *(TOXIN_FILE, "window.0.source", "at least 1"),
    ),
    "an undescribed source": (
        change(TOXIN_FILE, '"S74"', '"S7"'),
        *(TOXIN_FILE, "first-48-hours", "does not describe the source 'S7'"),
    ),
    "an unused source": (
        add(SOURCES, '\n[S0]\nkind = "web"\nwhat = "a"\nsupports = "b"\n'),
        *(SOURCES, "S0", "no rule uses this source"),
    ),
    "an unknown kind of source": (
        change(SOURCES, 'kind = "label"', 'kind = "rumour"'),
        *(SOURCES, "S1.kind", "'label'"),
    ),
    "another file's id": (
        change(TOXIN_FILE, 'id = "botulinum-toxin"', 'id = "toxin"'),
        *(TOXIN_FILE, "id", "'toxin' is not the file's name"),
    ),
    "a renamed file": (
        rename(TOXIN_FILE, "botox.toml"),
        *("botox.toml", "id", "'botulinum-toxin' is not the file's name"),
    ),
    "a missing file": (
        lose(ZONES),
        *(ZONES, "", "the file is missing"),
    ),
    "broken TOML": (
        add(SCULPTRA, "each = = 5\n"),
        *(SCULPTRA, "", "this is no TOML"),
    ),
    "a key that stands there twice": (
        change(SCULPTRA, "days = 5", "days = 5\ndays = 3"),
        *(SCULPTRA, "", "this is no TOML"),
    ),
    "bytes that are no text": (
        garble(SCULPTRA),
        *(SCULPTRA, "", "this is no TOML"),
    ),
    "thirteen massages a day": (
        change(SCULPTRA, "times-a-day = 5", "times-a-day = 13"),
        *(SCULPTRA, "routine.times-a-day", "less than or equal to 12"),
    ),
    "a number of days as text": (
        change(SCULPTRA, "\ndays = 5", '\ndays = "5"'),
        *(SCULPTRA, "routine.days", "integer"),
    ),
    "a number of days as a truth": (
        change(SCULPTRA, "\ndays = 5", "\ndays = true"),
        *(SCULPTRA, "routine.days", "integer"),
    ),
    "a zone that stands there twice": (
        add(ZONES, '\n[[zone]]\nid = "chin"\npart = "face"\nname = "Chin"\n'),
        *(ZONES, "zone", "'chin' stands there twice"),
    ),
    "an unknown zone": (
        change(ZONES, 'near = ["glabella"', 'near = ["brow"'),
        *(ZONES, "neighbours", "there is no zone 'brow'"),
    ),
    "the neighbours of an unknown zone": (
        change(ZONES, '[[neighbours]]\nzone = "chin"', '[[neighbours]]\nzone = "brow"'),
        *(ZONES, "neighbours", "there is no zone 'brow'"),
    ),
    "neighbours that stand there twice": (
        add(ZONES, '\n[[neighbours]]\nzone = "chin"\nnear = []\nsource = ["INF"]\n'),
        *(ZONES, "neighbours", "'chin' stands there twice"),
    ),
    "an unknown part": (
        change(ZONES, 'part = "face"', 'part = "hand"'),
        *(ZONES, "zone.0.part", "'face' or 'body'"),
    ),
    "an unknown sign": (
        change(FLAGS, 'sign = "white-skin"', 'sign = "white"'),
        *(FLAGS, "colour", "there is no sign 'white'"),
    ),
    "a sign that stands there twice": (
        add(
            FLAGS,
            '\n[[sign]]\nid = "vision"\nlevel = "yellow"\n'
            'text = "a"\nsource = ["INF"]\n',
        ),
        *(FLAGS, "sign", "'vision' stands there twice"),
    ),
    "an unknown level": (
        change(FLAGS, 'level = "red"', 'level = "purple"'),
        *(FLAGS, "sign.0.level", "'red', 'orange' or 'yellow'"),
    ),
}


@pytest.mark.parametrize("name", HARMS)
def test_a_wrong_file_is_refused_with_file_key_and_reason(
    protocols_copy: Path, name: str
) -> None:
    harm, file, key, reason = HARMS[name]
    harm(protocols_copy)
    with pytest.raises(ProtocolError) as caught:
        load(protocols_copy)
    start = f"{protocols_copy / file}: {key}: " if key else f"{protocols_copy / file}: "
    assert str(caught.value).startswith(start)
    assert reason in str(caught.value)


def test_an_unharmed_copy_is_accepted(protocols_copy: Path, shipped: Protocols) -> None:
    assert load(protocols_copy) == shipped


@pytest.mark.parametrize(
    "name", ["a unit in words", "an unused source", "a missing file", "broken TOML"]
)
def test_a_wrong_file_stops_the_start_with_one_sentence(
    protocols_copy: Path, run: Run, name: str
) -> None:
    harm, file, key, reason = HARMS[name]
    harm(protocols_copy)
    done = run("serve", AFTERTOUCH_PROTOCOLS=str(protocols_copy))
    assert done.returncode == 1
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert str(protocols_copy / file) in sentence
    assert key in sentence and reason in sentence
    assert sentence.endswith(".")


def test_a_missing_folder_of_rules_stops_the_start_with_one_sentence(
    tmp_path: Path, run: Run
) -> None:
    done = run("serve", AFTERTOUCH_PROTOCOLS=str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert done.stderr == (
        f"The folder {tmp_path / 'nowhere'} is missing; restore it and start again.\n"
    )


def test_another_treatment_needs_only_a_file(protocols_copy: Path) -> None:
    (protocols_copy / "thread-lift.toml").write_text(
        'id = "thread-lift"\npart = "face"\nname = "Threads"\nshort = "Threads"\n'
        '[[window]]\nid = "first"\nfrom = "0 d"\nuntil = "21 d"\nverdict = "blocked"\n'
        'where = "injected-and-neighbours"\nreason = "Not yet."\nsource = ["INF"]\n'
    )
    windows = load(protocols_copy).treatments["thread-lift"].window
    assert [window.until for window in windows] == [21 * DAY]


# Words: the clinical brief, section C

FORBIDDEN = {
    "en": (
        r"\bprevent(s|ed|ing)?\b|\btreats\b|\bcur(e|es|ed|ing)\b|\bdetox|\bdiagnos(e|is)"
        r"|monitor\w* (the )?complication|cellulitis|\bsafe(ly)?\b|\bguarantee"
        r"|\bheal(s|ed|ing)?\b"
    ),
    "ru": (
        r"предотвра|предупрежда|\bлеч(ит|ат|ить)\b|вылеч|излеч|исцел|лечебн|детокс"
        r"|диагност|диагноз|(следит|контролир\w+|отслежив\w+) за осложнен"
        r"|мониторинг|\bбезопасн(о|а|ы|ый|ая|ое|ые)\b|гарант|флегмон"
    ),
}


def texts(language: str) -> list[str]:
    """Every message of the catalogs in one language; the source language's are keys."""
    translations = Config().translations
    if language == "en":
        with (translations / "messages.pot").open("rb") as file:
            found = [message.id for message in read_po(file) if message.id]
    else:
        catalog = catalogs.read(translations, language)
        found = [message.string for message in catalog if message.id]
    return [
        form for text in found for form in ([text] if isinstance(text, str) else text)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_promises_or_diagnoses(language: str) -> None:
    assert len(texts(language)) > 100
    wrong = re.compile(FORBIDDEN[language], re.IGNORECASE)
    assert [text for text in texts(language) if wrong.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_raises_its_voice(language: str) -> None:
    assert [text for text in texts(language) if "!" in text or "¡" in text] == []


def test_the_clinics_word_comes_first_on_every_page(client: Any) -> None:
    sentence = (
        "A timer and memory aid. Your clinic’s instructions come first, "
        "even when they differ from this app."
    )
    for path in ("", "massage/", "treatments/", "help/", "about/", "nowhere"):
        assert sentence in client.get(f"/en/{path}").text
