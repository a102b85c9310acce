"""The gate against an independent oracle, over random records and every boundary."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Error

from tests.core import oracle
from tests.core.situations import PLACES, situations

HOUR = 3_600_000
DAY = 24 * HOUR
CASES = int(os.environ.get("GATE_CASES", "2500"))
#: So many situations go to the browser together.
BATCH = 25

Situation = tuple[dict[str, Any], int]


@dataclass(frozen=True)
class Batch:
    """Situations that go to the browser together; a failure prints only its own."""

    situations: list[Situation] = field(repr=False)


BATCHES = st.builds(Batch, st.lists(situations(), min_size=BATCH, max_size=BATCH))


@pytest.fixture(scope="session")
def assess_all(
    browser: Browser, base_url: str, protocols: dict[str, Any]
) -> Callable[[list[Situation]], list[dict[str, Any]]]:
    """The shipped gate, with the shipped rules, asked about many situations at once."""
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    gate = page.evaluate_handle("() => import('/core/gate.js')")
    rules = page.evaluate_handle("(text) => JSON.parse(text)", json.dumps(protocols))

    def assess_all(batch: list[Situation]) -> list[dict[str, Any]]:
        # As one text each way: Playwright takes long over values of many parts.
        answers: str = page.evaluate(
            """([gate, protocols, batch]) => JSON.stringify(
              JSON.parse(batch).map(([record, now]) =>
                gate.assess({ ...record, protocols }, now)),
              // JSON would pass off NaN and Infinity as null.
              (_, value) => typeof value === 'number' && !Number.isFinite(value)
                ? String(value) : value)""",
            [gate, rules, json.dumps(batch)],
        )
        found: list[dict[str, Any]] = json.loads(answers)
        return found

    return assess_all


@pytest.fixture(scope="session")
def assess(
    assess_all: Callable[[list[Situation]], list[dict[str, Any]]],
) -> Callable[[dict[str, Any], int], dict[str, Any]]:
    """The shipped gate, asked once."""
    return lambda record, now: assess_all([(record, now)])[0]


def told(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an assessment that the oracle speaks of, with zones sorted."""
    conflict = answer["conflict"]
    return {
        "verdict": answer["verdict"],
        "opensAt": answer["opensAt"],
        "zones": {
            zone: {key: said[key] for key in ("verdict", "until", "leaveOut")}
            for zone, said in answer["zones"].items()
        },
        "routines": [told_of_routine(routine) for routine in answer["routines"]],
        "conflict": conflict and told_of_conflict(conflict),
    }


def told_of_routine(routine: dict[str, Any]) -> dict[str, Any]:
    keys = ("product", "part", "verdict", "opensAt")
    return {
        **{key: routine[key] for key in keys},
        "zones": sorted(routine["zones"]),
    }


def told_of_conflict(conflict: dict[str, Any]) -> dict[str, Any]:
    forbids = [
        {**forbid, "zones": sorted(forbid["zones"])} for forbid in conflict["forbids"]
    ]
    forbids.sort(key=lambda forbid: str(forbid["treatment"]))
    return {**conflict, "zones": sorted(conflict["zones"]), "forbids": forbids}


def expected(record: dict[str, Any], now: int) -> dict[str, Any]:
    return told(
        oracle.assess(
            record["treatments"],
            record["clearances"],
            record["flags"],
            record["routines"],
            now,
            record.get("courses", []),
        )
    )


@pytest.mark.soak
@settings(
    max_examples=ceil(CASES / BATCH),
    deadline=None,
    # A counterexample shrinks; to explain it line by line takes minutes.
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(batch=BATCHES)
def test_agrees_with_the_oracle(
    assess_all: Callable[[list[Situation]], list[dict[str, Any]]], batch: Batch
) -> None:
    answers = assess_all(batch.situations)
    for (record, now), answer in zip(batch.situations, answers, strict=True):
        found, wanted = told(answer), expected(record, now)
        assert found == wanted, differences(record, now, found, wanted)


def differences(
    record: dict[str, Any], now: int, found: dict[str, Any], wanted: dict[str, Any]
) -> str:
    """What the two say differently, and of what."""
    lines = [f"{name}: {value}" for name, value in record.items() if value]
    for key in found:
        if found[key] != wanted[key]:
            lines += [f"gate, {key}: {found[key]}", f"oracle, {key}: {wanted[key]}"]
    return "\n".join([f"at {now}", *lines])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("time", ["14:30", "02:30", None])
def test_every_boundary_is_half_open_across_clock_changes(
    assess: Callable[..., dict[str, Any]], place: str, time: str | None
) -> None:
    """Each change of verdict after each day of clock changes, one second around it."""
    for day in clock_changes(place):
        visit = toxin(day, time, place)
        record = only(visit)
        start = wall_instant(day, time or "23:59", place)
        for edge, before, after in (
            (48 * HOUR, "blocked", "caution"),
            (14 * DAY, "caution", "clear"),
        ):
            boundary = start + edge
            found = [
                assess(record, boundary + step)["verdict"] for step in (-1000, 0, 1000)
            ]
            assert found == [before, after, after], (place, day, time, edge)
            assert assess(record, boundary - 1000)["opensAt"] == boundary


def clock_changes(place: str) -> list[date]:
    """Days around which this place changes its clocks in 2026, or two plain ones."""
    zone = ZoneInfo(place)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(360)]
    noon = [datetime(day.year, day.month, day.day, 12, tzinfo=zone) for day in days]
    changes = [
        later.date()
        for earlier, later in pairwise(noon)
        if earlier.utcoffset() != later.utcoffset()
    ]
    around = [day + timedelta(days=step) for day in changes for step in (-2, -1, 0)]
    return around or [date(2026, 3, 29), date(2026, 10, 25)]


