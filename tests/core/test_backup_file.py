"""The backup file: what goes out comes back, and nothing else comes in."""

from __future__ import annotations

import copy
import json
import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest
from playwright.sync_api import Browser

from tests.core.backup_mutants import PHONE, mutants, whole_file
from tests.core.backup_oracle import LARGEST, known_in, verdict

Call = Callable[..., Any]
Protocols = dict[str, Any]

CASES = int(os.environ.get("BACKUP_CASES", "2000"))
#: So many files go to the browser together.
BATCH = 500
NOW = 1_774_004_400_000  # 2026-03-20T11:00:00Z
HOUR = 3_600_000

#: Reads each file and, if it is taken, does with it all that the app would do. What the
#: phone has is frozen: whoever writes into it throws.
TRIES = """async ([phone, protocols, texts, now]) => {
  const { readBackup, backupOf } = await import('/core/backup.js')
  const { merged, replaced, tally } = await import('/core/backup-merge.js')
  const { easedZones } = await import('/core/backup-eased.js')
  const { changesBetween, keyOf, KINDS } = await import('/core/keepsakes.js')
  const { assess } = await import('/core/gate.js')
  const frozen = (value) => {
    if (typeof value === 'object' && value) Object.values(value).forEach(frozen)
    return Object.freeze(value)
  }
  const kept = frozen(JSON.parse(phone))
  const rules = JSON.parse(protocols)
  const names = (state, kind) => state[kind].map((record) => keyOf(kind, record))
  let used = 0
  const uses = (backup) => {
    used += 1
    const whole = merged(kept, backup)
    for (const after of [whole, replaced(kept, backup)]) {
      tally(kept, after)
      structuredClone(changesBetween(kept, after))
      const again = readBackup(backupOf(after), rules)
      if (again.problem) throw new Error(`not read again: ${backupOf(after)}`)
      // These take far longer than all the others.
      if (used % 4 === 0) assess({ ...after, protocols: rules }, now)
      if (used % 200 === 0) easedZones(kept, after, rules, now)
    }
    const lost = KINDS.flatMap((kind) => {
      const has = names(whole, kind)
      return names(kept, kind).filter((name) => !has.includes(name))
    })
    if (lost.length > 0) throw new Error(`lost: ${lost}`)
  }
  return JSON.parse(texts).map((text) => {
    try {
      const found = readBackup(text, rules)
      if (!found.problem) uses(found.kept)
      const { kind, list, number } = found.problem ?? { kind: 'fine' }
      return list ? `${kind} ${list} ${number}` : kind
    } catch (error) {
      return `threw ${error.stack}`
    }
  })
}"""


@pytest.fixture(scope="session")
def tries(
    browser: Browser, base_url: str, protocols: Protocols
) -> Callable[[list[str]], list[str]]:
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    phone = json.dumps({**PHONE, "settings": {**PHONE["settings"], "lastBackup": ""}})

    def tries(texts: list[str]) -> list[str]:
        given = [phone, json.dumps(protocols), json.dumps(texts), NOW]
        found: list[str] = page.evaluate(TRIES, given)
        return found

    return tries


def text_of(**changes: Any) -> str:
    return json.dumps({**whole_file(), **changes})


def read(call: Call, protocols: Protocols, text: str) -> Any:
    return call("backup", "readBackup", text, protocols)


def kept_of(call: Call, protocols: Protocols, **changes: Any) -> dict[str, Any]:
    kept: dict[str, Any] = read(call, protocols, text_of(**changes))["kept"]
    return kept


@pytest.mark.soak
def test_no_file_breaks_the_reader_or_comes_through_unseen(
    tries: Callable[[list[str]], list[str]], protocols: Protocols
) -> None:
    known = known_in(protocols)
    kinds: Counter[str] = Counter()
    for start in range(0, CASES, BATCH):
        batch = mutants(min(BATCH, CASES - start), seed=start)
        for text, found in zip(batch, tries(batch), strict=True):
            assert found == verdict(text, known), text
            kinds[found.split()[0]] += 1
    assert kinds.total() == CASES
    assert kinds["fine"] > CASES / 5
    assert kinds["broken"] > CASES / 5
    assert set(kinds) >= {"unknown", "not-json", "not-ours", "empty"}
    print(f"\n{CASES} files: {dict(kinds)}")


