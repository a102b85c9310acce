"""Coming back: offline with the server stopped, and Today on a slow processor."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench import browsing, processes
from tests.bench.browsing import Paints
from tests.bench.processes import Server
from tests.bench.table import Rounds, Row
from tests.bench.visits import NEAR_BLANK, paint_row
from tests.patient import Patient

OFFLINE = "Today with a record, offline, server stopped · yardstick: blank page, served"
SLOW = (
    "Today with a record, from the phone, 4 × slower processor · yardstick: blank page"
)
RUNS = 7
FIRST = "first contentful paint"
#: Until the answer is painted for certain; slower means four times slower.
SETTLED_MS, SLOWLY_SETTLED_MS = 250, 1000


def settle_in(context: BrowserContext, server: Server) -> Page:
    """Someone who had Sculptra yesterday, and whose phone has stored the app."""
    page = context.new_page()
    patient = Patient(page, server.address)
    yesterday = date.today() - timedelta(days=1)
    patient.adds_treatment("Sculptra", yesterday.isoformat(), "12:00")
    browsing.wait_until_stored(page)
    return page


def measure(browser: Browser, blank: Server, rounds: Rounds) -> list[Row]:
    """Paints of Today from the phone's own store, each beside the blank page."""
    with browsing.phone(browser) as context, browsing.phone(browser) as other:
        with processes.ours() as ours:
            settle_in(context, ours).close()
        here, there = f"{ours.address}/en/", f"{blank.address}/en/"
        awake, asleep, slow = [], [], []
        # First with the worker as the visit has left it: once stopped, it runs in a
        # process of its own, and every later window needs a new one.
        for _ in rounds(RUNS):
            awake.append((_open(context, here), _open(other, there)))
        for _ in rounds(RUNS):
            asleep.append((_open(context, here, asleep=True), _open(other, there)))
            slow.append(
                (_open(context, here, slow=True), _open(other, there, slow=True))
            )
    return [
        paint_row(OFFLINE, f"{FIRST}, worker awake", "first", awake, NEAR_BLANK),
        paint_row(OFFLINE, f"{FIRST}, worker asleep", "first", asleep, NEAR_BLANK),
        paint_row(
            OFFLINE, "largest contentful paint, worker asleep", "largest", asleep
        ),
        paint_row(SLOW, FIRST, "first", slow),
        paint_row(SLOW, "largest contentful paint", "largest", slow),
        paint_row(SLOW, "longest task (0: none of 50 ms)", "longest", slow),
    ]


def _open(
    context: BrowserContext, address: str, asleep: bool = False, slow: bool = False
) -> Paints:
    """Opens the address in a new window of this phone and closes it again."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    if asleep:
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
    if slow:
        browsing.slow_down(session, network=False)
    page.goto(address)
    page.wait_for_timeout(SLOWLY_SETTLED_MS if slow else SETTLED_MS)
    found = browsing.paints(page)
    page.close()
    return found
