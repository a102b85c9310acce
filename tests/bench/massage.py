"""A massage that runs: how busy it keeps the page's main thread."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.bench import browsing
from tests.bench.processes import Server
from tests.bench.returns import settle_in
from tests.bench.table import Rounds, Row
from tests.patient import Patient

GROUP = "A running massage, share of 10 s · yardstick: blank page, a number each second"
RUNS = 5
WINDOW_MS = 10_000
#: A timer that could not do less. `evaluate` is not bound by the page's policy.
COUNTDOWN = """() => {
  let left = 300
  const word = document.querySelector('p')
  setInterval(() => { word.textContent = String(left -= 1) }, 1000)
}"""


@dataclass(frozen=True)
class Work:
    """Seconds since the page began: all tasks, scripts alone, the clock itself."""

    tasks: float
    scripts: float
    clock: float


def measure(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    """One massage and one bare countdown side by side, in windows of 10 s."""
    with browsing.phone(browser) as context, browsing.phone(browser) as other:
        page = _start(context, ours)
        sessions = (_watch(context, page), _watch(other, _count_down(other, blank)))
        tasks, scripts = [], []
        for _ in rounds(RUNS):
            before = [_work(session) for session in sessions]
            page.wait_for_timeout(WINDOW_MS)
            after = [_work(session) for session in sessions]
            spans = list(zip(before, after, strict=True))
            tasks.append([_share(span, "tasks") for span in spans])
            scripts.append([_share(span, "scripts") for span in spans])
        Patient(page, ours.address).sees_session("running")
    return [
        Row(GROUP, "main thread busy", "%", *zip(*tasks, strict=True)),
        Row(GROUP, "of which scripts", "%", *zip(*scripts, strict=True)),
    ]


def _start(context: BrowserContext, server: Server) -> Page:
    page = settle_in(context, server)
    Patient(page, server.address).starts_massage()
    return page


def _count_down(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/en/")
    page.evaluate(COUNTDOWN)
    return page


def _watch(context: BrowserContext, page: Page) -> CDPSession:
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    return session


def _work(session: CDPSession) -> Work:
    found = session.send("Performance.getMetrics")["metrics"]
    values = {metric["name"]: metric["value"] for metric in found}
    return Work(values["TaskDuration"], values["ScriptDuration"], values["Timestamp"])


def _share(span: tuple[Work, Work], what: str) -> float:
    """Percent of the time between two looks."""
    before, after = span
    spent: float = getattr(after, what) - getattr(before, what)
    return 100 * spent / (after.clock - before.clock)
