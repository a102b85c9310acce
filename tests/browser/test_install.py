"""The home screen: offered once, never in the way; and what is said once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from server.config import Config
from tests.conftest import Server, Watch, stop_clock, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1"
)
OFFER = "Keep Aftertouch on your home screen"


def browser_offers(page: Page, outcome: str = "accepted") -> None:
    """What Chromium does once it finds the app worth installing."""
    page.evaluate(
        """(outcome) => {
          const event = new Event('beforeinstallprompt', { cancelable: true })
          event.prompt = () => {
            window.prompted = (window.prompted ?? 0) + 1
            return Promise.resolve({ outcome })
          }
          window.dispatchEvent(event)
          if (!event.defaultPrevented) throw new Error('It would ask by itself')
        }""",
        outcome,
    )


def prompts(page: Page) -> int:
    count: int = page.evaluate("() => window.prompted ?? 0")
    return count


def test_a_first_visit_is_not_asked(patient: Patient) -> None:
    patient.opens()
    browser_offers(patient.page)
    expect(patient.page.get_by_role("heading", name="May I massage")).to_be_visible()
    expect(patient.page.get_by_role("region", name=OFFER)).to_be_hidden()


def test_the_browsers_own_question_stands_behind_our_button(ready: Patient) -> None:
    page = ready.page
    ready.opens()
    expect(page.get_by_role("region", name=OFFER)).to_be_hidden()
    browser_offers(page)
    assert prompts(page) == 0
    page.get_by_role("button", name="Add it to the home screen").click()
    expect(page.get_by_role("region", name=OFFER)).to_be_hidden()
    assert prompts(page) == 1


def test_after_a_no_it_is_not_offered_again(ready: Patient) -> None:
    page = ready.page
    ready.opens()
    browser_offers(page)
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_role("region", name=OFFER)).to_be_hidden()
    ready.opens()
    browser_offers(page)
    expect(page.get_by_role("heading", name="Time for 5 minutes")).to_be_visible()
    expect(page.get_by_role("region", name=OFFER)).to_be_hidden()
    assert prompts(page) == 0
    ready.opens("settings/")
    browser_offers(page)
    page.get_by_role("button", name="Add it to the home screen").click()
    expect(page.get_by_role("region", name="On your home screen")).to_be_hidden()
    assert prompts(page) == 1


def test_a_no_in_the_browsers_own_question_counts(ready: Patient) -> None:
    page = ready.page
    ready.opens()
    browser_offers(page, "dismissed")
    page.get_by_role("button", name="Add it to the home screen").click()
    ready.opens()
    browser_offers(page)
    expect(page.get_by_role("heading", name="Time for 5 minutes")).to_be_visible()
    expect(page.get_by_role("region", name=OFFER)).to_be_hidden()


def test_never_while_a_massage_runs(massaging: Patient) -> None:
    browser_offers(massaging.page)
    assert prompts(massaging.page) == 0
    expect(massaging.page.get_by_text("home screen")).to_have_count(0)
    other = Patient(massaging.page.context.new_page(), massaging.address)
    other.opens()
    browser_offers(other.page)
    expect(other.page.get_by_role("heading", name="Time for 5 minutes")).to_be_visible()
    expect(other.page.get_by_role("region", name=OFFER)).to_be_hidden()


def test_an_installed_app_is_not_asked(ready: Patient) -> None:
    page = ready.page
    page.add_init_script(
        "Object.defineProperty(navigator, 'standalone', {value: true})"
    )
    ready.opens()
    browser_offers(page)
    expect(page.get_by_role("heading", name="Time for 5 minutes")).to_be_visible()
    expect(page.get_by_role("region", name=OFFER)).to_be_hidden()
    ready.opens("settings/")
    expect(page.get_by_role("region", name="On your home screen")).to_be_hidden()


@pytest.fixture
def iphone(browser: Browser, base_url: str, watch: Watch) -> Iterator[Patient]:
    context = browser.new_context(
        user_agent=IPHONE,
        viewport={"width": 390, "height": 844},
        timezone_id="Europe/Madrid",
        locale="en-GB",
        permissions=["clipboard-read", "clipboard-write"],
    )
    watch.attend(context)
    page = context.new_page()
    stop_clock(page)
    yield Patient(page, base_url)
    context.close()


def test_an_iphone_is_shown_the_steps_and_takes_the_plan_along(iphone: Patient) -> None:
    page = iphone.page
    iphone.had("Sculptra", "2026-03-19", "09:00", ("Temples", "Jawline"))
    iphone.opens()
    page.get_by_role("link", name="Show me how").click()
    expect(page).to_have_url(re.compile("/en/settings/"))
    steps = page.get_by_role("region", name="On your home screen").get_by_role(
        "listitem"
    )
    expect(steps).to_have_text(
        [
            re.compile("share sign at the foot"),
            re.compile("Add to Home"),
            re.compile("Add"),
        ]
    )
    expect(page.get_by_text("keeps its own record")).to_be_visible()
    page.get_by_role("button", name="Copy my plan as a link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link: str = page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(f"{iphone.address}/en/plan/#")


def test_the_plan_arrives_in_the_app_that_keeps_its_own(
    iphone: Patient, patient: Patient
) -> None:
    iphone.had("Sculptra", "2026-03-19", "09:00", ("Temples", "Jawline"))
    iphone.opens("settings/")
    iphone.page.get_by_role("button", name="Copy my plan as a link").click()
    expect(iphone.page.get_by_text("Copied.")).to_be_visible()
    link: str = iphone.page.evaluate("() => navigator.clipboard.readText()")
    patient.opens("plan/")
    page = patient.page
    page.get_by_label("Paste the link").fill(link)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    (visit,) = patient.record("treatments")
    assert visit["date"] == "2026-03-19"
    assert visit["zones"] == ["temples", "jawline"]


def test_an_ipad_has_its_sign_at_the_top(browser: Browser, base_url: str) -> None:
    context = browser.new_context(user_agent=IPHONE.replace("iPhone", "iPad"))
    patient = Patient(context.new_page(), base_url)
    patient.opens("settings/")
    expect(patient.page.get_by_text("share sign at the top")).to_be_visible()
    context.close()


def test_it_says_once_that_it_works_without_a_network(installed: Patient) -> None:
    page = installed.page
    ready = page.get_by_role("status").get_by_text("opens without a network")
    expect(ready).to_be_visible()
    installed.opens()
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    expect(page.get_by_role("heading", name="May I massage")).to_be_visible()
    expect(ready).to_be_hidden()


def test_what_is_said_later_moves_nothing_that_is_pressed(
    installed: Patient, server: Server, config: Config
) -> None:
    page = installed.page
    ready = page.get_by_role("status").get_by_text("opens without a network")
    expect(ready).to_be_visible()
    enter = page.get_by_role("link", name="Enter my treatment")
    below = enter.bounding_box()
    installed.opens()
    expect(enter).to_be_visible()
    expect(ready).to_be_hidden()
    assert enter.bounding_box() == below
    installed.had("Sculptra", "2026-03-19", "09:00", ("Temples",))
    installed.opens()
    start = page.get_by_role("link", name="Start massage")
    expect(start).to_be_visible()
    before = start.bounding_box()
    about = config.web / "pages" / "about.html"
    about.write_text(about.read_text("utf-8").replace("<h1>", "<h1 >"), "utf-8")
    server.deploys(config)
    installed.opens()
    expect(page.get_by_role("button", name="Use it now")).to_be_visible()
    assert start.bounding_box() == before


def test_a_new_version_says_what_has_changed_once(
    installed: Patient, server: Server, config: Config
) -> None:
    page = installed.page
    news = page.get_by_role("link", name="See what has changed")
    installed.had("Sculptra", "2026-03-19", "09:00", ("Temples",))
    installed.opens()
    expect(page.get_by_role("heading", name="Time for 5 minutes")).to_be_visible()
    expect(news).to_be_hidden()
    pages = config.web / "pages" / "today.html"
    source = pages.read_text("utf-8")
    pages.write_text(source.replace("{{ releases[0].version }}", "99.0.0"), "utf-8")
    server.deploys(config)
    installed.opens()
    page.get_by_role("button", name="Use it now").click()
    expect(news).to_be_visible()
    news.click()
    expect(page.get_by_role("heading", name="What is new")).to_be_in_viewport()
    installed.opens()
    expect(page.get_by_role("heading", name="Time for 5 minutes")).to_be_visible()
    expect(news).to_be_hidden()
