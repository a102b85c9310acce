"""Hundreds of massages with everything that happens to a phone: none may be lost.

`SOAK_SESSIONS` says how many; every random choice follows from one seed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.ledger import SECOND
from tests.browser.phone import Phone
from tests.browser.playing import AREAS, HOUR, Play, Told
from tests.conftest import NOW, Watch

SESSIONS = int(os.environ.get("SOAK_SESSIONS", "16"))
SEED = 20_260_320
#: A phone is switched off and on after so many: it would grow slow.
RESTARTS_AFTER = 8

#: Shorter ones are not kept.
KEPT_FROM = 10 * SECOND

VISIT = {
    "id": "visit",
    "product": "sculptra",
    "date": "2026-03-20",
    "time": "00:30",
    "timezone": "Europe/Madrid",
    "zones": list(AREAS),
    "note": "",
}


class Check:
    """What must be so after each massage, seen past the app's own code."""

    def __init__(self, phone: Phone, told: Told) -> None:
        self.phone, self.told = phone, told
        self.known: list[str] = []

    def checks(self, play: Play) -> None:
        kept = self.phone.keeps()
        new = [
            session for session in kept["sessions"] if session["id"] not in self.known
        ]
        ids = [session["id"] for session in kept["sessions"]]
        assert set(self.known) <= set(ids), "an earlier massage is lost"
        assert kept["drafts"] == []
        assert len(new) <= 1
        self.known = ids
        active, slack = play.ledger.active, play.crashes * SECOND
        if not new:
            assert active < KEPT_FROM + slack, "lost"
            return
        assert active >= KEPT_FROM, "a slip of the finger is kept"
        difference = abs(new[0]["seconds"] - active / SECOND)
        self.told.worst[play.crashes] = max(self.told.worst[play.crashes], difference)
        assert difference <= 1 + play.crashes, (new[0], active)


@pytest.fixture
def phone(
    new_context: Callable[..., BrowserContext], base_url: str, watch: Watch
) -> Phone:
    def switch_on(**kept: Any) -> BrowserContext:
        context = new_context(**kept)
        context.set_default_timeout(8_000)
        watch.attend(context)
        return context

    watch.expect("Service Worker registration blocked")
    now = int(datetime.fromisoformat(NOW).timestamp() * 1000)
    phone = Phone(switch_on, base_url, now)
    phone.opens("settings/")
    phone.writes(("treatments", None, VISIT))
    return phone


@pytest.mark.soak
def test_no_massage_is_ever_lost(phone: Phone) -> None:
    dice, told = Random(SEED), Told()
    check = Check(phone, told)
    begin = phone.wall
    for number in range(SESSIONS):
        if number % RESTARTS_AFTER == RESTARTS_AFTER - 1:
            phone.restarts()
            phone.opens("settings/")
        # Time goes by between two massages, and no clock goes before the visit.
        phone.jumps(max(0, begin + number * HOUR - phone.wall) + dice.randrange(HOUR))
        play = Play(phone, dice, told)
        try:
            play.plays()
            check.checks(play)
        except BaseException as error:
            error.add_note(f"Session {number}:")
            for line in play.log:
                error.add_note(line)
            raise
    print(told.line(SESSIONS))
