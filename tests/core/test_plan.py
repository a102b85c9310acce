"""What a patient sets by hand: choices, numbers, areas, and the record of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.conftest import Call

#: 12:00 in Madrid.
FRIDAY_NOON = round(datetime(2026, 3, 20, 11, tzinfo=UTC).timestamp() * 1000)
TEN = [
    *("temples", "cheekbones", "front-of-ear", "nose-sides", "nasolabial-folds"),
    *("cheek-hollows", "mouth-corners", "chin", "jawline", "jaw-angle"),
]


def visit(identifier: str, date: str, *zones: str, product: str = "sculptra") -> Any:
    return {
        "id": identifier,
        "product": product,
        "date": date,
        "time": "10:00",
        "timezone": "Europe/Madrid",
        "zones": list(zones),
        "note": "",
    }


def routine(minutes: int, times: int, days: int, **more: Any) -> dict[str, Any]:
    times_ = {"minutes": minutes, "timesADay": times, "days": days}
    return {"product": "sculptra", **times_, "zones": [], **more}


def phase(minutes: int, times: int, days: int) -> dict[str, int]:
    return {"minutes": minutes, "timesADay": times, "days": days}


def preset(name: str, *phases: dict[str, int], until: bool = False) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "phases": list(phases),
        "untilNextVisit": until,
        "source": ["S1"],
    }


STANDARD = preset("standard", phase(5, 5, 5))
LONG = preset("long", phase(5, 5, 5), phase(2, 2, 14))
OPEN = preset("open", phase(5, 5, 5), phase(5, 2, 37), until=True)
NONE = preset("none")
PRESETS = [STANDARD, LONG, OPEN, NONE]


# Which choice a record stands for


@pytest.mark.parametrize(
    ("kept", "choice"),
    [
        (routine(5, 5, 5, preset="standard"), "standard"),
        (routine(5, 5, 5), "standard"),
        (routine(5, 5, 5, preset="custom"), "custom"),
        (routine(4, 5, 5, preset="standard"), "custom"),
        (routine(5, 5, 5, preset="of-another-version"), "standard"),
        (routine(5, 5, 5, then=[phase(2, 2, 14)]), "long"),
        (routine(5, 5, 5, then=[phase(2, 2, 13)]), "kept"),
        (routine(5, 5, 5, then=[phase(5, 2, 37)], untilNextVisit=True), "open"),
        (routine(5, 5, 5, then=[phase(5, 2, 37)]), "kept"),
        (routine(5, 5, 5, untilNextVisit=True), "kept"),
        (routine(0, 0, 0, preset="none"), "none"),
        (routine(0, 0, 0), "none"),
        (routine(30, 12, 60), "custom"),
        (routine(31, 1, 1), "kept"),
        (routine(31, 1, 1, preset="custom"), "kept"),
        (routine(5, 0, 5, preset="custom"), "kept"),
    ],
)
def test_the_choice_that_a_record_stands_for(
    call: Call, kept: Any, choice: str
) -> None:
    assert call("plan", "choiceOf", kept, PRESETS) == choice


def test_every_preset_that_is_shipped_is_found_again(
    call: Call, protocols: Any
) -> None:
    found = 0
    for product, treatment in protocols["treatments"].items():
        presets = (treatment["routine"] or {"presets": []})["presets"]
        for each in presets:
            kept = call("routine", "routineFrom", product, each)
            unnamed = {key: kept[key] for key in kept if key != "preset"}
            assert call("plan", "choiceOf", kept, presets) == each["id"]
            assert call("plan", "choiceOf", unnamed, presets) == each["id"]
            found += 1
    assert found >= 8


# The numbers


@pytest.mark.parametrize(
    ("minutes", "times", "days", "wrong"),
    [
        ("1", "1", "1", []),
        ("30", "12", "60", []),
        ("0", "0", "0", ["minutes", "timesADay", "days"]),
        ("31", "13", "61", ["minutes", "timesADay", "days"]),
        ("2.5", "5", "5", ["minutes"]),
        ("5", "", "5", ["timesADay"]),
        ("5", "5", " ", ["days"]),
        ("5", "5", "-5", ["days"]),
        ("five", "5", "5", ["minutes"]),
    ],
)
def test_numbers_that_can_be_kept(
    call: Call, minutes: str, times: str, days: str, wrong: list[str]
) -> None:
    values = {"minutes": minutes, "timesADay": times, "days": days}
    assert call("plan", "wrongNumbers", values) == wrong


@pytest.mark.parametrize(
    ("seconds", "can_be_kept"),
    [
        *[("", True), (" ", True), ("5", True), ("300", True), ("45", True)],
        *[("4", False), ("301", False), ("7.5", False), ("x", False), ("-30", False)],
    ],
)
def test_seconds_that_can_be_kept(
    call: Call, seconds: str, *, can_be_kept: bool
) -> None:
    assert call("plan-areas", "areSeconds", seconds) is can_be_kept


@pytest.mark.parametrize(
    ("choice", "times"),
    [
        ("standard", {"preset": "standard", **phase(5, 5, 5)}),
        ("long", {"preset": "long", **phase(5, 5, 5), "then": [phase(2, 2, 14)]}),
        (
            "open",
            {
                "preset": "open",
                **phase(5, 5, 5),
                "then": [phase(5, 2, 37)],
                "untilNextVisit": True,
            },
        ),
        ("none", {"preset": "none", **phase(0, 0, 0)}),
        ("custom", {"preset": "custom", **phase(4, 3, 2)}),
        ("kept", {**phase(7, 1, 1), "then": [phase(1, 1, 1)]}),
    ],
)
def test_the_times_that_a_choice_stands_for(
    call: Call, choice: str, times: dict[str, Any]
) -> None:
    kept = routine(7, 1, 1, then=[phase(1, 1, 1)], zones=["chin"])
    numbers = {"minutes": "4", "timesADay": "3", "days": "2"}
    assert call("plan", "timesOf", choice, kept, PRESETS, numbers) == times


@pytest.mark.parametrize(
    ("given_phase", "massages", "minutes"),
    [
        (phase(5, 5, 5), 25, 125),
        (phase(2, 2, 14), 28, 56),
        (phase(5, 2, 37), 74, 370),
        (phase(5, 0, 2), 0, 0),
    ],
)
def test_what_a_phase_comes_to(
    call: Call, given_phase: dict[str, int], massages: int, minutes: int
) -> None:
    expected = {"massages": massages, "days": given_phase["days"], "minutes": minutes}
    assert call("plan", "sumOf", given_phase) == expected


def test_the_first_phase_with_a_massage(call: Call) -> None:
    phases = [phase(5, 0, 2), phase(6, 1, 12), phase(7, 1, 1)]
    assert call("plan", "firstMassages", phases) == phase(6, 1, 12)
    assert call("plan", "firstMassages", [phase(5, 0, 2)]) is None


# The record


def test_a_rewritten_record_keeps_what_it_does_not_know(call: Call) -> None:
    kept = routine(
        5,
        5,
        5,
        preset="open",
        then=[phase(5, 2, 37)],
        untilNextVisit=True,
        zones=["chin"],
        wider=["chin", "jawline"],
        manner={"chin": {"seconds": 9}},
        screened={"at": "2026-03-20T10:00:00Z", "yes": [], "by": ""},
        later="something of another version",
    )
    times = {"preset": "custom", **phase(4, 3, 2)}
    areas = {"zones": ["jawline"], "manner": {}}
    assert call("plan", "rewritten", kept, times, areas) == {
        "product": "sculptra",
        "preset": "custom",
        **phase(4, 3, 2),
        "zones": ["jawline"],
        "screened": {"at": "2026-03-20T10:00:00Z", "yes": [], "by": ""},
        "later": "something of another version",
    }


def test_a_rewritten_record_bears_what_is_personal(call: Call) -> None:
    areas = {"zones": [], "manner": {"chin": {"intensity": "light"}}}
    plan = call("plan", "rewritten", routine(5, 5, 5), phase(5, 5, 5), areas)
    assert plan == routine(5, 5, 5, manner={"chin": {"intensity": "light"}})


@pytest.mark.parametrize(
    ("values", "manner"),
    [
        (("", "firm", ""), {}),
        (("45", "firm", ""), {"seconds": 45}),
        (("", "light", ""), {"intensity": "light"}),
        (("", "medium", "up"), {"intensity": "medium", "direction": "up"}),
        (
            ("300", "light", "in"),
            {"seconds": 300, "intensity": "light", "direction": "in"},
        ),
    ],
)
def test_only_what_is_not_usual_is_kept_of_an_area(
    call: Call, values: tuple[str, str, str], manner: dict[str, Any]
) -> None:
    said = dict(zip(("seconds", "intensity", "direction"), values, strict=True))
    before = {"seconds": 9, "intensity": "medium", "direction": "out"}
    assert call("plan-areas", "mannerFrom", before, said) == manner
    unknown = {"later": True}
    assert call("plan-areas", "mannerFrom", unknown, said) == unknown | manner


# The areas


def test_a_plan_is_for_every_visit_whose_days_are_not_over(call: Call) -> None:
    visits = [
        visit("fifth-day", "2026-03-16", "chin"),
        visit("sixth-day", "2026-03-15", "jawline"),
        visit("another", "2026-03-20", "abdomen", product="mesotherapy-body"),
        visit("first-day", "2026-03-20", "temples"),
    ]

    def meant(plan: Any, *entered: Any) -> list[str]:
        found = call("plan-areas", "visitsFor", plan, list(entered), FRIDAY_NOON)
        return [each["id"] for each in found]

    assert meant(routine(5, 5, 5), *visits) == ["fifth-day", "first-day"]
    assert meant(routine(5, 5, 6), *visits) == ["fifth-day", "sixth-day", "first-day"]
    assert meant(routine(5, 5, 5), visits[1], visits[2]) == ["sixth-day"]
    assert meant(routine(0, 0, 0), *visits) == ["first-day"]


def test_the_parts_of_a_plan(call: Call, protocols: Any) -> None:
    face, body = visit("f", "2026-03-20", "forehead"), visit("b", "2026-03-20", "hips")

    def parts(plan: Any, *visits: Any) -> Any:
        return call("plan-areas", "partsOf", plan, list(visits), protocols)

    assert parts(routine(5, 5, 5), face) == ["face"]
    assert parts(routine(5, 5, 5), body) == ["body"]
    assert parts(routine(5, 5, 5), body, face) == ["face", "body"]
    assert parts(routine(5, 5, 5, zones=["hips"]), face) == ["face", "body"]


def test_treated_areas_come_first_then_the_others(call: Call, protocols: Any) -> None:
    visits = [visit("v", "2026-03-20", "jawline", "forehead", "chin")]
    found = call("plan-areas", "areasOf", "face", routine(5, 5, 5), visits, protocols)
    others = [zone for zone in TEN if zone not in {"chin", "jawline"}]
    assert [area["id"] for area in found] == ["chin", "jawline", *others]
    assert [area["id"] for area in found if area["isChosen"]] == ["chin", "jawline"]


def test_the_order_of_the_record_comes_before_the_usual_one(
    call: Call, protocols: Any
) -> None:
    visits = [visit("v", "2026-03-20", "temples", "chin", "hips")]
    plan = routine(5, 5, 5, zones=["jawline", "hips", "temples"])
    found = call("plan-areas", "areasOf", "face", plan, visits, protocols)
    assert [area["id"] for area in found][:3] == ["jawline", "temples", "chin"]
    chosen = [area["id"] for area in found if area["isChosen"]]
    assert chosen == ["jawline", "temples"]
    assert sorted(area["id"] for area in found) == sorted(TEN)


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (["temples", "chin", "hips"], []),
        (["chin", "temples", "hips"], ["chin", "temples", "hips"]),
        (["temples", "chin"], ["temples", "chin"]),
        (["temples", "chin", "jawline", "hips"],) * 2,
    ],
)
def test_the_treated_areas_in_their_order_are_not_written_out(
    call: Call, protocols: Any, chosen: list[str], kept: list[str]
) -> None:
    visits = [
        visit("a", "2026-03-20", "hips", "temples"),
        visit("b", "2026-03-19", "chin", "forehead"),
    ]
    assert call("plan-areas", "zonesToKeep", chosen, visits, protocols) == kept


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    zones=st.lists(st.sampled_from(TEN), min_size=1, unique=True),
    minutes=st.integers(1, 30),
    own=st.dictionaries(st.sampled_from(TEN), st.integers(5, 300), max_size=4),
)
def test_an_area_takes_its_own_seconds_or_an_equal_share(
    call: Call, protocols: Any, zones: list[str], minutes: int, own: dict[str, int]
) -> None:
    """The model deals the seconds out one by one, as cards."""
    dealt = dict.fromkeys(zones, 0)
    for second in range(minutes * 60):
        dealt[zones[second % len(zones)]] += 1
    manner = {zone: {"seconds": seconds} for zone, seconds in own.items()}
    areas = {"zones": zones, "manner": manner}
    lengths = call(
        "plan-areas", "lengthsOf", "face", {"minutes": minutes}, areas, protocols
    )
    assert lengths == {
        zone: own.get(zone, seconds) * 1000 for zone, seconds in dealt.items()
    }
