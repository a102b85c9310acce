"""Your visits: entering a series, the year at a glance, marking, moving, removing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults
from tests.conftest import Watch
from tests.patient import Patient

Json = dict[str, Any]


def visit(day: str, *, done: bool = False, time: str | None = None) -> Json:
    return {"id": day, "date": day, "time": time, "done": done, "treatment": None}


def course(*visits: Json, **changes: str) -> Json:
    return {
        "id": "c",
        "product": "mesotherapy-body",
        "template": "weekly",
        "note": "",
        "visits": list(visits),
        **changes,
    }


WEEKLY = course(
    visit("2026-03-06", done=True),
    visit("2026-03-13"),
    visit("2026-03-20", time="10:30"),
    visit("2026-03-27"),
    visit("2026-04-03"),
)
TREATED = {
    "id": "t",
    "product": "mesotherapy-body",
    "date": "2026-03-06",
    "time": "09:00",
    "timezone": "Europe/Madrid",
    "zones": ["hips", "abdomen"],
    "note": "",
}


def keep(page: Page, kind: str, *records: Json) -> None:
    """Writes records past the app's own code; a page of the app must be open."""
    page.evaluate(
        """async ([kind, records]) => {
          const open = indexedDB.open('aftertouch')
          const database = await new Promise((resolve) => {
            open.onsuccess = () => resolve(open.result)
          })
          const store = database.transaction(kind, 'readwrite').objectStore(kind)
          await Promise.all(records.map((record) => new Promise((resolve) => {
            store.put(record).onsuccess = resolve
          })))
          database.close()
        }""",
        [kind, list(records)],
    )


def opens_with(patient: Patient, *courses: Json, treated: Json | None = None) -> None:
    patient.opens("about/")
    keep(patient.page, "courses", *courses)
    if treated:
        keep(patient.page, "treatments", treated)
    patient.opens("courses/")


def begins(patient: Patient, product: str, rhythm: str = "") -> None:
    """To the form, with product and rhythm chosen."""
    patient.opens("courses/")
    patient.page.get_by_role("button", name="Enter my visits").click()
    patient.page.get_by_role("radio", name=product).check()
    if rhythm:
        patient.page.get_by_role("radio", name=rhythm, exact=True).check()


def field(patient: Patient, name: str) -> Locator:
    return patient.page.get_by_label(name, exact=True).locator("visible=true")


def press(patient: Patient, name: str) -> None:
    patient.page.get_by_role("button", name=name).click()


def fills_date(patient: Patient, day: str, time: str = "") -> None:
    field(patient, "Date").fill(day)
    if time:
        field(patient, "Time, if known").fill(time)


def opens_visit(patient: Patient, day: str) -> None:
    """Opens the row of a day, unless it stands open already."""
    row = patient.page.get_by_role("listitem").filter(has_text=day).last
    if row.get_by_role("button", name="Remove").count() == 0:
        row.get_by_text(day).click()


def is_entered(patient: Patient) -> Locator:
    words = patient.page.get_by_text("Entered as a treatment.")
    return words.locator("visible=true")


def days(patient: Patient) -> list[tuple[str, bool]]:
    (kept,) = patient.record("courses")
    visits: Any = kept["visits"]
    return [(one["date"], one["done"]) for one in visits]


# Entering


def test_without_visits_the_page_says_what_it_is_for(patient: Patient) -> None:
    patient.opens("courses/")
    page = patient.page
    expect(page.get_by_role("heading", name="Your visits")).to_be_visible()
    expect(page.get_by_role("button", name="Enter my visits")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="2026")).to_have_count(0)


def test_a_usual_rhythm_gives_dates_that_are_seen_before_they_are_kept(
    patient: Patient,
) -> None:
    begins(patient, "Mesotherapy, body", "6 visits, weekly")
    page = patient.page
    expect(page.get_by_text("Your clinic’s own dates win.")).to_be_visible()
    expect(page.get_by_role("link", name="seed-002").first).to_be_visible()
    fills_date(patient, "2026-03-27", "10:30")
    field(patient, "Time, if known").blur()
    expect(page.get_by_text("6 visits, 27 March 2026 to 1 May 2026")).to_be_visible()
    preview = page.get_by_role("listitem").locator("visible=true")
    expect(preview.get_by_text("Fri 27 Mar, 10:30")).to_be_visible()
    expect(preview.get_by_text("Fri 1 May")).to_be_visible()
    assert patient.record("courses") == []
    press(patient, "Save")
    heading = page.get_by_role("heading", name="Mesotherapy (body)")
    expect(heading).to_be_focused()
    assert [day for day, _ in days(patient)] == [
        *("2026-03-27", "2026-04-03", "2026-04-10"),
        *("2026-04-17", "2026-04-24", "2026-05-01"),
    ]
    (kept,) = patient.record("courses")
    assert kept["template"] == "weekly"
    patient.opens("courses/")
    expect(page.get_by_text("0 of 6 done · 6 visits, weekly")).to_be_visible()


