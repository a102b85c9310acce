"""A phone on which one massage follows another: its clocks, storage and fingers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.patient import Patient

LEAVES = """() => {
  Object.defineProperty(document, 'visibilityState',
    { configurable: true, get: () => 'hidden' })
  document.dispatchEvent(new Event('visibilitychange'))
}"""

LOOKS = """() => new Promise((resolve) => {
  const open = indexedDB.open('aftertouch')
  open.onsuccess = () => {
    const all = open.result.transaction('sessions').objectStore('sessions').getAll()
    all.onsuccess = () => {
      open.result.close()
      const drafts = Object.keys(localStorage)
        .filter((key) => key.startsWith('aftertouch-session'))
      resolve({ sessions: all.result, drafts })
    }
  }
})"""

WRITES = """async (records) => {
  const open = indexedDB.open('aftertouch')
  const database = await new Promise((resolve) => {
    open.onsuccess = () => resolve(open.result)
  })
  for (const [kind, key, record] of records) {
    const store = database.transaction(kind, 'readwrite').objectStore(kind)
    await new Promise((resolve) => {
      const put = key === null ? store.put(record) : store.put(record, key)
      put.onsuccess = resolve
    })
  }
  database.close()
}"""


class Phone:
    """Acts on the massage page; knows what its wall clock shows."""

    def __init__(
        self, switch_on: Callable[..., BrowserContext], address: str, now: int
    ) -> None:
        self.switch_on = switch_on
        self.address = address
        self.wall = now
        self.context = switch_on()
        self._begins_time()

    def _begins_time(self) -> None:
        self.context.clock.install(time=self.wall / 1000 - 1)
        self.context.clock.pause_at(self.wall / 1000)
        self.page = self.context.new_page()

    def restarts(self) -> None:
        """Off and on again: everything kept is still there."""
        kept = self.context.storage_state(indexed_db=True)
        self.context.close()
        self.context = self.switch_on(storage_state=kept)
        self._begins_time()

    @property
    def patient(self) -> Patient:
        return Patient(self.page, self.address)

    def opens(self, path: str) -> None:
        if not self.page.url.startswith("about:"):
            self.page.goto("about:blank")
        self.patient.opens(path)

    def presses(self, name: str) -> None:
        """A press by keyboard or switch is never taken for the echo of another."""
        self.page.get_by_role("button", name=name, exact=True).press("Enter")

    def shows(self, name: str) -> bool:
        return self.page.get_by_role("button", name=name, exact=True).is_visible()

    def sees(self, state: str) -> None:
        expect(self.page.locator("[data-session]")).to_have_attribute(
            "data-session", state
        )

    def waits(self, ms: int) -> None:
        """Time goes by for everything on the phone."""
        self.context.clock.run_for(ms)
        self.wall += ms

    def jumps(self, ms: int) -> None:
        """The clock on the wall moves, the page's own stands: asleep, or set anew."""
        self.wall += ms
        self.context.clock.set_system_time(
            datetime.fromtimestamp(self.wall / 1000, UTC)
        )

    def leaves(self) -> None:
        self.page.evaluate(LEAVES)

    def returns(self) -> None:
        self.patient.comes_back()

    def reloads(self) -> None:
        self.page.reload()
        self.page.locator("main[aria-busy=false]").wait_for()

    def killed(self) -> None:
        """As when the patient swipes the app away."""
        self.page.goto("about:blank")

    def closed(self) -> None:
        self._anew(self.page)

    def crashes(self) -> None:
        """What runs in the page ends at once, with no event of leaving."""
        crash(self.page)
        self._anew(self.page)

    def _anew(self, old: Page) -> None:
        self.page = self.context.new_page()
        old.close()

    def writes(self, *records: tuple[str, str | None, Any]) -> None:
        """Kind, key and record, past the app's own code."""
        self.page.evaluate(WRITES, records)

    def keeps(self) -> dict[str, list[Any]]:
        """All sessions in the record, and what is left of a massage under way."""
        found: dict[str, list[Any]] = self.page.evaluate(LOOKS)
        return found


def crash(page: Page) -> None:
    """The browser's own address for it; nothing is told to the page."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
