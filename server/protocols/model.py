"""The shape of the clinical rules, so that a wrong file stops the start.

Durations are written with their unit ("48 h", "14 d", "5 min", "30 s") and become
seconds. Every rule names its sources, and every source is described once.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
DURATION = re.compile(r"(\d+) (s|min|h|d)")


def _seconds(value: Any) -> int:
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is no duration; write a number and s, min, h or d")
    return int(match[1]) * SECONDS[match[2]]


Duration = Annotated[int, BeforeValidator(_seconds)]
Sources = Annotated[list[str], Field(min_length=1)]
Verdict = Literal["caution", "blocked"]
Where = Literal["face", "body", "injected", "injected-and-neighbours"]
Part = Literal["face", "body"]
Level = Literal["red", "orange", "yellow"]


class Record(BaseModel):
    """A frozen record that knows all its keys; an unknown one is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


class Stroke(Record):
    """How one zone is massaged."""

    hands: str
    stroke: str
    motion: Literal["circles", "glide"]
    source: Sources


class Zone(Record):
    """One area of the face or body. Zones with a stroke are massage targets."""

    id: str
    part: Part
    name: str
    stroke: Stroke | None = None


class Neighbours(Record):
    """Zones that a product injected in one zone may reach when they are massaged."""

    zone: str
    near: list[str]
    source: Sources


class Zones(Record):
    """`zones.toml`: every zone in session order, and which lie beside which."""

    zone: list[Zone]
    neighbours: list[Neighbours]


class Window(Record):
    """A span after a treatment in which massage is blocked or wants care."""

    id: str
    from_: Duration = Field(alias="from")
    until: Duration
    where: Where
    verdict: Verdict
    leave_out: Literal["injected-and-neighbours"] | None = None
    reason: str
    source: Sources

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Window:
        if self.until <= self.from_:
            raise ValueError("until has to be later than from")
        return self


class Routine(Record):
    """The massage that a clinic usually asks for after a treatment."""

    each: Duration
    times_a_day: Annotated[int, Field(ge=1, le=12)]
    days: Annotated[int, Field(ge=1, le=60)]
    lead_in: Duration
    cream: str
    pressure: str
    first_day: str
    source: Sources


class Treatment(Record):
    """One product: its names, its massage windows and its routine."""

    id: str
    part: Part
    name: str
    short: str
    window: list[Window] = []
    routine: Routine | None = None


class Question(Record):
    """One of the short questions before each session; a yes raises its sign."""

    id: str
    question: str
    sign: str


class Sign(Record):
    """Something that means stop, and how soon to call whom."""

    id: str
    level: Level
    text: str
    source: Sources


class RedFlags(Record):
    """`red-flags.toml`."""

    question: list[Question]
    sign: list[Sign]


class Source(Record):
    """Where a rule comes from; `kind` is its class in the table on About."""

    kind: Literal["label", "study", "clinic", "web", "seed", "inference"]
    what: str
    supports: str
    address: str | None = None


class Protocols(BaseModel):
    """All clinical rules, checked against each other."""

    model_config = ConfigDict(frozen=True)

    zones: Zones
    treatments: dict[str, Treatment]
    red_flags: RedFlags
    sources: dict[str, Source]
