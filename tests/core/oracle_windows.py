"""What holds over a zone at an instant, and when it eases: the oracle's slow way.

Instants are integer milliseconds since the epoch. Records are dicts as in the
backup file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from tests.core.oracle_rules import (
    ALL_ZONES,
    BLOCKED,
    CAUTION,
    CLEAR,
    FACE_ZONES,
    LONGEST_SET,
    NEIGHBOURS,
    STRICTNESS,
    WINDOW_IDS,
    WINDOWS,
    Where,
    Window,
)

Record = Mapping[str, Any]

# --- Time ----------------------------------------------------------------------

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)


def to_milliseconds(instant: datetime) -> int:
    """Give an aware datetime as milliseconds since the epoch."""
    return (instant - EPOCH) // MILLISECOND


def parse_instant(text: str) -> int:
    """Read an instant of the backup file, such as `2026-11-20T15:00:00Z`."""
    return to_milliseconds(datetime.fromisoformat(text))


def readings(local: datetime, timezone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give the two UTC readings of a local time, the earlier one first.

    They differ only where the clocks change: an hour that occurs twice, or one
    that is skipped (read with the offset from after and from before the change).
    """
    both = [
        local.replace(tzinfo=timezone, fold=fold).astimezone(UTC) for fold in (0, 1)
    ]
    return min(both), max(both)


def restriction_instant(treatment: Record) -> int:
    """Give the instant from which a treatment's windows count.

    Clinical.md B: "When only a date is known, restrictions count from 23:59 of
    that day, so that none ends early." For the same reason a local time that
    occurs twice, or not at all, has its later reading.
    """
    day = date.fromisoformat(treatment["date"])
    clock = treatment["time"]
    if clock is None:
        clock = "23:59"
    local = datetime.combine(day, time.fromisoformat(clock))
    _, later = readings(local, ZoneInfo(treatment["timezone"]))
    return to_milliseconds(later)


def start_of_day(treatment: Record) -> int:
    """Give the first instant of the treatment's date where it was given."""
    day = date.fromisoformat(treatment["date"])
    timezone = ZoneInfo(treatment["timezone"])
    midnight = datetime.combine(day, time(0, 0))
    instant, _ = readings(midnight, timezone)
    # Where the clocks skip midnight, that reading still lies in the day before.
    while instant.astimezone(timezone).date() < day:
        instant += SECOND
    return to_milliseconds(instant)


def earliest_instant(treatment: Record) -> int:
    """Give the instant of a visit; the first of its day where no time is known."""
    if treatment["time"] is None:
        return start_of_day(treatment)
    return restriction_instant(treatment)


def day_number(treatment: Record, now: int) -> int:
    """Number the calendar days where it was given; the treatment day is day 1."""
    local_now = (EPOCH + now * MILLISECOND).astimezone(ZoneInfo(treatment["timezone"]))
    return (local_now.date() - date.fromisoformat(treatment["date"])).days + 1


# --- What was entered, made ready ----------------------------------------------


# Visits and situations are told apart by identity: two alike are still two.
@dataclass(frozen=True, eq=False)
class Visit:
    """A treatment: its windows, its instants, the zones that it touched."""

    id: str
    product: str
    windows: tuple[Window, ...]
    instant: int
    day_start: int
    earliest: int
    injected: frozenset[str]
    injected_and_neighbours: frozenset[str]


@dataclass(frozen=True)
class Clearance:
    """The clinic's word about some zones."""

    zones: frozenset[str]
    at: int
    from_plan: bool


@dataclass(frozen=True, eq=False)
class Situation:
    """Everything that decides a verdict, except the instant."""

    visits: tuple[Visit, ...]
    clearances: tuple[Clearance, ...]
    flagged_zones: frozenset[str]


def read_situation(
    treatments: Iterable[Record],
    clearances: Iterable[Record],
    flags: Iterable[Record],
) -> Situation:
    """Make ready what was entered."""
    return Situation(
        visits=tuple(read_visit(treatment) for treatment in treatments),
        clearances=tuple(read_clearance(clearance) for clearance in clearances),
        flagged_zones=read_flagged_zones(flags),
    )


def read_visit(treatment: Record) -> Visit:
    """Look up the windows and the clash map for one treatment."""
    injected = frozenset(treatment["zones"])
    neighbours = [near for zone in injected for near in NEIGHBOURS.get(zone, ())]
    return Visit(
        id=treatment["id"],
        product=treatment["product"],
        windows=tuple(windows_of(treatment)),
        instant=restriction_instant(treatment),
        day_start=start_of_day(treatment),
        earliest=earliest_instant(treatment),
        injected=injected,
        injected_and_neighbours=injected.union(neighbours),
    )


def windows_of(treatment: Record) -> Iterator[Window]:
    """Give the rows of the table with the ends that the clinic's plan sets.

    "Defaults (each one editable by the clinic's plan)": the next row begins where
    the one before now ends; a row without any time left is none.
    """
    product = treatment["product"]
    ends = treatment.get("windows", {})
    before: int | None = None
    for name, row in zip(WINDOW_IDS[product], WINDOWS[product], strict=True):
        end = ends[name] if is_settable(ends.get(name)) else row.end
        start = row.start if before is None else before
        before = end
        if start < end:
            yield replace(row, start=start, end=end)


