"""What the tests of interrupted massages do and look at."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.patient import MASSAGED, Patient

LEAD_IN = 5
ZONE = 30
WHOLE = len(MASSAGED) * ZONE


def begins(patient: Patient) -> None:
    patient.page.goto("about:blank")
    patient.opens("massage/#check")
    button(patient, "None of this. Start").click()
    patient.sees_session("running")


def button(patient: Patient, name: str) -> Locator:
    return patient.page.get_by_role("button", name=name, exact=True)


def comes_again(patient: Patient) -> None:
    """In another window: what the old one showed is gone."""
    old, patient.page = patient.page, patient.page.context.new_page()
    old.close()
    patient.opens("massage/")


def seconds_kept(patient: Patient) -> list[object]:
    return [session["seconds"] for session in patient.record("sessions")]


def drafts(patient: Patient) -> list[str]:
    found: list[str] = patient.page.evaluate(
        """() => Object.keys(localStorage)
          .filter((key) => key.startsWith('aftertouch-session'))"""
    )
    return found


def ends(patient: Patient, how: str) -> int:
    """After how many seconds of massage it ended."""
    if how == "by itself":
        patient.waits(LEAD_IN + WHOLE)
        return WHOLE
    patient.waits(LEAD_IN + 40)
    button(patient, how).click()
    return 40
