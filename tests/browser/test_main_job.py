"""The main job from end to end, as a patient does it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.patient import MASSAGED, Patient, seconds_of


def test_first_visit_is_a_warm_start_in_two_steps(patient: Patient) -> None:
    patient.opens()
    patient.sees_verdict("none")
    page = patient.page
    expect(
        page.get_by_role("heading", name="May I massage my face now?")
    ).to_be_visible()
    steps = page.get_by_role("listitem").filter(
        has_text=re.compile("What you had|Where,")
    )
    expect(steps).to_have_count(2)
    expect(page.get_by_role("table")).to_have_count(0)
    page.get_by_role("link", name="Enter my treatment").click()
    expect(page.get_by_role("heading", name="What did you have done?")).to_be_visible()


def test_from_the_visit_to_the_finished_massage_and_its_record(
    patient: Patient,
) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    patient.page.get_by_role("link", name="See today").click()
    patient.sees_verdict("clear")
    expect(patient.page.get_by_text("Time for 5 minutes")).to_be_visible()
    expect(patient.page.get_by_text("Today: 0 of 5")).to_be_visible()

    patient.starts_massage()
    patient.waits(305.2)
    patient.sees_session("finished")
    expect(patient.page.get_by_text("Today: 1 of 5")).to_be_visible()

    (kept,) = patient.record("sessions")
    assert kept["seconds"] == kept["planned"] == 300
    assert kept["day"] == "2026-03-20"
    assert kept["startedAt"] == "2026-03-20T11:00:00Z"
    assert kept["zones"] == [
        *("temples", "cheekbones", "front-of-ear", "nose-sides", "nasolabial-folds"),
        *("cheek-hollows", "mouth-corners", "chin", "jawline", "jaw-angle"),
    ]

    patient.opens("progress/")
    done = patient.page.locator("[data-done=true]")
    expect(done).to_have_count(1)
    expect(done).to_have_attribute("data-day", "1")
    expect(done).to_have_attribute("data-slot", "1")
    expect(patient.page.locator("[data-done]")).to_have_count(25)
    expect(patient.page.get_by_text("1 massage of 25 done.")).to_be_visible()


def test_botox_on_top_closes_the_door_and_says_why_and_until_when(
    patient: Patient,
) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Forehead",))
    patient.opens()
    patient.sees_verdict("blocked")
    page = patient.page
    expect(patient.main).to_have_attribute("data-opens-at", "2026-03-21T13:30:00.000Z")
    expect(page.get_by_role("heading", name="Leave your face alone")).to_be_visible()
    expect(page.get_by_text("until Saturday 14:30, in 1 day 2 hours")).to_be_visible()
    expect(page.get_by_text("Botox, Thursday 14:30.").first).to_be_visible()
    start = page.get_by_role("link", name="Start massage")
    expect(start).to_be_disabled()
    expect(start).to_have_accessible_description("Start opens when the block is over.")

    ways = page.get_by_role("region", name="Treatments that stand against each other")
    expect(
        ways.get_by_text("Massage only what your clinic has cleared")
    ).to_be_visible()
    expect(
        ways.get_by_text("From Saturday 14:30. About 5 of 25 sessions")
    ).to_be_visible()
    expect(ways.get_by_role("link", name="Call the clinic")).to_be_visible()

    patient.opens("massage/#check")
    patient.sees_verdict("blocked")
    expect(page.get_by_role("button", name="Start massage")).to_be_disabled()
    expect(page.get_by_role("button", name="None of this. Start")).to_be_hidden()


def test_the_verdict_eases_by_itself_at_the_very_second(patient: Patient) -> None:
    patient.adds_treatment("Botox", "2026-03-18", "12:05", ("Forehead",))
    patient.opens()
    patient.sees_verdict("blocked")
    patient.waits(5 * 60 - 1)
    patient.sees_verdict("blocked")
    patient.waits(1)
    patient.sees_verdict("caution")


def test_caution_asks_once_and_leaves_out_what_was_injected_or_lies_beside(
    patient: Patient,
) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    patient.adds_treatment("Botox", "2026-03-16", "09:00", ("Chin",))
    patient.opens()
    patient.sees_verdict("caution")
    page = patient.page
    page.get_by_role("link", name="Start massage").click()
    patient.sees_session("ready")
    start = page.get_by_role("button", name="Start", exact=True)
    expect(start).to_be_disabled()
    left_out = page.get_by_text("Left out, because injected or next to it")
    expect(left_out).to_contain_text("Corners of the mouth, Chin, Jawline")
    expect(page.get_by_text("Light pressure only.")).to_be_visible()
    page.get_by_label("My clinic agrees to a light massage now").check()
    start.click()
    page.get_by_role("button", name="None of this. Start").click()
    patient.sees_session("running")
    expect(patient.session).to_have_attribute("data-steps", str(len(MASSAGED) - 3))
    patient.waits(5 + 7 * 30 + 0.5)
    patient.sees_session("finished")
    (kept,) = patient.record("sessions")
    assert not {"mouth-corners", "chin", "jawline"} & set(kept["zones"])  # type: ignore[call-overload]


def test_caution_offers_nothing_when_every_area_is_left_out(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin", "Jawline"))
    patient.adds_treatment("Botox", "2026-03-16", "09:00", ("Chin",))
    patient.opens("massage/")
    patient.sees_verdict("caution")
    expect(patient.page.get_by_text("All of your areas were injected")).to_be_visible()
    expect(patient.page.get_by_role("button", name="Start", exact=True)).to_be_hidden()


def test_a_clearance_opens_only_what_the_clinic_may_clear(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    patient.adds_treatment("Botox", "2026-03-20", "09:00", ("Forehead",))
    patient.opens()
    patient.sees_verdict("blocked")
    page = patient.page
    page.get_by_role("link", name="My clinic cleared some areas").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Choose at least one area.")).to_be_visible()
    for zone in ("Chin", "Temples"):
        page.get_by_role("checkbox", name=zone, exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write down who said so")).to_be_visible()
    page.get_by_label("Who said so?").fill("Dr Vega")
    page.get_by_label("Said at").fill("23:50")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This lies in the future.")).to_be_visible()
    page.get_by_label("Said at").fill("10:30")
    page.get_by_label("What was said").fill("only lightly")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Temples, Chin")).to_be_visible()
    expect(page.get_by_text("Dr Vega · today · only lightly")).to_be_visible()
    (kept,) = patient.record("clearances")
    assert kept["at"] == "2026-03-20T09:30:00Z"

    patient.opens()
    patient.sees_verdict("clear")
    expect(page.get_by_text("For now you massage only: Chin.")).to_be_visible()
    patient.starts_massage()
    expect(patient.session).to_have_attribute("data-steps", "1")

    patient.opens()
    page.get_by_role("button", name="Massage all areas of my plan again").click()
    patient.sees_verdict("blocked")
    patient.opens("treatments/")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("heading", name="Temples, Chin")).to_be_hidden()


def test_after_the_five_days_nothing_more_is_asked(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2026-03-15", "09:00")
    patient.opens()
    patient.sees_verdict("clear")
    expect(patient.page.get_by_text("The massage window is open")).to_be_visible()
    expect(patient.page.get_by_role("link", name="Start massage")).to_be_hidden()
    patient.opens("massage/")
    expect(
        patient.page.get_by_text("The days your clinic usually asks for")
    ).to_be_visible()


def test_timer_texts_count_down_without_skipping_a_second(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin", "Jawline"))
    patient.starts_massage()
    digits = patient.page.get_by_role("timer")
    seen = []
    for _ in range(12):
        seen.append(seconds_of(digits.inner_text()))
        patient.waits(1)
    assert seen == [5, 4, 3, 2, 1, 150, 149, 148, 147, 146, 145, 144]


def test_every_zone_shape_and_control_bears_its_verdict(patient: Patient) -> None:
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Forehead",))
    for path, verdicts in (("", 16), ("treatments/", 2 * 16 + 10), ("massage/", 16)):
        patient.opens(path)
        patient.sees_verdict("blocked") if path != "treatments/" else None
        blocked = patient.page.locator("[data-zone][data-verdict=blocked]")
        expect(blocked).to_have_count(verdicts)
