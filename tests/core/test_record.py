"""Routine, progress, schedule, flags, times and texts of the core."""

from __future__ import annotations

import gettext
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from server.config import Config
from server.languages import LANGUAGES, SOURCE, catalog_folder
from tests.core.conftest import Call
from tests.core.test_gate import PLACES

TEN = [
    *("temples", "cheekbones", "front-of-ear", "nose-sides", "nasolabial-folds"),
    *("cheek-hollows", "mouth-corners", "chin", "jawline", "jaw-angle"),
]
ROUTINE = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}
VISIT = {
    "id": "v",
    "product": "sculptra",
    "date": "2026-03-20",
    "time": "10:00",
    "timezone": "Europe/Madrid",
    "zones": TEN,
    "note": "",
}


def steps(
    call: Call,
    protocols: Any,
    zones: list[str],
    routine: dict[str, Any] = ROUTINE,
    **changes: Any,
) -> Any:
    current = {
        "routine": routine,
        "treatment": {**VISIT, "zones": zones},
        "part": "face",
        "day": 1,
        "phase": {"minutes": 5, "timesADay": 5, "days": 5},
    }
    open_zone = {"verdict": "clear", "until": None, "leaveOut": False, "because": []}
    found = {
        zone["id"]: open_zone | changes.get(zone["id"], {})
        for zone in protocols["zones"]
    }
    targets = routine["zones"] or [zone for zone in TEN if zone in zones]
    return call(
        "steps", "stepsOf", {**current, "zones": targets}, {"zones": found}, protocols
    )


def test_ten_zones_share_five_minutes(call: Call, protocols: Any) -> None:
    assert steps(call, protocols, TEN) == [{"zone": zone, "ms": 30_000} for zone in TEN]


@pytest.mark.parametrize("count", range(1, 11))
def test_any_number_of_zones_fills_exactly_five_minutes(
    call: Call, protocols: Any, count: int
) -> None:
    lengths = [step["ms"] for step in steps(call, protocols, TEN[:count])]
    assert sum(lengths) == 300_000
    assert max(lengths) - min(lengths) <= 1000


def test_a_zone_left_out_takes_its_share_with_it(call: Call, protocols: Any) -> None:
    found = steps(
        call,
        protocols,
        TEN,
        temples={"verdict": "caution", "leaveOut": True},
        chin={"verdict": "blocked"},
    )
    assert [step["zone"] for step in found] == [
        zone for zone in TEN if zone not in {"temples", "chin"}
    ]
    assert {step["ms"] for step in found} == {30_000}


def test_the_clinics_order_seconds_pressure_and_direction_come_first(
    call: Call, protocols: Any
) -> None:
    manner = {
        "chin": {"seconds": 90, "intensity": "firm", "direction": "up"},
        "temples": {"intensity": "medium"},
    }
    routine = {**ROUTINE, "zones": ["chin", "jawline", "temples"], "manner": manner}
    found = steps(call, protocols, TEN, routine, temples={"verdict": "caution"})
    assert found == [
        {"zone": "chin", "ms": 90_000, "intensity": "firm", "direction": "up"},
        {"zone": "jawline", "ms": 100_000},
        {"zone": "temples", "ms": 100_000, "intensity": "light"},
    ]


def test_what_a_clearance_narrowed_keeps_its_share(call: Call, protocols: Any) -> None:
    routine = {**ROUTINE, "zones": ["chin"], "wider": []}
    assert steps(call, protocols, TEN, routine) == [{"zone": "chin", "ms": 30_000}]


def session(day: str, time: str, seconds: int = 300, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"{day}-{time}",
        "product": "sculptra",
        "startedAt": f"{day}T{time}:00Z",
        "seconds": seconds,
        "planned": 300,
        "zones": TEN,
        "day": day,
        "late": False,
    } | changes


#: What a grid counts: product, part, visit and phases.
COUNT = {
    "product": "sculptra",
    "part": "face",
    "treatment": VISIT,
    "phases": [{"minutes": 5, "timesADay": 5, "days": 5}],
}


def test_the_grid_counts_from_the_treatment_day(call: Call, protocols: Any) -> None:
    kept = [
        session("2026-03-19", "12:00"),
        session("2026-03-20", "12:00"),
        session("2026-03-22", "18:00"),
        session("2026-03-22", "09:00", seconds=60),
        session("2026-03-22", "08:00", product="another"),
        session("2026-03-22", "07:00", zones=["hips"]),
    ]
    rows = call("progress", "gridOf", COUNT, kept, protocols)
    assert [row["date"] for row in rows] == [f"2026-03-{day}" for day in range(20, 25)]
    done = [
        (row["day"], slot["slot"])
        for row in rows
        for slot in row["slots"]
        if slot["done"]
    ]
    assert done == [(1, 1), (3, 2)]
    assert rows[2]["slots"][0]["session"]["seconds"] == 60
    totals = {"done": 2, "planned": 25, "seconds": 660}
    assert call("progress", "totals", rows) == totals


