"""The shipped rules of what comes after: do and don't, late checks, series of visits.

The tables are copied by hand from the clinical brief, section B.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from server.protocols import Protocols
from server.protocols.model import Rule

HOUR = 3600
DAY = 24 * HOUR
WEEK = 7 * DAY

#: What the brief says of mesotherapy, of face and body alike.
MESOTHERAPY = {
    "exercise": ("exercise", "avoid", 48 * HOUR, ["seed-001"]),
    "sunscreen": ("sun", "do", None, ["seed-001"]),
    "sun": ("sun", "avoid", 72 * HOUR, ["seed-001", "S41"]),
    "heat": ("heat", "avoid", 7 * DAY, ["S43", "S45"]),
    "pool": ("water", "avoid", 7 * DAY, ["S43", "S45"]),
    "washing": ("water", "do", None, ["seed-001"]),
    "drinking": ("water", "do", None, ["seed-001", "seed-003"]),
    "touching": ("touching", "avoid", 48 * HOUR, ["seed-001"]),
    "waxing": ("touching", "avoid", 72 * HOUR, ["seed-003", "S43"]),
    "other-treatments": ("other-treatments", "avoid", 14 * DAY, ["S43", "seed-001"]),
    "settling": ("expect", "expect", 3 * DAY, ["seed-003"]),
}
#: product: {rule: (topic, kind, until, the sources that the brief names)}
AFTERCARE = {
    "sculptra": {
        "makeup": ("makeup", "avoid", 24 * HOUR, ["S58", "S12"]),
        "exercise": ("exercise", "avoid", 48 * HOUR, ["S12", "S57"]),
        "sun": ("sun", "avoid", 72 * HOUR, ["S1", "S57"]),
        "ice": ("heat", "do", 24 * HOUR, ["S1"]),
        "heat": ("heat", "avoid", 72 * HOUR, ["S1", "S57"]),
        "professional": ("other-treatments", "avoid", 14 * DAY, ["S12", "S56"]),
        "fullness": ("expect", "expect", None, ["S1"]),
        "bruises": ("expect", "expect", 14 * DAY, ["S56", "S57", "S58"]),
        "soreness": ("expect", "expect", 14 * DAY, ["S13"]),
        "sounds": ("expect", "expect", None, ["S8"]),
    },
    "botulinum-toxin": {
        "upright": ("exercise", "avoid", 4 * HOUR, ["S25", "S26"]),
        "exercise": ("exercise", "avoid", 24 * HOUR, ["S26", "S34"]),
        "heat": ("heat", "avoid", 48 * HOUR, ["S28", "S31"]),
        "tight-hat": ("touching", "avoid", 24 * HOUR, ["S26", "S34"]),
        "facial": ("other-treatments", "avoid", 14 * DAY, ["S29", "S30"]),
        "full-effect": ("expect", "expect", 14 * DAY, ["S25", "seed-004"]),
    },
    "mesotherapy-face": {
        "makeup": ("makeup", "avoid", 24 * HOUR, ["seed-001"]),
        **MESOTHERAPY,
    },
    "mesotherapy-body": {
        **MESOTHERAPY,
        "tight-clothes": ("touching", "avoid", 72 * HOUR, ["seed-003", "S43"]),
    },
    "hyaluronic-filler": {
        "lumps": ("touching", "avoid", None, ["S60"]),
        "facial": ("other-treatments", "avoid", 30 * DAY, ["S60", "S29"]),
    },
    "thread-lift": {
        "deep-massage": (
            *("other-treatments", "avoid", 180 * DAY),
            ["S62", "S65", "S66"],
        ),
    },
}
#: product: (from, until, sources); each asks once a week
LUMP_CHECKS = {
    "sculptra": (WEEK, 61 * WEEK, ["S14"]),
    "mesotherapy-face": (WEEK, 12 * WEEK, ["S47", "S48"]),
    "mesotherapy-body": (WEEK, 12 * WEEK, ["S47", "S48"]),
}
SIX_WEEKLY = (6, ("days", 7))
#: template: (visits and what lies between them, the sources that the brief names)
WEEKLY = {
    "weekly": ([SIX_WEEKLY], ["S82"]),
    "weekly-then-fortnightly": ([SIX_WEEKLY, (4, ("days", 14))], ["S82"]),
}
COURSES = {
    "sculptra": {"three-sessions": ([(3, ("days", 42))], ["S2", "S4", "S56"])},
    "mesotherapy-face": WEEKLY,
    "mesotherapy-body": {
        **WEEKLY,
        "monthly-then-15-days-then-monthly": (
            [(6, ("months", 1)), (10, ("days", 15)), (12, ("months", 1))],
            ["seed-003"],
        ),
    },
}
#: What a sentence of hours, days, weeks or months means in seconds.
UNITS = {"hour": HOUR, "day": DAY, "week": WEEK, "month": 30 * DAY}


@pytest.mark.parametrize("product", AFTERCARE)
def test_do_and_dont_of_each_product(shipped: Protocols, product: str) -> None:
    rules = shipped.treatments[product].rule
    assert {rule.id: (rule.topic, rule.kind, rule.until) for rule in rules} == {
        name: row[:3] for name, row in AFTERCARE[product].items()
    }
    for rule in rules:
        assert rule.from_ == 0
        assert set(AFTERCARE[product][rule.id][3]) <= set(rule.source)


def test_no_product_is_left_out(shipped: Protocols) -> None:
    assert AFTERCARE.keys() == shipped.treatments.keys()


def rules_of(shipped: Protocols) -> list[Rule]:
    return [rule for product in shipped.treatments.values() for rule in product.rule]


def test_what_to_leave_says_what_becomes_possible_when_it_is_over(
    shipped: Protocols,
) -> None:
    for rule in rules_of(shipped):
        ends = rule.kind == "avoid" and rule.until is not None
        assert bool(rule.after) == ends, rule.id


def test_what_to_expect_stands_under_its_own_topic(shipped: Protocols) -> None:
    for rule in rules_of(shipped):
        assert (rule.kind == "expect") == (rule.topic == "expect"), rule.id


def test_the_page_adds_the_full_stops_itself(shipped: Protocols) -> None:
    for rule in rules_of(shipped):
        assert not rule.text.endswith(".") and not rule.after.endswith(".")
        assert not rule.range or rule.range.endswith(".")


def duration_named(sentence: str) -> int | None:
    """Seconds of "this app uses 48 hours"; a bare number has the unit before it."""
    uses = re.search(r"this app uses (\d+)(?: (hour|day|week|month))?", sentence)
    if uses is None:
        return None
    before = re.findall("(hour|day|week|month)", sentence[: uses.start()])
    return int(uses[1]) * UNITS[uses[2] or before[-1]]


def test_a_sentence_on_differing_sources_names_the_number_that_is_used(
    shipped: Protocols,
) -> None:
    timed = [rule for rule in rules_of(shipped) if rule.range and rule.until]
    named = {rule.id for rule in timed if duration_named(rule.range)}
    assert named >= {"makeup", "exercise", "heat", "pool", "upright", "deep-massage"}
    for rule in timed:
        assert duration_named(rule.range) in (None, rule.until), rule.range


def test_sculptra_tells_own_massage_from_that_of_a_professional(
    shipped: Protocols,
) -> None:
    (rule,) = [
        rule
        for rule in shipped.treatments["sculptra"].rule
        if rule.id == "professional"
    ]
    assert "The massage you do yourself is separate: your clinic asked" in rule.text


def test_makeup_is_a_matter_of_the_face_and_tight_clothes_of_the_body(
    shipped: Protocols,
) -> None:
    face, body = (
        {rule.id for rule in shipped.treatments[product].rule}
        for product in ("mesotherapy-face", "mesotherapy-body")
    )
    assert (face - body, body - face) == ({"makeup"}, {"tight-clothes"})


def test_a_lump_is_asked_about_weekly_from_the_first_week(shipped: Protocols) -> None:
    checks = {
        product.id: [
            (check.from_, check.until, check.source) for check in product.check
        ]
        for product in shipped.treatments.values()
        if product.check
    }
    assert checks == {product: [row] for product, row in LUMP_CHECKS.items()}
    for product in LUMP_CHECKS:
        assert [check.every for check in shipped.treatments[product].check] == [WEEK]


def test_lumps_after_sculptra_are_asked_about_for_fourteen_months() -> None:
    _, until, _ = LUMP_CHECKS["sculptra"]
    assert 14 * 365 / 12 < until / DAY < 15 * 365 / 12


def test_the_templates_of_courses(shipped: Protocols) -> None:
    found = {
        product.id: {
            course.id: [(step.count, step.every) for step in course.step]
            for course in product.course
        }
        for product in shipped.treatments.values()
        if product.course
    }
    assert found == {
        product: {name: steps for name, (steps, _) in rows.items()}
        for product, rows in COURSES.items()
    }


def test_every_template_says_that_the_clinics_dates_win(shipped: Protocols) -> None:
    for product, rows in COURSES.items():
        for course in shipped.treatments[product].course:
            assert course.range.endswith("Your clinic’s own dates win.")
            assert set(rows[course.id][1]) <= set(course.source)


def test_the_browser_gets_the_same_rules(client: Any) -> None:
    file = client.get("/en/aftercare.json").json
    topics = [topic["id"] for topic in file["topics"]]
    assert topics[0] == "makeup" and topics[-1] == "expect"
    for product, rows in AFTERCARE.items():
        rules = file["products"][product]["rules"]
        assert {rule["id"]: rule["untilMs"] for rule in rules} == {
            name: until and until * 1000 for name, (_, _, until, _) in rows.items()
        }
        assert {rule["topic"] for rule in rules} <= set(topics)
    assert file["products"]["sculptra"]["checks"][0]["everyMs"] == WEEK * 1000
    (series,) = file["products"]["sculptra"]["courses"]
    assert series["steps"] == [{"count": 3, "days": 42}]
    body = file["products"]["mesotherapy-body"]["courses"][-1]
    assert [step.get("months") for step in body["steps"]] == [1, None, 1]
