"""Reminders: the patient's own day, a calendar file with no byte to the server, a line
on Today when it is time, and the number on the app's icon."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Browser, Download, Page, expect

from tests.conftest import Server, Watch, stop_clock, stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

DUE = "It is time for the next one, if it suits you."
#: A phone with a number on its icon.
ICON = """
  window.shown = []
  Navigator.prototype.setAppBadge = async (count) => void window.shown.push(count)
  Navigator.prototype.clearAppBadge = async () => void window.shown.push(0)
"""


@pytest.fixture
def offline(stored: Patient, own_server: Server) -> Patient:
    """A patient on day 1 whose phone has stored the app; the server is gone."""
    stored.had("Sculptra", "2026-03-20", "09:00")
    own_server.lines.clear()
    own_server.stop()
    stored.opens("progress/")
    return stored


def events(text: str) -> list[Event]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def takes(patient: Patient, name: str) -> Download:
    """Follows a link that leads to a file."""
    with patient.page.expect_download() as download:
        patient.page.get_by_role("link", name=name).click()
    return download.value


def text_of(download: Download) -> str:
    return Path(download.path()).read_bytes().decode()


def times(patient: Patient) -> list[str]:
    region = patient.page.get_by_role("region", name="Reminders")
    return region.get_by_role("list").first.get_by_role("listitem").all_inner_texts()


def test_the_file_comes_from_the_phone_itself(
    offline: Patient, own_server: Server
) -> None:
    expect(offline.page.get_by_text("24 moments, 20 Mar – 24 Mar")).to_be_visible()
    download = takes(offline, "Add to my calendar")
    assert download.url == f"{own_server.address}/en/reminders.ics"
    assert download.suggested_filename == "moments.ics"
    found = events(text_of(download))
    assert len(found) == 24
    assert found[0]["DTSTART"].dt == datetime(2026, 3, 20, 14, 15)
    assert {str(event["SUMMARY"]) for event in found} == {"A moment for you"}


def test_it_is_a_calendar_file_that_nobody_keeps(offline: Patient) -> None:
    headers = offline.page.evaluate(
        """async () => {
          const answer = await fetch('/en/reminders.ics')
          return Object.fromEntries(answer.headers)
        }"""
    )
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["content-disposition"] == 'attachment; filename="moments.ics"'
    assert headers["cache-control"] == "no-store"


def test_the_server_never_hears_of_it(page: Page, own_server: Server) -> None:
    stop_clock(page)
    patient = Patient(page, own_server.address)
    patient.opens()
    patient.is_controlled()
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.opens("progress/")
    takes(patient, "Add to my calendar")
    takes(patient, "Take them out again")
    page.goto(f"{own_server.address}/ru/reminders.ics")
    assert [line for line in own_server.lines if ".ics" in line] == []


def test_without_a_file_the_address_leads_to_where_it_is_made(
    page: Page, own_server: Server
) -> None:
    patient = Patient(page, own_server.address)
    patient.opens()
    patient.is_controlled()
    for name in ("reminders.ics", "reminders-cancel.ics"):
        page.goto(f"{own_server.address}/en/{name}")
        expect(page).to_have_url(f"{own_server.address}/en/progress/")
    assert "outbox" not in page.evaluate("() => caches.keys()"), "a look makes nothing"
    expect(page.get_by_role("heading", name="Reminders")).to_be_hidden()


def test_a_new_version_leaves_the_file_where_it_is(offline: Patient) -> None:
    names = offline.page.evaluate("() => caches.keys()")
    assert "outbox" in names
    ours = [name for name in names if name.startswith("aftertouch-")]
    assert len(ours) == 1, "what the worker removes when it changes bears its prefix"


def test_without_a_worker_it_is_a_download(
    browser: Browser, own_server: Server
) -> None:
    context = browser.new_context(
        service_workers="block", timezone_id="Europe/Madrid", accept_downloads=True
    )
    page = context.new_page()
    stop_clock(page)
    patient = Patient(page, own_server.address)
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.opens("progress/")
    added = takes(patient, "Add to my calendar")
    assert added.url.startswith("blob:")
    assert added.suggested_filename == "moments.ics"
    assert len(events(text_of(added))) == 24
    removed = text_of(takes(patient, "Take them out again"))
    assert Calendar.from_ical(removed)["METHOD"] == "CANCEL"
    assert [line for line in own_server.lines if ".ics" in line] == []
    context.close()


def test_what_was_added_can_be_taken_out_again(offline: Patient) -> None:
    out = offline.page.get_by_role("link", name="Take them out again")
    expect(out).to_be_hidden()
    added = events(text_of(takes(offline, "Add to my calendar")))
    expect(out).to_be_visible()
    offline.opens("progress/")
    text = text_of(takes(offline, "Take them out again"))
    assert Calendar.from_ical(text)["METHOD"] == "CANCEL"
    assert {event["UID"] for event in events(text)} == {event["UID"] for event in added}


def test_the_patients_own_day_moves_the_times_and_stays(offline: Patient) -> None:
    page = offline.page
    assert times(offline) == ["now", "14:15", "16:30", "18:45", "21:00"]
    page.get_by_label("You go to bed at").fill("19:00")
    expect(page.get_by_text("18:00", exact=True)).to_be_visible()
    assert times(offline) == ["now", "13:30", "15:00", "16:30", "18:00"]
    page.get_by_label("You get up at").fill("13:30")
    expect(page.get_by_text("14:30", exact=True)).to_be_visible()
    assert times(offline) == ["14:30", "15:30", "16:30", "17:30", "18:30"]
    found = events(text_of(takes(offline, "Add to my calendar")))
    today = [event["DTSTART"].dt for event in found if event["DTSTART"].dt.day == 20]
    assert [moment.strftime("%H:%M") for moment in today] == times(offline)
    offline.opens("progress/")
    expect(page.get_by_label("You go to bed at")).to_have_value("19:00")
    expect(page.get_by_label("You get up at")).to_have_value("13:30")


def test_an_empty_field_changes_nothing(offline: Patient) -> None:
    offline.page.get_by_label("You get up at").fill("")
    offline.page.get_by_label("You go to bed at").focus()
    assert times(offline)[0] == "now"
    offline.opens("progress/")
    expect(offline.page.get_by_label("You get up at")).to_have_value("08:00")


def test_plain_titles_are_a_choice_and_said_to_be_seen(offline: Patient) -> None:
    page = offline.page
    discreet = page.get_by_label("Discreet titles: “A moment for you”")
    expect(discreet).to_be_checked()
    expect(page.get_by_text("the titles say nothing of the treatment")).to_be_visible()
    discreet.uncheck()
    expect(page.get_by_text("the titles name the treatment")).to_be_visible()
    found = events(text_of(takes(offline, "Add to my calendar")))
    assert found[0]["SUMMARY"] == "Massage 2 of 5: Sculptra"
    assert found[0]["URL"] == f"{offline.address}/en/massage/"


def test_the_weekly_question_comes_along_where_it_is_wished(offline: Patient) -> None:
    page = offline.page
    expect(page.get_by_label("The visits of your series too")).to_be_hidden()
    page.get_by_label("The weekly question too").check()
    expect(page.get_by_text("85 moments")).to_be_visible()
    found = events(text_of(takes(offline, "Add to my calendar")))
    assert [str(event["SUMMARY"]) for event in found].count("A question for you") == 61


def test_it_says_what_google_does(offline: Patient) -> None:
    said = offline.page.get_by_text("Google Calendar leaves out the alarm")
    expect(said).to_be_visible()


def test_a_block_leaves_no_times(patient: Patient) -> None:
    patient.had("Botox", "2026-03-20", "09:00", ("Chin",))
    patient.opens("progress/")
    expect(patient.page.get_by_text("No massage is due")).to_be_visible()
    link = patient.page.get_by_role("link", name="Add to my calendar")
    expect(link).to_be_hidden()


@pytest.fixture
def waiting(ready: Patient) -> Patient:
    """Has massaged at noon, looks at Today; the next one is suggested at 14:15."""
    ready.starts_massage()
    ready.waits(305.5)
    ready.sees_session("finished")
    expect(ready.page.get_by_text("Next: at about 14:15")).to_be_visible()
    ready.opens()
    expect(ready.page.get_by_text("Next: at about 14:15")).to_be_visible()
    return ready


def test_a_line_comes_by_itself_when_it_is_time(waiting: Patient) -> None:
    line = waiting.page.get_by_text(DUE)
    expect(line).to_have_count(0)
    waiting.sets_time("2026-03-20T13:14:31Z")
    waiting.opens()
    waiting.waits(28)
    expect(waiting.page.get_by_text("Next: at about 14:15")).to_be_visible()
    expect(line).to_have_count(0)
    # Sooner than the minute after which Today looks again in any case.
    waiting.waits_until(line.is_visible)
    assert line.get_attribute("role") == "status"
    expect(waiting.page.get_by_text("Next: now, or whenever")).to_be_visible()


def test_no_line_while_a_massage_runs_anywhere(ready: Patient) -> None:
    ready.opens()
    expect(ready.page.get_by_text(DUE)).to_be_visible()
    other = Patient(ready.page.context.new_page(), ready.address)
    other.starts_massage()
    ready.comes_back()
    expect(ready.page.get_by_text(DUE)).to_have_count(0)


def test_no_line_while_the_gate_is_not_open(patient: Patient) -> None:
    patient.had("Sculptra", "2026-03-20", "08:00")
    patient.had("Botox", "2026-03-20", "09:00", ("Chin",))
    patient.opens()
    patient.sees_verdict("blocked")
    expect(patient.page.get_by_text(DUE)).to_have_count(0)


def test_the_icon_counts_what_is_left_today(patient: Patient) -> None:
    patient.page.add_init_script(ICON)
    patient.opens()
    shown = "() => window.shown"
    assert set(patient.page.evaluate(shown)) == {0}
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.opens()
    assert patient.page.evaluate(shown)[-1] == 5
    patient.starts_massage()
    patient.waits(305.5)
    patient.sees_session("finished")
    expect(patient.page.get_by_text("Today: 1 of 5")).to_be_visible()
    assert patient.page.evaluate(shown)[-1] == 4


@pytest.mark.parametrize(
    "phone",
    [
        "delete Navigator.prototype.setAppBadge",
        "Navigator.prototype.setAppBadge = async () => { throw new Error('no') }",
    ],
    ids=["absent", "refusing"],
)
def test_a_phone_without_a_number_is_none_the_worse(
    ready: Patient, watch: Watch, phone: str
) -> None:
    ready.page.add_init_script(phone)
    ready.opens()
    ready.sees_verdict("clear")
    assert watch.verdict() == []
