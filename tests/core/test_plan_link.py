"""The link of a plan: what comes out is what went in, or a reason and nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.core import plan_code
from tests.core.oracle_rules import DAY
from tests.core.plan_code import link_of, sealed, signs_of
from tests.core.plans import USUAL, plan

Record = dict[str, Any]
Read = Callable[..., list[Record]]

PLANS = 1_200
MUTANTS = 24_000
UNPRINTED = re.compile(
    "[\\0-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
#: Read in the page, many at a time; what is thrown would fail the test.
READ = """async ([links, now]) => {
  const { readLink } = await import('/core/plan-link.js')
  window.rules ??= await (await fetch('/en/protocols.json')).json()
  const how = { protocols: window.rules, ...(now && { now }) }
  return JSON.stringify(JSON.parse(links).map((link) => readLink(link, how)))
}"""
WRITE = """async (plans) => {
  const { linkOf } = await import('/core/plan-link.js')
  return plans.map((plan) => linkOf(plan))
}"""
TABLES = """async () => {
  const { PRODUCTS, ZONES, WINDOWS } = await import('/core/plan-code.js')
  const { RHYTHMS } = await import('/core/plan-rhythms.js')
  return { products: PRODUCTS, zones: ZONES, windows: WINDOWS, rhythms: RHYTHMS }
}"""


@pytest.fixture(scope="module")
def ask(browser: Browser, base_url: str) -> Callable[..., Any]:
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    return page.evaluate


@pytest.fixture(scope="module")
def read(ask: Callable[..., Any]) -> Read:
    def read(*links: str, now: int | None = None) -> list[Record]:
        # As one text each way: Playwright takes long over values of many parts.
        found: list[Record] = json.loads(ask(READ, [json.dumps(links), now]))
        return found

    return read


def batched(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


def kind(answer: Record) -> str:
    return str(answer["problem"]["kind"]) if "problem" in answer else "plan"


# Round trip


def test_every_plan_comes_back_as_it_was(ask: Callable[..., Any], read: Read) -> None:
    random = Random("plans")
    for batch in batched([plan(random) for _ in range(PLANS)], 200):
        links = ask(WRITE, batch)
        assert links == [link_of(each) for each in batch]
        for made, link, answer in zip(batch, links, read(*links), strict=True):
            if len(link) > 2000:
                assert kind(answer) == "too-long"
            else:
                assert answer == {"plan": made}


def test_the_usual_plan_makes_a_coarse_code(ask: Callable[..., Any]) -> None:
    [link] = ask(WRITE, [USUAL])
    print(len(link), link)
    assert len(link) < 160
    assert set(link) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")


#: Made by the first version; it may never be made anew.
FIRST = (
    "1.26AVGBP53RAP4GVCD5Q6JRS0DXQ20KB1D5Q20MVME9JPAX7THMWR0E28Z4ARB92QAWKFE1JJYKB1CHS"
    "6JS1005B419ZY041AS0D00E04100400AG0XS66JSV8EHP7J.61KP3S8"
)


def test_a_link_of_the_first_version_is_read_for_ever(read: Read) -> None:
    assert read(FIRST) == [{"plan": USUAL}]


def test_the_tables_hold_all_that_the_rules_know(
    ask: Callable[..., Any], protocols: Record
) -> None:
    tables = ask(TABLES)
    assert tables["zones"] == [zone["id"] for zone in protocols["zones"]]
    assert set(tables["products"]) == set(protocols["treatments"])
    assert tables["products"] == list(plan_code.PRODUCTS)
    assert tables["windows"] == list(plan_code.WINDOWS)
    treatments = protocols["treatments"].values()
    windows = {window["id"] for each in treatments for window in each["windows"]}
    assert windows == set(tables["windows"])
    rhythms = {each["preset"]: each for each in tables["rhythms"]}
    for routine in [each["routine"] for each in treatments if each["routine"]]:
        for preset in routine["presets"]:
            own = rhythms[preset["id"]]
            phases = [
                [phase["minutes"], phase["timesADay"], phase["days"]]
                for phase in preset["phases"]
            ]
            assert own["phases"] == phases, preset["id"]
            assert own.get("untilNextVisit", False) == preset["untilNextVisit"]


SAYS = """async (plans) => {
  const { linkOf } = await import('/core/plan-link.js')
  return plans.map((plan) => {
    try { return linkOf(plan) } catch (error) { return error.constructor.name }
  })
}"""


def test_what_no_link_can_say_is_never_made_into_another_plan(
    ask: Callable[..., Any],
) -> None:
    plans = [
        with_routine(minutes=90),
        with_routine(timesADay=2.5),
        with_routine(manner={"chin": {"seconds": 600}}),
        with_visit(date="soon"),
        with_visit(time="later"),
        changed(madeAt="today"),
    ]
    assert set(ask(SAYS, plans)) == {"RangeError"}
    unknown = [with_visit(product="laser"), with_visit(zones=["wrists"])]
    assert set(ask(SAYS, unknown)) == {"Unknown"}


# What stands around a link


@pytest.mark.parametrize(
    "around",
    [
        "#{}",
        " {}\n",
        "https://example.org/en/plan/#{}",
        "http://127.0.0.1:8000/ru/plan/?from=mail#{}",
        "Your plan:\nhttps://example.org/en/plan/#{}\nSee you soon. #massage",
        "({})",
    ],
)
def test_an_address_or_a_message_may_stand_around_it(read: Read, around: str) -> None:
    assert read(around.format(link_of(USUAL))) == [{"plan": USUAL}]


def test_it_may_be_broken_into_lines_or_typed_by_hand(read: Read) -> None:
    link = link_of(USUAL)
    wrapped = "\n".join(batched(link, 40))
    typed = link.lower().replace("0", "o").replace("1", "l")
    typed = "1" + typed[1:]
    assert read(f"https://example.org/en/plan/#{wrapped}", typed) == [
        {"plan": USUAL},
        {"plan": USUAL},
    ]


# Every problem


def test_each_problem_has_its_kind(read: Read) -> None:
    link = link_of(USUAL)
    version, code, total = link.split(".")
    other = "A" if code[10] != "A" else "B"
    cases = {
        "": "none",
        "#": "none",
        "https://example.org/en/plan/#": "none",
        "  \n": "none",
        "hello": "not-ours",
        "https://example.org/en/plan/": "not-ours",
        "#check.sculptra.face": "not-ours",
        link[:-1]: "broken",
        link[: len(link) // 2]: "broken",
        "1.": "broken",
        f"{version}.{code[:10]}{other}{code[11:]}.{total}": "broken",
        f"{version}.{code}.{'0' * 7}": "broken",
        f"2.{code}.{total}": "broken",
        sealed(f"2.{code}"): "newer",
        sealed("999.0"): "newer",
        sealed(f"0.{code}"): "broken",
        sealed("1.UUUU"): "broken",
        sealed("1.0"): "broken",
        sealed(f"1.{code}000"): "broken",
        sealed(f"1.{'Z' * 1000}"): "broken",
        sealed(f"1.{'Z' * 1989}"): "broken",
        sealed(f"1.{'Z' * 2000}"): "too-long",
        "x" * 2001: "too-long",
        "1." * 20_000: "too-long",
        f"https://example.org/#{'A' * 30_000}": "too-long",
    }
    answers = read(*cases)
    assert [kind(answer) for answer in answers] == list(cases.values())


# A right sum over wrong words

NAMELESS = {"clinic": {"name": "", "phone": ""}}


def changed(**changes: Any) -> Record:
    return {**deepcopy(USUAL), **changes}


def with_visit(**changes: Any) -> Record:
    made = deepcopy(USUAL)
    made["treatments"][0] |= changes
    return made


def with_routine(**changes: Any) -> Record:
    made = deepcopy(USUAL)
    made["routines"][0] |= {"preset": "custom", **changes}
    return made


def clinic(name: str = "Clinic", phone: str = "") -> Record:
    return changed(clinic={"name": name, "phone": phone})


PHASE = {"minutes": 5, "timesADay": 5, "days": 5}
HOSTILE: dict[str, Record] = {
    "a long name": clinic(name="x" * 121),
    "a line break in the name": clinic(name="Clinic\nTake this"),
    "a zero byte": clinic(name="Cli\0nic"),
    "a text turned round": clinic(name="Clinic \u202eecilop"),
    "a line separator": clinic(name="Clinic\u2028x"),
    "half a letter": clinic(name="\ud83c"),
    "space around": clinic(name=" Clinic"),
    "a phone with letters": clinic(phone="call me"),
    "a phone that is a link": clinic(phone="tel:112;ext=1"),
    "a phone with a code": clinic(phone="*21*600123456#"),
    "a phone without digits": clinic(phone="+-()"),
    "a phone too long": clinic(phone="1234567890123456"),
    "a language with signs": changed(language="en/../"),
    "a language too long": changed(language="englishes"),
    "no language": changed(language=""),
    "no zones": with_visit(zones=[]),
    "zones of the body under a toxin": with_visit(
        product="botulinum-toxin", zones=["hips"]
    ),
    "a minute too much": with_visit(time="24:00"),
    "a time out of all": with_visit(time="34:07"),
    "a time zone with signs": with_visit(timezone="<script>"),
    "no time zone": with_visit(timezone=""),
    "a time zone too long": with_visit(timezone="A" * 65),
    "a window too long": with_visit(
        product="botulinum-toxin", zones=["lips"], windows={"until-14-days": 401 * DAY}
    ),
    "a window of another product": with_visit(windows={"first-48-hours": 0}),
    "no minutes": with_routine(minutes=0),
    "too many minutes": with_routine(minutes=31),
    "too many times": with_routine(timesADay=13),
    "too many days": with_routine(days=61),
    "a long tail": with_routine(then=[PHASE] * 8),
    "a wrong tail": with_routine(then=[{**PHASE, "days": 0}]),
    "a zone twice": with_routine(zones=["chin", "temples", "chin"]),
    "a second too short": with_routine(manner={"chin": {"seconds": 4}}),
    "a second too long": with_routine(manner={"chin": {"seconds": 301}}),
    "a routine for a product without": with_routine(product="thread-lift"),
    "a routine twice": changed(routines=[USUAL["routines"][0]] * 2),
    "a clearance of nothing": changed(clearances=[{"zones": [], "note": "All"}]),
    "a long note": changed(clearances=[{"zones": ["chin"], "note": "x" * 401}]),
    "a note on two lines": changed(clearances=[{"zones": ["chin"], "note": "a\nb"}]),
    "many visits": {**NAMELESS, **changed(treatments=[USUAL["treatments"][1]] * 41)},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_behind_a_right_sum_every_word_is_checked(read: Read, name: str) -> None:
    assert [kind(each) for each in read(link_of(HOSTILE[name]))] == ["broken"]


def test_the_same_without_the_fault_is_read(read: Read) -> None:
    """What is hostile above is so by its fault alone."""
    sound = [
        clinic(name="x" * 120),
        clinic(phone="(020) 12/34-56"),
        with_visit(time="23:59", timezone="A" * 64),
        with_visit(
            product="botulinum-toxin",
            zones=["lips"],
            windows={"until-14-days": 400 * DAY},
        ),
        with_routine(minutes=30, timesADay=12, days=60),
        with_routine(then=[PHASE] * 7),
        with_routine(manner={"chin": {"seconds": 5}, "temples": {"seconds": 300}}),
        changed(clearances=[{"zones": ["chin"], "note": "x" * 400}]),
        changed(treatments=[USUAL["treatments"][1]] * 40),
    ]
    assert read(*map(link_of, sound)) == [{"plan": each} for each in sound]


def test_what_a_later_version_knows_is_said_to_be_unknown(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = {
        "PRODUCTS": (*plan_code.PRODUCTS, "laser"),
        "ALL_ZONES": (*plan_code.ALL_ZONES, "wrists"),
        "WINDOWS": (*plan_code.WINDOWS, "until-spring"),
        "DIRECTIONS": (*plan_code.DIRECTIONS, "zigzag"),
        "RHYTHMS": {**plan_code.RHYTHMS, "7-7-7": (99, ((7, 7, 7),), False)},
    }
    for name, table in grown.items():
        monkeypatch.setattr(plan_code, name, table)
    later = [
        with_visit(product="laser"),
        with_visit(zones=["chin", "wrists"]),
        with_visit(windows={"until-spring": DAY}),
        with_routine(manner={"chin": {"direction": "zigzag"}}),
        with_routine(preset="7-7-7", minutes=7, timesADay=7, days=7),
        with_routine(zones=["wrists", "chin"]),
        changed(clearances=[{"zones": ["wrists"], "note": ""}]),
    ]
    assert {kind(each) for each in read(*map(link_of, later))} == {"unknown"}


def test_a_plan_from_another_time_is_refused(read: Read) -> None:
    def of(date: str) -> str:
        return link_of(with_visit(date=date))

    far = [of("2032-03-20"), of("2020-03-20"), of("1931-01-01"), of("2027-03-23")]
    assert {kind(each) for each in read(*far)} == {"far"}
    near = [of("2027-03-20"), of("2021-04-01")]
    assert {kind(each) for each in read(*near)} == {"plan"}
    year = 365 * DAY
    made = 1_774_000_757_000
    for away, expected in [
        (-year - 5 * DAY, "far"),
        (-year + DAY, "plan"),
        (0, "plan"),
        (5 * year - 30 * DAY, "plan"),
        (5 * year + 9 * DAY, "far"),
    ]:
        assert [kind(each) for each in read(FIRST, now=made + away)] == [expected]


def test_a_plan_with_nothing_in_it_is_none(read: Read) -> None:
    empty = changed(treatments=[], routines=[], clearances=[])
    assert [kind(each) for each in read(link_of(empty))] == ["none"]


def test_bits_that_fill_up_the_last_sign_must_be_nothing(read: Read) -> None:
    bits = plan_code.bits_of(clinic(name="C"))
    spare = -len(bits) % 5
    assert spare, "choose another name"
    filled = sealed(f"1.{signs_of(bits + '1' * spare)}")
    assert [kind(each) for each in read(filled)] == ["broken"]


# Mutants


def mutant(random: Random, link: str) -> str:
    """The link after some accidents, with an old sum or a new one."""
    signs = list(link)
    for _ in range(random.choice([1, 1, 1, 2, 3, 8, 40])):
        at = random.randrange(len(signs) + 1)
        accident = random.choice(
            ["change", "change", "drop", "double", "insert", "cut"]
        )
        sign = random.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ.#%/ ILOUé\u202e\0\n")
        if accident == "insert":
            signs.insert(at, sign)
        elif accident == "cut" and random.random() < 0.2:
            signs = signs[:at] or ["1"]
        elif at < len(signs):
            if accident == "change":
                signs[at] = sign
            elif accident == "double":
                signs[at:at] = signs[at : at + random.randint(1, 12)]
            elif accident == "drop" and len(signs) > 1:
                del signs[at]
    text = "".join(signs)
    body, dot, _ = text.rpartition(".")
    return sealed(body) if dot and body.isascii() and random.random() < 0.7 else text


def bits_mutant(random: Random, made: Record) -> str:
    """A right sum over bits of which some are turned, lost or doubled."""
    bits = list(plan_code.bits_of(made))
    for _ in range(random.choice([1, 1, 2, 4, 12])):
        at = random.randrange(len(bits))
        accident = random.choice(["turn", "turn", "turn", "drop", "double"])
        if accident == "turn":
            bits[at] = "1" if bits[at] == "0" else "0"
        elif accident == "drop":
            del bits[at]
        else:
            bits[at:at] = bits[at : at + random.randint(1, 30)]
    return sealed(f"1.{signs_of(''.join(bits))}")


def is_sound(made: Record, protocols: Record) -> bool:
    """What no page may ever be shown otherwise: bounds, and nothing unprinted."""
    parts = {zone["id"]: zone["part"] for zone in protocols["zones"]}
    texts = [made["clinic"]["name"], *(each["note"] for each in made["clearances"])]
    phases = [
        phase
        for routine in made["routines"]
        if routine["days"]
        for phase in [routine, *routine.get("then", [])]
    ]
    return (
        made["language"].isascii()
        and made["language"].isalpha()
        and all(len(text.encode("utf-16-le")) // 2 <= 400 for text in texts)
        and not any(UNPRINTED.search(text) for text in texts)
        and all(
            visit["zones"]
            and {parts[zone] for zone in visit["zones"]}
            <= set(protocols["treatments"][visit["product"]]["parts"])
            and all(
                0 <= until <= 400 * DAY for until in visit.get("windows", {}).values()
            )
            for visit in made["treatments"]
        )
        and all(
            1 <= phase["minutes"] <= 30
            and 0 <= phase["timesADay"] <= 12
            and 1 <= phase["days"] <= 60
            for phase in phases
        )
    )


def test_no_mutant_throws_and_what_is_read_is_sound(
    read: Read, protocols: Record
) -> None:
    random = Random("mutants")
    plans = [plan(random) for _ in range(80)] + [USUAL] * 20
    links = [link_of(each) for each in plans]
    kinds: Counter[str] = Counter()
    seen = 0
    while seen < MUTANTS:
        mutants = [mutant(random, random.choice(links)) for _ in range(600)]
        mutants += [bits_mutant(random, random.choice(plans)) for _ in range(600)]
        for text, answer in zip(mutants, read(*mutants), strict=True):
            seen += 1
            kinds[kind(answer)] += 1
            if "plan" in answer:
                assert is_sound(answer["plan"], protocols), text
    print(seen, kinds)
    assert {"broken", "newer", "unknown", "far", "plan"} <= set(kinds)
