"""Advice after a treatment: tables copied by hand; what several visits make of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.core.conftest import Call

HOUR = 3_600_000
DAY = 24 * HOUR

#: product, topic, a word of the advice, how many hours it holds
AVOID = [
    ("sculptra", "makeup", "makeup", 24),
    ("sculptra", "exercise", "alcohol", 48),
    ("sculptra", "sun", "sun", 72),
    ("sculptra", "heat", "sauna", 72),
    ("sculptra", "other-treatments", "professional", 14 * 24),
    ("botulinum-toxin", "massage", "any kind", 48),
    ("botulinum-toxin", "massage", "light massage", 14 * 24),
    ("botulinum-toxin", "exercise", "upright", 4),
    ("botulinum-toxin", "exercise", "hard exercise", 24),
    ("botulinum-toxin", "touching", "hat", 24),
    ("botulinum-toxin", "heat", "sauna", 48),
    ("botulinum-toxin", "other-treatments", "facial", 14 * 24),
    ("mesotherapy-face", "massage", "No massage", 48),
    ("mesotherapy-face", "massage", "light massage", 10 * 24),
    ("mesotherapy-face", "makeup", "makeup", 24),
    ("mesotherapy-face", "exercise", "hard exercise", 48),
    ("mesotherapy-face", "sun", "sun", 72),
    ("mesotherapy-face", "heat", "sauna", 7 * 24),
    ("mesotherapy-face", "water", "pool", 7 * 24),
    ("mesotherapy-face", "touching", "scratch", 48),
    ("mesotherapy-face", "touching", "waxing", 72),
    ("mesotherapy-face", "other-treatments", "beauty", 14 * 24),
    ("mesotherapy-body", "massage", "No massage", 48),
    ("mesotherapy-body", "exercise", "hard exercise", 48),
    ("mesotherapy-body", "sun", "sun", 72),
    ("mesotherapy-body", "heat", "sauna", 7 * 24),
    ("mesotherapy-body", "water", "pool", 7 * 24),
    ("mesotherapy-body", "touching", "scratch", 48),
    ("mesotherapy-body", "touching", "waxing", 72),
    ("mesotherapy-body", "touching", "tight clothes", 72),
    ("mesotherapy-body", "other-treatments", "beauty", 14 * 24),
    ("hyaluronic-filler", "massage", "No massage", 14 * 24),
    ("hyaluronic-filler", "massage", "light massage", 30 * 24),
    ("thread-lift", "massage", "No massage", 21 * 24),
    ("thread-lift", "massage", "light massage", 60 * 24),
]


@pytest.fixture(scope="session")
def aftercare(browser: Browser, base_url: str) -> dict[str, Any]:
    page = browser.new_page()
    rules: dict[str, Any] = page.request.get(f"{base_url}/en/aftercare.json").json()
    page.close()
    return rules


def instant(text: str, place: str = "Europe/Madrid") -> int:
    """Milliseconds of a local date and time, clocks as they stand there."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(place))
    return int(local.astimezone(UTC).timestamp() * 1000)


def visit(product: str, date: str, time: str | None = "14:30", **more: Any) -> Any:
    zones = ["hips"] if product == "mesotherapy-body" else ["chin"]
    return {
        **{"id": f"{product} {date}", "product": product, "date": date, "time": time},
        **{"timezone": "Europe/Madrid", "zones": zones, "note": ""},
        **more,
    }


def state(protocols: Any, *treatments: Any, **more: Any) -> dict[str, Any]:
    kept = {"treatments": treatments, "clearances": [], "flags": [], "routines": []}
    return {**kept, "courses": [], "protocols": protocols, **more}


def rule(text: str, hours: int | None, **more: Any) -> dict[str, Any]:
    """A rule that the tests make up, so that they hold whatever the files say."""
    return {
        **{"id": text, "topic": "makeup", "kind": "avoid", "text": text},
        **{"fromMs": 0, "untilMs": None if hours is None else hours * HOUR},
        **{"after": f"{text} again", "range": "", "source": ["S1"]},
        **more,
    }


def made_up(**rules: list[dict[str, Any]]) -> dict[str, Any]:
    """Rules by product, with its words joined by an underscore."""
    topics = ("makeup", "exercise", "sun", "heat")
    return {
        "topics": [{"id": topic, "name": topic.title()} for topic in topics],
        "products": {
            name.replace("_", "-"): {"rules": own, "checks": [], "courses": []}
            for name, own in rules.items()
        },
    }


