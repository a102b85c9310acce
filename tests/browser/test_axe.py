"""Every page, language, theme and width: axe, with all of its rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page

from server.languages import LANGUAGES
from tests.browser import axe, layout
from tests.browser.every_page import PATHS, has_much_to_tell, unfold
from tests.conftest import stop_clock
from tests.patient import Patient

WIDTHS = (320, 390, 1024)
#: Both themes on every width (`make soak`), or each theme and both phones once.
LOOKS = (
    tuple(product(("light", "dark"), WIDTHS))
    if os.environ.get("ALL_LOOKS")
    else (("light", 320), ("dark", 390))
)


def looks(page: Page) -> Iterator[str]:
    """The page in its themes and widths, one after the other."""
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 844})
        yield f"{scheme} {width}"


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_on_any_page(page: Page, base_url: str, language: str) -> None:
    stop_clock(page)
    patient = Patient(page, base_url, language)
    has_much_to_tell(patient)
    found = []
    for path in PATHS:
        patient.opens(path)
        unfold(page)
        for look in looks(page):
            faults = axe.faults(page) + layout.faults(page)
            found += [f"{path} {look}: {fault}" for fault in faults]
    assert found == [], "\n".join(found)


def test_axe_finds_nothing_where_nothing_is_entered(patient: Patient) -> None:
    found = []
    for path in PATHS:
        patient.opens(path)
        found += [f"{path}: {fault}" for fault in axe.faults(patient.page)]
    assert found == []


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ru", "light")])
def test_axe_finds_nothing_during_a_massage(
    page: Page, base_url: str, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    stop_clock(page)
    english = Patient(page, base_url)
    english.had("Sculptra", "2026-03-20", "09:00")
    page.goto(f"{base_url}/{language}/massage/#check")
    english.sees_session("check")
    found = axe.faults(page)
    page.locator("[data-part=all-well]").click()
    english.sees_session("running")
    english.waits(20)
    found += axe.faults(page)
    page.get_by_role("timer").click(force=True)
    english.sees_session("paused")
    found += axe.faults(page)
    assert found == []
