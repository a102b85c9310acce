"""Without a network: the server is really stopped, the browser really cold."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserType, Page, Request, expect

from tests.conftest import NOW, Server, Watch, stop_clock, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

PAGES = ("", "massage/", "treatments/", "progress/", "help/", "settings/", "about/")


def test_the_main_job_with_the_server_switched_off(
    stored: Patient, own_server: Server
) -> None:
    own_server.stop()
    stored.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin", "Jawline"))
    stored.adds_treatment("Botox", "2026-03-01", "09:00", ("Forehead",))
    stored.starts_massage()
    stored.waits(305.5)
    stored.sees_session("finished")
    stored.opens("progress/")
    expect(stored.page.locator("[data-done=true]")).to_have_count(1)


def test_every_page_opens_offline_with_its_headers(
    stored: Patient, own_server: Server
) -> None:
    own_server.stop()
    for path in PAGES:
        response = stored.page.goto(f"{own_server.address}/en/{path}")
        assert response
        assert response.status == 200
        assert "trusted-types worker" in response.headers["content-security-policy"]
        expect(stored.page.get_by_role("heading").first).to_be_visible()


def test_the_way_in_is_answered_offline(stored: Patient, own_server: Server) -> None:
    own_server.stop()
    stored.page.goto(f"{own_server.address}/")
    expect(stored.page).to_have_url(f"{own_server.address}/en/")
    stored.page.goto(f"{own_server.address}/en/?source=home-screen")
    stored.sees_verdict("none")


def test_an_address_of_no_page_offline_leads_to_today(
    stored: Patient, own_server: Server
) -> None:
    own_server.stop()
    stored.page.goto(f"{own_server.address}/en/nowhere/")
    expect(stored.page).to_have_url(f"{own_server.address}/en/")


def test_stored_pages_do_not_wake_the_worker_where_the_browser_knows_routes(
    page: Page, own_server: Server
) -> None:
    """Without the driven clock, which has no list of what was fetched."""
    stored = Patient(page, own_server.address)
    stored.opens()
    stored.is_controlled()
    own_server.stop()
    stored.opens("treatments/")
    asked = """() => performance.getEntriesByType('navigation')
      .concat(performance.getEntriesByType('resource'))
      .filter(({ name }) => !name.endsWith('/healthz'))
      .map(({ workerFinalSourceType }) => workerFinalSourceType)"""
    assert set(stored.page.evaluate(asked)) == {"cache"}


def test_what_is_stored_asks_for_nothing_ahead(stored: Patient) -> None:
    """It is there at once; to ask for it would hold up the first paint."""
    asking = stored.page.evaluate(
        """async () => {
          const asking = []
          for (const name of await caches.keys()) {
            const cache = await caches.open(name)
            for (const { url } of await cache.keys()) {
              const page = url.endsWith('/') && (await (await cache.match(url)).text())
              if (page && page.includes('preload')) asking.push(url)
            }
          }
          return asking
        }"""
    )
    assert asking == []


def test_another_language_offline_leads_to_the_stored_one(
    stored: Patient, own_server: Server
) -> None:
    own_server.stop()
    stored.page.goto(f"{own_server.address}/ru/progress/")
    expect(stored.page).to_have_url(f"{own_server.address}/en/progress/")


def test_a_phone_stores_one_language_whole(stored: Patient) -> None:
    stored = stored.page.evaluate(
        """async () => {
          const urls = []
          for (const name of await caches.keys()) {
            const requests = await (await caches.open(name)).keys()
            urls.push(...requests.map((request) => new URL(request.url).pathname))
          }
          return urls
        }"""
    )
    assert "/en/" in stored
    assert not [url for url in stored if url.startswith("/ru/")]


def test_a_phone_that_has_nothing_asks_once_for_all_texts(
    page: Page, own_server: Server
) -> None:
    asked = []

    def note(request: Request) -> None:
        if request.service_worker:
            asked.append(urlsplit(request.url).path)

    page.context.on("request", note)
    patient = Patient(page, own_server.address)
    patient.opens()
    patient.is_controlled()
    alone = {path for path in asked if not path.endswith(".png")}
    assert alone - {"/sw.js", "/healthz"} == {"/en/files.json", "/en/pack.json"}


def test_switching_the_language_online_keeps_data_and_stores_the_new_one(
    stored: Patient, own_server: Server
) -> None:
    stored.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    page = stored.page
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_text("Ботокс", exact=False).first).to_be_visible()
    page.wait_for_function(
        "() => navigator.serviceWorker.controller?.scriptURL.endsWith('lang=ru')"
    )
    own_server.stop()
    page.goto(f"{own_server.address}/")
    expect(page).to_have_url(f"{own_server.address}/ru/")
    expect(page.get_by_role("main")).to_have_attribute("data-verdict", "blocked")


def test_a_cold_browser_starts_offline_with_everything_kept(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    own_server: Server,
    tmp_path: Path,
    watch: Watch,
) -> None:
    """Phone off and on: a new browser process, no server, the same profile."""
    profile = str(tmp_path / "profile")
    options = {**browser_type_launch_args, "timezone_id": "Europe/Madrid"}
    first = browser_type.launch_persistent_context(profile, **options)
    watch.attend(first)
    stop_clock(first.pages[0])
    patient = Patient(first.pages[0], own_server.address)
    patient.opens()
    patient.is_controlled()
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    patient.starts_massage()
    patient.waits(45)
    first.close()
    own_server.stop()

    second = browser_type.launch_persistent_context(profile, **options)
    watch.attend(second)
    second.pages[0].clock.install(time=NOW)
    patient = Patient(second.pages[0], own_server.address)
    patient.opens("massage/")
    expect(second.pages[0].get_by_text("Cheekbones: 0:20 left here")).to_be_visible()
    second.close()


def test_installable_without_errors(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    own_server: Server,
    tmp_path: Path,
) -> None:
    context = browser_type.launch_persistent_context(
        str(tmp_path / "profile"), **browser_type_launch_args
    )
    page = context.pages[0]
    patient = Patient(page, own_server.address)
    patient.opens()
    patient.is_controlled()
    session = context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    manifest = session.send("Page.getAppManifest")
    context.close()
    assert errors == []
    assert manifest["errors"] == []


def test_the_manifest_names_real_icons_of_their_sizes(
    page: Page, base_url: str
) -> None:
    manifest = page.request.get(f"{base_url}/en/app.webmanifest").json()
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == (
        "/",
        "/en/",
        "/",
    )
    assert manifest["display"] == "standalone"
    purposes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= purposes
    page.goto(f"{base_url}/en/about/")
    for icon in manifest["icons"]:
        answer = page.request.get(base_url + icon["src"])
        assert answer.headers["content-type"] == icon["type"]
        if icon["type"] == "image/png":
            width = int.from_bytes(answer.body()[16:20], "big")
            assert f"{width}x{width}" == icon["sizes"]
