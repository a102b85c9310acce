"""Every form: what is wrong is said at its field, and the focus goes there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.keeping import keeps
from tests.browser.nurse import Nurse
from tests.patient import Patient

VISIT = {
    **{"id": "a", "product": "sculptra", "date": "2026-03-13", "time": "09:00"},
    **{"timezone": "Europe/Madrid", "zones": ["chin", "temples"], "note": ""},
}
PLAN = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 9, "zones": []}
ONE_AREA = "Choose at least one area."


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def is_wrong(field: Locator, words: str) -> None:
    """It has the focus, is marked, and is described by the sentence that is seen."""
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert words in (description(field) or ""), description(field)
    expect(field.page.get_by_text(words, exact=True).first).to_be_visible()


def description(field: Locator) -> str | None:
    said: str | None = field.evaluate(
        """(field) => field.getAttribute('aria-describedby')?.split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '').join(' ')"""
    )
    return said


def is_right(field: Locator) -> None:
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_of_a_treatment(patient: Patient) -> None:
    page = patient.page
    patient.opens("treatments/#add")
    first = page.get_by_role("radio").first
    press(page, "Save")
    is_wrong(first, "Choose what you had done.")
    page.get_by_role("radio", name="Mesotherapy, body").check()
    press(page, "Save")
    is_right(first)
    is_wrong(page.get_by_role("textbox", name="Date"), "Enter the date of the visit.")
    page.get_by_role("textbox", name="Date").fill("2026-03-19")
    press(page, "Save")
    is_right(page.get_by_role("textbox", name="Date"))
    area = page.get_by_role("group", name="Body").get_by_role("checkbox").first
    is_wrong(area, ONE_AREA)
    area.check()
    press(page, "Save")
    expect(page.get_by_text("Kept on this phone.")).to_be_focused()


def test_of_a_clearance(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("treatments/#clearance")
    press(page, "Save")
    is_wrong(page.get_by_role("checkbox", name="Temples"), ONE_AREA)
    page.get_by_role("radio", name="Body").press("Space")
    press(page, "Save")
    area = page.get_by_role("group", name="Body").get_by_role("checkbox").first
    is_wrong(area, ONE_AREA)
    area.check()
    press(page, "Save")
    is_right(area)
    who = page.get_by_label("Who said so?")
    is_wrong(who, "Write down who said so, for example the clinic’s name.")
    who.fill("Dr Vega")
    page.get_by_label("Said at").fill("23:00")
    press(page, "Save")
    is_right(who)
    is_wrong(page.get_by_label("Said on"), "This lies in the future.")


def test_of_a_plan(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("routine/")
    chosen = page.get_by_role("checkbox", checked=True)
    while chosen.count():
        chosen.first.uncheck()
    press(page, "Save this plan")
    area = page.get_by_role("checkbox", name="Temples")
    is_wrong(
        area,
        "Choose at least one area, or say above that your clinic told you not to.",
    )
    area.check()
    is_right(area)
    page.locator("summary").filter(has_text="Temples").click()
    seconds = page.get_by_role("spinbutton", name="Seconds").first
    seconds.fill("2")
    press(page, "Save this plan")
    is_wrong(seconds, "Write whole seconds, 5 to 300, or none.")


def test_of_a_massage_written_down_late(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("progress/")
    press(page, "I did one earlier")
    time, minutes = page.get_by_label("Begun at"), page.get_by_label("Minutes")
    minutes.fill("0")
    press(page, "Write it down")
    is_wrong(minutes, "Enter whole minutes, from 1 to 60.")
    minutes.fill("5")
    time.fill("")
    press(page, "Write it down")
    is_right(minutes)
    is_wrong(time, "Enter the time at which you began.")
    assert "time at which" in (
        description(page.get_by_role("combobox", name="Day")) or ""
    )


def test_of_a_series_of_visits_and_of_one_visit(patient: Patient) -> None:
    page = patient.page
    patient.opens("courses/#add")
    press(page, "Save")
    product = page.get_by_role("radio").first
    is_wrong(product, "Choose what the visits are for.")
    page.get_by_role("radio", name="Sculptra").check()
    press(page, "Save")
    is_right(product)
    rhythm = page.get_by_role("radio", name="3 visits, 6 weeks apart")
    is_wrong(rhythm, "Choose one, or your clinic’s own dates.")
    page.get_by_role("radio", name="My clinic’s own dates").check()
    press(page, "Save")
    is_right(rhythm)
    is_wrong(page.get_by_role("textbox", name="Date"), "Enter a date.")
    page.get_by_role("textbox", name="Date").fill("2026-03-27")
    press(page, "Save")
    page.locator("summary").filter(has_text="Friday 27 March").click()
    page.get_by_role("button", name="Change: Friday 27 March").click()
    page.get_by_role("textbox", name="Date").fill("")
    press(page, "Save")
    is_wrong(page.get_by_role("textbox", name="Date"), "Enter a date.")


def test_of_the_weekly_question(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("checks/")
    press(page, "Save")
    no = page.get_by_role("radio", name="No", exact=True)
    is_wrong(no, "Choose No or Yes.")


def test_of_help(patient: Patient) -> None:
    page = patient.page
    patient.opens("help/")
    number = page.get_by_label("Your clinic’s number")
    number.fill("ask Ana")
    press(page, "Keep it on this phone")
    is_wrong(number, "Enter a phone number, digits only.")
    number.fill("600 123 456")
    press(page, "Keep it on this phone")
    is_right(number)
    page.get_by_role("button", name="A crust, a scab or a rash").click()
    page.get_by_role("radio", name="On the body").check()
    press(page, "Yes, I notice this")
    area = (
        page.get_by_role("dialog")
        .get_by_role("checkbox")
        .and_(page.locator(":visible"))
    )
    is_wrong(area.first, "Choose at least one area, or all over.")
    area.first.check()
    press(page, "Yes, I notice this")
    press(page, "My clinic cleared it")
    press(page, "My clinic cleared it")
    who = page.get_by_label("Who cleared it?")
    is_wrong(who, "Enter who cleared it, for example the clinic’s name.")
    who.fill("Dr Vega")
    page.get_by_role("textbox", name="Date").fill("")
    press(page, "My clinic cleared it")
    is_right(who)
    is_wrong(page.get_by_role("textbox", name="Date"), "Enter the day and the time.")


def test_of_a_clinic_that_allows_a_massage(patient: Patient) -> None:
    page = patient.page
    body = {**VISIT, "product": "mesotherapy-body", "zones": ["hips"]}
    asked = {"at": "2026-03-20T09:00:00Z", "by": "", "yes": ["infection"]}
    keeps(
        patient,
        treatments=[body],
        routines=[{**PLAN, "product": "mesotherapy-body", "screened": asked}],
    )
    patient.opens("massage/")
    press(page, "Write it down")
    is_wrong(
        page.get_by_label("My clinic allows it. Who said so?"),
        "Write down who said so, for example the clinic’s name.",
    )


def test_of_the_hours_of_a_day(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("progress/")
    up = page.get_by_label("You get up at")
    before = up.input_value()
    up.fill("")
    is_wrong(up, "Enter a time.")
    up.fill("06:30")
    is_right(up)
    assert before != "06:30"
    expect(page.get_by_text("Enter a time.")).to_be_hidden()


def test_of_a_backup(patient: Patient, tmp_path: Path) -> None:
    page = patient.page
    patient.opens("settings/")
    file = tmp_path / "notes.txt"
    file.write_text("Buy milk.")
    field = page.get_by_label("Choose a backup file")
    field.set_input_files(file)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    problem = page.get_by_role("alert").filter(visible=True)
    assert description(field) == problem.inner_text()


def test_of_a_plan_that_a_clinic_writes(nurse: Nurse) -> None:
    page = nurse.page
    make = page.get_by_role("button", name="Make the link")
    make.click()
    is_wrong(page.get_by_label("Name of the clinic"), "Write the name of your clinic.")
    nurse.names_the_clinic(phone="")
    make.click()
    phone = page.get_by_label("Number that patients call")
    is_wrong(phone, "Write the number that your patients call, digits only.")
    phone.fill("600 123 456")
    make.click()
    is_wrong(nurse.product(1).get_by_role("radio").first, "Choose the product.")
    nurse.enters(1, "Sculptra", ())
    make.click()
    area = nurse.product(1).get_by_role("checkbox", name="Temples")
    is_wrong(area, ONE_AREA)
    area.check()
    nurse.clears(())
    make.click()
    cleared = page.get_by_role("form", name="Cleared areas").get_by_role("checkbox")
    is_wrong(cleared.first, ONE_AREA)
