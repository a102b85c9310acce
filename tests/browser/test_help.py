"""Help: the signs, noting one, whom to call, and the clinic's word that lifts it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from server.config import Config
from server.protocols import load
from tests.browser.axe import faults
from tests.conftest import Server, Watch, stop_clock
from tests.patient import Patient

RULES = load(Config().protocols)
SIGNS = {sign.id: sign for sign in RULES.red_flags.sign}
CAUSES = {cause.id: cause.name for cause in RULES.red_flags.cause}
LEVELS = {
    "red": "Emergency: call now",
    "orange": "Call your clinic now",
    "yellow": "Call your clinic today or tomorrow",
}
FOLDED = "Signs after other treatments"
YES = "Yes, I notice this"
CLEAR = "My clinic cleared it"


def put(patient: Patient, kind: str, **record: Any) -> None:
    """Writes a record past the app's own code; the page is told as by a window."""
    patient.page.evaluate(
        """async ([kind, record]) => {
          const open = indexedDB.open('aftertouch')
          const database = await new Promise((resolve) => {
            open.onsuccess = () => resolve(open.result)
          })
          await new Promise((resolve) => {
            const store = database.transaction(kind, 'readwrite').objectStore(kind)
            store.put(record).onsuccess = resolve
          })
          database.close()
          new BroadcastChannel('aftertouch').postMessage('changed')
        }""",
        [kind, record],
    )


def visit(patient: Patient, product: str, date: str = "2026-03-18") -> None:
    place = {"time": "14:30", "timezone": "Europe/Madrid", "note": ""}
    put(
        patient,
        "treatments",
        id=f"{product} {date}",
        product=product,
        date=date,
        zones=["chin"],
        **place,
    )


def raised(patient: Patient, sign: str, **changes: Any) -> None:
    flag: dict[str, Any] = {
        "id": f"flag of {sign}",
        "sign": sign,
        "level": SIGNS[sign].level,
        "zones": [],
        "at": "2026-03-20T10:20:30Z",
        "clearedAt": None,
        "clearedBy": "",
    }
    put(patient, "flags", **flag | changes)


@pytest.fixture
def reader(patient: Patient) -> Patient:
    patient.opens("help/")
    return patient


def level(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=LEVELS[name], exact=True)


def row(page: Page, sign: str) -> Locator:
    return page.get_by_role("button", name=SIGNS[sign].text)


def card(page: Page, words: str) -> Locator:
    heading = page.get_by_role("heading", name=words)
    return (
        page.get_by_role("region", name="What you noted")
        .get_by_role("listitem")
        .filter(has=heading)
    )


def notes(patient: Patient, sign: str) -> None:
    row(patient.page, sign).click()
    confirms(patient, sign)


def confirms(patient: Patient, sign: str) -> None:
    """Says yes, and waits until it stands at the top."""
    patient.page.get_by_role("button", name=YES).click()
    expect(card(patient.page, SIGNS[sign].text)).to_be_visible()


def says_cleared(patient: Patient, by: str) -> None:
    page = patient.page
    page.get_by_role("button", name=CLEAR).click()
    page.get_by_label("Who cleared it?").fill(by)
    page.get_by_role("button", name=CLEAR).click()


# The list


