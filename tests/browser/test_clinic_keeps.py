"""What the clinic's page hands over, what it keeps, and what it forgets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.nurse import DAY, Nurse
from tests.conftest import Server, stop_clock
from tests.patient import Patient


def test_a_change_takes_the_link_back(nurse: Nurse) -> None:
    nurse.enters_both()
    first = nurse.makes()
    ready = nurse.page.get_by_role("heading", name="The plan is ready")
    expect(ready).to_be_focused()
    nurse.product(2).get_by_role("checkbox", name="Lips").check()
    expect(ready).to_be_hidden()
    assert nurse.makes() != first
    nurse.page.get_by_role("button", name="Clear areas").click()
    expect(ready).to_be_hidden()


def test_the_link_is_copied_or_shared(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async (what) => { window.shared = what }")
    stop_clock(page)
    nurse = Nurse(page, base_url)
    nurse.opens()
    nurse.enters_both()
    link = nurse.makes()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == link
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("() => window.shared.url") == link


def test_start_anew_keeps_the_clinic_and_nothing_else(nurse: Nurse) -> None:
    nurse.enters_both()
    nurse.clears(("Chin",))
    nurse.makes()
    nurse.page.get_by_role("button", name="Start anew for the next patient").click()
    is_empty(nurse)
    title = nurse.page.get_by_role("heading", name="A plan for your patient")
    expect(title).to_be_focused()


@pytest.mark.parametrize("how", ["reload", "leave and come back", "go back"])
def test_a_page_that_was_left_holds_no_patient(nurse: Nurse, how: str) -> None:
    nurse.enters_both()
    nurse.makes()
    if how == "reload":
        nurse.page.reload()
    else:
        nurse.page.goto(f"{nurse.address}/en/about/")
        if how == "go back":
            nurse.page.go_back()
        else:
            nurse.opens()
    nurse.page.locator("main[aria-busy=false]").wait_for()
    is_empty(nurse)


def is_empty(nurse: Nurse) -> None:
    page = nurse.page
    expect(page.get_by_label("Name of the clinic")).to_have_value("Clínica Vega")
    expect(page.get_by_label("Number that patients")).to_have_value("+34 600 123 456")
    expect(page.get_by_label("Emergency number")).to_have_value("999")
    expect(nurse.product(1).get_by_label("Date")).to_have_value("")
    expect(nurse.product(2)).to_have_count(0)
    steps = page.get_by_role("form")
    expect(steps.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_role("form", name="Cleared areas")).to_have_count(0)
    expect(page.get_by_role("heading", name="The plan is ready")).to_be_hidden()


def test_nothing_of_a_plan_is_kept_or_sent(page: Page, own_server: Server) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(f"{request.url} {request.post_data} {request.headers}")

    page.context.on("request", note)
    stop_clock(page)
    nurse = Nurse(page, own_server.address)
    nurse.opens()
    nurse.enters_both()
    nurse.clears(("Chin",), "secret words")
    link = nurse.makes()
    page.get_by_role("button", name="Copy").click()
    code = link.split("#")[1]
    everything = "\n".join([*asked, *own_server.lines])
    for piece in (code, code[2:40], "Vega", "600", "secret", "sculptra", DAY):
        assert piece not in everything.replace(own_server.address, "")
    assert page.url == f"{own_server.address}/en/clinic/"
    patient = Patient(page, own_server.address)
    kinds = ("treatments", "routines", "clearances", "plans", "settings")
    assert [patient.record(kind) for kind in kinds] == [[], [], [], [], []]
    stored = page.evaluate("() => JSON.stringify({ ...localStorage })")
    assert "Vega" in stored
    assert "secret" not in stored
    assert DAY not in stored
    assert page.evaluate("() => sessionStorage.length") == 0


def test_the_name_of_the_clinic_is_no_part_of_a_patients_record(
    nurse: Nurse,
) -> None:
    nurse.enters_both()
    nurse.makes()
    patient = Patient(nurse.page, nurse.address)
    patient.opens("help/")
    expect(nurse.page.get_by_label("Your clinic’s number")).to_have_value("")


def test_the_emergency_number_is_the_clinics(nurse: Nurse) -> None:
    """The region of a browser is not always that of the clinic."""
    nurse.enters_both()
    field = nurse.page.get_by_label("Emergency number")
    expect(field).to_have_value("999")
    field.fill("112")
    nurse.makes()
    heading = nurse.page.get_by_role("heading", name="Call 112 at once")
    expect(heading).to_be_visible()
    nurse.opens()
    expect(field).to_have_value("112")
