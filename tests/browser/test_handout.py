"""The hand-out on paper: one page, a code that scans, and every word that counts."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from playwright.sync_api import Route

from tests.browser.nurse import Nurse, code_in, words_of

PAPERS = ("A4", "Letter")
NOTE = "Lightly, from the first day on, and only where it does not hurt at all."
MM = 96 / 25.4


def fullest(nurse: Nurse, language: str = "en") -> str:
    """Two products, ten areas, three by hand, other waiting times, two clearances."""
    nurse.enters_both()
    page = nurse.page
    nurse.names_the_clinic("Clínica Dermatológica Vega y Asociados")
    nurse.waits_for("Botox", 0, "72")
    nurse.waits_for("Botox", 1, "21")
    for area in ("Chin", "Temples", "Jawline"):
        item = page.get_by_role("form", name="Sculptra", exact=True)
        row = item.get_by_role("listitem").filter(
            has=page.get_by_role("checkbox", name=area, exact=True)
        )
        row.get_by_text(area, exact=True).click()
        row.get_by_role("radio", name="Light").check()
        row.get_by_label("Direction").select_option("Outward")
    nurse.clears(("Chin", "Jawline", "Corners of the jaw"), NOTE)
    nurse.clears(("Nose-to-mouth folds",))
    if language == "ru":
        page.get_by_label("Language of the patient").select_option("Русский")
    link = nurse.makes()
    if language == "ru":
        page.get_by_role("link", name="Open the hand-out in Русский").click()
        page.wait_for_url("**/ru/clinic/")
        page.locator("main[aria-busy=false]").wait_for()
        link = page.locator("[data-part=link]").input_value()
    return link


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_fullest_plan_is_one_page_with_a_code_that_scans(
    nurse: Nurse, language: str
) -> None:
    link = fullest(nurse, language)
    for paper in PAPERS:
        document = nurse.prints(paper)  # type: ignore[arg-type]
        assert len(document) == 1, paper
        assert code_in(document[0].render(scale=2).to_pil()) == link


def test_words_that_are_a_third_longer_stay_on_the_page(nurse: Nurse) -> None:
    def lengthen(route: Route) -> None:
        rules = route.fetch().json()
        for product in rules["treatments"].values():
            for text in (product["routine"] or {}).get("presets", []):
                text["name"] += " " + "m" * (len(text["name"]) // 3)
        for zone in rules["zones"]:
            zone["name"] += " " + "m" * (len(zone["name"]) // 3)
        route.fulfill(body=json.dumps(rules), content_type="application/json")

    link = fullest(nurse)
    nurse.page.context.route("**/en/protocols.json", lengthen)
    nurse.page.goto("about:blank")
    nurse.page.goto(f"{nurse.address}/en/clinic/#{link.split('#')[1]}")
    nurse.link()
    nurse.page.evaluate(
        """() => {
          const sheet = document.querySelector('main article')
          for (const line of sheet.querySelectorAll('.signs li, p, h4')) {
            if (line.querySelector('*') || line.closest('.sheet-code')) continue
            const more = line.textContent.length / 3
            line.append(' ' + 'm'.repeat(9).concat(' ').repeat(more / 10))
          }
        }"""
    )
    for paper in PAPERS:
        document = nurse.prints(paper)  # type: ignore[arg-type]
        assert len(document) == 1, paper


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_says_what_was_done_how_long_to_wait_and_whom_to_call(
    nurse: Nurse, paper: Literal["A4", "Letter"]
) -> None:
    fullest(nurse)
    words = words_of(nurse.prints(paper))
    for sentence in (
        "Clínica Dermatológica Vega y Asociados",
        "+34 600 123 456",
        "20 March 2026",
        "Sculptra · Friday 20 March, 11:30",
        "Botox · Friday 20 March, 11:30",
        "Forehead, Between the brows, Outer corners of the eyes",
        "No massage of the face before Monday 23 March, 11:30.",
        "Until Friday 10 April, 12:30 only lightly, if your clinic agrees",
        "Your clinic set this time for you.",
        "Chin, Jawline, Corners of the jaw · " + NOTE,
        "5 minutes each time, 5 times a day, 5 days.",
        "A gentle moisturiser on clean hands.",
        "Chin 30 s · light · outward",
        "Call 999 at once",
        "Loss of sight, blurred or double vision, new pain in an eye",
        "Swelling of face, lips, tongue or throat, hives, wheezing, fainting",
        "Stop massaging and call +34 600 123 456",
        "A white, blue or dusky patch of skin",
        "Weak muscles all over",
        "Your clinic’s word comes first",
    ):
        assert sentence in words, sentence
    assert "Make the link" not in words
    assert "Settings" not in words


def test_the_code_is_large_enough_for_paper(nurse: Nurse) -> None:
    fullest(nurse)
    bars = nurse.page.locator("[data-part=sheet-code] path")
    nurse.page.emulate_media(media="print")
    box = bars.bounding_box()
    assert box
    assert box["width"] / MM >= 35


def test_only_what_still_counts_is_printed(nurse: Nurse) -> None:
    """An older visit has no waiting time left; signs of other products stay away."""
    nurse.names_the_clinic()
    nurse.enters(1, "Mesotherapy, body", ("Hips",), day="2026-03-10")
    nurse.makes()
    words = words_of(nurse.prints("A4"))
    assert "How long to wait" not in words
    assert "days 3 to 14" in words
    assert "Hips 300 s" in words
    assert "Cold skin" not in words
    assert "Weak muscles" not in words
    assert "Blisters" in words


def test_a_waiting_time_that_is_left_out_is_said(nurse: Nurse) -> None:
    nurse.names_the_clinic()
    nurse.enters(1, "Hyaluronic acid filler", ("Lips",))
    nurse.waits_for("Filler", 0, "0")
    nurse.makes()
    words = words_of(nurse.prints("A4"))
    lifted = "Your clinic has lifted this for you: No massage for two weeks"
    assert lifted in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_in_every_theme(nurse: Nurse, scheme: str) -> None:
    nurse.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    nurse.enters_both()
    nurse.makes()
    page = nurse.prints("A4")[0].render(scale=1).to_pil().convert("L")
    white = sum(page.histogram()[250:])
    assert white / (page.width * page.height) > 0.8
