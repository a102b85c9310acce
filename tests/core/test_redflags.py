"""Flags and the numbers to call: tables by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.core.conftest import Call

LEVELS = {"vision": "red", "cold-skin": "orange", "crust": "yellow"}
EMERGENCY = {"anywhere": "112", "numbers": {"CA": "911", "GB": "999", "RU": "103"}}


def ms(instant: str) -> int:
    return int(datetime.fromisoformat(instant).timestamp() * 1000)


def flag(**changes: Any) -> dict[str, Any]:
    return {
        "id": "f",
        "sign": "crust",
        "level": "yellow",
        "zones": [],
        "at": "2026-03-20T10:20:30Z",
        "clearedAt": None,
        "clearedBy": "",
    } | changes


def test_a_sign_in_some_zones_raises_its_flag_there(call: Call) -> None:
    now = ms("2026-03-20T10:20:30Z")
    assert call("redflags", "raise", "crust", LEVELS, "f", now, ["chin"]) == flag(
        zones=["chin"]
    )


@pytest.mark.parametrize(
    ("before", "more", "after"),
    [
        (["chin"], ["jawline", "chin"], ["chin", "jawline"]),
        (["chin"], [], []),
        ([], ["chin"], []),
        ([], [], []),
    ],
)
def test_a_flag_that_is_raised_again_only_grows(
    call: Call, before: list[str], more: list[str], after: list[str]
) -> None:
    widened = call("redflags", "widened", flag(zones=before), more)
    assert widened == flag(zones=after)


def test_the_gravest_flag_stands_first_and_then_the_latest(call: Call) -> None:
    flags = [
        flag(id="early", at="2026-03-18T10:00:00Z"),
        flag(id="gone", level="red", clearedAt="2026-03-19T10:00:00Z"),
        flag(id="late", at="2026-03-20T10:00:00Z"),
        flag(id="grave", level="red", at="2026-03-01T10:00:00Z"),
        flag(id="urgent", level="orange"),
        flag(id="before", clearedAt="2026-03-18T10:00:00Z"),
    ]
    standing = call("redflags", "openFlags", flags)
    assert [item["id"] for item in standing] == ["grave", "urgent", "late", "early"]
    past = call("redflags", "clearedFlags", flags)
    assert [item["id"] for item in past] == ["gone", "before"]


@pytest.mark.parametrize(
    ("date", "time", "outcome"),
    [
        # raised at 11:20:30 in Madrid, now it is 12:40:50
        ("2026-03-20", "12:40", {"at": ms("2026-03-20T11:40:00Z")}),
        ("2026-03-20", "12:41", {"problem": "future"}),
        ("2026-03-21", "08:00", {"problem": "future"}),
        ("2026-03-20", "11:21", {"at": ms("2026-03-20T10:21:00Z")}),
        ("2026-03-20", "11:20", {"at": ms("2026-03-20T10:20:30Z")}),
        ("2026-03-20", "11:19", {"problem": "early"}),
        ("2026-03-19", "12:40", {"problem": "early"}),
        ("0002-03-20", "12:40", {"problem": "early"}),
        ("", "12:40", {"problem": "missing"}),
        ("2026-03-20", "", {"problem": "missing"}),
        ("20 March", "12:40", {"problem": "missing"}),
    ],
)
def test_a_clearance_lies_between_the_flag_and_now(
    call: Call, date: str, time: str, outcome: dict[str, Any]
) -> None:
    now = ms("2026-03-20T11:40:50Z")
    written = {"date": date, "time": time}
    found = call("redflags", "clearingOf", flag(), written, "Europe/Madrid", now)
    assert found == outcome


@pytest.mark.parametrize(
    ("raised", "now", "time"),
    [
        # In Madrid 02:00–03:00 came twice on 25 October 2026.
        ("2026-10-25T00:10:00Z", "2026-10-25T00:20:00Z", "02:20"),
        ("2026-10-25T00:50:00Z", "2026-10-25T01:10:00Z", "02:10"),
        # The clock was put right after the flag was raised.
        ("2026-10-25T14:00:00Z", "2026-10-25T12:00:00Z", "13:00"),
    ],
)
def test_the_present_moment_can_always_be_written_down(
    call: Call, raised: str, now: str, time: str
) -> None:
    place = "Europe/Madrid"
    written = call("redflags", "writtenAt", ms(now), place)
    assert written == {"date": "2026-10-25", "time": time}
    found = call("redflags", "clearingOf", flag(at=raised), written, place, ms(now))
    assert found == {"at": ms(now)}


@pytest.mark.parametrize(
    ("after", "products", "answer"),
    [
        ([], ["sculptra"], True),
        ([], [], True),
        (["sculptra", "hyaluronic-filler"], ["sculptra"], True),
        (["sculptra"], ["botulinum-toxin", "sculptra"], True),
        (["sculptra"], ["botulinum-toxin"], False),
        (["sculptra"], [], False),
    ],
)
def test_a_sign_concerns_its_own_products_or_all(
    call: Call, after: list[str], products: list[str], answer: bool
) -> None:
    assert call("redflags", "concerns", after, products) is answer


@pytest.mark.parametrize(
    ("locale", "own", "number"),
    [
        ("en-GB", "", "999"),
        ("en-gb", "", "999"),
        ("en-US", "", "112"),
        ("ru-RU", "", "103"),
        ("ru", "", "112"),
        ("", "", "112"),
        ("es-419", "", "112"),
        ("en-Latn-CA", "", "911"),
        ("fr-u-ca-gregory", "", "112"),
        ("fr-FR-u-ca-gregory", "", "112"),
        ("en-GB", "112", "112"),
        ("de-DE", "144", "144"),
    ],
)
def test_the_emergency_number_is_the_patients_own_or_the_regions(
    call: Call, locale: str, own: str, number: str
) -> None:
    assert call("redflags", "emergencyNumber", locale, EMERGENCY, own) == number
    if not own:
        assert call("redflags", "emergencyNumber", locale, EMERGENCY) == number


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("112", True),
        ("+34 600 123 456", True),
        ("(+34) 600-123-456", True),
        ("+44 (0)20 7946 0000", True),
        ("8 (495) 123‑45‑67", True),
        ("020 7946/0000", True),
        (" 600123456 ", True),
        ("", False),
        ("12", False),
        ("+()", False),
        ("...", False),
        ("600+123", False),
        ("call me", False),
        ("600 123 456 ext 5", False),
        ("javascript:112", False),
        ("112;ext=1", False),
        ("1234567890123456", False),
    ],
)
def test_what_is_a_telephone_number(call: Call, text: str, is_one: bool) -> None:
    assert call("phone", "isNumber", text) is is_one


def test_an_emergency_number_may_have_two_digits(call: Call) -> None:
    assert call("phone", "isNumber", "15", 2) is True
    assert call("phone", "isNumber", "1", 2) is False


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("112", "tel:112"),
        ("+34 600 123 456", "tel:+34600123456"),
        ("(+34) 600-123-456", "tel:+34600123456"),
        ("+44 (0)20 7946 0000", "tel:+442079460000"),
        ("(020) 7946 0000", "tel:02079460000"),
        ("(0)20 7946 0000", "tel:02079460000"),
        ("8 (495) 123‑45‑67", "tel:84951234567"),
        ("112,,3#'\"><", "tel:1123"),
    ],
)
def test_a_link_dials_digits_and_a_leading_plus_only(
    call: Call, number: str, link: str
) -> None:
    assert call("phone", "dialLink", number) == link
