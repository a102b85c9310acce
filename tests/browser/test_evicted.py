"""The phone throws away the app and keeps the record, or the other way round."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.faults import LOGGED, had_botox, sees_failure
from tests.conftest import Server, Watch, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

THROWS_AWAY = """async () => {
  for (const name of await caches.keys()) await caches.delete(name)
}"""
#: One file of what is stored: gone, or cut in the middle.
REMOVES = """async (path) => {
  for (const name of await caches.keys()) {
    await (await caches.open(name)).delete(path)
  }
}"""
CUTS = """async (path) => {
  const [name] = await caches.keys()
  const cache = await caches.open(name)
  const stored = await cache.match(path)
  const text = await stored.text()
  const { status, headers } = stored
  const half = text.slice(0, text.length / 2)
  await cache.put(path, new Response(half, { status, headers }))
}"""
#: Until the whole app is stored again: its list of files comes last.
IS_STORED = """async () => {
  const [name] = await caches.keys()
  return name && Boolean(await caches.match('/sw-files.json', { cacheName: name }))
}"""


@pytest.mark.parametrize("how", ["its caches", "one page", "its worker"])
def test_what_was_thrown_away_is_stored_again_with_a_network(
    stored: Patient, own_server: Server, how: str
) -> None:
    page = stored.page
    had_botox(stored)
    stored.opens("about/")
    if how == "its caches":
        page.evaluate(THROWS_AWAY)
    elif how == "one page":
        page.evaluate(REMOVES, "/en/")
    else:
        page.evaluate(
            """async () => {
              const all = await navigator.serviceWorker.getRegistrations()
              for (const registration of all) await registration.unregister()
            }"""
        )
        page.evaluate(THROWS_AWAY)
    stored.opens()
    stored.sees_verdict("blocked")
    stored.is_controlled()
    page.wait_for_function(IS_STORED)
    opens_without_asking(stored, own_server)
    own_server.stop()
    stored.opens()
    stored.sees_verdict("blocked")
    stored.opens("massage/")
    stored.sees_verdict("blocked")


def opens_without_asking(patient: Patient, server: Server) -> None:
    """What was stored this very moment, Chromium at times finds only a moment later."""
    for _ in range(5):
        server.lines.clear()
        patient.opens()
        if not any("/en/ " in line for line in server.lines):
            return
    pytest.fail(f"The server was asked: {server.lines}")


@pytest.mark.parametrize("harm", [REMOVES, CUTS], ids=["is missing", "is cut"])
@pytest.mark.parametrize("module", ["/core/gate.js", "/en/protocols.json"])
def test_a_file_that_is_spoilt_gives_no_answer_offline(
    stored: Patient, own_server: Server, watch: Watch, module: str, harm: str
) -> None:
    """Every page says so; and nothing is lost."""
    for words in (LOGGED, "Failed to load", "FetchEvent", "Failed to fetch", "end of"):
        watch.expect(words)
    had_botox(stored)
    stored.opens("about/")
    stored.page.evaluate(harm, module)
    own_server.stop()
    stored.page.goto(f"{own_server.address}/en/")
    stored.page.locator("main").wait_for()
    sees_failure(stored)
    visible = stored.page.get_by_role("link", name="Start massage")
    expect(visible).to_have_count(0)
    expect(stored.main).to_have_attribute("data-verdict", "none")
    assert len(stored.record("treatments")) == 1


def test_a_phone_that_lost_its_record_starts_as_on_the_first_day(
    stored: Patient, own_server: Server
) -> None:
    """The app stays, and says nothing that rested on what is gone."""
    had_botox(stored)
    own_server.stop()
    stored.opens()
    stored.sees_verdict("blocked")
    stored.page.goto(f"{own_server.address}/en/about/")
    session = stored.page.context.new_cdp_session(stored.page)
    session.send(
        "Storage.clearDataForOrigin",
        {"origin": own_server.address, "storageTypes": "indexeddb,local_storage"},
    )
    stored.opens()
    stored.sees_verdict("none")
    enter = stored.page.get_by_role("link", name="Enter my treatment")
    expect(enter).to_be_visible()
    stored.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    stored.opens()
    stored.sees_verdict("blocked")
