"""Every page, language, theme and width: axe, with all of its rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page

from server.languages import LANGUAGES
from tests.browser.axe import faults
from tests.browser.every_page import PATHS, has_much_to_tell
from tests.conftest import stop_clock
from tests.patient import Patient

SCHEMES = ("light", "dark")
WIDTHS = (320, 390, 1024)


def looks(page: Page) -> Iterator[str]:
    """The page in both themes on each width, one after the other."""
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        yield f"{scheme} {width}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(
    page: Page, base_url: str, language: str
) -> None:
    stop_clock(page)
    patient = Patient(page, base_url, language)
    has_much_to_tell(patient)
    found = []
    for path in PATHS:
        patient.opens(path)
        found += [
            f"{path} {look}: {fault}" for look in looks(page) for fault in faults(page)
        ]
    assert found == []


def test_axe_finds_nothing_where_nothing_is_entered(patient: Patient) -> None:
    found = []
    for path in PATHS:
        patient.opens(path)
        found += [f"{path}: {fault}" for fault in faults(patient.page)]
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
    found = faults(page)
    page.locator("[data-part=all-well]").click()
    english.sees_session("running")
    english.waits(20)
    found += faults(page)
    page.get_by_role("timer").click(force=True)
    english.sees_session("paused")
    found += faults(page)
    assert found == []