def texts(items: list[dict[str, Any]]) -> list[str]:
    return [item["text"] for item in items]


@pytest.mark.parametrize(("product", "topic", "word", "hours"), AVOID)
def test_each_advice_holds_to_the_last_millisecond_of_its_hours(
    call: Call,
    protocols: dict[str, Any],
    aftercare: dict[str, Any],
    product: str,
    topic: str,
    word: str,
    hours: int,
) -> None:
    """A visit long before the clocks change, so that a wall clock shows the hours."""
    start = instant("2026-01-05T14:30")
    end = start + hours * HOUR
    record = state(protocols, visit(product, "2026-01-05"))

    def found(now: int) -> list[dict[str, Any]]:
        items = call("aftercare", "careItems", record, aftercare, now)
        return [
            item
            for item in items
            if item["kind"] == "avoid"
            and item["topic"] == topic
            and word.lower() in item["text"].lower()
        ]

    (before,) = found(end - 1)
    assert (before["state"], before["until"]) == ("now", end)
    assert all(item["state"] == "over" for item in found(end))


def test_ice_is_for_the_first_day_and_washing_has_no_end_of_its_own(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    start = instant("2026-01-05T14:30")
    record = state(protocols, visit("sculptra", "2026-01-05"))
    items = call("aftercare", "careItems", record, aftercare, start)
    (ice,) = [item for item in items if item["text"].startswith("Ice")]
    assert (ice["kind"], ice["until"]) == ("do", start + 24 * HOUR)
    record = state(protocols, visit("mesotherapy-face", "2026-01-05"))
    items = call("aftercare", "careItems", record, aftercare, start + 13 * DAY)
    washing = [item for item in items if item["text"].startswith("Wash")]
    assert [(item["state"], item["isOpenEnded"]) for item in washing] == [("now", True)]


def test_what_is_over_and_done_with_is_not_spoken_of(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    record = state(protocols, visit("sculptra", "2026-01-05"))
    end = instant("2026-01-05T14:30") + 14 * DAY
    assert call("aftercare", "careItems", record, aftercare, end - 1) != []
    assert call("aftercare", "careItems", record, aftercare, end) == []
    assert call("aftercare", "careItems", state(protocols), aftercare, end) == []


def test_an_unknown_time_counts_from_the_end_of_the_day_and_holds_at_once(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    record = state(protocols, visit("sculptra", "2026-01-05", None))
    now = instant("2026-01-05T08:00")
    items = call("aftercare", "careItems", record, aftercare, now)
    (makeup,) = [item for item in items if item["topic"] == "makeup"]
    assert makeup["state"] == "now"
    assert makeup["until"] == instant("2026-01-06T23:59")


def test_hours_are_real_ones_when_the_clocks_change(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    """In the night to 29 March 2026 Madrid loses an hour: 24 hours end at 15:30."""
    record = state(protocols, visit("sculptra", "2026-03-28"))
    now = instant("2026-03-28T15:00")
    items = call("aftercare", "careItems", record, aftercare, now)
    (makeup,) = [item for item in items if item["topic"] == "makeup"]
    assert makeup["until"] == instant("2026-03-29T15:30")


def test_of_two_visits_with_the_same_advice_the_later_end_counts_once(
    call: Call, protocols: dict[str, Any]
) -> None:
    rules = made_up(
        sculptra=[rule("Leave makeup off", 24)],
        mesotherapy_face=[rule("Leave makeup off", 48), rule("Do not rub", 48)],
    )
    visits = [visit("sculptra", "2026-01-05"), visit("mesotherapy-face", "2026-01-04")]
    now = instant("2026-01-05T15:00")
    items = call("aftercare", "careItems", state(protocols, *visits), rules, now)
    both = [item for item in items if item["text"] == "Leave makeup off"]
    assert [item["until"] for item in both] == [instant("2026-01-06T14:30")]
    products = {treatment["product"] for treatment in both[0]["treatments"]}
    assert products == {"sculptra", "mesotherapy-face"}


def test_the_same_words_on_another_topic_are_another_advice(
    call: Call, protocols: dict[str, Any]
) -> None:
    rules = made_up(
        sculptra=[rule("Wait", 24), rule("Wait", 48, topic="sun")],
    )
    record = state(protocols, visit("sculptra", "2026-01-05"))
    now = instant("2026-01-05T15:00")
    items = call("aftercare", "careItems", record, rules, now)
    assert [(item["topic"], item["until"]) for item in items] == [
        ("makeup", instant("2026-01-06T14:30")),
        ("sun", instant("2026-01-07T14:30")),
    ]


def test_a_gap_between_two_visits_is_not_closed(
    call: Call, protocols: dict[str, Any]
) -> None:
    """The first visit's advice ends before the second one's begins."""
    late = {"fromMs": 10 * DAY, "untilMs": 12 * DAY}
    rules = made_up(sculptra=[{**rule("Look", None), **late}])
    visits = [visit("sculptra", "2026-01-01"), visit("sculptra", "2026-01-06")]
    now = instant("2026-01-12T15:00")
    items = call("aftercare", "careItems", state(protocols, *visits), rules, now)
    assert [(item["state"], item["until"]) for item in items] == [
        ("now", instant("2026-01-13T14:30"))
    ]
    later = instant("2026-01-14T15:00")
    items = call("aftercare", "careItems", state(protocols, *visits), rules, later)
    assert [(item["state"], item["from"]) for item in items] == [
        ("ahead", instant("2026-01-16T14:30"))
    ]


def test_topics_keep_their_order_and_massage_stands_first(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    visits = [visit("botulinum-toxin", "2026-01-05"), visit("sculptra", "2026-01-05")]
    now = instant("2026-01-05T15:00")
    items = call("aftercare", "careItems", state(protocols, *visits), aftercare, now)
    order = ["massage", *(topic["id"] for topic in aftercare["topics"])]
    places = [order.index(item["topic"]) for item in items]
    assert places == sorted(places)
    massage = [item for item in items if item["topic"] == "massage"]
    assert [(item["verdict"], item["state"]) for item in massage] == [
        ("blocked", "now"),
        ("caution", "ahead"),
    ]


def test_the_clinics_word_lifts_care_where_it_covers_every_treated_area(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    """Care after mesotherapy holds in the injected areas only."""
    treated = visit("mesotherapy-face", "2026-01-05", zones=["chin", "temples"])
    word = {"id": "c", "by": "Dr Vega", "note": "", "fromPlan": False}
    at = {"at": "2026-01-08T09:00:00Z"}
    now = instant("2026-01-08T12:00")

    def massage(*zones: str) -> list[str]:
        clearances = [{**word, **at, "zones": zones}]
        record = state(protocols, treated, clearances=clearances)
        items = call("aftercare", "careItems", record, aftercare, now)
        return [
            item["state"]
            for item in items
            if item["topic"] == "massage" and item["verdict"] == "caution"
        ]

    assert massage("chin") == ["now"]
    assert massage("chin", "temples") == []


def test_today_shows_three_the_soonest_end_first_and_no_topic_twice_too_early(
    call: Call, protocols: dict[str, Any]
) -> None:
    rules = made_up(
        sculptra=[
            rule("A1", 10),
            rule("A2", 20),
            rule("A3", 30),
            rule("B1", 40, topic="sun"),
            rule("C", 5, topic="heat", kind="do"),
            rule("D", 5, topic="heat", kind="expect"),
        ],
    )
    record = state(protocols, visit("sculptra", "2026-01-05"))
    start = instant("2026-01-05T14:30")

    def seen(hours: int) -> list[str]:
        now = start + hours * HOUR
        items = call("aftercare", "careItems", record, rules, now)
        return texts(call("aftercare", "careNow", items))

    assert seen(0) == ["A1", "B1", "A2"]
    assert seen(10) == ["A2", "B1", "A3"]
    assert seen(20) == ["A3", "B1"]
    assert seen(39) == ["B1"]
    assert seen(40) == []


def test_on_today_what_to_do_comes_after_what_to_leave_and_massage_never(
    call: Call, protocols: dict[str, Any]
) -> None:
    rules = made_up(
        botulinum_toxin=[
            rule("Ice", 1, topic="heat", kind="do"),
            rule("Wash", None, topic="sun", kind="do"),
            rule("Leave", 24),
        ]
    )
    record = state(protocols, visit("botulinum-toxin", "2026-01-05"))
    now = instant("2026-01-05T14:30")
    items = call("aftercare", "careItems", record, rules, now)
    assert texts(call("aftercare", "careNow", items)) == ["Leave", "Ice", "Wash"]


def changes(call: Call, record: Any, rules: Any, now: int) -> list[tuple[int, str]]:
    """What becomes possible, as (hours from now, advice)."""
    items = call("aftercare", "careItems", record, rules, now)
    zones = record["protocols"]["zones"]
    found = call("care-changes", "comingChanges", items, zones)
    return [
        ((change["at"] - now) // HOUR, item["text"])
        for change in found
        for item in change["items"]
    ]


def possible(call: Call, record: Any, rules: Any, now: int) -> list[str]:
    items = call("aftercare", "careItems", record, rules, now)
    zones = record["protocols"]["zones"]
    return texts(call("care-changes", "possibleAgain", items, zones, now))


def test_what_one_product_opens_waits_while_another_still_forbids_it(
    call: Call, protocols: dict[str, Any]
) -> None:
    rules = made_up(
        sculptra=[rule("No sauna, no ice bath", 72, topic="heat")],
        thread_lift=[
            rule("No sauna", 48, topic="heat"),
            rule("No run", 24, topic="exercise"),
            rule("No sun", 90, topic="sun"),
        ],
    )
    visits = [visit("sculptra", "2026-01-05"), visit("thread-lift", "2026-01-05")]
    record = state({**protocols, "treatments": {}}, *visits)
    start = instant("2026-01-05T14:30")
    assert changes(call, record, rules, start) == [
        (24, "No run"),
        (72, "No sauna, no ice bath"),
        (90, "No sun"),
    ]
    assert possible(call, record, rules, start + 25 * HOUR) == ["No run"]
    assert possible(call, record, rules, start + 48 * HOUR) == ["No run"]
    assert "No sauna" in possible(call, record, rules, start + 72 * HOUR)


def test_two_advices_of_one_product_do_not_wait_for_each_other(
    call: Call, protocols: dict[str, Any]
) -> None:
    rules = made_up(
        thread_lift=[
            rule("Stay upright", 4, topic="exercise"),
            rule("No run", 24, topic="exercise"),
            rule("Leave lumps", None, topic="exercise"),
        ],
    )
    record = state({**protocols, "treatments": {}}, visit("thread-lift", "2026-01-05"))
    start = instant("2026-01-05T14:30")
    assert changes(call, record, rules, start) == [(4, "Stay upright"), (24, "No run")]
    assert possible(call, record, rules, start + 4 * HOUR) == ["Stay upright"]


@pytest.mark.parametrize(
    ("others", "openings"),
    [
        ([], [48, 14 * 24]),
        # A filler blocks the face for 14 days from a day later, then wants care.
        ([("hyaluronic-filler", "2026-01-06")], [24 + 14 * 24, 24 + 30 * 24]),
        # The body goes its own way.
        ([("mesotherapy-body", "2026-01-05")], [48, 48, 14 * 24]),
    ],
)
def test_a_massage_opens_where_no_other_block_stands(
    call: Call,
    protocols: dict[str, Any],
    others: list[tuple[str, str]],
    openings: list[int],
) -> None:
    visits = [visit("botulinum-toxin", "2026-01-05"), *(visit(*own) for own in others)]
    record = state(protocols, *visits)
    found = changes(call, record, made_up(), instant("2026-01-05T14:30"))
    assert [hours for hours, _ in found] == openings


def test_after_a_block_comes_care_and_after_care_an_open_window(
    call: Call, protocols: dict[str, Any]
) -> None:
    record = state(protocols, visit("botulinum-toxin", "2026-01-05"))
    now = instant("2026-01-05T14:30")
    items = call("aftercare", "careItems", record, made_up(), now)
    after = [call("care-changes", "massageAfter", item, items) for item in items]
    assert after == ["with-care", "open"]


def test_half_a_year_later_nothing_is_left_to_say(
    call: Call, protocols: dict[str, Any], aftercare: dict[str, Any]
) -> None:
    """Six months without deep massage after threads are the longest advice."""
    visits = [visit(product, "2026-01-05") for product in aftercare["products"]]
    record = state(protocols, *visits)
    end = instant("2026-01-05T14:30") + 180 * DAY
    last = call("aftercare", "careItems", record, aftercare, end - 1)
    assert {item["treatments"][0]["product"] for item in last} == {"thread-lift"}
    assert call("aftercare", "careItems", record, aftercare, end) == []
