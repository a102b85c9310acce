"""Keys alone: every flow from end to end, with the focus always in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.every_page import PATHS, has_much_to_tell
from tests.browser.keeping import keeps
from tests.browser.keys import Keys
from tests.browser.nurse import Nurse
from tests.core.plan_code import link_of
from tests.core.plans import USUAL
from tests.patient import Patient

LEAD_IN = 6
VISIT = {
    **{"id": "a", "product": "sculptra", "date": "2026-03-20", "time": "09:00"},
    **{"timezone": "Europe/Madrid", "zones": ["chin", "temples"], "note": ""},
}
PLAN = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}
DONE = {
    **{"id": "s", "product": "sculptra", "seconds": 300, "planned": 300},
    **{"startedAt": "2026-03-20T09:30:00Z", "zones": ["chin"]},
    **{"day": "2026-03-20", "late": False},
}
ENTERED = "Botox, 09:00"


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


def lands(page: Page, path: str) -> None:
    """The next page has come and looked at the record."""
    page.wait_for_url(f"**/en/{path}*")
    page.locator("main[aria-busy=false]").wait_for()


# Every stop


def test_on_every_page_each_stop_is_seen(patient: Patient, keys: Keys) -> None:
    """With an outline, and under nothing that lies over the page."""
    has_much_to_tell(patient)
    found = []
    for path in PATHS:
        patient.opens(path)
        found += [f"{path}: {fault}" for fault in walk(keys)]
    assert found == []


def walk(keys: Keys) -> list[str]:
    """What is wrong on the way with Tab through the whole page."""
    found: list[str] = []
    stops = 0
    keys.press("Tab")
    while (faults := keys.faults()) is not None:
        found += faults
        stops += 1
        assert stops < 400, "the focus goes round"
        keys.press("Tab")
    return found if stops > 8 else [*found, f"only {stops} stops"]


# First visit


def test_a_treatment_is_entered(patient: Patient, keys: Keys) -> None:
    page = patient.page
    patient.opens()
    keys.presses("link", "Enter my treatment", within=3)
    lands(page, "treatments/")
    keys.is_told("heading", "What did you have done?")
    keys.tabs("radio", "Botox or another botulinum toxin", within=1)
    keys.press("ArrowDown", "ArrowUp")
    keys.chooses("Sculptra")
    keys.tabs("textbox", "Date", within=1)
    keys.types_date("2026-03-20")
    keys.tabs("textbox", "Time", within=4)
    keys.types("0900A")
    keys.presses("checkbox", "Temples", "Space", within=4)
    keys.presses("checkbox", "Chin", "Space", within=9)
    keys.presses("button", "Save", within=12)
    expect(page.get_by_text("Kept on this phone.")).to_be_focused()
    (kept,) = patient.record("treatments")
    assert (kept["date"], kept["time"]) == ("2026-03-20", "09:00")
    assert kept["zones"] == ["temples", "chin"]
    keys.presses("link", "See today", within=1)
    lands(page, "")
    patient.sees_verdict("clear")


def test_a_treatment_is_corrected_left_removed_and_brought_back(
    patient: Patient, keys: Keys
) -> None:
    page = patient.page
    keeps(patient, treatments=[{**VISIT, "product": "botulinum-toxin"}])
    patient.opens("treatments/")
    keys.presses("button", f"Change: {ENTERED}", within=4)
    keys.is_told("heading", "Change this treatment")
    keys.presses("button", "Cancel", within=40)
    keys.is_at("button", f"Change: {ENTERED}")
    keys.presses("button", f"Remove: {ENTERED}", within=1)
    keys.is_told("heading", "What did you have done?")
    keys.presses("button", "Undo", within=1, back=True)
    keys.is_at("button", f"Remove: {ENTERED}")
    keys.presses("button", "Write down a clearance", within=6)
    keys.is_told("heading", "What did your clinic clear?")
    keys.presses("button", "Cancel", within=40)
    keys.is_at("button", "Write down a clearance")
    assert len(patient.record("treatments")) == 1
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


# The massage


def test_a_massage_from_today_to_how_it_felt(patient: Patient, keys: Keys) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens()
    keys.presses("link", "Start massage", within=3)
    lands(page, "massage/")
    keys.presses("button", "None of this. Start", within=8)
    patient.sees_session("running")
    keys.is_at("button", "Pause")
    keys.press("Enter")
    keys.is_at("button", "Resume")
    keys.press("Space")
    keys.is_at("button", "Pause")
    patient.waits(LEAD_IN + 40)
    keys.presses("button", "Skip", within=3, back=True)
    assert patient.position()[0] == 1
    keys.presses("button", "Back", within=1, back=True)
    keys.presses("button", "+30 s", within=2)
    assert patient.position() == (0, 180)
    keys.presses("button", "Undo", within=4, back=True)
    keys.is_at("button", "Undo")
    keys.presses("button", "End", within=5)
    patient.sees_session("finished")
    keys.is_told("heading", "Enough for now")
    keys.presses("button", "Fine", within=2)
    keys.is_told("heading", "How did it feel?")
    expect(page.get_by_role("status").get_by_text("Good.")).to_be_visible()
    keys.presses("link", "Done", within=1)
    lands(page, "")


def test_an_undo_waits_for_the_focus_and_leaves_it_on_the_massage(
    patient: Patient, keys: Keys
) -> None:
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("massage/#check")
    keys.presses("button", "None of this. Start", within=8)
    patient.sees_session("running")
    patient.waits(LEAD_IN + 10)
    keys.presses("button", "Skip", within=3, back=True)
    keys.tabs("button", "Undo", within=4, back=True)
    patient.waits(12)
    keys.is_at("button", "Undo")
    assert patient.position()[0] == 1
    keys.press("Enter")
    keys.is_at("button", "Pause")
    assert patient.position()[0] == 0
    undo = patient.page.get_by_role("button", name="Undo")
    keys.presses("button", "Skip", within=3, back=True)
    expect(undo).to_be_visible()
    patient.waits(6)
    expect(undo).to_be_hidden()


def test_who_is_on_the_way_to_undo_an_end_has_the_time(
    patient: Patient, keys: Keys
) -> None:
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("massage/#check")
    keys.presses("button", "None of this. Start", within=8)
    patient.sees_session("running")
    patient.waits(LEAD_IN + 40)
    before = patient.position()
    keys.presses("button", "End", within=1, back=True)
    patient.sees_session("finished")
    patient.waits(4)
    keys.tabs("button", "Undo", within=1)
    patient.waits(60)
    keys.is_at("button", "Undo")
    keys.press("Enter")
    patient.sees_session("running")
    keys.is_at("button", "Pause")
    assert patient.position() == before


def test_the_lock_waits_for_the_second_key(patient: Patient, keys: Keys) -> None:
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("massage/#check")
    keys.presses("button", "None of this. Start", within=8)
    patient.sees_session("running")
    keys.presses("button", "Lock", within=6, back=True)
    keys.is_at("button", "Locked")
    keys.press("Enter")
    patient.waits(60)
    keys.is_at("button", "Once more")
    keys.press("Enter")
    keys.is_at("button", "Pause")


def test_what_a_choice_leads_to_has_the_focus(patient: Patient, keys: Keys) -> None:
    """On the massage page one view takes the place of another."""
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("massage/")
    keys.presses("button", "Start", within=3)
    keys.is_told("heading", "Before you touch: is any of this so?")
    keys.presses("button", "None of this. Start", within=6)
    patient.sees_session("running")
    patient.waits(LEAD_IN + 40)
    patient.page.reload()
    patient.page.locator("main[aria-busy=false]").wait_for()
    keys.presses("button", "End it here", within=4)
    keys.is_told("heading", "Your massage: 5:00")


# Offers that go away by themselves


def test_an_offer_waits_for_whoever_is_on_the_way_to_it(
    patient: Patient, keys: Keys
) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("treatments/")
    page.get_by_role("button", name="Remove: Sculptra").click()
    page.mouse.move(0, 0)
    undo = page.get_by_role("button", name="Undo")
    patient.waits(15)
    keys.press("Tab")
    patient.waits(15)
    expect(undo).to_be_visible()
    undo.hover()
    patient.waits(60)
    page.mouse.move(0, 0)
    patient.waits(19)
    undo.focus()
    patient.waits(60)
    expect(undo).to_be_focused()
    keys.press("Tab")
    patient.waits(19)
    expect(undo).to_be_visible()
    patient.waits(2)
    expect(undo).to_be_hidden()


def test_of_two_offers_the_last_one_stands(patient: Patient, keys: Keys) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT, {**VISIT, "id": "b", "product": "thread-lift"}])
    patient.opens("treatments/")
    for name in ("Sculptra", "Thread"):
        page.get_by_role("button", name=f"Remove: {name}").click()
        expect(page.get_by_role("button", name=f"Remove: {name}")).to_be_hidden()
    keys.presses("button", "Undo", within=3, back=True)
    expect(page.get_by_role("button", name="Remove: Thread")).to_be_focused()
    assert [visit["id"] for visit in patient.record("treatments")] == ["b"]


# Progress


def test_a_massage_is_looked_at_removed_and_brought_back(
    patient: Patient, keys: Keys
) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN], sessions=[DONE])
    patient.opens("progress/")
    done = "Day 1, 10:30: done, 5:00 of 5:00"
    keys.presses("button", done, within=4)
    keys.is_told("heading", "10:30")
    for _ in range(6):
        keys.press("Tab")
        assert page.evaluate(
            "() => document.activeElement.matches('dialog *, body, dialog')"
        )
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.is_at("button", done)
    keys.press("Enter")
    keys.presses("button", "Remove", within=2)
    keys.is_at("button", "Day 1, open: write down one you did")
    assert patient.record("sessions") == []
    keys.presses("button", "Undo", within=2, back=True)
    keys.is_at("button", done)


def test_a_massage_is_written_down_late(patient: Patient, keys: Keys) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("progress/")
    keys.presses("button", "I did one earlier", within=10)
    keys.is_told("heading", "A massage you did earlier")
    keys.tabs("combobox", "Day", within=1)
    keys.tabs("spinbutton", "Minutes", within=5)
    keys.types("99")
    keys.press("Enter")
    keys.is_at("spinbutton", "Minutes")
    minutes = page.get_by_role("spinbutton", name="Minutes")
    expect(minutes).to_have_accessible_description("Enter whole minutes, from 1 to 60.")
    keys.press("Control+a")
    keys.types("5")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.is_at("button", "I did one earlier")
    assert [each["seconds"] for each in patient.record("sessions")] == [300]


# The plan


def test_a_plan_gets_its_own_numbers(patient: Patient, keys: Keys) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("routine/")
    chosen = page.get_by_role("radio", checked=True).first
    keys.tabs_until(chosen, within=3)
    keys.chooses("Something else")
    minutes = "Minutes each time"
    keys.tabs("spinbutton", minutes, within=2)
    keys.press("Control+a")
    keys.types("99")
    keys.press("Enter")
    keys.is_at("spinbutton", minutes)
    field = page.get_by_role("spinbutton", name=minutes)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "Write whole numbers: 1 to 30 minutes, 1 to 12 times a day, 1 to 60 days."
    )
    keys.press("Control+a")
    keys.types("7")
    keys.press("Enter")
    expect(
        page.get_by_role("status").get_by_text("Kept on this phone.")
    ).to_be_visible()
    (kept,) = patient.record("routines")
    assert kept["minutes"] == 7


# Help


def test_a_sign_is_noted_and_cleared(patient: Patient, keys: Keys) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("help/")
    sign = page.get_by_role("listitem").get_by_role("button").first
    words = sign.inner_text().strip()
    keys.tabs_until(sign, within=6)
    for answer in ("Escape", "Enter"):
        keys.press("Enter")
        keys.is_told("heading", words)
        if answer == "Escape":
            keys.press("Escape")
            expect(page.get_by_role("dialog")).to_be_hidden()
            expect(sign).to_be_focused()
    keys.tabs("button", "Yes, I notice this", within=6)
    for _ in range(8):
        keys.press("Tab")
        assert page.evaluate("() => document.activeElement.matches('dialog *, body')")
    keys.presses("button", "Yes, I notice this", within=8)
    keys.is_told("heading", words)
    keys.presses("button", "My clinic cleared it", within=2)
    keys.is_at("textbox", "Who cleared it?")
    keys.press("Enter")
    keys.is_at("textbox", "Who cleared it?")
    keys.types("Dr Vega")
    keys.press("Enter")
    keys.is_told("heading", "Something feels wrong")
    keys.presses("button", "Undo", within=1, back=True)
    expect(page.get_by_role("button", name="My clinic cleared it")).to_be_visible()
    assert [flag["clearedAt"] for flag in patient.record("flags")] == [None]


# Series of visits


def test_a_series_is_entered_and_a_date_changed(patient: Patient, keys: Keys) -> None:
    page = patient.page
    patient.opens("courses/")
    keys.presses("button", "Enter my visits", within=3)
    keys.is_told("heading", "Which visits?")
    keys.tabs_until(page.get_by_role("radio").first, within=1)
    keys.press("Space")
    keys.chooses("Sculptra")
    keys.tabs("radio", "3 visits, 6 weeks apart", within=1)
    keys.press("Space")
    keys.chooses("My clinic’s own dates")
    keys.tabs("textbox", "Date", within=3)
    keys.types_date("2026-03-27")
    keys.presses("button", "Save", within=8)
    keys.is_told("heading", "Sculptra")
    row = page.locator("summary").filter(has_text="Friday 27 March")
    keys.tabs_until(row, within=1)
    keys.press("Enter")
    keys.presses("button", "Change: Friday 27 March", within=2)
    keys.is_told("heading", "Change this visit")
    keys.tabs("textbox", "Date", within=1)
    keys.types_date("2026-04-03")
    keys.press("Enter")
    expect(page.locator("summary").filter(has_text="Friday 3 April")).to_be_focused()


# Settings


def test_the_sound_is_chosen_and_erasing_is_asked_and_left(
    patient: Patient, keys: Keys
) -> None:
    page = patient.page
    patient.had("Sculptra", "2026-03-20", "09:00", ("Chin",))
    patient.opens("settings/")
    keys.presses("checkbox", "Chimes during the massage", "Space", within=4)
    keys.tabs("radio", "Loud", within=1)
    keys.chooses("Soft", "ArrowUp")
    keys.tabs("button", "Erase everything …", within=40)
    keys.press("Enter")
    keys.is_told("heading", "Erase everything on this phone?")
    keys.tabs("button", "Keep everything", within=2)
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.is_at("button", "Erase everything …")
    assert len(patient.record("treatments")) == 1


# Clinic and plan


def test_a_clinic_makes_a_plan(nurse: Nurse, keys: Keys) -> None:
    page = nurse.page
    keys.tabs("textbox", "Name of the clinic", within=4)
    keys.press("Enter")
    keys.is_at("textbox", "Name of the clinic")
    keys.types("Clínica Vega")
    keys.tabs("textbox", "Number that patients call", within=1)
    keys.types("+34600123456")
    keys.tabs_until(page.get_by_role("radio").first, within=4)
    keys.press("Space")
    keys.chooses("Sculptra")
    keys.tabs("textbox", "Date", within=1)
    keys.types_date("2026-03-20")
    keys.presses("checkbox", "The time is not known", "Space", within=6)
    keys.presses("checkbox", "Chin", "Space", within=12)
    keys.presses("button", "Make the link", within=60)
    keys.is_told("heading", "The plan is ready")
    keys.tabs("textbox", "Link", within=1)
    assert nurse.link()


def test_a_plan_is_pasted_taken_and_given_back(patient: Patient, keys: Keys) -> None:
    page = patient.page
    patient.opens("plan/")
    keys.tabs("textbox", "Paste the link", within=3)
    page.keyboard.insert_text("nothing")
    keys.press("Enter")
    keys.is_at("textbox", "Paste the link")
    field = page.get_by_role("textbox", name="Paste the link")
    expect(field).to_have_attribute("aria-invalid", "true")
    keys.press("Control+a")
    page.keyboard.insert_text(link_of(USUAL))
    keys.press("Enter")
    expect(page.get_by_role("region", name="Clinic on Main Street")).to_be_focused()
    keys.presses("button", "Use this plan", within=4)
    expect(page.get_by_role("heading", name="Kept on this phone.")).to_be_visible()
    keys.presses("button", "Undo", within=2)
    expect(page.get_by_role("region", name="Clinic on Main Street")).to_be_focused()
    assert patient.record("treatments") == []
