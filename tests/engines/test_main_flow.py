"""The main flow as a patient lives it, in real time, with the engine's own worker."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import sleep

import pytest

from tests.engines.site import Site
from tests.engines.visitor import Visitor

#: How Selenium itself begins with this browser.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr")

SIGN = "Pain that is stronger than you would expect, or getting worse"
SESSION = "[data-session]"
#: Half of the shortest plan has to be massaged for it to count, and takes so long.
AREA = 30


def test_from_the_first_visit_to_another_language_offline_on_the_way(
    visitor: Visitor, site: Site
) -> None:
    is_welcomed(visitor)
    enters_sculptra(visitor)
    plans_one_minute(visitor)
    massages(visitor)
    finds_it_in_progress(visitor)
    notes_a_sign(visitor)
    is_offered_a_backup(visitor)
    visitor.waits_until(speaks("en"))
    site.stops()
    finds_every_page_offline(visitor)
    site.starts()
    speaks_spanish_from_now_on(visitor)


def test_a_page_arrives_whole_while_another_language_takes_over(
    visitor: Visitor, site: Site
) -> None:
    """The worker that fetches it has to go meanwhile; WebKit once left it blank."""
    visitor.opens()
    visitor.waits_until(speaks("en"))
    site.takes = {"cors /es/learn/": 1.5, "navigate /es/progress/": 4}
    visitor.language = "es"
    visitor.opens()
    visitor.opens("progress/")
    visitor.is_at("/es/progress/")


def speaks(language: str) -> str:
    """Whether the worker of this language answers for the page."""
    ours = f"endsWith('lang={language}')"
    return f"() => navigator.serviceWorker.controller?.scriptURL.{ours} ?? false"


def is_welcomed(visitor: Visitor) -> None:
    visitor.goes("/")
    visitor.is_at("/en/")
    visitor.reads_until("main", "data-verdict", "none")
    visitor.sees("May I massage my face now?")
    visitor.presses("link", "Enter my treatment")
    visitor.is_at("/en/treatments/")


def enters_sculptra(visitor: Visitor) -> None:
    """Some hours ago; the first of them after midnight it was yesterday."""
    visit = datetime.now() - timedelta(hours=3)
    visitor.presses("radio", "Sculptra")
    visitor.fills("Date", f"{visit:%Y-%m-%d}")
    visitor.fills("Time", f"{visit:%H:%M}")
    for zone in ("Chin", "Jawline"):
        visitor.presses("checkbox", zone)
    visitor.presses("button", "Save")
    visitor.sees("Kept on this phone.")
    visitor.finds_nothing_wrong()
    visitor.presses("link", "See today")
    visitor.is_at("/en/")
    visitor.reads_until("main", "data-verdict", "clear")
    visitor.sees("Time for 5 minutes")
    visitor.sees("Today: 0 of 5")


def plans_one_minute(visitor: Visitor) -> None:
    visitor.opens("routine/")
    visitor.presses("radio", "Something else")
    for label, number in (
        ("Minutes each time", "1"),
        ("Times a day", "5"),
        ("Days in a row", "5"),
    ):
        visitor.fills(label, number)
    visitor.presses("button", "Save this plan")
    visitor.sees("Kept on this phone.")
    visitor.sees("25 massages in 5 days, 25 minutes in all")
    visitor.finds_nothing_wrong()
    visitor.opens()
    visitor.sees("Time for 1 minute")


def massages(visitor: Visitor) -> None:
    """One area runs to its end by itself; the other one is skipped."""
    visitor.presses("link", "Start massage")
    visitor.is_at("/en/massage/")
    visitor.presses("button", "None of this. Start")
    visitor.reads_until(SESSION, "data-session", "running")
    visitor.finds_nothing_wrong()
    sees_time_pass(visitor)
    holds_while_paused(visitor)
    sees_time_pass(visitor)
    visitor.waits_until(step_is(1), seconds=AREA + 20)
    visitor.presses("button", "Skip")
    visitor.reads_until(SESSION, "data-session", "finished")
    visitor.sees("Today: 1 of 5")
    visitor.finds_nothing_wrong()
    visitor.sees("How did it feel?")
    visitor.presses("button", "Fine")
    visitor.sees("Good. Thank you for taking the time.")


def step_is(step: int) -> str:
    return f"() => document.querySelector('{SESSION}').dataset.step === '{step}'"


def remaining(visitor: Visitor) -> int:
    return int(visitor.reads(SESSION, "data-remaining-ms") or -1)


def sees_time_pass(visitor: Visitor) -> None:
    visitor.waits_until(
        f"(before) => document.querySelector('{SESSION}').dataset.remainingMs < before",
        remaining(visitor),
    )


def holds_while_paused(visitor: Visitor) -> None:
    visitor.presses("button", "Pause")
    visitor.reads_until(SESSION, "data-session", "paused")
    before = remaining(visitor)
    sleep(1.5)
    assert remaining(visitor) == before
    visitor.presses("button", "Resume")
    visitor.reads_until(SESSION, "data-session", "running")


def finds_it_in_progress(visitor: Visitor) -> None:
    visitor.opens("progress/")
    visitor.sees("1 massage of 25 done.")
    assert massages_done(visitor) == 1


def massages_done(visitor: Visitor) -> int:
    found = "() => document.querySelectorAll('[data-done=true]').length"
    return int(visitor.runs(found))


def notes_a_sign(visitor: Visitor) -> None:
    visitor.opens("help/")
    visitor.presses("button", SIGN)
    visitor.presses("button", "Yes, I notice this")
    visitor.sees("What you noted")
    visitor.finds_nothing_wrong()
    visitor.opens()
    visitor.reads_until("main", "data-verdict", "blocked")


def is_offered_a_backup(visitor: Visitor) -> None:
    visitor.opens("settings/")
    visitor.sees("Save a backup file")


def finds_every_page_offline(visitor: Visitor) -> None:
    visitor.opens()
    visitor.reads_until("main", "data-verdict", "blocked")
    visitor.opens("massage/")
    visitor.reads_until("main", "data-verdict", "blocked")
    visitor.opens("learn/")
    visitor.opens("help/")
    visitor.sees(SIGN)
    visitor.goes("/")
    visitor.is_at("/en/")
    visitor.reads_until("main", "data-verdict", "blocked")


def speaks_spanish_from_now_on(visitor: Visitor) -> None:
    visitor.opens()
    visitor.presses("link", "Español")
    visitor.is_at("/es/")
    visitor.language = "es"
    visitor.reads_until("html", "lang", "es")
    visitor.reads_until("main", "data-verdict", "blocked")
    visitor.waits_until(speaks("es"))
    visitor.opens("progress/")
    assert massages_done(visitor) == 1
