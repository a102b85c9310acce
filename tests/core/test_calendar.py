"""The calendar files, read by a calendar library that is not ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from playwright.sync_api import Browser

from tests.core.conftest import Call
from tests.core.test_record import TEN, VISIT, session

STAMP = 1_774_004_400_000
NOW = "2026-03-20T11:00:00Z"
ENTRY = {
    "uid": "one",
    "start": "20260321T090000",
    "minutes": 5,
    "title": "A moment for you",
    "note": "",
    "url": "",
    "alarm": "PT0S",
    "isBusy": False,
}
ROUTINE = {"product": "sculptra", "minutes": 5, "timesADay": 5, "days": 5, "zones": []}
KEPT: dict[str, Any] = {
    "treatments": [VISIT],
    "routines": [ROUTINE],
    "clearances": [],
    "sessions": [],
    "flags": [],
    "courses": [],
    "checks": [],
    "plans": [],
    "settings": {},
}
DISCREET = {"plain": False, "visits": False, "checks": False}
PLAIN = {"plain": True, "visits": True, "checks": True}
#: Everything that could break a line, or out of it.
NASTY = st.text(
    st.one_of(
        st.sampled_from("\r\n\t\x00\x0b\x85\u2028;,:\\\"'= "),
        st.sampled_from("Массаж лица 🧴👩🏽‍⚕️ é"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=200,
)
#: Runs the core for one record: the entries, the files, what is then remembered.
REMINDS = """async ([kept, choices, now, timezone, protocols, aftercare]) => {
  const { entriesFrom } = await import('/core/reminders.js')
  const { filesOf, remindedWith } = await import('/core/reminder-files.js')
  const { createText } = await import('/core/text.js')
  const text = createText({ messages: {}, plural: (n) => Number(n !== 1) })
  const home = 'https://app.example/en/'
  const wish = { kept, choices, timezone, protocols, aftercare, text, home }
  const entries = entriesFrom(wish, now)
  const had = kept.settings.reminded ?? {}
  return {
    ...filesOf(entries, wish, now),
    reminded: remindedWith(entries, had, now, timezone),
  }
}"""


def events(text: str) -> list[Event]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def written(call: Call, *entries: dict[str, Any], **rest: Any) -> str:
    words = {"gone": [], "title": "A moment for you", "stamp": STAMP} | rest
    text: str = call("calendar", "calendarOf", list(entries), words)
    return text


class Phone:
    """Makes files from a record."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.page = browser.new_page()
        self.page.goto(f"{base_url}/en/about/")
        read = self.page.request.get
        self.protocols = read(f"{base_url}/en/protocols.json").json()
        self.aftercare = read(f"{base_url}/en/aftercare.json").json()

    def makes(
        self,
        now: str = NOW,
        choices: dict[str, bool] = DISCREET,
        timezone: str = "Europe/Madrid",
        **kept: Any,
    ) -> Any:
        instant = int(datetime.fromisoformat(now).timestamp() * 1000)
        record = {**KEPT, **kept}
        rules = [self.protocols, self.aftercare]
        return self.page.evaluate(REMINDS, [record, choices, instant, timezone, *rules])


@pytest.fixture(scope="module")
def phone(browser: Browser, base_url: str) -> Phone:
    return Phone(browser, base_url)


def starts(text: str) -> list[datetime]:
    return [event["DTSTART"].dt for event in events(text)]


def test_a_moment_floats_and_rings_at_its_time(call: Call) -> None:
    text = written(call, ENTRY)
    calendar = Calendar.from_ical(text)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    (event,) = events(text)
    assert event["DTSTART"].dt == datetime(2026, 3, 21, 9)
    assert event["DTSTART"].dt.tzinfo is None
    assert "DTSTART:20260321T090000\r\n" in text
    assert event["DURATION"].dt == timedelta(minutes=5)
    assert event["DTSTAMP"].dt == datetime.fromtimestamp(STAMP / 1000, UTC)
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(0))
    assert alarm["DESCRIPTION"] == event["SUMMARY"] == "A moment for you"


def test_a_day_without_a_time_is_a_whole_day(call: Call) -> None:
    (event,) = events(written(call, {**ENTRY, "start": "20260321"}))
    assert event["DTSTART"].dt == date(2026, 3, 21)
    assert "DURATION" not in event


