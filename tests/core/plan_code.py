"""The link of a plan a second time: written from its description alone.

`<version>.<code>.<sum>`; the code is bits, five to a sign. It takes anything, so that a
test can make links whose sum is right and whose words are wrong.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.core.oracle_rules import ALL_ZONES

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PRODUCTS = (
    "sculptra",
    "botulinum-toxin",
    "mesotherapy-face",
    "mesotherapy-body",
    "hyaluronic-filler",
    "thread-lift",
)
WINDOWS = (
    "first-48-hours",
    "until-14-days",
    "until-10-days",
    "first-14-days",
    "until-30-days",
    "first-21-days",
    "until-60-days",
)
INTENSITIES = ("light", "medium", "firm")
DIRECTIONS = ("circles", "up", "down", "out", "in")
PHONE = "0123456789+-() /"
#: Preset → place, phases as (minutes, times a day, days), until the next visit.
RHYTHMS: dict[str, tuple[int, tuple[tuple[int, int, int], ...], bool]] = {
    "5-5-5": (0, ((5, 5, 5),), False),
    "none": (1, (), False),
    "2-minutes": (2, ((2, 5, 5),), False),
    "3-3-3": (3, ((3, 3, 3),), False),
    "5-5-5-then-14-days": (4, ((5, 5, 5), (2, 2, 14)), False),
    "5-5-5-until-next-visit": (5, ((5, 5, 5), (5, 2, 37)), True),
    "light": (6, ((5, 0, 2), (5, 1, 12)), False),
}
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)

Plan = Mapping[str, Any]


def number(value: int, size: int) -> str:
    return f"{value % 2**size:0{size}b}"


def count(value: int) -> str:
    """Groups of four bits, the lowest first, each followed by "there is more"."""
    groups = []
    while True:
        groups.append(number(value % 16, 4))
        value //= 16
        if not value:
            return "1".join(groups) + "0"


def flag(value: bool) -> str:
    return "1" if value else "0"


def many(items: Iterable[Any], code: Callable[[Any], str]) -> str:
    codes = [code(item) for item in items]
    return count(len(codes)) + "".join(codes)


def maybe(value: Any, code: Callable[[Any], str]) -> str:
    return "0" if value is None else "1" + code(value)


def words(text: str) -> str:
    page = 0
    bits = [count(len(text))]
    for letter in map(ord, text):
        own = letter >> 7
        if not own:
            bits.append("0")
        elif own == page:
            bits.append("10")
        else:
            bits.append("11" + number(own, 14))
            page = own
        bits.append(number(letter, 7))
    return "".join(bits)


def phone(text: str) -> str:
    if all(sign in PHONE for sign in text):
        return "1" + many(text, lambda sign: number(PHONE.index(sign), 4))
    return "0" + words(text)


def some_zones(zones: Sequence[str]) -> str:
    places = {ALL_ZONES.index(zone) for zone in zones}
    length = max(places, default=-1) + 1
    return count(length) + "".join(flag(place in places) for place in range(length))


def ordered_zones(zones: Sequence[str]) -> str:
    places = [ALL_ZONES.index(zone) for zone in zones]
    if places == sorted(set(places)):
        return "1" + some_zones(zones)
    return "0" + many(places, count)


def visit(item: Plan, made: date, timezones: list[str]) -> str:
    days = (date.fromisoformat(item["date"]) - made).days
    minute = None
    if item["time"] is not None:
        hours, minutes = map(int, item["time"].split(":"))
        minute = hours * 60 + minutes
    return "".join(
        [
            count(PRODUCTS.index(item["product"])),
            count(-2 * days - 1 if days < 0 else 2 * days),
            maybe(minute, lambda value: number(value, 11)),
            count(timezones.index(item["timezone"])),
            some_zones(item["zones"]),
            many(
                item.get("windows", {}).items(),
                lambda each: (
                    count(WINDOWS.index(each[0])) + count(-(-each[1] // 60000))
                ),
            ),
        ]
    )


def phases(routine: Plan) -> tuple[tuple[int, int, int], ...]:
    if not routine["days"]:
        return ()
    all_of_them = [routine, *routine.get("then", [])]
    return tuple(
        (each["minutes"], each["timesADay"], each["days"]) for each in all_of_them
    )


def manner(zone: str, how: Plan) -> str:
    return "".join(
        [
            count(ALL_ZONES.index(zone)),
            maybe(how.get("seconds"), lambda value: number(value, 9)),
            maybe(how.get("intensity"), lambda name: count(INTENSITIES.index(name))),
            maybe(how.get("direction"), lambda name: count(DIRECTIONS.index(name))),
        ]
    )


def rhythm(routine: Plan) -> str:
    """Its place, if it is one of the usual; else its numbers."""
    until = bool(routine.get("untilNextVisit"))
    preset = routine.get("preset")
    place, *usual = RHYTHMS.get(str(preset), (None, None, None))
    own = phases(routine)
    if usual == [own, until]:
        return "1" + count(int(place or 0)) + count(0) + "00"
    sizes = (5, 4, 6)
    written = many(
        own,
        lambda phase: "".join(map(number, phase, sizes)),
    )
    return "0" + written + flag(preset == "custom") + flag(until)


def routine(item: Plan) -> str:
    return "".join(
        [
            count(PRODUCTS.index(item["product"])),
            rhythm(item),
            ordered_zones(item["zones"]),
            many(item.get("manner", {}).items(), lambda each: manner(*each)),
        ]
    )


def bits_of(plan: Plan) -> str:
    made = datetime.fromisoformat(plan["madeAt"])
    timezones = list(dict.fromkeys(item["timezone"] for item in plan["treatments"]))
    return "".join(
        [
            flag(plan["own"]),
            words(plan["language"]),
            number((made - EPOCH) // timedelta(seconds=1), 32),
            words(plan["clinic"]["name"]),
            phone(plan["clinic"]["phone"]),
            many(timezones, words),
            many(plan["treatments"], lambda item: visit(item, made.date(), timezones)),
            many(plan["routines"], routine),
            many(
                plan["clearances"],
                lambda item: some_zones(item["zones"]) + words(item["note"]),
            ),
        ]
    )


def signs_of(bits: str) -> str:
    bits += "0" * (-len(bits) % 5)
    return "".join(SIGNS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))


def sealed(text: str) -> str:
    """A text with the sum that belongs to it."""
    return f"{text}.{signs_of(number(zlib.crc32(text.encode()), 32))}"


def link_of(plan: Plan) -> str:
    return sealed(f"1.{signs_of(bits_of(plan))}")
