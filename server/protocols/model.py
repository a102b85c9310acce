"""The shape of the clinical rules, so that a wrong file stops the start.

Durations are written with their unit ("14 d", "48 h", "5 min", "30 s", "12 w") and
become seconds. Every rule names its sources, and every source is described once.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
DURATION = re.compile(r"(\d+) (s|min|h|d|w)")
INTERVAL = re.compile(r"([1-9]\d*) (d|w|month)")


def _seconds(value: Any) -> int:
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(
            f"{value!r} is no duration; write a number and s, min, h, d or w"
        )
    return int(match[1]) * SECONDS[match[2]]


def _interval(value: Any) -> tuple[Literal["days", "months"], int]:
    match = INTERVAL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is no interval; write a number and d, w or month")
    if match[2] == "month":
        return "months", int(match[1])
    return "days", int(match[1]) * (7 if match[2] == "w" else 1)


Duration = Annotated[int, BeforeValidator(_seconds)]
#: Between visits: calendar days, or calendar months.
Interval = Annotated[tuple[Literal["days", "months"], int], BeforeValidator(_interval)]
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
    #: The same for one hand on one side; none where a zone has no sides.
    one_hand: str | None = None
    stroke: str
    motion: Literal["circles", "glide", "drain"]
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


class Span(Record):
    """A stretch of time after a treatment, half open."""

    from_: Duration = Field(alias="from")
    until: Duration

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Span:
        if self.until <= self.from_:
            raise ValueError("until has to be later than from")
        return self


class Window(Span):
    """A span after a treatment in which massage is blocked or wants care."""

    id: str
    where: Where
    verdict: Verdict
    leave_out: Literal["injected-and-neighbours"] | None = None
    reason: str
    source: Sources


class Phase(Record):
    """Some days in a row with the same massages: how long each, how many a day."""

    each: Duration
    times_a_day: Annotated[int, Field(ge=0, le=12)]
    days: Annotated[int, Field(ge=1, le=366)]


class Preset(Record):
    """One way in which clinics ask for the massage; without a phase: not at all."""

    id: str
    name: str
    phase: list[Phase] = []
    #: The last phase ends with the day before the next visit of this product.
    until_next_visit: bool = False
    source: Sources


class ZoneStroke(Stroke):
    """A stroke that one routine uses in a zone, in place of the zone's own."""

    zone: str


class Screening(Record):
    """Asked before the first session; a yes means: not without the clinic."""

    id: str
    question: str
    #: A yes counts for these zones only; for all where there are none.
    zones: list[str] = []
    source: Sources


class Routine(Record):
    """The massage that a clinic usually asks for after a treatment.

    The first preset is the default. `pace` is the shortest and the longest time for
    one stroke.
    """

    lead_in: Duration
    pace: Annotated[list[Duration], Field(min_length=2, max_length=2)] | None = None
    cream: str
    pressure: str
    first_day: str
    #: The same in short, while the massage runs.
    first_day_during: str
    source: Sources
    preset: Annotated[list[Preset], Field(min_length=1)]
    stroke: list[ZoneStroke] = []
    screening: list[Screening] = []

    @model_validator(mode="after")
    def _has_a_default(self) -> Routine:
        if not self.preset[0].phase:
            raise ValueError("the first preset is the default and needs a phase")
        return self


class Rule(Record):
    """One piece of aftercare: what to do or to leave, and until when.

    `text` is the advice while it holds, `after` what is possible once it is over,
    `range` tells where sources differ. Without `until` it holds as long as any other
    rule of its treatment.
    """

    id: str
    topic: str
    kind: Literal["avoid", "do", "expect"]
    from_: Duration = Field(alias="from")
    until: Duration | None = None
    text: str
    after: str = ""
    range: str = ""
    source: Sources

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Rule:
        if self.until is not None and self.until <= self.from_:
            raise ValueError("until has to be later than from")
        return self


class Check(Span):
    """A question that comes again and again after a treatment."""

    id: str
    every: Duration
    question: str
    source: Sources


class SeriesStep(Record):
    """Some visits at the same distance."""

    count: Annotated[int, Field(ge=1, le=60)]
    every: Interval


class Series(Record):
    """A usual series of visits; a template only, the clinic's dates win."""

    id: str
    name: str
    range: str = ""
    step: Annotated[list[SeriesStep], Field(min_length=1)]
    source: Sources


class Treatment(Record):
    """One product: where it goes, its windows, its routine, what comes afterwards."""

    id: str
    parts: Annotated[list[Part], Field(min_length=1)]
    name: str
    short: str
    window: list[Window] = []
    routine: Routine | None = None
    rule: list[Rule] = []
    check: list[Check] = []
    course: list[Series] = []


class Topic(Record):
    """What people ask about: makeup, exercise, sun."""

    id: str
    name: str


class Topics(Record):
    """`topics.toml`: in the order in which a page lists them."""

    topic: list[Topic]


class Article(Record):
    """One short article; its text is `web/pages/learn/<id>.html`."""

    id: str
    title: str
    summary: str
    source: Sources


class Articles(Record):
    """`articles.toml`: in reading order."""

    article: list[Article]


class Question(Record):
    """One of the short questions before each session; a yes raises its sign."""

    id: str
    question: str
    sign: str


class Cause(Record):
    """What a sign may come from; signs are read in these groups."""

    id: str
    name: str


class Sign(Record):
    """Something that means stop, and how soon to call whom.

    `after` names the products that it belongs to, none where it belongs to all; a
    sign that `spreads` concerns the whole body, another one some zones.
    """

    id: str
    level: Level
    cause: str
    after: list[str] = []
    spreads: bool = False
    text: str
    source: Sources


class Emergency(Record):
    """Numbers that answer in an emergency, by region; `anywhere` for the others."""

    anywhere: str
    numbers: dict[str, str]
    source: Sources


class RedFlags(Record):
    """`red-flags.toml`."""

    question: list[Question]
    cause: list[Cause]
    sign: list[Sign]
    emergency: Emergency


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
    topics: Topics
    treatments: dict[str, Treatment]
    red_flags: RedFlags
    articles: Articles
    sources: dict[str, Source]
