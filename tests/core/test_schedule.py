"""When the sessions of a date are suggested, against a greedy count in Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.conftest import Call

MINUTE, HOUR = 60_000, 3_600_000
REST = 60
#: With days of 23, 25 and 23½ hours, and one without any.
PLACES = ("Europe/Madrid", "Australia/Lord_Howe", "Asia/Kathmandu")
#: The date, whose clocks change in one of the places, and ordinary ones.
DATES = ("2026-03-29", "2026-10-25", "2026-10-04", "2026-04-05", "2026-03-21")
TIMES = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 5, 30, 47)]
DAY = {
    "date": "2026-03-21",
    "dayStarts": "08:00",
    "dayEnds": "22:00",
    "timezone": "Europe/Madrid",
}


def instant(day: str, time: str, place: str = "Europe/Madrid") -> int:
    wall = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(place))
    later = max(wall.replace(fold=fold).timestamp() for fold in (0, 1))
    return int(later * 1000)


def wall_times(found: list[int], place: str = "Europe/Madrid") -> list[str]:
    moments = [datetime.fromtimestamp(at / 1000, ZoneInfo(place)) for at in found]
    return [moment.strftime("%H:%M") for moment in moments]


def at(time: str) -> int:
    return instant(DAY["date"], time)


def held(start: str, minutes: int = 5) -> dict[str, int]:
    return {"startedAt": at(start), "endedAt": at(start) + minutes * MINUTE}


def suggested(
    call: Call, asked: dict[str, Any], now: str = "", **day: str
) -> list[str]:
    found = call(
        "schedule",
        "timesOn",
        DAY | day,
        {"count": 5, "done": 0, **asked},
        *([at(now)] if now else []),
    )
    return wall_times(found)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (5, "09:00 12:00 15:00 18:00 21:00"),
        (3, "09:00 15:00 21:00"),
        (2, "09:00 21:00"),
        (1, "15:00"),
        (0, ""),
    ],
)
def test_an_ordinary_day_has_times_that_a_person_would_choose(
    call: Call, count: int, expected: str
) -> None:
    assert suggested(call, {"count": count}) == expected.split()


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("06:30", "21:30", "07:30 10:45 14:00 17:15 20:30"),
        ("10:00", "01:00", "11:00 14:00 17:00 20:00 23:00"),
        ("20:00", "08:00", "01:00 02:30 04:00 05:30 07:00"),
        ("09:00", "13:30", "09:25 10:25 11:25 12:25 13:25"),
        ("09:00", "12:00", "09:00 10:00 11:00"),
        ("08:00", "08:00", "09:00 12:30 16:00 19:30 23:00"),
        ("08:00", "08:03", ""),
    ],
    ids=[
        *("early", "after-midnight", "nights", "just-enough", "fewer", "equal", "none"),
    ],
)
def test_the_patients_own_day_decides(
    call: Call, starts: str, ends: str, expected: str
) -> None:
    assert suggested(call, {}, dayStarts=starts, dayEnds=ends) == expected.split()


@pytest.mark.parametrize(
    ("asked", "now", "expected"),
    [
        ({"done": 1, "last": held("09:05")}, "10:00", "12:00 15:00 18:00 21:00"),
        ({"done": 2, "last": held("10:30")}, "10:40", "15:00 18:00 21:00"),
        ({"done": 1, "last": held("11:30")}, "11:40", "13:55 16:15 18:40 21:00"),
        ({"done": 4, "last": held("20:30")}, "20:40", "21:35"),
        ({"done": 4, "last": held("21:20")}, "21:30", ""),
        ({"done": 5, "last": held("12:00")}, "13:00", ""),
        ({}, "16:00", "16:00 17:15 18:30 19:45 21:00"),
        ({}, "20:02", "20:02 21:05"),
        ({}, "22:10", ""),
        ({"last": held("08:45", 1)}, "08:50", "11:15 13:40 16:10 18:35 21:00"),
    ],
    ids=[
        *("in-time", "one-more-early", "late", "last-one", "too-late", "all-done"),
        *("overdue", "evening", "over", "in-part"),
    ],
)
def test_what_was_done_moves_the_rest(
    call: Call, asked: dict[str, Any], now: str, expected: str
) -> None:
    assert suggested(call, asked, now) == expected.split()


def test_a_block_or_a_visit_moves_all(call: Call) -> None:
    assert suggested(call, {"from": at("14:30")}) == [
        *("14:30", "16:10", "17:45", "19:25", "21:00"),
    ]
    assert suggested(call, {"from": at("19:30")}) == ["19:30", "20:30", "21:30"]
    assert suggested(call, {"from": at("21:57")}) == []
    assert suggested(call, {"from": at("14:30") - 24 * HOUR})[0] == "09:00"
    assert suggested(call, {"from": at("14:30") + 24 * HOUR}) == []


def test_times_stand_still_while_nothing_happens(call: Call) -> None:
    """What says 12:00 in the morning still says so a minute before."""
    asked = {"done": 1, "last": held("09:02")}
    seen = {tuple(suggested(call, asked, now)) for now in ("09:10", "10:30", "11:59")}
    assert seen == {("12:00", "15:00", "18:00", "21:00")}


@pytest.mark.parametrize("bad", ["", "8:00", "24:00", "12:60", "morning"])
def test_a_time_that_is_none_is_the_usual_one(call: Call, bad: str) -> None:
    usual = {"dayStarts": "08:00", "dayEnds": "22:00"}
    assert call("schedule", "wakingDay", {"dayStarts": bad, "dayEnds": bad}) == usual
    assert call("schedule", "wakingDay", {}) == usual


def hours(starts: str, ends: str) -> tuple[int, int]:
    """The minutes of a date from which and until which a session may begin."""
    start, end = (int(time[:2]) * 60 + int(time[3:]) for time in (starts, ends))
    if start < end:
        return start, end - 5
    return (start, 1440 - 5) if 1440 - start >= end else (0, end - 5)


def most(day: str, place: str, first: int, window: tuple[int, int]) -> int:
    """How many find room at most, one an hour from the first five minutes on."""
    zone = ZoneInfo(place)
    midnight = datetime.fromisoformat(day)
    count, minute = 0, window[0] + -window[0] % 5
    while minute <= window[1]:
        wall = (midnight + timedelta(minutes=minute)).replace(tzinfo=zone)
        if max(wall.replace(fold=fold).timestamp() for fold in (0, 1)) * 1000 < first:
            minute += 5
        else:
            count, minute = count + 1, minute + REST
    return count


@st.composite
def requests(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, Any], int]:
    place, day = draw(st.sampled_from(PLACES)), draw(st.sampled_from(DATES))
    starts, ends = draw(st.sampled_from(TIMES)), draw(st.sampled_from(TIMES))
    starts, ends = draw(st.sampled_from([("08:00", "22:00"), (starts, ends)]))
    midnight = instant(day, "00:00", place)
    near = st.integers(-3 * 60, 27 * 60).map(lambda m: midnight + m * MINUTE)
    count = draw(st.integers(0, 9))
    asked: dict[str, Any] = {"count": count, "done": draw(st.integers(0, count))}
    if draw(st.booleans()):
        asked["from"] = draw(near) + draw(st.sampled_from([0, 1, 59_999]))
    if asked["done"] or draw(st.booleans()):
        start = draw(near)
        end = start + draw(st.integers(0, 12 * MINUTE))
        asked["last"] = {"startedAt": start, "endedAt": end}
    settings_ = {"date": day, "dayStarts": starts, "dayEnds": ends, "timezone": place}
    return settings_, asked, draw(near)


@settings(
    max_examples=600,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(request=requests())
def test_as_many_as_fit_never_two_within_an_hour(
    call: Call, request: tuple[dict[str, str], dict[str, Any], int]
) -> None:
    day, asked, now = request
    found = call("schedule", "timesOn", day, asked, now)
    place, window = day["timezone"], hours(day["dayStarts"], day["dayEnds"])
    gaps = [b - a for a, b in pairwise(found)]
    assert all(gap >= HOUR for gap in gaps)
    floors = [asked.get("from", 0), now]
    if "last" in asked:
        floors.append(asked["last"]["endedAt"] + HOUR)
    assert all(at >= max(floors) for at in found)
    for at in found:
        moment = datetime.fromtimestamp(at / 1000, ZoneInfo(place))
        assert moment.date() == date.fromisoformat(day["date"])
        assert window[0] <= moment.hour * 60 + moment.minute <= window[1]
    left = asked["count"] - asked["done"]
    room = most(day["date"], place, max(floors), window)
    if changes(day["date"], place):
        assert min(left, room) - 1 <= len(found) <= left
    else:
        assert len(found) == min(left, room)


def changes(day: str, place: str) -> bool:
    """Whether the clocks change on this date."""
    zone = ZoneInfo(place)
    start = datetime.fromisoformat(day).replace(tzinfo=zone)
    return start.utcoffset() != (start + timedelta(days=1)).utcoffset()


def test_where_an_hour_is_skipped_the_next_one_waits(call: Call) -> None:
    """Awake at night while clocks go from two to three."""
    night = {**DAY, "date": "2026-03-29", "dayStarts": "20:00", "dayEnds": "06:30"}
    found = call("schedule", "timesOn", night, {"count": 5, "done": 0})
    assert wall_times(found) == ["01:00", "03:10", "04:10", "05:10", "06:10"]
