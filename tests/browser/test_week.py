"""A week on the progress page, looked at every hour, where clocks change in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Watch, stop_clock
from tests.patient import Patient

HOUR = timedelta(hours=1)
DAYS, TIMES = 5, 5

#: Place, day of the visit, and the local times at which massages began: day from 0,
#: among them midnight, the last minutes of a day, the hour that comes twice and the one
#: beside that which is missing.
WEEKS = [
    (
        "Europe/Madrid",  # forward on Sunday 29 March at 02:00
        date(2026, 3, 27),
        [
            (0, "12:00"),
            (0, "23:50"),
            (1, "00:10"),
            (2, "01:50"),
            (2, "03:05"),
            (4, "22:55"),
        ],
    ),
    (
        "America/Santiago",  # back on Sunday 5 April at 00:00: 23:00 comes twice
        date(2026, 4, 2),
        [
            (0, "13:00"),
            (2, "22:30"),
            (2, "23:30"),
            (3, "00:05"),
            (3, "23:54"),
            (4, "09:00"),
        ],
    ),
    (
        "Pacific/Auckland",  # back on Sunday 5 April at 03:00: 02:00 comes twice
        date(2026, 4, 3),
        [
            (0, "20:00"),
            (1, "23:50"),
            (2, "00:00"),
            (2, "02:30"),
            (2, "12:00"),
            (4, "06:00"),
        ],
    ),
]


def begun(zone: ZoneInfo, day: date, clock: str) -> datetime:
    """The later reading where a time comes twice."""
    local = datetime.combine(day, time.fromisoformat(clock), zone)
    return local.replace(fold=1).astimezone(UTC)


def look(page: Page) -> tuple[str | None, dict[tuple[int, int], bool]]:
    """(the date in the row that is today, what is done by day and slot)."""
    seen = page.evaluate(
        """() => {
          const rows = [...document.querySelectorAll('tr')]
          const today = rows.filter((row) => row.ariaCurrent === 'date')
          return {
            today: today.map((row) => row.querySelector('[data-day]').dataset.day),
            slots: [...document.querySelectorAll('[data-done]')].map(({ dataset }) =>
              [Number(dataset.day), Number(dataset.slot), dataset.done === 'true']),
          }
        }"""
    )
    assert len(seen["today"]) <= 1
    slots = {(day, slot): done for day, slot, done in seen["slots"]}
    return (seen["today"] or [None])[0], slots


@pytest.mark.soak
@pytest.mark.parametrize(
    ("place", "visit", "massages"), WEEKS, ids=[week[0] for week in WEEKS]
)
def test_the_grid_is_right_at_each_hour_of_a_week(
    browser: Browser,
    base_url: str,
    watch: Watch,
    place: str,
    visit: date,
    massages: list[tuple[int, str]],
) -> None:
    zone = ZoneInfo(place)
    context = browser.new_context(
        timezone_id=place, locale="en-GB", service_workers="block"
    )
    watch.attend(context)
    page = context.new_page()
    stop_clock(page)
    patient = Patient(page, base_url)
    start = datetime.combine(visit, time(10), zone).astimezone(UTC)
    patient.sets_time(start.isoformat())
    patient.had("Sculptra", visit.isoformat(), "09:00", ("Temples",))
    patient.opens("progress/")
    plan = [
        (visit + timedelta(days=day), begun(zone, visit + timedelta(days=day), clock))
        for day, clock in massages
    ]
    done: list[date] = []
    now = start
    while now < start + timedelta(days=7):
        patient.sets_time(now.isoformat())
        patient.comes_back()
        for day, at in [item for item in plan if item[1] + HOUR / 2 < now]:
            plan.remove((day, at))
            writes_down(patient, day, at.astimezone(zone).strftime("%H:%M"))
            done.append(day)
        local = now.astimezone(zone).date()
        number = (local - visit).days + 1
        wanted = {
            (day, slot): slot <= done.count(visit + timedelta(days=day - 1))
            for day in range(1, DAYS + 1)
            for slot in range(1, TIMES + 1)
        }
        today = str(number) if number <= DAYS else None
        page.wait_for_function(
            """([today, done]) => {
              const row = document.querySelector('tr[aria-current=date] [data-day]')
              const count = document.querySelectorAll('[data-done=true]').length
              return (row?.dataset.day ?? null) === today && count === done
            }""",
            arg=[today, sum(wanted.values())],
        )
        assert look(page) == (today, wanted), now.astimezone(zone)
        now += HOUR
    assert plan == []
    context.close()


def writes_down(patient: Patient, day: date, clock: str) -> None:
    page = patient.page
    page.get_by_role("button", name="I did one earlier").click()
    form = page.get_by_role("dialog", name="A massage you did earlier")
    form.get_by_label("Day").select_option(day.isoformat())
    form.get_by_label("Begun at").fill(clock)
    form.get_by_role("button", name="Write it down").click()
    expect(form).to_be_hidden()
    expect(page.get_by_text("Written down.")).to_be_visible()
