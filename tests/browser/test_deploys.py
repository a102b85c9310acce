"""Deploys while phones update: one version whole, or the old one; never a mixture."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Route, expect

from server.config import Config
from tests.browser.faults import LOGGED, had_botox, sees_failure
from tests.browser.massages import LEAD_IN, begins, button, seconds_kept
from tests.browser.test_updates import ask_for_news, is_waiting
from tests.conftest import Server, Watch, stores_the_app
from tests.patient import Patient

OFFER = "A new version is ready."
#: Until the version that was being stored is stored, or has come to nothing.
SETTLES = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  await registration.update().catch(() => {})
  const fresh = registration.installing
  if (!fresh) return
  await new Promise((resolve) => {
    fresh.addEventListener('statechange', () => {
      if (fresh.state !== 'installing') resolve()
    })
  })
}"""


def calls_itself(config: Config, word: str) -> None:
    """The next version: its first page says so."""
    page = config.web / "pages" / "today.html"
    text = page.read_text("utf-8")
    start = text.index("No account")
    end = text.index(".", start)
    page.write_text(f"{text[:start]}No account, {word}{text[end:]}", "utf-8")


def shows(patient: Patient, word: str) -> None:
    expect(patient.page.get_by_text(f"No account, {word}.")).to_be_visible()


@stores_the_app
def test_of_several_deploys_in_a_row_the_last_one_is_taken_whole(
    installed: Patient, server: Server, config: Config, watch: Watch
) -> None:
    """The second comes while the first is fetched, the third before it is taken."""
    for words in ("sw.js", "integrity", "Failed to load resource"):
        watch.expect(words)
    page = installed.page
    calls_itself(config, "the first")
    server.deploys(config)

    swaps = iter([True])

    def swap(route: Route) -> None:
        if next(swaps, False):
            calls_itself(config, "the second")
            server.deploys(config)
        route.continue_()

    page.context.route("**/en/", swap)
    page.evaluate(SETTLES)
    assert not next(swaps, False), "it came in the middle"
    assert page.evaluate("async () => (await caches.keys()).length") == 1
    expect(page.get_by_text(OFFER)).to_be_hidden()
    page.evaluate(SETTLES)
    is_waiting(installed)
    expect(page.get_by_text(OFFER)).to_be_visible()

    calls_itself(config, "the third")
    server.deploys(config)
    page.evaluate(SETTLES)
    with page.expect_navigation():
        page.get_by_role("button", name="Use it now").click()
    shows(installed, "the third")
    page.wait_for_function("async () => (await caches.keys()).length === 1")
    server.stop()
    installed.opens()
    shows(installed, "the third")


@stores_the_app
def test_an_offer_made_before_a_massage_waits_until_it_is_over(
    installed: Patient, server: Server, config: Config
) -> None:
    installed.had("Sculptra", "2026-03-20", "09:00")
    other = Patient(installed.page.context.new_page(), installed.address)
    installed.opens()
    calls_itself(config, "the first")
    server.deploys(config)
    ask_for_news(installed)
    is_waiting(installed)
    offer = installed.page.get_by_text(OFFER)
    expect(offer).to_be_visible()
    begins(other)
    other.waits(LEAD_IN + 20)
    installed.page.get_by_role("button", name="Use it now").click()
    expect(offer).to_be_hidden()
    other.sees_session("running")
    button(other, "End").click()
    other.sees_session("finished")
    assert seconds_kept(other) == [20]
    installed.opens()
    expect(offer).to_be_visible()


def test_an_old_page_that_meets_new_modules_gives_no_answer(
    patient: Patient, server: Server, config: Config, watch: Watch
) -> None:
    """Without a worker: what the page has is older than what it fetches now."""
    watch.expect(LOGGED)
    patient.address = server.address
    patient.opens()
    expect(patient.page.get_by_text("Enter my treatment")).to_be_visible()
    moves(config.web)
    server.deploys(config)
    other = Patient(patient.page.context.new_page(), server.address)
    had_botox(other)
    patient.comes_back()
    sees_failure(patient)
    patient.sees_verdict("none")
    expect(patient.page.get_by_text("Enter my treatment")).to_be_hidden()
    patient.opens()
    patient.sees_verdict("blocked")


def moves(web: Path) -> None:
    """A function has another name from now on, in the module and where it is used."""
    for name in ("keepsakes.js", "gate.js"):
        module = web / "core" / name
        text = module.read_text("utf-8")
        assert "isBlank" in text
        module.write_text(text.replace("isBlank", "hasNothing"), "utf-8")
    for module in (web / "ui").glob("*.js"):
        text = module.read_text("utf-8")
        module.write_text(text.replace("isBlank", "hasNothing"), "utf-8")
