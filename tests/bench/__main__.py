"""Measures everything and prints one table; `--json FILE` keeps every value.

Status 1 only where a measurement could not be made, with a sentence that says why.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.bench import browsing, massage, processes, returns, serving, visits
from tests.bench.processes import CannotMeasureError
from tests.bench.table import Row, render
from tests.find_browser import ADVICE, find

#: Seconds after which no further run begins; one run is bounded by its own limits.
BUDGET = 210
FAILURES = (
    CannotMeasureError,
    BrowserError,
    AssertionError,
    OSError,
    subprocess.SubprocessError,
)


def main() -> int:
    """Runs the whole bench, in at most four minutes."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    about, rows = _about(), list[Row]()
    problem = _problem(lambda: _measure(begun + BUDGET, about, rows))
    about["seconds"] = round(time.monotonic() - begun)
    if rows:
        print(_report(about, rows))
    if options.json:
        found = {**about, "rows": [row.as_json() for row in rows]}
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    if problem:
        print(f"Not everything could be measured: {problem}", file=sys.stderr)
    return 1 if problem else 0


def _problem(measure: Callable[[], None]) -> str:
    """What kept it from measuring everything, in one line; "" if nothing did."""
    try:
        measure()
    except FAILURES as error:
        return " ".join(str(error).split())
    return ""


def _measure(deadline: float, about: dict[str, Any], rows: list[Row]) -> None:
    """Adds to `rows` what it has measured, so that a failure keeps the rest."""
    rounds = partial(_runs, deadline)
    path = _browser()
    with (
        processes.ours() as ours,
        processes.yardstick_server("blank") as blank,
        sync_playwright() as playwright,
        browsing.launch(playwright, path) as browser,
    ):
        about["chromium"] = browser.version
        rows += visits.measure(browser, ours, blank, rounds)
        rows += returns.measure(browser, blank, rounds)
        rows += massage.measure(browser, ours, blank, rounds)
    rows += serving.measure(rounds)


def _browser() -> str:
    """The browser's path, on a machine that can be measured at all."""
    path = find()
    if not path:
        raise CannotMeasureError(ADVICE)
    if not Path("/proc/self/smaps_rollup").exists():
        raise CannotMeasureError("It reads memory from /proc; run it on Linux.")
    return path


def _runs(deadline: float, count: int) -> Iterator[int]:
    """Counts the runs of one measurement, while there is time."""
    for number in range(count):
        if time.monotonic() > deadline:
            raise CannotMeasureError(
                f"After {BUDGET} s it was not done; is the machine busy?"
            )
        yield number


def _about() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def _report(about: dict[str, Any], rows: list[Row]) -> str:
    head = (
        "Medians of all runs; a ratio is the median of the ratios of paired runs.\n"
        f"Chromium {about['chromium']}, Python {about['python']}, "
        f"{about['cores']} cores, load {about['load'][0]} before, "
        f"{about['seconds']} s in all.\n"
    )
    return f"{head}\n{render(rows)}"


if __name__ == "__main__":
    sys.exit(main())
