"""Faults of a phone: no room, a storage that fails, a connection that is dropped."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.keeping import keeps
from tests.patient import Patient

NO_ROOM = "This phone has no room for that. Nothing was changed."
FAILURE = "Something did not work. Close the app and open it again"
#: What the console says beside the sentence.
LOGGED = "Aftertouch could not go on"
VISIT = {
    "id": "mine",
    "product": "botulinum-toxin",
    "date": "2026-03-19",
    "time": "14:30",
    "timezone": "Europe/Madrid",
    "zones": ["chin"],
    "note": "",
}


class Room:
    """What the browser lets this origin store, by its own quota.

    A browser that has just allowed a write allows small ones for half a minute: it has
    to be full before the first one.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self.browser: CDPSession = page.context.new_cdp_session(page)

    def is_gone(self) -> None:
        self.browser.send(
            "Storage.overrideQuotaForOrigin", {"origin": self.address, "quotaSize": 1}
        )

    def is_back(self) -> None:
        self.browser.send("Storage.overrideQuotaForOrigin", {"origin": self.address})

    def drops_connections(self) -> None:
        """Every connection to the record ends at once; the record ends with it."""
        self.browser.send(
            "Storage.clearDataForOrigin",
            {"origin": self.address, "storageTypes": "indexeddb"},
        )


def says_no_room(patient: Patient) -> None:
    expect(patient.page.get_by_text(NO_ROOM)).to_be_visible()


def sees_failure(patient: Patient) -> None:
    expect(patient.page.get_by_text(FAILURE)).to_be_visible()


def had_botox(patient: Patient) -> None:
    """Massage is blocked by what is in the record."""
    keeps(patient, treatments=[VISIT])
    patient.page.goto("about:blank")
