"""Every page for everyone: keyboard, small screens, the reader's language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.every_page import PATHS, has_much_to_tell
from tests.conftest import stop_clock
from tests.patient import Patient


@pytest.mark.parametrize(
    ("language", "width"), [("en", 320), ("ru", 320), ("ru", 390), ("en", 1024)]
)
def test_no_page_scrolls_sideways(
    page: Page, base_url: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    stop_clock(page)
    patient = Patient(page, base_url, language)
    has_much_to_tell(patient)
    for path in PATHS:
        patient.opens(path)
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width, path


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


def test_every_visible_word_of_the_russian_pages_is_russian(
    page: Page, base_url: str
) -> None:
    """Latin letters only in names: ours, products', sources' and clinics'."""
    stop_clock(page)
    patient = Patient(page, base_url, "ru")
    names = {"Aftertouch", "Sculptra", "English", "Dr", "Vega", "SPF"}
    names |= {"Europe", "Madrid", "Safari", "iPhone"}
    has_much_to_tell(patient)
    for path in PATHS:
        patient.opens(path)
        page.locator("details").evaluate_all(
            "(all) => all.forEach((d) => d.open = true)"
        )
        page.locator(".source, [href*='#source-']").evaluate_all(
            "(all) => all.forEach((id) => id.remove())"
        )
        text = page.locator("body").inner_text()
        assert set(re.findall(r"[A-Za-z][A-Za-z-]*[A-Za-z]", text)) <= names, path


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
