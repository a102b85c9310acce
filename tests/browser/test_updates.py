"""A new version: whole or not at all, offered on Today only, never in a massage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Route, expect

from server.config import Config
from tests.conftest import Server, Watch, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app


def change_a_word(web: Path) -> None:
    page = web / "pages" / "today.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("No account.", "No account at all."), encoding="utf-8")


def ask_for_news(patient: Patient) -> None:
    patient.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistration()).update()"
    )


def is_waiting(patient: Patient) -> None:
    """Until a whole new version is stored and waits for its turn."""
    patient.page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration()
          const { waiting, installing } = registration
          if (waiting) return
          await new Promise((resolve) => {
            installing.addEventListener('statechange', () => {
              if (installing.state === 'installed') resolve()
            })
          })
        }"""
    )


def test_a_new_version_waits_is_offered_and_taken_whole(
    installed: Patient, server: Server, config: Config
) -> None:
    change_a_word(config.web)
    server.deploys(config)
    ask_for_news(installed)
    is_waiting(installed)
    fetched = {line.split()[1] for line in server.lines}
    asked = {url for url in fetched if not url.startswith(("/sw.js", "/healthz"))}
    assert asked == {"/en/", "/en/files.json"}, "only what changed is fetched"
    expect(installed.page.get_by_text("A new version is ready.")).to_be_visible()
    expect(installed.page.get_by_text("No account at all.")).to_be_hidden()

    with installed.page.expect_navigation():
        installed.page.get_by_role("button", name="Use it now").click()
    expect(installed.page.get_by_text("No account at all.")).to_be_visible()
    names = "async () => (await caches.keys()).length"
    installed.page.wait_for_function(f"async () => (await ({names})()) === 1")


def test_a_reload_alone_changes_nothing(
    installed: Patient, server: Server, config: Config
) -> None:
    change_a_word(config.web)
    server.deploys(config)
    ask_for_news(installed)
    is_waiting(installed)
    installed.opens()
    expect(installed.page.get_by_text("No account.")).to_be_visible()
    expect(installed.page.get_by_text("A new version is ready.")).to_be_visible()


def test_a_half_finished_update_leaves_the_old_version_whole(
    installed: Patient, server: Server, config: Config, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    watch.expect("sw.js")
    change_a_word(config.web)
    module = config.web / "core" / "text.js"
    module.write_text(module.read_text("utf-8") + "export const changed = 1\n", "utf-8")
    server.deploys(config)

    def cut(route: Route) -> None:
        route.abort()

    installed.page.context.route("**/core/text.js", cut)
    installed.page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration()
          const failed = new Promise((resolve) => {
            registration.addEventListener('updatefound', () => {
              const fresh = registration.installing
              fresh.addEventListener('statechange', () => {
                if (fresh.state === 'redundant') resolve()
              })
            })
          })
          await registration.update().catch(() => {})
          await failed
        }"""
    )
    count = installed.page.evaluate("async () => (await caches.keys()).length")
    assert count == 1, "the half-made cache is gone"
    server.stop()
    installed.page.context.unroute("**/core/text.js", cut)
    installed.opens()
    expect(installed.page.get_by_text("No account.")).to_be_visible()


def test_a_massage_is_never_disturbed_by_a_new_version(
    installed: Patient, server: Server, config: Config
) -> None:
    installed.adds_treatment("Sculptra", "2026-03-20", "09:00")
    installed.starts_massage()
    installed.waits(20)
    change_a_word(config.web)
    server.deploys(config)
    ask_for_news(installed)
    is_waiting(installed)
    expect(installed.page.get_by_text("A new version is ready.")).to_have_count(0)
    installed.waits(5)
    installed.sees_session("running")
    assert installed.position() == (0, 10)

    other = installed.page.context.new_page()
    today = Patient(other, installed.address)
    today.opens()
    today.sees_verdict("clear")
    expect(other.get_by_text("A new version is ready.")).to_be_hidden()


def test_a_header_change_alone_is_a_new_version(
    installed: Patient, server: Server, config: Config
) -> None:
    server.deploys(replace(config, strict_transport=True))
    ask_for_news(installed)
    is_waiting(installed)
    fetched = [line for line in server.lines if "/en/pack.json" in line]
    assert fetched, "files are fetched anew, for their headers"


def test_the_kill_switch_removes_worker_and_caches_but_no_record(
    installed: Patient, server: Server, config: Config
) -> None:
    installed.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    server.deploys(replace(config, kill_worker=True))
    with installed.page.expect_navigation():
        ask_for_news(installed)
    gone = "async () => (await caches.keys()).length === 0"
    installed.page.wait_for_function(gone)
    assert len(installed.record("treatments")) == 1
