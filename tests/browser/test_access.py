"""Every page for everyone: keyboard, small screens, the reader's language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from server import catalogs
from server.config import Config
from server.languages import LANGUAGES
from tests.browser.every_page import PATHS, has_much_to_tell, unfold
from tests.conftest import stop_clock
from tests.patient import Patient


def test_the_main_job_by_keyboard_alone(patient: Patient) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00", ("Chin",))
    page = patient.page
    patient.opens()
    tab_to(page, "Start massage")
    page.keyboard.press("Enter")
    patient.sees_session("check")
    tab_to(page, "None of this. Start")
    page.keyboard.press("Enter")
    patient.sees_session("running")
    tab_to(page, "End")
    page.keyboard.press("Enter")
    patient.sees_session("finished")


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the control of this name has the focus, which must be seen."""
    wanted = page.get_by_text(name, exact=True).first
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.inner_text().strip() == name:
            outline = focused.evaluate(
                "(element) => getComputedStyle(element).outlineStyle"
            )
            assert outline != "none"
            return
    expect(wanted).to_be_focused()


def test_buttons_to_press_are_large(patient: Patient) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00", ("Chin",))
    for path in ("", "massage/", "help/", "treatments/"):
        patient.opens(path)
        for button in patient.main.locator("a.button:visible, button:visible").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 48, button.inner_text()


#: What stays in Latin letters: our name, products', sources', clinics' and makers'.
NAMES = {"Aftertouch", "Sculptra", "English", "Español", "Dr", "Vega", "SPF", "UV"}
NAMES |= {"Europe", "Madrid", "UTC", "Safari", "iPhone", "Chrome"}
NAMES |= {"Dermatologic", "Surgery"}
#: What Greek clinics and papers write in Latin letters, and Russian ones do not.
LATIN = {"Botox", "Filler", "filler", "Lifting", "Nappage", "gua", "sha", "browser"}
LATIN |= {"internet", "Douglas", "Wu", "Mitchel", "Goldman", "Tanveer", "Janjua"}
AS_WRITTEN = {"ru": {"cookie"}, "el": LATIN | {"cookies"}}


def visible_text(page: Page) -> str:
    unfold(page)
    page.locator(".source, [href*='#source-']").evaluate_all(
        "(all) => all.forEach((id) => id.remove())"
    )
    return page.locator("body").inner_text()


@pytest.mark.parametrize("language", ["ru", "el"])
def test_every_visible_word_is_in_letters_of_its_language(
    page: Page, base_url: str, language: str
) -> None:
    stop_clock(page)
    patient = Patient(page, base_url, language)
    has_much_to_tell(patient)
    for path in PATHS:
        if path != "about/":
            patient.opens(path)
            words = re.findall(r"[A-Za-zñ][A-Za-zñ-]*[A-Za-zñ]", visible_text(page))
            assert set(words) <= NAMES | AS_WRITTEN[language], path


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_sentence_is_left_in_english(
    page: Page, base_url: str, language: str
) -> None:
    catalog = catalogs.read(Config().translations, language)
    english = {
        message.id
        for message in catalog
        if isinstance(message.id, str) and message.id != message.string and message.id
    }
    stop_clock(page)
    patient = Patient(page, base_url, language)
    has_much_to_tell(patient)
    for path in PATHS:
        patient.opens(path)
        lines = {line.strip() for line in visible_text(page).splitlines()}
        assert not lines & english, path


def test_nothing_that_a_patient_types_is_in_any_request(
    page: Page, base_url: str
) -> None:
    stop_clock(page)
    asked: list[str] = []

    def note(request: object) -> None:
        asked.append(
            f"{request.method} {request.url} {request.post_data} {request.headers}"
        )  # type: ignore[attr-defined]

    page.context.on("request", note)
    patient = Patient(page, base_url)
    patient.had("Sculptra", "2026-03-17", "09:41", ("Chin",))
    patient.opens("help/")
    page.get_by_role("textbox", name="Your clinic’s number").fill("+34 600 123 456")
    page.get_by_role("button", name="Keep it on this phone").click()
    patient.starts_massage()
    patient.waits(306)
    patient.sees_session("finished")
    whole = "\n".join(asked)
    for secret in ("2026-03-17", "09:41", "chin", "sculptra", "600", "Cookie"):
        assert secret not in whole.replace(base_url, "")
    assert all(line.startswith(("GET ", "HEAD ")) for line in asked)
    assert page.context.cookies() == []


def test_with_javascript_off_help_and_technique_still_read(
    page: Page, base_url: str
) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{base_url}/en/help/")
    expect(plain.get_by_text("A white, blue or dusky patch of skin")).to_be_visible()
    expect(plain.get_by_role("link", name="Call 112")).to_be_visible()
    plain.goto(f"{base_url}/en/massage/")
    expect(plain.get_by_text("Glide from the chin back to the ear")).to_be_visible()
    plain.goto(f"{base_url}/en/")
    expect(
        plain.get_by_role("heading", name="May I massage my face now?")
    ).to_be_visible()
    context.close()
