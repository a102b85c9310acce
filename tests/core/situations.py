"""Random records and instants for the gate, most of them close to an edge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from tests.core.oracle_rules import BODY_ZONES, DAY, FACE_ZONES, HOUR, WINDOW_IDS
from tests.core.oracle_windows import is_settable, restriction_instant, start_of_day

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


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


#: The days around which clocks change somewhere, as often as all days together.
DATES = st.sampled_from(
    [
        *days_between(date(2026, 3, 27), date(2026, 4, 6)) * 10,
        *days_between(date(2026, 10, 2), date(2026, 11, 3)) * 5,
        *days_between(date(2026, 3, 6), date(2026, 3, 10)) * 20,
        *days_between(date(2025, 12, 1), date(2026, 12, 31)),
    ]
)
#: How many days before the newest treatment another one was: often in its windows.
DAYS_BEFORE = st.sampled_from(
    [*(0, 0, 0, 1, 2, 3, 4, 5, 7, 9, 10, 13, 14, 15, 20, 21, 22), *(29, 30, 45, 59, 60)]
)
#: Times that are skipped or occur twice somewhere, and any minute as often.
TIMES = st.sampled_from(
    [
        *(None, "12:00", "00:00", "02:00", "02:30", "00:30", "23:59", None) * 180,
        *(f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)),
    ]
)
#: Times of which two lie half a day or a whole one apart, for what is rounded.
ROUND_TIMES = st.sampled_from(["12:00", "00:00", None, "23:59", "00:30", "11:59"])
#: The smallest sets come first, so that a counterexample shrinks to few zones.
FACE_SETS = [
    list(zones) for size in (1, 2, 3) for zones in combinations(FACE_ZONES, size)
] + [list(FACE_ZONES[start::step]) for step in (1, 2, 3) for start in range(step)]
BODY_SETS = [
    list(zones) for size in range(1, 9) for zones in combinations(BODY_ZONES, size)
]
ON_FACE = st.sampled_from(FACE_SETS)
ON_BODY = st.sampled_from(BODY_SETS)
ANYWHERE = st.sampled_from(
    [
        *FACE_SETS,
        *BODY_SETS * 2,
        *(face + body for face in FACE_SETS[:136] for body in BODY_SETS[:8]),
    ]
)
NOWHERE: st.SearchStrategy[list[str]] = st.just([])
SOMEWHERE_OR_NOT = st.one_of(NOWHERE, ANYWHERE)

#: Product → where it may be given.
GIVEN = {
    "sculptra": ANYWHERE,
    "botulinum-toxin": ON_FACE,
    "mesotherapy-body": ON_BODY,
    "hyaluronic-filler": ON_FACE,
    "thread-lift": ON_FACE,
    "mesotherapy-face": ON_FACE,
}
#: Products with a routine. Body drainage may name zones of the face in a record that
#: was edited by hand: the gate takes them as they are.
ROUTINES = ("sculptra", "mesotherapy-body")


def phase(minutes: int, times: int, days: int) -> dict[str, int]:
    return {"minutes": minutes, "timesADay": times, "days": days}


#: The presets of both routines, and plans that a clinic might make; each of them
#: may end at the next visit.
RHYTHMS: list[dict[str, Any]] = [
    phase(5, 5, 5),
    {**phase(5, 5, 5), "preset": "5-5-5"},
    {**phase(3, 3, 3), "preset": "3-3-3"},
    {**phase(2, 5, 5), "preset": "2-minutes", "then": []},
    {**phase(5, 5, 5), "then": [phase(2, 2, 14)], "preset": "5-5-5-then-14-days"},
    {**phase(5, 5, 5), "then": [phase(5, 2, 37)], "untilNextVisit": False},
    {**phase(5, 4, 7), "preset": "custom"},
    {**phase(5, 0, 2), "then": [phase(5, 1, 12)], "preset": "light"},
    {**phase(5, 3, 2), "then": [phase(4, 2, 3), phase(1, 1, 9)]},
    {**phase(5, 0, 0), "preset": "none"},
    {**phase(5, 5, 0), "then": [phase(2, 2, 14)]},
]
#: Days of a routine's end, after the first day of its treatment.
LENGTHS = (0, 1, 2, 3, 5, 7, 14, 19, 42)
#: The edges of the windows table, after a treatment.
EDGES = (0, 48 * HOUR, 10 * DAY, 14 * DAY, 21 * DAY, 30 * DAY, 60 * DAY)
NEAR = st.sampled_from([0, 1, -1, 1000, -1000])

#: Ends that a clinic's plan sets, and values that are none: the default stays.
ENDS = st.sampled_from(
    [
        *(0, HOUR, 24 * HOUR, 36 * HOUR, 48 * HOUR, 72 * HOUR, 7 * DAY, 14 * DAY),
        *(15 * DAY, 28 * DAY, 60 * DAY, 400 * DAY),
        *(-1, 0.5, 400 * DAY + 1, "86400000", None, True, [], {}),
    ]
)

#: What the gate does not decide by, and must not stumble over.
UNRELATED: dict[str, Any] = {
    "manner": {"chin": {"seconds": 40, "intensity": "light", "direction": "up"}},
    "wider": ["temples", "hips"],
    "screened": {"at": "2026-03-01T10:00:00Z", "yes": [], "by": ""},
}


def iso(instant: int) -> str:
    return datetime.fromtimestamp(instant / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@st.composite
def windows(draw: st.DrawFn, product: str) -> dict[str, Any]:
    """Sometimes what a plan says differently, for this product or for none."""
    if draw(st.sampled_from([False, False, True])):
        names = [*WINDOW_IDS[product], *WINDOW_IDS[product], "until-spring"]
        return {"windows": {draw(st.sampled_from(names)): draw(ENDS) for _ in range(2)}}
    return {}


@st.composite
def treatments(draw: st.DrawFn, newest: date) -> list[dict[str, Any]]:
    products = st.sampled_from([*GIVEN, *ROUTINES])
    places = draw(st.sampled_from([PLACES, ("UTC",), ("Europe/Madrid",)]))
    times = draw(st.sampled_from([TIMES, ROUND_TIMES]))
    visits = []
    for index in range(draw(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 0]))):
        product = draw(products)
        visits.append(
            {
                "id": f"treatment-{index}",
                "product": product,
                "date": (newest - timedelta(days=draw(DAYS_BEFORE))).isoformat(),
                "time": draw(times),
                "timezone": draw(st.sampled_from(places)),
                "zones": draw(GIVEN[product]),
                "note": "",
                **draw(windows(product)),
            }
        )
    return visits


@st.composite
def routines(draw: st.DrawFn) -> list[dict[str, Any]]:
    products = draw(
        st.sampled_from(
            [[], ["sculptra"], ["mesotherapy-body"], ROUTINES, ROUTINES[::-1]]
        )
    )
    return [
        {
            "product": product,
            **draw(st.sampled_from(RHYTHMS)),
            **draw(st.sampled_from([{}, {"untilNextVisit": True}])),
            "zones": draw(SOMEWHERE_OR_NOT),
            **draw(st.sampled_from([{}, {}, {}, UNRELATED])),
        }
        for product in products
    ]


@st.composite
def courses(draw: st.DrawFn, newest: date) -> list[dict[str, Any]]:
    products = st.sampled_from([*ROUTINES * 2, "mesotherapy-face"])
    after = st.sampled_from([5, 2, 3, 1, 0, 6, 7, 9, 14, 20, 42, 43, -3, -10, -30])
    return [
        {
            "id": f"course-{index}",
            "product": draw(products),
            "template": "custom",
            "note": "",
            "visits": [
                {
                    "id": f"visit-{index}-{number}",
                    "date": (newest + timedelta(days=draw(after))).isoformat(),
                    "time": draw(st.sampled_from([None, "10:00"])),
                    "done": draw(st.sampled_from([False, False, True])),
                    "treatment": None,
                }
                for number in range(draw(st.sampled_from([1, 2, 3, 0])))
            ],
        }
        for index in range(draw(st.sampled_from([1, 2, 0])))
    ]


@st.composite
def instants(
    draw: st.DrawFn, visits: Sequence[dict[str, Any]], plans: Sequence[dict[str, Any]]
) -> int:
    """An instant near an edge of a window, near the end of a day, or anywhere."""
    if not visits:
        return 1_775_000_000_000 + draw(NEAR)
    visit = draw(st.sampled_from(visits))
    kind = draw(st.sampled_from(["edge", "edge", "day", "appointment", "soon", "away"]))
    if kind == "away":
        return restriction_instant(visit) + draw(st.integers(-3 * DAY, 65 * DAY))
    if kind == "soon":
        return restriction_instant(visit) + draw(st.integers(0, 6 * DAY))
    if kind == "edge":
        own = [end for end in visit.get("windows", {}).values() if is_settable(end)]
        edge = draw(st.sampled_from([*EDGES, *own * 3]))
        return restriction_instant(visit) + edge + draw(NEAR)
    first = date.fromisoformat(visit["date"])
    days = [first + timedelta(days=length) for length in LENGTHS]
    if kind == "appointment":
        dates = [visit["date"] for plan in plans for visit in plan["visits"]]
        days = [date.fromisoformat(day) for day in dates] or days
    day = draw(st.sampled_from(days)).isoformat()
    return start_of_day({**visit, "date": day}) + draw(NEAR)


@st.composite
def clearances(draw: st.DrawFn, now: int) -> list[dict[str, Any]]:
    away = st.one_of(NEAR, st.integers(-4 * DAY, 4 * DAY))
    return [
        {
            "id": f"clearance-{index}",
            "zones": draw(ANYWHERE),
            "by": "the clinic",
            "at": iso((now + draw(away)) // 1000 * 1000),
            "note": "",
            "fromPlan": draw(st.booleans()),
        }
        for index in range(draw(st.sampled_from([0, 0, 1, 2, 3])))
    ]


@st.composite
def flags(draw: st.DrawFn, now: int) -> list[dict[str, Any]]:
    at = iso(now // 1000 * 1000)
    return [
        {
            "id": f"flag-{index}",
            "sign": "white-skin",
            "level": "orange",
            "zones": draw(SOMEWHERE_OR_NOT),
            "at": at,
            "clearedAt": draw(st.sampled_from([at, None])),
            "clearedBy": "",
        }
        for index in range(draw(st.sampled_from([*(0,) * 7, 1, 2, 3])))
    ]


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Any], int]:
    """A record and an instant."""
    newest = draw(DATES)
    visits = draw(treatments(newest))
    plans = draw(courses(newest))
    now = draw(instants(visits, plans))
    record = {
        "treatments": visits,
        "clearances": draw(clearances(now)),
        "flags": draw(flags(now)),
        "routines": draw(routines()),
        "courses": plans,
    }
    if not plans and draw(st.booleans()):
        del record["courses"]
    return record, now
