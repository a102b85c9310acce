"""An independent reader of backup files: what a file of version 1 may hold, in Python.

Written from the format and the limits of the app; it shares no code with `web/core`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

Check = Callable[[Any], bool]
Shape = dict[str, tuple[bool, Check]]

LISTS = {
    "treatments": 300,
    "routines": 50,
    "clearances": 500,
    "sessions": 10_000,
    "flags": 500,
    "courses": 100,
    "checks": 2000,
    "plans": 200,
}
MAY_BE_MISSING = {"courses", "checks", "plans"}
RESERVED = {"__proto__", "constructor", "prototype"}
LARGEST = 4_000_000
DEEPEST = 16


def is_text(most: int, least: int = 0) -> Check:
    return lambda value: isinstance(value, str) and least <= len(value) <= most


def is_number(least: float, most: float) -> Check:
    def check(value: Any) -> bool:
        is_one = isinstance(value, int | float) and not isinstance(value, bool)
        return is_one and least <= value <= most

    return check


def is_whole(least: int, most: int) -> Check:
    near = is_number(least, most)
    return lambda value: near(value) and float(value).is_integer()


def is_one_of(*words: str) -> Check:
    return lambda value: isinstance(value, str) and value in words


def is_list(check: Check, most: int) -> Check:
    return lambda value: (
        isinstance(value, list) and len(value) <= most and all(map(check, value))
    )


def is_table(check: Check, most: int) -> Check:
    return lambda value: (
        isinstance(value, dict)
        and len(value) <= most
        and all(is_id(key) and check(own) for key, own in value.items())
    )


def is_record(shape: Shape) -> Check:
    def check(value: Any) -> bool:
        return isinstance(value, dict) and all(
            own(value[name]) if name in value else not needed
            for name, (needed, own) in shape.items()
        )

    return check


def matches(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def is_bool(value: Any) -> bool:
    return isinstance(value, bool)


is_id = matches(r"[A-Za-z0-9_:.-]{1,64}")
is_time = matches(r"([01][0-9]|2[0-3]):[0-5][0-9]")
CLOCK = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?Z"


def is_date(value: Any) -> bool:
    if not matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(value):
        return False
    try:
        return 1970 <= date.fromisoformat(value).year <= 2199
    except ValueError:
        return False


def is_instant(value: Any) -> bool:
    return (
        isinstance(value, str)
        and is_date(value[:10])
        and bool(re.fullmatch(CLOCK, value[10:]))
    )


def need(**checks: Check) -> Shape:
    return {name: (True, check) for name, check in checks.items()}


def may(**checks: Check) -> Shape:
    return {name: (False, check) for name, check in checks.items()}


ZONES = is_list(is_id, 200)
PHASE = need(
    minutes=is_number(0, 240), timesADay=is_whole(0, 24), days=is_whole(0, 366)
)
MANNER = may(
    seconds=is_number(0, 3600),
    intensity=is_one_of("light", "medium", "firm"),
    direction=is_one_of("circles", "up", "down", "out", "in"),
)
SCREENED = need(at=is_instant, yes=is_list(is_id, 50), by=is_text(200))
VISIT = need(
    id=is_id,
    date=is_date,
    time=or_null(is_time),
    done=is_bool,
    treatment=or_null(is_id),
)
SHAPES: dict[str, Shape] = {
    "treatments": need(
        id=is_id,
        product=is_id,
        date=is_date,
        time=or_null(is_time),
        timezone=is_text(64, 1),
        zones=ZONES,
        note=is_text(2000),
    )
    | may(windows=is_table(is_whole(0, 400 * 86_400_000), 50)),
    "routines": need(product=is_id, zones=ZONES)
    | PHASE
    | may(
        preset=is_text(64),
        then=is_list(is_record(PHASE), 6),
        untilNextVisit=is_bool,
        manner=is_table(is_record(MANNER), 200),
        wider=ZONES,
        screened=is_record(SCREENED),
    ),
    "clearances": need(
        id=is_id,
        zones=ZONES,
        by=is_text(200),
        at=is_instant,
        note=is_text(2000),
        fromPlan=is_bool,
    ),
    "sessions": need(
        id=is_id,
        product=is_id,
        startedAt=is_instant,
        seconds=is_number(0, 86_400),
        planned=is_number(0, 86_400),
        zones=ZONES,
        day=is_date,
        late=is_bool,
    )
    | may(felt=is_one_of("fine", "sore")),
    "flags": need(
        id=is_id,
        sign=is_id,
        level=is_one_of("red", "orange", "yellow"),
        zones=ZONES,
        at=is_instant,
        clearedAt=or_null(is_instant),
        clearedBy=is_text(200),
    )
    | may(seen=is_bool),
    "courses": need(
        id=is_id,
        product=is_id,
        template=is_text(64),
        note=is_text(2000),
        visits=is_list(is_record(VISIT), 500),
    ),
    "checks": need(
        id=is_id,
        product=is_id,
        at=is_instant,
        lump=is_bool,
        note=is_text(2000),
        zones=ZONES,
    ),
    "plans": need(id=is_id, clinic=is_text(200), at=is_instant, link=is_text(20_000)),
}
SETTINGS = may(
    dayStarts=is_time,
    dayEnds=is_time,
    clinicName=is_text(200),
    **dict.fromkeys(("muted", "sound", "vibration", "flash"), is_bool),
    **dict.fromkeys(("remindPlain", "remindVisits", "remindChecks"), is_bool),
    loudness=is_one_of("soft", "loud"),
    over=is_one_of("silent", "music"),
    voice=is_one_of("off", "phone", "clips"),
    advance=is_one_of("auto", "manual"),
    hands=is_one_of("both", "one"),
    mirrorOutline=is_record(
        need(x=is_number(-9, 9), y=is_number(-9, 9), scale=is_number(0.01, 99))
    ),
    clinicPhone=is_text(64),
    emergencyNumber=is_text(64),
    carried=lambda value: isinstance(value, dict),
)


def no_constant(text: str) -> None:
    raise ValueError(text)


def without_reserved(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in pairs if name not in RESERVED}


def depth(value: Any) -> int:
    if not isinstance(value, dict | list):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, inner), default=0)


def verdict(text: str, known: Known) -> str:
    """`fine`, or why a file is refused: `kind`, or `kind list number`."""
    text = text.removeprefix("\ufeff")
    if not text.strip("\ufeff\t\n\r\v\f \u00a0"):
        return "empty"
    if len(text) > LARGEST:
        return "too-large"
    try:
        file = json.loads(
            text, parse_constant=no_constant, object_pairs_hook=without_reserved
        )
    except (ValueError, RecursionError):
        return "not-json"
    if not isinstance(file, dict) or file.get("format") != "aftertouch-backup":
        return "not-ours"
    return verdict_of_file(file) or verdict_of_records(file, known) or "fine"


def verdict_of_file(file: dict[str, Any]) -> str | None:
    version = file.get("version")
    is_a_number = isinstance(version, int | float) and not isinstance(version, bool)
    if is_a_number and version > 1:
        return "newer"
    is_dated = "madeAt" not in file or is_instant(file["madeAt"])
    if not is_a_number or version != 1 or not is_dated or depth(file) > DEEPEST:
        return "broken file 0"
    if not is_record(SETTINGS)(file.get("settings")):
        return "broken settings 0"
    for name, most in LISTS.items():
        if name not in file and name in MAY_BE_MISSING:
            continue
        if not isinstance(file.get(name), list) or len(file[name]) > most:
            return f"broken {name} 0"
    return None


def verdict_of_records(file: dict[str, Any], known: Known) -> str | None:
    for name, shape in SHAPES.items():
        seen = set()
        for number, record in enumerate(file.get(name, []), 1):
            if not is_record(shape)(record):
                return f"broken {name} {number}"
            key = record["product" if name == "routines" else "id"]
            if key in seen:
                return f"broken {name} {number}"
            if not known.holds(name, record):
                return f"unknown {name} {number}"
            seen.add(key)
    return None


@dataclass(frozen=True)
class Known:
    """What the app has rules and words for."""

    products: frozenset[str]
    zones: frozenset[str]
    signs: frozenset[str]
    questions: frozenset[str]

    def holds(self, name: str, record: dict[str, Any]) -> bool:
        names = SHAPES[name].keys()
        return (
            ("product" not in names or record["product"] in self.products)
            and ("sign" not in names or record["sign"] in self.signs)
            and ("zones" not in names or self.zones.issuperset(record["zones"]))
            and (name != "routines" or self.holds_plan(record))
        )

    def holds_plan(self, routine: dict[str, Any]) -> bool:
        return (
            self.zones.issuperset(routine.get("wider", []))
            and self.zones.issuperset(routine.get("manner", {}))
            and self.questions.issuperset(routine.get("screened", {}).get("yes", []))
        )


def known_in(protocols: dict[str, Any]) -> Known:
    products = protocols["treatments"]
    return Known(
        frozenset(products),
        frozenset(zone["id"] for zone in protocols["zones"]),
        frozenset(protocols["signs"]),
        frozenset(
            question["id"]
            for product in products.values()
            for question in (product["routine"] or {}).get("screening", [])
        ),
    )
