"""Records that a phone has already, written past the app's own code."""

from __future__ import annotations

from typing import Any

from tests.patient import Patient


def keeps(patient: Patient, **records: list[dict[str, Any]]) -> None:
    """The phone has these records already, past the app's own code."""
    patient.opens("settings/")
    patient.page.evaluate(
        """async (kinds) => {
          const open = indexedDB.open('aftertouch')
          const database = await new Promise((resolve) => {
            open.onsuccess = () => resolve(open.result)
          })
          for (const [kind, records] of Object.entries(kinds)) {
            const store = database.transaction(kind, 'readwrite').objectStore(kind)
            const written = records.map((record) => new Promise((resolve) => {
              store.put(record).onsuccess = resolve
            }))
            await Promise.all(written)
          }
          database.close()
        }""",
        records,
    )
