"""A wet finger presses twice: what was entered is kept once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.backups import chooses, everything, file_of
from tests.browser.keeping import keeps
from tests.patient import Patient

VISIT = {
    **{"id": "a", "product": "sculptra", "date": "2026-03-10", "time": "09:00"},
    **{"timezone": "Europe/Madrid", "zones": ["chin"], "note": ""},
}
#: Presses a button, and once more as soon as the record is written.
AGAIN_WHEN_WRITTEN = """(button) => new Promise((resolve) => {
  const channel = new BroadcastChannel('aftertouch')
  channel.onmessage = () => {
    channel.close()
    button.click()
    resolve()
  }
  button.click()
})"""


def presses_twice(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).dblclick()


def test_a_treatment(patient: Patient) -> None:
    patient.opens("treatments/#add")
    patient.fills_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    presses_twice(patient.page, "Save")
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    assert len(patient.record("treatments")) == 1


def test_a_word_of_the_clinic(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("treatments/#clearance")
    page.get_by_role("checkbox", name="Chin", exact=True).last.check()
    page.get_by_label("Who said so").fill("The clinic")
    presses_twice(page, "Save")
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    assert len(patient.record("clearances")) == 1


def test_an_answer_to_the_weekly_question(patient: Patient) -> None:
    keeps(patient, treatments=[VISIT])
    patient.opens("checks/")
    patient.page.get_by_role("radio", name="No", exact=True).check()
    presses_twice(patient.page, "Save")
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    assert len(patient.record("checks")) == 1


@pytest.mark.parametrize("way", ["Add to", "Replace"])
def test_a_backup_can_still_be_taken_back(patient: Patient, way: str) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("settings/")
    before = everything(patient)
    other: dict[str, Any] = {**VISIT, "id": "b", "date": "2026-03-11"}
    chooses(patient, file_of(treatments=[other]))
    restore = page.get_by_role("button", name=f"{way} what is here")
    expect(restore).to_be_visible()
    restore.evaluate(AGAIN_WHEN_WRITTEN)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Everything is as it was.")).to_be_visible()
    assert everything(patient) == before