def test_every_line_ends_and_folds_as_the_rule_says(call: Call) -> None:
    title = "Момент для вас, 🧴👩🏽‍⚕️ " * 12
    text = written(call, {**ENTRY, "title": title, "note": title})
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.replace("\r\n", "").count("\n") == 0
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = events(text)
    assert event["SUMMARY"] == event["DESCRIPTION"] == title


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=NASTY, note=NASTY)
def test_no_words_of_a_patient_can_add_a_line(
    call: Call, title: str, note: str
) -> None:
    entry = {
        **ENTRY,
        "title": f"x{title}",
        "note": f"x{note}",
        "url": f"https://x/{note}",
    }
    text = written(call, entry)
    plain = written(call, {**ENTRY, "title": "x", "note": "x", "url": "https://x/"})
    names = [line.split(":")[0] for line in unfolded(text)]
    assert names == [line.split(":")[0] for line in unfolded(plain)]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = events(text)
    assert len(event.walk("VALARM")) == 1


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    "attack", ["\r\nBEGIN:VEVENT", "\nATTACH:https://x", "\u2028X:1"]
)
def test_a_break_in_a_note_is_written_out(call: Call, attack: str) -> None:
    text = written(call, {**ENTRY, "note": f"a{attack}"})
    (event,) = events(text)
    assert str(event["DESCRIPTION"]) == "a\n" + attack.lstrip("\r\n\u2028")
    assert "ATTACH" not in event


def test_five_days_of_five_from_now_on(phone: Phone) -> None:
    made = phone.makes()
    found = starts(made["add"])
    today = [moment.strftime("%H:%M") for moment in found if moment.day == 20]
    assert today == ["14:15", "16:30", "18:45", "21:00"], "one is due now: not in it"
    later = {moment.strftime("%H:%M") for moment in found if moment.day > 20}
    assert later == {"09:00", "12:00", "15:00", "18:00", "21:00"}
    assert (len(found), found[-1]) == (24, datetime(2026, 3, 24, 21))


def test_nothing_in_a_discreet_file_says_what_it_is_for(phone: Phone) -> None:
    made = phone.makes(choices={**PLAIN, "plain": False}, courses=[COURSE])
    for text in (made["add"], made["cancel"]):
        lowered = text.lower()
        for word in ("aftertouch", "sculptra", "massage", "face", "http", "lump"):
            assert word not in lowered
    assert {str(event["SUMMARY"]) for event in events(made["add"])} == {
        *("A moment for you", "An appointment", "A question for you"),
    }


def test_plain_titles_name_the_massage_and_lead_into_the_app(phone: Phone) -> None:
    (first, *_) = events(phone.makes(choices=PLAIN)["add"])
    assert first["SUMMARY"] == "Massage 2 of 5: Sculptra"
    assert first["URL"] == "https://app.example/en/massage/"


def test_identifiers_are_stable_and_each_is_there_once(phone: Phone) -> None:
    first = events(phone.makes()["add"])
    ids = [str(event["UID"]) for event in first]
    assert len(set(ids)) == len(ids)
    assert [str(event["UID"]) for event in events(phone.makes()["add"])] == ids
    other = phone.makes(treatments=[{**VISIT, "date": "2026-03-19"}])
    assert not set(ids) & {str(event["UID"]) for event in events(other["add"])}


def test_adding_again_moves_the_same_moments(phone: Phone) -> None:
    """One was done late, and the day begins earlier from now on."""
    before = {event["UID"]: event for event in events(phone.makes()["add"])}
    made = phone.makes(
        "2026-03-20T13:30:00Z",
        sessions=[session("2026-03-20", "13:00")],
        settings={"dayStarts": "07:00"},
    )
    after = {event["UID"]: event for event in events(made["add"])}
    assert set(after) <= set(before)
    moved = [uid for uid in after if after[uid]["DTSTART"] != before[uid]["DTSTART"]]
    assert len(moved) == len(after) - 5, "only those at the end of a day stay"
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in after)


def test_what_is_not_asked_for_any_more_is_taken_out(phone: Phone) -> None:
    first = phone.makes()
    fewer = {**ROUTINE, "timesADay": 3}
    made = phone.makes(routines=[fewer], settings={"reminded": first["reminded"]})
    found = events(made["add"])
    gone = {event["UID"] for event in found if event["STATUS"] == "CANCELLED"}
    kept = {event["UID"] for event in found if event["STATUS"] == "CONFIRMED"}
    assert gone | kept == set(first["reminded"])
    assert len(gone) == 24 - len(kept) == 10
    assert not [
        event for event in found if event["UID"] in gone and event.walk("VALARM")
    ]


def test_all_is_taken_out_again_even_after_the_plan_is_gone(phone: Phone) -> None:
    first = phone.makes()
    assert events(first["cancel"]) == []
    made = phone.makes(
        "2026-03-21T11:30:00Z",
        routines=[],
        settings={"reminded": {**first["reminded"], "odd": "soon\r\nX:1"}},
    )
    calendar = Calendar.from_ical(made["cancel"])
    assert calendar["METHOD"] == "CANCEL"
    found = events(made["cancel"])
    assert {event["STATUS"] for event in found} == {"CANCELLED"}
    ahead = {
        str(event["UID"])
        for event in events(first["add"])
        if event["DTSTART"].dt >= datetime(2026, 3, 21, 12, 30)
    }
    assert {str(event["UID"]) for event in found} == ahead
    assert made["given"] == len(ahead) == 18


