"""The clinic's page: a plan is written down and becomes a link that says it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Route, expect

from tests.browser.nurse import DAY, Nurse, code_in, seen


def routine(plan: dict[str, Any]) -> dict[str, Any]:
    (only,) = plan["routines"]
    found: dict[str, Any] = only
    return found


def test_a_usual_visit_is_in_the_link(nurse: Nurse) -> None:
    nurse.enters_both()
    link = nurse.makes()
    assert link.startswith(f"{nurse.address}/en/plan/#1.")
    assert len(link) < 230
    plan = nurse.read_back(link)
    assert plan["clinic"] == {"name": "Clínica Vega", "phone": "+34 600 123 456"}
    assert plan["language"] == "en"
    assert plan["own"] is False
    assert plan["madeAt"] == "2026-03-20T11:00:00Z"
    when = {"date": DAY, "time": "11:30", "timezone": "Europe/Madrid"}
    sculptra, toxin = plan["treatments"]
    assert {**sculptra, "zones": len(sculptra["zones"])} == {
        **when,
        "product": "sculptra",
        "zones": 10,
    }
    assert toxin == {
        **when,
        "product": "botulinum-toxin",
        "zones": ["forehead", "glabella", "outer-eye-corners"],
    }
    assert routine(plan)["preset"] == "5-5-5"
    assert routine(plan)["zones"] == []
    assert plan["clearances"] == []


def test_everything_that_differs_is_in_the_link(nurse: Nurse) -> None:
    nurse.enters_both()
    page = nurse.page
    massage = page.get_by_role("form", name="Sculptra", exact=True)
    massage.get_by_role("radio", name="3 minutes each time, 3 times a day").check()
    massage.get_by_role("checkbox", name="Temples").uncheck()
    chin = massage.get_by_role("listitem").filter(
        has=page.get_by_role("checkbox", name="Chin", exact=True)
    )
    chin.get_by_text("Chin", exact=True).click()
    chin.get_by_label("Seconds").fill("40")
    chin.get_by_role("radio", name="Light").check()
    chin.get_by_label("Direction").select_option("Upward")
    chin.get_by_role("button", name="Move up: Chin").click()
    nurse.waits_for("Botox", 0, "24")
    nurse.waits_for("Botox", 1, "0")
    nurse.clears(("Chin", "Jawline"), "Lightly, if it does not hurt.")
    page.get_by_label("Language of the patient").select_option("Русский")
    link = nurse.makes()
    assert "/ru/plan/#" in link
    plan = nurse.read_back(link)
    assert plan["language"] == "ru"
    assert plan["treatments"][1]["windows"] == {
        "first-48-hours": 24 * 3_600_000,
        "until-14-days": 0,
    }
    asked = routine(plan)
    assert (asked["minutes"], asked["timesADay"], asked["days"]) == (3, 3, 3)
    assert asked["manner"] == {
        "chin": {"seconds": 40, "intensity": "light", "direction": "up"}
    }
    assert asked["zones"][5:7] == ["chin", "mouth-corners"]
    assert "temples" not in asked["zones"]
    assert plan["clearances"] == [
        {"zones": ["chin", "jawline"], "note": "Lightly, if it does not hurt."}
    ]


def test_no_massage_and_an_unknown_time(nurse: Nurse) -> None:
    nurse.names_the_clinic()
    nurse.enters(1, "Sculptra", ("Chin",), time=None)
    nurse.page.get_by_role("radio", name="No massage").check()
    plan = nurse.read_back(nurse.makes())
    assert plan["treatments"][0]["time"] is None
    assert routine(plan)["days"] == 0
    sheet = nurse.page.get_by_role("article")
    expect(sheet.get_by_text("Your clinic asks you not to massage.")).to_be_visible()


def test_the_code_on_the_screen_is_the_link(nurse: Nurse) -> None:
    nurse.enters_both()
    link = nurse.makes()
    for name in ("The code of the plan", "The code of the plan, on the hand-out"):
        code = nurse.page.get_by_role("img", name=name, exact=True)
        code.scroll_into_view_if_needed()
        assert code_in(seen(code)) == link


def test_the_massage_follows_what_was_treated(nurse: Nurse) -> None:
    page = nurse.page
    nurse.enters(1, "Sculptra", ("Chin", "Jawline"))
    massage = page.get_by_role("form", name="Sculptra", exact=True)
    massage.get_by_role("radio", name="2 minutes each time, 5 times").check()
    massage.get_by_role("checkbox", name="Chin", exact=True).uncheck()
    first = nurse.product(1)
    first.get_by_role("checkbox", name="Temples").check()
    first.get_by_role("checkbox", name="Jawline").uncheck()
    massage = page.get_by_role("form", name="Sculptra", exact=True)
    chosen = massage.get_by_role("checkbox", checked=True)
    assert [box.get_attribute("value") for box in chosen.all()] == ["temples"]
    shorter = massage.get_by_role("radio", name="2 minutes each time, 5 times")
    expect(shorter).to_be_checked()
    first.get_by_role("radio", name="Thread lift").check()
    expect(page.get_by_role("heading", name="The massage")).to_be_hidden()
    expect(page.get_by_role("form", name="Threads ·")).to_be_visible()


def test_another_product_has_the_day_of_the_first_and_can_go_again(
    nurse: Nurse,
) -> None:
    nurse.enters(1, "Sculptra", ("Chin",))
    expect(nurse.page.get_by_role("button", name="Remove")).to_have_count(0)
    nurse.enters(2, "Botox", ("Forehead",))
    second = nurse.product(2)
    expect(second.get_by_label("Date")).to_have_value(DAY)
    expect(second.get_by_label("Time", exact=True)).to_have_value("11:30")
    expect(nurse.page.get_by_role("form", name="Botox ·")).to_be_visible()
    second.get_by_role("button", name="Remove").click()
    expect(second).to_have_count(0)
    expect(nurse.page.get_by_role("form", name="Botox ·")).to_have_count(0)
    heading = nurse.product(1).get_by_role("heading", name="Product 1")
    expect(heading).to_be_focused()


def test_each_waiting_time_says_when_it_ends(nurse: Nurse) -> None:
    nurse.enters(1, "Botox", ("Forehead",))
    waits = nurse.page.get_by_role("form", name="Botox ·")
    expect(waits.get_by_text("Until Sunday 22 March, 11:30")).to_be_visible()
    nurse.waits_for("Botox", 0, "3", "days")
    expect(waits.get_by_text("Until Monday 23 March, 11:30")).to_be_visible()
    nurse.waits_for("Botox", 0, "0")
    left_out = waits.get_by_text("Left out: your patient does not wait.")
    expect(left_out).to_be_visible()
    field = waits.get_by_label("Ends after").first
    expect(field).to_have_accessible_description(re.compile("^No face massage of any"))


def test_a_product_that_holds_the_massage_back_is_said_to_the_clinic(
    nurse: Nurse,
) -> None:
    nurse.enters_both()
    nurse.makes()
    word = nurse.page.get_by_text("of 25 massages fall away")
    expect(word).to_contain_text("Until Sunday 22 March, 11:30, 10 of 25 massages")
    nurse.waits_for("Botox", 0, "0")
    nurse.makes()
    expect(word).to_be_hidden()


def test_the_same_plan_opens_in_the_language_of_the_patient(nurse: Nurse) -> None:
    nurse.enters_both()
    page = nurse.page
    page.get_by_label("Language of the patient").select_option("Русский")
    link = nurse.makes()
    code = link.split("#")[1]
    page.get_by_role("link", name="Open the hand-out in Русский").click()
    page.wait_for_url(re.compile("/ru/clinic/$"))
    page.locator("main[aria-busy=false]").wait_for()
    again = page.locator("[data-part=link]").input_value()
    russian = Nurse(page, nurse.address, "ru")
    assert russian.read_back(again) == russian.read_back(code)
    sheet = page.get_by_role("article")
    expect(sheet.get_by_text("Ботокс", exact=True)).to_be_visible()
    expect(page.locator("[data-part=other-language]")).to_be_hidden()


def test_a_drawing_that_comes_late_takes_no_plan_back(nurse: Nurse) -> None:
    held: list[Route] = []
    nurse.page.context.route("**/diagrams/body-*.svg", lambda route: held.append(route))
    nurse.names_the_clinic()
    nurse.enters(1, "Mesotherapy, body", ("Hips",))
    link = nurse.makes()
    assert len(held) == 2
    for route in held:
        route.continue_()
    drawings = nurse.product(1).get_by_role("img", name="The body, from the front")
    expect(drawings.get_by_role("img")).to_have_count(2)
    assert nurse.link() == link


def test_a_link_that_is_no_plan_changes_nothing(nurse: Nurse) -> None:
    nurse.opens("#1.NOTHING.0000000")
    words = nurse.page.get_by_text("The link could not be read.")
    expect(words).to_be_visible()
    assert nurse.page.url.endswith("/en/clinic/")
    expect(nurse.product(1).get_by_label("Date")).to_have_value("")


def test_a_plan_is_made_by_keyboard_alone(nurse: Nurse) -> None:
    page = nurse.page
    keys = page.keyboard
    page.get_by_label("Name of the clinic").focus()
    keys.type("Clínica Vega")
    keys.press("Tab")
    keys.type("+34 600 123 456")
    for _ in ("emergency number", "language", "first product"):
        keys.press("Tab")
    keys.press("Space")
    expect(nurse.product(1).get_by_role("radio", name="Botox")).to_be_checked()
    nurse.product(1).get_by_label("Date").fill(DAY)
    nurse.product(1).get_by_label("The time is not known").focus()
    keys.press("Space")
    nurse.product(1).get_by_role("checkbox", name="Forehead").focus()
    keys.press("Space")
    nurse.page.get_by_role("button", name="Make the link").focus()
    keys.press("Enter")
    assert nurse.link()
    expect(page.get_by_role("heading", name="The plan is ready")).to_be_focused()
