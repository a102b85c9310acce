"""One massage as a patient and a phone may live through it, at random."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.browser.ledger import SECOND, UNDO, Ledger
from tests.browser.phone import Phone

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
#: Left for longer, a massage is over.
LEFT_ALONE = 30 * MINUTE
#: Every area but the chin has two sides.
AREAS = ("temples", "cheekbones", "nose-sides", "chin", "jawline", "jaw-angle")

#: What happens, and how often.
DEEDS = {
    "waits": 30,
    "toggles": 12,
    "skips": 8,
    "goes back": 8,
    "adds": 6,
    "undoes": 14,
    "is too late to undo": 4,
    "locks": 5,
    "leaves": 8,
    "sleeps": 6,
    "clock jumps": 6,
    "reloads": 6,
    "is killed": 6,
    "is closed": 4,
    "crashes": 3,
    "ends": 5,
}


@dataclass
class Told:
    """What the whole run did, and how far off it was at most."""

    deeds: Counter[str] = field(default_factory=Counter)
    #: By how many crashes there were.
    worst: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    def line(self, sessions: int) -> str:
        deeds = ", ".join(
            f"{name}: {count}" for name, count in sorted(self.deeds.items())
        )
        return f"{sessions} sessions; {deeds}; worst difference {dict(self.worst)} s"


class Play:
    """One massage on the phone, and its ledger."""

    def __init__(self, phone: Phone, dice: Random, told: Told) -> None:
        self.phone, self.dice, self.told = phone, dice, told
        self.log: list[str] = []
        #: How far the wall clock is ahead of the one of the massage.
        self.ahead = 0
        self.crashes = 0
        #: Whether it was found to be over, or ended, on coming back.
        self.is_gone = False
        self.ledger = self._begins()
        self.seen = phone.wall

    def _begins(self) -> Ledger:
        dice = self.dice
        zones = sorted(dice.sample(AREAS, dice.randint(2, 5)), key=AREAS.index)
        seconds = {zone: dice.randint(9, 40) for zone in zones}
        by_hand, one_hand = dice.random() < 0.25, dice.random() < 0.25
        self.phone.writes(
            ("routines", None, routine(seconds)),
            ("settings", "advance", "manual" if by_hand else "auto"),
            ("settings", "hands", "one" if one_hand else "both"),
            ("settings", "vibration", False),
        )
        self.phone.opens("massage/#check")
        self.phone.presses("None of this. Start")
        self.phone.sees("running")
        self._notes(f"begins {seconds} by_hand={by_hand} one_hand={one_hand}")
        return Ledger(areas_of(seconds, one_hand), by_hand)

    def _notes(self, what: str) -> None:
        self.log.append(what)

    def plays(self) -> None:
        for _ in range(self.dice.randint(6, 20)):
            (deed,) = self.dice.choices(list(DEEDS), list(DEEDS.values()))
            self.does(deed)
            if self.ledger.is_over and not self.takes_back_the_end():
                return
        self.comes_to_an_end()

    def does(self, deed: str) -> None:
        way = getattr(self, "_" + deed.replace(" ", "_"))
        if way() is False:
            return
        self.told.deeds[deed] += 1
        self._notes(f"{deed}: {self.ledger.state} {self.ledger.place}")
        self._sees()

    def _sees(self) -> None:
        self.phone.sees("ready" if self.is_gone else self.ledger.state)

    def takes_back_the_end(self) -> bool:
        if not self.ledger.can_undo or self.dice.random() < 0.4:
            return False
        self.does("undoes")
        return True

    def comes_to_an_end(self) -> None:
        if self.ledger.is_over:
            return
        way = self.dice.choice(("ends", "runs out", "is left"))
        self.told.deeds[way] += 1
        self._notes(way)
        if way == "ends":
            self._ends()
        elif way == "is left":
            self._is_killed(LEFT_ALONE + self.dice.randint(10, 7200) * SECOND)
        while not self.ledger.is_over:
            if self.ledger.state == "paused":
                self._toggles()
            self._passes(self.ledger.left)
        self._sees()

    # Time

    def _passes(self, ms: int) -> None:
        self.phone.waits(ms)
        idle = self.ledger.passes(ms)
        if idle < ms:
            self.seen = self.phone.wall - self.ahead - idle

    def _waits(self) -> None:
        self._passes(self.dice.choice((700, 1_000, 2_900, 7_300, 19_000, 41_500)))

    def _jumps(self, ms: int) -> None:
        """What could be taken back before a jump is not looked at."""
        self.ledger.marks.clear()
        self.phone.jumps(ms)
        self.ahead += ms

    def _sleeps(self) -> None:
        self._jumps(self.dice.randint(5, 20 * 60) * SECOND)

    def _clock_jumps(self) -> None:
        self._jumps(self.dice.choice((-3, -2, -1, 1, 2, 3)) * HOUR)

    # Fingers

    def _acts(self) -> None:
        self.seen = self.phone.wall - self.ahead

    def _toggles(self) -> None:
        running = self.ledger.state == "running"
        self.phone.presses("Pause" if running else "Resume")
        self.ledger.toggles()
        self._acts()

    def _moves(self, name: str, key: str) -> None:
        if self.dice.random() < 0.3:
            self.phone.page.keyboard.press(key)
        else:
            self.phone.presses(name)
        self._acts()

    def _skips(self) -> None:
        self._moves("Skip", "ArrowRight")
        self.ledger.skips()

    def _goes_back(self) -> None:
        self._moves("Back", "ArrowLeft")
        self.ledger.goes_back()

    def _adds(self) -> None:
        self._moves("+30 s", "ArrowUp")
        self.ledger.adds()

    def _ends(self) -> None:
        self.phone.presses("End")
        self.ledger.ends()
        self._acts()

    def _undoes(self) -> bool:
        if not self.ledger.can_undo:
            return False
        self.phone.presses("Undo")
        self.ledger.undoes()
        self._acts()
        return True

    def _is_too_late_to_undo(self) -> None:
        self.phone.page.mouse.move(0, 0)
        self._passes(UNDO + 100)
        assert not self.phone.shows("Undo")

    def _locks(self) -> None:
        """Nothing but the large button answers, and that only twice."""
        self.phone.presses("Lock")
        self.phone.page.keyboard.press("ArrowRight")
        self.phone.presses("Locked")
        self._passes(self.dice.choice((500, 3_500)))
        if not self.ledger.is_over:
            self.phone.presses("Once more")

    # Ways to leave, and to come back

    def _leaves(self) -> None:
        self.phone.leaves()
        self.ledger.pauses()
        self._acts()
        if self.dice.random() < 0.5:
            self._jumps(self.dice.randint(1, 70 * 60) * SECOND)
        else:
            self._passes(self.dice.randint(1, 300) * SECOND)
        self.phone.returns()
        self.ahead = 0

    def _reloads(self) -> None:
        self.ledger.pauses()
        self._acts()
        self.phone.reloads()
        self._comes_back()

    def _is_killed(self, absence: int | None = None) -> None:
        self.ledger.pauses()
        self._acts()
        self.phone.killed()
        self._is_away(absence)

    def _is_closed(self) -> None:
        self.ledger.pauses()
        self._acts()
        self.phone.closed()
        self._is_away()

    def _crashes(self) -> None:
        self.ledger.is_cut_off()
        self.crashes += 1
        self.phone.crashes()
        self._is_away()

    def _is_away(self, absence: int | None = None) -> None:
        short = self.dice.randint(0, 25) * MINUTE
        long = self.dice.randint(31, 600) * MINUTE
        chosen = short if self.dice.random() < 0.75 else long
        self._jumps(chosen if absence is None else absence)
        self.phone.opens("massage/")
        self._comes_back()

    def _comes_back(self) -> None:
        """To go on, to end it, or to find that it is over."""
        self.ledger.marks.clear()
        away = self.phone.wall - self.seen
        self.ahead = 0
        if away > LEFT_ALONE:
            self._is_gone("left alone")
            return
        if self.dice.random() < 0.85:
            self.phone.presses("Resume")
            self.ledger.toggles()
        else:
            self.phone.presses("End it here")
            self._is_gone("ended there")
        self._acts()

    def _is_gone(self, how: str) -> None:
        self.ledger.state = "finished"
        self.is_gone = True
        self.told.deeds[how] += 1


def areas_of(seconds: dict[str, int], one_hand: bool) -> tuple[int, ...]:
    """With one hand each side has half."""
    return tuple(
        share
        for zone, whole in seconds.items()
        for share in (
            [whole * SECOND // 2] * 2
            if one_hand and zone != "chin"
            else [whole * SECOND]
        )
    )


def routine(seconds: dict[str, int]) -> dict[str, Any]:
    """Each area for so long as the clinic said."""
    return {
        "product": "sculptra",
        "minutes": 5,
        "timesADay": 5,
        "days": 365,
        "zones": list(seconds),
        "manner": {zone: {"seconds": each} for zone, each in seconds.items()},
    }
