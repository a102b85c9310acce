"""What a screen reader says: names, states, headings, and no more than is of use."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from server.languages import LANGUAGES
from tests.browser.every_page import PATHS, has_much_to_tell
from tests.browser.keeping import keeps
from tests.browser.tree import (
    heard,
    landmarks,
    listens,
    outline_faults,
    tree,
)
from tests.patient import Patient

LEAD_IN, ZONE, STEPS = 6, 30, 10
VISIT = {
    **{"id": "a", "product": "sculptra", "date": "2026-03-20", "time": "09:00"},
    **{"timezone": "Europe/Madrid", "zones": ["chin", "temples"], "note": ""},
}
PLAN = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}


# Where one is


@pytest.mark.parametrize("is_filled", [True, False])
def test_every_page_has_its_landmarks_headings_and_title(
    patient: Patient, is_filled: bool
) -> None:
    if is_filled:
        has_much_to_tell(patient)
    titles, found = [], []
    for path in PATHS:
        patient.opens(path)
        titles.append(patient.page.title())
        found += [f"{path}: {fault}" for fault in outline_faults(patient.page)]
        marks = landmarks(patient.page)
        assert marks == ["banner 1", "main 1", "contentinfo 1", "Main 1"], path
    assert found == []
    assert len(set(titles)) == len(PATHS), titles
    assert all(title.endswith(" · Aftertouch") for title in titles)


def test_each_state_of_the_massage_has_one_heading_first(patient: Patient) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens("massage/")
    said = [first_heading(page)]
    for name in ("Start", "None of this. Start", "Pause", "End"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
        said.append(first_heading(page))
    assert said == [
        "Your massage: 5:00",
        "Before you touch: is any of this so?",
        *["Temples"] * 2,
        "Enough for now",
    ]
    patient.starts_massage()
    page.reload()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    assert first_heading(page) == "Go on where you stopped?"


def test_each_view_of_the_forms_has_one_heading_first(patient: Patient) -> None:
    page = patient.page
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin",))
    assert first_heading(page) == "Your treatments"
    page.get_by_role("button", name="Write down a clearance").click()
    assert first_heading(page) == "What did your clinic clear?"
    patient.opens("progress/#sheet")
    assert first_heading(page) == "What I had done, and my massages"


def first_heading(page: Page) -> str:
    assert outline_faults(page) == []
    return page.get_by_role("heading", level=1).inner_text()


def test_the_tab_of_the_page_is_the_current_one(patient: Patient) -> None:
    tabs = patient.page.get_by_role("navigation", name="Main").get_by_role("link")
    for path in ("", "massage/", "treatments/", "progress/", "help/", "settings/"):
        patient.opens(path)
        current = [tab.get_attribute("aria-current") for tab in tabs.all()]
        places = ["", "massage/", "treatments/", "progress/", "help/"]
        assert current == ["page" if place == path else None for place in places]


def test_names_of_languages_are_said_in_their_own(patient: Patient) -> None:
    for path in ("", "settings/", "clinic/"):
        patient.opens(path)
        for code, language in LANGUAGES.items():
            for place in patient.page.get_by_text(language.name, exact=True).all():
                assert place.evaluate("(e) => e.closest('[lang]').lang") == code, path


# The drawings


def test_what_today_draws_is_said_area_by_area(patient: Patient) -> None:
    botox = {**VISIT, "id": "b", "product": "botulinum-toxin", "zones": ["chin"]}
    keeps(patient, treatments=[VISIT, botox], routines=[PLAN])
    patient.opens()
    expect(patient.page.get_by_role("region", name="Where")).to_match_aria_snapshot(
        """
        - region "Where":
          - 'img "The face: which areas were injected, and which lie next to them"'
          - heading "Where" [level=2]
          - list:
            - listitem: injected
            - listitem: next to it
            - listitem: to massage
          - list "Where":
            - listitem: "Temples: to massage, Not yet"
            - listitem: /.*/
            - listitem: /.*/
            - listitem: /.*/
        """
    )
    areas = patient.page.get_by_role("list", name="Where").get_by_role("listitem")
    said = dict(line.split(": ") for line in areas.all_inner_texts())
    assert said == {
        "Temples": "to massage, Not yet",
        "Corners of the mouth": "next to it, Not yet",
        "Chin": "injected, to massage, Not yet",
        "Jawline": "next to it, Not yet",
    }
    patient.sets_time("2026-03-24T11:00:00Z")
    patient.page.reload()
    expect(areas.first).to_have_text("Temples: to massage, With care")
    patient.sets_time("2026-03-20T11:00:00Z")
    keeps(patient, treatments=[{**botox, "product": "sculptra"}])
    patient.opens()
    expect(areas).to_have_text(["Temples: to massage, Open", "Chin: to massage, Open"])


def test_the_list_of_areas_is_as_good_as_the_drawing(patient: Patient) -> None:
    patient.opens("treatments/#add")
    page = patient.page
    page.get_by_role("radio", name="Sculptra").check()
    boxes = page.get_by_role("checkbox").and_(page.locator("[data-zone]"))
    drawn = page.locator(".face path[data-zone]")
    expect(drawn.first).to_be_attached()
    listed = boxes.evaluate_all("(all) => all.map((box) => box.value)")
    shapes = drawn.evaluate_all("(all) => all.map((shape) => shape.dataset.zone)")
    assert set(shapes) <= set(listed)
    assert all(node["name"] != "" for node in tree(page) if node["role"] == "checkbox")
    assert "SvgRoot" not in {node["role"] for node in tree(page)}


# What is announced


def test_a_whole_massage_announces_its_steps_and_nothing_that_ticks(
    massaging: Patient,
) -> None:
    page = massaging.page
    listens(page)
    massaging.waits(LEAD_IN + 20)
    page.get_by_role("button", name="Pause").click()
    massaging.waits(5)
    page.get_by_role("button", name="Resume").click()
    massaging.waits(STEPS * ZONE)
    massaging.sees_session("finished")
    said = heard(page)
    steps = [line for line in said if re.match(r"\d+ of 10: ", line)]
    assert len(dict.fromkeys(steps)) == STEPS
    assert "Paused" in said
    assert said[said.index("Paused") + 1].startswith("1 of 10")
    assert len(said) <= 2 * STEPS + 3
    assert not [line for line in said if re.search(r"\d:\d\d", line)]
    expect(page.get_by_role("heading", name="Well done")).to_be_focused()
    timer = page.locator("[role=timer]")
    expect(timer).to_have_attribute("aria-live", "off")


def test_what_is_removed_is_said_where_readers_listen_already(
    patient: Patient,
) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("treatments/")
    place = page.get_by_role("banner").locator("+ [role=status]")
    expect(place).to_be_empty()
    listens(page)
    page.get_by_role("button", name="Remove: Sculptra").click()
    expect(place).to_have_text("Removed.Undo")
    assert heard(page) == ["Removed.Undo"]


# Dialogs


@pytest.mark.parametrize(
    ("path", "opener", "name"),
    [
        ("progress/", "I did one earlier", "A massage you did earlier"),
        ("help/", "A crust, a scab or a rash", "A crust, a scab or a rash"),
        ("settings/", "Erase everything …", "Erase everything on this phone?"),
    ],
)
def test_a_dialog_has_a_name_and_nothing_is_left_beside_it(
    patient: Patient, path: str, opener: str, name: str
) -> None:
    page = patient.page
    keeps(patient, treatments=[VISIT], routines=[PLAN])
    patient.opens(path)
    page.get_by_role("button", name=opener).click()
    dialog = page.get_by_role("dialog", name=name)
    expect(dialog.get_by_role("heading", name=name)).to_be_focused()
    nodes = tree(page)
    assert [node["modal"] for node in nodes if node["role"] == "dialog"] == [True]
    assert "navigation" not in {node["role"] for node in nodes}
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=opener)).to_be_focused()


# What colour or sound tells is said in words too


def test_every_verdict_slot_and_mark_has_its_word(patient: Patient) -> None:
    page = patient.page
    part = {"startedAt": "2026-03-20T10:00:00Z", "seconds": 120, "planned": 300}
    whole = {"startedAt": "2026-03-20T09:30:00Z", "seconds": 300, "planned": 300}
    same = {"product": "sculptra", "zones": ["chin"], "day": "2026-03-20"}
    keeps(
        patient,
        treatments=[VISIT],
        routines=[PLAN],
        sessions=[
            {**same, **part, "id": "p", "late": False},
            {**same, **whole, "id": "w", "late": False},
        ],
    )
    patient.opens()
    expect(page.get_by_role("heading", name="Today: 1 of 5")).to_be_visible()
    slots = page.get_by_role("article").get_by_role("list").get_by_role("listitem")
    words = slots.evaluate_all("(all) => all.map((item) => item.textContent)")
    assert words[-5:] == [
        "10:30, done",
        "11:00, done in part",
        *(f"{number}, open" for number in (3, 4, 5)),
    ]
    patient.opens("progress/")
    day = page.get_by_role("row").nth(1).get_by_role("button")
    names = day.evaluate_all("(all) => all.map((e) => e.ariaLabel)")
    assert names == [
        "Day 1, 10:30: done, 5:00 of 5:00",
        "Day 1, 11:00: done in part, 2:00 of 5:00",
        *["Day 1, open: write down one you did"] * 3,
    ]
    expect(page.get_by_role("row").nth(1)).to_have_attribute("aria-current", "date")


def test_without_sound_every_change_is_read_on_the_screen(massaging: Patient) -> None:
    page = massaging.page
    page.get_by_role("button", name="Sound on").click()
    massaging.waits(LEAD_IN)
    seen = []
    for _ in range(STEPS):
        place = page.get_by_role("heading", level=1).inner_text()
        seen.append((page.get_by_text(re.compile(r"^\d+ of 10$")).inner_text(), place))
        massaging.waits(ZONE)
    assert [count for count, _ in seen] == [f"{step} of 10" for step in range(1, 11)]
    assert len({place for _, place in seen}) == STEPS
    expect(page.get_by_role("heading", name="Well done")).to_be_visible()


def test_the_end_of_a_form_that_was_left_is_a_new_one(patient: Patient) -> None:
    """What was being changed may be removed meanwhile: nothing of it stays behind."""
    page = patient.page
    keeps(patient, treatments=[VISIT])
    patient.opens("treatments/")
    page.get_by_role("button", name="Change: Sculptra").click()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Remove: Sculptra").click()
    assert first_heading(page) == "What did you have done?"
    expect(page.get_by_role("radio", name="Sculptra")).not_to_be_checked()
    expect(page.get_by_label("Date")).to_have_value("")
    patient.fills_treatment("Botox", "2026-03-20", "09:00", ("Chin",))
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Remove: Botox").click()
    expect(page.get_by_role("radio", name="Botox")).not_to_be_checked()
