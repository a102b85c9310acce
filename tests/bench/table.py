"""Rows of measurements: medians, ratios, one table for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

HEADINGS = ("", "runs", "ours", "(from – to)", "yardstick", "ratio", "(from – to)")
#: Counts so many runs of one measurement, as long as there is time.
Rounds = Callable[[int], Iterator[int]]
#: Digits after the point.
PER_UNIT = {"B": 0, "": 0, "ms": 1, "MB": 1, "kB": 0, "/s": 0, "µs": 1, "%": 2}


@dataclass(frozen=True)
class Row:
    """One measurement: ours and the yardstick's, run by run, in `unit`.

    Runs of the same index were made right after each other. No yardstick: no ratio.
    """

    group: str
    name: str
    unit: str
    ours: Sequence[float]
    yardstick: Sequence[float] = ()

    def ratios(self) -> list[float]:
        """Ours by the yardstick's, pair by pair.

        None beside zero or less, nor where the two were not counted in pairs.
        """
        if len(self.ours) != len(self.yardstick) or min(self.yardstick) <= 0:
            return []
        pairs = zip(self.ours, self.yardstick, strict=True)
        return [ours / theirs for ours, theirs in pairs]

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
    )


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
