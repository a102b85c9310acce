"""A patient as the tests know one: verbs for what people do, by roles and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).resolve().parent.parent

MASSAGED = (
    "Temples",
    "Cheekbones",
    "In front of the ears",
    "Sides of the nose",
    "Nose-to-mouth folds",
    "Hollows of the cheeks",
    "Corners of the mouth",
    "Chin",
    "Jawline",
    "Corners of the jaw",
)


#: What the form of the treatments page does when it is sent.
HAVE_TREATMENT = """async ([product, date, time, names]) => {
  const language = document.documentElement.lang
  const [{ openStore }, { KEYS }, { defaultRoutine }, protocols] = await Promise.all([
    import('/device/store.js'),
    import('/core/keepsakes.js'),
    import('/core/routine.js'),
    fetch(`/${language}/protocols.json`).then((answer) => answer.json()),
  ])
  const store = await openStore(KEYS)
  const products = Object.entries(protocols.treatments)
  const [id] = products.find(([, { name }]) => name.includes(product))
  const zones = protocols.zones.filter(({ name }) => names.includes(name))
  if (zones.length !== names.length) throw new Error(`Unknown zones: ${names}`)
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions()
  await store.put('treatments', {
    ...{ id: crypto.randomUUID(), product: id, date, time, timezone },
    ...{ zones: zones.map(({ id }) => id), note: '' },
  })
  const { routines } = await store.read()
  const routine = defaultRoutine(id, protocols)
  const isKnown = routines.some((kept) => kept.product === id)
  if (routine && !isKnown) await store.put('routines', routine)
}"""


class Patient:
    """Acts on one page. Speaks English unless told otherwise."""

    def __init__(self, page: Page, address: str, language: str = "en") -> None:
        self.page = page
        self.address = address
        self.language = language

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def session(self) -> Locator:
        return self.page.locator("[data-session]")

    def opens(self, path: str = "") -> None:
        """Goes to a page and waits until it has looked at the record."""
        self.page.goto(f"{self.address}/{self.language}/{path}")
        self.page.locator("main[aria-busy=false]").wait_for()

    def had(
        self,
        product: str,
        date: str,
        time: str | None,
        zones: tuple[str, ...] = MASSAGED,
    ) -> None:
        """A visit that is in the record already, with the routine it asks for.

        Written by the app's own modules, without the form: most tests begin after it.
        """
        if not self.page.url.startswith(self.address):
            self.opens("about/")
        self.page.evaluate(HAVE_TREATMENT, [product, date, time, list(zones)])

    def adds_treatment(
        self,
        product: str,
        date: str,
        time: str | None,
        zones: tuple[str, ...] = MASSAGED,
    ) -> None:
        """Enters a visit on the treatments page and saves it."""
        self.opens("treatments/#add")
        self.fills_treatment(product, date, time, zones)
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_text("Kept on this phone.")).to_be_visible()

    def fills_treatment(
        self, product: str, date: str, time: str | None, zones: tuple[str, ...]
    ) -> None:
        page = self.page
        if product:
            page.get_by_role("radio", name=product).check()
        page.get_by_label("Date").fill(date)
        if time is None:
            page.get_by_label("I do not know the time").check()
        else:
            page.get_by_label("Time", exact=True).fill(time)
        for zone in zones:
            page.get_by_role("checkbox", name=zone, exact=True).check()

    def sees_verdict(self, verdict: str) -> None:
        expect(self.main).to_have_attribute("data-verdict", verdict)

    def starts_massage(self) -> None:
        """From Today to the first second: two taps."""
        self.opens()
        self.page.get_by_role("link", name="Start massage").click()
        self.page.get_by_role("button", name="None of this. Start").click()
        self.sees_session("running")

    def sees_session(self, state: str) -> None:
        expect(self.session).to_have_attribute("data-session", state)

    def waits(self, seconds: float) -> None:
        """Time goes by, every timer in its turn."""
        self.page.clock.run_for(int(seconds * 1000))

    def waits_until(self, is_so: Callable[[], bool], within: float = 20) -> None:
        """Time goes by in small pieces: what the phone does between takes real time."""
        for _ in range(int(within / 0.05)):
            if is_so():
                return
            self.waits(0.05)
        raise AssertionError(f"it did not come to be within {within} s")

    def position(self) -> tuple[int, int]:
        """(step from 0, whole seconds that remain of it)."""
        step = int(self.session.get_attribute("data-step") or -1)
        remaining = int(self.session.get_attribute("data-remaining-ms") or -1)
        return step, round(remaining / 1000)

    def leaves_page(self) -> None:
        """Another app comes to the front; what browsers tell the page then."""
        self.page.evaluate(
            """() => {
              Object.defineProperty(document, 'visibilityState',
                { configurable: true, get: () => 'hidden' })
              document.dispatchEvent(new Event('visibilitychange'))
            }"""
        )

    def comes_back(self) -> None:
        self.page.evaluate(
            """() => {
              Object.defineProperty(document, 'visibilityState',
                { configurable: true, get: () => 'visible' })
              document.dispatchEvent(new Event('visibilitychange'))
            }"""
        )

    def is_controlled(self) -> None:
        """Waits until the service worker answers for this page."""
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")

    def record(self, kind: str) -> list[dict[str, object]]:
        """What the phone keeps of one kind, read past the app's own code."""
        found: list[dict[str, object]] = self.page.evaluate(
            """(kind) => new Promise((resolve, reject) => {
              const open = indexedDB.open('aftertouch')
              open.onerror = () => reject(open.error)
              open.onsuccess = () => {
                const all = open.result.transaction(kind).objectStore(kind).getAll()
                all.onsuccess = () => { open.result.close(); resolve(all.result) }
              }
            })""",
            kind,
        )
        return found

    def sets_time(self, instant: str) -> None:
        """The phone's clock jumps; nothing else does."""
        self.page.clock.set_system_time(datetime.fromisoformat(instant))


def seconds_of(text: str) -> int:
    """The seconds in a timer text such as "4:05"."""
    match = re.search(r"(\d+):(\d\d)", text)
    assert match, text
    return int(match[1]) * 60 + int(match[2])