def test_what_goes_out_comes_back(call: Call, protocols: Protocols) -> None:
    kept = read(call, protocols, text_of())["kept"]
    text = call("backup", "backupOf", kept, "2026-03-20T10:00:00Z")
    assert json.loads(text) == whole_file(), "with all that this version does not know"
    assert read(call, protocols, text) == {
        "kept": kept,
        "madeAt": "2026-03-20T10:00:00Z",
    }


def test_a_record_is_one_line_of_the_file(call: Call) -> None:
    lines = call("backup", "backupOf", PHONE).splitlines()
    for record in (*PHONE["treatments"], *PHONE["sessions"]):
        plain = json.dumps(record, separators=(",", ":"))
        assert [line.rstrip(",") for line in lines].count(plain) == 1


def test_a_file_of_the_first_app_is_read(call: Call, protocols: Protocols) -> None:
    old = whole_file()
    for name in ("courses", "checks", "plans", "photos", "madeAt"):
        del old[name]
    found = read(call, protocols, json.dumps(old))
    assert found["madeAt"] is None
    assert [found["kept"][name] for name in ("courses", "checks", "plans")] == [[]] * 3


REFUSED = [
    ("", {"kind": "empty"}),
    (" \n\ufeff", {"kind": "empty"}),
    ("7", {"kind": "not-ours"}),
    ("{}", {"kind": "not-ours"}),
    (text_of(format="other"), {"kind": "not-ours"}),
    (text_of(version=2), {"kind": "newer"}),
    (text_of(version="1"), {"kind": "broken", "list": "file", "number": 0}),
    (text_of()[:-1], {"kind": "not-json"}),
    (text_of()[:700], {"kind": "not-json"}),
    ("[" * 500_000, {"kind": "not-json"}),
    (text_of(note="x" * LARGEST), {"kind": "too-large"}),
    (text_of(flags=None), {"kind": "broken", "list": "flags", "number": 0}),
    (text_of(settings=[]), {"kind": "broken", "list": "settings", "number": 0}),
    (
        text_of(settings={"voice": 1}),
        {"kind": "broken", "list": "settings", "number": 0},
    ),
    (
        text_of(treatments=[whole_file()["treatments"][0]] * 2),
        {"kind": "broken", "list": "treatments", "number": 2},
    ),
    (
        text_of(treatments=[{**PHONE["treatments"][0], "product": "from-tomorrow"}]),
        {"kind": "unknown", "list": "treatments", "number": 1},
    ),
    (
        text_of(clearances=[{**PHONE["clearances"][0], "zones": ["constructor"]}]),
        {"kind": "unknown", "list": "clearances", "number": 1},
    ),
    (
        text_of(sessions=[{}] * 10_001),
        {"kind": "broken", "list": "sessions", "number": 0},
    ),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_why_a_file_is_refused(
    call: Call, protocols: Protocols, text: str, problem: dict[str, Any]
) -> None:
    assert read(call, protocols, text) == {"problem": problem}


def test_names_of_the_language_itself_do_nothing(
    call: Call, protocols: Protocols
) -> None:
    trap = '"__proto__": {"clearedAt": "2026-03-20T10:00:00Z"}, "constructor": 1, '
    text = text_of().replace('"id": "f1", ', f'{trap}"id": "f1", ')
    text = text.replace('"clearedAt": "2026-03-20T09:00:00Z", ', "")
    problem = {"kind": "broken", "list": "flags", "number": 1}
    assert read(call, protocols, text) == {"problem": problem}


# Added to what is here


def merge(call: Call, protocols: Protocols, **changes: Any) -> dict[str, Any]:
    backup = kept_of(call, protocols, **changes)
    found: dict[str, Any] = call("backup-merge", "merged", PHONE, backup)
    return found


def test_what_is_here_stays_as_it_is(call: Call, protocols: Protocols) -> None:
    foreign = copy.deepcopy(whole_file())
    for kind in ("treatments", "clearances", "courses", "checks", "plans"):
        foreign[kind][0] |= {"note": "from elsewhere", "zones": []}
    foreign["routines"][0]["timesADay"] = 1
    whole = merge(call, protocols, **foreign)
    for kind in ("treatments", "routines", "clearances", "courses", "checks", "plans"):
        assert whole[kind][: len(PHONE[kind])] == PHONE[kind]
    assert whole["settings"].items() >= PHONE["settings"].items()
    assert whole["settings"]["hands"] == "one"
    assert {"t3"} == {visit["id"] for visit in whole["treatments"]} - {"t1", "t2"}


def test_the_longer_massage_and_the_clinics_word_are_taken_over(
    call: Call, protocols: Protocols
) -> None:
    whole = merge(call, protocols)
    assert [session["seconds"] for session in whole["sessions"]] == [300, 240]
    assert whole["sessions"][0] == PHONE["sessions"][0], "with how it felt"
    assert whole["flags"][0] == {
        **PHONE["flags"][0],
        "clearedAt": "2026-03-20T09:00:00Z",
        "clearedBy": "Dr Ruiz",
    }


def test_a_sign_that_was_cleared_here_is_not_opened_again(
    call: Call, protocols: Protocols
) -> None:
    again = {**PHONE["flags"][1], "clearedAt": None, "clearedBy": ""}
    assert merge(call, protocols, flags=[again])["flags"] == PHONE["flags"]


@pytest.mark.parametrize(
    ("zones", "both"), [(["neck"], ["chin", "neck"]), ([], []), (["chin"], ["chin"])]
)
def test_a_sign_that_stands_on_both_counts_wherever_either_does(
    call: Call, protocols: Protocols, zones: list[str], both: list[str]
) -> None:
    other = {**PHONE["flags"][0], "zones": zones}
    whole = merge(call, protocols, flags=[other])
    assert whole["flags"][0] == {**PHONE["flags"][0], "zones": both}


def test_the_same_file_twice_changes_nothing_more(
    call: Call, protocols: Protocols
) -> None:
    once = merge(call, protocols)
    again = call("backup-merge", "merged", once, kept_of(call, protocols))
    assert call("backup-merge", "tally", once, again) == []


# In place of what is here


def test_what_is_true_of_this_phone_alone_stays(
    call: Call, protocols: Protocols
) -> None:
    own = {"askedToLast": True, "lastBackup": "2026-03-01T10:00:00Z"}
    phone = {**PHONE, "settings": {**own, "loudness": "soft"}}
    assert "askedToLast" not in call("backup", "backupOf", phone)
    foreign = {"settings": {"hands": "one", "askedToLast": False}}
    backup = kept_of(call, protocols, **foreign)
    after = call("backup-merge", "replaced", phone, backup)
    carried = {"photos": whole_file()["photos"]}
    assert after["settings"] == {**own, "hands": "one", "carried": carried}
    assert {**after, "settings": {}} == {**backup, "settings": {}}


def test_the_tally_counts_new_changed_and_gone(
    call: Call, protocols: Protocols
) -> None:
    backup = kept_of(call, protocols, sessions=[PHONE["sessions"][1]], courses=[])
    after = call("backup-merge", "replaced", PHONE, backup)
    told = {
        row.pop("kind"): tuple(row.values())
        for row in call("backup-merge", "tally", PHONE, after)
    }
    assert told == {
        "treatments": (1, 1, 0),
        "routines": (1, 1, 0),
        "clearances": (1, 0, 0),
        "sessions": (0, 0, 1),
        "flags": (1, 1, 0),
        "courses": (0, 0, 1),
        "settings": (3, 0, 0),
    }
    undo = call("keepsakes", "changesBetween", after, PHONE)
    assert undo["remove"]["flags"] == ["f3"]
    assert undo["put"]["courses"] == PHONE["courses"]
    assert sorted(undo["unset"]) == ["carried", "hands", "mirrorOutline"]


# The gate with a file


EASES = """async ([protocols, pairs, now, hour]) => {
  const { easedZones } = await import('/core/backup-eased.js')
  const { assess } = await import('/core/gate.js')
  const { merged } = await import('/core/backup-merge.js')
  const rank = { clear: 0, caution: 2, blocked: 4 }
  const strict = ({ verdict, leaveOut }) => rank[verdict] + Number(leaveOut)
  return pairs.map(([before, backup]) => {
    const zonesAt = (kept, at) => assess({ ...kept, routines: [], protocols }, at).zones
    const looks = Array.from({ length: 57 }, (_, n) => now + n * 26 * hour)
    const held = looks.map((at) => zonesAt(before, at))
    const eased = (after) => {
      const found = looks.flatMap((at, look) => {
        const [was, is] = [held[look], zonesAt(after, at)]
        return Object.keys(is).filter((zone) => strict(is[zone]) < strict(was[zone]))
      })
      return [...new Set(found)]
    }
    const whole = merged(before, backup)
    // Without the clinic's words that the file brings.
    const { clearances, flags } = before
    const cleared = new Map(flags.map((flag) => [flag.id, flag.clearedAt]))
    const wordless = {
      ...whole,
      clearances,
      flags: whole.flags.map((flag) => {
        return cleared.has(flag.id)
          ? { ...flag, clearedAt: cleared.get(flag.id) } : flag
      }),
    }
    return {
      told: [easedZones(before, whole, protocols, now),
        easedZones(before, backup, protocols, now)],
      found: [eased(whole), eased(backup)],
      wordless: eased(wordless),
    }
  })
}"""


def states(count: int, protocols: Protocols) -> list[dict[str, Any]]:
    """Records around NOW in which files and phones may differ."""
    chance = random.Random(7)
    zones = [zone["id"] for zone in protocols["zones"] if zone["part"] == "face"]

    def some() -> list[str]:
        return chance.sample(zones, chance.randint(1, 4))

    def state() -> dict[str, Any]:
        visits = [
            {
                **PHONE["treatments"][0],
                "id": f"t{chance.randrange(4)}{index}",
                "product": chance.choice(list(protocols["treatments"])),
                "date": f"2026-03-{chance.randint(1, 20):02}",
                "zones": some(),
            }
            for index in range(chance.randrange(4))
        ]
        words = [
            {
                **PHONE["clearances"][0],
                "id": f"c{chance.randrange(9)}{index}",
                "zones": some(),
                "at": f"2026-03-{chance.randint(10, 25)}T10:00:00Z",
                "fromPlan": chance.random() < 0.5,
            }
            for index in range(chance.randrange(3))
        ]
        signs = [
            {
                **PHONE["flags"][0],
                "id": f"f{index}",
                "zones": chance.choice([[], some()]),
                "clearedAt": chance.choice([None, "2026-03-20T10:00:00Z"]),
            }
            for index in range(chance.randrange(3))
        ]
        return {**PHONE, "treatments": visits, "clearances": words, "flags": signs}

    return [state() for _ in range(count)]


def test_what_a_file_opens_is_always_told(
    browser: Browser, base_url: str, protocols: Protocols
) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    both = states(40, protocols)
    pairs = list(zip(both[::2], both[1::2], strict=True))
    given = [protocols, pairs, NOW, HOUR]
    answers: list[dict[str, Any]] = page.evaluate(EASES, given)
    for (before, backup), answer in zip(pairs, answers, strict=True):
        for told, found in zip(answer["told"], answer["found"], strict=True):
            assert set(found) <= set(told), (before, backup)
        assert answer["wordless"] == [], "only the clinic's word opens anything"
    opened = [answer for answer in answers if answer["told"][0]]
    assert 3 < len(opened) < 20


def test_as_many_massages_as_a_file_may_hold_come_back(
    call: Call, protocols: Protocols
) -> None:
    """Five and a half years of five a day, each over ten areas."""
    areas = [zone["id"] for zone in protocols["zones"] if zone["stroke"]][:10]
    one = {**PHONE["sessions"][0], "zones": areas}
    many = [{**one, "id": str(uuid5(NAMESPACE_OID, str(n)))} for n in range(10_000)]
    kept = kept_of(call, protocols, sessions=many)
    assert len(kept["sessions"]) == len(many)
