"""The windows as a patient meets them: the clinical brief, B, copied by hand.

Every number here is literal. The shipped gate and the oracle both answer for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.core import oracle
from tests.core.conftest import Call
from tests.core.oracle_rules import BODY_ZONES, FACE_ZONES

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
Verdicts = Callable[..., dict[str, str]]

#: Product and injected zone → the injected zone, a neighbour, another zone of the
#: face and one of the body; then hours after the treatment (`-` is a second earlier)
#: and the four verdicts.
TABLE = {
    ("botulinum-toxin", "forehead temples chin hips"): """
          0   blocked blocked blocked clear
         48-  blocked blocked blocked clear
         48   caution caution caution clear
        336-  caution caution caution clear
        336   clear   clear   clear   clear
    """,
    ("hyaluronic-filler", "chin jawline temples abdomen"): """
          0   blocked blocked clear   clear
        336-  blocked blocked clear   clear
        336   caution caution clear   clear
        720-  caution caution clear   clear
        720   clear   clear   clear   clear
    """,
    ("thread-lift", "jaw-angle cheek-hollows nose-sides knees"): """
          0   blocked blocked clear   clear
        504-  blocked blocked clear   clear
        504   caution caution clear   clear
       1440-  caution caution clear   clear
       1440   clear   clear   clear   clear
    """,
    ("mesotherapy-face", "mouth-corners nasolabial-folds temples buttocks"): """
          0   blocked clear   clear   clear
         48-  blocked clear   clear   clear
         48   caution clear   clear   clear
        240-  caution clear   clear   clear
        240   clear   clear   clear   clear
    """,
    # No neighbours on the body: two other zones there, and one of the face.
    ("mesotherapy-body", "inner-thighs outer-thighs back-thighs chin"): """
          0   blocked clear   clear   clear
         48-  blocked clear   clear   clear
         48   clear   clear   clear   clear
    """,
    # Sculptra asks for massage: it closes nothing, on the face or on the body.
    ("sculptra", "chin jawline temples hips"): """
          0   clear   clear   clear   clear
         48   clear   clear   clear   clear
    """,
    ("sculptra", "hips buttocks abdomen chin"): """
          0   clear   clear   clear   clear
         48   clear   clear   clear   clear
    """,
}


def rows() -> list[tuple[str, str, str, str, str]]:
    """Product, injected zone, hours after, looked-at zone, verdict."""
    return [
        (product, names.split()[0], hours, zone, verdict)
        for (product, names), lines in TABLE.items()
        for hours, *said in map(str.split, lines.strip().splitlines())
        for zone, verdict in zip(names.split(), said, strict=True)
    ]


def seconds_after(hours: str) -> int:
    return int(hours.rstrip("-")) * 3600 - hours.endswith("-")


def test_the_table_is_whole() -> None:
    found = rows()
    assert len(found) == 4 * (5 + 5 + 5 + 5 + 3 + 2 + 2) == len({*found})


def visit(product: str, *zones: str, days: int = 0) -> dict[str, Any]:
    """A treatment at noon of 1 June, or so many days later."""
    return {
        "id": f"{product}-{days}",
        "product": product,
        "date": (NOON + timedelta(days=days)).date().isoformat(),
        "time": "12:00",
        "timezone": "UTC",
        "zones": list(zones),
        "note": "",
    }


def word(*zones: str, hours: float = 0, plan: bool = False) -> dict[str, Any]:
    """A clearance, given at noon of 1 June or so many hours later."""
    return {
        "id": f"word-{hours}",
        "zones": list(zones),
        "by": "the clinic",
        "at": (NOON + timedelta(hours=hours)).isoformat().replace("+00:00", "Z"),
        "note": "",
        "fromPlan": plan,
    }


@pytest.fixture
def verdicts(call: Call, protocols: dict[str, Any]) -> Verdicts:
    """`verdicts(seconds, *treatments)`: every zone's, by gate and oracle alike."""

    def verdicts(seconds: float, *treatments: Any, **others: Any) -> dict[str, str]:
        now = round((NOON + timedelta(seconds=seconds)).timestamp() * 1000)
        empty: dict[str, list[Any]] = {
            "clearances": [],
            "flags": [],
            "routines": [],
            "courses": [],
        }
        record = {"treatments": list(treatments), **empty, **others}
        shipped = call("gate", "assess", {**record, "protocols": protocols}, now)
        found = {zone: said["verdict"] for zone, said in shipped["zones"].items()}
        second = oracle.assess(**record, now_ms=now)
        assert found == {
            zone: said["verdict"] for zone, said in second["zones"].items()
        }
        return found

    return verdicts


