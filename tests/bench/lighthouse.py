"""Lighthouse's four scores of four pages, on its mobile phone.

Pinned in `lighthouse/package-lock.json`; needs Node.js and npm, as `make check` does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import processes
from tests.bench.processes import CannotMeasureError
from tests.bench.table import Aim, Rounds, Row
from tests.conftest import QUIET_FLAGS

GROUP = "Lighthouse, mobile · score of 100"
HERE = Path(__file__).with_name("lighthouse")
ABSENT = "Lighthouse was left out: it needs Node.js and npm."
PAGES = {"Today": "", "Massage": "massage/", "Learn": "learn/", "Clinic": "clinic/"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Speed differs from run to run; the rest does not.
RUNS = 3
LIMIT_SECONDS = 120
WHOLE = Aim(100, at_least=True)


@dataclass(frozen=True)
class Report:
    """One run: the score of each category, and what kept one from being whole."""

    scores: dict[str, float]
    short: dict[str, float]


def is_there() -> bool:
    """Whether this machine can run it."""
    return bool(shutil.which("node") and shutil.which("npm"))


def measure(browser: str, rounds: Rounds) -> tuple[list[Row], dict[str, Any]]:
    """A row per page and category; and per page the audits that were not whole."""
    _install()
    rows, faults = [], {}
    with processes.ours() as server:
        for name, path in PAGES.items():
            address = f"{server.address}/en/{path}"
            reports = [_run(address, browser) for _ in rounds(RUNS)]
            rows += _rows(name, reports)
            faults[name] = reports[-1].short
    return rows, faults


def _install() -> None:
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        command = ["npm", "ci", "--silent", "--no-audit", "--ignore-scripts"]
        subprocess.run(command, cwd=HERE, check=True, timeout=LIMIT_SECONDS)


def _run(address: str, browser: str) -> Report:
    command = [
        *(str(HERE / "node_modules" / ".bin" / "lighthouse"), address, "--quiet"),
        *("--output=json", f"--only-categories={','.join(CATEGORIES)}"),
        *(f"--chrome-flags=--headless=new {' '.join(QUIET_FLAGS)}",),
        "--no-enable-error-reporting",
    ]
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        check=False,
        timeout=LIMIT_SECONDS,
    )
    if done.returncode:
        last = done.stderr.decode().strip().splitlines()[-1:]
        raise CannotMeasureError(f"Lighthouse could not look at {address}: {last}")
    return report(json.loads(done.stdout))


def report(found: dict[str, Any]) -> Report:
    """What its JSON says; those audits count that weigh something, and apply."""
    scores = {
        name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES
    }
    weighed = {
        audit["id"]: found["audits"][audit["id"]]["score"]
        for category in found["categories"].values()
        for audit in category["auditRefs"]
        if audit["weight"]
    }
    short = {name: score for name, score in weighed.items() if score not in (None, 1)}
    return Report(scores, short)


def _rows(page: str, reports: list[Report]) -> list[Row]:
    return [
        Row(
            *(GROUP, f"{page}: {name}", ""),
            [each.scores[name] for each in reports],
            aim=WHOLE,
        )
        for name in CATEGORIES
    ]
