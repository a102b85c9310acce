"""The change log as the About page tells it."""

from __future__ import annotations

import tomllib

from server import changes
from tests.server.conftest import ROOT

LOG = """# Changes

## 2.0.0

- One thing
  on two lines.
- Another.

## 1.0.0

- The first.
"""


def test_each_release_has_its_points_on_one_line() -> None:
    newest, oldest = changes.releases(LOG)
    assert newest.version == "2.0.0"
    assert newest.points == ("One thing on two lines.", "Another.")
    assert oldest == changes.Release("1.0.0", ("The first.",))


def test_the_newest_release_is_the_one_that_ships() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert changes.shipped()[0].version == project["version"]
    assert all(release.points for release in changes.shipped())
