"""The pure core, called in a real browser: no Node, no copy, the shipped modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def call(browser: Browser, base_url: str) -> Call:
    """`call(module, function, *arguments)`; instants and records as JSON."""
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")

    def call(module: str, function: str, *arguments: Any) -> Any:
        return page.evaluate(
            """async ([module, name, values]) => {
              const loaded = await import(`/core/${module}.js`)
              return loaded[name](...values)
            }""",
            [module, function, list(arguments)],
        )

    return call


@pytest.fixture(scope="session")
def protocols(browser: Browser, base_url: str) -> dict[str, Any]:
    """The rules as a phone gets them."""
    page = browser.new_page()
    rules: dict[str, Any] = page.request.get(f"{base_url}/en/protocols.json").json()
    page.close()
    return rules
