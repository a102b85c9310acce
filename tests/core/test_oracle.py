"""The oracle itself, against cases worked out by hand from the clinical brief, B."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.core.oracle import Answer, ZoneAnswer, assess
from tests.core.oracle_rules import ALL_ZONES, FACE_ZONES

HOUR = 3_600_000
DAY = 86_400_000
NOON = "2026-06-01T12:00:00Z"


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def treatment(product: str, *zones: str, **changes: Any) -> dict[str, Any]:
    """Make a treatment, at NOON unless told otherwise."""
    when = {"date": "2026-06-01", "time": "12:00", "timezone": "UTC"}
    return {"id": "t", "product": product, "zones": list(zones), **when, **changes}


def clearance(*zones: str, when: str = NOON, plan: bool = False) -> dict[str, Any]:
    return {"id": "c", "zones": list(zones), "at": when, "fromPlan": plan}


def flag(*zones: str, cleared: str | None = None) -> dict[str, Any]:
    return {"id": "f", "zones": list(zones), "at": NOON, "clearedAt": cleared}


def routine(
    *zones: str, days: int = 5, product: str = "sculptra", **changes: Any
) -> dict[str, Any]:
    """Make a routine: 5 minutes, 5 times a day, unless told otherwise."""
    rhythm = {"minutes": 5, "timesADay": 5, "days": days}
    return {"product": product, "zones": list(zones), **rhythm, **changes}


def ask(now: int, *treatments: dict[str, Any], **others: Any) -> Answer:
    lists = {"clearances": [], "flags": [], "routines": [], **others}
    return assess(treatments, now_ms=now, **lists)


def says(answer: Answer, zone: str) -> tuple[str, int | None, bool]:
    found: ZoneAnswer = answer["zones"][zone]
    return found["verdict"], found["until"], found["leaveOut"]


# product, injected zone, blocked until, caution until, zones reached
TABLE = [
    ("botulinum-toxin", "forehead", 48 * HOUR, 14 * DAY, set(FACE_ZONES)),
    (
        "hyaluronic-filler",
        "chin",
        14 * DAY,
        30 * DAY,
        {"chin", "mouth-corners", "jawline"},
    ),
    ("hyaluronic-filler", "lips", 14 * DAY, 30 * DAY, {"lips"}),
    ("thread-lift", "neck", 21 * DAY, 60 * DAY, {"neck", "jawline"}),
    ("mesotherapy-face", "chin", 48 * HOUR, 10 * DAY, {"chin"}),
    ("mesotherapy-body", "knees", 48 * HOUR, 48 * HOUR, {"knees"}),
    ("sculptra", "temples", 0, 0, set()),
]


@pytest.mark.parametrize(("product", "zone", "block", "caution", "reached"), TABLE)
def test_each_window_at_its_edges(product, zone, block, caution, reached):
    def verdicts(elapsed):
        answer = ask(at(NOON) + elapsed, treatment(product, zone))
        untouched = {answer["zones"][z]["verdict"] for z in set(ALL_ZONES) - reached}
        assert untouched <= {"clear"}
        found = {
            (answer["zones"][z]["verdict"], answer["zones"][z]["until"])
            for z in reached
        }
        return found or {("clear", None)}

    blocked = {("blocked", at(NOON) + block)}
    cautious = {("caution", at(NOON) + caution)}
    clear = {("clear", None)}
    if block:
        for elapsed in (-400 * DAY, -1, 0, 1, block - 1):
            assert verdicts(elapsed) == blocked
    if caution > block:
        for elapsed in (block, block + 1, caution - 1):
            assert verdicts(elapsed) == cautious
    for elapsed in (caution, caution + 1, 400 * DAY):
        assert verdicts(elapsed) == clear


@pytest.mark.parametrize(
    ("injected", "neighbours"),
    [
        ("forehead", {"glabella", "temples"}),
        ("glabella", {"forehead", "nose-sides"}),
        ("outer-eye-corners", {"temples", "cheekbones"}),
        ("nose-bridge", {"nose-sides", "nasolabial-folds", "glabella"}),
        ("jaw-angle", {"jawline", "front-of-ear", "cheek-hollows"}),
        ("mouth-corners", {"nasolabial-folds", "chin", "jawline"}),
        ("chin", {"mouth-corners", "jawline"}),
        ("neck", {"jawline"}),
        ("temples", set()),
        ("knees", set()),
    ],
)
def test_toxin_leaves_out_injected_zones_and_neighbours(injected, neighbours):
    def left_out(elapsed):
        answer = ask(at(NOON) + elapsed, treatment("botulinum-toxin", injected))
        return {zone for zone in ALL_ZONES if answer["zones"][zone]["leaveOut"]}

    expected = (neighbours | {injected}) - {"knees"}
    assert left_out(48 * HOUR) == left_out(14 * DAY - 1) == expected
    assert left_out(48 * HOUR - 1) == left_out(14 * DAY) == set()


@pytest.mark.parametrize(
    ("timezone", "date", "time", "opens"),
    [
        ("UTC", "2026-06-01", None, "2026-06-03T23:59:00Z"),
        ("Europe/Madrid", "2026-06-01", None, "2026-06-03T21:59:00Z"),
        # elapsed hours, not the same hour two days later
        ("Europe/Madrid", "2026-03-28", "12:00", "2026-03-30T11:00:00Z"),
        ("Europe/Madrid", "2026-10-24", "12:00", "2026-10-26T10:00:00Z"),
        # skipped: 02:30 is 03:30 summer time, 01:30Z
        ("Europe/Madrid", "2026-03-29", "02:30", "2026-03-31T01:30:00Z"),
        # twice: 02:30 is the winter one, 01:30Z
        ("Europe/Madrid", "2026-10-25", "02:30", "2026-10-27T01:30:00Z"),
        # skipped: 00:30 is 01:30 summer time, 04:30Z
        ("America/Santiago", "2026-09-06", "00:30", "2026-09-08T04:30:00Z"),
        # 23:00 to 24:00 occurs twice; the later 23:59 is 03:59Z
        ("America/Santiago", "2026-04-04", "23:30", "2026-04-07T03:30:00Z"),
        ("America/Santiago", "2026-04-04", None, "2026-04-07T03:59:00Z"),
    ],
)
def test_instant_of_a_treatment(timezone, date, time, opens):
    given = treatment(
        "mesotherapy-body", "hips", timezone=timezone, date=date, time=time
    )
    assert says(ask(at(opens) - 1, given), "hips") == ("blocked", at(opens), False)
    assert says(ask(at(opens), given), "hips") == ("clear", None, False)


@pytest.mark.parametrize(
    ("timezone", "date", "first"),
    [
        ("Europe/Madrid", "2026-10-25", "2026-10-24T22:00:00Z"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),  # no midnight
        ("America/Santiago", "2026-04-05", "2026-04-05T04:00:00Z"),
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"),  # two midnights
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),  # no such day
    ],
)
def test_with_no_time_a_clearance_counts_from_the_first_instant_of_the_day(
    timezone, date, first
):
    given = treatment("botulinum-toxin", "forehead", timezone=timezone, date=date)
    given["time"] = None

    def verdict(text):
        word = clearance("chin", when=text)
        return says(ask(at(first), given, clearances=[word]), "chin")[0]

    before = datetime.fromisoformat(first) - timedelta(milliseconds=1)
    assert verdict(first) == "clear"
    assert verdict(before.isoformat()) == "blocked"


def test_what_a_clearance_lifts():
    toxin = treatment("botulinum-toxin", "forehead")
    zones = ("forehead", "temples", "chin")

    def verdicts(elapsed, **how):
        answer = ask(at(NOON) + elapsed, toxin, clearances=[clearance(*zones, **how)])
        assert says(answer, "jawline")[0] != "clear"
        assert not any(answer["zones"][zone]["leaveOut"] for zone in zones)
        return [answer["zones"][zone]["verdict"] for zone in zones]

    assert verdicts(HOUR) == ["blocked", "blocked", "clear"]
    assert verdicts(48 * HOUR) == ["clear"] * 3
    assert verdicts(HOUR, plan=True) == ["clear"] * 3
    assert verdicts(HOUR, when="2026-05-31T23:59:59Z") == ["blocked"] * 3


def test_a_clearance_lifts_only_earlier_treatments():
    old = treatment("mesotherapy-face", "chin")
    new = treatment("mesotherapy-face", "chin", date="2026-06-08")
    word = clearance("chin", when="2026-06-05T12:00:00Z")
    answer = ask(at("2026-06-10T12:00:00Z"), old, new, clearances=[word])
    assert says(answer, "chin") == ("caution", at("2026-06-18T12:00:00Z"), False)


def test_a_later_clearance_counts_from_its_instant():
    toxin = treatment("botulinum-toxin", "forehead")
    later = at(NOON) + HOUR
    words = [clearance("chin", "forehead", when="2026-06-01T13:00:00Z")]
    answer = ask(later - 1, toxin, clearances=words)
    assert says(answer, "chin") == ("blocked", later, False)
    assert says(answer, "forehead") == ("blocked", at(NOON) + 48 * HOUR, False)
    assert says(ask(later, toxin, clearances=words), "chin") == ("clear", None, False)


def test_strictest_treatment_wins_and_leave_out_is_independent():
    toxin = treatment("botulinum-toxin", "chin")
    threads = treatment("thread-lift", "chin")
    now = at(NOON) + 3 * DAY
    answer = ask(now, toxin, threads)
    assert says(answer, "jawline") == ("blocked", at(NOON) + 21 * DAY, True)
    assert says(answer, "temples") == ("caution", at(NOON) + 14 * DAY, False)
    # The clinic's plan lifts both; the patient's note lifts the toxin only.
    noted = ask(now, toxin, threads, clearances=[clearance("chin")])
    assert says(noted, "chin") == ("blocked", at(NOON) + 21 * DAY, False)
    planned = ask(now, toxin, threads, clearances=[clearance("chin", plan=True)])
    assert says(planned, "chin") == ("clear", None, False)


def test_open_flags_block_without_an_end():
    words = [clearance(*ALL_ZONES, plan=True)]
    some = ask(at(NOON), flags=[flag("chin")], clearances=words)
    assert (some["verdict"], some["opensAt"]) == ("blocked", None)
    assert says(some, "chin") == ("blocked", None, False)
    assert says(some, "jawline") == ("clear", None, False)
    everywhere = ask(at(NOON), treatment("mesotherapy-face", "chin"), flags=[flag()])
    assert {says(everywhere, zone) for zone in ALL_ZONES} == {("blocked", None, False)}
    closed = ask(at(NOON), flags=[flag(cleared=NOON)])
    assert closed["verdict"] == "none"
    assert says(closed, "chin") == ("clear", None, False)
    # The body is not among the zones of today while there is no routine.
    assert ask(at(NOON), flags=[flag("knees")])["verdict"] == "clear"


def test_nothing_entered():
    answer = ask(at(NOON), routines=[routine("chin")], clearances=[clearance("chin")])
    assert (answer["verdict"], answer["opensAt"]) == ("none", None)
    assert list(answer["zones"]) == list(ALL_ZONES)
    assert {says(answer, zone) for zone in ALL_ZONES} == {("clear", None, False)}


@pytest.mark.parametrize(
    ("zones", "now", "verdict", "opens"),
    [
        # the chin is blocked for 14 days, the temples are free
        (["temples"], "2026-06-01T12:00:00Z", "clear", None),
        (["temples", "chin"], "2026-06-01T12:00:00Z", "blocked", 14 * DAY),
        ([], "2026-06-01T12:00:00Z", "clear", None),  # the treated: cheekbones
        # only zones that are no massage targets, so the whole face
        (["lips", "neck"], "2026-06-01T12:00:00Z", "blocked", 14 * DAY),
        # local days 1 to 5 in Madrid end at 22:00Z; before day 1 nothing is current
        (["temples"], "2026-05-31T21:59:59Z", "blocked", 14 * DAY),
        (["temples"], "2026-05-31T22:00:00Z", "clear", None),
        (["temples"], "2026-06-05T21:59:59Z", "clear", None),
        (["temples"], "2026-06-05T22:00:00Z", "blocked", 14 * DAY),
    ],
)
def test_overall_verdict_over_the_zones_of_today(zones, now, verdict, opens):
    filler = treatment("hyaluronic-filler", "chin")
    sculptra = treatment("sculptra", "cheekbones", timezone="Europe/Madrid")
    answer = ask(at(now), filler, sculptra, routines=[routine(*zones)])
    expected = None if opens is None else at(NOON) + opens
    assert (answer["verdict"], answer["opensAt"]) == (verdict, expected)


def test_routine_on_the_body_and_two_routines():
    body = treatment("mesotherapy-body", "hips")
    toxin = treatment("botulinum-toxin", "forehead")
    drain = routine("knees", product="mesotherapy-body")
    assert ask(at(NOON), body, toxin, routines=[drain])["verdict"] == "clear"
    both = [drain, routine(product="botulinum-toxin")]  # forehead: never massaged
    assert ask(at(NOON), body, toxin, routines=both)["verdict"] == "clear"
    treated = [drain, routine(product="mesotherapy-body")]
    answer = ask(at(NOON), body, toxin, routines=treated)
    assert (answer["verdict"], answer["opensAt"]) == ("blocked", at(NOON) + 48 * HOUR)
    # blocked eases to caution first, and to clear at the end of caution
    face = ask(at(NOON), toxin)
    assert (face["verdict"], face["opensAt"]) == ("blocked", at(NOON) + 48 * HOUR)
    face = ask(at(NOON) + 48 * HOUR, toxin)
    assert (face["verdict"], face["opensAt"]) == ("caution", at(NOON) + 14 * DAY)