def test_a_grid_has_the_slots_of_each_phase(call: Call, protocols: Any) -> None:
    phases = [
        {"minutes": 5, "timesADay": 0, "days": 2},
        {"minutes": 5, "timesADay": 3, "days": 1},
        {"minutes": 2, "timesADay": 1, "days": 2},
    ]
    rows = call("progress", "gridOf", {**COUNT, "phases": phases}, [], protocols)
    assert [len(row["slots"]) for row in rows] == [0, 0, 3, 1, 1]
    assert [row["day"] for row in rows] == [1, 2, 3, 4, 5]


def test_what_was_done_on_one_day_counts_the_face_first(
    call: Call, protocols: Any
) -> None:
    visit = {**VISIT, "zones": [*TEN, "buttocks"]}
    kept = {"routines": [ROUTINE], "treatments": [visit], "courses": []}
    counts = call("progress", "countsOf", kept, protocols)
    assert [count["part"] for count in counts] == ["face", "body"]


def test_a_slip_of_the_finger_is_not_kept(call: Call) -> None:
    run = {
        "id": "x",
        "product": "sculptra",
        "state": "finished",
        "steps": [{"zone": "chin", "ms": 300_000}],
        "leadInMs": 5000,
        "offset": 0,
        "since": 0,
        "plannedMs": 300_000,
        "startedAt": 1_774_000_000_000,
        "day": "2026-03-20",
    }
    assert call("progress", "recordOf", {**run, "massagedMs": 9_999}) is None
    kept = call("progress", "recordOf", {**run, "massagedMs": 83_400})
    assert (kept["seconds"], kept["planned"], kept["startedAt"]) == (
        83,
        300,
        "2026-03-20T09:46:40Z",
    )


def test_a_flag_stands_until_it_is_cleared(call: Call, protocols: Any) -> None:
    flag = call(
        "redflags", "raise", "white-skin", protocols["signs"], "f", 1_774_000_000_000
    )
    assert flag == {
        "id": "f",
        "sign": "white-skin",
        "level": "orange",
        "zones": [],
        "at": "2026-03-20T09:46:40Z",
        "clearedAt": None,
        "clearedBy": "",
    }
    assert call("redflags", "openFlags", [flag]) == [flag]
    cleared = call("redflags", "cleared", flag, "Dr Vega", 1_774_000_060_000)
    assert (cleared["clearedAt"], cleared["clearedBy"]) == (
        "2026-03-20T09:47:40Z",
        "Dr Vega",
    )
    assert call("redflags", "openFlags", [cleared]) == []


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    day=st.dates(date(1971, 1, 1), date(2099, 12, 31)),
    time=st.times(),
    place=st.sampled_from(PLACES),
)
def test_wall_times_and_instants_agree_with_python(
    call: Call, day: date, time: Any, place: str
) -> None:
    """Both ways, on any day; the later reading where a time comes twice or never."""
    wall = datetime(day.year, day.month, day.day, time.hour, time.minute)
    zone = ZoneInfo(place)
    readings = [wall.replace(tzinfo=zone, fold=fold).timestamp() for fold in (0, 1)]
    found = call("civil", "instantOf", day.isoformat(), wall.strftime("%H:%M"), place)
    assert found == int(max(readings) * 1000)
    there = datetime.fromtimestamp(found / 1000, zone)
    assert call("civil", "localDate", found, place) == there.date().isoformat()
    assert call("civil", "localTime", found, place) == there.strftime("%H:%M")
    stamp = datetime.fromtimestamp(found / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert call("civil", "isoOf", found) == stamp
    assert call("civil", "instantOfIso", stamp) == found


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != SOURCE.code])
def test_the_browser_counts_as_gettext_does(
    page: Page, base_url: str, code: str
) -> None:
    path = catalog_folder(Config().translations, code) / "messages.mo"
    with path.open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    one, many = "Time for %(n)s minute", "Time for %(n)s minutes"
    numbers = [*range(130), 1000, 1001, 1002, 1005, 10**6, 10**6 + 1]
    page.goto(f"{base_url}/{code}/about/")
    told = page.evaluate(
        """async ([code, one, many, numbers]) => {
          const { createText } = await import('/core/text.js')
          const { tn } = createText(await import(`/${code}/text.js`))
          return numbers.map((n) => tn(one, many, n))
        }""",
        [code, one, many, numbers],
    )
    assert told == [catalog.ngettext(one, many, n) % {"n": n} for n in numbers]
