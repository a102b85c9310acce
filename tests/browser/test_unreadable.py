"""A treatment that this version of the app does not understand gives no answer."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keeping import keeps
from tests.conftest import Watch
from tests.patient import Patient

VISIT = {
    **{"id": "a", "product": "sculptra", "date": "2026-03-20", "time": "09:00"},
    **{"timezone": "Europe/Madrid", "zones": ["chin"], "note": ""},
}
ROUTINE = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}


@pytest.mark.parametrize(
    "change", [{"product": "of-tomorrow"}, {"date": "some day"}, {"time": "noon"}]
)
def test_there_is_no_answer_until_it_is_removed(
    patient: Patient, watch: Watch, change: dict[str, Any]
) -> None:
    """After a return to an older version, say: its rules are not on this phone."""
    watch.expect("could not go on")
    page = patient.page
    keeps(patient, treatments=[VISIT, {**VISIT, "id": "b", **change}])
    keeps(patient, routines=[ROUTINE])
    sentence = page.get_by_role("alert").filter(has_text="cannot be read")
    for path in ("", "massage/"):
        patient.opens(path)
        expect(sentence).to_be_visible()
        patient.sees_verdict("none")
        expect(page.get_by_role("link", name="Start massage")).to_be_hidden()
        expect(page.get_by_role("button", name="None of this. Start")).to_be_hidden()

    patient.opens("treatments/")
    expect(sentence).to_be_visible()
    remove = page.get_by_role("button", name="Remove")
    expect(remove).to_have_count(2)
    page.get_by_role(
        "button", name=re.compile(r"^Remove: (?!Sculptra, 09:00$)")
    ).click()
    expect(remove).to_have_count(1)
    patient.opens()
    patient.sees_verdict("clear")
    expect(page.get_by_role("link", name="Start massage")).to_be_visible()


@pytest.mark.parametrize("change", [{"date": "some day"}, {"time": "noon"}])
def test_a_date_that_is_none_can_be_removed(
    page: Page, base_url: str, watch: Watch, change: dict[str, Any]
) -> None:
    """On the phone's own clock: the tests' clock would take no date for now."""
    watch.expect("could not go on")
    patient = Patient(page, base_url)
    keeps(patient, treatments=[{**VISIT, **change}])
    sentence = page.get_by_role("alert").filter(has_text="cannot be read")
    for path in ("", "treatments/"):
        patient.opens(path)
        expect(sentence).to_be_visible()
    page.get_by_role("button", name="Remove: Sculptra, ").click()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    patient.opens()
    patient.sees_verdict("none")
    expect(sentence).to_be_hidden()
