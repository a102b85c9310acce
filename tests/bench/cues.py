"""The cues of a massage: is a change heard when it is due, and as it is drawn?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from tests.bench import browsing, probe
from tests.bench.probe import Change
from tests.bench.processes import Server
from tests.bench.returns import settle_in
from tests.bench.table import Rounds, Row
from tests.browser.keeping import keeps
from tests.patient import Patient

GROUP = (
    "Cues of a massage of one minute, {speed} · yardstick: a chime "
    "made when a timer fires"
)
SPEEDS = {1: "processor as it is", browsing.SLOW_PROCESSOR: "4 × slower processor"}
STEPS, STEP_MS, LEAD_IN_MS = 10, 6_000, 5_000
YARDSTICK_STEP_MS = 1_000
#: Other work of half a second, begun so long before every other change.
BUSY = {"ms": 500, "before": 250, "changes": list(range(1, STEPS, 2))}
KEEP_BUSY = """({ ms, before, changes, every }) => {
  const work = () => {
    const end = performance.now() + ms
    while (performance.now() < end);
  }
  const { at, remaining } = benchNotes.moments.at(-1)
  const first = at + remaining - before - performance.now()
  for (const change of changes) setTimeout(work, first + change * every)
}"""
#: It knows when each change is due, and sounds and draws it when its timer fires.
NAIVE = """({ steps, every }) => {
  const context = new AudioContext()
  const { dataset } = document.querySelector('p')
  const begun = performance.now()
  const tell = (step, remaining) =>
    Object.assign(dataset, { session: 'running', step, remainingMs: remaining })
  let step = 0
  const timer = setInterval(() => {
    step += 1
    const chime = new OscillatorNode(context)
    chime.connect(context.destination)
    chime.start()
    chime.stop(context.currentTime + 0.1)
    if (step === steps) clearInterval(timer)
    const due = begun + (step + 1) * every
    tell(step, step === steps ? 0 : due - performance.now())
  }, every)
  tell(0, every)
  setTimeout(() => tell(0, begun + every - performance.now()))
}"""


def measure(browser: Browser, ours: Server, blank: Server, rounds: Rounds) -> list[Row]:
    """A minute at each speed, and then the yardstick's ten seconds."""
    rows = []
    for (rate, speed), _ in zip(SPEEDS.items(), rounds(len(SPEEDS)), strict=True):
        found = (_massage(browser, ours, rate), _naive(browser, blank, rate))
        rows += _rows(GROUP.format(speed=speed), found)
    return rows


def begin(page: Page, server: Server, minutes: int) -> None:
    """Ten areas in so many minutes; yesterday's visit is there already."""
    patient = Patient(page, server.address)
    plan = {"product": "sculptra", "minutes": minutes, "timesADay": 5, "days": 5}
    keeps(patient, routines=[{**plan, "zones": []}])
    patient.starts_massage()


def _massage(browser: Browser, server: Server, rate: int) -> list[Change]:
    with browsing.phone(browser) as context:
        probe.attend(context)
        page = settle_in(context, server)
        begin(page, server, minutes=1)
        browsing.throttle(context.new_cdp_session(page), rate)
        page.wait_for_timeout(LEAD_IN_MS + STEP_MS / 2)
        page.evaluate(KEEP_BUSY, {**BUSY, "every": STEP_MS})
        page.wait_for_timeout(STEPS * STEP_MS - STEP_MS / 2)
        Patient(page, server.address).sees_session("finished")
        return probe.changes(probe.read(page))


def _naive(browser: Browser, server: Server, rate: int) -> list[Change]:
    every = YARDSTICK_STEP_MS
    with browsing.phone(browser) as context:
        probe.attend(context)
        page = context.new_page()
        page.goto(f"{server.address}/en/")
        browsing.throttle(context.new_cdp_session(page), rate)
        page.evaluate(NAIVE, {"steps": STEPS, "every": every})
        page.evaluate(KEEP_BUSY, {**BUSY, "every": every})
        page.wait_for_timeout((STEPS + 1) * every)
        return probe.changes(probe.read(page))


def _rows(group: str, found: tuple[list[Change], list[Change]]) -> list[Row]:
    names: list[tuple[str, Callable[[Change], float]]] = [
        ("heard off its instant", lambda change: change.heard - change.due),
        ("heard off the drawn change", lambda change: change.heard - change.drawn),
    ]
    return [
        Row(group, f"{name}{when}", "ms", *_errors(found, error, first))
        for name, error in names
        for first, when in enumerate(("", ", with 500 ms of other work"))
    ]


def _errors(
    found: tuple[list[Change], list[Change]],
    error: Callable[[Change], float],
    first: int,
) -> tuple[list[float], list[float]]:
    """Without regard to their sign, of every other change from the first on."""
    ours, theirs = ([abs(error(change)) for change in side[first::2]] for side in found)
    return ours, theirs
