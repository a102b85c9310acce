"""Finds a browser for the tests, or installs one; says what to do if it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

#: Chromium without windows: the same engine, and a third less work for a test.
SHELL = "chromium-headless-shell"
WHOLE = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
ADVICE = (
    "No browser was found. Install Chrome or Chromium (on Debian: "
    "apt-get install chromium) and run this again."
)


def on_path(names: tuple[str, ...]) -> str | None:
    """The first that the command line would find; `CHROMIUM` names another."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ((named,) if named else names))
    return next((path for path in found if path), None)


def playwrights_own() -> str | None:
    """The browser that Playwright has downloaded before, if it has."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find(names: tuple[str, ...] = (SHELL, *WHOLE)) -> str | None:
    """The browser that the tests use; of `WHOLE`, the one that people have."""
    return on_path(names) or playwrights_own()


def install() -> None:
    """Playwright's installer, else Debian's package when we may."""
    playwright = [
        sys.executable,
        "-m",
        "playwright",
        "install",
        "--with-deps",
        "chromium",
    ]
    debian = ["apt-get", "install", "-y", "--no-install-recommends"]
    if _runs(playwright) and find():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _runs(["apt-get", "update"])
        _runs([*debian, "chromium"])
        _runs([*debian, SHELL])


def _runs(command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, check=False, timeout=900)
    return done.returncode == 0


def main() -> int:
    if not find():
        install()
    found = find()
    print(f"Browser: {found}" if found else ADVICE, file=None if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
