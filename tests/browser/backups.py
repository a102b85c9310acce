"""What the tests of backup files write on a phone, and what they look at."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.keeping import keeps
from tests.patient import Patient

VISIT = {
    "id": "t1",
    "product": "botulinum-toxin",
    "date": "2026-03-19",
    "time": "14:30",
    "timezone": "Europe/Madrid",
    "zones": ["forehead", "glabella"],
    "note": "",
}
MASSAGE = {
    "id": "s1",
    "product": "sculptra",
    "startedAt": "2026-03-19T18:00:00Z",
    "seconds": 300,
    "planned": 300,
    "zones": ["temples"],
    "day": "2026-03-19",
    "late": False,
}
SIGN = {
    "id": "f1",
    "sign": "white-skin",
    "level": "orange",
    "zones": ["chin"],
    "at": "2026-03-19T19:00:00Z",
    "clearedAt": None,
    "clearedBy": "",
}
WORD = {
    "id": "c1",
    "zones": ["forehead"],
    "by": "The clinic",
    "at": "2026-03-19T20:00:00Z",
    "note": "",
    "fromPlan": True,
}
LISTS = (
    *("treatments", "routines", "clearances", "sessions", "flags"),
    *("courses", "checks", "plans"),
)
#: The whole database as one text, read past the app's own code.
EVERYTHING = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open('aftertouch')
  open.onerror = () => reject(open.error)
  open.onsuccess = async () => {
    const base = open.result
    const names = [...base.objectStoreNames]
    const stores = names.map((name) => base.transaction(name).objectStore(name))
    const all = (request) => new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    const content = await Promise.all(stores.map(async (store) => {
      return [store.name, await all(store.getAllKeys()), await all(store.getAll())]
    }))
    const { version } = base
    base.close()
    resolve(JSON.stringify({ version, content }))
  }
})"""


def file_of(**parts: Any) -> dict[str, Any]:
    """A backup file with these lists and settings, and otherwise nothing in it."""
    empty: dict[str, Any] = {name: [] for name in LISTS}
    head = {"format": "aftertouch-backup", "version": 1}
    return {**head, "madeAt": "2026-03-18T10:00:00Z", **empty, "settings": {}, **parts}


def has_a_record(patient: Patient) -> None:
    """One treatment, one massage and one open sign are on the phone."""
    keeps(patient, treatments=[VISIT], sessions=[MASSAGE], flags=[SIGN])
    patient.opens("settings/")


def everything(patient: Patient) -> str:
    found: str = patient.page.evaluate(EVERYTHING)
    return found


def chooses(patient: Patient, content: str | dict[str, Any]) -> None:
    """Picks a file of this content, as from the phone's own list of files."""
    text = content if isinstance(content, str) else json.dumps(content)
    file = {"name": "aftertouch.json", "mimeType": "application/json"}
    patient.page.get_by_label("Choose a backup file").set_input_files(
        files=[{**file, "buffer": text.encode()}]  # type: ignore[list-item]
    )


def section(patient: Patient, name: str) -> Locator:
    return patient.page.get_by_role("region", name=name, exact=True)


def says(patient: Patient, text: str) -> None:
    expect(section(patient, "Bring a backup back")).to_contain_text(text)
