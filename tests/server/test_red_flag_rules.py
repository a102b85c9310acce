"""The shipped signs that mean stop, and the numbers that answer in an emergency.

Levels are copied by hand from the clinical brief, section 5.
"""

from __future__ import annotations

from typing import Any

from server.protocols import Protocols

TOXIN_ONLY = ["botulinum-toxin"]
FILLERS = ["sculptra", "hyaluronic-filler"]
#: sign: (level, whether it concerns the whole body, the products it belongs to)
SIGNS = {
    "vision": ("red", True, []),
    "stroke": ("red", True, []),
    "breathing": ("red", True, []),
    "allergy": ("red", True, []),
    "white-skin": ("orange", False, FILLERS),
    "marbled-skin": ("orange", False, FILLERS),
    "strong-pain": ("orange", False, []),
    "cold-skin": ("orange", False, FILLERS),
    "blisters": ("orange", False, []),
    "weakness": ("orange", True, TOXIN_ONLY),
    "fever-and-redness": ("orange", True, []),
    "infection": ("yellow", False, []),
    "droop": ("yellow", False, TOXIN_ONLY),
    "new-lump": ("yellow", False, ["sculptra", "mesotherapy-face", "mesotherapy-body"]),
    "bump": ("yellow", False, []),
    "crust": ("yellow", False, []),
    "late-swelling": ("yellow", False, FILLERS),
}
EMERGENCY = {
    **{"AU": "000", "CA": "911", "GB": "999", "MX": "911", "NZ": "111"},
    **{"RU": "103", "US": "911"},
}


def test_the_signs_their_levels_and_whom_they_concern(shipped: Protocols) -> None:
    assert {
        sign.id: (sign.level, sign.spreads, sign.after)
        for sign in shipped.red_flags.sign
    } == SIGNS


def test_an_emergency_belongs_to_every_product(shipped: Protocols) -> None:
    red = [sign for sign in shipped.red_flags.sign if sign.level == "red"]
    assert red
    assert all(sign.spreads and not sign.after for sign in red)


def test_every_cause_has_its_signs(shipped: Protocols) -> None:
    causes = {cause.id for cause in shipped.red_flags.cause}
    assert {sign.cause for sign in shipped.red_flags.sign} == causes


def test_every_question_raises_a_sign_that_stops_the_massage(
    shipped: Protocols,
) -> None:
    assert [(asked.id, asked.sign) for asked in shipped.red_flags.question] == [
        ("colour", "white-skin"),
        ("pain", "strong-pain"),
        ("senses", "breathing"),
        ("skin", "infection"),
    ]


def test_the_emergency_numbers(shipped: Protocols) -> None:
    emergency = shipped.red_flags.emergency
    assert emergency.anywhere == "112"
    assert emergency.numbers == EMERGENCY


def test_the_browser_gets_the_same_levels_and_numbers(client: Any) -> None:
    rules = client.get("/en/protocols.json").json
    assert rules["signs"] == {sign: level for sign, (level, *_) in SIGNS.items()}
    assert rules["emergency"] == {"anywhere": "112", "numbers": EMERGENCY}