def is_settable(end: Any) -> bool:
    """Tell whether a window can end there: a whole number within bounds."""
    return type(end) is int and 0 <= end <= LONGEST_SET


def read_clearance(clearance: Record) -> Clearance:
    """Keep what decides of a clearance."""
    return Clearance(
        zones=frozenset(clearance["zones"]),
        at=parse_instant(clearance["at"]),
        from_plan=clearance["fromPlan"],
    )


def is_open(flag: Record) -> bool:
    """Tell whether the clinic has not cleared a red flag yet."""
    return flag["clearedAt"] is None


def read_flagged_zones(flags: Iterable[Record]) -> frozenset[str]:
    """Collect the zones under open flags; a flag without zones means everywhere."""
    zones: set[str] = set()
    for flag in flags:
        if is_open(flag):
            zones.update(flag["zones"] or ALL_ZONES)
    return frozenset(zones)


# --- One zone at one instant ---------------------------------------------------


def active_windows(visit: Visit, at: int) -> Iterator[Window]:
    """Give the windows that hold at an instant: half open, in real elapsed time.

    The first window also holds before the treatment, so that a clock that was
    set back does not open it.
    """
    elapsed = at - visit.instant
    for number, window in enumerate(visit.windows):
        begun = number == 0 or elapsed >= window.start
        if begun and elapsed < window.end:
            yield window


def covers(window: Window, visit: Visit, zone: str) -> bool:
    """Tell whether a window of this visit reaches a zone."""
    if window.where is Where.WHOLE_FACE_AND_NECK:
        return zone in FACE_ZONES
    if window.where is Where.INJECTED_AND_NEIGHBOURS:
        return zone in visit.injected_and_neighbours
    return zone in visit.injected


def can_lift(clearance: Clearance, window: Window, visit: Visit, zone: str) -> bool:
    """Tell whether a clearance that applies may lift a window in a zone.

    Clinical.md B: it lifts caution anywhere, and a block in zones that are
    neither injected nor neighbours; "only a plan made by the clinic can lift
    blocked over an injected zone or its neighbour".
    """
    if zone not in clearance.zones:
        return False
    if window.verdict == CAUTION:
        return True
    if zone not in visit.injected_and_neighbours:
        return True
    return clearance.from_plan


def is_lifted(
    situation: Situation, window: Window, visit: Visit, zone: str, at: int
) -> bool:
    """Tell whether some clearance, given by then, lifts a window in a zone."""
    for clearance in situation.clearances:
        # A word given before the visit was not about it; a plan may be made for it.
        since = visit.day_start if clearance.from_plan else visit.earliest
        applies = since <= clearance.at <= at
        if applies and can_lift(clearance, window, visit, zone):
            return True
    return False


def windows_on_zone(
    situation: Situation, zone: str, at: int
) -> Iterator[tuple[Visit, Window]]:
    """Give every active window that reaches a zone and is not lifted there."""
    for visit in situation.visits:
        for window in active_windows(visit, at):
            if not covers(window, visit, zone):
                continue
            if not is_lifted(situation, window, visit, zone, at):
                yield visit, window


def strictest(verdicts: Iterable[str]) -> str:
    """Clinical.md B: "the strictest verdict wins"."""
    return max(verdicts, key=STRICTNESS.__getitem__, default=CLEAR)


def blocks(situation: Situation, visit: Visit, zone: str, at: int) -> bool:
    """Tell whether this visit blocks a zone, by a window that is not lifted."""
    return any(
        holder is visit and window.verdict == BLOCKED
        for holder, window in windows_on_zone(situation, zone, at)
    )


# The same few questions are asked again and again while looking for an easing.
@lru_cache(maxsize=4096)
def zone_verdict(situation: Situation, zone: str, at: int) -> str:
    """Give the strictest verdict of flags and windows over a zone.

    A flag blocks "until the clinic clears it": no clearance of zones lifts it.
    """
    if zone in situation.flagged_zones:
        return BLOCKED
    windows = windows_on_zone(situation, zone, at)
    return strictest(window.verdict for _, window in windows)


def is_left_out(situation: Situation, zone: str, at: int) -> bool:
    """Tell whether the session leaves a zone out.

    Clinical.md B, botulinum toxin, 48 h to 14 d: "injected zones and their
    neighbours stay off unless cleared" (seed-004, S29).
    """
    return any(
        window.injected_and_neighbours_stay_off
        and zone in visit.injected_and_neighbours
        for visit, window in windows_on_zone(situation, zone, at)
    )


# --- Several zones, and when they ease -----------------------------------------


def strictest_verdict(situation: Situation, zones: Iterable[str], at: int) -> str:
    """Give the strictest verdict over some zones."""
    return strictest(zone_verdict(situation, zone, at) for zone in zones)


def possible_changes(situation: Situation) -> list[int]:
    """List every instant at which any verdict could change, in order."""
    instants = {clearance.at for clearance in situation.clearances}
    for visit in situation.visits:
        for window in visit.windows:
            instants.add(visit.instant + window.start)
            instants.add(visit.instant + window.end)
    return sorted(instants)


def first_easing(
    situation: Situation, zones: Sequence[str], verdict: str, now: int
) -> int | None:
    """Give the first instant after now with a milder verdict; None if never."""
    for at in possible_changes(situation):
        if at <= now:
            continue
        then = strictest_verdict(situation, zones, at)
        if STRICTNESS[then] < STRICTNESS[verdict]:
            return at
    return None
