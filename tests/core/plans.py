"""Random plans, as clinics might make them and as nobody would."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.core import plan_code
from tests.core.oracle_rules import (
    BODY_ZONES,
    DAY,
    FACE_ZONES,
    MASSAGE_TARGETS,
    WINDOW_IDS,
)

Record = dict[str, Any]

PARTS = {
    "sculptra": (*FACE_ZONES, *BODY_ZONES),
    "mesotherapy-body": BODY_ZONES,
    "botulinum-toxin": FACE_ZONES,
    "mesotherapy-face": FACE_ZONES,
    "hyaluronic-filler": FACE_ZONES,
    "thread-lift": FACE_ZONES,
}
NAMES = (
    "",
    "Clinic",
    "Aesthetics on Main Street, Dr Ana García Núñez",
    "Клиника «Весна»",
    "美容クリニック 🌸 é",
    "x" * 120,
)
PHONES = (
    "",
    "+34 600 123 456",
    "8 (495) 123-45-67",
    "020/1234567",
    "600–123–456",
    "112",
)
NOTES = ("", "Chin, lightly", "Щёки: только вечером, без нажима", "n" * 400)
TIMEZONES = ("Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC", "Nowhere/Else")
MADE = "2026-03-20T10:59:17Z"


def phase(random: Random) -> Record:
    return {
        "minutes": random.randint(1, 30),
        "timesADay": random.randint(0, 12),
        "days": random.randint(1, 60),
    }


def times(random: Random) -> Record:
    preset = random.choice([None, "custom", *plan_code.RHYTHMS])
    if preset in plan_code.RHYTHMS:
        _, phases, until = plan_code.RHYTHMS[preset]
        names = ("minutes", "timesADay", "days")
        listed = [dict(zip(names, each, strict=True)) for each in phases]
    else:
        listed = [phase(random) for _ in range(random.choice([1, 1, 2, 3]))]
        until = random.random() < 0.2
    first, *then = listed or [{"minutes": 0, "timesADay": 0, "days": 0}]
    return {
        **({"preset": preset} if preset else {}),
        **first,
        **({"then": then} if then else {}),
        **({"untilNextVisit": True} if until else {}),
    }


def some(random: Random, names: tuple[str, ...], least: int = 1) -> list[str]:
    """In the order of the list."""
    chosen = random.sample(names, random.randint(least, min(len(names), 11)))
    return sorted(chosen, key=names.index)


def manner(random: Random) -> Record:
    how: Record = {}
    if random.random() < 0.6:
        how["seconds"] = random.randint(5, 300)
    if random.random() < 0.6:
        how["intensity"] = random.choice(plan_code.INTENSITIES)
    if random.random() < 0.6:
        how["direction"] = random.choice(plan_code.DIRECTIONS)
    return how


def routine(random: Random, product: str) -> Record:
    zones = some(random, MASSAGE_TARGETS, 0) if random.random() < 0.5 else []
    if random.random() < 0.5:
        random.shuffle(zones)
    own = {zone: manner(random) for zone in zones if random.random() < 0.3}
    made: Record = {"product": product, **times(random), "zones": zones}
    return {**made, **({"manner": own} if own else {})}


def treatment(random: Random) -> Record:
    product = random.choice(plan_code.PRODUCTS)
    hour, minute = random.randrange(24), random.randrange(60)
    days = random.choice([0, 0, -1, -13, -40, -1500, 3, 366])
    date = datetime.fromisoformat(MADE) + timedelta(days=days)
    windows = {
        window: random.choice([0, 36, 24, 24 * 30, 400 * 24]) * DAY // 24
        for window in WINDOW_IDS[product]
        if random.random() < 0.4
    }
    return {
        "product": product,
        "date": date.strftime("%Y-%m-%d"),
        "time": random.choice([None, f"{hour:02}:{minute:02}"]),
        "timezone": random.choice(TIMEZONES),
        "zones": some(random, PARTS[product]),
        **({"windows": windows} if windows else {}),
    }


def plan(random: Random) -> Record:
    """A plan that has something in it, and whose link is not too long."""
    products = random.choice([[], ["sculptra"], ["mesotherapy-body", "sculptra"]])
    clearances = [
        {"zones": some(random, MASSAGE_TARGETS), "note": random.choice(NOTES)}
        for _ in range(random.choice([0, 0, 1, 2]))
    ]
    return {
        "clinic": {"name": random.choice(NAMES), "phone": random.choice(PHONES)},
        "language": random.choice(["en", "ru", "nds"]),
        "madeAt": MADE,
        "own": random.random() < 0.2,
        "treatments": [treatment(random) for _ in range(random.choice([1, 1, 2, 3]))],
        "routines": [routine(random, product) for product in products],
        "clearances": clearances,
    }


#: What a clinic hands over most: two products, a plan, a clearance.
USUAL: Record = {
    "clinic": {"name": "Clinic on Main Street", "phone": "+34 600 123 456"},
    "language": "en",
    "madeAt": MADE,
    "own": False,
    "treatments": [
        {
            "product": "sculptra",
            "date": "2026-03-20",
            "time": "11:30",
            "timezone": "Europe/Madrid",
            "zones": list(FACE_ZONES[:10]),
        },
        {
            "product": "botulinum-toxin",
            "date": "2026-03-20",
            "time": "11:30",
            "timezone": "Europe/Madrid",
            "zones": ["forehead", "glabella", "outer-eye-corners"],
        },
    ],
    "routines": [
        {
            "product": "sculptra",
            "preset": "5-5-5",
            "minutes": 5,
            "timesADay": 5,
            "days": 5,
            "zones": [],
        }
    ],
    "clearances": [{"zones": ["chin", "jawline", "jaw-angle"], "note": "Lightly"}],
}
