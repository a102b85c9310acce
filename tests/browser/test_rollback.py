"""Back to an older version, and a deploy that reaches the servers one after another."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server import create_app
from server.config import Config
from tests.browser.backups import everything
from tests.browser.test_updates import ask_for_news, is_waiting
from tests.conftest import PATIENCE_MS, Server, Watch, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

App = Callable[[dict[str, Any], Any], Iterable[bytes]]
NEWER = "This is the newer one."
SENTENCE = "Something did not work. Close the app and open it again"
#: How the next update ends.
ENDS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  const end = new Promise((resolve) => {
    registration.addEventListener('updatefound', () => {
      const fresh = registration.installing
      fresh.addEventListener('statechange', () => resolve(fresh.state))
    })
  })
  await registration.update().catch(() => {})
  return end
}"""


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def newer(config: Config, tmp_path: Path) -> Config:
    """The next version: every page says so, and one module is another."""
    web = Path(shutil.copytree(config.web, tmp_path / "newer"))
    foot = '<footer class="foot">'
    edit(web / "pages" / "base.html", foot, f"{foot}<p>{NEWER}</p>")
    edit(web / "core" / "text.js", "export ", "export const newer = true\nexport ")
    return replace(config, web=web)


def moves_to(patient: Patient, server: Server, version: Config) -> None:
    """A deploy, and a patient who takes what Today offers then."""
    server.deploys(version)
    patient.opens()
    ask_for_news(patient)
    is_waiting(patient)
    with patient.page.expect_navigation():
        patient.page.get_by_role("button", name="Use it now").click()
    patient.page.locator("main[aria-busy=false]").wait_for()


def starts_anew(patient: Patient) -> None:
    """A version comes by itself; all windows are closed, and the browser changes to it.

    As on a phone, where that has time: opened in the same moment, Chromium may leave
    the new window without an answer.
    """
    blank = patient.page.context.new_page()
    versions: dict[str, str] = {}
    browser = patient.page.context.new_cdp_session(blank)
    browser.on(
        "ServiceWorker.workerVersionUpdated",
        lambda news: versions.update(
            {each["versionId"]: each["status"] for each in news["versions"]}
        ),
    )
    browser.send("ServiceWorker.enable")
    hears(blank, lambda: "installed" in versions.values())
    patient.page.close()
    hears(blank, lambda: not {"installed", "activating"} & set(versions.values()))
    patient.page = blank
    patient.opens()


def hears(page: Page, news: Callable[[], bool]) -> None:
    """Until the browser has told so."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not news():
        assert time.monotonic() < deadline
        page.evaluate("() => {}")


def says_newer(patient: Patient, times: int) -> None:
    expect(patient.page.get_by_text(NEWER)).to_have_count(times)


def test_forward_and_back_with_the_record_kept(
    installed: Patient, server: Server, config: Config, newer: Config
) -> None:
    installed.had("Sculptra", "2026-03-20", "09:00")
    moves_to(installed, server, newer)
    says_newer(installed, 1)
    installed.had("Botox", "2026-03-19", "14:30", ("Forehead",))
    kept = installed.record("treatments")
    moves_to(installed, server, config)
    says_newer(installed, 0)
    installed.sees_verdict("blocked")
    assert installed.record("treatments") == kept
    server.stop()
    installed.opens()
    says_newer(installed, 0)
    installed.sees_verdict("blocked")


def test_back_behind_the_record_says_so_and_loses_nothing(
    installed: Patient, server: Server, config: Config, newer: Config, watch: Watch
) -> None:
    """The record goes up only: an older app leaves it alone, and waits for a newer."""
    watch.expect("Aftertouch could not go on")
    edit(newer.web / "device" / "shelf.js", "const VERSION = 3", "const VERSION = 4")
    installed.had("Botox", "2026-03-19", "14:30", ("Forehead",))
    moves_to(installed, server, newer)
    installed.sees_verdict("blocked")
    before = everything(installed)
    moves_to(installed, server, config)
    expect(installed.page.get_by_text(SENTENCE)).to_be_visible()
    assert everything(installed) == before

    server.deploys(newer)
    installed.opens()
    starts_anew(installed)
    says_newer(installed, 1)
    installed.sees_verdict("blocked")


def test_a_way_back_that_fails_leaves_the_version_that_is_in_use(
    installed: Patient, server: Server, config: Config, newer: Config, watch: Watch
) -> None:
    """The newer one waits; the older one is deployed again, and cannot be had."""
    for words in ("ERR_FAILED", "sw.js", "Failed to load"):
        watch.expect(words)
    server.deploys(newer)
    ask_for_news(installed)
    is_waiting(installed)
    server.deploys(config)
    files = "**/en/files.json"
    installed.page.context.route(files, lambda route: route.abort())
    assert installed.page.evaluate(ENDS) == "redundant"
    installed.page.context.unroute(files)
    server.stop()
    installed.opens("help/")
    says_newer(installed, 0)


def half_and_half(older: App, newer: App) -> App:
    """Two servers behind one name, in turn; the newer one says what is new."""
    turns = count()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        is_newer = environ["PATH_INFO"] == "/sw.js" or next(turns) % 2
        return (newer if is_newer else older)(environ, start_response)

    return answer


def test_between_two_versions_a_phone_keeps_its_own_whole(
    installed: Patient, server: Server, config: Config, newer: Config, watch: Watch
) -> None:
    watch.expect("integrity")
    watch.expect("sw.js")
    server._server.app = half_and_half(create_app(config), create_app(newer))
    assert installed.page.evaluate(ENDS) == "redundant"
    caches = installed.page.evaluate("async () => (await caches.keys()).length")
    assert caches == 1, "nothing of the half-made version is left"
    installed.had("Botox", "2026-03-19", "14:30", ("Forehead",))
    for path in ("", "help/", "treatments/"):
        installed.opens(path)
        says_newer(installed, 0)

    moves_to(installed, server, newer)
    says_newer(installed, 1)
    installed.sees_verdict("blocked")
