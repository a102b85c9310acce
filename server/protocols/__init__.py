"""Loads the clinical rules and refuses any that do not hold together."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from server.protocols.model import (
    Articles,
    Protocols,
    RedFlags,
    Source,
    Topics,
    Treatment,
    Zones,
)

__all__ = ["ProtocolError", "Protocols", "load"]

#: The files that are no treatment.
COMMON = ("zones", "topics", "red-flags", "articles", "sources")

Shape = TypeVar("Shape")
#: (file, key, what is said of that key)
Named = Iterator[tuple[str, str, list[str]]]


class ProtocolError(Exception):
    """A clinical rule that cannot be used: the message names file, key and reason."""


def load(folder: Path) -> Protocols:
    """Reads every `.toml` in `folder`; raises ProtocolError on the first bad one."""
    protocols = Protocols(
        zones=_read(folder / "zones.toml", Zones),
        topics=_read(folder / "topics.toml", Topics),
        treatments={
            path.stem: _read_treatment(path)
            for path in sorted(folder.glob("*.toml"))
            if path.stem not in COMMON
        },
        red_flags=_read(folder / "red-flags.toml", RedFlags),
        articles=_read(folder / "articles.toml", Articles),
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
    for file, key, names in _names(protocols):
        for name, count in Counter(names).items():
            if count > 1:
                yield file, key, f"{name!r} stands there twice"
    for kind, known, mentions in _mentions(protocols):
        for file, key, names in mentions:
            for name in sorted(set(names) - known):
                yield file, key, f"there is no {kind} {name!r}"
    used = set()
    for file, key, sources in _cited(protocols):
        used.update(sources)
        for source in set(sources) - protocols.sources.keys():
            yield file, key, f"sources.toml does not describe the source {source!r}"
    for source in protocols.sources.keys() - used:
        yield "sources.toml", source, "no rule uses this source"


def _names(protocols: Protocols) -> Named:
    """(file, key, names) for every list whose members have to differ."""
    zones, flags = protocols.zones, protocols.red_flags
    yield "zones.toml", "zone", [zone.id for zone in zones.zone]
    yield "zones.toml", "neighbours", [row.zone for row in zones.neighbours]
    yield "topics.toml", "topic", [topic.id for topic in protocols.topics.topic]
    yield "red-flags.toml", "sign", [sign.id for sign in flags.sign]
    yield "red-flags.toml", "cause", [cause.id for cause in flags.cause]
    yield "red-flags.toml", "question", [question.id for question in flags.question]
    yield "articles.toml", "article", [item.id for item in protocols.articles.article]
    for treatment in protocols.treatments.values():
        file = f"{treatment.id}.toml"
        yield file, "window", [window.id for window in treatment.window]
        yield file, "rule", [rule.id for rule in treatment.rule]
        yield file, "check", [check.id for check in treatment.check]
        yield file, "course", [course.id for course in treatment.course]
        if routine := treatment.routine:
            yield file, "routine.preset", [preset.id for preset in routine.preset]
            yield file, "routine.stroke", [stroke.zone for stroke in routine.stroke]
            yield file, "routine.screening", [asked.id for asked in routine.screening]


def _mentions(protocols: Protocols) -> Iterator[tuple[str, set[str], Named]]:
    """(kind, those that exist, where they are mentioned) for every reference."""
    flags = protocols.red_flags
    yield "zone", {zone.id for zone in protocols.zones.zone}, _zones_meant(protocols)
    yield (
        "sign",
        {sign.id for sign in flags.sign},
        (("red-flags.toml", asked.id, [asked.sign]) for asked in flags.question),
    )
    yield (
        "cause",
        {cause.id for cause in flags.cause},
        (("red-flags.toml", sign.id, [sign.cause]) for sign in flags.sign),
    )
    yield (
        "treatment",
        set(protocols.treatments),
        (("red-flags.toml", sign.id, sign.after) for sign in flags.sign),
    )
    yield (
        "topic",
        {topic.id for topic in protocols.topics.topic},
        (
            (f"{treatment.id}.toml", rule.id, [rule.topic])
            for treatment in protocols.treatments.values()
            for rule in treatment.rule
        ),
    )


def _zones_meant(protocols: Protocols) -> Named:
    for row in protocols.zones.neighbours:
        yield "zones.toml", "neighbours", [row.zone, *row.near]
    for treatment in protocols.treatments.values():
        if routine := treatment.routine:
            for stroke in routine.stroke:
                yield f"{treatment.id}.toml", "routine.stroke", [stroke.zone]
            for asked in routine.screening:
                yield f"{treatment.id}.toml", asked.id, asked.zones


def _cited(protocols: Protocols) -> Named:
    """(file, key, source ids) for every rule there is."""
    for zone in protocols.zones.zone:
        if zone.stroke:
            yield "zones.toml", zone.id, zone.stroke.source
    for row in protocols.zones.neighbours:
        yield "zones.toml", f"neighbours of {row.zone}", row.source
    for sign in protocols.red_flags.sign:
        yield "red-flags.toml", sign.id, sign.source
    yield "red-flags.toml", "emergency", protocols.red_flags.emergency.source
    for article in protocols.articles.article:
        yield "articles.toml", article.id, article.source
    for treatment in protocols.treatments.values():
        for key, sources in _cited_in(treatment):
            yield f"{treatment.id}.toml", key, sources


def _cited_in(treatment: Treatment) -> Iterator[tuple[str, list[str]]]:
    for window in treatment.window:
        yield window.id, window.source
    for rule in treatment.rule:
        yield rule.id, rule.source
    for check in treatment.check:
        yield check.id, check.source
    for course in treatment.course:
        yield course.id, course.source
    if routine := treatment.routine:
        yield "routine", routine.source
        for preset in routine.preset:
            yield f"routine.{preset.id}", preset.source
        for stroke in routine.stroke:
            yield f"routine.{stroke.zone}", stroke.source
        for asked in routine.screening:
            yield f"routine.{asked.id}", asked.source
