"""Measures everything and prints one table; `--json FILE` keeps every value.

`--only cues drift` measures those parts alone, for example; `--readme` writes the
shorter table between its marks in README.md. Status 1 only where a measurement could
not be made, with a sentence that says why.
"""

from __future__ import annotations

import argparse
import json
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
    growth,
    lighthouse,
    massage,
    processes,
    report,
    returns,
    serving,
    taps,
    visits,
)
from tests.bench.processes import ROOT, CannotMeasureError
from tests.bench.table import Rounds, Row
from tests.find_browser import ADVICE, WHOLE, find

#: Seconds after which a part begins no further run; each run has limits of its own.
BUDGET, LONG_BUDGET = 210, 360
#: In this order; the last two have processes of their own, with no browser beside them.
IN_BROWSER = ("visits", "returns", "taps", "growth", "massage", "cues", "drift")
PARTS = (*IN_BROWSER, "lighthouse", "serving")
FAILURES = (
    CannotMeasureError,
    BrowserError,
    AssertionError,
    OSError,
    subprocess.SubprocessError,
)


def main() -> int:
    """Runs the whole bench: some fifteen minutes, of which five are massages."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    about, rows = report.machine(), list[Row]()
    problem = _problem(lambda: _measure(options.only, about, rows))
    about["seconds"] = round(time.monotonic() - begun)
    if rows:
        print(report.told(about, rows))
    if options.json:
        found = {**about, "rows": [row.as_json() for row in rows]}
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    if problem:
        print(f"Not everything could be measured: {problem}", file=sys.stderr)
    elif options.readme:
        report.write_readme(ROOT / "README.md", about, rows)
    return 1 if problem else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values")
    parser.add_argument("--readme", action="store_true", help="write README's table")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=PARTS,
        default=PARTS,
        metavar="PART",
        help=f"measure only these: {', '.join(PARTS)}",
    )
    return parser.parse_args()


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
            "taps": partial(taps.measure, browser, ours, blank),
            "growth": partial(growth.measure, browser, ours),
            "massage": partial(massage.measure, browser, ours, blank),
            "cues": partial(cues.measure, browser, ours, blank),
            "drift": partial(drift.measure, browser, ours, blank),
        }
        for name in IN_BROWSER:
            if name in wanted:
                rows += parts[name](_rounds())
    if "lighthouse" in wanted:
        rows += _lighthouse(path, about)
    if "serving" in wanted:
        rows += serving.measure(_rounds())


def _lighthouse(path: str, about: dict[str, Any]) -> list[Row]:
    """Its rows; what falls short goes beside the machine. Without Node.js: a line."""
    if not lighthouse.is_there():
        about["lighthouse"] = lighthouse.ABSENT
        return []
    rows, about["lighthouse"] = lighthouse.measure(path, _rounds(LONG_BUDGET))
    return rows


def _browser() -> str:
    """The browser's path, on a machine that can be measured at all."""
    path = find(WHOLE)
    if not path:
        raise CannotMeasureError(ADVICE)
    if not Path("/proc/self/smaps_rollup").exists():
        raise CannotMeasureError("It reads memory from /proc; run it on Linux.")
    return path


def _rounds(budget: int = BUDGET) -> Rounds:
    """A part's time begins now."""
    return partial(_runs, time.monotonic(), budget)


def _runs(begun: float, budget: int, count: int) -> Iterator[int]:
    """Counts the runs of one measurement, while there is time."""
    for number in range(count):
        if time.monotonic() - begun > budget:
            raise CannotMeasureError(
                f"After {budget} s a part was not done; is the machine busy?"
            )
        yield number


if __name__ == "__main__":
    sys.exit(main())
