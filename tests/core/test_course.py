"""Series of visits against a slow model that counts days and months one by one."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.core.conftest import Call

Json = dict[str, Any]
FEW = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
DATES = st.dates(date(1999, 1, 1), date(2060, 12, 31))
STEPS = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"count": st.integers(1, 14), "days": st.integers(1, 60)}
        ),
        st.fixed_dictionaries(
            {"count": st.integers(1, 14), "months": st.integers(1, 7)}
        ),
    ),
    min_size=1,
    max_size=4,
)
NOON_MADRID = 1_774_004_400_000  # 2026-03-20T11:00:00Z
MADRID = "Europe/Madrid"


def next_month(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)


def slow_months_after(day: date, months: int, kept: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = next_month(year, month)
    return date(year, month, min(kept, calendar.monthrange(year, month)[1]))


def slow_dates(steps: list[Json], start: date) -> list[date]:
    """One visit after the other; months keep the day from which they are counted."""
    gaps = [step for step in steps for _ in range(step["count"])][1:]
    dates, kept = [start], start.day
    for gap in gaps:
        if "days" in gap:
            dates.append(dates[-1] + timedelta(days=gap["days"]))
            kept = dates[-1].day
        else:
            dates.append(slow_months_after(dates[-1], gap["months"], kept))
    return dates


def visit(day: date | str, *, done: bool = False, time: str | None = None) -> Json:
    name = str(day)
    return {"id": name, "date": name, "time": time, "done": done, "treatment": None}


def course(*visits: Json) -> Json:
    return {
        "id": "c",
        "product": "sculptra",
        "template": "custom",
        "note": "",
        "visits": list(visits),
    }


def dates_of(changed: Json) -> list[str]:
    return [own["date"] for own in changed["visits"]]


# From a template


@FEW
@given(steps=STEPS, start=DATES)
def test_a_template_gives_the_dates_that_counting_gives(
    call: Call, steps: list[Json], start: date
) -> None:
    expected = [day.isoformat() for day in slow_dates(steps, start)]
    assert call("course", "datesOf", steps, start.isoformat()) == expected


@pytest.mark.parametrize(
    ("steps", "start", "expected"),
    [
        (
            [{"count": 3, "days": 42}],
            "2026-03-20",
            ["2026-03-20", "2026-05-01", "2026-06-12"],
        ),
        (
            [{"count": 5, "months": 1}],
            "2027-11-30",
            ["2027-11-30", "2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"],
        ),
        (
            [{"count": 2, "days": 7}, {"count": 2, "days": 14}],
            "2026-03-20",
            ["2026-03-20", "2026-03-27", "2026-04-10", "2026-04-24"],
        ),
        (
            [
                {"count": 2, "months": 1},
                {"count": 1, "days": 15},
                {"count": 3, "months": 1},
            ],
            "2026-01-16",
            [
                *("2026-01-16", "2026-02-16", "2026-03-03"),
                *("2026-04-03", "2026-05-03", "2026-06-03"),
            ],
        ),
        ([{"count": 1, "days": 7}], "2026-03-20", ["2026-03-20"]),
    ],
)
def test_templates_that_clinics_use(
    call: Call, steps: list[Json], start: str, expected: list[str]
) -> None:
    assert call("course", "datesOf", steps, start) == expected


@FEW
@given(day=DATES, months=st.integers(1, 80))
def test_months_go_back_as_they_go_on(call: Call, day: date, months: int) -> None:
    later = call("months", "monthsAfter", day.isoformat(), months)
    assert later == slow_months_after(day, months, day.day).isoformat()
    back = call("months", "monthsAfter", f"{later[:8]}01", -months)
    assert back == f"{day.isoformat()[:8]}01"


@pytest.mark.parametrize(
    ("day", "is_far"),
    [
        ("2031-03-20", False),
        ("2031-03-21", True),
        ("2021-03-20", False),
        ("2021-03-19", True),
        ("0202-03-20", True),
    ],
)
def test_more_than_five_years_away_is_far(call: Call, day: str, is_far: bool) -> None:
    assert call("course", "isFar", day, "2026-03-20") is is_far


# Moving


@st.composite
def courses(draw: st.DrawFn) -> Json:
    """Some visits on different days, the first of them perhaps done."""
    days = sorted(draw(st.sets(DATES, min_size=1, max_size=9)))
    done = draw(st.integers(0, len(days)))
    return course(
        *(visit(day, done=index < done) for index, day in enumerate(days)),
    )


@FEW
@given(series=courses(), data=st.data(), days=st.integers(-400, 400))
def test_all_after_it_come_along_and_keep_their_gaps(
    call: Call, series: Json, data: st.DataObject, days: int
) -> None:
    index = data.draw(st.integers(0, len(series["visits"]) - 1))
    with_later = data.draw(st.booleans())
    own = series["visits"][index]
    target = date.fromisoformat(own["date"]) + timedelta(days=days)
    to = {"date": target.isoformat(), "time": "10:30"}
    moved = call("course", "moveVisit", series, own["id"], to, with_later)
    if own["done"]:
        assert moved == series
        return
    expected = {}
    for position, other in enumerate(series["visits"]):
        comes_along = with_later and position > index and not other["done"]
        shift = days if position == index or comes_along else 0
        day = date.fromisoformat(other["date"]) + timedelta(days=shift)
        expected[other["id"]] = day.isoformat()
    assert {one["id"]: one["date"] for one in moved["visits"]} == expected
    assert dates_of(moved) == sorted(expected.values())
    assert [one["time"] for one in moved["visits"] if one["id"] == own["id"]] == [
        "10:30"
    ]


@FEW
@given(series=courses(), data=st.data(), days=st.integers(-60, 60))
def test_a_move_is_refused_exactly_if_it_would_break_the_order(
    call: Call, series: Json, data: st.DataObject, days: int
) -> None:
    index = data.draw(st.integers(0, len(series["visits"]) - 1))
    with_later = data.draw(st.booleans())
    own = series["visits"][index]
    assume(not own["done"] and days != 0)
    target = (date.fromisoformat(own["date"]) + timedelta(days=days)).isoformat()
    problem = call("course", "problemOfMove", series, own["id"], target, with_later)
    done = [one["date"] for one in series["visits"] if one["done"]]
    to = {"date": target, "time": None}
    moved = dates_of(call("course", "moveVisit", series, own["id"], to, with_later))
    if done and target < max(done):
        assert problem == {"kind": "before-done", "date": max(done)}
    elif len(set(moved)) < len(moved):
        assert problem["kind"] == "taken"
        assert moved.count(problem["date"]) == 2
    else:
        assert problem is None


WEEKLY = course(
    visit("2026-03-13", done=True),
    visit("2026-03-20"),
    visit("2026-03-27"),
    visit("2026-04-03"),
)


@pytest.mark.parametrize(
    ("day", "with_later", "expected"),
    [
        ("2026-03-28", False, None),
        ("2026-03-28", True, None),
        ("2026-03-12", False, {"kind": "before-done", "date": "2026-03-13"}),
        ("2026-03-13", True, {"kind": "taken", "date": "2026-03-13"}),
        ("2026-04-03", False, {"kind": "taken", "date": "2026-04-03"}),
        ("2026-03-20", True, {"kind": "taken", "date": "2026-03-20"}),
        ("2026-03-27", False, None),
    ],
)
def test_moving_the_third_of_four(
    call: Call, day: str, with_later: bool, expected: Json | None
) -> None:
    found = call("course", "problemOfMove", WEEKLY, "2026-03-27", day, with_later)
    assert found == expected


def test_a_skipped_visit_may_keep_its_day(call: Call) -> None:
    """Only its time changes, although a later one is done."""
    series = course(visit("2026-03-06"), visit("2026-03-13", done=True))
    same = call("course", "problemOfMove", series, "2026-03-06", "2026-03-06", False)
    assert same is None


# Marking


@pytest.mark.parametrize(
    ("day", "time", "may"),
    [
        ("2026-03-19", "23:00", True),
        ("2026-03-20", None, True),
        ("2026-03-20", "12:00", True),
        ("2026-03-20", "12:01", False),
        ("2026-03-21", None, False),
    ],
)
def test_only_what_has_come_can_be_marked(
    call: Call, day: str, time: str | None, may: bool
) -> None:
    series = course(visit(day, time=time))
    marked = call("course", "markVisit", series, day, True, NOON_MADRID, MADRID)
    assert marked["visits"][0]["done"] is may


def test_a_mark_can_be_taken_back_at_any_time(call: Call) -> None:
    series = course(visit("2026-03-27", done=True))
    marked = call(
        "course", "markVisit", series, "2026-03-27", False, NOON_MADRID, MADRID
    )
    assert marked["visits"][0]["done"] is False


def test_an_unknown_visit_changes_nothing(call: Call) -> None:
    to = {"date": "2026-05-01", "time": None}
    assert call("course", "moveVisit", WEEKLY, "nowhere", to, True) == WEEKLY
    assert (
        call("course", "markVisit", WEEKLY, "nowhere", True, NOON_MADRID, MADRID)
        == WEEKLY
    )
    assert call("course", "withoutVisit", WEEKLY, "nowhere") == WEEKLY
    problem = call("course", "problemOfMove", WEEKLY, "nowhere", "2026-01-01", True)
    assert problem is None


def test_visits_of_a_day_stand_in_the_order_of_their_times(call: Call) -> None:
    late, early, unknown, before = (
        {**visit("2026-03-20", time="18:00"), "id": "late"},
        {**visit("2026-03-20", time="09:00"), "id": "early"},
        {**visit("2026-03-20"), "id": "unknown"},
        {**visit("2026-03-19"), "id": "before"},
    )
    given_in_disorder = [late, unknown, early, before]
    found = call("course", "sortedVisits", given_in_disorder)
    assert [one["id"] for one in found] == ["before", "early", "late", "unknown"]


# How visits stand


@FEW
@given(
    all_courses=st.lists(courses(), max_size=3),
    today=DATES,
)
def test_the_next_visit_is_the_earliest_that_is_not_done_and_not_over(
    call: Call, all_courses: list[Json], today: date
) -> None:
    found = call("visit-status", "nextVisit", all_courses, today.isoformat())
    ahead = sorted(
        one["date"]
        for own in all_courses
        for one in own["visits"]
        if not one["done"] and one["date"] >= today.isoformat()
    )
    assert (found["visit"]["date"] if found else None) == (ahead[0] if ahead else None)
    if found:
        assert found["visit"] in found["course"]["visits"]


def test_each_visit_has_one_status(call: Call) -> None:
    def statuses(today: str) -> list[str]:
        return [
            call("visit-status", "statusOf", one, WEEKLY, today)
            for one in WEEKLY["visits"]
        ]

    assert statuses("2026-03-20") == ["done", "next", "later", "later"]
    assert statuses("2026-03-21") == ["done", "open", "next", "later"]
    assert statuses("2026-05-01") == ["done", "open", "open", "open"]


def test_the_course_whose_visit_is_nearest_stands_first(call: Call) -> None:
    over = {**course(visit("2026-01-01", done=True)), "id": "over"}
    near = {**course(visit("2026-03-25")), "id": "near"}
    far = {**course(visit("2026-05-25")), "id": "far"}
    found = call("visit-status", "byNextVisit", [over, far, near], "2026-03-20")
    assert [one["id"] for one in found] == ["near", "far", "over"]


@FEW
@given(count=st.integers(0, 30), data=st.data())
def test_what_is_in_sight_holds_the_first_to_come(
    call: Call, count: int, data: st.DataObject
) -> None:
    done = data.draw(st.integers(0, count))
    days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(count)]
    series = course(
        *(visit(day, done=index < done) for index, day in enumerate(days)),
    )
    shown = call("visit-status", "visitsInSight", series)
    assert len(shown) == (count if count <= 8 else 6)
    first = series["visits"].index(shown[0]) if shown else 0
    assert shown == series["visits"][first : first + len(shown)]
    if done < count:
        assert series["visits"][done] in shown


# The year at a glance


@FEW
@given(
    all_courses=st.lists(courses(), max_size=3),
    start=st.dates(date(2000, 1, 1), date(2055, 12, 31)),
    today=DATES,
)
def test_the_strip_shows_every_day_of_its_year_once(
    call: Call, all_courses: list[Json], start: date, today: date
) -> None:
    from_month = start.isoformat()[:7]
    months = call("course-year", "yearFrom", all_courses, from_month, today.isoformat())
    names = []
    year, month = start.year, start.month
    for _ in range(12):
        names.append(f"{year:04}-{month:02}")
        year, month = next_month(year, month)
    assert [one["month"] for one in months] == names
    lengths = [calendar.monthrange(*map(int, name.split("-")))[1] for name in names]
    assert [one["length"] for one in months] == lengths
    expected = sorted(
        {
            one["date"]
            for own in all_courses
            for one in own["visits"]
            if one["date"][:7] in names
        }
    )
    shown = [day for one in months for day in one["days"]]
    assert [day["date"] for day in shown] == expected
    assert [day["day"] for day in shown] == [int(day[8:]) for day in expected]


def test_a_day_of_two_courses_shows_what_is_still_to_come(call: Call) -> None:
    first = course(visit("2026-03-20", done=True), visit("2026-03-27"))
    second = course(visit("2026-03-20"), visit("2026-03-27"))
    (march, *_) = call(
        "course-year", "yearFrom", [first, second], "2026-03", "2026-03-20"
    )
    assert [(day["day"], day["status"]) for day in march["days"]] == [
        (20, "next"),
        (27, "next"),
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], "2026-03"),
        (["2026-05-01"], "2026-03"),
        (["2026-03-01", "2026-05-01"], "2026-03"),
        (["2026-05-01", "2026-02-28"], "2026-02"),
        (["2025-06-01", "2026-05-01"], "2026-01"),
    ],
)
def test_the_strip_begins_with_what_was_done_lately(
    call: Call, days: list[str], expected: str
) -> None:
    series = course(*map(visit, days))
    assert call("course-year", "firstMonth", [series], "2026-03-20") == expected


def test_the_strip_knows_what_lies_beyond_it(call: Call) -> None:
    series = course(visit("2026-01-31"), visit("2027-01-01"))

    def beyond(month: str) -> tuple[bool, bool]:
        found = call("course-year", "beyond", [series], month)
        return found["earlier"], found["later"]

    assert beyond("2026-01") == (False, True)
    assert beyond("2026-02") == (True, False)
    assert beyond("2027-02") == (True, False)
    assert beyond("2025-01") == (False, True)
