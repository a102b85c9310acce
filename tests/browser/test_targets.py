"""Everything that is pressed can be pressed: 48 pixels, and 8 to the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import targets
from tests.browser.every_page import PATHS, has_much_to_tell, unfold
from tests.conftest import stop_clock
from tests.patient import Patient


def presses(name: str) -> Callable[[Patient], None]:
    def press(patient: Patient) -> None:
        patient.main.get_by_role("button", name=name).first.click()

    return press


def unfolds(patient: Patient) -> None:
    unfold(patient.page)


#: Forms and dialogs that a page opens when it is asked to.
OPENED = [
    ("treatments/#add", unfolds),
    ("treatments/#clearance", unfolds),
    ("courses/", presses("Enter another series")),
    ("courses/", presses("Note: Mesotherapy")),
    ("help/", presses("Pain that is stronger")),
    ("help/", presses("My clinic cleared it")),
    ("progress/", presses("I did one earlier")),
    ("settings/", presses("Erase")),
    ("clinic/", unfolds),
]


@pytest.mark.parametrize("width", [320, 390])
def test_every_control_can_be_pressed(page: Page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    stop_clock(page)
    patient = Patient(page, base_url)
    has_much_to_tell(patient)
    found = []
    for path, opens in [*((path, unfolds) for path in PATHS), *OPENED]:
        patient.opens("about/")  # a form that was open is no more
        patient.opens(path)
        opens(patient)
        found += [f"{path}: {fault}" for fault in targets.faults(page)]
    assert found == [], "\n".join(found)
