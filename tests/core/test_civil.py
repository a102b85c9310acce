"""The calendar by arithmetic, against Python's."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.core.conftest import Call

EPOCH = date(1970, 1, 1)
#: Leap years, and years that are none although four divides them.
YEARS = (1600, 1900, 1999, 2000, 2001, 2024, 2026, 2100, 2400)
EDGES = [
    date(year, month, 1) + timedelta(days=days)
    for year in YEARS
    for month in range(1, 13)
    for days in (-1, 0)
]
ANY = [
    date.fromordinal(day) for day in random.Random(7).sample(range(1, 3_652_059), 300)
]


def test_a_day_has_the_number_and_the_date_that_python_gives_it(call: Call) -> None:
    for day in [*EDGES, *ANY]:
        number = (day - EPOCH).days
        assert call("civil", "dayNumber", day.isoformat()) == number, day
        assert call("civil", "dateOf", number) == day.isoformat(), day


def test_a_day_that_no_calendar_has_is_no_moment(call: Call) -> None:
    for text in ("2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-01"):
        assert not call("civil", "isMoment", text, None), text
    for text in ("2028-02-29", "2000-02-29", "2026-12-31"):
        assert call("civil", "isMoment", text, None), text
