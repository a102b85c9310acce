"""The massage plan: what the clinic asked for, where, in which order, and how."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults
from tests.patient import Patient

STANDARD = "5 minutes each time, 5 times a day, 5 days"
SHORTER = "2 minutes each time, 5 times a day, 5 days"
THEN_14_DAYS = f"{STANDARD}; then 2 minutes each time, twice a day, 14 days"
UNTIL_NEXT_VISIT = (
    "5 minutes each time: 5 times a day for 5 days, "
    "then morning and evening until the next visit"
)
BY_HAND = "Something else"
NOT_AT_ALL = "My clinic told me not to massage"
TREATED = ["temples", "chin", "jawline"]


def visit(product: str, *zones: str, date: str = "2026-03-20") -> dict[str, Any]:
    return {
        "id": f"{product} {date}",
        "product": product,
        "date": date,
        "time": "09:00",
        "timezone": "Europe/Madrid",
        "zones": list(zones),
        "note": "",
    }


def plan(**changes: Any) -> dict[str, Any]:
    usual = {"minutes": 5, "timesADay": 5, "days": 5, "zones": []}
    return {"product": "sculptra", **usual, **changes}


def keeps(patient: Patient, **records: list[dict[str, Any]]) -> None:
    """Has these records on the phone, and opens the plan."""
    patient.opens("routine/")
    patient.page.evaluate(
        """async (kinds) => {
          const open = indexedDB.open('aftertouch')
          const database = await new Promise((resolve) => {
            open.onsuccess = () => resolve(open.result)
          })
          for (const [kind, records] of Object.entries(kinds)) {
            for (const record of records) {
              const store = database.transaction(kind, 'readwrite').objectStore(kind)
              await new Promise((resolve) => { store.put(record).onsuccess = resolve })
            }
          }
          database.close()
        }""",
        records,
    )
    patient.opens("routine/")


def card(patient: Patient, name: str = "Sculptra") -> Locator:
    return patient.page.get_by_role("form", name=name)


def chooses(patient: Patient, preset: str) -> None:
    patient.page.get_by_role("radio", name=preset, exact=True).check()


def saves(patient: Patient) -> None:
    patient.page.get_by_role("button", name="Save this plan").click()
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()


def kept(patient: Patient) -> dict[str, Any]:
    (record,) = patient.record("routines")
    return record


def area(patient: Patient, name: str) -> Locator:
    """The item of one area in the list."""
    box = patient.page.get_by_role("checkbox", name=name, exact=True)
    return patient.page.get_by_role("listitem").filter(has=box)


def opens_area(patient: Patient, name: str) -> Locator:
    found = area(patient, name)
    found.get_by_text(name, exact=True).click()
    return found


def order(patient: Patient) -> list[str]:
    """The chosen areas as the list shows them, from its first to its last."""
    boxes = patient.page.get_by_role("checkbox", checked=True).all()
    return [str(box.get_attribute("value")) for box in boxes]


@pytest.mark.parametrize("entered", [[], [visit("botulinum-toxin", "forehead")]])
def test_without_a_treatment_that_asks_for_massage_it_says_what_can_be_set(
    patient: Patient, entered: list[dict[str, Any]]
) -> None:
    keeps(patient, treatments=entered)
    page = patient.page
    expect(page.get_by_role("form")).to_have_count(0)
    expect(page.get_by_text("Which areas, and in which order")).to_be_visible()
    expect(page.get_by_role("link", name="Enter my treatment")).to_have_attribute(
        "href", "/en/treatments/#add"
    )


def test_the_usual_plan_stands_chosen_with_its_sources(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    found = card(patient)
    expect(found.get_by_role("radio", name=STANDARD, exact=True)).to_be_checked()
    sum_ = found.get_by_text("25 massages in 5 days, 125 minutes in all")
    expect(sum_).to_be_visible()
    expect(found.get_by_role("link", name="S12")).to_have_attribute(
        "href", "/en/about/#source-S12"
    )
    expect(found.get_by_text("Visit: Friday 20 March")).to_be_visible()
    first = patient.page.get_by_text("Your clinic’s plan comes first.")
    expect(first).to_be_visible()
    assert order(patient) == TREATED
    assert patient.record("routines") == []


def test_a_choice_is_kept_and_found_again(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[plan()])
    chooses(patient, SHORTER)
    sum_ = patient.page.get_by_text("25 massages in 5 days, 50 minutes in all")
    expect(sum_).to_be_visible()
    saves(patient)
    assert kept(patient) == plan(preset="2-minutes", minutes=2)
    patient.opens("routine/")
    shorter = patient.page.get_by_role("radio", name=SHORTER, exact=True)
    expect(shorter).to_be_checked()
    expect(sum_).to_be_visible()


def test_each_phase_has_a_line_of_its_own(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    page = patient.page
    ends = page.get_by_text("It ends the day before your next appointment")
    chooses(patient, THEN_14_DAYS)
    expect(
        page.get_by_text("25 massages in 5 days, 125 minutes in all")
    ).to_be_visible()
    second = page.get_by_text("Then 28 massages in 14 days, 56 minutes in all")
    expect(second).to_be_visible()
    expect(ends).to_be_hidden()
    chooses(patient, UNTIL_NEXT_VISIT)
    expect(second).to_have_count(0)
    expect(page.get_by_text("Then 74 massages in 37 days")).to_be_visible()
    expect(ends).to_be_visible()
    saves(patient)
    assert kept(patient) == plan(
        preset="5-5-5-until-next-visit",
        then=[{"minutes": 5, "timesADay": 2, "days": 37}],
        untilNextVisit=True,
    )
    chooses(patient, STANDARD)
    saves(patient)
    assert kept(patient) == plan(preset="5-5-5")


def writes_numbers(patient: Patient, minutes: str, times: str, days: str) -> None:
    chooses(patient, BY_HAND)
    page = patient.page
    page.get_by_role("spinbutton", name="Minutes each time").fill(minutes)
    page.get_by_role("spinbutton", name="Times a day").fill(times)
    page.get_by_role("spinbutton", name="Days in a row").fill(days)


def test_numbers_of_ones_own(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    hidden = patient.page.get_by_label("Times a day", exact=True)
    expect(hidden).to_be_hidden()
    writes_numbers(patient, "1", "1", "1")
    saves(patient)
    one = patient.page.get_by_text("1 massage in 1 day, 1 minute in all")
    expect(one).to_be_visible()
    assert kept(patient) == plan(preset="custom", minutes=1, timesADay=1, days=1)
    patient.opens("routine/")
    expect(patient.page.get_by_label(BY_HAND)).to_be_checked()
    expect(patient.page.get_by_role("spinbutton", name="Days in a row")).to_have_value(
        "1"
    )


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        (("0", "5", "5"), "Minutes each time"),
        (("31", "5", "5"), "Minutes each time"),
        (("5", "13", "5"), "Times a day"),
        (("5", "", "61"), "Times a day"),
        (("5", "5", "1.5"), "Days in a row"),
        (("5", "5", "61"), "Days in a row"),
    ],
)
def test_numbers_that_cannot_be_meant_are_not_kept(
    patient: Patient, numbers: tuple[str, str, str], field: str
) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[plan()])
    writes_numbers(patient, *numbers)
    page = patient.page
    page.get_by_role("button", name="Save this plan").click()
    sentence = page.get_by_text("Write whole numbers: 1 to 30 minutes")
    expect(sentence).to_be_visible()
    wrong = page.get_by_role("spinbutton", name=field)
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(
        "Write whole numbers: 1 to 30 minutes, 1 to 12 times a day, 1 to 60 days."
    )
    expect(page.get_by_text("in all")).to_be_hidden()
    assert kept(patient) == plan()
    chooses(patient, STANDARD)
    expect(sentence).to_be_hidden()
    saves(patient)


def test_a_clinic_that_asks_for_no_massage(patient: Patient) -> None:
    own = {"chin": {"seconds": 40}}
    before = plan(zones=["chin"], manner=own)
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[before])
    page = patient.page
    chooses(patient, NOT_AT_ALL)
    expect(page.get_by_text("No massage is offered.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_hidden()
    saves(patient)
    assert kept(patient) == {
        **before,
        **{"preset": "none", "minutes": 0, "timesADay": 0, "days": 0},
    }
    patient.opens()
    expect(page.get_by_role("link", name="Start massage")).to_be_hidden()
    patient.opens("routine/")
    expect(page.get_by_label(NOT_AT_ALL)).to_be_checked()
    chooses(patient, STANDARD)
    assert order(patient) == ["chin"]
    saves(patient)
    assert kept(patient) == {**before, "preset": "5-5-5"}


def test_the_drawing_and_the_list_choose_the_same_areas(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    page = patient.page
    expect(page.get_by_text("3 areas, 5:00 each time")).to_be_visible()
    page.get_by_role("checkbox", name="Cheekbones").check()
    expect(page.get_by_text("4 areas, 5:00 each time")).to_be_visible()
    page.locator("path[data-zone=chin]").click()
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).not_to_be_checked()
    expect(area(patient, "Chin").get_by_text("off")).to_be_visible()
    saves(patient)
    assert kept(patient)["zones"] == ["temples", "jawline", "cheekbones"]
    marks = page.locator("svg text").all_text_contents()
    assert marks == ["1", "3", "2"], "in the order of the drawing"
    patient.opens("routine/")
    assert order(patient) == ["temples", "jawline", "cheekbones"]
    page.get_by_role("checkbox", name="Cheekbones").uncheck()
    page.get_by_role("checkbox", name="Chin", exact=True).check()
    page.get_by_role("button", name="As the clinic usually asks").click()
    saves(patient)
    assert kept(patient) == plan(preset="5-5-5")


def test_without_any_area_nothing_is_kept(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", "chin")], routines=[plan()])
    page = patient.page
    page.get_by_role("checkbox", name="Chin", exact=True).uncheck()
    page.get_by_role("button", name="Save this plan").click()
    sentence = page.get_by_text("Choose at least one area")
    expect(sentence).to_be_visible()
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_focused()
    assert kept(patient) == plan()
    page.get_by_role("checkbox", name="Jawline").check()
    expect(sentence).to_be_hidden()
    saves(patient)
    assert kept(patient)["zones"] == ["jawline"]


def test_the_order_is_changed_by_keyboard_and_the_button_keeps_the_focus(
    patient: Patient,
) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    page = patient.page
    page.get_by_role("checkbox", name="Jawline").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    earlier = page.get_by_role("button", name="Move up: Jawline")
    later = page.get_by_role("button", name="Move down: Jawline")
    expect(later).to_have_attribute("aria-disabled", "true")
    earlier.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Jawline is number 2 now.")).to_have_count(1)
    expect(earlier).to_be_focused()
    page.keyboard.press("Enter")
    assert order(patient) == ["jawline", "temples", "chin"]
    expect(earlier).to_be_focused()
    expect(earlier).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert order(patient) == ["jawline", "temples", "chin"]
    later.press("Enter")
    assert order(patient) == ["temples", "jawline", "chin"]
    saves(patient)
    assert kept(patient)["zones"] == ["temples", "jawline", "chin"]
    patient.opens("routine/")
    assert order(patient) == ["temples", "jawline", "chin"]


def test_an_area_that_is_off_is_passed_over(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    page = patient.page
    page.get_by_role("checkbox", name="Chin", exact=True).uncheck()
    opens_area(patient, "Jawline")
    page.get_by_role("button", name="Move up: Jawline").click()
    assert order(patient) == ["jawline", "temples"]


def test_how_an_area_is_massaged(patient: Patient) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)])
    page = patient.page
    chin = opens_area(patient, "Chin")
    expect(chin.get_by_text("Two fingers of each hand. Circles")).to_be_visible()
    expect(chin.get_by_role("radio", name="Firm")).to_be_checked()
    expect(chin.get_by_text("Empty: an equal share, 100 s.")).to_be_visible()
    chin.get_by_role("spinbutton", name="Seconds").fill("45")
    chin.get_by_role("radio", name="Light").check()
    chin.get_by_role("combobox", name="Direction").select_option("Upward")
    expect(chin.get_by_text("light · upward")).to_be_visible()
    expect(chin.get_by_text("45 s", exact=True)).to_be_visible()
    expect(page.get_by_text("3 areas, 4:05 each time")).to_be_visible()
    saves(patient)
    manner = {"chin": {"seconds": 45, "intensity": "light", "direction": "up"}}
    assert kept(patient) == plan(preset="5-5-5", manner=manner)
    patient.opens("routine/")
    chin = opens_area(patient, "Chin")
    expect(chin.get_by_role("spinbutton", name="Seconds")).to_have_value("45")
    expect(chin.get_by_role("radio", name="Light")).to_be_checked()
    expect(chin.get_by_role("combobox", name="Direction")).to_have_value("up")


@pytest.mark.parametrize("seconds", ["4", "301", "7.5"])
def test_seconds_that_cannot_be_meant_are_not_kept(
    patient: Patient, seconds: str
) -> None:
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[plan()])
    chin = opens_area(patient, "Chin")
    field = chin.get_by_role("spinbutton", name="Seconds")
    field.fill(seconds)
    chin.get_by_text("Chin", exact=True).click()
    expect(field).to_be_hidden()
    patient.page.get_by_role("button", name="Save this plan").click()
    expect(chin.get_by_text("Write whole seconds, 5 to 300")).to_be_visible()
    expect(field).to_be_focused()
    assert kept(patient) == plan()
    field.fill("")
    saves(patient)
    assert kept(patient) == plan(preset="5-5-5")


def test_it_is_set_back_to_what_the_clinic_usually_asks(patient: Patient) -> None:
    before = plan(
        preset="custom",
        minutes=3,
        zones=["jawline", "chin"],
        manner={"chin": {"intensity": "light"}},
        screened={"at": "2026-03-20T10:00:00Z", "yes": [], "by": ""},
    )
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[before])
    page = patient.page
    assert order(patient) == ["jawline", "chin"]
    page.get_by_role("button", name="As the clinic usually asks").click()
    expect(page.get_by_text("Set back. Save the plan to keep it so.")).to_be_visible()
    expect(page.get_by_label(STANDARD, exact=True)).to_be_checked()
    assert order(patient) == TREATED
    assert kept(patient) == before
    saves(patient)
    assert kept(patient) == plan(preset="5-5-5", screened=before["screened"])


def test_leaving_without_saving_loses_nothing_that_was_saved(patient: Patient) -> None:
    before = plan(preset="5-5-5", zones=["chin", "temples"])
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[before])
    chooses(patient, NOT_AT_ALL)
    patient.opens()
    assert kept(patient) == before
    patient.opens("routine/")
    expect(patient.page.get_by_label(STANDARD, exact=True)).to_be_checked()
    assert order(patient) == ["chin", "temples"]


def test_saving_settles_what_a_clearance_had_narrowed(patient: Patient) -> None:
    before = plan(zones=["chin"], wider=[])
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[before])
    says = patient.page.get_by_text(
        "Right now only what your clinic cleared is chosen."
    )
    expect(says).to_be_visible()
    assert order(patient) == ["chin"]
    saves(patient)
    expect(says).to_be_hidden()
    assert kept(patient) == plan(preset="5-5-5", zones=["chin"])


def test_a_plan_that_no_choice_can_say_stays_as_it_is(patient: Patient) -> None:
    before = plan(minutes=6, then=[{"minutes": 1, "timesADay": 1, "days": 3}])
    keeps(patient, treatments=[visit("sculptra", *TREATED)], routines=[before])
    page = patient.page
    expect(page.get_by_label("As it is written down now")).to_be_checked()
    expect(page.get_by_text("Then 3 massages in 3 days")).to_be_visible()
    page.get_by_role("checkbox", name="Chin", exact=True).uncheck()
    saves(patient)
    assert kept(patient) == {**before, "zones": ["temples", "jawline"]}


def test_face_and_body_are_two_groups(patient: Patient) -> None:
    treated = ["temples", "hips", "buttocks"]
    keeps(patient, treatments=[visit("sculptra", *treated)])
    found = card(patient)
    expect(found.get_by_text("Face and body are two massages.")).to_be_visible()
    face = found.get_by_role("group", name="Face")
    body = found.get_by_role("group", name="Body")
    expect(face.get_by_text("1 area, 5:00 each time")).to_be_visible()
    expect(body.get_by_text("2 areas, 5:00 each time")).to_be_visible()
    body.get_by_role("checkbox", name="Knees").check()
    saves(patient)
    assert kept(patient)["zones"] == [*treated, "knees"]


def test_a_draining_massage_is_always_light_and_has_its_way(patient: Patient) -> None:
    keeps(patient, treatments=[visit("mesotherapy-body", "abdomen", "inner-thighs")])
    page = patient.page
    assert card(patient, "Mesotherapy, body").count() == 1
    expect(page.get_by_text("2 days without massage")).to_be_visible()
    expect(page.get_by_text("Then 12 massages in 12 days")).to_be_visible()
    expect(page.get_by_role("group", name="Face")).to_be_hidden()
    abdomen = opens_area(patient, "Abdomen")
    expect(abdomen.get_by_label("Seconds")).to_be_visible()
    expect(abdomen.get_by_role("radio")).to_have_count(0)
    expect(abdomen.get_by_role("combobox")).to_have_count(0)
    abdomen.get_by_label("Seconds").fill("60")
    saves(patient)
    assert kept(patient) == {
        "product": "mesotherapy-body",
        "preset": "light",
        **{"minutes": 5, "timesADay": 0, "days": 2},
        "then": [{"minutes": 5, "timesADay": 1, "days": 12}],
        "zones": [],
        "manner": {"abdomen": {"seconds": 60}},
    }


def test_a_new_visit_counts_unless_areas_were_chosen(patient: Patient) -> None:
    first, second = (
        visit("sculptra", "chin", date="2026-03-19"),
        visit("sculptra", "temples"),
    )
    keeps(patient, treatments=[first])
    saves(patient)
    keeps(patient, treatments=[second])
    assert order(patient) == ["temples", "chin"]


def test_what_another_window_saves_is_shown_and_edits_beside_it_stay(
    patient: Patient,
) -> None:
    both = [visit("sculptra", "chin"), visit("mesotherapy-body", "hips")]
    keeps(patient, treatments=both)
    drainage = card(patient, "Mesotherapy, body")
    drainage.get_by_role("checkbox", name="Knees").check()
    other: Page = patient.page.context.new_page()
    other.goto(f"{patient.address}/en/routine/")
    elsewhere = other.get_by_role("form", name="Sculptra")
    elsewhere.get_by_role("radio", name=SHORTER, exact=True).check()
    elsewhere.get_by_role("button", name="Save this plan").click()
    shown = card(patient).get_by_role("radio", name=SHORTER, exact=True)
    expect(shown).to_be_checked()
    expect(drainage.get_by_role("checkbox", name="Knees")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open(patient: Patient, scheme: str) -> None:
    page = patient.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    both = [visit("sculptra", "chin", "hips"), visit("mesotherapy-body", "hips")]
    keeps(patient, treatments=both)
    sculptra = card(patient)
    sculptra.get_by_role("radio", name=BY_HAND).check()
    sculptra.get_by_role("spinbutton", name="Times a day").fill("99")
    sculptra.get_by_role("button", name="Save this plan").click()
    page.locator("details").evaluate_all("(all) => all.forEach((d) => d.open = true)")
    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 390])
def test_it_fits_a_small_phone_and_its_targets_are_large(
    patient: Patient, width: int
) -> None:
    page = patient.page
    page.set_viewport_size({"width": width, "height": 568})
    keeps(patient, treatments=[visit("sculptra", "chin", "hips")])
    opens_area(patient, "Chin")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for target in patient.main.locator("button:visible, summary:visible").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 48, target.inner_text()
