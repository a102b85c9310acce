"""A patient in any engine: verbs for what people do, over what a driver can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

#: A phone, in CSS pixels.
WIDTH, HEIGHT = 390, 844
#: How long a loaded machine may take for what takes a moment.
PATIENCE = 20
PAUSE = 0.1

_IS_READY = """() => {
  const main = document.querySelector('main')
  return document.readyState === 'complete' && main?.ariaBusy === 'false'
}"""
_WRONG = """() => {
  const { scrollWidth, clientWidth } = document.documentElement
  const failure = document.querySelector('[data-part=failure]')
  const wrong = []
  if (scrollWidth > clientWidth) wrong.push(`${scrollWidth} in ${clientWidth} px`)
  if (!failure.hidden) wrong.push(failure.textContent)
  return wrong.map((words) => `${location.pathname}: ${words}`)
}"""
_READS = """([selector, attribute]) =>
  document.querySelector(selector)?.getAttribute(attribute) ?? null"""
_SHOWS = "(text) => document.body.innerText.includes(text)"


class Visitor(ABC):
    """Acts on one page. Names are exact; scripts are arrow functions of one argument.

    What is abstract here each driver does its own way; all the rest is said once.
    """

    #: What a driver raises where the page goes away under a script.
    interrupted: type[Exception]

    def __init__(self, address: str, language: str = "en") -> None:
        self.address = address
        self.language = language

    @abstractmethod
    def goes(self, path: str) -> None:
        """Goes to an address of the site and waits until another page is there."""

    @abstractmethod
    def presses(self, role: str, name: str) -> None:
        """Presses what has this role and accessible name, as a finger would."""

    @abstractmethod
    def fills(self, label: str, value: str) -> None:
        """Puts a value into the field that is called so."""

    @abstractmethod
    def runs(self, script: str, argument: Any = None) -> Any:
        """What a function in the page returns."""

    @abstractmethod
    def faults(self) -> list[str]:
        """What must never happen on any page, and did."""

    def opens(self, path: str = "") -> None:
        """Goes to a page in the visitor's language, and looks it over."""
        self.goes(f"/{self.language}/{path}")
        self.arrives()

    def arrives(self) -> None:
        """Waits until the page has looked at the record; it fits and has not failed."""
        self.waits_until(_IS_READY)
        self.finds_nothing_wrong()

    def finds_nothing_wrong(self) -> None:
        wrong = self.runs(_WRONG)
        assert wrong == [], wrong

    def is_at(self, path: str) -> None:
        self.waits_until("(path) => location.pathname === path", path)
        self.arrives()

    def sees(self, text: str) -> None:
        self.waits_until(_SHOWS, text)

    def reads(self, selector: str, attribute: str) -> str | None:
        found: str | None = self.runs(_READS, [selector, attribute])
        return found

    def reads_until(self, selector: str, attribute: str, wanted: str) -> None:
        self._waits(lambda: self.reads(selector, attribute), wanted.__eq__, wanted)

    def waits_until(
        self, script: str, argument: Any = None, seconds: float = PATIENCE
    ) -> None:
        """Asks the page again and again until it says yes."""
        words = f"{script} {argument!r}"
        self._waits(lambda: self.runs(script, argument), bool, words, seconds)

    def _waits(
        self,
        ask: Callable[[], Any],
        is_well: Callable[[Any], bool],
        wanted: str,
        seconds: float = PATIENCE,
    ) -> None:
        found: Any = None
        for _ in during(seconds):
            try:
                found = ask()
            except self.interrupted as error:
                found = error
            else:
                if is_well(found):
                    return
        raise AssertionError(f"In vain for {seconds} s: {wanted}; at last {found!r}")


@dataclass(frozen=True)
class Engine:
    """A browser that may be installed; `visits` opens it at an address."""

    name: str
    #: What is not installed, in words; empty where all is there.
    missing: Callable[[], str]
    visits: Callable[[str, Path], AbstractContextManager[Visitor]]


def during(seconds: float) -> Iterator[float]:
    """Comes round until the time is over, and then once more."""
    ends = monotonic() + seconds
    while (left := ends - monotonic()) > 0:
        yield left
        sleep(PAUSE)
    yield 0
