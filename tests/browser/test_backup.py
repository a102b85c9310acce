"""A backup leaves the phone and comes back; a bad file changes nothing and says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.backups import (
    MASSAGE,
    SIGN,
    VISIT,
    WORD,
    chooses,
    everything,
    file_of,
    has_a_record,
    says,
    section,
)
from tests.browser.massages import button
from tests.core.backup_mutants import mutants
from tests.patient import Patient

OTHER_VISIT = {**VISIT, "id": "t2", "product": "sculptra", "zones": ["temples"]}


@pytest.fixture
def keeper(patient: Patient) -> Patient:
    """A patient in the settings, with a record."""
    has_a_record(patient)
    return patient


def saves(patient: Patient) -> tuple[str, dict[str, Any]]:
    """The name of the file, and what it holds."""
    with patient.page.expect_download() as download:
        button(patient, "Save a backup file").click()
    path = Path(download.value.path())
    return download.value.suggested_filename, json.loads(path.read_text("utf-8"))


def test_a_backup_is_saved_with_everything_in_it(keeper: Patient) -> None:
    page = keeper.page
    expect(page.get_by_text("There is no backup yet.")).to_be_visible()
    page.get_by_text("Soft", exact=True).click()
    name, file = saves(keeper)
    assert name == "aftertouch-2026-03-20.json"
    assert file == file_of(
        madeAt="2026-03-20T11:00:00Z",
        treatments=[VISIT],
        sessions=[MASSAGE],
        flags=[SIGN],
        settings={"loudness": "soft"},
    )
    expect(page.get_by_text("Last backup: 20 March 2026.")).to_be_visible()
    keeper.opens("settings/")
    expect(page.get_by_text("Last backup: 20 March 2026.")).to_be_visible()


def test_a_massage_that_waits_for_room_is_in_the_file(keeper: Patient) -> None:
    waiting = {**MASSAGE, "id": "s2"}
    keeper.page.evaluate(
        """(records) => localStorage.setItem(
          'aftertouch-session-aside', JSON.stringify(records))""",
        [waiting],
    )
    assert saves(keeper)[1]["sessions"] == [MASSAGE, waiting]


def test_saved_erased_and_brought_back(keeper: Patient) -> None:
    _, file = saves(keeper)
    button(keeper, "Erase everything …").click()
    button(keeper, "Erase everything").click()
    keeper.page.wait_for_url("**/en/")
    keeper.opens("settings/")
    chooses(keeper, file)
    button(keeper, "Replace what is here").click()
    says(keeper, "Replaced.")
    assert keeper.record("treatments") == [VISIT]
    assert keeper.record("sessions") == [MASSAGE]
    assert keeper.record("flags") == [SIGN]
    keeper.opens()
    keeper.sees_verdict("blocked")


def test_nothing_happens_before_a_button_is_pressed(keeper: Patient) -> None:
    before = everything(keeper)
    chooses(keeper, file_of(treatments=[OTHER_VISIT]))
    says(keeper, "This file was made on 18 March 2026.")
    says(keeper, "Treatments: 1")
    assert everything(keeper) == before
    button(keeper, "Leave everything as it is").click()
    expect(button(keeper, "Add to what is here")).to_be_hidden()
    assert everything(keeper) == before


def test_what_each_way_would_change_is_said_before(keeper: Patient) -> None:
    longer = {**MASSAGE, "seconds": 310}
    file = file_of(
        treatments=[OTHER_VISIT], sessions=[longer], settings={"hands": "one"}
    )
    chooses(keeper, file)
    lists = section(keeper, "Bring a backup back").get_by_role("list")
    expect(lists.nth(0).get_by_role("listitem")).to_have_text(
        ["Treatments1 new", "Massages1 changed", "Settings1 new"]
    )
    expect(lists.nth(1).get_by_role("listitem")).to_have_text(
        [
            "Treatments1 new, 1 removed",
            "Massages1 changed",
            "Signs you noted1 removed",
            "Settings1 new",
        ]
    )
    removes = "This removes what is only on this phone."
    says(keeper, f"{removes} Treatments: 1 · Signs you noted: 1.")


@pytest.mark.parametrize(
    ("way", "treatments"),
    [("Add to", [VISIT, OTHER_VISIT]), ("Replace", [OTHER_VISIT])],
)
def test_a_file_is_added_or_takes_the_place_and_is_taken_back(
    keeper: Patient, way: str, treatments: list[Any]
) -> None:
    before = everything(keeper)
    chooses(keeper, file_of(treatments=[OTHER_VISIT], settings={"loudness": "soft"}))
    button(keeper, f"{way} what is here").click()
    undo = button(keeper, "Undo")
    expect(undo).to_be_focused()
    assert keeper.record("treatments") == treatments
    soft = keeper.page.get_by_role("radio", name="Soft", exact=True)
    expect(soft).to_be_checked()
    # Much longer than other ways back stay.
    keeper.waits(600)
    undo.click()
    says(keeper, "Everything is as it was.")
    expect(soft).not_to_be_checked()
    assert everything(keeper) == before
    expect(undo).to_be_hidden()


def test_what_the_clinics_word_in_a_file_opens_is_said(keeper: Patient) -> None:
    cleared = {**SIGN, "clearedAt": "2026-03-20T09:00:00Z", "clearedBy": "The clinic"}
    chooses(keeper, file_of(treatments=[VISIT], clearances=[WORD], flags=[cleared]))
    says(keeper, "These areas are then held back less than now: Chin, Forehead.")
    button(keeper, "Add to what is here").click()
    says(keeper, "Added.")
    assert keeper.record("flags") == [cleared]


def test_a_file_that_opens_nothing_says_nothing_of_it(keeper: Patient) -> None:
    chooses(keeper, file_of(treatments=[VISIT, OTHER_VISIT], flags=[SIGN]))
    says(keeper, "1 new")
    expect(keeper.page.get_by_text("held back less")).to_be_hidden()


def test_its_own_backup_changes_nothing(keeper: Patient) -> None:
    chooses(keeper, saves(keeper)[1])
    says(keeper, "All of it is here already.")
    expect(button(keeper, "Add to what is here")).to_be_hidden()
    expect(button(keeper, "Replace what is here")).to_be_hidden()


def test_what_another_window_writes_meanwhile_is_counted(keeper: Patient) -> None:
    chooses(keeper, file_of(treatments=[VISIT]))
    expect(button(keeper, "Add to what is here")).to_be_hidden()
    other = Patient(keeper.page.context.new_page(), keeper.address)
    other.opens("treatments/")
    button(other, "Remove: Botox, Thursday 14:30").click()
    expect(button(keeper, "Add to what is here")).to_be_visible()
    button(keeper, "Add to what is here").click()
    says(keeper, "Added.")
    assert keeper.record("treatments") == [VISIT]


NO_ROOM = """() => {
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
}"""


def test_without_room_nothing_is_half_restored(keeper: Patient) -> None:
    before = everything(keeper)
    chooses(keeper, file_of(treatments=[OTHER_VISIT]))
    keeper.page.evaluate(NO_ROOM)
    button(keeper, "Replace what is here").click()
    says(keeper, "This phone has no room for that. Nothing was changed.")
    assert everything(keeper) == before
    expect(button(keeper, "Undo")).to_be_hidden()


BAD = {
    "empty": ("", "This file is empty."),
    "cut off": (json.dumps(file_of(treatments=[VISIT]))[:300], "it is cut off"),
    "no text": ("\x00\x01\x02", "This file cannot be read"),
    "something else": ('{"name": "recipes"}', "This file is no backup of Aftertouch."),
    "huge": (" " * 4_000_001, "This file is larger than 4 MB"),
    "of tomorrow": (json.dumps(file_of(version=2)), "from a newer version"),
    "of tomorrow's products": (
        json.dumps(file_of(treatments=[{**VISIT, "product": "new"}])),
        "does not know (Treatments, number 1)",
    ),
    "damaged": (
        json.dumps(file_of(treatments=[VISIT, {**VISIT, "date": "2026-02-30"}])),
        "This file is damaged (Treatments, number 2).",
    ),
    "hostile": (
        json.dumps(file_of(flags=[{**SIGN, "zones": ["__proto__"]}])),
        "does not know (Signs you noted, number 1)",
    ),
    "nested": ("[" * 900_000, "This file cannot be read"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_changes_nothing_and_says_why(keeper: Patient, kind: str) -> None:
    text, words = BAD[kind]
    before = everything(keeper)
    chooses(keeper, text)
    says(keeper, words)
    says(keeper, "Nothing was changed.")
    expect(button(keeper, "Add to what is here")).to_be_hidden()
    assert everything(keeper) == before
    # A good one after it is taken.
    chooses(keeper, file_of(treatments=[OTHER_VISIT]))
    expect(button(keeper, "Add to what is here")).to_be_visible()
    expect(keeper.page.get_by_text("Nothing was changed.")).to_be_hidden()


def test_a_file_that_cannot_be_opened_says_so(keeper: Patient) -> None:
    keeper.page.evaluate(
        """() => {
          File.prototype.text = async () => { throw new DOMException('gone') }
        }"""
    )
    chooses(keeper, file_of())
    says(keeper, "This phone could not open the file. Please choose it again.")


#: Chooses one file after the other and waits for each answer of the page.
CHOOSES_ALL = """async (texts) => {
  const input = document.querySelector('input[type=file]')
  const problem = document.querySelector('[data-part=restore-problem]')
  const title = document.querySelector('[data-part=restore-title]')
  let offered = 0
  for (const text of texts) {
    problem.hidden = true
    document.activeElement.blur()
    const files = new DataTransfer()
    files.items.add(new File([text], 'a.json'))
    input.files = files.files
    input.dispatchEvent(new Event('change'))
    const isOffered = () => document.activeElement === title
    while (problem.hidden && !isOffered()) {
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = resolve
        port2.postMessage(null)
      })
    }
    offered += Number(isOffered())
  }
  return offered
}"""


def test_many_mutated_files_are_looked_at_and_change_nothing(keeper: Patient) -> None:
    before = everything(keeper)
    texts = [text for text in mutants(150, seed=5) if text.isascii()]
    offered = keeper.page.evaluate(CHOOSES_ALL, texts)
    assert 20 < offered < len(texts) - 20
    assert everything(keeper) == before


SHARES = """(kinds) => {
  navigator.canShare = ({ files }) => kinds.includes(files[0].type)
  navigator.share = async ({ files: [file] }) => {
    window.shared = [file.name, await file.text()]
    if (window.refusal) throw new DOMException('', window.refusal)
  }
}"""


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (["application/json", "text/plain"], "aftertouch-2026-03-20.json"),
        (["text/plain"], "aftertouch-2026-03-20.txt"),
    ],
)
def test_a_backup_is_shared_where_the_phone_can(
    keeper: Patient, page: Page, kinds: list[str], name: str
) -> None:
    page.add_init_script(f"({SHARES})({json.dumps(kinds)})")
    keeper.opens("settings/")
    button(keeper, "Share a backup file").click()
    expect(page.get_by_text("The backup was handed on.")).to_be_visible()
    shared, text = page.evaluate("() => window.shared")
    assert shared == name
    assert json.loads(text)["treatments"] == [VISIT]
    expect(page.get_by_text("Last backup: 20 March 2026.")).to_be_visible()


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ("AbortError", "There is no backup yet."),
        ("NotAllowedError", "Save it instead."),
    ],
)
def test_a_share_sheet_that_is_closed_is_no_backup(
    keeper: Patient, page: Page, refusal: str, words: str
) -> None:
    page.add_init_script(f"({SHARES})(['text/plain'])")
    page.add_init_script(f"window.refusal = '{refusal}'")
    keeper.opens("settings/")
    button(keeper, "Share a backup file").click()
    page.wait_for_function("() => window.shared")
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("There is no backup yet.")).to_be_visible()


def test_without_a_share_sheet_there_is_no_such_button(keeper: Patient) -> None:
    expect(button(keeper, "Share a backup file")).to_be_hidden()


# Lasting storage


ASKED = """(answer) => {
  const { storage } = navigator
  if (!storage) return
  storage.persist = async () => {
    localStorage.asked = Number(localStorage.asked ?? 0) + 1
    return answer
  }
  storage.persisted = async () => answer && 'asked' in localStorage
}"""


def asked(page: Page) -> int:
    return int(page.evaluate("() => Number(localStorage.asked ?? 0)"))


@pytest.mark.parametrize("answer", [True, False])
def test_the_browser_is_asked_once_to_keep_the_record(
    patient: Patient, page: Page, answer: bool
) -> None:
    page.add_init_script(f"({ASKED})({json.dumps(answer)})")
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00", ("Chin",))
    patient.starts_massage()
    patient.waits(5)
    button(patient, "End").click()
    patient.sees_session("finished")
    assert asked(page) == 0, "nothing was kept yet"
    for _ in range(2):
        page.goto("about:blank")
        patient.starts_massage()
        patient.waits(30)
        button(patient, "End").click()
        patient.sees_session("finished")
        page.wait_for_function("() => localStorage.asked === '1'")
    patient.opens("settings/")
    words = "has promised to keep" if answer else "has not promised to keep"
    expect(page.get_by_text(words)).to_be_visible()
