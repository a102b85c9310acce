"""Several treatments at once: the strictest counts, area by area."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.patient import Patient


def ways(patient: Patient) -> Locator:
    return patient.page.get_by_role(
        "region", name="Treatments that stand against each other"
    )


def test_one_screen_says_which_treatment_forbids_what_and_until_when(
    patient: Patient,
) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.had("filler", "2026-03-10", "10:00", ("Chin",))
    patient.had("Thread lift", "2026-03-05", "10:00", ("Neck",))
    patient.opens()
    patient.sees_verdict("blocked")
    forbids = ways(patient).get_by_role("listitem")
    filler = forbids.filter(has_text="Filler, 10 March 10:00")
    expect(filler).to_contain_text(
        "Corners of the mouth, Chin, Jawline: until Tuesday 10:00"
    )
    threads = forbids.filter(has_text="Threads, 5 March 10:00")
    expect(threads).to_contain_text("Jawline: until Thursday 10:00")
    for way in (
        "Massage only the other areas",
        "Massage only what your clinic has cleared",
        "Begin when the block is over",
        "Ask your clinic",
    ):
        expect(ways(patient).get_by_text(way)).to_be_visible()


def test_the_other_areas_can_be_massaged_and_the_rest_comes_back(
    patient: Patient,
) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.had("filler", "2026-03-10", "10:00", ("Chin",))
    patient.opens()
    page = patient.page
    page.get_by_role("button", name="Leave the blocked areas out").click()
    patient.sees_verdict("clear")
    expect(page.get_by_text("For now you massage only:")).to_contain_text("Temples")
    patient.starts_massage()
    expect(patient.session).to_have_attribute("data-steps", "7")
    # Three of ten shares of five minutes stay away: nothing else gets more.
    patient.waits(5 + 7 * 30 + 0.5)
    patient.sees_session("finished")

    patient.opens()
    page.get_by_role("button", name="Massage all areas of my plan again").click()
    patient.sees_verdict("blocked")
    (routine,) = patient.record("routines")
    assert routine["zones"] == [] and "wider" not in routine


def test_a_whole_face_block_leaves_no_other_area(patient: Patient) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.had("Botox", "2026-03-20", "09:00", ("Forehead",))
    patient.opens()
    expect(ways(patient)).to_be_visible()
    expect(
        ways(patient).get_by_text("The whole face: until Sunday 09:00")
    ).to_be_visible()
    expect(
        ways(patient).get_by_role("button", name="Leave the blocked areas out")
    ).to_be_hidden()


def test_every_product_can_be_entered(patient: Patient) -> None:
    for product, zone in (
        ("Botox", "Forehead"),
        ("filler", "Lips"),
        ("Mesotherapy, body", "Abdomen"),
        ("Mesotherapy, face", "Cheekbones"),
        ("Sculptra", "Temples"),
        ("Thread lift", "Jawline"),
    ):
        patient.had(product, "2026-03-20", None, (zone,))
    products = {visit["product"] for visit in patient.record("treatments")}
    assert products == {
        *("botulinum-toxin", "hyaluronic-filler", "mesotherapy-body"),
        *("mesotherapy-face", "sculptra", "thread-lift"),
    }


def test_a_product_can_only_be_where_it_goes(patient: Patient) -> None:
    page = patient.page
    patient.opens("treatments/#add")
    page.get_by_role("radio", name="Botox").check()
    expect(page.get_by_role("checkbox", name="Knees")).to_be_hidden()
    page.get_by_role("checkbox", name="Forehead").check()
    page.get_by_role("radio", name="Mesotherapy, body").check()
    expect(page.get_by_role("checkbox", name="Forehead")).to_be_hidden()
    page.get_by_label("Date").fill("2026-03-19")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Choose at least one area.")).to_be_visible()
    assert patient.record("treatments") == []


def test_told_not_to_massage_no_session_is_offered(patient: Patient) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.opens("routine/")
    page = patient.page
    page.get_by_role("radio", name="My clinic told me not to massage").check()
    page.get_by_role("button", name="Save this plan").click()
    expect(page.get_by_text("Kept on this phone.").first).to_be_visible()
    patient.opens()
    patient.sees_verdict("clear")
    told = page.get_by_role("heading", name="Your clinic told you not to massage")
    expect(told).to_be_visible()
    expect(page.get_by_text("The massage window is open")).to_be_hidden()
    expect(page.get_by_role("link", name="Start massage")).to_be_hidden()
    expect(page.get_by_text("Today, also")).to_be_visible()
    patient.opens("massage/")
    expect(page.get_by_text("Your clinic told you not to massage")).to_be_visible()
    patient.opens("progress/")
    expect(page.get_by_text("Nothing to count yet")).to_be_visible()
