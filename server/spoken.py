"""What a recorded voice says, and the clips of it that lie in `web/voice/`.

A language has one file of sound with every phrase in it, and an index of where each
phrase lies. Phones fetch both only when the patient asks for the voice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from server.protocols.model import Protocols, Stroke
from server.site import Artifact, content_type, digested

Translate = Callable[[str], str]


def phrases(protocols: Protocols, gettext: Translate) -> list[str]:
    """Each phrase once, as the pages of one language show it: what a clip is made of.

    The parameter bears its name so that the translators' workshop finds the words.
    """
    zones = [gettext(zone.name) for zone in protocols.zones.zone]
    strokes = [gettext(stroke.stroke) for stroke in _strokes(protocols)]
    directions = [
        gettext("Slow circles"),
        gettext("Strokes upward"),
        gettext("Strokes downward"),
        gettext("Strokes outward"),
        gettext("Strokes inward"),
    ]
    signs = [
        gettext("Left side"),
        gettext("Right side"),
        gettext("Switch sides"),
        gettext("Ten seconds"),
        gettext("Get ready"),
        gettext("Paused"),
        gettext("The last one"),
        gettext("Well done"),
        gettext("Enough for now"),
    ]
    return list(dict.fromkeys([*zones, *strokes, *directions, *signs]))


def _strokes(protocols: Protocols) -> Iterator[Stroke]:
    yield from (zone.stroke for zone in protocols.zones.zone if zone.stroke)
    for treatment in protocols.treatments.values():
        if treatment.routine:
            yield from treatment.routine.stroke


def sounds(web: Path) -> list[Artifact]:
    """The files of sound under digested names; none of them is part of a page."""
    paths = sorted((web / "voice").glob("*.m4a"))
    return [_sound(path) for path in paths]


def offer(web: Path, code: str) -> dict[str, Any]:
    """`/<lang>/voice.json`: which file, how large, where in it each phrase lies.

    An empty object for a language in which no clips were made.
    """
    path = web / "voice" / f"{code}.m4a"
    if not path.exists():
        return {}
    sound = _sound(path)
    return {
        "url": sound.url,
        "bytes": len(sound.body),
        "integrity": sound.integrity,
        **json.loads(path.with_suffix(".json").read_text("utf-8")),
    }


def _sound(path: Path) -> Artifact:
    return Artifact(digested("voice", path), path.read_bytes(), content_type(path.name))