@pytest.mark.parametrize(("product", "injected", "hours", "zone", "verdict"), rows())
def test_each_row_of_the_windows_table(
    verdicts: Verdicts,
    product: str,
    injected: str,
    hours: str,
    zone: str,
    verdict: str,
) -> None:
    found = verdicts(seconds_after(hours), visit(product, injected))
    assert found[zone] == verdict


#: Injected zone → neighbours, the clash map.
CLASHES = [
    ("forehead", "glabella temples"),
    ("glabella", "forehead nose-sides"),
    ("outer-eye-corners", "temples cheekbones"),
    ("nose-bridge", "nose-sides nasolabial-folds glabella"),
    ("jaw-angle", "jawline front-of-ear cheek-hollows"),
    ("mouth-corners", "nasolabial-folds chin jawline"),
    ("chin", "mouth-corners jawline"),
    ("neck", "jawline"),
    ("temples", ""),
    ("lips", ""),
]


@pytest.mark.parametrize("product", ["hyaluronic-filler", "thread-lift"])
@pytest.mark.parametrize(("injected", "neighbours"), CLASHES)
def test_the_clash_map(
    verdicts: Verdicts, product: str, injected: str, neighbours: str
) -> None:
    found = verdicts(3600, visit(product, injected))
    blocked = {zone for zone, verdict in found.items() if verdict == "blocked"}
    assert blocked == {injected, *neighbours.split()}


FACE_PRODUCTS = (
    "botulinum-toxin",
    "hyaluronic-filler",
    "thread-lift",
    "mesotherapy-face",
)


@pytest.mark.parametrize("product", FACE_PRODUCTS)
def test_the_body_is_not_touched_by_the_face(verdicts: Verdicts, product: str) -> None:
    for hours in (0, 24, 72, 240):
        found = verdicts(hours * 3600, visit(product, *FACE_ZONES))
        assert {found[zone] for zone in BODY_ZONES} == {"clear"}


def test_the_face_is_not_touched_by_the_body(verdicts: Verdicts) -> None:
    found = verdicts(3600, visit("mesotherapy-body", *BODY_ZONES))
    assert {found[zone] for zone in FACE_ZONES} == {"clear"}
    assert {found[zone] for zone in BODY_ZONES} == {"blocked"}


#: Treatments of one noon, hours after it, and the verdict of each zone.
TOGETHER = [
    # toxin is at caution; mesotherapy too; filler and threads still block theirs
    (72, {"chin": "blocked", "jawline": "blocked", "lips": "caution"}),
    (72, {"temples": "caution", "neck": "caution", "hips": "clear"}),
    (24, {"temples": "blocked", "lips": "blocked", "hips": "blocked"}),
    # toxin is over; filler cautious; threads block the jaw angle and its neighbours
    (15 * 24, {"chin": "caution", "mouth-corners": "caution", "lips": "clear"}),
    (15 * 24, {"jaw-angle": "blocked", "jawline": "blocked", "temples": "clear"}),
    (31 * 24, {"chin": "clear", "jawline": "caution", "cheek-hollows": "caution"}),
    (60 * 24, {"jaw-angle": "clear", "jawline": "clear"}),
]


