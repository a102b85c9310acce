"""Backup files as they should be, and what accidents and malice make of them."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

#: What a phone already has when a file comes: some of it is in the file too.
PHONE: dict[str, Any] = {
    "treatments": [
        {
            "id": "t1",
            "product": "botulinum-toxin",
            "date": "2026-03-19",
            "time": "14:30",
            "timezone": "Europe/Madrid",
            "zones": ["forehead", "glabella"],
            "note": "",
        },
        {
            "id": "t2",
            "product": "sculptra",
            "date": "2026-03-18",
            "time": None,
            "timezone": "Europe/Madrid",
            "zones": ["temples", "chin"],
            "note": "second visit",
        },
    ],
    "routines": [
        {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}
    ],
    "clearances": [
        {
            "id": "c1",
            "zones": ["jawline"],
            "by": "The clinic",
            "at": "2026-03-19T15:00:00Z",
            "note": "",
            "fromPlan": False,
        }
    ],
    "sessions": [
        {
            "id": "s1",
            "product": "sculptra",
            "startedAt": "2026-03-18T18:00:00Z",
            "seconds": 300,
            "planned": 300,
            "zones": ["temples"],
            "day": "2026-03-18",
            "late": False,
            "felt": "fine",
        },
        {
            "id": "s2",
            "product": "sculptra",
            "startedAt": "2026-03-19T18:00:00Z",
            "seconds": 120,
            "planned": 300,
            "zones": ["chin"],
            "day": "2026-03-19",
            "late": True,
        },
    ],
    "flags": [
        {
            "id": "f1",
            "sign": "white-skin",
            "level": "orange",
            "zones": ["chin"],
            "at": "2026-03-19T19:00:00Z",
            "clearedAt": None,
            "clearedBy": "",
        },
        {
            "id": "f2",
            "sign": "new-lump",
            "level": "yellow",
            "zones": [],
            "at": "2026-03-10T19:00:00Z",
            "clearedAt": "2026-03-12T09:00:00Z",
            "clearedBy": "The clinic",
            "seen": True,
        },
    ],
    "courses": [
        {
            "id": "k1",
            "product": "sculptra",
            "template": "",
            "note": "",
            "visits": [
                {
                    "id": "v1",
                    "date": "2026-05-01",
                    "time": "10:00",
                    "done": False,
                    "treatment": None,
                }
            ],
        }
    ],
    "checks": [
        {
            "id": "q1",
            "product": "sculptra",
            "at": "2026-03-19T19:00:00Z",
            "lump": False,
            "note": "",
            "zones": [],
        }
    ],
    "plans": [
        {
            "id": "p1",
            "clinic": "The clinic",
            "at": "2026-03-18T12:00:00Z",
            "link": "1abc",
        }
    ],
    "settings": {"loudness": "loud", "clinicPhone": "+34 600 000 000"},
}


def whole_file() -> dict[str, Any]:
    """A file that uses everything the format has, and keys that it has not."""
    file = copy.deepcopy(PHONE)
    file["treatments"][0]["windows"] = {"rest": 86_400_000, "care": 0}
    file["treatments"].append(
        {**file["treatments"][0], "id": "t3", "product": "thread-lift", "future": [1]}
    )
    file["routines"][0] |= {
        "preset": "maker",
        "then": [{"minutes": 2, "timesADay": 2, "days": 14}],
        "untilNextVisit": True,
        "manner": {"chin": {"seconds": 40, "intensity": "light", "direction": "up"}},
        "wider": ["chin", "temples"],
    }
    file["routines"].append(
        {
            "product": "mesotherapy-body",
            "minutes": 5,
            "timesADay": 1,
            "days": 12,
            "zones": ["hips"],
            "screened": {"at": "2026-03-18T12:00:00Z", "yes": ["fever"], "by": ""},
        }
    )
    file["clearances"].append(
        {**file["clearances"][0], "id": "c2", "zones": ["chin", "temples"]}
        | {"at": "2026-03-19T20:00:00Z", "fromPlan": True}
    )
    file["sessions"][1] |= {"seconds": 240, "zones": ["chin", "jawline"]}
    file["flags"][0] |= {"clearedAt": "2026-03-20T09:00:00Z", "clearedBy": "Dr Ruiz"}
    file["flags"].append({**file["flags"][1], "id": "f3", "clearedAt": None})
    file["settings"] |= {
        "hands": "one",
        "mirrorOutline": {"x": 0, "y": 0.1, "scale": 1},
    }
    head = {
        "format": "aftertouch-backup",
        "version": 1,
        "madeAt": "2026-03-20T10:00:00Z",
    }
    return head | file | {"photos": [{"id": "x", "of": "chin"}]}


NESTED: list[Any] = []
for _ in range(40):
    NESTED = [NESTED]
#: What may stand anywhere in place of something else.
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 2, 5, 1.5, 400, 86_401, 1e15, float("inf"), -1e308),
    *("", " ", "x" * 70, "x" * 2500, "constructor", "__proto__", "toString", "\u0000"),
    *("2026-03-19", "2026-02-30", "2024-02-29", "1969-12-31", "2026-13-01", "24:00"),
    *("14:30", "2026-03-19T15:00:00Z", "2026-03-19T25:00:00Z", "2026-03-19T15:00:00"),
    *("2026-03-19T15:00:00.123Z", "2026-02-30T15:00:00Z", "now", "Not/AZone", "UTC"),
    *("chin", "neck", "hips", "no-such-zone", "sculptra", "no-such-product", "firm"),
    *("red", "blisters", "soft", "<script>alert(1)</script>", "\ud800", "😀", "é" * 90),
    *([], {}, [[]], ["chin"], ["chin", "chin"], ["no-such-zone"], [None], {"a": 1}),
    *({"chin": {}}, {"chin": {"seconds": "5"}}, {"length": 5}, NESTED, ["x"] * 300),
]
NAMES = [
    *("product", "zones", "wider", "manner", "screened", "then", "sign", "windows"),
    *(
        "settings",
        "carried",
        "treatments",
        "flags",
        "id",
        "version",
        "format",
        "madeAt",
    ),
    *(
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "length",
        "",
        "new key",
    ),
    *(
        "clearedAt",
        "seen",
        "felt",
        "askedToLast",
        "lastBackup",
        "note",
        "yes",
        "visits",
    ),
]


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree: what holds it, and under which name."""
    found: list[tuple[Any, Any]] = []
    for key in value if isinstance(value, dict) else range(len(value)):
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += places(value[key])
    return found