def test_without_javascript_every_sign_reads_under_its_level_and_cause(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/en/help/")
    for name in LEVELS:
        region = level(page, name)
        wanted = [sign for sign in SIGNS.values() if sign.level == name]
        expect(region.get_by_role("listitem")).to_have_count(len(wanted))
        for sign in wanted:
            item = region.get_by_role("listitem").filter(has_text=sign.text)
            expect(item).to_be_visible()
            group = item.locator("xpath=../..").get_by_role("heading", level=3)
            expect(group).to_have_text(CAUSES[sign.cause])
            for product in sign.after:
                expect(item).to_contain_text(RULES.treatments[product].short)
            if not sign.after:
                expect(item).to_have_text(sign.text)
    expect(page.get_by_role("link", name="Call 112")).to_have_attribute(
        "href", "tel:112"
    )
    expect(page.get_by_text("Do not massage a white area.")).to_be_visible()
    expect(page.get_by_text("This list cannot be complete.")).to_be_visible()
    for nothing in ("button", "textbox", "form"):
        expect(page.get_by_role("main").get_by_role(nothing)).to_have_count(0)
    expect(page.get_by_text(FOLDED).first).to_be_hidden()
    context.close()


def test_with_nothing_entered_every_sign_is_in_sight(reader: Patient) -> None:
    for sign in SIGNS:
        expect(row(reader.page, sign)).to_be_visible()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(
        "Something feels wrong"
    )
    expect(reader.page.get_by_text(FOLDED).first).to_be_hidden()
    expect(reader.page.get_by_text("Cleared by your clinic")).to_be_hidden()


@pytest.mark.parametrize("product", ["botulinum-toxin", "sculptra", "thread-lift"])
def test_signs_of_what_was_done_come_first_and_others_fold(
    reader: Patient, product: str
) -> None:
    """Nothing red ever folds; a general sign belongs to every treatment."""
    visit(reader, product)
    page = reader.page
    belongs = {
        sign.id: sign.level == "red" or not sign.after or product in sign.after
        for sign in SIGNS.values()
    }
    assert not all(belongs.values())
    for sign, is_near in belongs.items():
        expect(row(page, sign)).to_be_visible(visible=is_near)
    for folded in page.get_by_text(FOLDED).all():
        if folded.is_visible():
            folded.click()
    for sign in SIGNS:
        expect(row(page, sign)).to_be_visible()


def test_nothing_red_is_ever_folded_away(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    """Even if the rules said that an emergency belongs to one product."""
    protocols = shutil.copytree(Config().protocols, tmp_path / "protocols")
    file = protocols / "red-flags.toml"
    line = 'id = "vision"\n'
    rules = file.read_text("utf-8")
    assert line in rules
    file.write_text(rules.replace(line, line + 'after = ["sculptra"]\n'), "utf-8")
    own_server.deploys(Config(protocols=protocols))
    stop_clock(page)
    patient = Patient(page, own_server.address)
    patient.opens("help/")
    visit(patient, "botulinum-toxin")
    expect(row(page, "new-lump")).to_be_hidden()
    rows = level(page, "red").get_by_role("listitem")
    expect(rows.last).to_contain_text(SIGNS["vision"].text + " after Sculptra")
    expect(row(page, "vision")).to_be_visible()


def test_the_fold_follows_the_treatments(reader: Patient) -> None:
    visit(reader, "botulinum-toxin")
    expect(row(reader.page, "new-lump")).to_be_hidden()
    visit(reader, "sculptra")
    expect(row(reader.page, "new-lump")).to_be_visible()
    expect(row(reader.page, "droop")).to_be_visible()


def test_the_page_never_calls_anything_normal_or_names_an_illness(
    reader: Patient,
) -> None:
    visit(reader, "sculptra")
    for sign in ("white-skin", "breathing", "new-lump"):
        raised(reader, sign)
    expect(card(reader.page, SIGNS["new-lump"].text)).to_be_visible()
    text = reader.main.inner_text().lower()
    assert re.findall(r"normal|harmless|diagnos|safe|prevent|cellulitis|!", text) == []


def test_the_numbers_that_are_named_are_those_of_the_rules(reader: Patient) -> None:
    sentence = reader.page.get_by_text("112 in Europe").inner_text()
    numbers = RULES.red_flags.emergency.numbers
    assert "112 in Europe" in sentence
    assert RULES.red_flags.emergency.anywhere == "112"
    assert numbers["US"] == numbers["CA"] == "911"
    assert "911 in the USA and Canada" in sentence
    assert f"{numbers['GB']} in the United Kingdom" in sentence
    assert f"{numbers['RU']} or 112 in Russia" in sentence


# Noting a sign


def test_a_sign_that_concerns_the_whole_body_asks_nothing_but_to_confirm(
    reader: Patient,
) -> None:
    page = reader.page
    row(page, "vision").click()
    dialog = page.get_by_role("dialog", name=SIGNS["vision"].text)
    expect(dialog.get_by_role("heading")).to_be_focused()
    expect(dialog.get_by_role("radio")).to_have_count(0)
    expect(dialog.get_by_role("link", name="Call 999")).to_have_attribute(
        "href", "tel:999"
    )
    assert reader.record("flags") == []
    confirms(reader, "vision")
    expect(dialog).to_be_hidden()
    (flag,) = reader.record("flags")
    assert (flag["sign"], flag["level"], flag["zones"], flag["at"]) == (
        "vision",
        "red",
        [],
        "2026-03-20T11:00:00Z",
    )
    assert (flag["clearedAt"], flag["clearedBy"]) == (None, "")
    latched = card(page, SIGNS["vision"].text)
    expect(latched.get_by_role("heading")).to_be_focused()
    expect(latched.get_by_text("Emergency: call now")).to_be_visible()
    expect(latched.get_by_role("link", name="Call 999")).to_be_visible()
    hold = "Massage stays off until your clinic has cleared it."
    expect(latched.get_by_text(hold)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stop for now, and call")
    expect(row(page, "vision")).to_contain_text("noted")


def test_a_local_sign_asks_where_and_all_over_is_the_first_answer(
    reader: Patient,
) -> None:
    page = reader.page
    row(page, "crust").click()
    expect(page.get_by_role("radio", name="All over, or I am not sure")).to_be_checked()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    confirms(reader, "crust")
    (flag,) = reader.record("flags")
    assert flag["zones"] == []


def test_areas_are_chosen_on_the_face_or_in_the_list(reader: Patient) -> None:
    page = reader.page
    row(page, "white-skin").click()
    page.get_by_role("radio", name="On the face or neck").check()
    page.get_by_role("button", name=YES).click()
    problem = page.get_by_text("Choose at least one area, or all over.")
    expect(problem).to_be_visible()
    assert reader.record("flags") == []
    page.locator("path[data-zone=chin]").click()
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_checked()
    page.get_by_role("checkbox", name="Jawline").check()
    confirms(reader, "white-skin")
    (flag,) = reader.record("flags")
    assert flag["zones"] == ["chin", "jawline"]
    latched = card(page, SIGNS["white-skin"].text)
    expect(latched.get_by_text("12:00 · Chin, Jawline")).to_be_visible()
    expect(latched.get_by_text("Massage stays off there")).to_be_visible()
    expect(latched.get_by_text("Ask them before you massage anywhere")).to_be_visible()


def test_areas_of_the_body_and_a_change_of_mind(reader: Patient) -> None:
    """What was ticked on the face is forgotten with the face."""
    page = reader.page
    row(page, "infection").click()
    page.get_by_role("radio", name="On the face or neck").check()
    page.get_by_role("checkbox", name="Chin", exact=True).check()
    page.get_by_role("radio", name="On the body").check()
    expect(page.get_by_role("checkbox", name="Chin", exact=True)).to_be_hidden()
    page.get_by_role("checkbox", name="Knees").check()
    confirms(reader, "infection")
    (flag,) = reader.record("flags")
    assert (flag["level"], flag["zones"]) == ("yellow", ["knees"])


@pytest.mark.parametrize("way", ["Back", "Escape", "beside"])
def test_a_slip_leaves_no_trace(reader: Patient, way: str) -> None:
    page = reader.page
    row(page, "crust").click()
    page.get_by_role("radio", name="On the body").check()
    page.get_by_role("checkbox", name="Knees").check()
    if way == "Back":
        page.get_by_role("button", name="Back").click()
    elif way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.mouse.click(195, 8)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(row(page, "crust")).to_be_focused()
    assert reader.record("flags") == []
    notes(reader, "crust")
    (flag,) = reader.record("flags")
    assert flag["zones"] == []


def test_a_note_can_be_taken_back_right_away(reader: Patient) -> None:
    notes(reader, "crust")
    reader.page.get_by_role("button", name="Undo").click()
    expect(card(reader.page, SIGNS["crust"].text)).to_be_hidden()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(
        "Something feels wrong"
    )
    assert reader.record("flags") == []


def test_later_only_the_clinic_lifts_it(reader: Patient) -> None:
    notes(reader, "crust")
    reader.waits(21)
    expect(reader.page.get_by_role("button", name="Undo")).to_be_hidden()
    reader.opens("help/")
    expect(card(reader.page, SIGNS["crust"].text)).to_be_visible()
    reader.opens()
    reader.sees_verdict("blocked")


def test_the_same_sign_once_more_makes_the_flag_larger(reader: Patient) -> None:
    raised(reader, "crust", zones=["chin"])
    page = reader.page
    expect(card(page, SIGNS["crust"].text)).to_contain_text("Chin")
    row(page, "crust").click()
    page.get_by_role("radio", name="On the body").check()
    page.get_by_role("checkbox", name="Knees").check()
    page.get_by_role("button", name=YES).click()
    expect(card(page, SIGNS["crust"].text)).to_contain_text("Chin, Knees")
    (flag,) = reader.record("flags")
    assert (flag["zones"], flag["at"]) == (["chin", "knees"], "2026-03-20T10:20:30Z")
    page.get_by_role("button", name="Undo").click()
    expect(card(page, SIGNS["crust"].text)).not_to_contain_text("Knees")
    (flag,) = reader.record("flags")
    assert flag["zones"] == ["chin"]


def test_a_sign_is_noted_by_keyboard_alone(reader: Patient) -> None:
    page = reader.page
    row(page, "crust").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row(page, "crust")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=YES)).to_be_focused()
    page.keyboard.press("Enter")
    expect(card(page, SIGNS["crust"].text)).to_be_visible()


def test_the_answer_to_a_question_is_kept_in_its_own_words(reader: Patient) -> None:
    """ "Seeing, breathing …" is wider than the sign that it raises."""
    raised(reader, "breathing")
    words = "Is seeing, breathing, swallowing or speaking any different?"
    expect(card(reader.page, words)).to_contain_text("11:20 · you answered yes")
    reader.page.get_by_role("button", name="Trouble breathing").click()
    reader.page.get_by_role("button", name=YES).click()
    expect(reader.page.get_by_text("Noted.")).to_be_visible()
    expect(card(reader.page, words)).to_be_visible()
    assert len(reader.record("flags")) == 1


def test_a_sign_that_this_version_does_not_know_still_stands(reader: Patient) -> None:
    put(
        reader,
        "flags",
        id="f",
        sign="from-a-later-version",
        level="orange",
        zones=[],
        at="2026-03-20T10:20:30Z",
        clearedAt=None,
        clearedBy="",
    )
    expect(card(reader.page, "from-a-later-version")).to_be_visible()


def test_the_gravest_stands_first_and_says_what_was_done(reader: Patient) -> None:
    raised(reader, "crust")
    raised(reader, "vision", at="2026-03-01T10:00:00Z")
    visit(reader, "botulinum-toxin", "2026-03-18")
    visit(reader, "sculptra", "2026-03-02")
    region = reader.page.get_by_role("region", name="What you noted")
    cards = region.get_by_role("listitem")
    expect(cards.first).to_contain_text("1 March 11:00")
    expect(cards.first).to_contain_text(SIGNS["vision"].text)
    expect(cards.first).to_contain_text(
        "Tell them what you had done: Botox, Wednesday 14:30 · Sculptra, 2 March 14:30."
    )


# The clinic's word


def test_the_clinics_word_needs_a_name_and_a_time_that_can_be(
    reader: Patient,
) -> None:
    raised(reader, "crust")
    page = reader.page
    page.get_by_role("button", name=CLEAR).click()
    who, date = page.get_by_label("Who cleared it?"), page.get_by_label("Date")
    time = page.get_by_label("Time", exact=True)
    expect(who).to_be_focused()
    expect(date).to_have_value("2026-03-20")
    expect(time).to_have_value("12:00")
    send = page.get_by_role("button", name=CLEAR)
    send.click()
    expect(page.get_by_text("Enter who cleared it")).to_be_visible()
    expect(who).to_be_focused()
    who.fill("   ")
    send.click()
    expect(page.get_by_text("Enter who cleared it")).to_be_visible()
    who.fill("Dr Vega")
    for day, hour, sentence in (
        ("2026-03-20", "12:01", "This lies in the future."),
        ("2026-03-20", "11:19", "This lies before you noted the sign."),
        ("2026-03-20", "", "Enter the day and the time."),
    ):
        date.fill(day)
        time.fill(hour)
        send.click()
        expect(page.get_by_text(sentence)).to_be_visible()
        expect(date).to_be_focused()
        (flag,) = reader.record("flags")
        assert flag["clearedAt"] is None
    expect(page.get_by_text("Enter who cleared it")).to_be_hidden()
    time.fill("11:40")
    send.click()
    expect(card(page, SIGNS["crust"].text)).to_be_hidden()
    (flag,) = reader.record("flags")
    assert (flag["clearedAt"], flag["clearedBy"]) == ("2026-03-20T10:40:00Z", "Dr Vega")


def test_what_was_cleared_stays_as_a_quiet_history(reader: Patient) -> None:
    raised(reader, "crust", clearedAt="2026-03-20T10:30:00Z", clearedBy="Dr Ruiz")
    raised(reader, "bump", at="2026-03-10T09:00:00Z")
    page = reader.page
    page.get_by_role("button", name=CLEAR).click()
    page.get_by_label("Date").fill("2026-03-11")
    page.get_by_label("Time", exact=True).fill("08:15")
    page.get_by_label("Who cleared it?").fill("Dr Vega")
    page.get_by_role("button", name=CLEAR).click()
    expect(card(page, SIGNS["bump"].text)).to_be_hidden()
    expect(page.get_by_text("Dr Vega")).to_be_hidden()
    reader.opens("help/")
    page.get_by_text("Cleared by your clinic").click()
    past = page.get_by_role("listitem").filter(has_text="Cleared by ")
    expect(past).to_have_text(
        [
            re.compile(
                re.escape(SIGNS["crust"].text)
                + r"Noted: 11:20\. Cleared by Dr Ruiz: 11:30\."
            ),
            re.compile(
                re.escape(SIGNS["bump"].text)
                + r"Noted: 10 March 10:00\. Cleared by Dr Vega: 11 March 08:15\."
            ),
        ]
    )


def test_a_clearance_too_can_be_taken_back_right_away(reader: Patient) -> None:
    raised(reader, "crust")
    before = reader.record("flags")
    says_cleared(reader, "Dr Vega")
    expect(card(reader.page, SIGNS["crust"].text)).to_be_hidden()
    reader.page.get_by_role("button", name="Undo").click()
    expect(card(reader.page, SIGNS["crust"].text)).to_be_visible()
    assert reader.record("flags") == before


def test_a_cleared_sign_can_be_noted_again(reader: Patient) -> None:
    raised(reader, "crust", clearedAt="2026-03-20T10:30:00Z", clearedBy="Dr Ruiz")
    notes(reader, "crust")
    assert len(reader.record("flags")) == 2


def test_what_somebody_types_survives_another_window(reader: Patient) -> None:
    raised(reader, "crust")
    page = reader.page
    page.get_by_role("button", name=CLEAR).click()
    page.get_by_label("Who cleared it?").fill("Dr Ve")
    raised(reader, "vision")
    expect(card(page, SIGNS["vision"].text)).to_be_visible()
    field = card(page, SIGNS["crust"].text).get_by_label("Who cleared it?")
    expect(field).to_have_value("Dr Ve")
    expect(field).to_be_focused()


# Whom to call


def keeps_numbers(patient: Patient, clinic: str, emergency: str) -> None:
    page = patient.page
    page.get_by_role("textbox", name="Your clinic’s number").fill(clinic)
    page.get_by_role("textbox", name="Emergency number").fill(emergency)
    page.get_by_role("button", name="Keep it on this phone").click()


def test_both_numbers_are_kept_and_dialled(reader: Patient) -> None:
    page = reader.page
    link = level(page, "orange").get_by_role("link")
    expect(link).to_have_text("Write down your clinic’s number")
    link.click()
    field = page.get_by_role("textbox", name="Your clinic’s number")
    expect(field).to_be_focused()
    keeps_numbers(reader, " +34 600 123-456 ", "(061)")
    expect(page.get_by_text("Kept on this phone.")).to_be_visible()
    reader.opens("help/")
    expect(field).to_have_value("+34 600 123-456")
    expect(link).to_have_text("Call +34 600 123-456")
    expect(link).to_have_attribute("href", "tel:+34600123456")
    urgent = level(page, "red").get_by_role("link")
    expect(urgent).to_have_text("Call (061)")
    expect(urgent).to_have_attribute("href", "tel:061")
    raised(reader, "white-skin")
    raised(reader, "vision")
    cards = page.get_by_role("region", name="What you noted").get_by_role("listitem")
    for index, address in enumerate(("tel:061", "tel:+34600123456")):
        call = cards.nth(index).get_by_role("link")
        expect(call).to_have_attribute("href", address)
    row(page, "stroke").click()
    call = page.get_by_role("dialog").get_by_role("link")
    expect(call).to_have_attribute("href", "tel:061")


def test_a_new_number_reaches_the_cards_at_once(reader: Patient) -> None:
    raised(reader, "white-skin")
    question = "Is a patch of skin white"
    link = card(reader.page, question).get_by_role("link")
    expect(link).to_have_attribute("href", "#clinic")
    keeps_numbers(reader, "600 123 456", "")
    expect(link).to_have_attribute("href", "tel:600123456")


@pytest.mark.parametrize("wrong", ["call me", "1", "12345678901234567", "112;1"])
def test_a_wrong_number_is_one_sentence_and_keeps_nothing(
    reader: Patient, wrong: str
) -> None:
    page = reader.page
    keeps_numbers(reader, "600 123 456", wrong)
    expect(page.get_by_text("Enter a phone number, digits only.")).to_have_count(1)
    field = page.get_by_role("textbox", name="Emergency number")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Kept on this phone.")).to_be_hidden()
    keeps_numbers(reader, wrong, "112")
    field = page.get_by_role("textbox", name="Your clinic’s number")
    expect(field).to_be_focused()
    reader.opens("help/")
    expect(field).to_have_value("")
    expect(level(page, "red").get_by_role("link")).to_have_text("Call 999")


def test_an_empty_number_goes_back_to_the_regions(reader: Patient) -> None:
    page = reader.page
    keeps_numbers(reader, "600 123 456", "112")
    urgent = level(page, "red").get_by_role("link")
    expect(urgent).to_have_text("Call 112")
    expect(page.get_by_text("Left empty, it is 999")).to_be_visible()
    keeps_numbers(reader, "", "")
    expect(urgent).to_have_text("Call 999")
    expect(level(page, "orange").get_by_role("link")).to_have_attribute(
        "href", "#clinic"
    )


@pytest.mark.parametrize(
    ("locale", "number"), [("en-US", "911"), ("ru-RU", "103"), ("es-ES", "112")]
)
def test_the_emergency_number_is_that_of_the_phones_region(
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    watch: Watch,
    locale: str,
    number: str,
) -> None:
    context = browser.new_context(**{**browser_context_args, "locale": locale})
    watch.attend(context)
    page = context.new_page()
    stop_clock(page)
    Patient(page, base_url).opens("help/")
    link = level(page, "red").get_by_role("link")
    expect(link).to_have_text(f"Call {number}")
    expect(link).to_have_attribute("href", f"tel:{number}")
    context.close()


def test_a_link_from_elsewhere_leads_to_the_clinics_number(patient: Patient) -> None:
    patient.opens("help/#clinic")
    field = patient.page.get_by_role("textbox", name="Your clinic’s number")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()


# For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_cards_history_and_dialog(
    reader: Patient, scheme: str
) -> None:
    page = reader.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit(reader, "botulinum-toxin")
    raised(reader, "vision")
    raised(reader, "white-skin", zones=["chin"])
    raised(reader, "new-lump")
    raised(reader, "crust", clearedAt="2026-03-20T10:30:00Z", clearedBy="Dr Ruiz")
    expect(card(page, SIGNS["vision"].text)).to_be_visible()
    page.get_by_role("button", name=CLEAR).first.click()
    page.get_by_text("Cleared by your clinic").click()
    for folded in page.get_by_text(FOLDED).all():
        folded.click() if folded.is_visible() else None
    found = faults(page)
    row(page, "infection").click()
    for place in ("All over", "On the face", "On the body"):
        page.get_by_role("radio", name=place).check()
        found += faults(page)
    assert found == []


