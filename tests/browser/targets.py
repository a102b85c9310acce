"""What is too small to press with a creamy finger, or too near to something else."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SIZE = 48
BETWEEN = 8
_LOOK = f"({Path(__file__).with_suffix('.js').read_text()})"


def faults(page: Page) -> list[str]:
    """Every control on the page that is too small or too near to another, in words."""
    return page.evaluate(_LOOK, [SIZE, BETWEEN])
