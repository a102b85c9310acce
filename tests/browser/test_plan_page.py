"""A clinic's plan, opened by its patient: read, taken, taken back; and never sent."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.keeping import keeps
from tests.conftest import Server, stop_clock, stores_the_app
from tests.core.plan_code import link_of, sealed
from tests.core.plans import USUAL
from tests.patient import Patient

HOUR = 3_600_000
NAME = "Clinic on Main Street"
DUMP = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open('aftertouch')
  open.onerror = () => reject(open.error)
  open.onsuccess = () => {
    const database = open.result
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names)
    const found = {}
    for (const name of names) {
      const store = transaction.objectStore(name)
      const [keys, values] = [store.getAllKeys(), store.getAll()]
      values.onsuccess = () => { found[name] = [keys.result, values.result] }
    }
    transaction.oncomplete = () => { database.close(); resolve(JSON.stringify(found)) }
  }
})"""
VISIT = {
    "id": "mine",
    "product": "sculptra",
    "date": "2026-03-20",
    "time": "09:00",
    "timezone": "Europe/Madrid",
    "zones": ["temples", "chin"],
    "note": "",
}
ROUTINE = {"product": "sculptra", "minutes": 3, "timesADay": 3, "days": 3, "zones": []}


def made(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(USUAL), **changes}


#: Only what asks for massage, and nothing that stands against it.
OPEN = made(treatments=USUAL["treatments"][:1], clearances=[])
#: The toxin's block shortened to a day.
SHORTER = made()
SHORTER["treatments"][1]["windows"] = {"first-48-hours": 24 * HOUR}


def opens(patient: Patient, link: str) -> None:
    patient.page.goto("about:blank")
    patient.opens(f"plan/#{link}")


def button(patient: Patient, name: str) -> Locator:
    return patient.page.get_by_role("button", name=name, exact=True)


def takes(patient: Patient, plan: dict[str, Any]) -> None:
    opens(patient, link_of(plan))
    button(patient, "Use this plan").click()
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()


def sees_today(patient: Patient) -> None:
    patient.page.get_by_role("link", name="See today").click()
    patient.page.locator("main[aria-busy=false]").wait_for()


def dump(patient: Patient) -> str:
    return str(patient.page.evaluate(DUMP))


# Opening and taking


def test_from_the_link_to_the_first_massage(patient: Patient) -> None:
    opens(patient, link_of(OPEN))
    page = patient.page
    plan = page.get_by_role("region", name=NAME)
    expect(plan.get_by_role("heading", name=NAME)).to_be_visible()
    call = plan.get_by_role("link", name="+34 600 123 456")
    expect(call).to_have_attribute("href", "tel:+34600123456")
    expect(plan).to_contain_text("Sculptra · Friday 20 March, 11:30")
    expect(plan).to_contain_text("5 minutes each time, 5 times a day, 5 days")
    assert "deleted" not in dump(patient) and patient.record("treatments") == []
    button(patient, "Use this plan").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    sees_today(patient)
    patient.sees_verdict("clear")
    patient.starts_massage()


def test_today_follows_the_plan_and_says_so(patient: Patient) -> None:
    takes(patient, SHORTER)
    sees_today(patient)
    patient.sees_verdict("blocked")
    # 11:30 in Madrid and 24 hours, where others wait for 48.
    opens_at = "2026-03-21T10:30:00.000Z"
    expect(patient.main).to_have_attribute("data-opens-at", opens_at)
    expect(patient.main).to_contain_text("for as long as your clinic’s plan says")
    patient.page.get_by_text("What this rests on").click()
    source = patient.page.get_by_role("link", name="Your clinic’s plan")
    expect(source).to_have_attribute("href", "/en/plan/")
    patient.opens("aftercare/")
    expect(patient.main).to_contain_text("for as long as your clinic’s plan says")
    usual = patient.page.get_by_text("for the first 48 hours").filter(visible=True)
    expect(usual).to_have_count(0)


def test_a_visit_that_is_changed_keeps_what_the_clinic_set(patient: Patient) -> None:
    takes(patient, SHORTER)
    patient.opens("treatments/")
    page = patient.page
    page.get_by_role("button", name="Change: Botox, 11:30").click()
    page.get_by_role("checkbox", name="Lips").check()
    button(patient, "Save").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    toxin = patient.record("treatments")[1]
    assert toxin["zones"] == ["forehead", "glabella", "outer-eye-corners", "lips"]
    assert toxin["windows"] == {"first-48-hours": 24 * HOUR}
    # Of another product it says nothing.
    page.get_by_role("link", name="Treatments").click()
    page.get_by_role("button", name="Change: Botox, 11:30").click()
    page.get_by_role("radio", name="Mesotherapy, face").check()
    button(patient, "Save").click()
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    assert "windows" not in patient.record("treatments")[1]