BOTOX = {
    **VISIT,
    "id": "b",
    "product": "botulinum-toxin",
    "time": "14:30",
    "zones": ["chin"],
}
FLAG = {
    "id": "f",
    "sign": "white-skin",
    "level": "orange",
    "zones": [],
    "at": NOW,
    "clearedAt": None,
    "clearedBy": "",
}


def test_nothing_is_suggested_before_a_block_is_over(phone: Phone) -> None:
    yesterday = {**BOTOX, "date": "2026-03-19"}
    found = starts(phone.makes(treatments=[VISIT, yesterday])["add"])
    assert found[0] == datetime(2026, 3, 21, 14, 30)
    days = [moment.day for moment in found]
    assert days == [day for day in range(21, 25) for _ in range(5)]


def test_nothing_is_suggested_while_a_sign_is_open(phone: Phone) -> None:
    assert events(phone.makes(flags=[FLAG])["add"]) == []


def test_no_block_begins_later_than_its_visit(phone: Phone) -> None:
    """So that one look at the gate is enough for all days."""
    windows = [
        window
        for product in phone.protocols["treatments"].values()
        for window in product["windows"]
        if window["verdict"] == "blocked"
    ]
    assert windows
    assert {window["fromMs"] for window in windows} == {0}


def test_the_visit_itself_counts_as_a_massage(phone: Phone) -> None:
    visit = {**VISIT, "time": "11:40"}
    found = starts(phone.makes(treatments=[visit])["add"])
    assert found[0] == datetime(2026, 3, 20, 12, 40)


def test_face_and_body_share_their_moments(phone: Phone) -> None:
    """Never two within an hour, over all routines; one reminder for both."""
    both = {**VISIT, "zones": [*TEN, "hips"]}
    drainage = {**VISIT, "id": "m", "product": "mesotherapy-body", "zones": ["abdomen"]}
    routines = [
        ROUTINE,
        {**ROUTINE, "product": "mesotherapy-body", "minutes": 10, "timesADay": 4},
    ]
    later = "2026-03-23T05:00:00Z"
    made = phone.makes(
        later,
        {**PLAIN, "visits": False, "checks": False},
        treatments=[both, drainage],
        routines=routines,
    )
    found = [event for event in events(made["add"]) if event["DTSTART"].dt.day == 23]
    times = [event["DTSTART"].dt for event in found]
    assert min(b - a for a, b in pairwise(times)) >= timedelta(hours=1)
    assert [moment.hour for moment in times] == [9, 12, 15, 18, 21]
    titles = [str(event["SUMMARY"]) for event in found]
    assert titles[0].count("Massage 1 of 5") == 2
    assert sum(title.count("of 4") for title in titles) == 4
    assert found[0]["DURATION"].dt == timedelta(minutes=20)


def test_a_short_day_keeps_all_that_fit_an_hour_apart(phone: Phone) -> None:
    hours = {"dayStarts": "09:00", "dayEnds": "13:30"}
    found = starts(phone.makes("2026-03-21T05:00:00Z", settings=hours)["add"])
    first = [moment.strftime("%H:%M") for moment in found if moment.day == 21]
    assert first == ["09:25", "10:25", "11:25", "12:25", "13:25"]


COURSE = {
    "id": "c",
    "product": "sculptra",
    "template": "custom",
    "note": "",
    "visits": [
        {"id": "1", "date": "2026-03-20", "time": None, "done": True, "treatment": "v"},
        {
            "id": "2",
            "date": "2026-05-01",
            "time": None,
            "done": False,
            "treatment": None,
        },
        {"id": "3", "date": "2026-06-12", "time": "14:30", "done": False}
        | {"treatment": None},
    ],
}


def test_visits_and_questions_come_along_where_they_are_wished(phone: Phone) -> None:
    made = phone.makes(choices=PLAIN, courses=[COURSE], routines=[])
    found = events(made["add"])
    visits = [event for event in found if event["SUMMARY"] == "Visit: Sculptra"]
    assert [event["DTSTART"].dt for event in visits] == [
        *(date(2026, 5, 1), datetime(2026, 6, 12, 14, 30)),
    ]
    days = [event.walk("VALARM")[0]["TRIGGER"].dt for event in visits]
    assert days == [-timedelta(hours=14), -timedelta(days=1)]
    questions = [event["DTSTART"].dt for event in found if event not in visits]
    assert questions[:2] == [datetime(2026, 3, 27, 18), datetime(2026, 4, 3, 18)]
    assert len(questions) == 61
    assert phone.makes(courses=[COURSE], routines=[])["add"].count("VEVENT") == 0


def test_times_are_those_of_the_place_where_the_phone_is(phone: Phone) -> None:
    found = starts(phone.makes("2026-03-22T00:00:00Z", timezone="Asia/Tokyo")["add"])
    assert found[0] == datetime(2026, 3, 22, 12)
    assert {moment.strftime("%H:%M") for moment in found if moment.day == 23} == {
        *("09:00", "12:00", "15:00", "18:00", "21:00"),
    }