def test_everything_fits_a_small_phone_and_a_finger(reader: Patient) -> None:
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 568})
    raised(reader, "vision")
    page.get_by_role("button", name=CLEAR).click()
    row(page, "crust").click()
    page.get_by_role("radio", name="On the body").check()
    expect(page.get_by_role("button", name=YES)).to_be_in_viewport(ratio=1)
    for _ in ("dialog", "page"):
        scope = page.locator("html")
        assert scope.evaluate("(root) => root.scrollWidth") <= 320
        for button in page.get_by_role("button").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 48, button.inner_text()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
        page.keyboard.press("Escape")


def test_what_closed_the_massage_leads_where_it_says(patient: Patient) -> None:
    """To Help while a sign stands, to Today once only a waiting time does."""
    page = patient.page
    sign = {
        **{"id": "f", "sign": "white-skin", "level": "orange", "zones": ["chin"]},
        **{"at": "2026-03-20T09:00:00Z", "clearedAt": None, "clearedBy": ""},
    }
    patient.had("Botox", "2026-03-19", "14:30", ("Chin",))
    put(patient, "flags", **sign)
    patient.opens("massage/")
    expect(page.get_by_role("link", name="Open Help")).to_be_visible()
    cleared = {"clearedAt": "2026-03-20T10:00:00Z", "clearedBy": "The clinic"}
    put(patient, "flags", **{**sign, **cleared})
    expect(page.get_by_role("link", name="What can I do instead?")).to_have_attribute(
        "href", "/en/"
    )
    expect(page.get_by_role("link", name="Open Help")).to_have_count(0)