def test_what_the_clinic_set_is_told_in_words(patient: Patient) -> None:
    plan = deepcopy(SHORTER)
    plan["routines"][0]["manner"] = {"chin": {"seconds": 60, "intensity": "light"}}
    opens(patient, link_of(plan))
    told = patient.page.get_by_role("region", name=NAME)
    for words in [
        "No massage of the face before Saturday 21 March, 11:30. "
        "Your clinic set this time for you.",
        # Clocks went forward in between.
        "ntil Friday 3 April, 12:30 only lightly",
        "Forehead, Between the brows, Outer corners of the eyes",
        "Chin 60 s · light",
        "Chin, Jawline, Corners of the jaw · Lightly",
        "Made on 20 March 2026",
    ]:
        expect(told).to_contain_text(words)


def test_another_year_is_said(patient: Patient) -> None:
    plan = deepcopy(OPEN)
    plan["treatments"][0] |= {"date": "2024-12-05", "time": None}
    opens(patient, link_of(plan))
    expect(patient.main).to_contain_text("5 December 2024")


def test_it_says_what_changes_and_undo_brings_it_back(patient: Patient) -> None:
    keeps(patient, treatments=[VISIT], routines=[ROUTINE])
    before = dump(patient)
    opens(patient, link_of(USUAL))
    changes = patient.page.get_by_role("region", name="What changes on this phone")
    expect(changes).to_contain_text("It was: Sculptra, 09:00 · Temples, Chin.")
    expect(changes).to_contain_text(
        "Your own plan for Sculptra was: 3 minutes each time, 3 times a day, 3 days."
    )
    assert dump(patient) == before
    button(patient, "Use this plan").click()
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    first, second = patient.record("treatments")
    assert (first["id"], first["time"], len(first["zones"])) == ("mine", "11:30", 10)  # type: ignore[arg-type]
    assert second["product"] == "botulinum-toxin"
    assert dump(patient) != before
    button(patient, "Undo").click()
    expect(button(patient, "Use this plan")).to_be_visible()
    assert dump(patient) == before


def test_pressed_twice_it_can_still_be_taken_back(patient: Patient) -> None:
    keeps(patient, treatments=[VISIT], routines=[ROUTINE])
    before = dump(patient)
    opens(patient, link_of(USUAL))
    use = button(patient, "Use this plan")
    use.evaluate("(button) => { button.click(); button.click() }")
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    button(patient, "Undo").click()
    expect(use).to_be_visible()
    assert dump(patient) == before


def test_a_carried_record_is_called_so(patient: Patient) -> None:
    opens(patient, link_of(made(own=True)))
    plan = patient.page.get_by_role("region", name="Your own record, carried over")
    expect(plan).to_contain_text("Sculptra · Friday 20 March, 11:30")
    button(patient, "Use this plan").click()
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    [clearance] = patient.record("clearances")
    assert clearance["fromPlan"] is False


def test_not_now_changes_nothing(patient: Patient) -> None:
    keeps(patient, treatments=[VISIT], routines=[ROUTINE])
    before = dump(patient)
    opens(patient, link_of(USUAL))
    button(patient, "Not now").click()
    expect(patient.main).to_contain_text("Nothing was changed.")
    expect(button(patient, "Use this plan")).to_be_hidden()
    assert dump(patient) == before


def test_the_same_plan_twice_changes_nothing(patient: Patient) -> None:
    takes(patient, USUAL)
    before = dump(patient)
    opens(patient, link_of(USUAL))
    expect(patient.main).to_contain_text("You use this plan already.")
    expect(button(patient, "Use this plan")).to_be_hidden()
    assert dump(patient) == before


def test_a_plan_taken_before_can_be_read_again(patient: Patient) -> None:
    takes(patient, USUAL)
    patient.opens("plan/")
    before = patient.page.get_by_role("region", name="Plans that you have taken")
    expect(before).to_contain_text("20 March 2026")
    before.get_by_role("button", name=f"Show again: {NAME}, 20 March 2026").click()
    expect(patient.page.get_by_role("region", name=NAME)).to_contain_text("Sculptra")


