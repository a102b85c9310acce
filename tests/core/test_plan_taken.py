"""After taking a plan: the clinic's word is there, and nothing is lost."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.core.oracle_rules import DAY
from tests.core.plan_code import link_of
from tests.core.plans import MADE, USUAL, plan

Record = dict[str, Any]
HOUR = 3_600_000
NOW = 1_774_004_400_000  # 2026-03-20T11:00:00Z

EMPTY: Record = {
    **{
        kind: []
        for kind in (
            *("treatments", "routines", "clearances", "sessions", "flags"),
            *("courses", "checks", "plans"),
        )
    },
    "settings": {},
}
SCULPTRA = {
    "id": "mine",
    "product": "sculptra",
    "date": "2026-03-20",
    "time": None,
    "timezone": "UTC",
    "zones": ["temples", "lips"],
    "note": "left side sore",
}
ROUTINE = {"product": "sculptra", "minutes": 3, "timesADay": 3, "days": 3, "zones": []}
OWN: Record = {
    **EMPTY,
    "treatments": [SCULPTRA, {**SCULPTRA, "id": "old", "date": "2026-01-02"}],
    "routines": [ROUTINE],
    "clearances": [
        {
            "id": "word",
            "zones": ["chin"],
            "by": "Dr Ana",
            "at": "2026-03-20T10:00:00Z",
            "note": "",
            "fromPlan": False,
        }
    ],
    "sessions": [{"id": "s", "product": "sculptra", "seconds": 300}],
    "flags": [
        {
            "id": "f",
            "sign": "white-skin",
            "level": "red",
            "zones": [],
            "at": "2026-03-20T10:30:00Z",
            "clearedAt": None,
            "clearedBy": "",
        }
    ],
    "courses": [{"id": "c", "product": "sculptra", "visits": []}],
    "checks": [{"id": "k", "product": "sculptra", "lump": False}],
    "settings": {"loudness": "soft", "clinicPhone": "112", "dayStarts": "08:00"},
}
TAKE = """async (jobs) => {
  const { taken } = await import('/core/plan-taken.js')
  const { changesBetween } = await import('/core/keepsakes.js')
  window.rules ??= await (await fetch('/en/protocols.json')).json()
  return JSON.stringify(JSON.parse(jobs).map(({ kept, plan, link, now }) => {
    const untouched = JSON.stringify(kept)
    const after = taken(kept, plan, { link, now, protocols: window.rules })
    if (JSON.stringify(kept) !== untouched) throw Error('It wrote into its argument')
    return { after, changes: changesBetween(kept, after),
      back: changesBetween(after, kept) }
  }))
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, base_url: str) -> Page:
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    return page


def take(page: Page, kept: Record, made: Record, now: int = NOW) -> Record:
    job = {"kept": kept, "plan": made, "link": link_of(made), "now": now}
    [found] = json.loads(page.evaluate(TAKE, json.dumps([job])))
    return dict(found)


def applied(kept: Record, changes: Record) -> Record:
    """The record after some changes, as the store makes them; in the store's order."""
    made: Record = {}
    for kind, records in kept.items():
        if kind == "settings":
            continue
        key = "product" if kind == "routines" else "id"
        gone = set(changes["remove"].get(kind, []))
        known = {record[key]: record for record in records if record[key] not in gone}
        known |= {record[key]: record for record in changes["put"].get(kind, [])}
        made[kind] = [known[name] for name in sorted(known)]
    settings = {**kept["settings"], **changes["set"]}
    made["settings"] = {
        name: settings[name]
        for name in sorted(settings)
        if name not in changes["unset"]
    }
    return made


def stored(kept: Record) -> str:
    nothing: Record = {"put": {}, "remove": {}, "set": {}, "unset": []}
    return json.dumps(applied(kept, nothing))


def test_a_first_plan_brings_all_that_it_says(page: Page) -> None:
    after = take(page, EMPTY, USUAL)["after"]
    made = after["plans"][0]
    assert made | {"id": ""} == {
        "id": "",
        "clinic": "Clinic on Main Street",
        "at": "2026-03-20T11:00:00Z",
        "link": link_of(USUAL),
    }
    visits = [{**visit, "note": ""} for visit in USUAL["treatments"]]
    assert [
        {k: v for k, v in each.items() if k != "id"} for each in after["treatments"]
    ] == visits
    assert after["routines"] == USUAL["routines"]
    [clearance] = after["clearances"]
    assert clearance | {"id": ""} == {
        "id": "",
        "zones": ["chin", "jawline", "jaw-angle"],
        "by": "Clinic on Main Street",
        "at": MADE,
        "note": "Lightly",
        "fromPlan": True,
    }
    assert after["settings"] == {
        "clinicName": "Clinic on Main Street",
        "clinicPhone": "+34 600 123 456",
    }


