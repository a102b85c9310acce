"""An older record becomes one of this version: whole, or not touched at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.backups import MASSAGE, SIGN, VISIT, everything
from tests.conftest import Watch
from tests.patient import Patient

FIRST = {
    "treatments": "id",
    "routines": "product",
    "clearances": "id",
    "sessions": "id",
    "flags": "id",
}
SECOND = {**FIRST, "courses": "id", "checks": "id"}
RECORDS = {"treatments": [VISIT], "sessions": [MASSAGE], "flags": [SIGN]}
SETTINGS = {"clinicPhone": "+34 600 000 000", "hands": "one"}
#: What an older app wrote, by hand; `window.old` holds it open until it is closed.
WRITES = """([version, keys, records, settings]) => new Promise((resolve, reject) => {
  const open = indexedDB.open('aftertouch', version)
  open.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(keys)) {
      open.result.createObjectStore(name, { keyPath })
    }
    open.result.createObjectStore('settings')
  }
  open.onerror = () => reject(open.error)
  open.onsuccess = () => {
    const base = open.result
    const { objectStoreNames: names } = base
    const transaction = base.transaction(names, 'readwrite')
    for (const [name, list] of Object.entries(records)) {
      for (const record of list) transaction.objectStore(name).put(record)
    }
    for (const [name, value] of Object.entries(settings)) {
      transaction.objectStore('settings').put(value, name)
    }
    transaction.oncomplete = () => {
      window.old = base
      resolve()
    }
  }
})"""
#: A copy that a start before this one left behind.
LEAVES_COPY = """(content) => new Promise((resolve) => {
  const open = indexedDB.open('aftertouch-copy', 1)
  open.onupgradeneeded = () => open.result.createObjectStore('copy')
  open.onsuccess = () => {
    const transaction = open.result.transaction('copy', 'readwrite')
    transaction.objectStore('copy').put(content, 'record')
    transaction.oncomplete = () => { open.result.close(); resolve() }
  }
})"""
NAMES = "async () => (await indexedDB.databases()).map(({ name }) => name).sort()"


def writes(patient: Patient, version: int, keys: dict[str, str]) -> None:
    """An older app's record, on a page of ours that runs nothing."""
    patient.page.goto(f"{patient.address}/healthz")
    patient.page.evaluate(WRITES, [version, keys, RECORDS, SETTINGS])


def lets_go(patient: Patient) -> None:
    patient.page.evaluate("() => window.old.close()")


def content(patient: Patient) -> dict[str, Any]:
    """Store → values, and the version."""
    found = json.loads(everything(patient))
    stores = {name: values for name, _, values in found["content"] if values}
    for name, keys, values in found["content"]:
        if name == "settings":
            named = dict(zip(keys, values, strict=True))
            # What Today notes for itself does not count.
            stores[name] = [named[key] for key in sorted(SETTINGS) if key in named]
    return {"version": found["version"], **stores}


WHOLE = {"version": 3, **RECORDS, "settings": list(SETTINGS.values())}


def databases(patient: Patient) -> list[str]:
    found: list[str] = patient.page.evaluate(NAMES)
    return found


@pytest.mark.parametrize(("version", "keys"), [(1, FIRST), (2, SECOND)])
def test_an_older_record_is_all_there(
    patient: Patient, version: int, keys: dict[str, str]
) -> None:
    writes(patient, version, keys)
    lets_go(patient)
    patient.opens()
    patient.sees_verdict("blocked")
    assert content(patient) == WHOLE
    assert databases(patient) == ["aftertouch"], "the copy is gone"
    patient.opens("courses/")
    assert patient.record("courses") == []


#: The phone dies, or the room is gone, as soon as the new version is there.
LOSES = """() => {
  const { open } = IDBFactory.prototype
  IDBFactory.prototype.open = function (name, version) {
    const request = open.call(this, name, version)
    if (name === 'aftertouch' && version === 3) {
      request.addEventListener('upgradeneeded', () => {
        request.transaction.objectStore('treatments').clear()
        request.transaction.objectStore('settings').delete('hands')
      })
    }
    return request
  }
}"""


def test_what_a_change_of_version_lost_is_put_back(patient: Patient) -> None:
    writes(patient, 2, SECOND)
    lets_go(patient)
    patient.page.add_init_script(f"({LOSES})()")
    patient.opens()
    patient.sees_verdict("blocked")
    assert content(patient) == WHOLE
    assert databases(patient) == ["aftertouch"]


