"""The weekly question: when it is due, answered, and over; days counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.core.conftest import Call

WEEK = 7 * 24 * 3_600_000
VISIT = "2026-01-05"  # a Monday


def weekly(weeks: int, **more: int) -> dict[str, Any]:
    return {
        **{"id": "lump", "everyMs": WEEK, "fromMs": WEEK, "untilMs": weeks * WEEK},
        **{"question": "Is there anything new?", "source": ["S14"]},
        **more,
    }


def rules(**products: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "topics": [],
        "products": {
            name: {"rules": [], "checks": checks, "courses": []}
            for name, checks in products.items()
        },
    }


def visit(day: str = VISIT, **more: Any) -> dict[str, Any]:
    return {
        **{"id": day, "product": "sculptra", "date": day, "time": "14:30"},
        **{"timezone": "Europe/Madrid", "zones": ["chin"], "note": "", **more},
    }


def answer(at: str, product: str = "sculptra") -> dict[str, Any]:
    return {
        **{"id": at, "product": product, "at": at, "lump": False},
        **{"note": "", "zones": []},
    }


def at(day: str, time: str = "12:00", place: str = "Europe/Madrid") -> int:
    local = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(place))
    return int(local.timestamp() * 1000)


def after(days: int) -> str:
    return (date.fromisoformat(VISIT) + timedelta(days)).isoformat()


@pytest.mark.parametrize(
    ("days", "answered", "state", "due", "following"),
    [
        (0, None, "waiting", None, 7),
        (6, None, "waiting", None, 7),
        (7, None, "due", 7, 14),
        (13, None, "due", 7, 14),
        (7, 7, "waiting", 7, 14),
        (13, 9, "waiting", 7, 14),
        # An answer counts for its own week only.
        (14, 9, "due", 14, 21),
        (14, 13, "due", 14, 21),
        (30, 5, "due", 28, 35),
        # Twelve weeks are 84 days; the last question may wait a week for its answer.
        (77, 70, "due", 77, 84),
        (84, 77, "due", 84, None),
        (84, 84, "over", 84, None),
        (90, 77, "due", 84, None),
        (91, 77, "over", 84, None),
        (400, None, "over", 84, None),
    ],
)
def test_the_question_comes_every_week_for_twelve_weeks(
    call: Call,
    days: int,
    answered: int | None,
    state: str,
    due: int | None,
    following: int | None,
) -> None:
    checks = [] if answered is None else [answer(f"{after(answered)}T11:00:00Z")]
    kept = {"treatments": [visit()], "checks": checks}
    found = call(
        "checks", "checkStates", kept, rules(sculptra=[weekly(12)]), at(after(days))
    )
    assert [(one["state"], one["date"], one["next"]) for one in found] == [
        (
            state,
            None if due is None else after(due),
            None if following is None else after(following),
        )
    ]


def test_it_is_due_from_midnight_where_the_visit_was(call: Call) -> None:
    """Half past eight on the evening before, in Madrid, is morning in Auckland."""
    table = rules(sculptra=[weekly(12)])

    def state(place: str, instant: int) -> str:
        kept = {"treatments": [visit(timezone=place)], "checks": []}
        (found,) = call("checks", "checkStates", kept, table, instant)
        return str(found["state"])

    assert state("Europe/Madrid", at(after(6), "23:59")) == "waiting"
    assert state("Europe/Madrid", at(after(7), "00:00")) == "due"
    assert state("Pacific/Auckland", at(after(6), "20:30")) == "due"


@pytest.mark.parametrize("every", [1, 3, 7])
def test_nobody_is_asked_in_the_first_week(call: Call, every: int) -> None:
    table = rules(sculptra=[weekly(12, everyMs=every * WEEK // 7, fromMs=0)])
    kept = {"treatments": [visit()], "checks": []}
    states = [
        call("checks", "checkStates", kept, table, at(after(days)))[0]["state"]
        for days in range(7)
    ]
    assert states == ["waiting"] * 7
    assert not any(
        call("checks", "mayBeAsked", [visit()], at(after(days))) for days in range(7)
    )
    assert call("checks", "mayBeAsked", [visit()], at(after(7)))


def test_a_rule_that_begins_later_waits_for_its_week(call: Call) -> None:
    table = rules(sculptra=[weekly(12, fromMs=3 * WEEK)])
    kept = {"treatments": [visit()], "checks": []}
    (early,) = call("checks", "checkStates", kept, table, at(after(15)))
    assert (early["state"], early["next"]) == ("waiting", after(21))
    (late,) = call("checks", "checkStates", kept, table, at(after(21)))
    assert (late["state"], late["date"]) == ("due", after(21))


def test_the_latest_visit_of_a_product_counts(call: Call) -> None:
    kept = {"treatments": [visit(after(20)), visit()], "checks": []}
    table = rules(sculptra=[weekly(12)])
    (found,) = call("checks", "checkStates", kept, table, at(after(22)))
    assert (found["state"], found["next"]) == ("waiting", after(27))


def test_products_have_questions_and_answers_of_their_own(call: Call) -> None:
    other = visit(product="mesotherapy-face", id="other")
    toxin = visit(product="botulinum-toxin", id="toxin")
    kept = {
        "treatments": [visit(), other, toxin],
        "checks": [answer(f"{after(8)}T09:00:00Z")],
    }
    table = rules(
        **{
            "sculptra": [weekly(61)],
            "mesotherapy-face": [weekly(12)],
            "botulinum-toxin": [],
            "thread-lift": [weekly(5)],
        }
    )
    found = call("checks", "checkStates", kept, table, at(after(9)))
    assert [(one["product"], one["state"]) for one in found] == [
        ("sculptra", "waiting"),
        ("mesotherapy-face", "due"),
    ]


@pytest.mark.parametrize(
    ("product", "weeks"),
    [("sculptra", 61), ("mesotherapy-face", 12), ("mesotherapy-body", 12)],
)
def test_the_shipped_questions_last_as_long_as_their_sources_say(
    call: Call, browser: Browser, base_url: str, product: str, weeks: int
) -> None:
    """61 weeks are 14 months."""
    page = browser.new_page()
    table = page.request.get(f"{base_url}/en/aftercare.json").json()
    page.close()
    kept = {"treatments": [visit(product=product)], "checks": []}

    def state(days: int) -> str:
        (found,) = call("checks", "checkStates", kept, table, at(after(days)))
        return str(found["state"])

    assert [state(days) for days in (6, 7, weeks * 7)] == ["waiting", "due", "due"]
    assert state(weeks * 7 + 7) == "over"
