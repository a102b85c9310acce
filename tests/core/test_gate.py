"""The gate against an independent oracle, over random records and every boundary."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.core import oracle

HOUR = 3_600_000
DAY = 24 * HOUR
CASES = int(os.environ.get("GATE_CASES", "5000"))

#: Zones with clock changes in both hemispheres, with odd offsets, and without any.
PLACES = (
    "Europe/Madrid",
    "America/Santiago",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Auckland",
    "UTC",
)
#: The days around which clocks change somewhere, and plain ones.
DATES = st.one_of(
    st.dates(date(2026, 3, 27), date(2026, 4, 6)),
    st.dates(date(2026, 10, 2), date(2026, 11, 3)),
    st.dates(date(2026, 3, 6), date(2026, 3, 10)),
    st.dates(date(2025, 12, 1), date(2026, 12, 31)),
)
FACE = [
    *("temples", "cheekbones", "front-of-ear", "nose-sides", "nasolabial-folds"),
    *("cheek-hollows", "mouth-corners", "chin", "jawline", "jaw-angle", "forehead"),
    *("glabella", "outer-eye-corners", "nose-bridge", "lips", "neck"),
]
ZONES = st.lists(st.sampled_from(FACE), min_size=1, max_size=6, unique=True)
TIMES = st.one_of(
    st.none(),
    st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from(["02:00", "02:30", "00:00", "00:30", "23:59"]),
)


@st.composite
def treatments(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(0, 4))
    return [
        {
            "id": f"treatment-{index}",
            "product": draw(st.sampled_from(["sculptra", "botulinum-toxin"])),
            "date": draw(DATES).isoformat(),
            "time": draw(TIMES),
            "timezone": draw(st.sampled_from(PLACES)),
            "zones": draw(ZONES),
            "note": "",
        }
        for index in range(count)
    ]


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Any], int]:
    """A record and an instant; most instants lie close to something that happens."""
    visits = draw(treatments())
    starts = [oracle.restriction_instant(visit) for visit in visits] or [
        1_775_000_000_000
    ]
    start = draw(st.sampled_from(starts))
    edge = draw(st.sampled_from([0, 48 * HOUR, 14 * DAY, 5 * DAY, DAY]))
    near = st.sampled_from([-1000, -1, 0, 1, 1000])
    away = st.integers(-3 * DAY, 20 * DAY)
    now = start + draw(st.one_of(near.map(lambda step: edge + step), away))
    around = st.integers(-4 * DAY, 4 * DAY)
    at = draw(around)
    clearances = [
        {
            "id": f"clearance-{index}",
            "zones": draw(ZONES),
            "by": "the clinic",
            "at": iso((now + at) // 1000 * 1000),
            "note": "",
            "fromPlan": draw(st.booleans()),
        }
        for index in range(draw(st.integers(0, 2)))
    ]
    flags = [
        {
            "id": f"flag-{index}",
            "sign": "white-skin",
            "level": "orange",
            "zones": draw(st.one_of(st.just([]), ZONES)),
            "at": iso(now // 1000 * 1000),
            "clearedAt": draw(st.sampled_from([None, iso(now // 1000 * 1000)])),
            "clearedBy": "",
        }
        for index in range(draw(st.sampled_from([0, 0, 0, 1, 2])))
    ]
    routine = {
        "product": "sculptra",
        "minutes": 5,
        "timesADay": 5,
        "days": draw(st.sampled_from([3, 5, 19])),
        "zones": draw(st.one_of(st.just([]), ZONES)),
    }
    routines = draw(st.sampled_from([[], [routine], [routine]]))
    record = {
        "treatments": visits,
        "clearances": clearances,
        "flags": flags,
        "routines": routines,
    }
    return record, now


def iso(instant: int) -> str:
    return datetime.fromtimestamp(instant / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture(scope="session")
def assess(
    browser: Browser, base_url: str, protocols: dict[str, Any]
) -> Callable[[dict[str, Any], int], dict[str, Any]]:
    """The shipped gate, with the shipped rules."""
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    gate = page.evaluate_handle("() => import('/core/gate.js')")
    rules = page.evaluate_handle("(text) => JSON.parse(text)", json.dumps(protocols))

    def assess(record: dict[str, Any], now: int) -> dict[str, Any]:
        answer: dict[str, Any] = page.evaluate(
            """([gate, protocols, record, now]) =>
              gate.assess({ ...record, protocols }, now)""",
            [gate, rules, record, now],
        )
        return answer

    return assess


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """The part of an assessment that the oracle speaks of."""
    keys = ("verdict", "until", "leaveOut")
    zones = {
        zone: {key: found[key] for key in keys}
        for zone, found in answer["zones"].items()
    }
    return {"verdict": answer["verdict"], "opensAt": answer["opensAt"], "zones": zones}


def expected(record: dict[str, Any], now: int) -> dict[str, Any]:
    return told(
        oracle.assess(
            record["treatments"],
            record["clearances"],
            record["flags"],
            record["routines"],
            now,
        )
    )


@settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(situation=situations())
def test_agrees_with_the_oracle(
    assess: Callable[..., dict[str, Any]], situation: tuple[dict[str, Any], int]
) -> None:
    record, now = situation
    assert told(assess(record, now)) == expected(record, now)


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
    assert conflict == {
        "product": "sculptra",
        "treatments": ["toxin"],
        "zones": ["temples", "chin"],
        "until": start + 48 * HOUR,
        "sessionsLost": 10,
        "sessionsPlanned": 25,
    }
    assert assess(record, start + 48 * HOUR)["conflict"] is None


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