def test_a_plan_opens_nothing_that_was_noted_as_wrong(patient: Patient) -> None:
    flag = {
        "id": "f",
        "sign": "white-skin",
        "level": "red",
        "zones": [],
        "at": "2026-03-20T10:30:00Z",
        "clearedAt": None,
        "clearedBy": "",
    }
    keeps(patient, flags=[flag])
    opens(patient, link_of(OPEN))
    expect(patient.main).to_contain_text("a plan does not change it")
    button(patient, "Use this plan").click()
    expect(patient.page.get_by_text("Kept on this phone.")).to_be_visible()
    assert patient.record("flags") == [flag]
    sees_today(patient)
    patient.sees_verdict("blocked")


# Links that cannot be read

LINK = link_of(USUAL)
BAD = {
    "cut short": (LINK[:-3], "This link is cut short or mistyped."),
    "not ours": ("utm_source=mail", "This is not a link to a plan."),
    "too long": ("1." + "A" * 3000, "This is too long for a plan."),
    "newer": (sealed("2.ABC"), "A newer version of this app made this link."),
    "hostile": (
        link_of(made(clinic={"name": "A\nB", "phone": ""})),
        "This link is cut short or mistyped.",
    ),
    "empty": (
        link_of(made(treatments=[], routines=[], clearances=[])),
        "There is no plan in this link.",
    ),
    "far": (
        link_of(made(madeAt="2031-03-20T10:00:00Z", treatments=[])),
        "The dates of this plan are far from today.",
    ),
    "markup": ("<img src=x onerror=alert(1)>", "This is not a link to a plan."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_link_says_what_is_wrong_and_changes_nothing(
    patient: Patient, name: str
) -> None:
    link, words = BAD[name]
    keeps(patient, treatments=[VISIT], routines=[ROUTINE])
    before = dump(patient)
    opens(patient, link)
    alert = patient.page.get_by_role("alert").filter(has_text=words)
    expect(alert).to_contain_text("Nothing was changed.")
    expect(button(patient, "Use this plan")).to_be_hidden()
    assert patient.page.url == f"{patient.address}/en/plan/"
    assert dump(patient) == before


# Pasting, and other ways in


@pytest.mark.parametrize(
    "text",
    ["{}", "https://clinic.example/en/plan/#{}", "Your plan: https://a.b/#{} Bye!"],
)
def test_a_link_can_be_pasted(patient: Patient, text: str) -> None:
    patient.opens("plan/")
    page = patient.page
    page.get_by_label("Paste the link").fill(text.format(LINK))
    page.get_by_label("Paste the link").press("Enter")
    expect(page.get_by_role("region", name=NAME)).to_be_visible()
    assert page.url == f"{patient.address}/en/plan/"


def test_a_wrong_paste_says_so_and_the_next_one_works(patient: Patient) -> None:
    patient.opens("plan/")
    page = patient.page
    button(patient, "Open the plan").click()
    alert = page.get_by_role("alert").filter(has_text="There is no plan in this link.")
    expect(alert).to_be_visible()
    expect(page.get_by_label("Paste the link")).to_be_focused()
    page.get_by_label("Paste the link").fill(LINK)
    button(patient, "Open the plan").click()
    expect(alert).to_be_hidden()
    expect(page.get_by_role("region", name=NAME)).to_be_focused()


def test_a_wrong_paste_stays_so_that_it_can_be_put_right(patient: Patient) -> None:
    patient.opens("plan/")
    field = patient.page.get_by_label("Paste the link")
    field.fill(LINK[:-1])
    button(patient, "Open the plan").click()
    expect(
        patient.page.get_by_role("alert").filter(has_text="cut short")
    ).to_be_visible()
    expect(field).to_have_value(LINK[:-1])
    field.press("End")
    field.press_sequentially(LINK[-1])
    button(patient, "Open the plan").click()
    expect(patient.page.get_by_role("region", name=NAME)).to_be_visible()
    expect(field).to_have_value("")


def test_another_link_while_the_page_is_open(patient: Patient) -> None:
    opens(patient, LINK)
    other = made(clinic={"name": "Another clinic", "phone": ""})
    patient.page.evaluate("(link) => { location.hash = link }", link_of(other))
    plan = patient.page.get_by_role("region", name="Another clinic")
    expect(plan).to_be_visible()
    assert patient.page.url == f"{patient.address}/en/plan/"


def test_skipping_to_the_content_is_no_link(patient: Patient) -> None:
    opens(patient, LINK)
    patient.page.get_by_role("link", name="Skip to the content").press("Enter")
    expect(patient.page.get_by_role("region", name=NAME)).to_be_visible()
    expect(patient.page.get_by_role("alert")).to_be_hidden()


def test_ways_to_the_page(patient: Patient) -> None:
    patient.opens()
    patient.page.get_by_role("link", name="Open it here").click()
    expect(patient.page).to_have_url(f"{patient.address}/en/plan/")
    keeps(patient, treatments=[VISIT])
    patient.opens("treatments/")
    patient.page.get_by_role("link", name="My clinic gave me a link").click()
    expect(patient.page).to_have_url(f"{patient.address}/en/plan/")


# Languages, networks


def test_the_same_plan_in_the_language_of_its_patient(patient: Patient) -> None:
    opens(patient, link_of(made(language="ru")))
    page = patient.page
    page.get_by_role("link", name=re.compile("Русский")).and_(
        page.get_by_role("region", name=NAME).get_by_role("link")
    ).click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    assert page.url == f"{patient.address}/ru/plan/"


def test_no_language_is_offered_where_it_is_the_pages_own(patient: Patient) -> None:
    opens(patient, LINK)
    plan = patient.page.get_by_role("region", name=NAME)
    expect(plan.get_by_role("link", name=re.compile("Русский"))).to_be_hidden()


@stores_the_app
def test_without_a_network(page: Page, own_server: Server) -> None:
    stop_clock(page)
    patient = Patient(page, own_server.address)
    patient.opens()
    patient.is_controlled()
    own_server.stop()
    takes(patient, OPEN)
    sees_today(patient)
    patient.sees_verdict("clear")


# Nothing of it is sent


def pieces(plan: dict[str, Any]) -> list[str]:
    """What must never be seen outside: the link, any eight signs of it, its words."""
    link = link_of(plan)
    cut = [link[at : at + 8] for at in range(len(link) - 7)]
    return [*cut, plan["clinic"]["name"], "600 123 456", "600123456", "600%20123%20456"]


class Wire:
    """All that goes out, as the page sends it and as the server gets it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.sent: list[str] = []
        self.received: list[str] = []
        page.context.on("request", self._hear)
        self._app = server._server.app
        server._server.app = self._answer

    def _hear(self, request: Request) -> None:
        self.sent.append(f"{request.url} {request.headers} {request.post_data}")

    def _answer(self, environ: dict[str, Any], start: Any) -> Any:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length)
        plain = {key: value for key, value in environ.items() if key.isupper()}
        self.received.append(f"{plain} {body!r}")
        return self._app(environ, start)


def test_no_byte_of_a_plan_leaves_the_phone(page: Page, own_server: Server) -> None:
    stop_clock(page)
    patient = Patient(page, own_server.address)
    wire = Wire(page, own_server)
    plan = made(language="ru")
    takes(patient, plan)
    sees_today(patient)
    patient.opens("plan/")
    page.get_by_label("Paste the link").fill(f"{patient.address}/en/plan/#{LINK}")
    button(patient, "Open the plan").click()
    expect(page.get_by_role("region", name=NAME)).to_be_visible()
    page.evaluate("(link) => { location.hash = link }", LINK[:-1])
    expect(page.get_by_role("alert").filter(has_text="cut short")).to_be_visible()
    opens(patient, link_of(plan))
    page.get_by_role("region", name=NAME).get_by_role("link", name="Русский").click()
    expect(page).to_have_url(f"{patient.address}/ru/plan/")
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    urls = [entry["url"] for entry in history["entries"]]
    assert len(urls) > 4
    for heard in (wire.sent, wire.received, own_server.lines):
        assert any("/ru/plan/" in line for line in heard)
    told = [*wire.sent, *wire.received, *own_server.lines, *urls]
    seen = "\n".join(told).lower()
    assert [
        piece for piece in pieces(plan) + pieces(USUAL) if piece.lower() in seen
    ] == []


def test_before_any_script_the_field_cannot_send_itself(patient: Patient) -> None:
    patient.opens("plan/")
    field = patient.page.get_by_label("Paste the link")
    assert field.get_attribute("name") is None
    expect(field).to_have_attribute("spellcheck", "false")
    expect(field).to_have_attribute("autocomplete", "off")
