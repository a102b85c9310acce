"""What is told of a bench: the machine, the tables, what was not reached."""

from __future__ import annotations

import os
import platform
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.processes import ROOT
from tests.bench.table import Row, markdown, render

#: What the README's table stands between.
MARKS = ("<!-- bench -->", "<!-- /bench -->")


def machine() -> dict[str, Any]:
    """The day, the machine, and how busy it was before."""
    return {
        "date": date.today().isoformat(),
        "version": _version(),
        "python": platform.python_version(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def _version() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def _processor() -> str:
    """The processor by its maker's name, or by its kind."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    named = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return named[1] if named else platform.machine()


def told(about: dict[str, Any], rows: list[Row]) -> str:
    """Everything, and at the end what was not reached."""
    missed = [row.name for row in rows if row.meets() is False]
    last = [f"Aims not met: {'; '.join(missed) or 'none'}."]
    if found := about.get("lighthouse"):
        last.append(f"Lighthouse, audits below 1: {_faults(found)}")
    return "\n".join([f"{_head(about)}\n", render(rows), "", *last])


def _faults(found: str | dict[str, dict[str, float]]) -> str:
    """Audit and score, page by page."""
    if isinstance(found, str):
        return found
    pages = (
        f"{page}: {', '.join(f'{name} {score}' for name, score in short.items())}"
        for page, short in found.items()
        if short
    )
    return "; ".join(pages) or "none"


def _head(about: dict[str, Any]) -> str:
    return (
        "Medians of all runs; a ratio is the median of the ratios of paired runs.\n"
        f"{about['date']}, Aftertouch {about['version']}, Chromium "
        f"{about['chromium']}, Python {about['python']}, {about['cores']} cores "
        f"({about['processor']}), load {about['load'][0]} before, "
        f"{about['seconds']} s in all."
    )


def write_readme(path: Path, about: dict[str, Any], rows: list[Row]) -> None:
    """Puts the shorter table, with its date and machine, between the marks."""
    text = path.read_text(encoding="utf-8")
    before, mark, rest = text.partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not (mark and end):
        raise SystemExit(
            f"{path.name} has no {MARKS[0]} … {MARKS[1]} to write between."
        )
    table = f"{mark}\n{_head(about)}\n\n{markdown(rows)}\n{end}"
    path.write_text(before + table + after, encoding="utf-8")