def test_another_rhythm_changes_the_preview(patient: Patient) -> None:
    begins(patient, "Mesotherapy, body", "6 visits, weekly")
    fills_date(patient, "2026-03-27")
    page = patient.page
    page.get_by_role("radio", name="6 visits monthly").check()
    expect(page.get_by_text("28 visits, 27 March 2026 to ")).to_be_visible()
    page.get_by_role("radio", name="Sculptra").check()
    page.get_by_role("radio", name="3 visits, 6 weeks apart").check()
    expect(page.get_by_text("3 visits, 27 March 2026 to 19 June 2026")).to_be_visible()


def test_the_clinics_own_dates_are_entered_one_by_one(patient: Patient) -> None:
    begins(patient, "Botox", "My clinic’s own dates")
    fills_date(patient, "2026-07-01", "09:15")
    press(patient, "Add this date")
    expect(field(patient, "Date")).to_be_focused()
    fills_date(patient, "2026-04-01")
    press(patient, "Add this date")
    fills_date(patient, "2026-10-01")
    press(patient, "Add this date")
    press(patient, "Remove: Thursday 1 October")
    fills_date(patient, "2027-01-15")
    field(patient, "Note (if you like)").fill("Dr Vega")
    press(patient, "Save")
    expect(patient.page.get_by_role("heading", name="Botox")).to_be_visible()
    (kept,) = patient.record("courses")
    visits: Any = kept["visits"]
    assert [(one["date"], one["time"]) for one in visits] == [
        ("2026-04-01", None),
        ("2026-07-01", "09:15"),
        ("2027-01-15", None),
    ]
    assert (kept["template"], kept["note"]) == ("custom", "Dr Vega")
    expect(patient.page.get_by_text("Dr Vega")).to_be_visible()


