"""Every page for everyone: axe, keyboard, small screens, the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import stop_clock
from tests.patient import Patient

PAGES = (
    *("", "massage/", "treatments/", "routine/", "progress/", "aftercare/", "courses/"),
    *("checks/", "learn/", "learn/why-massage/", "help/", "settings/", "clinic/"),
    *("plan/", "about/"),
)
TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    axe = Axe()

    def violations(page: Page) -> list[str]:
        page.clock.resume()  # axe waits with timers of the page
        page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
        options = {"runOnly": {"type": "tag", "values": TAGS}}
        found = axe.run(page, options=options).response["violations"]
        return [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found
            for node in fault["nodes"]
        ]

    return violations


def enter_both(page: Page, patient: Patient) -> None:
    """A record that fills every page: both products, blocked, one session done."""
    patient.opens()
    page.evaluate(
        """async () => {
          const open = indexedDB.open('aftertouch')
          const database = await new Promise((resolve) => {
            open.onsuccess = () => resolve(open.result)
          })
          const put = (kind, record) => new Promise((resolve) => {
            const store = database.transaction(kind, 'readwrite').objectStore(kind)
            store.put(record).onsuccess = resolve
          })
          const visit = { date: '2026-03-20', time: '09:00', note: '',
            timezone: 'Europe/Madrid' }
          await put('treatments', { ...visit, id: 'a', product: 'sculptra',
            zones: ['temples', 'chin', 'jawline'] })
          await put('treatments', { ...visit, id: 'b', product: 'botulinum-toxin',
            zones: ['forehead'] })
          await put('routines', { product: 'sculptra', minutes: 5, timesADay: 5,
            days: 5, zones: [] })
          await put('sessions', { id: 's', product: 'sculptra', seconds: 300,
            planned: 300, startedAt: '2026-03-20T09:30:00Z', zones: ['chin'],
            day: '2026-03-20', late: false })
          await put('clearances', { id: 'c', zones: ['chin'], by: 'Dr Vega', note: '',
            at: '2026-03-20T10:00:00Z', fromPlan: false })
          await put('flags', { id: 'f', sign: 'strong-pain', level: 'orange', zones: [],
            at: '2026-03-20T10:00:00Z', clearedAt: null, clearedBy: '' })
          database.close()
        }"""
    )


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark")])
def test_axe_finds_nothing_on_any_page(
    page: Page,
    base_url: str,
    violations: Callable[[Page], list[str]],
    language: str,
    scheme: str,
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    stop_clock(page)
    patient = Patient(page, base_url, language)
    found = []
    for path in PAGES:
        patient.opens(path)
        found += [f"empty {path}: {fault}" for fault in violations(page)]
    enter_both(page, patient)
    for path in PAGES:
        patient.opens(path)
        found += [f"full {path}: {fault}" for fault in violations(page)]
    assert found == []


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ru", "light")])
def test_axe_finds_nothing_during_a_massage(
    page: Page,
    base_url: str,
    violations: Callable[[Page], list[str]],
    language: str,
    scheme: str,
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    stop_clock(page)
    english = Patient(page, base_url)
    english.had("Sculptra", "2026-03-20", "09:00")
    page.goto(f"{base_url}/{language}/massage/#check")
    english.sees_session("check")
    found = violations(page)
    page.locator("[data-part=all-well]").click()
    english.sees_session("running")
    english.waits(20)
    found += violations(page)
    page.get_by_role("timer").click(force=True)
    english.sees_session("paused")
    found += violations(page)
    assert found == []


@pytest.mark.parametrize(
    ("language", "width"), [("en", 320), ("ru", 320), ("ru", 390), ("en", 1024)]
)
def test_no_page_scrolls_sideways(
    page: Page, base_url: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    stop_clock(page)
    patient = Patient(page, base_url, language)
    enter_both(page, patient)
    for path in PAGES:
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
    enter_both(page, patient)
    for path in PAGES[:-1]:
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
