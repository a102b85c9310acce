"""Rows of measurements: medians, ratios, aims; tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

HEADINGS = (
    *("", "runs", "ours", "(from – to)", "yardstick", "ratio", "(from – to)"),
    *("aim", "met"),
)
#: Counts so many runs of one measurement, as long as there is time.
Rounds = Callable[[int], Iterator[int]]
MET = {True: "yes", False: "no", None: ""}
#: Digits after the point.
PER_UNIT = {"B": 0, "": 0, "ms": 1, "MB": 1, "kB": 0, "/s": 0, "µs": 1, "%": 2}


@dataclass(frozen=True)
class Aim:
    """What a median should be: of ours in its unit, or of the ratios."""

    limit: float
    of_ratio: bool = False
    at_least: bool = False

    def is_met(self, reached: float) -> bool:
        return reached >= self.limit if self.at_least else reached <= self.limit


@dataclass(frozen=True)
class Row:
    """One measurement: ours and the yardstick's, run by run, in `unit`.

    Runs of the same index were made right after each other. No yardstick: no ratio.
    `is_short`: the README tells it too, as it does every row that has an aim.
    """

    group: str
    name: str
    unit: str
    ours: Sequence[float]
    yardstick: Sequence[float] = ()
    aim: Aim | None = None
    is_short: bool = False

    def ratios(self) -> list[float]:
        """Ours by the yardstick's, pair by pair.

        None beside zero or less, nor where the two were not counted in pairs.
        """
        if len(self.ours) != len(self.yardstick) or min(self.yardstick) <= 0:
            return []
        pairs = zip(self.ours, self.yardstick, strict=True)
        return [ours / theirs for ours, theirs in pairs]

    def meets(self) -> bool | None:
        """Whether its aim is met; None where there is none, or no ratio to judge."""
        reached = self.ratios() if self.aim and self.aim.of_ratio else self.ours
        return self.aim.is_met(median(reached)) if self.aim and reached else None

    def as_json(self) -> dict[str, Any]:
        """All values, and the medians of ours, the yardstick's and the ratios."""
        return {
            "group": self.group,
            "name": self.name,
            "unit": self.unit,
            "ours": list(self.ours),
            "yardstick": list(self.yardstick),
            "median": median(self.ours),
            "yardstick_median": _median(self.yardstick),
            "ratio": _median(self.ratios()),
            "aim": asdict(self.aim) if self.aim else None,
            "met": self.meets(),
        }


def render(rows: Sequence[Row]) -> str:
    """The table: a line per row, a heading per group."""
    lines: list[tuple[str, ...]] = [HEADINGS]
    for index, row in enumerate(rows):
        if index == 0 or rows[index - 1].group != row.group:
            lines.append((row.group,))
        lines.append(_cells(row))
    widths = [
        max(len(line[column]) for line in lines if len(line) > 1)
        for column in range(len(HEADINGS))
    ]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    if len(cells) == 1:
        return f"\n{cells[0]}"
    first, *others = (
        cell.rjust(width) for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join([first.strip().ljust(widths[0]), *others]).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    ratios = row.ratios()
    return (
        f"  {row.name}",
        str(len(row.ours)),
        _value(median(row.ours), row.unit),
        _span([_number(edge, row.unit) for edge in _edges(row.ours)]),
        _value(median(row.yardstick), row.unit) if row.yardstick else "–",
        f"{median(ratios):.2f} ×" if ratios else "–",
        _span([f"{edge:.2f}" for edge in _edges(ratios)]) if ratios else "",
        _aim(row),
        MET[row.meets()],
    )


def _aim(row: Row) -> str:
    if not row.aim:
        return ""
    sign = "≥" if row.aim.at_least else "≤"
    limit = row.aim.limit
    told = f"{limit:.2f} ×" if row.aim.of_ratio else _value(limit, row.unit)
    return f"{sign} {told}"


def markdown(rows: Sequence[Row]) -> str:
    """The rows that have an aim, and those that a reader asks for, as Markdown."""
    lines = ["|".join(("", *HEADINGS, "")), "|---" + "|---:" * 7 + "|---|"]
    group = ""
    for row in rows:
        if row.aim or row.is_short:
            if row.group != group:
                lines.append(f"|**{row.group}**" + "|" * len(HEADINGS))
            group = row.group
            lines.append("|".join(("", *map(str.strip, _cells(row)), "")))
    return "\n".join(lines)


def _edges(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _span(edges: Sequence[str]) -> str:
    return f"({edges[0]} – {edges[1]})" if edges[0] != edges[1] else ""


def _value(value: float, unit: str) -> str:
    return f"{_number(value, unit)} {unit}".rstrip()


def _number(value: float, unit: str) -> str:
    return f"{value:,.{PER_UNIT[unit]}f}".replace(",", " ")


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None