def wall_instant(day: date, time: str, place: str) -> int:
    """The later reading of a wall time, by Python's own time zones."""
    hours, minutes = map(int, time.split(":"))
    wall = datetime(day.year, day.month, day.day, hours, minutes)
    readings = [
        wall.replace(tzinfo=ZoneInfo(place), fold=fold).timestamp() for fold in (0, 1)
    ]
    return int(max(readings) * 1000)


def toxin(day: date, time: str | None, place: str, *zones: str) -> dict[str, Any]:
    return {
        "id": "toxin",
        "product": "botulinum-toxin",
        "date": day.isoformat(),
        "time": time,
        "timezone": place,
        "zones": list(zones or ("forehead",)),
        "note": "",
    }


def only(*visits: dict[str, Any]) -> dict[str, Any]:
    return {"treatments": list(visits), "clearances": [], "flags": [], "routines": []}


def sculptra(day: date, time: str | None, place: str, *zones: str) -> dict[str, Any]:
    return {**toxin(day, time, place, *zones), "id": "sculptra", "product": "sculptra"}


FIVE = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}


def test_the_same_visit_with_both_products_loses_ten_of_twenty_five(
    assess: Callable[..., dict[str, Any]],
) -> None:
    day = date(2026, 6, 1)
    visits = (
        sculptra(day, "12:00", "Europe/Madrid", "temples", "chin"),
        toxin(day, "12:00", "Europe/Madrid", "forehead"),
    )
    start = wall_instant(day, "12:00", "Europe/Madrid")
    record = {**only(*visits), "routines": [FIVE]}
    conflict = assess(record, start + HOUR)["conflict"]
    assert told_of_conflict(conflict) == {
        "product": "sculptra",
        "part": "face",
        "zones": ["chin", "temples"],
        "until": start + 48 * HOUR,
        "forbids": [
            {
                "treatment": "toxin",
                "zones": ["chin", "temples"],
                "until": start + 48 * HOUR,
            }
        ],
        "sessionsLost": 10,
        "sessionsPlanned": 25,
    }
    assert assess(record, start + 48 * HOUR)["conflict"] is None


@pytest.mark.parametrize(
    ("time", "toxin_day", "toxin_time", "now", "lost"),
    [
        ("00:00", 1, "12:00", "12:00", 15),  # two and a half days: half a day up
        ("00:00", 1, "11:59", "12:00", 10),
        ("12:00", 1, "23:59", "23:59", 10),
        ("12:00", 1, None, "23:59", 10),
        (None, 1, "12:00", "12:00", 15),  # a date alone counts from its midnight
        ("18:00", -1, "12:00", "11:00", 0),  # over before the treatment
        ("23:30", -1, "00:30", "00:10", 0),  # most of a day before it
    ],
)
def test_lost_sessions_are_those_of_whole_days(
    assess: Callable[..., dict[str, Any]],
    time: str | None,
    toxin_day: int,
    toxin_time: str | None,
    now: str,
    lost: int,
) -> None:
    day = date(2026, 6, 1)
    before = day + timedelta(days=toxin_day - 1)
    visits = sculptra(day, time, "UTC", "chin"), toxin(before, toxin_time, "UTC")
    record = {**only(*visits), "routines": [FIVE]}
    instant = wall_instant(day, now, "UTC")
    found = told(assess(record, instant))["conflict"]
    assert found == expected(record, instant)["conflict"]
    assert (found["sessionsLost"], found["sessionsPlanned"]) == (lost, 25)


def test_every_reason_names_its_treatment_and_sources(
    assess: Callable[..., dict[str, Any]],
) -> None:
    day = date(2026, 6, 1)
    record = only(toxin(day, "12:00", "UTC"))
    zones = assess(record, wall_instant(day, "13:00", "UTC"))["zones"]
    assert zones["chin"]["because"] == [
        {"treatment": "toxin", "rule": "first-48-hours", "source": ["seed-004", "S74"]}
    ]
    assert zones["knees"]["because"] == []


def test_a_place_that_the_phone_does_not_know_never_shortens_a_block(
    assess: Callable[..., dict[str, Any]],
) -> None:
    day = date(2026, 6, 1)
    record = only(toxin(day, "12:00", "Atlantis/Harbour"))
    latest_on_earth = wall_instant(day, "12:00", "Etc/GMT+12")
    assert assess(record, latest_on_earth + 48 * HOUR - 1)["verdict"] == "blocked"
    assert assess(record, latest_on_earth + 48 * HOUR)["verdict"] == "caution"


@pytest.mark.parametrize(
    "change",
    [
        *({"date": text} for text in ("", "abc", "some day", "2026-02-31")),
        *({"time": text} for text in ("noon", "24:00", "9:00")),
        {"product": "constructor"},
    ],
)
def test_a_treatment_that_cannot_be_read_gives_no_verdict(
    assess_all: Callable[[list[Situation]], list[dict[str, Any]]],
    change: dict[str, str],
) -> None:
    visit = {
        **{"id": "a", "product": "sculptra", "date": "2026-03-20", "time": "09:00"},
        **{"timezone": "Europe/Madrid", "zones": ["chin"], "note": "", **change},
    }
    kinds = ("routines", "clearances", "sessions", "flags", "courses", "checks")
    record = {"treatments": [visit], "settings": {}, **{kind: [] for kind in kinds}}
    with pytest.raises(Error, match="UnreadableError"):
        assess_all([(record, 0)])
