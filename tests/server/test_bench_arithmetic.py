"""The bench's own sums: a median that is judged wrongly would hide what is slow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import report
from tests.bench.lighthouse import report as read
from tests.bench.table import Aim, Row, markdown, render

ABOUT = {
    **{"date": "2026-01-01", "version": "1.0.0", "chromium": "1", "python": "3"},
    **{"cores": 2, "processor": "One", "load": [0.5, 0, 0], "seconds": 9},
}


@pytest.mark.parametrize(
    ("aim", "met"),
    [
        (Aim(20), True),
        (Aim(19), False),
        (Aim(20, at_least=True), True),
        (Aim(21, at_least=True), False),
        (Aim(2, of_ratio=True), True),
        (Aim(1.9, of_ratio=True), False),
        (None, None),
    ],
)
def test_an_aim_is_about_the_median_or_about_that_of_the_ratios(
    aim: Aim | None, met: bool | None
) -> None:
    row = Row("Group", "name", "ms", [10, 20, 90], [5, 10, 10], aim)
    assert row.ratios() == [2, 2, 9]
    assert row.meets() is met


def test_a_ratio_that_cannot_be_made_is_not_judged() -> None:
    aim = Aim(2, of_ratio=True)
    assert Row("Group", "beside nothing", "ms", [1], [0], aim).meets() is None
    assert Row("Group", "alone", "ms", [1], aim=aim).meets() is None


def test_the_table_says_what_was_aimed_at_and_whether_it_was_reached() -> None:
    rows = [
        Row("Group", "slow", "ms", [60, 61], [30, 30], Aim(50)),
        Row("Group", "many", "/s", [1200], [1000], Aim(0.8, True, True)),
    ]
    slow, many = render(rows).splitlines()[-2:]
    assert slow.endswith(" no") and "≤ 50.0 ms" in slow
    assert many.endswith(" yes") and "≥ 0.80 ×" in many


def test_the_readme_has_what_has_an_aim_between_its_marks(tmp_path: Path) -> None:
    rows = [
        Row("Group", "aimed", "ms", [1], aim=Aim(2)),
        Row("Group", "asked for", "ms", [1], is_short=True),
        Row("Group", "left out", "ms", [1]),
    ]
    readme = tmp_path / "README.md"
    readme.write_text("Before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n")
    report.write_readme(readme, ABOUT, rows)
    text = readme.read_text()
    assert text.startswith("Before\n") and text.endswith("after\n")
    assert "aimed" in text and "asked for" in text and "2026-01-01" in text
    assert "old" not in text and "left out" not in text
    widths = {line.count("|") for line in markdown(rows).splitlines()}
    assert len(widths) == 1, "every line has all columns"


def test_lighthouse_is_read_by_what_weighs_and_applies() -> None:
    audits = {"a": 1, "b": 0.5, "weightless": 0, "inapplicable": None}
    found = {
        "categories": {
            name: {
                "score": 0.97,
                "auditRefs": [
                    {"id": audit, "weight": 0 if audit == "weightless" else 10}
                    for audit in audits
                ],
            }
            for name in ("performance", "accessibility", "best-practices", "seo")
        },
        "audits": {name: {"score": score} for name, score in audits.items()},
    }
    assert read(found).short == {"b": 0.5}
    assert read(found).scores["seo"] == 97
