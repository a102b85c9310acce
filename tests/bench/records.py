"""A record as a phone may have it after a while: its visits, and so many massages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

Record = dict[str, list[dict[str, Any]]]

#: Massages.
A_DAY = 5
MASSAGED = (
    *("temples", "cheekbones", "front-of-ear", "nose-sides", "nasolabial-folds"),
    *("cheek-hollows", "mouth-corners", "chin", "jawline", "jaw-angle"),
)
#: Every ten days the next, backwards from yesterday, when it was the first.
PRODUCTS = {
    "sculptra": MASSAGED,
    "hyaluronic-filler": ("chin",),
    "botulinum-toxin": ("forehead", "glabella"),
}
BETWEEN = timedelta(days=10)
VISITS = 12
A_MONTH = timedelta(days=30)


def of(sessions: int) -> Record:
    """Twelve visits, as many clearances, a course, and so many massages.

    Yesterday's visit asks for massage; the one before stands against it in some areas.
    """
    visits = [_visit(number) for number in range(VISITS)]
    return {
        "treatments": visits,
        "routines": [
            {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5}
            | {"zones": []}
        ],
        "sessions": [_session(number) for number in range(sessions)],
        "clearances": [_clearance(number) for number in range(VISITS)],
        "courses": [_course(visits)],
    }


def _visit(number: int) -> dict[str, Any]:
    product = list(PRODUCTS)[number % len(PRODUCTS)]
    day = date.today() - timedelta(days=1) - number * BETWEEN
    return {
        **{"id": f"t{number}", "product": product, "date": day.isoformat()},
        **{"time": "09:00", "timezone": "UTC", "note": ""},
        "zones": list(PRODUCTS[product]),
    }


def _session(number: int) -> dict[str, Any]:
    days, turn = divmod(number, A_DAY)
    day = date.today() - timedelta(days=1 + days)
    start = datetime.combine(day, time(8 + 3 * turn))
    return {
        **{"id": f"s{number}", "product": "sculptra", "seconds": 300, "planned": 300},
        **{"startedAt": f"{start.isoformat()}Z", "day": day.isoformat()},
        **{"zones": list(MASSAGED), "late": False},
    }


def _clearance(number: int) -> dict[str, Any]:
    day = date.today() - (number + 1) * A_MONTH
    return {
        **{"id": f"c{number}", "zones": ["temples"], "by": "Dr Vega", "note": ""},
        **{"at": f"{day.isoformat()}T10:00:00Z", "fromPlan": False},
    }


def _course(visits: list[dict[str, Any]]) -> dict[str, Any]:
    """The Sculptra visits, as a series that is done."""
    done = [visit for visit in visits if visit["product"] == "sculptra"]
    return {
        **{"id": "k", "product": "sculptra", "template": "weekly", "note": ""},
        "visits": [
            {"id": visit["id"], "date": visit["date"], "time": visit["time"]}
            | {"done": True, "treatment": visit["id"]}
            for visit in reversed(done)
        ],
    }
