"""The first visit: bytes, paints on a slow phone, and what the phone stores."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench import browsing
from tests.bench.browsing import Paints, Wire, WorkerWire
from tests.bench.processes import Server
from tests.bench.table import Aim, Rounds, Row

BYTES = "First visit to /en/, bytes · yardstick: a blank page, same server and headers"
SLOW = "First visit at slow 4G and 4 × slower processor · yardstick: the blank page"
STORED = "Stored on the phone for one language, by the worker"
ON_THE_WIRE = "on the wire, headers included"
WEIGHINGS, PAINTINGS = 5, 7
#: Bytes of all that a first visit fetches, and of what it needs to paint.
WHOLE, CRITICAL = Aim(45_000), Aim(14_000)
#: What one language may cost to install.
INSTALLED = Aim(350_000)
#: Beside a blank page.
NEAR_BLANK = Aim(1.3, of_ratio=True)
#: (decoded bytes of all bodies, entries) over all caches of this origin.
CACHED = """async () => {
  const found = [0, 0]
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request)).arrayBuffer()
      found[0] += body.byteLength
      found[1] += 1
    }
  }
  return found
}"""


def measure(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    """Weighs some first visits, then times others."""
    return [
        *_weights(browser, ours, blank, rounds),
        *_paints(browser, ours, blank, rounds),
    ]


def _weights(
    browser: Browser, ours: Server, blank: Server, rounds: Rounds
) -> list[Row]:
    wires, blanks, workers, stored = [], [], [], []
    for _ in rounds(WEIGHINGS):
        with browsing.phone(browser) as context:
            worker = WorkerWire()
            worker.attend(context)
            page, wire = _visit(context, ours)
            browsing.wait_until_stored(page)
            wires.append(wire)
            stored.append(page.evaluate(CACHED))
            workers.append((worker.bytes(ours), len(worker.requests)))
        with browsing.phone(browser) as context:
            blanks.append(_visit(context, blank)[1])
    return [
        _wire_row(ON_THE_WIRE, "B", "bytes", wires, blanks, WHOLE),
        _wire_row("of which response headers", "B", "headers", wires, blanks),
        _wire_row("requests", "", "requests", wires, blanks),
        _wire_row(
            "what paints: the document, compressed, and its headers",
            *("B", "document", wires, blanks, CRITICAL),
        ),
        Row(
            STORED, ON_THE_WIRE, "B", _column(workers, 0), aim=INSTALLED, is_short=True
        ),
        Row(STORED, "requests", "", _column(workers, 1)),
        Row(STORED, "stored, uncompressed", "B", _column(stored, 0), is_short=True),
        Row(STORED, "files stored", "", _column(stored, 1)),
    ]


def _visit(context: BrowserContext, server: Server) -> tuple[Page, Wire]:
    page, wire = context.new_page(), Wire()
    wire.attend(context.new_cdp_session(page))
    page.goto(f"{server.address}/en/")
    page.wait_for_load_state("networkidle")
    return page, wire


def _wire_row(
    name: str,
    unit: str,
    what: str,
    ours: list[Wire],
    blanks: list[Wire],
    aim: Aim | None = None,
) -> Row:
    mine, theirs = ([getattr(wire, what) for wire in wires] for wires in (ours, blanks))
    return Row(BYTES, name, unit, mine, theirs, aim)


def _column(values: Sequence[tuple[float, ...]], index: int) -> list[float]:
    return [value[index] for value in values]


def _paints(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    pairs = [
        (_slow_visit(browser, ours), _slow_visit(browser, blank))
        for _ in rounds(PAINTINGS)
    ]
    return [
        paint_row(SLOW, "first contentful paint", "first", pairs, NEAR_BLANK),
        paint_row(SLOW, "largest contentful paint", "largest", pairs, is_short=True),
        paint_row(SLOW, "longest task (0: none of 50 ms)", "longest", pairs),
    ]


def _slow_visit(browser: Browser, server: Server) -> Paints:
    with browsing.phone(browser) as context:
        page = context.new_page()
        browsing.slow_down(context.new_cdp_session(page))
        page.goto(f"{server.address}/en/")
        page.wait_for_load_state("networkidle")
        return browsing.paints(page)


def paint_row(
    group: str,
    name: str,
    what: str,
    pairs: list[tuple[Paints, Paints]],
    aim: Aim | None = None,
    is_short: bool = False,
) -> Row:
    """One kind of paint in ms, ours beside the yardstick's."""
    ours, theirs = ([getattr(pair[side], what) for pair in pairs] for side in (0, 1))
    return Row(group, name, "ms", ours, theirs, aim, is_short)
