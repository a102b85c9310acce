"""From a tap to the frame that shows its answer, with a year of data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.bench import browsing, records
from tests.bench.processes import Server
from tests.bench.table import Aim, Rounds, Row
from tests.browser.keeping import keeps
from tests.patient import ROOT, Patient

GROUP = (
    "From a tap to its frame, a year of data, 4 × slower processor · yardstick: "
    "a button on the blank page that hides its text"
)
SCRIPT = ROOT / "tests" / "bench" / "taps.js"
RUNS = 5
#: A year of five massages a day.
SESSIONS = 365 * records.A_DAY
SOON = Aim(50)
#: Until nothing that the last tap set off is under way.
SETTLED_MS = 400
YARDSTICK = """() => {
  const button = document.createElement('button')
  button.textContent = 'Tap'
  document.body.append(button)
  button.addEventListener('click', () => {
    const word = document.querySelector('p')
    word.hidden = !word.hidden
  })
}"""


@dataclass(frozen=True)
class Tap:
    """What is tapped, and what is then to be seen, or no longer."""

    name: str
    target: Locator
    seen: str
    is_shown: bool = True

    def measure(self) -> float:
        """Milliseconds; the page has come to rest before."""
        page = self.target.page
        self.target.scroll_into_view_if_needed()
        page.wait_for_timeout(SETTLED_MS)
        page.evaluate("(given) => benchWatch(...given)", [self.seen, self.is_shown])
        self.target.tap(force=True)  # or Playwright would look into the page meanwhile
        page.wait_for_function("() => benchTook !== null")
        took: float = page.evaluate("() => benchTook")
        return took


def measure(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    """Each tap in turn, and each beside one on the blank page."""
    with browsing.phone(browser) as context, browsing.phone(browser) as other:
        for phone in (context, other):
            phone.add_init_script(path=SCRIPT)
        patient = Patient(context.new_page(), ours.address)
        keeps(patient, **records.of(SESSIONS))
        yardstick = _yardstick(other, blank)
        rows = []
        for path, taps in (("", _today), ("treatments/", _treatments)):
            patient.opens(path)
            browsing.wait_until_stored(patient.page)
            session = context.new_cdp_session(patient.page)
            browsing.throttle(session, browsing.SLOW_PROCESSOR)
            rows += _rows(taps(patient.page), yardstick, rounds)
            browsing.throttle(session, 1)
    return rows


def _today(page: Page) -> list[Tap]:
    """Reasons unfold at once; the two others write, and draw all of Today anew."""
    out = page.get_by_role("button", name="Leave the blocked areas out")
    back = page.get_by_role("button", name="Massage all areas of my plan again")
    basis = page.get_by_text("What this rests on")
    narrowed = "[data-part=narrowed]"
    return [
        Tap("Today: what this rests on", basis, "details[open]"),
        Tap("Today: what this rests on, folded", basis, "details[open]", False),
        Tap("Today: leave the blocked areas out", out, narrowed),
        Tap("Today: massage them again", back, narrowed, False),
    ]


def _treatments(page: Page) -> list[Tap]:
    change = page.get_by_role("button", name="Change: Sculptra").first
    form = page.locator("form#add")
    area = form.get_by_role("checkbox", name="Forehead", exact=True)
    cancel = form.get_by_role("button", name="Cancel")
    return [
        Tap("Treatments: change one", change, "form#add"),
        Tap("Treatments: tick an area", area, "form#add [value=forehead]:checked"),
        Tap("Treatments: back to the list", cancel, "[data-part=entered]"),
    ]


def _yardstick(context: BrowserContext, server: Server) -> Iterator[Tap]:
    """Taps that hide the word and show it again."""
    page = context.new_page()
    page.goto(f"{server.address}/en/")
    page.evaluate(YARDSTICK)
    session = context.new_cdp_session(page)
    browsing.throttle(session, browsing.SLOW_PROCESSOR)
    button = page.get_by_role("button")
    return cycle(Tap("", button, "p", is_shown) for is_shown in (False, True))


def _rows(taps: list[Tap], yardstick: Iterator[Tap], rounds: Rounds) -> list[Row]:
    found: list[list[float]] = [[] for _ in taps]
    beside: list[list[float]] = [[] for _ in taps]
    for _ in rounds(RUNS):
        for tap, ours, theirs in zip(taps, found, beside, strict=True):
            ours.append(tap.measure())
            theirs.append(next(yardstick).measure())
    sides = zip(taps, found, beside, strict=True)
    return [
        Row(GROUP, tap.name, "ms", ours, theirs, SOON) for tap, ours, theirs in sides
    ]
