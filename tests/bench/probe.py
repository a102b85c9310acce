"""What `probe.js` notes in a page, read: which instant was due, drawn, heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.bench.processes import CannotMeasureError

SCRIPT = Path(__file__).with_name("probe.js")


@dataclass(frozen=True)
class Moment:
    """What the page showed at `at`; and of each audio clock, what was heard when."""

    at: float
    session: str
    step: int
    remaining: float
    clocks: list[dict[str, float]]


@dataclass(frozen=True)
class Change:
    """One step ends: due by the page's own words, drawn, and the sound next to it."""

    due: float
    drawn: float
    heard: float


@dataclass(frozen=True)
class Notes:
    """All of one page, in ms on its clock."""

    moments: list[Moment]
    sounds: list[float]

    @property
    def whole(self) -> float:
        """How long a step is, where all are equally long."""
        return self.moments[0].remaining

    def running(self) -> list[Moment]:
        """The moments of the steps, without those before the first has begun."""
        return [
            moment
            for moment in self.moments
            if moment.remaining and (moment.step or moment.remaining < self.whole)
        ]


def attend(context: BrowserContext) -> None:
    """From now on every page of this phone is noted."""
    context.add_init_script(path=SCRIPT)


def read(page: Page) -> Notes:
    """Everything from when the session ran."""
    found: dict[str, Any] = page.evaluate("() => benchNotes")
    moments = [Moment(**moment) for moment in found["moments"]]
    moments = [moment for moment in moments if moment.session == "running"]
    if not moments:
        raise CannotMeasureError("The page said nothing of a running session.")
    return Notes(moments, _heard(found["onsets"], moments))


def _heard(onsets: list[dict[str, Any]], moments: Sequence[Moment]) -> list[float]:
    """When each sound was heard that was not taken back before it began."""
    return [
        _instant(onset["when"], clocks)
        for onset in onsets
        if (clocks := _clocks(onset["context"], moments))
        and (onset["stops"] is None or onset["stops"] > onset["when"])
    ]


def _clocks(index: int, moments: Sequence[Moment]) -> list[dict[str, float]]:
    """What one audio clock said, since it went; before, it says zero."""
    found = (moment.clocks[index : index + 1] for moment in moments)
    return [clock for clocks in found for clock in clocks if clock["at"]]


def _instant(when: float, clocks: list[dict[str, float]]) -> float:
    """By what the audio clock said nearest to it: the two clocks may drift."""
    near = min(clocks, key=lambda clock: abs(clock["heard"] - when))
    return near["at"] + (when - near["heard"]) * 1000


def changes(notes: Notes) -> list[Change]:
    """The end of each step that was noted, in order."""
    if not notes.sounds:
        raise CannotMeasureError("The page let nothing sound.")
    found = []
    for before, after in pairwise(notes.moments):
        if after.step > before.step or before.remaining > after.remaining == 0:
            due = _due(notes, before.step)
            heard = min(notes.sounds, key=lambda sound: abs(sound - due))
            found.append(Change(due, after.at, heard))
    return found


def _due(notes: Notes, step: int) -> float:
    """The earliest that its moments say: each is noted a little after its instant."""
    return min(
        moment.at + moment.remaining
        for moment in notes.running()
        if moment.step == step
    )
