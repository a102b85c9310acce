"""A wrong clinical rule stops the start, and says which file, which key and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from server.protocols import ProtocolError, Protocols, load
from tests.server.conftest import Run

DAY = 24 * 3600

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
BODY = "mesotherapy-body.toml"
ZONES, TOPICS, FLAGS = "zones.toml", "topics.toml", "red-flags.toml"
ARTICLES, SOURCES = "articles.toml", "sources.toml"
STANDARD = '[[routine.preset.phase]]\neach = "5 min"\ntimes-a-day = 5\ndays = 5\n'
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
        change(TOXIN_FILE, '"S74"', '"S0"'),
        *(TOXIN_FILE, "first-48-hours", "does not describe the source 'S0'"),
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
        *(SCULPTRA, "routine.preset.0.phase.0.times-a-day", "less than or equal to 12"),
    ),
    "a number of days as text": (
        change(SCULPTRA, "\ndays = 5", '\ndays = "5"'),
        *(SCULPTRA, "routine.preset.0.phase.0.days", "integer"),
    ),
    "a number of days as a truth": (
        change(SCULPTRA, "\ndays = 5", "\ndays = true"),
        *(SCULPTRA, "routine.preset.0.phase.0.days", "integer"),
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
            '\n[[sign]]\nid = "vision"\nlevel = "yellow"\ncause = "skin"\n'
            'text = "a"\nsource = ["INF"]\n',
        ),
        *(FLAGS, "sign", "'vision' stands there twice"),
    ),
    "an unknown level": (
        change(FLAGS, 'level = "red"', 'level = "purple"'),
        *(FLAGS, "sign.0.level", "'red', 'orange' or 'yellow'"),
    ),
    "no part": (
        change(TOXIN_FILE, 'parts = ["face"]', "parts = []"),
        *(TOXIN_FILE, "parts", "at least 1"),
    ),
    "a missing list of topics": (
        lose(TOPICS),
        *(TOPICS, "", "the file is missing"),
    ),
    "a missing list of articles": (
        lose(ARTICLES),
        *(ARTICLES, "", "the file is missing"),
    ),
    "a default without a phase": (
        change(SCULPTRA, STANDARD, ""),
        *(SCULPTRA, "routine", "the first preset is the default and needs a phase"),
    ),
    "a preset that stands there twice": (
        change(SCULPTRA, 'id = "3-3-3"', 'id = "5-5-5"'),
        *(SCULPTRA, "routine.preset", "'5-5-5' stands there twice"),
    ),
    "a preset without a source": (
        change(SCULPTRA, 'source = ["S12"]\n', ""),
        *(SCULPTRA, "routine.preset.1.source", "required"),
    ),
    "a phase of no day": (
        change(BODY, "days = 2", "days = 0"),
        *(BODY, "routine.preset.0.phase.0.days", "greater than or equal to 1"),
    ),
    "one pace only": (
        change(BODY, 'pace = ["2 s", "3 s"]', 'pace = ["2 s"]'),
        *(BODY, "routine.pace", "at least 2"),
    ),
    "a stroke in an unknown zone": (
        change(BODY, 'zone = "knees"', 'zone = "elbows"'),
        *(BODY, "routine.stroke", "there is no zone 'elbows'"),
    ),
    "two strokes in one zone": (
        change(BODY, 'zone = "knees"', 'zone = "hips"'),
        *(BODY, "routine.stroke", "'hips' stands there twice"),
    ),
    "an unknown motion": (
        change(BODY, 'motion = "drain"', 'motion = "pinch"'),
        *(BODY, "routine.stroke.0.motion", "'drain'"),
    ),
    "a question about an unknown zone": (
        change(BODY, 'zones = ["abdomen"]', 'zones = ["belly"]'),
        *(BODY, "pregnancy", "there is no zone 'belly'"),
    ),
    "a question that stands there twice": (
        change(BODY, 'id = "fever"', 'id = "clots"'),
        *(BODY, "routine.screening", "'clots' stands there twice"),
    ),
    "a rule that stands there twice": (
        change(SCULPTRA, 'id = "exercise"', 'id = "makeup"'),
        *(SCULPTRA, "rule", "'makeup' stands there twice"),
    ),
    "an unknown topic": (
        change(SCULPTRA, 'topic = "makeup"', 'topic = "beauty"'),
        *(SCULPTRA, "makeup", "there is no topic 'beauty'"),
    ),
    "a topic that stands there twice": (
        change(TOPICS, 'id = "sun"', 'id = "heat"'),
        *(TOPICS, "topic", "'heat' stands there twice"),
    ),
    "an unknown kind of rule": (
        change(SCULPTRA, 'kind = "avoid"', 'kind = "forbid"'),
        *(SCULPTRA, "rule.0.kind", "'avoid', 'do' or 'expect'"),
    ),
    "an undescribed source of a rule": (
        change(SCULPTRA, '["S58", "S12", "S56"]', '["S58", "S0", "S56"]'),
        *(SCULPTRA, "makeup", "does not describe the source 'S0'"),
    ),
    "a check that ends when it begins": (
        change(SCULPTRA, 'until = "61 w"', 'until = "1 w"'),
        *(SCULPTRA, "check.0", "until has to be later than from"),
    ),
    "a course without a step": (
        change(SCULPTRA, '[[course.step]]\ncount = 3\nevery = "6 w"\n', ""),
        *(SCULPTRA, "course.0.step", "required"),
    ),
    "an interval in words": (
        change(SCULPTRA, 'every = "6 w"', 'every = "6 weeks"'),
        *(SCULPTRA, "course.0.step.0.every", "'6 weeks' is no interval"),
    ),
    "an interval of hours": (
        change(SCULPTRA, 'every = "6 w"', 'every = "48 h"'),
        *(SCULPTRA, "course.0.step.0.every", "'48 h' is no interval"),
    ),
    "no interval at all": (
        change(SCULPTRA, 'every = "6 w"', 'every = "0 d"'),
        *(SCULPTRA, "course.0.step.0.every", "'0 d' is no interval"),
    ),
    "a course that stands there twice": (
        change(BODY, 'id = "weekly-then-fortnightly"', 'id = "weekly"'),
        *(BODY, "course", "'weekly' stands there twice"),
    ),
    "an unknown cause": (
        change(FLAGS, 'cause = "allergy"', 'cause = "pollen"'),
        *(FLAGS, "allergy", "there is no cause 'pollen'"),
    ),
    "a cause that stands there twice": (
        change(FLAGS, 'id = "vessel"', 'id = "allergy"'),
        *(FLAGS, "cause", "'allergy' stands there twice"),
    ),
    "a sign after an unknown treatment": (
        change(FLAGS, 'after = ["sculptra"', 'after = ["sculptor"'),
        *(FLAGS, "white-skin", "there is no treatment 'sculptor'"),
    ),
    "no number for everywhere else": (
        change(FLAGS, 'anywhere = "112"\n', ""),
        *(FLAGS, "emergency.anywhere", "required"),
    ),
    "an emergency number that is no text": (
        change(FLAGS, 'GB = "999"', "GB = 999"),
        *(FLAGS, "emergency.numbers.GB", "string"),
    ),
    "an article that stands there twice": (
        change(ARTICLES, 'id = "mesotherapy"', 'id = "why-massage"'),
        *(ARTICLES, "article", "'why-massage' stands there twice"),
    ),
    "an undescribed source of an article": (
        change(ARTICLES, '"S6"', '"S0"'),
        *(ARTICLES, "why-massage", "does not describe the source 'S0'"),
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
    (protocols_copy / "skin-booster.toml").write_text(
        'id = "skin-booster"\nparts = ["face"]\nname = "Booster"\nshort = "Booster"\n'
        '[[window]]\nid = "first"\nfrom = "0 d"\nuntil = "9 d"\nverdict = "blocked"\n'
        'where = "injected-and-neighbours"\nreason = "Not yet."\nsource = ["INF"]\n'
    )
    windows = load(protocols_copy).treatments["skin-booster"].window
    assert [window.until for window in windows] == [9 * DAY]
