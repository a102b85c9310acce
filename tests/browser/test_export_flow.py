"""The exported site on an ordinary file server: with its headers, and with none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from server import build, exporting
from server.config import Config
from tests.conftest import Watch, shipped, stop_clock, stores_the_app
from tests.patient import Patient
from tests.static_host import StaticHost, hosting

pytestmark = stores_the_app


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export")
    exporting.export(build(shipped(), Config()), Config(), target)
    return target


@pytest.fixture
def host(folder: Path) -> Iterator[StaticHost]:
    with hosting(folder) as host:
        yield host


def opens_the_way_in(page: Page, host: StaticHost) -> Patient:
    page.goto(f"{host.address}/")
    page.wait_for_url(re.compile(r"/[a-z]{2}/$"))
    page.locator("main[aria-busy=false]").wait_for()
    return Patient(page, host.address, page.url.split("/")[-2])


@pytest.mark.parametrize("knows_headers", [True, False], ids=["ruled", "bare"])
def test_from_the_way_in_to_the_record_and_then_without_the_server(
    page: Page, folder: Path, knows_headers: bool
) -> None:
    stop_clock(page)
    with hosting(folder, knows_headers) as host:
        patient = opens_the_way_in(page, host)
        assert patient.language == "en"
        patient.is_controlled()
        patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
        patient.starts_massage()
        patient.waits(305.5)
        patient.sees_session("finished")
    offline = page.goto(f"{patient.address}/")
    expect(page).to_have_url(f"{patient.address}/en/")
    assert offline
    # What is stored has its headers, also from a host that sends none.
    assert "content-security-policy" in offline.headers
    patient.opens("progress/")
    expect(page.locator("[data-done=true]")).to_have_count(1)


@pytest.mark.parametrize(
    ("locale", "language"), [("ru-RU", "ru"), ("el", "el"), ("xx-YY", "en")]
)
def test_the_way_in_speaks_the_language_of_the_browser(
    browser: Browser, host: StaticHost, watch: Watch, locale: str, language: str
) -> None:
    with browser.new_context(locale=locale, service_workers="block") as context:
        watch.attend(context)
        assert opens_the_way_in(context.new_page(), host).language == language


@pytest.mark.browser_context_args(service_workers="block")
def test_a_language_that_was_chosen_comes_before_that_of_the_browser(
    page: Page, host: StaticHost
) -> None:
    assert opens_the_way_in(page, host).language == "en"
    page.get_by_role("contentinfo").get_by_role("link", name="Español").click()
    page.locator("html[lang=es] main[aria-busy=false]").wait_for()
    page.goto("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert opens_the_way_in(page, host).language == "es"
    assert f"{host.address}/en/" not in asked
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_the_way_in_is_a_list_of_languages_without_scripts(
    browser: Browser, host: StaticHost, watch: Watch
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        watch.attend(context)
        page = context.new_page()
        page.goto(f"{host.address}/")
        names = page.get_by_role("main").get_by_role("link").all_inner_texts()
        assert names == ["English", "Русский", "Ελληνικά", "Español"]
        page.get_by_role("link", name="Ελληνικά").click()
        expect(page).to_have_url(f"{host.address}/el/")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/nowhere", "This page is not here"),
        ("/nowhere/at/all.js", "This page is not here"),
        ("/ru/nowhere", "Этой страницы здесь нет"),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    page: Page, host: StaticHost, watch: Watch, path: str, heading: str
) -> None:
    watch.expect("404")
    response = page.goto(host.address + path)
    assert response
    assert response.status == 404
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_a_missing_slash_leads_on(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.address}/ru/massage")
    expect(page).to_have_url(re.compile(r"/ru/massage/$"))
