"""The language that a patient has chosen: every link opens in it, as far as it can."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.conftest import Server, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app
NOT_HERE = "That language is not on this phone yet. Choose it when you have a network."


def chooses(page: Page, name: str) -> None:
    page.get_by_role("contentinfo").get_by_role("link", name=name).click()
    page.locator("main[aria-busy=false]").wait_for()


def test_nobody_is_led_away_from_a_link_before_they_choose(patient: Patient) -> None:
    patient.opens("help/")
    page = patient.page
    page.goto(f"{patient.address}/es/help/#orange")
    page.locator("main[aria-busy=false]").wait_for()
    expect(page).to_have_url(f"{patient.address}/es/help/#orange")


def test_a_link_of_any_language_opens_in_the_chosen_one(patient: Patient) -> None:
    page = patient.page
    patient.opens("help/")
    chooses(page, "Русский")
    expect(page).to_have_url(f"{patient.address}/ru/help/")
    page.goto(f"{patient.address}/es/learn/why-massage/#source-S1")
    expect(page).to_have_url(f"{patient.address}/ru/learn/why-massage/#source-S1")
    page.locator("main[aria-busy=false]").wait_for()
    chooses(page, "English")
    expect(page).to_have_url(f"{patient.address}/en/learn/why-massage/")
    page.locator("main[aria-busy=false]").wait_for()
    page.goto(f"{patient.address}/ru/")
    expect(page).to_have_url(f"{patient.address}/en/")


def test_the_way_back_leads_out_and_not_round(patient: Patient) -> None:
    page = patient.page
    patient.opens("about/")
    chooses(page, "Español")
    page.goto(f"{patient.address}/ru/help/")
    expect(page).to_have_url(f"{patient.address}/es/help/")
    page.go_back()
    expect(page).to_have_url(f"{patient.address}/es/about/")


def test_a_language_that_cannot_come_is_not_chosen(
    stored: Patient, own_server: Server
) -> None:
    page = stored.page
    own_server.stop()
    chooses(page, "Русский")
    expect(page).to_have_url(f"{own_server.address}/en/")
    expect(page.get_by_text(NOT_HERE)).to_be_visible()
    stored.opens("help/")
    expect(page).to_have_url(f"{own_server.address}/en/help/")
    expect(page.get_by_text(NOT_HERE)).to_be_hidden()


def test_a_chosen_language_that_is_gone_leads_to_the_stored_one_once(
    stored: Patient, own_server: Server
) -> None:
    """The choice is older than what the phone holds: say so, and go in no circles."""
    page = stored.page
    page.evaluate("() => localStorage.setItem('aftertouch-language', 'ru')")
    own_server.stop()
    page.goto(f"{own_server.address}/en/help/")
    expect(page.get_by_text(NOT_HERE)).to_be_visible()
    expect(page).to_have_url(f"{own_server.address}/en/help/")
