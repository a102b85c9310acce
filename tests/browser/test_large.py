"""Text at 200 %, a page at 400 %, a screen of few colours or more contrast."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, layout, targets
from tests.browser.every_page import PATHS, has_much_to_tell, unfold
from tests.conftest import stop_clock
from tests.patient import Patient

#: A screen of 1280 by 1024, enlarged fourfold.
FOURFOLD = {"width": 320, "height": 256}
#: How large the letters are of each text that is seen, in pixels.
LETTERS = """() => {
  const sizes = {}
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { parentElement: place, data } = texts.currentNode
    const name = data.trim().replace(/\\d/g, '0')
    if (name && place.checkVisibility()) {
      sizes[name] = parseFloat(getComputedStyle(place).fontSize)
    }
  }
  return sizes
}"""


def twice_as_large(page: Page) -> None:
    """The size that the reader has set in the browser, not in the page."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})


@pytest.mark.parametrize("language", ["en", "el"])
def test_text_may_be_twice_as_large(page: Page, base_url: str, language: str) -> None:
    twice_as_large(page)
    stop_clock(page)
    patient = Patient(page, base_url, language)
    has_much_to_tell(patient)
    found = []
    for path in PATHS:
        patient.opens(path)
        unfold(page)
        for width in (320, 390, 1024):
            page.set_viewport_size({"width": width, "height": 844})
            found += [f"{path} {width}: {fault}" for fault in layout.faults(page)]
    assert found == [], "\n".join(found)


def test_a_page_may_be_enlarged_fourfold(page: Page, base_url: str) -> None:
    page.set_viewport_size(FOURFOLD)  # type: ignore[arg-type]
    stop_clock(page)
    patient = Patient(page, base_url)
    has_much_to_tell(patient)
    found = []
    for path in PATHS:
        patient.opens(path)
        unfold(page)
        found += [f"{path}: {fault}" for fault in layout.faults(page)]
        top = page.get_by_role("navigation", name="Main").bounding_box()
        assert top and top["y"] > FOURFOLD["height"], "the tabs take what room there is"
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (1024, 768)])
def test_the_words_of_a_massage_grow_with_the_readers_letters(
    massaging: Patient, size: tuple[int, int]
) -> None:
    """Twice as large, but for the figures, which are large already."""
    page = massaging.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    massaging.waits(1)
    before = page.evaluate(LETTERS)
    twice_as_large(page)
    massaging.waits(1)
    after = page.evaluate(LETTERS)
    small = [text for text in before if before[text] < 30]
    assert small
    assert [text for text in small if after[text] < 1.99 * before[text]] == []
    assert layout.faults(page) + targets.faults(page) == []


@pytest.mark.parametrize("size", [(320, 256), (320, 568), (390, 844), (844, 390)])
def test_a_massage_is_in_reach_at_any_size(
    massaging: Patient, size: tuple[int, int]
) -> None:
    page = massaging.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    massaging.waits(1)
    assert layout.faults(page) + targets.faults(page) == []
    for name in ("Back", "Skip", "+30 s", "End", "Lock", "Mirror", "Pause"):
        button = page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        assert -2 <= box["y"] <= size[1] - 40, name


@pytest.mark.parametrize(
    "wish",
    [
        {"forced_colors": "active", "color_scheme": "dark"},
        {"forced_colors": "active", "color_scheme": "light"},
        {"contrast": "more", "color_scheme": "dark"},
        {"contrast": "more", "color_scheme": "light"},
        {"reduced_motion": "reduce"},
    ],
    ids=str,
)
def test_axe_finds_nothing_whatever_the_reader_needs(
    page: Page, base_url: str, wish: dict[str, Any]
) -> None:
    page.emulate_media(**wish)
    stop_clock(page)
    patient = Patient(page, base_url)
    has_much_to_tell(patient)
    found = []
    for path in ("", "routine/", "progress/", "courses/", "help/", "settings/"):
        patient.opens(path)
        unfold(page)
        found += [f"{path}: {fault}" for fault in axe.faults(page)]
    assert found == [], "\n".join(found)


def ground_of(page: Page, selector: str) -> str:
    return page.locator(selector).first.evaluate(
        "(element) => getComputedStyle(element).backgroundColor"
    )


def test_in_forced_colours_what_is_done_differs_from_what_is_open(
    page: Page, base_url: str
) -> None:
    page.emulate_media(forced_colors="active")
    stop_clock(page)
    patient = Patient(page, base_url)
    has_much_to_tell(patient)
    patient.opens("progress/")
    done = ground_of(page, "[data-done=true] .dot")
    still_open = ground_of(page, "[data-done=false] .dot")
    assert done != still_open
    patient.opens("settings/")
    chosen = page.get_by_role("group", name="How loud").locator("label:has(:checked)")
    other = page.get_by_role("group", name="How loud").locator(
        "label:not(:has(:checked))"
    )
    expect(chosen).to_have_css("forced-color-adjust", "none")
    colour = "(label) => getComputedStyle(label).backgroundColor"
    assert chosen.evaluate(colour) != other.evaluate(colour)


def test_nothing_moves_by_itself_where_motion_is_unwanted(massaging: Patient) -> None:
    page = massaging.page
    page.emulate_media(reduced_motion="reduce")
    massaging.waits(2)
    moving = page.evaluate(
        """() => document.getAnimations()
          .filter(({ playState }) => playState === 'running')
          .filter(({ effect }) => effect.getTiming().iterations === Infinity).length"""
    )
    assert moving == 0
