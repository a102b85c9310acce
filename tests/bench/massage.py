"""A massage: how busy it keeps the page, while it runs and while it is paused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.bench import browsing
from tests.bench.processes import Server
from tests.bench.returns import settle_in
from tests.bench.table import Aim, Rounds, Row
from tests.patient import Patient

RUNNING = (
    "A running massage, share of 10 s · yardstick: blank page, a number each second"
)
PAUSED = "The same, paused"
#: Windows of ten seconds: a minute that runs, half a minute paused.
RUNS, PAUSED_RUNS = 6, 3
WINDOW_MS = 10_000
#: Until what a tap has set off is over.
SETTLED_MS = 2_000
#: A timer that could not do less. `evaluate` is not bound by the page's policy.
COUNTDOWN = """() => {
  let left = 300
  const word = document.querySelector('p')
  setInterval(() => { word.textContent = String(left -= 1) }, 1000)
}"""
#: Put before the page's scripts: how often did any timer fire, or a frame ask for work?
COUNT_TIMERS = """
  window.benchTimers = 0
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) {
    const original = window[name]
    window[name] = (work, ...rest) => original((...given) => {
      window.benchTimers += 1
      work(...given)
    }, ...rest)
  }
"""
#: Time that passes in the main thread's tasks and in its scripts; processor time of
#: that thread, of the page's whole process with compositor and sound; and the clock.
COUNTERS = ("TaskDuration", "ScriptDuration", "ThreadTime", "ProcessTime", "Timestamp")
BUSY = "main thread busy"
SHARES = (
    BUSY,
    "of which scripts",
    "processor time of the main thread",
    "processor time of all the page's threads",
)


#: Percent of the main thread, while a massage runs.
LITTLE = Aim(1)


@dataclass(frozen=True)
class Watched:
    """A page, and the session that reads its counters."""

    page: Page
    session: CDPSession

    def counters(self) -> list[float]:
        """Seconds since the page began."""
        found = self._metrics()
        return [found[name] for name in COUNTERS]

    def keeps(self) -> tuple[float, float]:
        """(timers fired, kB that scripts hold); asking is work, so not in a window."""
        timers: float = self.page.evaluate("() => benchTimers")
        self.session.send("HeapProfiler.collectGarbage")
        return timers, self._metrics()["JSHeapUsedSize"] / 1000

    def _metrics(self) -> dict[str, float]:
        found = self.session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in found}


def measure(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    """One massage and one bare countdown side by side, in windows of 10 s."""
    with browsing.phone(browser) as context, browsing.phone(browser) as other:
        for phone in (context, other):
            phone.add_init_script(COUNT_TIMERS)
        pages = (_start(context, ours), _count_down(other, blank))
        sides = [Watched(page, _watch(page)) for page in pages]
        patient = Patient(pages[0], ours.address)
        running = _windows(RUNNING, sides, rounds, RUNS)
        patient.sees_session("running")
        patient.page.get_by_role("button", name="Pause").click()
        paused = _windows(PAUSED, sides, rounds, PAUSED_RUNS)
        patient.sees_session("paused")
    return [*running, *paused]


def _start(context: BrowserContext, server: Server) -> Page:
    page = settle_in(context, server)
    Patient(page, server.address).starts_massage()
    return page


def _count_down(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/en/")
    page.evaluate(COUNTDOWN)
    return page


def _watch(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    return session


def _windows(group: str, sides: list[Watched], rounds: Rounds, count: int) -> list[Row]:
    """So many windows, and what has gathered on each side over all of them."""
    page = sides[0].page
    page.wait_for_timeout(SETTLED_MS)
    before = [side.keeps() for side in sides]
    shares: list[list[list[float]]] = [[] for _ in sides]
    for _ in rounds(count):
        begun = [side.counters() for side in sides]
        page.wait_for_timeout(WINDOW_MS)
        for side, start, found in zip(sides, begun, shares, strict=True):
            found.append(_shares(start, side.counters()))
    gained = [
        _gained(start, side.keeps()) for side, start in zip(sides, before, strict=True)
    ]
    over = f"in {count * WINDOW_MS // 1000} s"
    names = [
        (f"timers and frames {over}", ""),
        (f"memory of scripts, more {over}", "kB"),
    ]
    return [
        *_rows(group, [(name, "%") for name in SHARES], shares),
        *_rows(group, names, [[side] for side in gained]),
    ]


def _shares(begun: list[float], ended: list[float]) -> list[float]:
    """Percent of the time between two looks."""
    *spent, passed = _gained(begun, ended)
    return [100 * seconds / passed for seconds in spent]


def _gained(before: Sequence[float], after: Sequence[float]) -> list[float]:
    return [end - start for start, end in zip(before, after, strict=True)]


def _rows(
    group: str, names: list[tuple[str, str]], sides: list[list[list[float]]]
) -> list[Row]:
    """A row per name; each side is a list of runs, each run a list of values."""
    columns = [zip(*side, strict=True) for side in sides]
    rows = zip(names, *columns, strict=True)
    return [
        Row(group, name, unit, ours, theirs, LITTLE if name == BUSY else None)
        for (name, unit), ours, theirs in rows
    ]
