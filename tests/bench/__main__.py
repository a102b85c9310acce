"""Measures everything and prints one table; `--json FILE` keeps every value.

`--only cues drift` measures those parts alone, for example. Status 1 only where a
measurement could not be made, with a sentence that says why.
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
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.bench import (
    browsing,
    cues,
    drift,
    massage,
    processes,
    returns,
    serving,
    visits,
)
from tests.bench.processes import CannotMeasureError
from tests.bench.table import Rounds, Row, render
from tests.find_browser import ADVICE, find

#: Seconds after which a part begins no further run; each run has limits of its own.
BUDGET = 210
#: In this order; the last one has processes of its own, with no browser beside it.
IN_BROWSER = ("visits", "returns", "massage", "cues", "drift")
PARTS = (*IN_BROWSER, "serving")
FAILURES = (
    CannotMeasureError,
    BrowserError,
    AssertionError,
    OSError,
    subprocess.SubprocessError,
)


def main() -> int:
    """Runs the whole bench: some twelve minutes, of which five are one massage."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=PARTS,
        default=PARTS,
        metavar="PART",
        help=f"measure only these: {', '.join(PARTS)}",
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    about, rows = _about(), list[Row]()
    problem = _problem(lambda: _measure(options.only, about, rows))
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


def _measure(wanted: Sequence[str], about: dict[str, Any], rows: list[Row]) -> None:
    """Adds to `rows` what it has measured, so that a failure keeps the rest."""
    path = _browser()
    with (
        processes.ours() as ours,
        processes.yardstick_server("blank") as blank,
        sync_playwright() as playwright,
        browsing.launch(playwright, path) as browser,
    ):
        about["chromium"] = browser.version
        parts: dict[str, Callable[[Rounds], list[Row]]] = {
            "visits": partial(visits.measure, browser, ours, blank),
            "returns": partial(returns.measure, browser, blank),
            "massage": partial(massage.measure, browser, ours, blank),
            "cues": partial(cues.measure, browser, ours, blank),
            "drift": partial(drift.measure, browser, ours, blank),
        }
        for name in IN_BROWSER:
            if name in wanted:
                rows += parts[name](_rounds())
    if "serving" in wanted:
        rows += serving.measure(_rounds())


def _browser() -> str:
    """The browser's path, on a machine that can be measured at all."""
    path = find()
    if not path:
        raise CannotMeasureError(ADVICE)
    if not Path("/proc/self/smaps_rollup").exists():
        raise CannotMeasureError("It reads memory from /proc; run it on Linux.")
    return path


def _rounds() -> Rounds:
    """A part's time begins now."""
    return partial(_runs, time.monotonic() + BUDGET)


def _runs(deadline: float, count: int) -> Iterator[int]:
    """Counts the runs of one measurement, while there is time."""
    for number in range(count):
        if time.monotonic() > deadline:
            raise CannotMeasureError(
                f"After {BUDGET} s a part was not done; is the machine busy?"
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
