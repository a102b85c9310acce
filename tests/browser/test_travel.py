"""A phone that is in another time zone than the visit was."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keeping import keeps
from tests.patient import Patient

BOTOX = {
    **{"id": "a", "product": "botulinum-toxin", "date": "2026-03-19", "time": None},
    **{"timezone": "Europe/Madrid", "zones": ["forehead"], "note": ""},
}


@pytest.mark.browser_context_args(timezone_id="Europe/Athens")
@pytest.mark.parametrize("path", ["", "treatments/"])
def test_a_visit_without_a_time_stays_on_its_day(patient: Patient, path: str) -> None:
    """Its day ends in Madrid when the next has begun in Athens."""
    keeps(patient, treatments=[BOTOX])
    patient.opens(path)
    expect(patient.page.get_by_text("Botox, Thursday").first).to_be_visible()
    expect(patient.page.get_by_text("Botox, today")).to_have_count(0)
