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
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.bench import browsing, massage, processes, returns, serving, visits
from tests.bench.processes import CannotMeasureError
from tests.bench.table import Row, render
from tests.find_browser import ADVICE, find

RUNS = 5
#: Seconds after which no further run begins; one run is bounded by its own limits.
BUDGET = 200
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
    try:
        about, rows = _measure(begun + BUDGET)
    except FAILURES as error:
        reason = " ".join(str(error).split())
        print(f"The bench could not measure everything. {reason}", file=sys.stderr)
        return 1
    about["seconds"] = round(time.monotonic() - begun)
    print(_report(about, rows))
    if options.json:
        found = {**about, "rows": [row.as_json() for row in rows]}
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    return 0


def _measure(deadline: float) -> tuple[dict[str, Any], list[Row]]:
    path = find()
    if not path:
        raise CannotMeasureError(ADVICE)
    if not Path("/proc/self/smaps_rollup").exists():
        raise CannotMeasureError("It reads memory from /proc; run it on Linux.")
    rounds = partial(_runs, deadline)
    with (
        processes.ours() as ours,
        processes.yardstick_server("blank") as blank,
        sync_playwright() as playwright,
        browsing.launch(playwright, path) as browser,
    ):
        about = _about(browser.version)
        rows = visits.measure(browser, ours, blank, rounds)
        rows += returns.measure(browser, blank, rounds)
        rows += massage.measure(browser, ours, blank, rounds)
    return about, rows + serving.measure(rounds)


def _runs(deadline: float) -> Iterator[int]:
    """Counts the runs of one measurement, while there is time."""
    for number in range(RUNS):
        if time.monotonic() > deadline:
            raise CannotMeasureError(
                f"After {BUDGET} s it was not done; is the machine busy?"
            )
        yield number


def _about(browser_version: str) -> dict[str, Any]:
    return {
        "runs": RUNS,
        "chromium": browser_version,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def _report(about: dict[str, Any], rows: list[Row]) -> str:
    head = (
        f"Medians of {about['runs']} runs; a ratio is the median of pairs' ratios.\n"
        f"Chromium {about['chromium']}, Python {about['python']}, "
        f"{about['cores']} cores, load {about['load'][0]} before, "
        f"{about['seconds']} s in all.\n"
    )
    return f"{head}\n{render(rows)}"


if __name__ == "__main__":
    sys.exit(main())
