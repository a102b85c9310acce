"""The weekly question: asked when due, kept for the clinic, a yes leads to Help."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.keeping import keeps
from tests.conftest import stop_clock
from tests.patient import Patient

QUESTION = "Is there a new lump or bump where you were treated?"
SCULPTRA = {
    **{"id": "s", "product": "sculptra", "zones": ["chin"], "time": "14:30"},
    **{"timezone": "Europe/Madrid", "note": ""},
}
BOTOX = {**SCULPTRA, "id": "b", "product": "botulinum-toxin"}
MESOTHERAPY = {
    **{"id": "m", "product": "mesotherapy-body", "zones": ["hips"], "time": "09:00"},
    **{"timezone": "Europe/Madrid", "note": ""},
}
ANSWERS = [
    {
        **{"id": "1", "product": "sculptra", "at": "2025-12-20T09:00:00Z"},
        **{"lump": False, "note": "", "zones": []},
    },
    {
        **{"id": "2", "product": "sculptra", "at": "2026-03-18T09:00:00Z"},
        **{"lump": True, "note": "Small, it moves.", "zones": ["chin", "jawline"]},
    },
]


def has_had(patient: Patient, *treatments: dict[str, Any]) -> None:
    keeps(patient, treatments=list(treatments))
    patient.opens("checks/")


def answers(patient: Patient, answer: str) -> None:
    patient.page.get_by_role("radio", name=answer, exact=True).check()


def saves(patient: Patient) -> None:
    patient.page.get_by_role("button", name="Save").click()


def heading(patient: Patient, name: str) -> Any:
    return patient.page.get_by_role("heading", name=name)


def test_without_a_treatment_it_says_what_it_is_for(patient: Patient) -> None:
    patient.opens("checks/")
    expect(heading(patient, "The weekly question")).to_be_visible()
    expect(patient.page.get_by_role("link", name="Enter my treatment")).to_be_visible()
    expect(heading(patient, QUESTION)).to_be_hidden()


def test_without_javascript_it_says_what_to_show_the_clinic(
    page: Page, base_url: str
) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{base_url}/en/checks/")
    expect(plain.get_by_text("this page needs JavaScript")).to_be_visible()
    context.close()


def test_in_the_first_week_nobody_is_asked(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-14"})
    expect(patient.page.get_by_text("Nothing to answer now.")).to_be_visible()
    coming = patient.main.get_by_role("listitem").filter(has_text="Sculptra")
    expect(coming).to_contain_text("Saturday 21 March")
    patient.opens()
    expect(patient.page.get_by_role("link", name=QUESTION)).to_be_hidden()


def test_a_treatment_without_questions_asks_none(patient: Patient) -> None:
    has_had(patient, {**BOTOX, "date": "2026-01-10"})
    expect(patient.page.get_by_text("No weekly question belongs")).to_be_visible()


def test_after_twelve_weeks_it_is_over(patient: Patient) -> None:
    has_had(patient, {**MESOTHERAPY, "date": "2025-12-01"})
    expect(patient.page.get_by_text("The weeks of questions are over.")).to_be_visible()


def test_today_leads_to_the_question_and_no_is_kept(patient: Patient) -> None:
    keeps(patient, treatments=[{**SCULPTRA, "date": "2026-03-13"}])
    patient.opens()
    patient.page.get_by_role("link", name=QUESTION).click()
    expect(heading(patient, QUESTION)).to_be_visible()
    answers(patient, "No")
    patient.page.get_by_label("Note").fill("A little sore.")
    saves(patient)
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    expect(heading(patient, "The weekly question")).to_be_focused()
    expect(patient.page.get_by_text("Friday 27 March")).to_be_visible()
    (kept,) = patient.record("checks")
    kept.pop("id")
    assert kept == {
        "product": "sculptra",
        "at": "2026-03-20T11:00:00Z",
        "lump": False,
        "note": "A little sore.",
        "zones": [],
    }
    assert patient.record("flags") == []
    patient.opens()
    expect(patient.page.get_by_role("link", name=QUESTION)).to_be_hidden()
    patient.opens("checks/")
    expect(heading(patient, QUESTION)).to_be_hidden()
    expect(patient.page.get_by_text("A little sore.")).to_be_visible()


def test_a_yes_stops_massage_there_and_goes_to_help(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-13"})
    page = patient.page
    answers(patient, "Yes")
    page.get_by_role("checkbox", name="Chin", exact=True).check()
    expect(page.get_by_role("checkbox", name="Hips", exact=True)).to_be_hidden()
    saves(patient)
    page.wait_for_url("**/en/help/")
    latched = page.get_by_role("heading", name="Stop for now, and call")
    expect(latched).to_be_visible()
    (flag,) = patient.record("flags")
    assert (flag["sign"], flag["level"], flag["zones"]) == (
        *("new-lump", "yellow"),
        ["chin"],
    )
    (check,) = patient.record("checks")
    assert (check["lump"], check["zones"]) == (True, ["chin"])
    patient.opens()
    patient.sees_verdict("blocked")


#: No room for what stops a massage; for anything else there is some.
NO_ROOM_FOR_FLAGS = """() => {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'flags') throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  }
}"""


def test_a_yes_is_kept_with_what_it_stops_or_not_at_all(patient: Patient) -> None:
    patient.page.add_init_script(f"({NO_ROOM_FOR_FLAGS})()")
    has_had(patient, {**SCULPTRA, "date": "2026-03-13"})
    answers(patient, "Yes")
    patient.page.get_by_role("checkbox", name="Chin", exact=True).check()
    saves(patient)
    sentence = "This phone has no room for that. Nothing was changed."
    expect(patient.page.get_by_text(sentence)).to_be_visible()
    assert patient.record("checks") == []
    patient.opens()
    expect(
        patient.page.get_by_role("link", name="This week’s question")
    ).to_be_visible()


def test_the_drawing_and_the_list_are_one(patient: Patient) -> None:
    has_had(patient, {**MESOTHERAPY, "date": "2026-03-10"})
    page = patient.page
    answers(patient, "Yes")
    shapes = page.locator("path[data-zone=abdomen]")
    expect(shapes.first).to_be_visible()
    shapes.first.click()
    expect(page.get_by_role("checkbox", name="Abdomen", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_hidden()
    answers(patient, "No")
    saves(patient)
    (check,) = patient.record("checks")
    assert (check["lump"], check["zones"]) == (False, [])


@pytest.mark.parametrize(
    ("before", "more", "after"),
    [
        (["chin"], "Jawline", {"chin", "jawline"}),
        ([], "Jawline", set()),
        (["chin"], None, set()),
    ],
)
def test_a_second_yes_widens_the_open_flag(
    patient: Patient, before: list[str], more: str | None, after: set[str]
) -> None:
    """One word of the clinic clears it; without an area it counts everywhere."""
    flag = {
        **{"id": "f", "sign": "new-lump", "level": "yellow", "zones": before},
        **{"at": "2026-03-12T10:00:00Z", "clearedAt": None, "clearedBy": ""},
    }
    keeps(patient, treatments=[{**SCULPTRA, "date": "2026-03-01"}], flags=[flag])
    patient.opens("checks/")
    answers(patient, "Yes")
    if more:
        patient.page.get_by_role("checkbox", name=more, exact=True).check()
    saves(patient)
    patient.page.wait_for_url("**/en/help/")
    (kept,) = patient.record("flags")
    assert set(kept["zones"]) == after  # type: ignore[call-overload]


def test_without_an_answer_nothing_is_kept(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-13"})
    saves(patient)
    expect(patient.page.get_by_text("Choose No or Yes.")).to_be_visible()
    expect(patient.page.get_by_role("radio", name="No", exact=True)).to_be_focused()
    assert patient.record("checks") == []


def test_two_products_are_asked_about_one_after_the_other(patient: Patient) -> None:
    has_had(
        patient,
        {**SCULPTRA, "date": "2026-03-10"},
        {**MESOTHERAPY, "date": "2026-03-11"},
    )
    page = patient.page
    expect(page.get_by_text("1 more question")).to_be_visible()
    answers(patient, "No")
    saves(patient)
    expect(page.get_by_text("1 more question")).to_be_hidden()
    expect(heading(patient, QUESTION)).to_be_focused()
    expect(page.get_by_role("radio", name="No", exact=True)).not_to_be_checked()
    answers(patient, "No")
    saves(patient)
    expect(heading(patient, "The weekly question")).to_be_visible()
    products = {check["product"] for check in patient.record("checks")}
    assert products == {"sculptra", "mesotherapy-body"}


def test_by_keyboard_alone(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-13"})
    page = patient.page
    page.get_by_role("radio", name="No", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Note")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()


def test_what_is_being_answered_is_not_drawn_anew(patient: Patient) -> None:
    has_had(patient, {**SCULPTRA, "date": "2026-03-13"})
    answers(patient, "Yes")
    patient.page.get_by_label("Note").fill("Under the chin")
    patient.leaves_page()
    patient.comes_back()
    patient.waits(1)
    expect(patient.page.get_by_label("Note")).to_have_value("Under the chin")
    expect(patient.page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()


def test_the_list_for_the_clinic_has_dates_places_and_notes(patient: Patient) -> None:
    keeps(patient, treatments=[{**SCULPTRA, "date": "2025-12-01"}], checks=ANSWERS)
    patient.opens("checks/")
    place = patient.page.get_by_role(
        "region", name="Your answers, to show at the clinic"
    )
    latest, first = place.get_by_role("listitem").all()
    expect(latest).to_contain_text("A new lump or bump")
    expect(latest).to_contain_text("Sculptra · 18 March 2026")
    expect(latest).to_contain_text("Chin, Jawline")
    expect(latest).to_contain_text("Small, it moves.")
    expect(first).to_contain_text("Nothing new")
    expect(first).to_contain_text("20 December 2025")


def test_removing_an_answer_can_be_undone(patient: Patient) -> None:
    keeps(patient, checks=ANSWERS)
    patient.opens("checks/")
    page = patient.page
    page.get_by_role("button", name="Remove: 18 March 2026").click()
    expect(page.get_by_text("Small, it moves.")).to_be_hidden()
    assert [check["id"] for check in patient.record("checks")] == ["1"]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Small, it moves.")).to_be_visible()
    assert patient.record("checks") == ANSWERS


def test_on_paper_there_is_only_the_list(patient: Patient) -> None:
    keeps(patient, treatments=[{**SCULPTRA, "date": "2026-03-01"}], checks=ANSWERS)
    patient.opens("checks/")
    page = patient.page
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("() => window.printed")
    page.emulate_media(media="print")
    expect(page.get_by_text("Small, it moves.")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, base_url: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 568})
    stop_clock(page)
    patient = Patient(page, base_url)

    def faults() -> list[str]:
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 320
        return axe.faults(page)

    patient.opens("checks/")
    assert faults() == []
    body = {**MESOTHERAPY, "date": "2026-03-01"}
    keeps(patient, treatments=[body], checks=ANSWERS)
    patient.opens("checks/")
    assert faults() == []
    answers(patient, "Yes")
    expect(page.locator("path[data-zone=hips]").first).to_be_visible()
    assert faults() == []
