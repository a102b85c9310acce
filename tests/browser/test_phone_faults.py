"""A phone whose storage fails: one sentence, nothing lost, and never a wrong answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.browser.backups import chooses, file_of
from tests.browser.faults import (
    FAILURE,
    LOGGED,
    VISIT,
    Room,
    had_botox,
    says_no_room,
    sees_failure,
)
from tests.browser.massages import LEAD_IN, begins, button, seconds_kept
from tests.conftest import Watch, stop_clock, stores_the_app
from tests.core.plan_code import link_of
from tests.core.plans import USUAL
from tests.patient import Patient


@pytest.fixture
def full(patient: Patient) -> Patient:
    """A patient who has entered nothing, on a phone that takes nothing."""
    patient.opens("about/")
    room_of(patient).is_gone()
    return patient


def room_of(patient: Patient) -> Room:
    return Room(patient.page, patient.address)


def has_room(patient: Patient) -> None:
    room_of(patient).is_back()


# No room


def test_a_treatment_without_room_stays_in_its_form(full: Patient) -> None:
    page = full.page
    full.opens("treatments/#add")
    full.fills_treatment("Sculptra", "2026-03-19", "14:30", ("Chin",))
    button(full, "Save").click()
    says_no_room(full)
    assert (full.record("treatments"), full.record("routines")) == ([], [])
    expect(page.get_by_label("Date")).to_have_value("2026-03-19")
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_checked()
    has_room(full)
    button(full, "Save").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    assert len(full.record("treatments")) == len(full.record("routines")) == 1


def test_a_sign_without_room_stays_in_its_question(full: Patient) -> None:
    full.opens("help/")
    full.page.get_by_role("button", name="A white, blue or dusky patch").click()
    dialog = full.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="On the face").check()
    dialog.get_by_role("checkbox", name="Chin", exact=True).check()
    yes = dialog.get_by_role("button", name="Yes, I notice this")
    yes.click()
    expect(dialog.get_by_role("alert")).to_contain_text("no room")
    expect(dialog.get_by_role("checkbox", name="Chin", exact=True)).to_be_checked()
    assert full.record("flags") == []
    has_room(full)
    yes.click()
    expect(dialog).to_be_hidden()
    assert [flag["zones"] for flag in full.record("flags")] == [["chin"]]


def test_settings_without_room_show_what_is_kept(full: Patient) -> None:
    page = full.page
    full.opens("settings/")
    form = page.locator("[data-part=manner]")
    box = form.get_by_role("checkbox", checked=False).first
    name = box.get_attribute("name")
    box = form.locator(f"input[name={name}]")
    box.click()
    says_no_room(full)
    expect(box).not_to_be_checked()
    has_room(full)
    box.check()
    full.opens("settings/")
    expect(box).to_be_checked()


def test_a_backup_without_room_is_not_half_restored(full: Patient) -> None:
    full.opens("settings/")
    chooses(full, file_of(treatments=[VISIT], settings={"hands": "one"}))
    add = full.page.get_by_role("button", name="Add").first
    add.click()
    says_no_room(full)
    assert full.record("treatments") == []
    has_room(full)
    add.click()
    expect(full.page.get_by_text("Added.", exact=False)).to_be_visible()
    assert full.record("treatments") == [VISIT]


def test_a_plan_without_room_can_be_taken_once_there_is_some(full: Patient) -> None:
    full.opens(f"plan/#{link_of(USUAL)}")
    use = button(full, "Use this plan")
    use.click()
    says_no_room(full)
    assert full.record("treatments") == []
    has_room(full)
    use.click()
    expect(full.page.get_by_text("Kept on this phone.")).to_be_visible()
    assert len(full.record("treatments")) == len(USUAL["treatments"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("InvalidStateError", "Transition was aborted because of invalid state"),
        ("AbortError", "Transition was skipped"),
    ],
)
def test_a_fade_that_the_browser_breaks_off_is_no_failure(
    patient: Patient, name: str, said: str
) -> None:
    patient.opens("settings/")
    patient.page.evaluate(
        """([name, said]) => {
          void Promise.reject(new DOMException(said, name))
          void Promise.reject(new DOMException('full', 'QuotaExceededError'))
        }""",
        [name, said],
    )
    says_no_room(patient)
    expect(patient.page.get_by_text(FAILURE)).to_be_hidden()


def test_a_setting_outlives_a_page_that_is_closed_just_then(patient: Patient) -> None:
    page = patient.page
    patient.opens("settings/")
    boxes = page.locator("[data-part=manner]").get_by_role("checkbox")
    names = [box.get_attribute("name") for box in boxes.all()]
    before = [box.is_checked() for box in boxes.all()]
    for name in names:
        with page.expect_navigation():
            page.evaluate(
                """(name) => {
                  document.querySelector(`[data-part=manner] [name=${name}]`).click()
                  location.reload()
                }""",
                name,
            )
        page.locator("main[aria-busy=false]").wait_for()
    assert [box.is_checked() for box in boxes.all()] == [not was for was in before]


def test_after_a_yes_that_found_no_room_no_massage_begins(ready: Patient) -> None:
    ready.page.add_init_script(
        """IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError')
        }"""
    )
    ready.opens("massage/#check")
    ready.page.get_by_role("button", name="Yes").first.click()
    says_no_room(ready)
    expect(button(ready, "None of this. Start")).to_be_disabled()


@stores_the_app
def test_without_room_for_the_app_it_works_with_a_network(
    patient: Patient, watch: Watch
) -> None:
    watch.expect("QuotaExceededError")
    watch.expect("Quota exceeded")
    patient.page.goto(f"{patient.address}/healthz")
    room_of(patient).is_gone()
    with patient.page.context.expect_event("console", lambda said: "uota" in said.text):
        patient.opens()
    patient.page.wait_for_function("async () => (await caches.keys()).length === 0")
    patient.sees_verdict("none")
    has_room(patient)
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    patient.is_controlled()


# A record that does not open, or no longer

#: What browsers have done when asked which databases there are, or to open one.
UNREADABLE = [
    ("databases", "() => new Promise(() => {})"),
    ("databases", "async () => { throw new DOMException('ruins', 'UnknownError') }"),
    ("open", "() => new EventTarget()"),
]


@pytest.mark.parametrize(("call", "act"), UNREADABLE)
def test_a_record_that_cannot_be_read_is_not_taken_for_none(
    patient: Patient, watch: Watch, call: str, act: str
) -> None:
    watch.expect(LOGGED)
    had_botox(patient)
    page = patient.page
    page.add_init_script(f"IDBFactory.prototype.{call} = {act}")
    for path in ("", "massage/"):
        page.goto(f"{patient.address}/en/{path}")
        page.locator("main[aria-busy=true], main[aria-busy=false]").wait_for()
        patient.waits(11)
        sees_failure(patient)
        for words in ("Enter my treatment", "This browser keeps nothing", "Start"):
            expect(page.get_by_text(words).locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("name", ["SecurityError", "InvalidStateError"])
def test_a_browser_that_forbids_storage_says_that_nothing_lasts(
    patient: Patient, name: str
) -> None:
    patient.page.add_init_script(
        f"""for (const call of ['open', 'databases']) {{
          IDBFactory.prototype[call] = () => {{
            throw new DOMException('denied', '{name}')
          }}
        }}"""
    )
    patient.opens()
    expect(patient.page.get_by_text("This browser keeps nothing")).to_be_visible()


def test_a_connection_that_the_browser_drops_is_opened_anew(patient: Patient) -> None:
    had_botox(patient)
    patient.opens()
    patient.sees_verdict("blocked")
    room_of(patient).drops_connections()
    patient.comes_back()
    patient.sees_verdict("none")
    expect(patient.page.get_by_text("Enter my treatment")).to_be_visible()
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.sees_verdict("clear")


#: The next database to be opened is not: its connection is closed meanwhile.
TAKES_NEXT = """() => {
  const { open } = IDBFactory.prototype
  IDBFactory.prototype.open = function () {
    IDBFactory.prototype.open = open
    const request = open.call(this, 'taken', 1)
    const abort = () => request.transaction.abort()
    Promise.resolve().then(() => request.addEventListener('upgradeneeded', abort))
    return request
  }
}"""


def test_one_that_is_dropped_while_it_is_opened_anew_is_so_once_more(
    patient: Patient,
) -> None:
    had_botox(patient)
    patient.opens()
    patient.sees_verdict("blocked")
    patient.page.evaluate(TAKES_NEXT)
    room_of(patient).drops_connections()
    patient.comes_back()
    patient.sees_verdict("none")
    expect(patient.page.get_by_text("Enter my treatment")).to_be_visible()
    assert "native code" in patient.page.evaluate("() => `${indexedDB.open}`")


LETS_GO = """() => new Promise((resolve) => {
  const newer = indexedDB.open('aftertouch', 9)
  newer.onsuccess = () => { newer.result.close(); resolve() }
})"""


def test_an_answer_that_cannot_be_looked_up_any_more_goes(
    ready: Patient, watch: Watch
) -> None:
    """A newer app has changed the record in another window."""
    watch.expect(LOGGED)
    other = Patient(ready.page.context.new_page(), ready.address)
    other.opens("massage/")
    ready.opens()
    ready.sees_verdict("clear")
    ready.page.evaluate(LETS_GO)
    for window in (ready, other):
        window.comes_back()
        sees_failure(window)
        window.sees_verdict("none")
        expect(window.page.get_by_text("Start").locator("visible=true")).to_have_count(
            0
        )


def test_that_nothing_is_entered_is_not_said_any_more_either(
    patient: Patient, watch: Watch
) -> None:
    watch.expect(LOGGED)
    patient.opens("massage/")
    nothing = patient.page.get_by_role("heading", name="No massage to do now")
    expect(nothing).to_be_visible()
    patient.page.evaluate(LETS_GO)
    patient.comes_back()
    sees_failure(patient)
    expect(nothing).to_be_hidden()


def test_a_massage_goes_on_without_its_record_and_is_written_down_later(
    ready: Patient, watch: Watch
) -> None:
    watch.expect(LOGGED)
    begins(ready)
    ready.waits(LEAD_IN + 20)
    ready.page.evaluate(
        """() => {
          const { transaction } = IDBDatabase.prototype
          window.heal = () => (IDBDatabase.prototype.transaction = transaction)
          IDBDatabase.prototype.transaction = () => {
            throw new DOMException('lost', 'UnknownError')
          }
        }"""
    )
    ready.waits(20)
    ready.sees_session("running")
    button(ready, "End").click()
    unwritten = ready.page.get_by_text("this massage is not written down yet")
    expect(unwritten).to_be_visible()
    ready.page.goto("about:blank")
    ready.opens("massage/")
    expect(button(ready, "Start")).to_be_visible()
    assert seconds_kept(ready) == [40]


def test_a_write_that_is_aborted_is_told_and_can_be_tried_again(
    patient: Patient, watch: Watch
) -> None:
    watch.expect(LOGGED)
    patient.opens("treatments/#add")
    patient.page.evaluate(
        """() => {
          const { put } = IDBObjectStore.prototype
          IDBObjectStore.prototype.put = function (...given) {
            const request = put.apply(this, given)
            this.transaction.abort()
            IDBObjectStore.prototype.put = put
            return request
          }
        }"""
    )
    patient.fills_treatment("Sculptra", "2026-03-19", "14:30", ("Chin",))
    button(patient, "Save").click()
    sees_failure(patient)
    assert (patient.record("treatments"), patient.record("routines")) == ([], [])
    button(patient, "Save").click()
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    assert len(patient.record("treatments")) == 1


def test_a_record_that_lies_in_ruins_on_the_disk_is_no_answer(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    base_url: str,
    tmp_path: Path,
    watch: Watch,
) -> None:
    """Between two starts of the phone every file of the database is scrambled."""
    watch.expect(LOGGED)
    profile = tmp_path / "profile"
    options = {**browser_type_launch_args, "timezone_id": "Europe/Madrid"}
    first = browser_type.launch_persistent_context(str(profile), **options)
    had_botox(on(first.pages[0], base_url))
    first.close()
    files = [file for file in profile.rglob("*.leveldb/*") if file.is_file()]
    assert files
    for file in files:
        file.write_bytes(b"\x00ruins" * 200)
    second = browser_type.launch_persistent_context(str(profile), **options)
    watch.attend(second)
    patient = on(second.pages[0], base_url)
    patient.opens()
    patient.sees_verdict("none")
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    patient.opens()
    patient.sees_verdict("blocked")
    second.close()


def on(page: Page, address: str) -> Patient:
    stop_clock(page)
    return Patient(page, address)
