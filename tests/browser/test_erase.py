"""Erase everything: asked once, and then nothing is left anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.backups import everything, has_a_record
from tests.browser.massages import button
from tests.conftest import stores_the_app
from tests.patient import Patient

pytestmark = stores_the_app

#: Everything that a page can keep on a phone.
LEFT = """async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name),
  notes: { ...localStorage, ...sessionStorage },
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING: dict[str, Any] = {"databases": [], "notes": {}, "caches": [], "workers": 0}
#: As on our pages: without it the browser complains that a turn was called off.
TURNS = "<style>@view-transition { navigation: auto }</style>"
#: A window with older code: it holds the database and never lets go.
HOLDS = """() => new Promise((resolve) => {
  const open = indexedDB.open('aftertouch')
  open.onsuccess = () => { window.held = open.result; resolve() }
})"""


@pytest.fixture
def keeper(installed: Patient) -> Patient:
    """A patient in the settings, with a record and the stored app."""
    has_a_record(installed)
    installed.page.evaluate(
        """async () => {
          localStorage.setItem('aftertouch-clinic', '{"name": "x"}')
          sessionStorage.setItem('any', 'thing')
          await (await caches.open('voice')).put('/voice', new Response('x'))
        }"""
    )
    return installed


def stops_at_the_door(page: Page) -> None:
    """The first page after it stays empty, so that it cannot store anything anew."""

    def answer(route: Route) -> None:
        route.fulfill(
            content_type="text/html", body=f"{TURNS}<title>first visit</title>"
        )

    page.context.route("**/en/", answer)


def erases(patient: Patient) -> None:
    button(patient, "Erase everything …").click()
    dialog = patient.page.get_by_role("dialog", name="Erase everything on this phone?")
    dialog.get_by_role("button", name="Erase everything").click()


def test_nothing_is_left(keeper: Patient) -> None:
    stops_at_the_door(keeper.page)
    left = keeper.page.evaluate(LEFT)
    assert all(left.values()), "there was something of everything"
    erases(keeper)
    expect(keeper.page).to_have_title("first visit")
    assert keeper.page.evaluate(LEFT) == NOTHING


def test_the_app_begins_as_on_a_first_visit(keeper: Patient) -> None:
    erases(keeper)
    keeper.page.wait_for_url("**/en/")
    keeper.sees_verdict("none")
    keeper.is_controlled()
    assert keeper.record("treatments") == []
    keeper.opens("settings/")
    expect(keeper.page.get_by_text("There is no backup yet.")).to_be_visible()


def test_asked_and_not_confirmed(keeper: Patient) -> None:
    before = everything(keeper)
    for leave in ("Keep everything", "Escape"):
        button(keeper, "Erase everything …").click()
        expect(keeper.page.get_by_role("dialog")).to_be_visible()
        if leave == "Escape":
            keeper.page.keyboard.press(leave)
        else:
            button(keeper, leave).click()
        expect(keeper.page.get_by_role("dialog")).to_be_hidden()
    assert everything(keeper) == before
    assert keeper.page.evaluate(LEFT)["workers"] == 1


def test_a_massage_in_another_window_writes_nothing_afterwards(
    installed: Patient,
) -> None:
    installed.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Temples",))
    other = Patient(installed.page.context.new_page(), installed.address)
    other.opens("massage/#check")
    button(other, "None of this. Start").click()
    other.sees_session("running")
    other.waits(20)
    installed.opens("settings/")
    stops_at_the_door(installed.page)
    erases(installed)
    for window in (installed, other):
        expect(window.page).to_have_title("first visit")
    assert other.page.evaluate(LEFT) == NOTHING


def test_a_window_that_holds_on_delays_it_and_is_named(keeper: Patient) -> None:
    stops_at_the_door(keeper.page)
    holding = keeper.page.context.new_page()
    holding.goto(f"{keeper.address}/healthz")
    holding.evaluate(HOLDS)
    erases(keeper)
    expect(
        keeper.page.get_by_text("Another window still holds the record")
    ).to_be_visible()
    # Even so nothing can be read there any more.
    count = """() => new Promise((resolve) => {
      const store = window.held.transaction('treatments').objectStore('treatments')
      const all = store.count()
      all.onsuccess = () => resolve(all.result)
    })"""
    assert holding.evaluate(count) == 0
    holding.close()
    expect(keeper.page).to_have_title("first visit")
    assert keeper.page.evaluate(LEFT) == NOTHING


def test_what_cannot_be_erased_is_said(keeper: Patient) -> None:
    stops_at_the_door(keeper.page)
    keeper.page.evaluate(
        """() => {
          const real = CacheStorage.prototype.delete
          CacheStorage.prototype.delete = async () => {
            CacheStorage.prototype.delete = real
            throw new DOMException('no', 'UnknownError')
          }
        }"""
    )
    erases(keeper)
    words = "Not everything could be erased. Close the other windows of Aftertouch"
    expect(keeper.page.get_by_text(words)).to_be_visible()
    dialog = keeper.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Erase everything").click()
    expect(keeper.page).to_have_title("first visit")
    assert keeper.page.evaluate(LEFT) == NOTHING