@pytest.mark.parametrize(("hours", "expected"), TOGETHER)
def test_the_strictest_wins_in_each_zone(
    verdicts: Verdicts, hours: int, expected: dict[str, str]
) -> None:
    found = verdicts(
        hours * 3600,
        visit("botulinum-toxin", "forehead"),
        visit("hyaluronic-filler", "chin"),
        visit("thread-lift", "jaw-angle"),
        visit("mesotherapy-face", "lips"),
        visit("mesotherapy-body", "hips"),
        visit("sculptra", "chin", "hips"),
    )
    assert {zone: found[zone] for zone in expected} == expected


#: Product, zone of 1 June, zone so many days later, hours after 1 June, zone, verdict.
TWO_VISITS = [
    # a touch-up starts the block again, on the whole face
    ("botulinum-toxin", "forehead", "chin", 10, 10 * 24 - 1, "temples", "caution"),
    ("botulinum-toxin", "forehead", "chin", 10, 10 * 24 + 1, "temples", "blocked"),
    ("botulinum-toxin", "forehead", "chin", 10, 12 * 24, "temples", "caution"),
    ("botulinum-toxin", "forehead", "chin", 10, 14 * 24, "temples", "caution"),
    ("botulinum-toxin", "forehead", "chin", 10, 24 * 24, "temples", "clear"),
    # each filler counts in its own zones: the older one is done earlier
    ("hyaluronic-filler", "lips", "temples", 10, 14 * 24, "lips", "caution"),
    ("hyaluronic-filler", "lips", "temples", 10, 14 * 24, "temples", "blocked"),
    ("hyaluronic-filler", "lips", "temples", 10, 30 * 24, "lips", "clear"),
    ("hyaluronic-filler", "lips", "temples", 10, 30 * 24, "temples", "caution"),
    # the later visit elsewhere does not shorten the older one's block
    ("thread-lift", "chin", "neck", 7, 20 * 24, "chin", "blocked"),
    ("thread-lift", "chin", "neck", 7, 21 * 24, "chin", "caution"),
    # a zone near both follows the later
    ("thread-lift", "chin", "neck", 7, 21 * 24, "jawline", "blocked"),
    ("thread-lift", "chin", "neck", 7, 28 * 24, "jawline", "caution"),
    ("mesotherapy-face", "chin", "chin", 7, 7 * 24 + 1, "chin", "blocked"),
    ("mesotherapy-face", "chin", "chin", 7, 10 * 24, "chin", "caution"),
    ("mesotherapy-body", "hips", "knees", 1, 48, "hips", "clear"),
    ("mesotherapy-body", "hips", "knees", 1, 48, "knees", "blocked"),
]


@pytest.mark.parametrize("row", TWO_VISITS)
def test_of_two_visits_the_stricter_counts_in_each_zone(
    verdicts: Verdicts, row: tuple[str, str, str, int, int, str, str]
) -> None:
    product, first, second, days, hours, zone, verdict = row
    pair = visit(product, first), visit(product, second, days=days)
    # The second visit is not entered before it has taken place.
    entered = pair if hours >= days * 24 else pair[:1]
    assert verdicts(hours * 3600, *entered)[zone] == verdict
    assert verdicts(hours * 3600, *reversed(entered))[zone] == verdict


#: Product, injected zone, hours after, cleared zone, what the patient's note of the
#: clinic's word leaves there, and what the clinic's own plan leaves.
LIFTS = [
    # blocked by toxin: the injected zone, a neighbour, another zone
    ("botulinum-toxin", "forehead", 1, "forehead", "blocked", "clear"),
    ("botulinum-toxin", "forehead", 1, "temples", "blocked", "clear"),
    ("botulinum-toxin", "forehead", 1, "chin", "clear", "clear"),
    ("botulinum-toxin", "forehead", 72, "forehead", "clear", "clear"),
    ("botulinum-toxin", "forehead", 72, "temples", "clear", "clear"),
    ("botulinum-toxin", "forehead", 72, "chin", "clear", "clear"),
    ("hyaluronic-filler", "chin", 1, "chin", "blocked", "clear"),
    ("hyaluronic-filler", "chin", 1, "jawline", "blocked", "clear"),
    ("hyaluronic-filler", "chin", 15 * 24, "chin", "clear", "clear"),
    ("hyaluronic-filler", "chin", 15 * 24, "jawline", "clear", "clear"),
    ("thread-lift", "neck", 1, "neck", "blocked", "clear"),
    ("thread-lift", "neck", 20 * 24, "jawline", "blocked", "clear"),
    ("thread-lift", "neck", 22 * 24, "jawline", "clear", "clear"),
    ("mesotherapy-face", "lips", 1, "lips", "blocked", "clear"),
    ("mesotherapy-face", "lips", 72, "lips", "clear", "clear"),
    ("mesotherapy-body", "hips", 1, "hips", "blocked", "clear"),
]


