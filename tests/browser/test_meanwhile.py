"""What happened meanwhile: a view that was drawn is not believed when it is pressed."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.faults import NO_ROOM
from tests.browser.keeping import keeps
from tests.browser.massages import LEAD_IN, begins, button
from tests.patient import Patient

FLAG: dict[str, Any] = {
    **{"id": "f", "sign": "white-skin", "level": "orange", "zones": []},
    **{"at": "2026-03-20T11:00:00Z", "clearedAt": None, "clearedBy": ""},
}
#: Three days ago: light massage only, and only if the clinic agrees.
BOTOX: dict[str, Any] = {
    **{"id": "b", "product": "botulinum-toxin", "date": "2026-03-17"},
    **{"time": "09:00", "timezone": "Europe/Madrid", "zones": ["forehead"]},
    "note": "",
}
#: Writes into the record as another window does that nobody hears of.
WRITES = """([kind, record]) => new Promise((resolve) => {
  const open = indexedDB.open('aftertouch')
  open.onsuccess = () => {
    const writing = open.result.transaction(kind, 'readwrite')
    writing.objectStore(kind).put(record)
    writing.oncomplete = () => (open.result.close(), resolve())
  }
})"""
#: Begins to write a treatment, and reads before that is on the disk.
READS_BEHIND = """async (record) => {
  const [{ openStore }, { KEYS }] = await Promise.all([
    import('/device/store.js'),
    import('/core/keepsakes.js'),
  ])
  const store = await openStore(KEYS)
  await store.read()
  const writing = store.put('treatments', record)
  const { treatments } = await store.read()
  await writing
  return treatments.map(({ id }) => id)
}"""


def is_offered_again(patient: Patient) -> None:
    """A massage was interrupted, and the page offers to go on."""
    begins(patient)
    patient.waits(LEAD_IN + 20)
    button(patient, "Pause").click()
    patient.sees_session("paused")
    patient.opens("massage/")
    expect(button(patient, "Resume")).to_be_visible()


def writes(patient: Patient, kind: str, record: dict[str, Any]) -> None:
    patient.page.evaluate(WRITES, [kind, record])


def test_a_massage_is_not_resumed_over_a_sign_noted_meanwhile(ready: Patient) -> None:
    is_offered_again(ready)
    writes(ready, "flags", FLAG)
    ready.page.evaluate("() => new BroadcastChannel('aftertouch').postMessage('')")
    expect(button(ready, "Resume")).to_be_hidden()
    ready.sees_verdict("blocked")
    assert [kept["seconds"] for kept in ready.record("sessions")] == [20]


def test_one_that_was_left_for_hours_is_over_when_resume_is_pressed(
    ready: Patient,
) -> None:
    is_offered_again(ready)
    ready.page.clock.set_system_time("2026-03-20T14:00:00Z")
    button(ready, "Resume").click()
    ready.sees_session("ready")
    assert [kept["seconds"] for kept in ready.record("sessions")] == [20]


def test_questions_about_an_open_face_begin_no_careful_massage(ready: Patient) -> None:
    """Drawn while nothing stood against it; then a visit comes from another window."""
    ready.opens("massage/#check")
    start = button(ready, "None of this. Start")
    expect(start).to_be_visible()
    writes(ready, "treatments", BOTOX)
    ready.page.evaluate("() => new BroadcastChannel('aftertouch').postMessage('')")
    start.click()
    ready.sees_verdict("caution")
    ready.sees_session("ready")
    expect(button(ready, "Start")).to_be_disabled()


#: One touch that lands twice at one place: on a button, and on the one that comes to
#: lie there. Resolves when the second has landed.
LANDS_TWICE = """async ([first, second]) => {
  const named = (name) => [...document.querySelectorAll('button')]
    .find((each) => each.textContent === name && each.checkVisibility())
  const press = (button) => {
    const how = { bubbles: true, cancelable: true, pointerType: 'touch', detail: 1 }
    button.dispatchEvent(new PointerEvent('pointerdown', how))
    button.dispatchEvent(new PointerEvent('click', how))
  }
  const { port1, port2 } = new MessageChannel()
  const turn = () => new Promise((resolve) => {
    port1.onmessage = resolve
    port2.postMessage('')
  })
  // A page that has only just come takes no touch yet.
  while (document.timeline.currentTime < 400) await turn()
  press(named(first))
  for (let turns = 0; !named(second) && turns < 10_000; turns += 1) await turn()
  press(named(second))
  await turn()
}"""


def test_the_echo_of_a_wet_touch_answers_no_further_questions(patient: Patient) -> None:
    patient.had("Mesotherapy, body", "2026-03-17", "09:00", ("Hips",))
    patient.opens("massage/#check")
    expect(button(patient, "None of this. Go on")).to_be_visible()
    names = ["None of this. Go on", "None of this. Start"]
    patient.page.evaluate(LANDS_TWICE, names)
    patient.sees_session("check")
    expect(button(patient, "None of this. Start")).to_be_visible()


def test_a_yes_that_is_pressed_twice_is_one_sign(ready: Patient) -> None:
    ready.opens("massage/#check")
    yes = button(ready, "Yes").first
    yes.evaluate("(button) => (button.click(), button.click())")
    ready.page.wait_for_url("**/help/")
    assert len(ready.record("flags")) == 1


def test_after_half_an_hour_today_no_longer_waits_for_it(ready: Patient) -> None:
    begins(ready)
    ready.waits(LEAD_IN + 20)
    button(ready, "Pause").click()
    ready.sees_session("paused")
    ready.opens()
    expect(ready.page.get_by_role("link", name="Resume the massage")).to_be_visible()
    ready.page.clock.fast_forward("03:00:00")
    expect(ready.page.get_by_role("link", name="Start massage")).to_be_visible()


def test_what_is_written_stays_in_front_when_one_comes_back(patient: Patient) -> None:
    keeps(patient, treatments=[BOTOX])
    patient.opens("treatments/#clearance")
    said = patient.page.get_by_label("Who said so?")
    said.fill("Dr Vega")
    patient.comes_back()
    patient.waits(1)
    expect(said).to_be_visible()
    expect(patient.page.get_by_role("heading", name="Your treatments")).to_be_hidden()


def test_an_answer_that_finds_no_room_is_taken_back(patient: Patient) -> None:
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.had("filler", "2026-03-10", "10:00", ("Chin",))
    patient.page.add_init_script(
        """IDBObjectStore.prototype.put = () => {
             throw new DOMException('full', 'QuotaExceededError')
           }"""
    )
    patient.opens()
    out = button(patient, "Leave the blocked areas out")
    out.click()
    expect(patient.page.get_by_text(NO_ROOM)).to_be_visible()
    expect(out).to_be_visible()
    expect(patient.page.get_by_text("For now you massage only:")).to_be_hidden()
    patient.sees_verdict("blocked")


def test_who_reads_while_a_write_is_under_way_reads_what_was_written(
    patient: Patient,
) -> None:
    patient.opens("about/")
    assert patient.page.evaluate(READS_BEHIND, BOTOX) == ["b"]
