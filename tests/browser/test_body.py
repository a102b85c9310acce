"""The body: mesotherapy and its drainage, Sculptra on the body, from first start on."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.conftest import stop_clock
from tests.patient import Patient

QUESTIONS = (
    "Do you have an infection?",
    "Do you have a fever?",
    "Do you have a blood clot, or could you have one?",
    "Do you have heart failure?",
)
PREGNANT = "Are you pregnant, or could you be?"
#: Two and a half seconds: one stroke every two to three.
PACE_MS = 2500


def drained(patient: Patient, *zones: str, date: str = "2026-03-17") -> None:
    """Body mesotherapy, three days ago unless told otherwise."""
    patient.had("Mesotherapy, body", date, "09:00", zones or ("Hips",))


def starts_drainage(patient: Patient) -> None:
    patient.opens()
    patient.page.get_by_role("link", name="Start massage").click()


def answers_no_to_all(patient: Patient) -> None:
    """The questions are written down once the massage can be started."""
    patient.page.get_by_role("button", name="None of this. Go on").click()
    expect(
        patient.page.get_by_role("button", name="None of this. Start")
    ).to_be_visible()


def test_from_body_mesotherapy_to_the_finished_drainage(patient: Patient) -> None:
    page = patient.page
    patient.opens()
    page.get_by_role("link", name="Enter my treatment").click()
    patient.fills_treatment(
        "Mesotherapy, body", "2026-03-17", "09:00", ("Hips", "Backs of the thighs")
    )
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="See today").click()
    patient.sees_verdict("clear")
    expect(page.get_by_text("Time for 5 minutes")).to_be_visible()
    page.get_by_role("link", name="Start massage").click()
    for question in (*QUESTIONS, PREGNANT):
        expect(page.get_by_role("checkbox", name=question)).to_be_visible()
    answers_no_to_all(patient)
    page.get_by_role("button", name="None of this. Start").click()
    patient.sees_session("running")
    expect(patient.session).to_have_attribute("data-steps", "2")
    expect(page.get_by_role("heading", name="Hips")).to_be_visible()
    expect(
        page.get_by_text("Light strokes from the side forward to the groin", exact=True)
    ).to_be_visible()
    patient.waits(305.2)
    patient.sees_session("finished")
    (kept,) = patient.record("sessions")
    assert kept["product"] == "mesotherapy-body"
    assert kept["zones"] == ["hips", "back-thighs"]
    assert kept["seconds"] == kept["planned"] == 300

    patient.opens("progress/")
    done = page.locator("[data-done=true]")
    expect(done).to_have_attribute("data-day", "4")
    expect(page.locator("[data-done]")).to_have_count(12)


def test_the_questions_come_once_for_each_visit(patient: Patient) -> None:
    drained(patient)
    starts_drainage(patient)
    answers_no_to_all(patient)
    starts_drainage(patient)
    expect(
        patient.page.get_by_role("button", name="None of this. Start")
    ).to_be_visible()
    patient.sets_time("2026-03-24T11:00:00Z")
    drained(patient, date="2026-03-21")
    starts_drainage(patient)
    expect(
        patient.page.get_by_role("button", name="None of this. Go on")
    ).to_be_visible()


def test_a_yes_refuses_and_says_to_ask_the_clinic(patient: Patient) -> None:
    drained(patient)
    page = patient.page
    for question in QUESTIONS:
        starts_drainage(patient)
        page.get_by_role("checkbox", name=question).check()
        page.get_by_role("button", name="Go on").click()
        expect(
            page.get_by_role("heading", name="Not without your clinic")
        ).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text=question)).to_be_visible()
        expect(page.get_by_role("link", name="Call the clinic")).to_be_visible()
        expect(page.get_by_role("button", name="Start", exact=True)).to_be_hidden()
        patient.opens("massage/#check")
        expect(
            page.get_by_role("heading", name="Not without your clinic")
        ).to_be_visible()
        page.get_by_role("button", name="Answer the questions again").click()
        expect(page.get_by_role("button", name="None of this. Go on")).to_be_visible()


def test_the_clinics_word_lifts_a_refusal(patient: Patient) -> None:
    drained(patient)
    starts_drainage(patient)
    page = patient.page
    page.get_by_role("checkbox", name="heart failure").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Write down who said so")).to_be_visible()
    page.get_by_label("Who said so?").fill("Dr Vega")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("button", name="None of this. Start")).to_be_visible()
    (routine,) = patient.record("routines")
    assert routine["screened"] == {
        "at": "2026-03-20T11:00:00Z",
        "yes": ["heart-failure"],
        "by": "Dr Vega",
    }


def test_pregnancy_leaves_the_abdomen_out_and_nothing_else(patient: Patient) -> None:
    drained(patient, "Abdomen", "Hips")
    starts_drainage(patient)
    page = patient.page
    page.get_by_role("checkbox", name=PREGNANT).check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Left out because of what you answered")).to_contain_text(
        "Abdomen"
    )
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="None of this. Start").click()
    expect(patient.session).to_have_attribute("data-steps", "1")
    expect(page.get_by_role("heading", name="Hips")).to_be_visible()


def test_body_mesotherapy_is_blocked_for_48_hours(patient: Patient) -> None:
    drained(patient, date="2026-03-19")
    patient.opens()
    patient.sees_verdict("blocked")
    expect(patient.main).to_have_attribute("data-opens-at", "2026-03-21T08:00:00.000Z")
    page = patient.page
    expect(page.get_by_role("heading", name="Leave these areas alone")).to_be_visible()
    expect(page.get_by_role("link", name="Start massage")).to_be_disabled()


def test_each_stroke_is_seen_and_heard(patient: Patient) -> None:
    """Low notes on the audio clock, fingers that take one stroke in the same time."""
    patient.page.add_init_script(
        """
        window.notes = []
        const start = OscillatorNode.prototype.start
        OscillatorNode.prototype.start = function (at) {
          if (this.frequency.value === 330) window.notes.push(at)
          return start.call(this, at)
        }
        """
    )
    drained(patient)
    starts_drainage(patient)
    answers_no_to_all(patient)
    patient.page.get_by_role("button", name="None of this. Start").click()
    patient.sees_session("running")
    patient.page.wait_for_function("() => window.notes.length > 100")
    notes = patient.page.evaluate("() => window.notes")
    steps = {round((b - a) * 1000) for a, b in pairwise(notes)}
    assert steps == {PACE_MS}
    patient.waits(5.5)
    durations = patient.page.evaluate(
        """() => document.getAnimations()
          .map((each) => each.effect.getTiming())
          .filter(({ iterations }) => iterations === Infinity)
          .map(({ duration }) => duration)"""
    )
    assert set(durations) == {PACE_MS}


def test_sculptra_on_the_body_has_the_same_five_and_its_own_start(
    patient: Patient,
) -> None:
    page = patient.page
    patient.opens("treatments/#add")
    page.get_by_role("radio", name="Sculptra").check()
    page.get_by_label("Date").fill("2026-03-20")
    page.get_by_label("I do not know the time").check()
    page.get_by_role("checkbox", name="Chin", exact=True).check()
    page.get_by_role("group", name="Face or body").get_by_text("Body").click()
    page.get_by_role("checkbox", name="Buttocks", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    (visit,) = patient.record("treatments")
    assert visit["zones"] == ["chin", "buttocks"]

    patient.opens()
    expect(page.get_by_role("link", name="Start: Sculptra, face")).to_be_visible()
    page.get_by_role("link", name="Start: Sculptra, body").click()
    page.get_by_role("button", name="None of this. Start").click()
    patient.sees_session("running")
    expect(page.get_by_role("heading", name="Buttocks")).to_be_visible()
    patient.waits(305.2)
    patient.sees_session("finished")
    patient.opens("progress/")
    for name in ("Sculptra, face", "Sculptra, body"):
        expect(page.get_by_role("table", name=name)).to_be_visible()
    expect(page.locator("[data-done=true]")).to_have_count(1)
    expect(page.locator("[data-done]")).to_have_count(50)


def test_botox_in_the_face_does_not_touch_the_body(patient: Patient) -> None:
    drained(patient)
    patient.had("Botox", "2026-03-20", "09:00", ("Forehead",))
    patient.opens()
    page = patient.page
    face = page.get_by_role("article", name="Leave your face alone")
    expect(face).to_have_attribute("data-verdict", "blocked")
    body = page.get_by_role("article", name="Time for 5 minutes")
    expect(body).to_have_attribute("data-verdict", "clear")
    body.get_by_role("link", name="Start").click()
    answers_no_to_all(patient)


def test_the_body_is_chosen_on_either_drawing(patient: Patient) -> None:
    page = patient.page
    patient.opens("treatments/#add")
    page.get_by_role("radio", name="Mesotherapy, body").check()
    drawing = page.get_by_role("img", name="The body, from the front and from the back")
    drawing.locator("[data-zone=knees]").click(position={"x": 5, "y": 5}, force=True)
    drawing.locator("[data-zone=buttocks]").click(position={"x": 9, "y": 9}, force=True)
    expect(page.get_by_role("checkbox", name="Knees")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Buttocks")).to_be_checked()
    page.get_by_role("checkbox", name="Hips").check()
    expect(drawing.locator("[data-zone=hips].chosen")).to_have_count(2)


def test_of_two_massages_either_can_be_chosen_before_it_begins(
    patient: Patient,
) -> None:
    drained(patient)
    patient.had("Sculptra", "2026-03-19", "09:00", ("Chin", "Temples"))
    patient.opens("massage/")
    page = patient.page
    face = page.get_by_role("radio", name="Sculptra, face")
    expect(face).to_be_checked()
    expect(page.get_by_role("listitem").filter(has_text="Chin")).to_be_visible()
    page.get_by_text("Mesotherapy (body)", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Hips")).to_be_visible()
    expect(face).not_to_be_checked()
    page.get_by_role("button", name="Start", exact=True).click()
    answers_no_to_all(patient)
    page.get_by_role("button", name="None of this. Start").click()
    expect(page.get_by_role("heading", name="Hips")).to_be_visible()


def test_on_the_smallest_phone_no_word_lies_under_a_button(
    page: Page, base_url: str
) -> None:
    """The longest name and stroke there are, in the longer language."""
    page.set_viewport_size({"width": 320, "height": 568})
    stop_clock(page)
    patient = Patient(page, base_url, "ru")
    patient.opens("treatments/#add")
    page.get_by_role("radio", name="Мезотерапия тела").check()
    page.get_by_label("Дата").fill("2026-03-17")
    page.get_by_label("Время неизвестно").check()
    page.get_by_role("checkbox", name="Задняя сторона бёдер").check()
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Открыть «Сегодня»").click()
    page.get_by_role("link", name="Начать массаж").click()
    page.get_by_role("button", name="Ничего из этого. Продолжить").click()
    page.get_by_role("button", name="Ничего из этого. Начать").click()
    patient.sees_session("running")
    words = page.get_by_text("Раскрытые ладони, сначала одна нога").first.bounding_box()
    button = page.get_by_role("button", name="Дальше").bounding_box()
    assert words and button
    assert words["y"] + words["height"] <= button["y"]