def test_a_copy_that_was_left_by_a_crash_is_looked_through(patient: Patient) -> None:
    """The version had changed; nobody had looked whether all was there."""
    patient.opens("about/")
    other = {**VISIT, "id": "t9", "product": "thread-lift"}
    left = {
        "treatments": {"keys": ["t1", "t9"], "values": [VISIT, other]},
        "settings": {"keys": ["hands"], "values": ["one"]},
    }
    changed = {**VISIT, "note": "changed since"}
    patient.page.evaluate(LEAVES_COPY, left)
    patient.page.evaluate(
        """(record) => new Promise((resolve) => {
          const open = indexedDB.open('aftertouch')
          open.onsuccess = () => {
            const transaction = open.result.transaction('treatments', 'readwrite')
            transaction.objectStore('treatments').put(record)
            transaction.oncomplete = () => { open.result.close(); resolve() }
          }
        })""",
        changed,
    )
    patient.opens()
    assert content(patient) == {
        "version": 3,
        "treatments": [changed, other],
        "settings": ["one"],
    }
    assert databases(patient) == ["aftertouch"]


def test_a_copy_from_a_failed_try_is_made_anew(patient: Patient) -> None:
    """What the older app removed after it stays removed."""
    writes(patient, 2, SECOND)
    removed = {**VISIT, "id": "t9"}
    left = {"treatments": {"keys": ["t1", "t9"], "values": [VISIT, removed]}}
    patient.page.evaluate(LEAVES_COPY, left)
    lets_go(patient)
    patient.opens()
    assert content(patient) == WHOLE


FAILS = """() => {
  const { createObjectStore } = IDBDatabase.prototype
  IDBDatabase.prototype.createObjectStore = function (name, options) {
    if (name === 'plans') throw new DOMException('no', 'UnknownError')
    return createObjectStore.call(this, name, options)
  }
}"""
SENTENCE = "Something did not work. Close the app and open it again"


def test_a_change_that_fails_leaves_the_old_record_as_it_was(
    patient: Patient, watch: Watch
) -> None:
    watch.expect("Aftertouch could not go on")
    watch.expect("no")
    writes(patient, 2, SECOND)
    before = everything(patient)
    lets_go(patient)
    page = patient.page
    patient.page = page.context.new_page()
    patient.page.add_init_script(f"({FAILS})()")
    patient.opens()
    expect(patient.page.get_by_text(SENTENCE)).to_be_visible()
    assert everything(patient) == before
    # The next start without the fault goes on from there.
    patient.page = page
    patient.opens()
    patient.sees_verdict("blocked")
    assert content(patient) == WHOLE
    assert databases(patient) == ["aftertouch"]


NO_ROOM_FOR_COPY = """() => {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'copy') throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  }
}"""


def test_a_full_phone_has_its_record_even_so(patient: Patient) -> None:
    writes(patient, 2, SECOND)
    lets_go(patient)
    patient.page.add_init_script(f"({NO_ROOM_FOR_COPY})()")
    patient.opens()
    patient.sees_verdict("blocked")
    assert content(patient) == WHOLE
    assert databases(patient) == ["aftertouch"]


def test_an_older_window_that_holds_on_keeps_nobody_waiting(
    patient: Patient, watch: Watch
) -> None:
    watch.expect("Aftertouch could not go on")
    writes(patient, 2, SECOND)
    fresh = Patient(patient.page.context.new_page(), patient.address)
    fresh.page.goto(f"{fresh.address}/en/")
    fresh.page.wait_for_function(
        "async () => (await indexedDB.databases()).length === 2"
    )
    expect(fresh.page.get_by_text(SENTENCE)).to_be_hidden()
    sentence = fresh.page.get_by_text(SENTENCE)
    for _ in range(50):
        fresh.waits(1)
        if sentence.is_visible():
            break
    expect(sentence).to_be_visible()
    lets_go(patient)
    fresh.opens()
    fresh.sees_verdict("blocked")
    assert content(fresh) == WHOLE


def test_an_older_window_of_ours_lets_go(patient: Patient) -> None:
    writes(patient, 2, SECOND)
    patient.page.evaluate(
        "() => { window.old.onversionchange = () => window.old.close() }"
    )
    fresh = Patient(patient.page.context.new_page(), patient.address)
    fresh.opens()
    fresh.sees_verdict("blocked")
    assert content(fresh) == WHOLE


def test_a_record_of_a_newer_app_is_not_taken_for_none(
    patient: Patient, watch: Watch
) -> None:
    watch.expect("Aftertouch could not go on")
    writes(patient, 9, SECOND)
    before = everything(patient)
    lets_go(patient)
    patient.opens()
    expect(patient.page.get_by_text(SENTENCE)).to_be_visible()
    expect(patient.page.get_by_text("This browser keeps nothing")).to_be_hidden()
    assert everything(patient) == before


@pytest.mark.parametrize("databases", [True, False])
def test_a_first_visit_leaves_one_empty_record(
    patient: Patient, databases: bool
) -> None:
    """Browsers before 2024 may not list their databases."""
    if not databases:
        patient.page.add_init_script("delete IDBFactory.prototype.databases")
    patient.opens()
    patient.sees_verdict("none")
    patient.adds_treatment("Botox", "2026-03-19", "14:30", ("Chin",))
    patient.opens()
    patient.sees_verdict("blocked")
    assert len(patient.record("treatments")) == 1
