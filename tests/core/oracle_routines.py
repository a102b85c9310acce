"""Which routine is current, on which zones, and in which phase: the oracle's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tests.core.oracle_rules import MASSAGE_TARGETS, PARTS
from tests.core.oracle_windows import (
    Record,
    day_number,
    restriction_instant,
    start_of_day,
)


@dataclass(frozen=True)
class Massage:
    """A current routine on one part, face or body, and the visit that it follows."""

    product: str
    part: str
    zones: list[str]
    #: How often a day, for each day of the routine after the latest visit under way.
    times_each_day: list[int]
    #: From when these days count, in milliseconds since the epoch.
    start: int


def times_each_day(
    routine: Record, treatment: Record, courses: Iterable[Record]
) -> list[int]:
    """Say how often to massage on each day of a routine after a treatment.

    A routine of 0 days is the clinic's "do not massage": no later phase follows.
    """
    if routine["days"] == 0:
        return []
    phases = [routine, *routine.get("then", [])]
    earlier = [
        phase["timesADay"] for phase in phases[:-1] for _ in range(phase["days"])
    ]
    last = [phases[-1]["timesADay"] for _ in range(phases[-1]["days"])]
    if routine.get("untilNextVisit", False):
        days = days_until_next_visit(treatment, courses)
        if days is not None:
            last = last[: max(0, days - len(earlier))]
    return earlier + last


def days_until_next_visit(treatment: Record, courses: Iterable[Record]) -> int | None:
    """Count the days from the treatment day to the eve of the next appointment.

    The next one is the first of this product that is later than the treatment's
    date and not done; None without such an appointment.
    """
    first_day = date.fromisoformat(treatment["date"])
    appointments = [
        date.fromisoformat(visit["date"])
        for course in courses
        if course["product"] == treatment["product"]
        for visit in course["visits"]
        if not visit["done"]
    ]
    later = [day for day in appointments if day > first_day]
    if not later:
        return None
    return (min(later) - first_day).days


def visits_under_way(
    routine: Record,
    treatments: Iterable[Record],
    courses: Sequence[Record],
    now: int,
) -> list[Record]:
    """Give the treatments whose routine has begun and is not over."""
    return [
        treatment
        for treatment in treatments
        if treatment["product"] == routine["product"]
        and 1
        <= day_number(treatment, now)
        <= len(times_each_day(routine, treatment, courses))
    ]


def latest(treatments: Sequence[Record]) -> Record:
    """Give the treatment of the latest date; on one date the later in the list."""
    found = treatments[0]
    for treatment in treatments[1:]:
        if treatment["date"] >= found["date"]:
            found = treatment
    return found


def start_of_routine(treatment: Record) -> int:
    """Give the treatment's instant, or the first of its date if no time is known."""
    if treatment["time"] is None:
        return start_of_day(treatment)
    return restriction_instant(treatment)


def target_zones(routine: Record, under_way: Iterable[Record]) -> set[str]:
    """Give what a routine massages: its own zones, or else the treated ones."""
    zones = set(routine["zones"])
    if not zones:
        zones = {zone for treatment in under_way for zone in treatment["zones"]}
    return zones.intersection(MASSAGE_TARGETS)


def massages_of_today(
    routines: Iterable[Record],
    treatments: Sequence[Record],
    courses: Sequence[Record],
    now: int,
) -> list[Massage]:
    """List the current routines, each split by part, the face first."""
    massages = []
    for routine in routines:
        under_way = visits_under_way(routine, treatments, courses, now)
        if not under_way:
            continue
        targets = target_zones(routine, under_way)
        for part, part_zones in PARTS.items():
            zones = sorted(targets.intersection(part_zones))
            if not zones:
                continue
            here = [each for each in under_way if {*each["zones"]} & {*part_zones}]
            treatment = latest(here or under_way)
            massages.append(
                Massage(
                    product=routine["product"],
                    part=part,
                    zones=zones,
                    times_each_day=times_each_day(routine, treatment, courses),
                    start=start_of_routine(treatment),
                )
            )
    return massages
