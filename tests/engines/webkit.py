"""WebKit, by WebDriver: WebKitGTK's small browser on a screen of its own.

Measured with WebKitGTK 2.50. Its driver knows no BiDi and no scripts before a page's
own, and its console cannot be read. So the page itself keeps what goes wrong, from the
first contact on: navigation does not wait for loading, so that this mostly comes before
the page's modules run. What its policy forbids before that the server hears of (see
`site.py`). No sandbox stands in the way of root: this browser begins without one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.webkitgtk.service import Service

from tests.engines.visitor import HEIGHT, PATIENCE, WIDTH, Engine, Visitor, during

#: Debian's place for the browser, then other distributions'.
PLACES = (
    "lib/*/webkit2gtk-4.*/MiniBrowser",
    "lib/*/webkitgtk-6.*/MiniBrowser",
    "libexec/webkit2gtk-4.*/MiniBrowser",
    "libexec/webkitgtk-6.*/MiniBrowser",
)
#: With its usual toolbar the window would be no narrower than 447 pixels.
SHEET = "button, entry, image { min-width: 0; padding: 0; margin: 0; font-size: 4px }"

#: Where elements of a role are to be found; what they are called WebKit says itself.
TAGS = {
    "button": "button, summary",
    "link": "a[href]",
    "radio": "input[type=radio]",
    "checkbox": "input[type=checkbox]",
}
_SEEN = """(selector) => [...document.querySelectorAll(selector)].filter(
  (element) => element.checkVisibility({ visibilityProperty: true }))"""
_CENTRES = "(element) => element.scrollIntoView({ block: 'center' })"
_LABELLED = """(label) => [...document.querySelectorAll('input')].filter((field) =>
  field.checkVisibility()
  && [...field.labels].some(({ textContent }) => textContent.trim() === label))"""
_LISTENS = """
  if (!window.isHeard) {
    window.isHeard = true
    const key = 'what-went-wrong'
    const keep = (words) => sessionStorage.setItem(
      key, JSON.stringify([...JSON.parse(sessionStorage.getItem(key) ?? '[]'), words]))
    addEventListener('error', ({ message }) => keep(`error: ${message}`))
    addEventListener('unhandledrejection', ({ reason }) => keep(`rejected: ${reason}`))
    document.addEventListener('securitypolicyviolation',
      (broken) => keep(`policy: ${broken.violatedDirective} ${broken.blockedURI}`))
  }"""
_FAULTS = "() => JSON.parse(sessionStorage.getItem('what-went-wrong') ?? '[]')"


def browser() -> Path | None:
    """The browser that comes with the library; `MINI_BROWSER` names another."""
    named = os.environ.get("MINI_BROWSER")
    places = (found for place in PLACES for found in sorted(Path("/usr").glob(place)))
    return Path(named) if named else next(places, None)


def missing() -> str:
    if not (browser() and shutil.which("WebKitWebDriver")):
        return "WebKitGTK (on Debian: apt-get install webkit2gtk-driver)"
    if not shutil.which("Xvfb"):
        return "Xvfb, for WebKitGTK (on Debian: apt-get install xvfb)"
    return ""


class WebKitVisitor(Visitor):
    """A window that Selenium drives."""

    interrupted = WebDriverException

    def __init__(self, address: str, driver: WebKitGTK) -> None:
        super().__init__(address)
        self.driver = driver

    def goes(self, path: str) -> None:
        self.runs("() => { window.isOld = true }")
        self.driver.get(f"{self.address}{path}")
        self.waits_until("() => !window.isOld")

    def presses(self, role: str, name: str) -> None:
        """Once it is in sight and nothing lies over it."""
        for _ in during(PATIENCE):
            try:
                elements = self.runs(_SEEN, TAGS[role])
                found = [each for each in elements if each.accessible_name == name]
                if len(found) == 1 and found[0].aria_role == role:
                    self.runs(_CENTRES, found[0])
                    return found[0].click()
                last = f"{len(found)} among {len(elements)}"
            except WebDriverException as error:  # the page is just changing
                last = repr(error)
        raise AssertionError(f"No press on {role} “{name}”: {last}")

    def fills(self, label: str, value: str) -> None:
        """By its label's own words: of a date, WebKit's name says its parts besides."""
        self.waits_until(f"(label) => ({_LABELLED})(label).length === 1", label)
        (field,) = self.runs(_LABELLED, label)
        self.runs(_CENTRES, field)
        field.clear()
        field.send_keys(typed(field.get_property("type"), value))
        self.waits_until(
            f"(label) => ({_LABELLED})(label)[0].value === '{value}'", label
        )

    def runs(self, script: str, argument: Any = None) -> Any:
        heard = f"{_LISTENS}\nreturn ({script})(arguments[0])"
        return self.driver.execute_script(heard, argument)

    def faults(self) -> list[str]:
        found: list[str] = self.runs(_FAULTS)
        return found


def typed(kind: str, value: str) -> str:
    """The keys for it; a date and a time have parts, each left by a separator."""
    if kind == "date":
        return f"{date.fromisoformat(value):%m/%d/%Y}"
    return f"{time.fromisoformat(value):%I:%M:%p}" if kind == "time" else value


@contextmanager
def screen() -> Iterator[str]:
    """A display that nobody sees, of a phone's size."""
    reader, writer = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL
    ) as xvfb:
        os.close(writer)
        try:
            with os.fdopen(reader) as number:
                yield f":{number.readline().strip()}"
        finally:
            xvfb.terminate()


def surroundings(display: str, folder: Path) -> dict[str, str]:
    """A home of its own: no settings of this machine's, and English asked for."""
    homes = {f"XDG_{kind}_HOME": folder / kind for kind in ("CONFIG", "DATA", "CACHE")}
    sheet = homes["XDG_CONFIG_HOME"] / "gtk-3.0" / "gtk.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(SHEET, "utf-8")
    here = {"DISPLAY": display, "GDK_BACKEND": "x11", "LANG": "en_US.UTF-8"}
    left = {key: value for key, value in os.environ.items() if key[:3] != "LC_"}
    return {**left, **here, **{key: str(home) for key, home in homes.items()}}


@contextmanager
def visits(address: str, folder: Path) -> Iterator[Visitor]:
    """A new profile in a window of a phone's width."""
    options = WebKitGTKOptions()
    options.binary_location = str(browser())
    options.add_argument("--automation")
    options.page_load_strategy = "none"
    log = str(folder / "driver.log")
    with screen() as display:
        env = surroundings(display, folder)
        service = Service(shutil.which("WebKitWebDriver"), log_output=log, env=env)
        driver = WebKitGTK(options=options, service=service)
        try:
            driver.set_window_rect(0, 0, WIDTH, HEIGHT)
            yield WebKitVisitor(address, driver)
        finally:
            driver.quit()


WEBKIT = Engine("WebKit", missing, visits)