def mutated_tree(file: dict[str, Any], chance: random.Random) -> None:
    holder, key = chance.choice(places(file))
    match chance.randrange(9):
        case 0 | 1 | 2:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        case 3:
            del holder[key]
        case 4 if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = copy.deepcopy(chance.choice(VALUES))
        case 5:
            # The value of another place: right in itself, wrong here, or right even so.
            other, name = chance.choice(places(file))
            holder[key] = copy.deepcopy(other[name])
        case 6 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 7 if isinstance(holder, list):
            chance.shuffle(holder)
        case 8 if isinstance(holder, dict) and key in ("id", "note", "by", "time"):
            holder[key] = f"{chance.randrange(10_000)}"
        case _:
            kind = chance.choice([name for name in PHONE if name != "settings"])
            if isinstance(file.get(kind), list):
                chance.shuffle(file[kind])


def mutated_text(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    to = min(len(text), at + chance.randrange(1, 60))
    match chance.randrange(9):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + text[to:]
        case 2:
            return (
                text[:at] + chance.choice('{}[]",:0-9eE\\ \n\u0000é😀') + text[at + 1 :]
            )
        case 3:
            return text[:to] + text[at:]
        case 4:
            return text[:at] + "[" * chance.choice([5, 50_000]) + text[at:]
        case 5:
            return chance.choice(["", " \n", "null", "[]", "7", '"x"', "\ufeff"])
        case 6:
            return chance.choice(["\ufeff", " ", "x", "{"]) + text
        case 7:
            digits = [index for index, sign in enumerate(text) if sign.isdigit()]
            spot = chance.choice(digits)
            return text[:spot] + chance.choice("0123456789") + text[spot + 1 :]
        case _:
            return text + chance.choice(["\n", "}", "\u0000", text])


def mutants(count: int, seed: int) -> list[str]:
    """So many files; about a third of them can be used."""
    chance = random.Random(seed)
    found = []
    base = json.dumps(whole_file())
    for _ in range(count):
        file = json.loads(base)
        for _ in range(chance.choice([0, 1, 1, 1, 1, 2, 3])):
            mutated_tree(file, chance)
        text = json.dumps(file, ensure_ascii=chance.random() < 0.5)
        text = text.replace("Infinity", chance.choice(["1e999", "Infinity"]))
        if chance.random() < 0.25:
            text = mutated_text(text, chance)
        found.append(text)
    return found