@pytest.mark.parametrize(
    ("product", "rhythm", "day", "sentence"),
    [
        ("", "", "", "Choose what the visits are for."),
        ("Sculptra", "", "", "Choose one, or your clinic’s own dates."),
        ("Sculptra", "3 visits, 6 weeks apart", "", "Enter a date."),
        (
            "Sculptra",
            "3 visits, 6 weeks apart",
            "2031-03-21",
            "This is more than five years away. Check the year.",
        ),
        ("Sculptra", "My clinic’s own dates", "", "Enter a date."),
        (
            "Sculptra",
            "My clinic’s own dates",
            "0202-03-21",
            "This is more than five years away. Check the year.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_kept(
    patient: Patient, product: str, rhythm: str, day: str, sentence: str
) -> None:
    patient.opens("courses/#add")
    page = patient.page
    if product:
        page.get_by_role("radio", name=product).check()
    if rhythm:
        page.get_by_role("radio", name=rhythm, exact=True).check()
        field(patient, "Date").fill(day)
    press(patient, "Save")
    expect(page.get_by_text(sentence)).to_be_visible()
    focused = page.locator("[aria-invalid=true]:focus")
    expect(focused).to_have_accessible_description(re.compile(re.escape(sentence)))
    assert patient.record("courses") == []


def test_a_date_that_is_there_already_is_said_and_stays_typed(
    patient: Patient,
) -> None:
    begins(patient, "Sculptra", "My clinic’s own dates")
    fills_date(patient, "2026-04-01")
    press(patient, "Add this date")
    fills_date(patient, "2026-04-01")
    press(patient, "Save")
    expect(
        patient.page.get_by_text("This date is in the list already.")
    ).to_be_visible()
    expect(field(patient, "Date")).to_have_value("2026-04-01")
    assert patient.record("courses") == []


def test_cancelling_keeps_nothing(patient: Patient) -> None:
    begins(patient, "Sculptra", "3 visits, 6 weeks apart")
    fills_date(patient, "2026-04-01")
    press(patient, "Cancel")
    expect(patient.page.get_by_role("heading", name="Your visits")).to_be_focused()
    assert patient.record("courses") == []


# Seeing


def test_each_visit_says_how_it_stands(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    rows = patient.page.get_by_role("group").locator("summary")
    words = [" ".join(text.split()) for text in rows.all_inner_texts()]
    assert words == [
        "Friday 6 March done",
        "Friday 13 March not marked",
        "Friday 20 March 10:30 next",
        "Friday 27 March later",
        "Friday 3 April later",
    ]


def test_the_next_visit_of_all_series_stands_on_top(patient: Patient) -> None:
    later = course(visit("2026-03-25"), id="s", product="sculptra")
    opens_with(patient, course(visit("2026-04-03")), later)
    top = patient.page.get_by_role("region", name="Next visit, in 5 days")
    expect(top).to_contain_text("Wednesday 25 March")
    expect(top).to_contain_text("Sculptra")
    titles = patient.page.get_by_role("article").get_by_role("heading")
    expect(titles).to_have_text(["Sculptra", "Mesotherapy (body)"])


def test_nothing_is_next_when_all_is_done(patient: Patient) -> None:
    opens_with(patient, course(visit("2026-03-06", done=True)))
    expect(patient.page.get_by_text("1 of 1 done")).to_be_visible()
    expect(patient.page.get_by_role("heading", name="Next visit")).to_be_hidden()


def test_the_year_is_a_list_of_months_in_words(patient: Patient) -> None:
    far = course(visit("2027-02-05"), id="s", product="sculptra")
    opens_with(patient, WEEKLY, far)
    year = patient.page.get_by_role("region", name="Mar 2026 – Feb 2027")
    months = year.get_by_role("list").first.get_by_role("listitem")
    expect(months).to_have_count(12)
    expect(months.first).to_contain_text(
        "March 2026: 6 Mar done, 13 Mar not marked, 20 Mar next, 27 Mar later"
    )
    expect(months.nth(1)).to_contain_text("April 2026: 3 Apr later")
    expect(months.nth(2)).to_contain_text("May 2026: no visits")
    expect(months.nth(11)).to_contain_text("February 2027: 5 Feb next")


def test_the_year_can_be_turned_where_there_is_more(patient: Patient) -> None:
    opens_with(patient, course(visit("2025-03-06", done=True), visit("2027-02-05")))
    page = patient.page
    expect(page.get_by_role("heading", name="Jan 2026 – Dec 2026")).to_be_visible()
    later = page.get_by_role("button", name="Later months")
    earlier = page.get_by_role("button", name="Earlier months")
    later.click()
    expect(page.get_by_role("heading", name="Jan 2027 – Dec 2027")).to_be_visible()
    expect(later).to_be_hidden()
    expect(earlier).to_be_focused()
    earlier.click()
    earlier.click()
    expect(page.get_by_role("heading", name="Jan 2025 – Dec 2025")).to_be_visible()
    expect(earlier).to_be_hidden()


def test_a_long_series_shows_what_is_near_and_the_rest_on_request(
    patient: Patient,
) -> None:
    long = [
        visit(f"2026-{month:02}-{day:02}") for month in range(4, 9) for day in (1, 15)
    ]
    opens_with(patient, course(*long))
    rows = patient.page.get_by_role("group").locator("summary")
    expect(rows).to_have_count(6)
    press(patient, "Show the whole series, 10 visits")
    expect(rows).to_have_count(10)
    expect(patient.page.get_by_role("button", name="Show the whole")).to_be_hidden()


# Marking


def test_a_visit_is_marked_and_the_mark_taken_back(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    press(patient, "It took place: Friday 13 March")
    expect(patient.page.get_by_text("2 of 5 done")).to_be_visible()
    assert days(patient)[1] == ("2026-03-13", True)
    patient.opens("courses/")
    opens_visit(patient, "Friday 13 March")
    press(patient, "Not done: Friday 13 March")
    expect(patient.page.get_by_text("1 of 5 done")).to_be_visible()
    assert days(patient)[1] == ("2026-03-13", False)


def test_the_mark_keeps_the_focus_on_its_visit(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    press(patient, "It took place: Friday 13 March")
    row = patient.page.locator("summary").filter(has_text="Friday 13 March")
    expect(row).to_be_focused()


def test_what_lies_ahead_cannot_be_marked(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    opens_visit(patient, "Friday 27 March")
    page = patient.page
    expect(page.get_by_text("once its day is here").first).to_be_visible()
    name = "It took place: Friday 27 March"
    expect(page.get_by_role("button", name=name)).to_have_count(0)


def test_a_visit_becomes_a_treatment_with_the_areas_of_the_last(
    patient: Patient,
) -> None:
    opens_with(patient, WEEKLY, treated=TREATED)
    press(patient, "It took place: Friday 13 March")
    press(patient, "Enter it as a treatment: Friday 13 March")
    expect(is_entered(patient)).to_have_count(1)
    (entered,) = [one for one in patient.record("treatments") if one["id"] != "t"]
    assert entered == {
        **TREATED,
        "id": entered["id"],
        "date": "2026-03-13",
        "time": None,
    }
    (kept,) = patient.record("courses")
    visits: Any = kept["visits"]
    assert visits[1]["treatment"] == entered["id"]
    (routine,) = patient.record("routines")
    assert routine["product"] == "mesotherapy-body"


def test_entering_a_treatment_can_be_undone(patient: Patient) -> None:
    opens_with(patient, WEEKLY, treated=TREATED)
    press(patient, "It took place: Friday 13 March")
    press(patient, "Enter it as a treatment: Friday 13 March")
    press(patient, "Undo")
    again = "Enter it as a treatment: Friday 13 March"
    expect(patient.page.get_by_role("button", name=again)).to_be_visible()
    assert patient.record("treatments") == [TREATED]
    assert patient.record("routines") == []
    assert days(patient)[1] == ("2026-03-13", True)


def test_a_routine_that_is_known_stays_as_it_is(patient: Patient) -> None:
    own = {
        "product": "mesotherapy-body",
        "minutes": 7,
        "timesADay": 1,
        "days": 3,
        "zones": [],
    }
    patient.opens("about/")
    keep(patient.page, "routines", own)
    opens_with(patient, WEEKLY, treated=TREATED)
    press(patient, "It took place: Friday 13 March")
    press(patient, "Enter it as a treatment: Friday 13 March")
    press(patient, "Undo")
    expect(is_entered(patient)).to_have_count(0)
    assert patient.record("routines") == [own]


def test_without_known_areas_the_way_leads_to_treatments(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    press(patient, "It took place: Friday 13 March")
    link = patient.page.get_by_role("link", name="Enter it as a treatment: Friday 13")
    expect(link).to_have_attribute("href", "/en/treatments/#visit-c.2026-03-13")


def test_a_visit_that_was_entered_by_hand_is_not_entered_twice(
    patient: Patient,
) -> None:
    opens_with(patient, WEEKLY, treated=TREATED)
    opens_visit(patient, "Friday 6 March")
    expect(
        patient.page.get_by_role("link", name="See it in Treatments")
    ).to_be_visible()
    enter = "Enter it as a treatment: Friday 6 March"
    expect(patient.page.get_by_role("button", name=enter)).to_have_count(0)


# Moving


def changes(patient: Patient, day: str) -> None:
    opens_visit(patient, day.split(",")[0])
    press(patient, f"Change: {day}")


def test_one_visit_moves_alone(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    changes(patient, "Friday 27 March")
    fills_date(patient, "2026-03-28", "09:00")
    press(patient, "Save")
    row = patient.page.locator("summary").filter(has_text="Saturday 28 March")
    expect(row).to_be_focused()
    expect(row).to_contain_text("09:00")
    assert [day for day, _ in days(patient)][2:] == [
        *("2026-03-20", "2026-03-28", "2026-04-03")
    ]


def test_a_visit_moves_with_all_after_it(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    changes(patient, "Friday 20 March, 10:30")
    expect(field(patient, "Time, if known")).to_have_value("10:30")
    fills_date(patient, "2026-03-23")
    patient.page.get_by_role("radio", name="This one and all after it").check()
    press(patient, "Save")
    expect(patient.page.get_by_text("Monday 6 April")).to_be_visible()
    assert days(patient) == [
        ("2026-03-06", True),
        ("2026-03-13", False),
        ("2026-03-23", False),
        ("2026-03-30", False),
        ("2026-04-06", False),
    ]


def test_the_last_visit_has_nothing_after_it_to_ask_about(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    changes(patient, "Friday 3 April")
    expect(patient.page.get_by_role("radio", name="This one only")).to_be_hidden()


@pytest.mark.parametrize(
    ("day", "with_later", "sentence"),
    [
        ("", False, "Enter a date."),
        ("2031-03-21", False, "This is more than five years away."),
        ("2026-03-05", False, "Your visit on 6 March 2026 is done."),
        ("2026-04-03", False, "This series has a visit on that day already."),
        ("2026-03-06", True, "This series has a visit on that day already."),
    ],
)
def test_a_move_that_cannot_be_is_said_and_nothing_is_lost(
    patient: Patient, day: str, with_later: bool, sentence: str
) -> None:
    opens_with(patient, WEEKLY)
    changes(patient, "Friday 27 March")
    fills_date(patient, day, "18:45")
    if with_later:
        patient.page.get_by_role("radio", name="This one and all after it").check()
    press(patient, "Save")
    expect(patient.page.get_by_text(sentence)).to_be_visible()
    expect(field(patient, "Date")).to_be_focused()
    expect(field(patient, "Date")).to_have_value(day)
    expect(field(patient, "Time, if known")).to_have_value("18:45")
    assert patient.record("courses") == [WEEKLY]


def test_a_visit_that_comes_along_must_not_meet_another(patient: Patient) -> None:
    opens_with(
        patient, course(visit("2026-03-10"), visit("2026-03-20"), visit("2026-03-27"))
    )
    changes(patient, "Friday 20 March")
    fills_date(patient, "2026-03-03")
    patient.page.get_by_role("radio", name="This one and all after it").check()
    press(patient, "Save")
    sentence = "Then two visits would fall on 10 March 2026. Choose another day."
    expect(patient.page.get_by_text(sentence)).to_be_visible()
    patient.page.get_by_role("radio", name="This one only").check()
    press(patient, "Save")
    expect(patient.page.locator("summary").first).to_contain_text("Tuesday 3 March")


def test_what_is_typed_stays_when_another_window_writes(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    changes(patient, "Friday 27 March")
    fills_date(patient, "2026-03-28")
    patient.comes_back()
    patient.page.wait_for_load_state("networkidle")
    expect(field(patient, "Date")).to_have_value("2026-03-28")


def test_a_visit_is_added_to_a_series(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    press(patient, "Add a visit: Mesotherapy (body)")
    fills_date(patient, "2026-03-27")
    press(patient, "Save")
    taken = "This series has a visit on that day already."
    expect(patient.page.get_by_text(taken)).to_be_visible()
    fills_date(patient, "2026-04-10", "10:00")
    press(patient, "Save")
    expect(patient.page.get_by_text("1 of 6 done")).to_be_visible()
    assert days(patient)[-1] == ("2026-04-10", False)


# Removing, and the note


def test_removing_a_visit_can_be_undone(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    opens_visit(patient, "Friday 27 March")
    press(patient, "Remove: Friday 27 March")
    expect(patient.page.get_by_text("1 of 4 done")).to_be_visible()
    press(patient, "It took place: Friday 13 March")
    expect(patient.page.get_by_text("2 of 4 done")).to_be_visible()
    press(patient, "Undo")
    expect(patient.page.get_by_text("2 of 5 done")).to_be_visible()
    assert [done for _, done in days(patient)] == [True, True, False, False, False]


def test_removing_a_series_can_be_undone(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    press(patient, "Remove: Mesotherapy (body)")
    expect(patient.page.get_by_role("heading", name="Your visits")).to_be_focused()
    assert patient.record("courses") == []
    press(patient, "Undo")
    heading = patient.page.get_by_role("heading", name="Mesotherapy (body)")
    expect(heading).to_be_visible()
    assert patient.record("courses") == [WEEKLY]


def test_the_last_visit_takes_its_series_with_it(patient: Patient) -> None:
    alone = course(visit("2026-03-13"))
    opens_with(patient, alone)
    press(patient, "Remove: Friday 13 March")
    expect(patient.page.get_by_role("button", name="Enter my visits")).to_be_visible()
    assert patient.record("courses") == []
    press(patient, "Undo")
    expect(patient.page.get_by_text("0 of 1 done")).to_be_visible()
    assert patient.record("courses") == [alone]


def test_a_note_is_kept(patient: Patient) -> None:
    opens_with(patient, WEEKLY)
    press(patient, "Note: Mesotherapy (body)")
    field(patient, "Note").fill("  Second floor, bring the plan ")
    press(patient, "Save")
    note = patient.page.get_by_text("Second floor, bring the plan")
    expect(note).to_be_visible()
    patient.opens("courses/")
    expect(note).to_be_visible()
    (kept,) = patient.record("courses")
    assert kept["note"] == "Second floor, bring the plan"


# For everyone


def test_the_keyboard_alone_marks_a_visit(patient: Patient) -> None:
    opens_with(patient, course(visit("2026-03-20"), visit("2026-03-27")))
    page = patient.page
    row = page.locator("summary").filter(has_text="Friday 20 March")
    row.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 2 done")).to_be_visible()
    expect(row).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(patient: Patient, scheme: str) -> None:
    page = patient.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    patient.opens("courses/")
    found = faults(page)
    opens_with(patient, WEEKLY, treated=TREATED)
    opens_visit(patient, "Friday 27 March")
    found += faults(page)
    changes(patient, "Friday 3 April")
    found += faults(page)
    press(patient, "Cancel")
    press(patient, "Enter another series")
    page.get_by_role("radio", name="Mesotherapy, body").check()
    page.get_by_role("radio", name="6 visits, weekly").check()
    fills_date(patient, "2026-03-27")
    press(patient, "Save")
    press(patient, "Enter another series")
    press(patient, "Save")
    found += faults(page)
    assert found == []


def test_the_smallest_phone_needs_no_sideways_scroll(patient: Patient) -> None:
    page = patient.page
    page.set_viewport_size({"width": 320, "height": 568})
    opens_with(patient, WEEKLY)
    width = "() => document.documentElement.scrollWidth"
    assert page.evaluate(width) == 320
    press(patient, "Enter another series")
    page.get_by_role("radio", name="Mesotherapy, body").check()
    page.get_by_role("radio", name="My clinic’s own dates").check()
    assert page.evaluate(width) == 320


# The line for other pages


#: Opens the page a second time, with the line on it: the browser says that the policy
#: for the worker is there already.
DRAW = """async () => {
  const { open } = await import('/entry/basics.js')
  const { drawNextVisit } = await import('/ui/next-visit.js')
  await open(async (main, basics) => {
    const link = document.createElement('a')
    link.dataset.part = 'next-visit-link'
    const line = document.createElement('p')
    line.dataset.part = 'next-visit'
    line.append(link)
    line.hidden = true
    main.append(line)
    drawNextVisit(main, await basics.store.read(), basics)
  })
}"""


@pytest.mark.parametrize(
    ("visits", "words"),
    [
        ([visit("2026-03-27")], "Next visit: Mesotherapy (body), 27 March"),
        ([visit("2026-03-24")], "Next visit: Mesotherapy (body), Tuesday"),
        (
            [visit("2026-03-24", time="14:30"), visit("2026-03-25")],
            "Next visit: Mesotherapy (body), Tuesday 14:30",
        ),
        (
            [visit("2026-03-13"), visit("2026-03-20", time="14:30")],
            "Next visit: Mesotherapy (body), today at 14:30",
        ),
        ([visit("2026-03-20")], "Next visit: Mesotherapy (body), today"),
        ([visit("2026-05-19")], "Next visit: Mesotherapy (body), 19 May"),
    ],
)
def test_a_near_visit_is_one_line_elsewhere(
    patient: Patient, watch: Watch, visits: list[Json], words: str
) -> None:
    watch.expect("TrustedTypePolicy")
    opens_with(patient, course(*visits))
    patient.opens("about/")
    patient.page.evaluate(DRAW)
    link = patient.page.get_by_role("link", name=words, exact=True)
    expect(link).to_have_attribute("href", "/en/courses/")


@pytest.mark.parametrize(
    "visits",
    [[], [visit("2026-05-20")], [visit("2026-03-20", done=True), visit("2026-03-13")]],
)
def test_without_a_near_visit_there_is_no_such_line(
    patient: Patient, watch: Watch, visits: list[Json]
) -> None:
    watch.expect("TrustedTypePolicy")
    opens_with(patient, *([course(*visits)] if visits else []))
    patient.opens("about/")
    patient.page.evaluate(DRAW)
    expect(patient.page.locator("[data-part=next-visit]")).to_be_hidden()
    expect(patient.page.locator("[data-part=next-visit-link]")).to_have_count(1)
