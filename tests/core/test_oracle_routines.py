"""The oracle's routines and conflicts, against cases worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.oracle_rules import ALL_ZONES
from tests.core.test_oracle import (
    DAY,
    HOUR,
    NOON,
    ask,
    at,
    clearance,
    flag,
    routine,
    treatment,
)

SCULPTRA = treatment("sculptra", "temples", "chin", id="sculptra")
TOXIN = treatment("botulinum-toxin", "forehead", id="toxin")
#: 2 minutes twice a day, for two weeks: S12.
TWO_WEEKS = {"minutes": 2, "timesADay": 2, "days": 14}


def phase(days: int, times: int) -> dict[str, int]:
    return {"minutes": 5, "timesADay": times, "days": days}


def course(*visits: tuple[str, bool], product: str = "sculptra") -> dict[str, Any]:
    return {
        "id": "course",
        "product": product,
        "visits": [
            {"id": f"{n}", "date": date, "time": None, "done": done, "treatment": None}
            for n, (date, done) in enumerate(visits)
        ],
    }


def is_current(date: str, *courses: dict[str, Any], **changes: Any) -> bool:
    """Whether Sculptra of 1 June has a current routine on a date at noon."""
    now = at(f"{date}T12:00:00Z")
    found = ask(now, SCULPTRA, routines=[routine(**changes)], courses=courses)
    return bool(found["routines"])


@pytest.mark.parametrize(
    ("changes", "last_day"),
    [
        ({}, "2026-06-05"),
        ({"days": 1}, "2026-06-01"),
        ({"then": []}, "2026-06-05"),
        ({"then": [TWO_WEEKS]}, "2026-06-19"),
        ({"then": [phase(3, 1), phase(1, 0)]}, "2026-06-09"),
        ({"then": [TWO_WEEKS], "preset": "5-5-5-then-14-days"}, "2026-06-19"),
        # the first days of drainage are days of the routine, with nothing to do
        ({"timesADay": 0, "days": 2, "then": [phase(12, 1)]}, "2026-06-14"),
    ],
)
def test_the_days_of_all_phases_count(changes, last_day):
    day_after = f"2026-06-{int(last_day[-2:]) + 1:02}"
    assert not is_current("2026-05-31", **changes)
    assert is_current("2026-06-01", **changes)
    assert is_current(last_day, **changes)
    assert not is_current(day_after, **changes)


@pytest.mark.parametrize("then", [{}, {"then": [TWO_WEEKS]}])
def test_a_routine_of_no_days_is_never_current(then):
    for day in range(1, 20):
        assert not is_current(f"2026-06-{day:02}", days=0, preset="none", **then)
    silent = routine(days=0, **then)
    answer = ask(at(NOON), SCULPTRA, TOXIN, routines=[silent])
    assert (answer["routines"], answer["conflict"]) == ([], None)
    assert answer["verdict"] == "blocked"  # over the whole face, as without a routine


@pytest.mark.parametrize(
    ("appointments", "last_day"),
    [
        ([], "2026-06-19"),
        ([("2026-06-10", False)], "2026-06-09"),
        ([("2026-06-19", False)], "2026-06-18"),
        ([("2026-06-20", False)], "2026-06-19"),
        ([("2026-07-20", False)], "2026-06-19"),  # later than planned: never longer
        ([("2026-06-06", False)], "2026-06-05"),  # nothing left of the last phase
        ([("2026-06-03", False)], "2026-06-05"),  # the first phase is not cut
        ([("2026-06-12", False), ("2026-06-09", False)], "2026-06-08"),
        ([("2026-06-09", True), ("2026-06-12", False)], "2026-06-11"),
        ([("2026-06-09", True)], "2026-06-19"),
        # of the treatment's own date, or earlier: not the next one
        ([("2026-06-01", False), ("2026-05-20", False)], "2026-06-19"),
    ],
)
def test_until_the_next_visit_cuts_the_last_phase(appointments, last_day):
    def holds(date, **how):
        return is_current(date, course(*appointments), then=[TWO_WEEKS], **how)

    day_after = f"2026-06-{int(last_day[-2:]) + 1:02}"
    assert holds(last_day, untilNextVisit=True)
    assert not holds(day_after, untilNextVisit=True)
    assert holds("2026-06-19", untilNextVisit=False)
    assert holds("2026-06-19")


def test_an_only_phase_is_the_last_one():
    next_visit = course(("2026-06-03", False))
    assert is_current("2026-06-02", next_visit, untilNextVisit=True)
    assert not is_current("2026-06-03", next_visit, untilNextVisit=True)


def test_only_appointments_of_the_same_product_count_from_any_course():
    other = course(("2026-06-03", False), product="mesotherapy-face")
    assert is_current("2026-06-05", other, untilNextVisit=True)
    two = (course(("2026-06-05", False)), course(("2026-06-04", False)))
    assert is_current("2026-06-03", *two, untilNextVisit=True)
    assert not is_current("2026-06-04", *two, untilNextVisit=True)


def test_an_appointment_ends_the_routine_at_the_local_midnight_of_the_treatment():
    given = {**SCULPTRA, "timezone": "Pacific/Auckland"}
    plan = {
        "routines": [routine(untilNextVisit=True)],
        "courses": [course(("2026-06-03", False))],
    }
    midnight = at("2026-06-02T12:00:00Z")
    assert ask(midnight - 1000, given, **plan)["routines"]
    assert not ask(midnight, given, **plan)["routines"]


def test_each_part_of_each_routine_has_its_own_answer():
    both = treatment("sculptra", "chin", "hips", "lips", "temples", id="s")
    body = treatment("mesotherapy-body", "hips", "knees", id="m")
    filler = treatment("hyaluronic-filler", "chin", id="f")
    routines = [routine("knees", product="mesotherapy-body", days=14), routine()]
    noon = at(NOON)
    answer = ask(noon, both, body, filler, routines=routines)
    assert answer["routines"] == [
        {
            "product": "mesotherapy-body",
            "part": "body",
            "verdict": "blocked",
            "opensAt": noon + 48 * HOUR,
            "zones": ["knees"],
        },
        {
            "product": "sculptra",
            "part": "face",
            "verdict": "blocked",
            "opensAt": noon + 14 * DAY,
            "zones": ["chin", "temples"],
        },
        {
            "product": "sculptra",
            "part": "body",
            "verdict": "blocked",
            "opensAt": noon + 48 * HOUR,
            "zones": ["hips"],
        },
    ]
    assert (answer["verdict"], answer["opensAt"]) == ("blocked", noon + 14 * DAY)
    # Drained, the body eases; the face still holds the whole.
    later = ask(noon + 48 * HOUR, both, body, filler, routines=routines)
    verdicts = [found["verdict"] for found in later["routines"]]
    assert verdicts == ["clear", "blocked", "clear"]
    assert later["verdict"] == "blocked"


def test_a_part_without_massage_targets_has_no_answer():
    given = treatment("sculptra", "lips", "neck", "forehead", "abdomen")
    found = ask(at(NOON), given, routines=[routine()])["routines"]
    assert [(each["part"], each["zones"]) for each in found] == [("body", ["abdomen"])]
    face_only = treatment("sculptra", "lips", "neck")
    assert ask(at(NOON), face_only, routines=[routine()])["routines"] == []


def test_treated_zones_are_those_of_the_visits_under_way():
    first = treatment("sculptra", "chin", date="2026-05-28", id="a")
    second = treatment("sculptra", "temples", id="b")
    zones = {
        day: ask(at(f"2026-06-{day:02}T12:00:00Z"), first, second, routines=[routine()])
        for day in (1, 2)
    }
    assert zones[1]["routines"][0]["zones"] == ["chin", "temples"]
    assert zones[2]["routines"][0]["zones"] == ["temples"]


def test_a_flag_on_the_body_closes_the_routine_there_only():
    both = treatment("sculptra", "chin", "hips")
    found = ask(at(NOON), both, routines=[routine()], flags=[flag("hips")])["routines"]
    assert [(each["verdict"], each["opensAt"]) for each in found] == [
        ("clear", None),
        ("blocked", None),
    ]


def test_the_same_visit_with_toxin_loses_ten_of_twenty_five():
    noon = at(NOON)
    assert ask(noon + HOUR, SCULPTRA, TOXIN, routines=[routine()])["conflict"] == {
        "product": "sculptra",
        "part": "face",
        "zones": ["chin", "temples"],
        "until": noon + 48 * HOUR,
        "forbids": [
            {
                "treatment": "toxin",
                "zones": ["chin", "temples"],
                "until": noon + 48 * HOUR,
            }
        ],
        "sessionsLost": 10,
        "sessionsPlanned": 25,
    }
    over = ask(noon + 48 * HOUR, SCULPTRA, TOXIN, routines=[routine()])
    assert over["conflict"] is None


@pytest.mark.parametrize(
    ("changes", "courses", "lost", "planned"),
    [
        ({}, [], 5 * 5, 25),  # the filler's 14 days outlast the five
        ({"then": [TWO_WEEKS]}, [], 5 * 5 + 9 * 2, 5 * 5 + 14 * 2),
        ({"then": [phase(3, 1), phase(10, 2)]}, [], 25 + 3 + 6 * 2, 25 + 3 + 20),
        (
            {"then": [TWO_WEEKS], "untilNextVisit": True},
            [course(("2026-06-11", False))],
            25 + 5 * 2,
            25 + 5 * 2,
        ),
        ({"timesADay": 0, "days": 2, "then": [phase(12, 1)]}, [], 12, 12),
    ],
)
def test_sessions_lost_and_planned_follow_the_phases(changes, courses, lost, planned):
    filler = treatment("hyaluronic-filler", "chin", id="filler")
    plan = {"routines": [routine(**changes)], "courses": courses}
    found = ask(at(NOON) + HOUR, SCULPTRA, filler, **plan)["conflict"]
    assert found["zones"] == ["chin"]
    assert (found["sessionsLost"], found["sessionsPlanned"]) == (lost, planned)


@pytest.mark.parametrize(
    ("date", "time", "toxin_time", "days"),
    [
        ("2026-06-01", "12:00", "12:00", 2),
        ("2026-06-01", "00:00", "11:59", 2),
        ("2026-06-01", "00:00", "12:00", 3),  # two and a half days, rounded up
        ("2026-05-31", "23:59", "12:00", 3),
        ("2026-06-01", None, "12:00", 3),  # a date alone counts from its midnight
        ("2026-06-01", "12:00", None, 2),
        ("2026-05-29", "12:00", "12:00", 5),
        ("2026-05-28", "12:00", "12:00", 5),  # no more days than the routine has
    ],
)
def test_lost_days_are_rounded_and_limited(date, time, toxin_time, days):
    given = {**SCULPTRA, "date": date, "time": time}
    toxin = {**TOXIN, "time": toxin_time}
    now = at("2026-06-01T12:00:00Z")
    found = ask(now, given, toxin, routines=[routine()])["conflict"]
    assert found["sessionsLost"] == 5 * days


@pytest.mark.parametrize(
    ("ends", "time", "now"), [("12:00", "18:00", "11:00"), ("00:30", "23:30", "00:10")]
)
def test_a_block_that_ends_before_the_treatment_loses_nothing(ends, time, now):
    toxin = {**TOXIN, "date": "2026-05-30", "time": ends}
    given = {**SCULPTRA, "time": time}
    found = ask(at(f"2026-06-01T{now}:00Z"), given, toxin, routines=[routine()])
    assert found["conflict"]["until"] == at(f"2026-06-01T{ends}:00Z")
    assert found["conflict"]["sessionsLost"] == 0


def test_of_two_visits_under_way_the_latest_is_counted():
    old = treatment("sculptra", "chin", date="2026-05-30", id="old")
    new = treatment("sculptra", "chin", time="00:00", id="new")
    same_day = treatment("sculptra", "chin", time="12:00", id="same")
    for visits, lost in [
        ((old, new), 3),
        ((new, old), 3),
        ((old, new, same_day), 2),
        ((old, same_day, new), 3),
    ]:
        found = ask(at(NOON) + HOUR, *visits, TOXIN, routines=[routine()])["conflict"]
        assert found["sessionsLost"] == 5 * lost


def test_a_conflict_names_each_treatment_with_its_own_end():
    filler = treatment("hyaluronic-filler", "chin", id="filler")
    words = [clearance("temples", when="2026-06-02T12:00:00Z")]
    found = ask(
        at(NOON) + HOUR, TOXIN, SCULPTRA, filler, routines=[routine()], clearances=words
    )["conflict"]
    both = ["chin", "temples"]
    noon = at(NOON)
    assert found["zones"] == both
    assert found["until"] == noon + 14 * DAY
    assert found["forbids"] == [
        {"treatment": "toxin", "zones": both, "until": noon + 48 * HOUR},
        {"treatment": "filler", "zones": ["chin"], "until": noon + 14 * DAY},
    ]


def test_a_clearance_to_come_ends_a_block():
    word = clearance("chin", "temples", when="2026-06-02T12:00:00Z", plan=True)
    found = ask(at(NOON), SCULPTRA, TOXIN, routines=[routine()], clearances=[word])[
        "conflict"
    ]
    assert found["until"] == found["forbids"][0]["until"] == at(NOON) + DAY
    assert found["sessionsLost"] == 5


def test_what_is_lifted_or_only_cautious_is_no_conflict():
    word = clearance("chin", plan=True)
    now = at(NOON) + HOUR
    lifted = ask(now, SCULPTRA, TOXIN, routines=[routine()], clearances=[word])
    assert lifted["conflict"]["zones"] == ["temples"]
    filler = treatment("hyaluronic-filler", "chin", date="2026-05-15")
    assert ask(now, SCULPTRA, filler, routines=[routine()])["conflict"] is None


def test_a_flag_is_no_conflict_but_leaves_one_without_an_end():
    now = at(NOON) + 24 * HOUR
    alone = ask(now, SCULPTRA, routines=[routine()], flags=[flag("chin")])
    assert alone["conflict"] is None
    held = ask(now, SCULPTRA, TOXIN, routines=[routine()], flags=[flag("chin")])
    assert held["conflict"]["until"] is None
    assert held["conflict"]["forbids"][0]["until"] == at(NOON) + 48 * HOUR
    assert held["conflict"]["sessionsLost"] == 5  # so far
    elsewhere = ask(now, SCULPTRA, TOXIN, routines=[routine()], flags=[flag("jawline")])
    assert elsewhere["conflict"]["until"] == at(NOON) + 48 * HOUR


def test_a_block_of_the_same_product_is_no_conflict():
    body = treatment("mesotherapy-body", "hips", id="drained")
    drain = routine(product="mesotherapy-body", days=14)
    assert ask(at(NOON), body, routines=[drain])["conflict"] is None
    both = treatment("sculptra", "hips", "knees", id="s", date="2026-05-31")
    found = ask(at(NOON), body, both, routines=[drain, routine()])["conflict"]
    assert (found["product"], found["part"], found["zones"]) == (
        "sculptra",
        "body",
        ["hips"],
    )


def test_the_first_routine_in_the_record_is_named_and_its_face_first():
    both = treatment("sculptra", "chin", "hips", id="s")
    body = treatment("mesotherapy-body", "hips", id="m")
    drain = routine("hips", "chin", product="mesotherapy-body", days=14)

    def named(*routines):
        found = ask(at(NOON), both, body, TOXIN, routines=routines)["conflict"]
        return found["product"], found["part"], found["zones"]

    assert named(routine(), drain) == ("sculptra", "face", ["chin"])
    assert named(drain, routine()) == ("mesotherapy-body", "face", ["chin"])
    assert named(routine("hips"), drain) == ("sculptra", "body", ["hips"])


def test_own_blocks_hold_the_end_of_a_conflict():
    """The other product's block ends a day before the routine's own."""
    threads = treatment("thread-lift", "hips", id="threads", date="2026-05-12")
    body = treatment("mesotherapy-body", "hips", id="m")
    drain = routine(product="mesotherapy-body", days=14)
    found = ask(at(NOON), body, threads, routines=[drain])["conflict"]
    assert found["forbids"][0]["until"] == at("2026-06-02T12:00:00Z")
    assert found["until"] == at("2026-06-03T12:00:00Z")
    assert found["sessionsLost"] == 10


def test_nothing_entered_has_no_routine_and_no_conflict():
    answer = ask(at(NOON), routines=[routine(*ALL_ZONES)])
    assert (answer["routines"], answer["conflict"]) == ([], None)
