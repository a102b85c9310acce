"""Where one product's routine meets another product's block: the oracle's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from tests.core.oracle_routines import Massage
from tests.core.oracle_rules import BLOCKED, DAY
from tests.core.oracle_windows import (
    Situation,
    Visit,
    blocks,
    possible_changes,
    zone_verdict,
)


class Forbid(TypedDict):
    """A treatment of another product, what it blocks, and for how long."""

    treatment: str
    zones: list[str]
    until: int


class Conflict(TypedDict):
    """A routine that cannot be done in full, and what it loses by that."""

    product: str
    part: str
    zones: list[str]
    until: int | None
    forbids: list[Forbid]
    sessionsLost: int
    sessionsPlanned: int


def find_conflict(
    situation: Situation, massages: Iterable[Massage], now: int
) -> Conflict | None:
    """Give the first current routine that another product's treatment blocks."""
    for massage in massages:
        forbids = forbids_of(situation, massage, now)
        if forbids:
            return describe(situation, massage, forbids, now)
    return None


def forbids_of(situation: Situation, massage: Massage, now: int) -> list[Forbid]:
    """List the treatments of other products that block some zones of a routine."""
    forbids: list[Forbid] = []
    for visit in situation.visits:
        if visit.product == massage.product:
            continue
        zones = [zone for zone in massage.zones if blocks(situation, visit, zone, now)]
        if zones:
            until = end_of_block(situation, visit, zones, now)
            forbids.append({"treatment": visit.id, "zones": zones, "until": until})
    return forbids


def end_of_block(
    situation: Situation, visit: Visit, zones: Sequence[str], now: int
) -> int:
    """Give the first instant at which a visit blocks none of these zones."""
    for at in possible_changes(situation):
        if at <= now:
            continue
        if not any(blocks(situation, visit, zone, at) for zone in zones):
            return at
    raise AssertionError("every window ends")


def end_of_every_block(
    situation: Situation, zones: Sequence[str], now: int
) -> int | None:
    """Give the first instant at which nothing blocks these zones; None if a flag does.

    Everything counts here: other products, the routine's own, red flags.
    """
    for at in possible_changes(situation):
        if at <= now:
            continue
        if not any(zone_verdict(situation, zone, at) == BLOCKED for zone in zones):
            return at
    return None


def describe(
    situation: Situation, massage: Massage, forbids: list[Forbid], now: int
) -> Conflict:
    """Say which zones are forbidden, until when, and what that costs."""
    zones = sorted({zone for forbid in forbids for zone in forbid["zones"]})
    until = end_of_every_block(situation, zones, now)
    lost_days = whole_days(massage.start, now if until is None else until)
    return {
        "product": massage.product,
        "part": massage.part,
        "zones": zones,
        "until": until,
        "forbids": forbids,
        "sessionsLost": sum(massage.times_each_day[:lost_days]),
        "sessionsPlanned": sum(massage.times_each_day),
    }


def whole_days(start: int, end: int) -> int:
    """Round the time between to days, half a day up; never below 0."""
    return max(0, (2 * (end - start) + DAY) // (2 * DAY))
