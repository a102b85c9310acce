"""`make audit`: are there known vulnerabilities in what the server runs on?

Without a network there is no answer, and no failure either: only a finding fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from textwrap import shorten
from typing import Any

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements" / "run.txt"
ANSWER_S = 5
PATIENCE_S = 60
ADVICE = "pip-audit is missing; `make audit` installs it."


@dataclass(frozen=True)
class Verdict:
    """What to tell, and whether it has to stop somebody."""

    words: str
    fails: bool = False


def main() -> int:
    if find_spec("pip_audit") is None:
        print(ADVICE, file=sys.stderr)
        return 1
    verdict = judged(*_report())
    print(verdict.words, file=sys.stderr if verdict.fails else sys.stdout)
    return int(verdict.fails)


def judged(report: str, complaints: str) -> Verdict:
    """Reads what pip-audit printed: its report as JSON, and its complaints."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        last = (complaints.strip().splitlines() or ["no answer"])[-1]
        why = shorten(last, 80, placeholder=" …")
        return Verdict(f"The advisory service cannot be reached; not audited: {why}")
    if found := [line for package in packages for line in _findings(package)]:
        return Verdict("\n".join(found), fails=True)
    known = [package for package in packages if "skip_reason" not in package]
    if not known:
        return Verdict("The advisory service knows none of the packages; not audited.")
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    rest = f"; not audited: {', '.join(skipped)}" if skipped else ""
    return Verdict(f"No known vulnerability in {len(known)} packages{rest}.")


def _findings(package: dict[str, Any]) -> list[str]:
    name = f"{package['name']} {package.get('version', '')}".strip()
    return [
        f"{name}: {found['id']}, mended in "
        f"{', '.join(found['fix_versions']) or 'no version yet'}."
        for found in package.get("vulns", [])
    ]


def _report() -> tuple[str, str]:
    """What pip-audit prints; nothing is installed or resolved for that."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    limits = ["--format", "json", "--timeout", str(ANSWER_S)]
    command = [sys.executable, "-m", "pip_audit", "-r", str(REQUIREMENTS)]
    try:
        done = subprocess.run(
            [*command, *options, *limits],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
    except subprocess.TimeoutExpired:
        return "", f"no answer in {PATIENCE_S} s"
    return done.stdout, done.stderr


if __name__ == "__main__":
    sys.exit(main())