def test_an_entered_visit_is_completed_and_everything_else_stays(page: Page) -> None:
    after = take(page, OWN, USUAL)["after"]
    mine, old, new = after["treatments"]
    wanted = {key: USUAL["treatments"][0][key] for key in ("time", "timezone", "zones")}
    assert mine == {**SCULPTRA, **wanted}
    assert old == OWN["treatments"][1]
    assert new["product"] == "botulinum-toxin"
    for kind in ("sessions", "flags", "courses", "checks"):
        assert after[kind] == OWN[kind]
    assert after["clearances"][0] == OWN["clearances"][0]
    assert after["settings"] == {
        **OWN["settings"],
        "clinicName": "Clinic on Main Street",
        "clinicPhone": "+34 600 123 456",
    }


def test_a_time_that_the_clinic_does_not_name_stays(page: Page) -> None:
    made = deepcopy(USUAL)
    made["treatments"][0]["time"] = None
    kept = {**EMPTY, "treatments": [{**SCULPTRA, "time": "09:15"}]}
    visit = take(page, kept, made)["after"]["treatments"][0]
    assert (visit["time"], visit["timezone"]) == ("09:15", "UTC")
    assert visit["zones"] == USUAL["treatments"][0]["zones"]


def test_a_newer_plan_settles_what_an_older_one_set(page: Page) -> None:
    older = deepcopy(USUAL)
    older["treatments"][1]["windows"] = {"first-48-hours": 24 * HOUR}
    first = take(page, EMPTY, older)["after"]
    assert first["treatments"][1]["windows"] == {"first-48-hours": 24 * HOUR}
    second = take(page, first, USUAL)["after"]
    assert len(second["treatments"]) == 2
    assert "windows" not in second["treatments"][1]
    links = {each["link"] for each in second["plans"]}
    assert links == {link_of(older), link_of(USUAL)}


def test_two_visits_of_a_product_on_one_day_stay_two(page: Page) -> None:
    made = deepcopy(USUAL)
    made["treatments"].append({**made["treatments"][0], "zones": ["hips"]})
    kept = {**EMPTY, "treatments": [SCULPTRA]}
    first = take(page, kept, made)
    assert [visit["zones"][0] for visit in first["after"]["treatments"]] == [
        "temples",
        "forehead",
        "hips",
    ]
    assert nothing(take(page, first["after"], made)["changes"])


def nothing(changes: Record) -> bool:
    lists = [*changes["put"].values(), *changes["remove"].values()]
    return not any([*lists, changes["set"], changes["unset"]])


def test_answers_and_the_usual_routine(page: Page) -> None:
    drainage = {
        "product": "mesotherapy-body",
        "preset": "light",
        **{"minutes": 5, "timesADay": 0, "days": 2},
        "then": [{"minutes": 5, "timesADay": 1, "days": 12}],
        "zones": [],
    }
    screened = {"at": "2026-03-20T10:00:00Z", "yes": [], "by": ""}
    kept = {
        **EMPTY,
        "routines": [{**drainage, "screened": screened, "wider": ["hips"]}],
    }
    made = {**USUAL, "routines": [drainage]}
    routines = take(page, kept, made)["after"]["routines"]
    assert routines[0] == {**drainage, "screened": screened}
    assert routines[1] == USUAL["routines"][0]


def test_a_carried_record_has_no_more_authority_than_its_patient(page: Page) -> None:
    made = {**deepcopy(USUAL), "own": True}
    made["treatments"][0]["windows"] = {}
    kept = {
        **OWN,
        "settings": {"clinicPhone": "112", "clinicName": "Mine"},
    }
    after = take(page, kept, made)["after"]
    visit = after["treatments"][0]
    assert set(visit["zones"]) == {*SCULPTRA["zones"], *USUAL["treatments"][0]["zones"]}
    assert visit["time"] == "11:30"
    assert after["settings"] == kept["settings"]
    assert [word["fromPlan"] for word in after["clearances"]] == [False, False]


def test_taken_twice_nothing_more_and_taken_back_byte_for_byte(page: Page) -> None:
    random = Random("taken")
    for _ in range(120):
        made = plan(random)
        kept = deepcopy(random.choice([EMPTY, OWN]))
        for visit in made["treatments"]:
            if random.random() < 0.4:
                kept["treatments"].append(
                    {**visit, "id": f"own-{random.random()}", "note": "x", "time": None}
                )
        first = take(page, kept, made)
        again = take(page, first["after"], made, NOW + DAY)
        assert nothing(again["changes"])
        after = applied(kept, first["changes"])
        assert json.dumps(after) == stored(first["after"])
        assert json.dumps(applied(after, first["back"])) == stored(kept)


