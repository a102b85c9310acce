"""A whole massage on a slow processor: does its time go as the machine's does?"""

from __future__ import annotations

import time

from playwright.sync_api import Browser, CDPSession, Page

from tests.bench import browsing, cues, probe
from tests.bench.probe import Notes
from tests.bench.processes import Server
from tests.bench.returns import settle_in
from tests.bench.table import Rounds, Row
from tests.patient import Patient

GROUP = (
    "Two minutes of massage, 4 × slower processor · yardstick: blank page, "
    "seconds counted"
)
MINUTES = 2
#: The beginning and the end that are compared; one moment each second.
EDGE = 15
ASKED = 50
COUNTED = """() => {
  const { dataset } = document.querySelector('p')
  const tell = (step) =>
    Object.assign(dataset, { session: 'running', step, remainingMs: 1000 })
  let seconds = 0
  setInterval(() => tell(seconds += 1), 1000)
  tell(0)
}"""


def measure(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    """One massage and one count of seconds beside it."""
    for _ in rounds(1):
        with browsing.phone(browser) as context, browsing.phone(browser) as other:
            for phone in (context, other):
                probe.attend(phone)
            pages = (settle_in(context, ours), other.new_page())
            cues.begin(pages[0], ours, MINUTES)
            pages[1].goto(f"{blank.address}/en/")
            pages[1].evaluate(COUNTED)
            sessions = [page.context.new_cdp_session(page) for page in pages]
            lags = _watch(pages, sessions)
            Patient(pages[0], ours.address).sees_session("finished")
            last = probe.changes(probe.read(pages[0]))[-1]
    drifts, theirs = ([abs(_drift(side))] for side in lags)
    latest, their_latest = ([max(side) - min(side)] for side in lags)
    return [
        Row(GROUP, "its time off the machine's, at the end", "ms", drifts, theirs),
        Row(GROUP, "latest of all seconds drawn", "ms", latest, their_latest),
        Row(GROUP, "last chime off its instant", "ms", [abs(last.heard - last.due)]),
    ]


def _watch(
    pages: tuple[Page, Page], sessions: list[CDPSession]
) -> tuple[list[float], ...]:
    """By how much each moment was behind the machine's clock, page by page."""
    before = [_ahead(page) for page in pages]
    for session in sessions:
        browsing.throttle(session, browsing.SLOW_PROCESSOR)
    pages[0].wait_for_timeout(MINUTES * 60_000 + cues.LEAD_IN_MS)
    for session in sessions:
        browsing.throttle(session, 1)
    after = [_ahead(page) for page in pages]
    return tuple(
        _lags(probe.read(page), gains)
        for page, *gains in zip(pages, before, after, strict=True)
    )


def _ahead(page: Page) -> float:
    """Milliseconds from the page's clock to the machine's, by the quickest answer."""
    answers = []
    for _ in range(ASKED):
        asked = time.monotonic() * 1000
        told: float = page.evaluate("() => performance.now()")
        answered = time.monotonic() * 1000
        answers.append((answered - asked, (asked + answered) / 2 - told))
    return min(answers)[1]


def _lags(notes: Notes, gains: list[float]) -> list[float]:
    """The page's clock is brought to the machine's in equal parts from start to end."""
    moments = notes.running()
    first, span = moments[0].at, moments[-1].at - moments[0].at
    before, after = gains
    return [
        moment.at
        + before
        + (after - before) * (moment.at - first) / span
        - (moment.step + 1) * notes.whole
        + moment.remaining
        for moment in moments
    ]


def _drift(lags: list[float]) -> float:
    """End against beginning, each by its most punctual moment."""
    return min(lags[-EDGE:]) - min(lags[:EDGE])
