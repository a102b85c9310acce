"""What each release brought, read from `CHANGELOG.md`: for the page that tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.config import resource

HEADING = re.compile(r"^## (?P<version>\S+)$", re.MULTILINE)
BULLET = re.compile(r"^- (?P<text>.+(?:\n  .+)*)", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """One version and what is new in it, each point in English, on one line."""

    version: str
    points: tuple[str, ...]


def releases(source: str) -> list[Release]:
    """The releases of a change log, the newest first."""
    _, *parts = HEADING.split(source)
    return [
        Release(version, tuple(_points(text)))
        for version, text in zip(parts[::2], parts[1::2], strict=True)
    ]


def shipped() -> list[Release]:
    """The releases of our own change log."""
    return releases(resource("CHANGELOG.md").read_text(encoding="utf-8"))


def _points(text: str) -> list[str]:
    return [" ".join(found["text"].split()) for found in BULLET.finditer(text)]
