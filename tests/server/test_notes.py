"""The notes for developers name only what is there."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from server.pages import PAGES
from tests.server.conftest import ROOT

NOTES = (
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"),
    "docs/running.md",
)


def named_in(note: str) -> list[str]:
    """The files and folders that a note names as `code`, or links to."""
    text = (ROOT / note).read_text("utf-8")
    spans = re.findall(r"`([^`\n]+)`", text)
    path = re.compile(
        r"(?:server|web|tests|translations|requirements|docs|deploy)/[\w./-]*"
    )
    folder = PurePosixPath(note).parent
    linked = [str(folder / name) for name in re.findall(r"\]\(([^):#]+)\)", text)]
    return [*linked, *(span for span in spans if path.fullmatch(span))]


@pytest.mark.parametrize("note", NOTES)
def test_every_file_that_a_note_names_is_there(note: str) -> None:
    assert [name for name in named_in(note) if not (ROOT / name).exists()] == []


def test_the_notes_name_files_at_all() -> None:
    assert sum(len(named_in(note)) for note in NOTES) > 50


def test_every_page_stands_in_the_table_of_addresses() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert [
        page.path for page in PAGES if page.path and f"`{page.path}`" not in text
    ] == []


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "SECURITY.md").read_text("utf-8")))
    files = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    known = set(re.findall(r"def (test_\w+)\(", "\n".join(files)))
    assert len(named) > 10
    assert named - known == set()
