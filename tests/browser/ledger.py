"""What is true of one massage, kept beside the app and without the app's numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

SECOND = 1_000
LEAD_IN = 5 * SECOND
#: Back within so long goes to the area before.
FRESH = 3 * SECOND
MORE = 30 * SECOND
UNDO = 5 * SECOND


@dataclass(frozen=True)
class Place:
    """Where a massage is: before its areas, or so far into one of them."""

    lead_in: int
    area: int
    spent: int


@dataclass(frozen=True)
class Mark:
    """What Undo goes back to."""

    place: Place
    areas: tuple[int, ...]
    state: str
    age: int = 0


@dataclass
class Ledger:
    """Counts the milliseconds in which hands really massage, by the rules alone."""

    areas: tuple[int, ...]
    by_hand: bool = False
    state: str = "running"
    place: Place = Place(LEAD_IN, 0, 0)
    active: int = 0
    #: Where the phone was told something last.
    noted: Place = Place(LEAD_IN, 0, 0)
    marks: list[Mark] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.state == "finished"

    @property
    def left(self) -> int:
        """For how long it would still run by itself, all areas together."""
        areas = sum(self.areas[self.place.area :])
        return self.place.lead_in + areas - self.place.spent

    @property
    def can_undo(self) -> bool:
        return bool(self.marks)

    def passes(self, ms: int) -> int:
        """Time goes by with the page in front; how much of it nothing ran."""
        self.marks = [
            replace(mark, age=mark.age + ms)
            for mark in self.marks
            if mark.age + ms <= UNDO
        ]
        while ms and self.state == "running":
            ms -= self._step(ms)
        return ms

    def _step(self, ms: int) -> int:
        """As much of `ms` as stays in the lead-in, or in one area."""
        lead_in, area, spent = self.place.lead_in, self.place.area, self.place.spent
        if lead_in:
            passed = min(ms, lead_in)
            self.place = Place(lead_in - passed, area, spent)
            return passed
        passed = min(ms, self.areas[area] - spent)
        self.active += passed
        self.place = Place(0, area, spent + passed)
        if spent + passed == self.areas[area]:
            self._goes_on()
            if self.by_hand and not self.is_over:
                self.state = "paused"
        return passed

    def _goes_on(self) -> None:
        """To the next area, or to the end."""
        if self.place.area + 1 == len(self.areas):
            self.state = "finished"
        else:
            self._moves_to(Place(0, self.place.area + 1, 0))

    def _moves_to(self, place: Place) -> None:
        self.place = self.noted = place

    def toggles(self) -> None:
        self.noted = self.place
        self.state = "paused" if self.state == "running" else "running"

    def pauses(self) -> None:
        """By leaving, or by being closed with a word: what is over stays over."""
        self.noted = self.place
        if self.state == "running":
            self.state = "paused"

    def is_cut_off(self) -> None:
        """Without a word: the phone knows the last second that it showed."""
        if self.state != "running":
            return
        lead_in, area, spent = self.place.lead_in, self.place.area, self.place.spent
        noted = self.noted
        if lead_in:
            shown = min(noted.lead_in, _whole(lead_in))
            self.place = Place(shown, area, spent)
        else:
            shown = self.areas[area] - _whole(self.areas[area] - spent)
            began = 0 if noted.lead_in or noted.area != area else noted.spent
            self.place = Place(0, area, max(shown, began))
        self.pauses()

    def skips(self) -> None:
        self._marks()
        if self.place.lead_in:
            self._moves_to(Place(0, 0, 0))
        else:
            self._goes_on()

    def goes_back(self) -> None:
        """Before the first area there is nothing: back begins it."""
        self._marks()
        area, spent = self.place.area, self.place.spent
        is_fresh = spent < FRESH and area > 0
        self._moves_to(Place(0, area - 1 if is_fresh else area, 0))

    def adds(self) -> None:
        self._marks()
        area = self.place.area
        longer = self.areas[area] + MORE
        self.areas = (*self.areas[:area], longer, *self.areas[area + 1 :])

    def ends(self) -> None:
        self._marks()
        self.state = "finished"

    def undoes(self) -> None:
        """Back to the mark; what was massaged since stays massaged."""
        mark = self.marks.pop()
        self.areas = mark.areas
        self._moves_to(mark.place)
        if self.is_over:
            self.state = mark.state

    def _marks(self) -> None:
        self.noted = self.place
        self.marks.append(Mark(self.place, self.areas, self.state))


def _whole(ms: int) -> int:
    """The second that a timer shows while so much is left."""
    return -(-ms // SECOND) * SECOND
