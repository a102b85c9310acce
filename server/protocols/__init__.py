"""Loads the clinical rules and refuses any that do not hold together."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from server.protocols.model import (
    Protocols,
    RedFlags,
    Source,
    Stroke,
    Treatment,
    Zones,
)

__all__ = ["ProtocolError", "Protocols", "for_browser", "load"]

COMMON = ("zones", "red-flags", "sources")
Shape = TypeVar("Shape")


class ProtocolError(Exception):
    """A clinical rule that cannot be used: the message names file, key and reason."""


def load(folder: Path) -> Protocols:
    """Reads every `.toml` in `folder`; raises ProtocolError on the first bad one."""
    protocols = Protocols(
        zones=_read(folder / "zones.toml", Zones),
        treatments={
            path.stem: _read_treatment(path)
            for path in sorted(folder.glob("*.toml"))
            if path.stem not in COMMON
        },
        red_flags=_read(folder / "red-flags.toml", RedFlags),
        sources=_read(folder / "sources.toml", dict[str, Source]),
    )
    for file, key, reason in _contradictions(protocols):
        raise ProtocolError(f"{folder / file}: {key}: {reason}.")
    return protocols


def _read(path: Path, shape: type[Shape]) -> Shape:
    try:
        with path.open("rb") as file:
            return TypeAdapter(shape).validate_python(tomllib.load(file))
    except FileNotFoundError:
        raise ProtocolError(f"{path}: the file is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(f"{path}: this is no TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "(top)"
        reason = first["msg"].removeprefix("Value error, ")
        raise ProtocolError(f"{path}: {key}: {reason}.") from None


def _read_treatment(path: Path) -> Treatment:
    treatment = _read(path, Treatment)
    if treatment.id != path.stem:
        raise ProtocolError(f"{path}: id: {treatment.id!r} is not the file's name.")
    return treatment


def _contradictions(protocols: Protocols) -> Iterator[tuple[str, str, str]]:
    """(file, key, reason) for everything that no single file can know."""
    known = {zone.id for zone in protocols.zones.zone}
    for file, key, names in _names(protocols):
        for name, count in Counter(names).items():
            if count > 1:
                yield file, key, f"{name!r} stands there twice"
    for row in protocols.zones.neighbours:
        for zone in {row.zone, *row.near} - known:
            yield "zones.toml", "neighbours", f"there is no zone {zone!r}"
    signs = {sign.id for sign in protocols.red_flags.sign}
    for question in protocols.red_flags.question:
        if question.sign not in signs:
            yield "red-flags.toml", question.id, f"there is no sign {question.sign!r}"
    used = set()
    for file, key, sources in cited(protocols):
        used.update(sources)
        for source in set(sources) - protocols.sources.keys():
            yield file, key, f"sources.toml does not describe the source {source!r}"
    for source in protocols.sources.keys() - used:
        yield "sources.toml", source, "no rule uses this source"


def _names(protocols: Protocols) -> Iterator[tuple[str, str, list[str]]]:
    """(file, key, names) for every list whose members have to differ."""
    zones, flags = protocols.zones, protocols.red_flags
    yield "zones.toml", "zone", [zone.id for zone in zones.zone]
    yield "zones.toml", "neighbours", [row.zone for row in zones.neighbours]
    yield "red-flags.toml", "sign", [sign.id for sign in flags.sign]
    yield "red-flags.toml", "question", [question.id for question in flags.question]
    for treatment in protocols.treatments.values():
        windows = [window.id for window in treatment.window]
        yield f"{treatment.id}.toml", "window", windows


def cited(protocols: Protocols) -> Iterator[tuple[str, str, list[str]]]:
    """(file, key, source ids) for every rule there is."""
    for zone in protocols.zones.zone:
        if zone.stroke:
            yield "zones.toml", zone.id, zone.stroke.source
    for row in protocols.zones.neighbours:
        yield "zones.toml", f"neighbours of {row.zone}", row.source
    for sign in protocols.red_flags.sign:
        yield "red-flags.toml", sign.id, sign.source
    for treatment in protocols.treatments.values():
        for window in treatment.window:
            yield f"{treatment.id}.toml", window.id, window.source
        if treatment.routine:
            yield f"{treatment.id}.toml", "routine", treatment.routine.source


def for_browser(
    protocols: Protocols, translate: Callable[[str], str]
) -> dict[str, Any]:
    """`/<lang>/protocols.json`: the rules as the gate reads them, texts translated.

    Durations are in milliseconds. Zones keep the order of a session.
    """
    return {
        "zones": [
            {
                "id": zone.id,
                "part": zone.part,
                "name": translate(zone.name),
                "stroke": zone.stroke and _stroke(zone.stroke, translate),
            }
            for zone in protocols.zones.zone
        ],
        "neighbours": {row.zone: row.near for row in protocols.zones.neighbours},
        "treatments": {
            treatment.id: _treatment(treatment, translate)
            for treatment in protocols.treatments.values()
        },
        "questions": [
            {
                "id": question.id,
                "text": translate(question.question),
                "sign": question.sign,
            }
            for question in protocols.red_flags.question
        ],
        "signs": {sign.id: sign.level for sign in protocols.red_flags.sign},
    }


def _stroke(stroke: Stroke, translate: Callable[[str], str]) -> dict[str, str]:
    return {
        "hands": translate(stroke.hands),
        "how": translate(stroke.stroke),
        "motion": stroke.motion,
    }


def _treatment(treatment: Treatment, translate: Callable[[str], str]) -> dict[str, Any]:
    return {
        "part": treatment.part,
        "name": translate(treatment.name),
        "short": translate(treatment.short),
        "windows": [
            {
                "id": window.id,
                "fromMs": window.from_ * 1000,
                "untilMs": window.until * 1000,
                "where": window.where,
                "verdict": window.verdict,
                "leaveOut": window.leave_out,
                "reason": translate(window.reason),
                "source": window.source,
            }
            for window in treatment.window
        ],
        "routine": treatment.routine
        and {
            "minutes": treatment.routine.each / 60,
            "timesADay": treatment.routine.times_a_day,
            "days": treatment.routine.days,
            "leadInMs": treatment.routine.lead_in * 1000,
            "cream": translate(treatment.routine.cream),
            "pressure": translate(treatment.routine.pressure),
            "firstDay": translate(treatment.routine.first_day),
            "source": treatment.routine.source,
        },
    }
