"""The pages that a phone stores, and a record that fills them all."""

from __future__ import annotations

from playwright.sync_api import Page

from server.config import Config
from server.pages import every_page
from server.protocols import load
from tests.browser.keeping import keeps
from tests.patient import Patient

PATHS = tuple(page.path for page in every_page(load(Config().protocols)))

_VISIT = {
    "date": "2026-03-20",
    "time": "09:00",
    "note": "",
    "timezone": "Europe/Madrid",
}
_AT = "2026-03-20T10:00:00Z"


def unfold(page: Page) -> None:
    """Opens everything that a reader could open."""
    page.locator("details").evaluate_all("(all) => all.forEach((d) => d.open = true)")


def has_much_to_tell(patient: Patient) -> None:
    """Two treatments, one massage done, a sign noted, and all else that may be kept."""
    keeps(
        patient,
        treatments=[
            {**_VISIT, "id": "a", "product": "sculptra", "zones": ["chin", "temples"]},
            {**_VISIT, "id": "b", "product": "botulinum-toxin", "zones": ["forehead"]},
            {**_VISIT, "id": "d", "product": "mesotherapy-body", "date": "2026-03-06"}
            | {"zones": ["hips"]},
        ],
        routines=[
            {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5}
            | {"zones": []},
        ],
        sessions=[
            {"id": "s", "product": "sculptra", "seconds": 300, "planned": 300}
            | {"startedAt": "2026-03-20T09:30:00Z", "zones": ["chin"]}
            | {"day": "2026-03-20", "late": False},
        ],
        clearances=[
            {"id": "c", "zones": ["chin"], "by": "Dr Vega", "note": "", "at": _AT}
            | {"fromPlan": False},
        ],
        flags=[
            {"id": "f", "sign": "strong-pain", "level": "orange", "zones": []}
            | {"at": _AT, "clearedAt": None, "clearedBy": ""},
        ],
        courses=[
            {"id": "e", "product": "mesotherapy-body", "template": "weekly", "note": ""}
            | {
                "visits": [
                    {"id": "1", "date": "2026-03-06", "time": None, "done": True}
                    | {"treatment": "d"},
                    {"id": "2", "date": "2026-03-27", "time": "10:30", "done": False}
                    | {"treatment": None},
                ]
            },
        ],
    )
