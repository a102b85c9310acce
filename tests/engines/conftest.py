"""The engines that the main flow runs in besides Chromium, and the site they visit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.firefox import FIREFOX
from tests.engines.site import Site
from tests.engines.visitor import Engine, Visitor
from tests.engines.webkit import WEBKIT


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.starts()
    yield site
    site.stops()


@pytest.fixture(params=[FIREFOX, WEBKIT], ids=lambda engine: engine.name)
def visitor(
    request: pytest.FixtureRequest, site: Site, tmp_path: Path
) -> Iterator[Visitor]:
    """Someone whose phone has this engine, before the first visit."""
    engine: Engine = request.param
    if missing := engine.missing():
        pytest.skip(f"Not installed: {missing}")
    with engine.visits(site.address, tmp_path) as visitor:
        yield visitor
        assert visitor.faults() == []
    assert site.reported == []
