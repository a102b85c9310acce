"""What a phone may lack, and two windows at once: nothing breaks, nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.patient import Patient

LACKING = {
    "no audio": "delete window.AudioContext; delete window.webkitAudioContext",
    "no wake lock": "delete Navigator.prototype.wakeLock",
    "no locks": "delete Navigator.prototype.locks",
    "no local storage": (
        "Object.defineProperty(window, 'localStorage',"
        "{ get() { throw new DOMException('denied', 'SecurityError') } })"
    ),
    "no indexed database": (
        "Object.defineProperty(window, 'indexedDB', { value: undefined })"
    ),
    "no trusted types": "delete window.trustedTypes",
    "no service worker": "delete Navigator.prototype.serviceWorker",
    "full storage": (
        "Storage.prototype.setItem = () => {"
        "throw new DOMException('full', 'QuotaExceededError') }"
    ),
}


@pytest.mark.parametrize("lacking", [name for name in LACKING if "types" not in name])
def test_a_massage_runs_to_its_end_without(patient: Patient, lacking: str) -> None:
    patient.page.add_init_script(f"(() => {{ {LACKING[lacking]} }})()")
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin",))
    if lacking == "no indexed database":
        words = "This browser keeps nothing"
        expect(patient.page.get_by_text(words)).to_be_visible()
        return
    patient.starts_massage()
    patient.waits(305.5)
    patient.sees_session("finished")
    expect(patient.page.get_by_text("Today: 1 of 5")).to_be_visible()


def test_without_lasting_storage_the_answer_still_comes(patient: Patient) -> None:
    """A page that keeps nothing still answers for as long as it is open."""
    page = patient.page
    page.add_init_script(f"(() => {{ {LACKING['no indexed database']} }})()")
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    expect(page.get_by_role("heading", name="Botox, Thursday 14:30")).to_be_visible()
    patient.opens()
    patient.sees_verdict("none")


@pytest.mark.browser_context_args(service_workers="block")
def test_without_a_service_worker_everything_works_online(patient: Patient) -> None:
    """Private windows block it."""
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin",))
    patient.starts_massage()
    patient.waits(305.5)
    patient.sees_session("finished")


def test_only_one_window_massages(patient: Patient, page: Page) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin",))
    patient.starts_massage()
    patient.waits(20)
    second = Patient(page.context.new_page(), patient.address)
    second.opens("massage/")
    words = "A massage is running in another window"
    expect(second.page.get_by_role("heading", name=words)).to_be_visible()
    patient.waits(286)
    patient.sees_session("finished")
    assert len(patient.record("sessions")) == 1
    expect(second.page.get_by_role("heading", name=words)).to_be_hidden()
    second.sees_session("ready")


def test_what_one_window_writes_the_other_shows(patient: Patient, page: Page) -> None:
    patient.opens()
    patient.sees_verdict("none")
    second = Patient(page.context.new_page(), patient.address)
    second.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    patient.sees_verdict("blocked")


def test_a_clock_that_went_back_is_noticed_and_never_shortens_a_block(
    patient: Patient,
) -> None:
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    patient.sets_time("2026-03-20T10:50:00+00:00")
    patient.opens()
    patient.sees_verdict("blocked")
    expect(
        patient.page.get_by_text("The clock of this phone went back.")
    ).to_be_visible()
    expect(patient.main).to_have_attribute("data-opens-at", "2026-03-21T13:30:00.000Z")


def test_a_clock_put_forward_does_not_open_a_block_while_the_server_is_seen(
    patient: Patient,
) -> None:
    """The server says it is Friday; the phone claims next Tuesday."""
    page = patient.page
    stamp = {"Date": "Fri, 20 Mar 2026 11:00:00 GMT"}
    page.context.route(
        "**/healthz", lambda route: route.fulfill(status=200, headers=stamp)
    )
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    patient.sets_time("2026-03-24T11:00:00+00:00")
    patient.opens()
    patient.sees_verdict("blocked")
    # Its word is asked for anew before it is too old to count.
    with page.expect_response("**/healthz"):
        patient.waits(8 * 60 + 1)
    patient.waits(3 * 60)
    patient.sees_verdict("blocked")
    patient.opens("massage/")
    patient.sees_verdict("blocked")
