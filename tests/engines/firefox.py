"""Firefox, by WebDriver BiDi: Playwright drives a distribution's own build with it.

Measured with Playwright 1.64 and Firefox ESR 153. Page errors, rejections and breaches
of the policy come as `weberror`, and console, init scripts, viewport, locale and even
`page.clock` work. `set_offline` and `route` do not reach what a service worker fetches:
so the server is really stopped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, expect, sync_playwright

from tests.conftest import PATIENCE_MS, Watch
from tests.engines.visitor import HEIGHT, WIDTH, Engine, Visitor

NAMES = ("firefox-esr", "firefox")


def path() -> str | None:
    """Firefox where the shell would find it; `FIREFOX` names another."""
    named = os.environ.get("FIREFOX")
    found = (shutil.which(name) for name in ((named,) if named else NAMES))
    return next((path for path in found if path), None)


def missing() -> str:
    return "" if path() else "Firefox (on Debian: apt-get install firefox-esr)"


class FirefoxVisitor(Visitor):
    """A page that Playwright drives."""

    interrupted = Error

    def __init__(self, address: str, page: Page, watch: Watch) -> None:
        super().__init__(address)
        self.page = page
        self.watch = watch

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def presses(self, role: Any, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()

    def fills(self, label: str, value: str) -> None:
        """A number is selected by keys: `fill` would write in front of the old one."""
        field = self.page.get_by_label(label, exact=True)
        if field.get_attribute("type") == "number":
            field.press("Control+A")
            field.press_sequentially(value)
        else:
            field.fill(value)
        expect(field).to_have_value(value)

    def runs(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def faults(self) -> list[str]:
        return self.watch.verdict()


@contextmanager
def visits(address: str, _: Path) -> Iterator[Visitor]:
    """A new profile in a window of a phone's size."""
    with sync_playwright() as playwright:
        browser = playwright.firefox.launch(
            executable_path=path(), channel="moz-firefox"
        )
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE_MS)
        watch = Watch()
        watch.attend(context)
        yield FirefoxVisitor(address, context.new_page(), watch)
        browser.close()


FIREFOX = Engine("Firefox", missing, visits)