@pytest.mark.parametrize("row", LIFTS)
def test_a_clearance_lifts_exactly_what_it_may(
    verdicts: Verdicts, row: tuple[str, str, int, str, str, str]
) -> None:
    product, injected, hours, zone, noted, planned = row
    given = visit(product, injected)
    before = verdicts(hours * 3600, given)
    for plan, verdict in ((False, noted), (True, planned)):
        found = verdicts(hours * 3600, given, clearances=[word(zone, plan=plan)])
        assert found == {**before, zone: verdict}


def test_what_was_said_before_a_visit_was_not_said_about_it(
    verdicts: Verdicts,
) -> None:
    """A plan may be made on its day; with no time, any word of that day counts."""
    given = visit("botulinum-toxin", "forehead")
    undated = {**given, "time": None}
    before = verdicts(3600, given)
    early = word("chin", "forehead", hours=-12 - 1 / 3600, plan=True)
    assert verdicts(3600, given, clearances=[early]) == before
    same_day = word("chin", "forehead", hours=-1 / 3600)
    assert verdicts(3600, given, clearances=[same_day]) == before
    for said, treatment in (
        (word("chin"), given),
        (word("chin", hours=-12, plan=True), given),
        (word("chin", hours=-12), undated),
    ):
        assert verdicts(3600, treatment, clearances=[said])["chin"] == "clear"


def test_a_clearance_to_come_lifts_nothing_yet(verdicts: Verdicts) -> None:
    given = visit("botulinum-toxin", "forehead")
    later = word("chin", hours=2)
    assert verdicts(7199, given, clearances=[later])["chin"] == "blocked"
    assert verdicts(7200, given, clearances=[later])["chin"] == "clear"


def test_one_clearance_lifts_one_product_and_leaves_the_other(
    verdicts: Verdicts,
) -> None:
    both = visit("botulinum-toxin", "forehead"), visit("hyaluronic-filler", "chin")
    noted = verdicts(3600, *both, clearances=[word("jawline", "cheekbones")])
    assert (noted["jawline"], noted["cheekbones"]) == ("blocked", "clear")
    planned = verdicts(3600, *both, clearances=[word("jawline", plan=True)])
    assert (planned["jawline"], planned["chin"]) == ("clear", "blocked")


@pytest.mark.parametrize("plan", [False, True])
def test_no_clearance_lifts_a_red_flag(verdicts: Verdicts, plan: bool) -> None:
    flag = {
        "id": "flag",
        "sign": "white-skin",
        "level": "orange",
        "zones": ["hips", "chin"],
        "at": "2026-06-01T12:00:00Z",
        "clearedAt": None,
        "clearedBy": "",
    }
    given = visit("sculptra", "hips", "chin")
    words = [word("hips", "chin", "temples", plan=plan)]
    found = verdicts(3600, given, flags=[flag], clearances=words)
    blocked = {zone for zone, verdict in found.items() if verdict == "blocked"}
    assert blocked == {"hips", "chin"}
    closed = {**flag, "clearedAt": "2026-06-01T12:30:00Z"}
    found = verdicts(3600, given, flags=[closed], clearances=words)
    assert set(found.values()) == {"clear"}