OPEN = """async ([kept, protocols, now]) => {
  const { assess } = await import('/core/gate.js')
  return assess({ ...kept, protocols }, now).verdict
}"""


def test_no_plan_opens_what_a_flag_closes(page: Page, protocols: Record) -> None:
    made = deepcopy(USUAL)
    made["treatments"][1]["windows"] = {"first-48-hours": 0, "until-14-days": 0}
    made["clearances"] = [{"zones": USUAL["treatments"][0]["zones"], "note": ""}]
    after = take(page, OWN, made)["after"]
    assert page.evaluate(OPEN, [after, protocols, NOW + HOUR]) == "blocked"
    without = {**after, "flags": []}
    assert page.evaluate(OPEN, [without, protocols, NOW + HOUR]) == "clear"


# The phone's own record as a plan

CARRY = """async ([kept, now]) => {
  const { ownPlan } = await import('/core/plan-own.js')
  const { linkOf, readLink } = await import('/core/plan-link.js')
  window.rules ??= await (await fetch('/en/protocols.json')).json()
  const protocols = window.rules
  const plan = ownPlan(kept, { now, language: 'en', protocols })
  const link = linkOf(plan)
  return { plan, length: link.length, read: readLink(link, { protocols, now }) }
}"""


def test_the_own_record_is_carried_over(page: Page) -> None:
    kept = {
        **OWN,
        "treatments": [{**SCULPTRA, "windows": {"first-48-hours": 0}}],
        "routines": [{**ROUTINE, "zones": ["chin"], "wider": ["chin", "temples"]}],
        "settings": {"clinicName": "Clinic", "clinicPhone": "112"},
    }
    found = page.evaluate(CARRY, [kept, NOW])
    # A window of another product says nothing of this visit.
    assert "windows" not in found["plan"]["treatments"][0]
    assert found["read"] == {"plan": found["plan"]}
    carried = found["plan"]
    assert carried["own"] is True
    assert carried["clinic"] == {"name": "Clinic", "phone": "112"}
    assert carried["routines"] == [{**ROUTINE, "zones": ["chin", "temples"]}]
    assert carried["clearances"] == [{"zones": ["chin"], "note": "Dr Ana"}]


def test_what_no_link_can_say_is_left_out(page: Page) -> None:
    visit = {**SCULPTRA, "time": "10:00"}
    kept = {
        **EMPTY,
        "treatments": [
            visit,
            {**visit, "id": "a", "product": "laser"},
            {**visit, "id": "b", "zones": ["wrists"]},
            {**visit, "id": "c", "date": "2019-01-01"},
        ],
        "routines": [{**ROUTINE, "minutes": 90}],
        "clearances": [
            {**OWN["clearances"][0], "id": at, "at": at}
            for at in ("2026-03-19T10:00:00Z", "2026-03-25T10:00:00Z")
        ],
        "settings": {"clinicPhone": "call me", "clinicName": "x" * 300},
    }
    found = page.evaluate(CARRY, [kept, NOW])
    carried = found["plan"]
    assert found["read"] == {"plan": carried}
    wanted = {key: value for key, value in visit.items() if key not in ("id", "note")}
    assert carried["treatments"] == [wanted]
    assert carried["routines"] == []
    # Said before the visit, it lifts nothing of it; said ahead of now, not yet.
    assert carried["clearances"] == []
    assert carried["clinic"] == {"name": "x" * 120, "phone": ""}


def test_of_too_much_the_oldest_visits_stay_behind(page: Page) -> None:
    visits = [
        {
            **SCULPTRA,
            "id": f"v{day}",
            "date": f"2025-{1 + day // 28:02}-{1 + day % 28:02}",
            "timezone": f"Nowhere/{'x' * 50}{day:02}",
        }
        for day in range(60)
    ]
    kept = {**OWN, "treatments": visits, "settings": {}}
    found = page.evaluate(CARRY, [kept, NOW])
    assert found["length"] <= 2000
    dates = [visit["date"] for visit in found["plan"]["treatments"]]
    newest = sorted((visit["date"] for visit in visits), reverse=True)
    assert 5 < len(dates) < 60
    assert dates == newest[: len(dates)]
    assert found["plan"]["routines"] == [ROUTINE]
