"""The massage gate a second time: slow, literal, and written without the first.

Random cases are put to the real gate and to this one; where they differ, one of
the two is wrong. The numbers lie in `oracle_rules.py`.

Instants are integer milliseconds since the epoch. Records are dicts as in the
backup file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from tests.core.oracle_conflict import Conflict, find_conflict
from tests.core.oracle_routines import Massage, massages_of_today
from tests.core.oracle_rules import ALL_ZONES, FACE_ZONES, NONE
from tests.core.oracle_windows import (
    Record,
    Situation,
    first_easing,
    is_left_out,
    is_open,
    read_situation,
    strictest_verdict,
    zone_verdict,
)


class ZoneAnswer(TypedDict):
    """What the gate says about one zone."""

    verdict: str
    until: int | None
    leaveOut: bool


class RoutineAnswer(TypedDict):
    """What the gate says about a current routine, on the face or on the body."""

    product: str
    part: str
    verdict: str
    opensAt: int | None
    zones: list[str]


class Answer(TypedDict):
    """What the gate says altogether."""

    verdict: str
    opensAt: int | None
    zones: dict[str, ZoneAnswer]
    routines: list[RoutineAnswer]
    conflict: Conflict | None


def assess_zone(situation: Situation, zone: str, now: int) -> ZoneAnswer:
    """Answer for one zone."""
    verdict = zone_verdict(situation, zone, now)
    return {
        "verdict": verdict,
        "until": first_easing(situation, [zone], verdict, now),
        "leaveOut": is_left_out(situation, zone, now),
    }


def assess_massage(situation: Situation, massage: Massage, now: int) -> RoutineAnswer:
    """Answer for one current routine on one part."""
    verdict = strictest_verdict(situation, massage.zones, now)
    return {
        "product": massage.product,
        "part": massage.part,
        "verdict": verdict,
        "opensAt": first_easing(situation, massage.zones, verdict, now),
        "zones": massage.zones,
    }


def zones_of_today(massages: Sequence[Massage]) -> list[str]:
    """Give the zones of all current routines, or else every face zone."""
    wanted = {zone for massage in massages for zone in massage.zones}
    return sorted(wanted or FACE_ZONES)


def assess(
    treatments: Sequence[Record],
    clearances: Sequence[Record],
    flags: Sequence[Record],
    routines: Sequence[Record],
    now_ms: int,
    courses: Sequence[Record] = (),
) -> Answer:
    """Say for now, for every zone and altogether, whether massage is open."""
    situation = read_situation(treatments, clearances, flags)
    massages = massages_of_today(routines, treatments, courses, now_ms)
    zones = {zone: assess_zone(situation, zone, now_ms) for zone in ALL_ZONES}
    verdict: str = NONE
    opens_at = None
    if treatments or any(is_open(flag) for flag in flags):
        today = zones_of_today(massages)
        verdict = strictest_verdict(situation, today, now_ms)
        opens_at = first_easing(situation, today, verdict, now_ms)
    return {
        "verdict": verdict,
        "opensAt": opens_at,
        "zones": zones,
        "routines": [assess_massage(situation, each, now_ms) for each in massages],
        "conflict": find_conflict(situation, massages, now_ms),
    }
