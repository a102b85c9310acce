"""Windows that the clinic's plan sets: when each begins and ends, and who said so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.conftest import Call

HOUR = 3_600_000
DAY = 24 * HOUR
Rules = dict[str, Any]


def spans(call: Call, protocols: Rules, product: str, **record: Any) -> dict[str, Any]:
    """Window → from, until in hours, and whether the plan set it."""
    windows = call("windows", "windowsOf", {"product": product, **record}, protocols)
    return {
        window["id"]: (
            window["fromMs"] / HOUR,
            window["untilMs"] / HOUR,
            window["source"] == ["plan"],
        )
        for window in windows
    }


TOXIN = "botulinum-toxin"
USUAL = {"first-48-hours": (0, 48, False), "until-14-days": (48, 336, False)}


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ({}, USUAL),
        # the care that followed begins where the block now ends
        (
            {"first-48-hours": 24 * HOUR},
            {"first-48-hours": (0, 24, True), "until-14-days": (24, 336, False)},
        ),
        (
            {"first-48-hours": 72 * HOUR},
            {"first-48-hours": (0, 72, True), "until-14-days": (72, 336, False)},
        ),
        # left out: care from the start
        ({"first-48-hours": 0}, {"until-14-days": (0, 336, False)}),
        (
            {"until-14-days": 28 * DAY},
            {"first-48-hours": (0, 48, False), "until-14-days": (48, 672, True)},
        ),
        ({"until-14-days": 0}, {"first-48-hours": (0, 48, False)}),
        # no time left for care
        ({"until-14-days": 48 * HOUR}, {"first-48-hours": (0, 48, False)}),
        ({"first-48-hours": 14 * DAY}, {"first-48-hours": (0, 336, True)}),
        ({"first-48-hours": 0, "until-14-days": 0}, {}),
        # said anew, but not otherwise
        ({"first-48-hours": 48 * HOUR}, USUAL),
        (
            {"until-14-days": 400 * DAY},
            {"first-48-hours": (0, 48, False), "until-14-days": (48, 9600, True)},
        ),
    ],
)
def test_each_window_ends_when_the_plan_says(
    call: Call, protocols: Rules, windows: dict[str, int], expected: dict[str, Any]
) -> None:
    assert spans(call, protocols, TOXIN, windows=windows) == expected


@pytest.mark.parametrize(
    "windows",
    [
        *(
            {"first-48-hours": value, "until-14-days": value}
            for value in (-1, 0.5, 400 * DAY + 1, "0", "86400000", None, True, [], {})
        ),
        {"until-spring": 0, "toString": 0},
        None,
        "first-48-hours",
        7,
        [0, 0],
    ],
)
def test_what_is_no_length_changes_nothing(
    call: Call, protocols: Rules, windows: Any
) -> None:
    assert spans(call, protocols, TOXIN, windows=windows) == USUAL


def test_only_a_window_of_the_product_counts(call: Call, protocols: Rules) -> None:
    said = {"first-14-days": DAY, "until-30-days": 2 * DAY}
    assert spans(call, protocols, TOXIN, windows=said) == USUAL
    assert spans(call, protocols, "sculptra", windows=said) == {}
    assert spans(call, protocols, "unheard-of", windows=said) == {}


def test_the_rules_themselves_stay_as_they_are(call: Call, protocols: Rules) -> None:
    spans(call, protocols, TOXIN, windows={"first-48-hours": 0})
    assert spans(call, protocols, TOXIN) == USUAL


def test_aftercare_says_until_when_and_who_says_so(
    call: Call, protocols: Rules
) -> None:
    treatment = {
        "id": "t",
        "product": TOXIN,
        "date": "2026-03-20",
        "time": "12:00",
        "timezone": "UTC",
        "zones": ["forehead"],
        "note": "",
        "windows": {"first-48-hours": 24 * HOUR},
    }
    noon = 1_774_008_000_000
    state = {
        "treatments": [treatment, {**treatment, "id": "u", "windows": {}}],
        **{"clearances": [], "flags": [], "routines": [], "protocols": protocols},
    }
    care = {"topics": [], "products": {}}
    items = call("aftercare", "careItems", state, care, noon + HOUR)
    told = [(item["until"] - noon, item["source"] == ["plan"]) for item in items]
    assert told == [(24 * HOUR, True), (48 * HOUR, False), (14 * DAY, False)]
