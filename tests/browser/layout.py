"""What is wrong with how words lie on the screen: cut, overlapping, out of it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_LOOK = f"({Path(__file__).with_suffix('.js').read_text()})"


def faults(page: Page) -> list[str]:
    """Every text that is cut off, lies over another or leaves the window, in words."""
    return page.evaluate(_LOOK)
