"""A language more is one catalog and one line; then everything is in its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from server.languages import LANGUAGES
from tests.browser import invented, layout
from tests.browser.every_page import PATHS, has_much_to_tell, unfold
from tests.conftest import Server, start_server, stop_clock
from tests.patient import Patient

WIDTHS = (320, 390, 1024)
#: Where each area lies in its drawing.
SHAPES = """() => [...document.querySelectorAll('svg [data-zone]')].flatMap((shape) => {
  const { left, top, width } = shape.getBoundingClientRect()
  const frame = shape.ownerSVGElement.getBoundingClientRect()
  const from = [left - frame.left, top - frame.top].map(Math.round)
  return width ? [[shape.dataset.zone, ...from]] : []
})"""


@pytest.fixture(params=["longer", "turned"], scope="module")
def invention(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str]]:
    """A server that speaks an invented language, and its code."""
    is_long = request.param == "longer"
    language = invented.LONG if is_long else invented.TURNED
    spell = invented.lengthened if is_long else invented.turned
    folder = tmp_path_factory.mktemp("invented")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANGUAGES, language.code, language)
        server = start_server(invented.add(language, spell, folder))
        yield server, language.code
        server.stop()


def test_nothing_is_cut_or_lies_over_anything(
    page: Page, invention: tuple[Server, str]
) -> None:
    server, code = invention
    stop_clock(page)
    patient = Patient(page, server.address, code)
    has_much_to_tell(patient)
    found = []
    for path in PATHS:
        patient.opens(path)
        unfold(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            found += [f"{path} {width}: {fault}" for fault in layout.faults(page)]
    assert found == []


def test_nothing_is_cut_during_a_massage(
    page: Page, invention: tuple[Server, str]
) -> None:
    server, code = invention
    stop_clock(page)
    patient = Patient(page, server.address)
    patient.had("Sculptra", "2026-03-20", "09:00")
    page.goto(f"{server.address}/{code}/massage/#check")
    page.locator("[data-part=all-well]").click()
    patient.sees_session("running")
    found = []
    for step in range(10):
        for size in ((320, 568), (390, 844), (844, 390)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            found += [f"{step} {size}: {fault}" for fault in layout.faults(page)]
        page.locator("[data-part=skip]").click()
    assert found == []


def test_a_turned_page_leaves_the_face_as_it_is(
    page: Page, invention: tuple[Server, str], base_url: str
) -> None:
    """The patient's left stays where it is, whatever the direction of the text."""
    server, code = invention
    stop_clock(page)
    places = {}
    for address, language in ((base_url, "en"), (server.address, code)):
        patient = Patient(page, address, language)
        patient.opens("treatments/#add")
        page.locator("svg [data-zone=chin]:visible").first.wait_for()
        places[language] = page.evaluate(SHAPES)
    assert len(places["en"]) > 10
    assert places[code] == places["en"]


def test_it_is_offered_and_stored_like_any_other(
    page: Page, invention: tuple[Server, str]
) -> None:
    server, code = invention
    stop_clock(page)
    patient = Patient(page, server.address, "en")
    patient.opens("about/")
    page.get_by_role("contentinfo").get_by_role(
        "link", name=LANGUAGES[code].name
    ).click()
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("html")).to_have_attribute("dir", LANGUAGES[code].direction)
    stored = page.request.get(f"{server.address}/{code}/files.json").json()
    assert f"/{code}/treatments/" in stored
