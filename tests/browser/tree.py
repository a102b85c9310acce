"""What a screen reader is given: headings, landmarks, and what is announced."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

#: Collects each text that comes into a live region that is not switched off.
_HEAR = """() => {
  window.heard = []
  const speaks = (region) => region.getAttribute('aria-live') !== 'off' &&
    region.getAttribute('role') !== 'timer'
  const watch = new MutationObserver((changes) => {
    const told = new Set(changes.map(({ target }) =>
      (target.nodeType === 1 ? target : target.parentElement)
        ?.closest('[role=status], [role=alert], [role=timer], [aria-live]')))
    for (const region of told) {
      const words = region?.textContent.trim()
      if (words && speaks(region) && region.checkVisibility()) window.heard.push(words)
    }
  })
  watch.observe(document.body, { childList: true, characterData: true, subtree: true })
}"""


def headings(page: Page) -> list[tuple[int, str]]:
    """(level, words) of every heading that is there, in their order."""
    found = re.findall(
        r"- '?heading \"(.*)\" \[level=(\d)\]", page.locator("body").aria_snapshot()
    )
    return [(int(level), words) for words, level in found]


def outline_faults(page: Page) -> list[str]:
    """Not one first heading, or a level left out on the way down."""
    all_ = headings(page)
    first = [words for level, words in all_ if level == 1]
    faults = [] if len(first) == 1 else [f"first headings: {first}"]
    levels = [level for level, _ in all_]
    for (above, _), (below, words) in pairwise(all_):
        if below > above + 1:
            faults.append(f"{words!r} at {below} under {above}")
    return faults if levels[:1] == [1] else [*faults, f"begins with {all_[:1]}"]


def landmarks(page: Page) -> list[str]:
    """The roles by which a reader jumps, with the names of those that have one."""
    roles = ("banner", "main", "contentinfo")
    counts = [f"{role} {page.get_by_role(role).count()}" for role in roles]  # type: ignore[arg-type]
    return [*counts, f"Main {page.get_by_role('navigation', name='Main').count()}"]


def listens(page: Page) -> None:
    page.evaluate(_HEAR)


def heard(page: Page) -> list[str]:
    """All that was announced so far."""
    found: list[str] = page.evaluate("() => window.heard")
    return found


def tree(page: Page) -> list[dict[str, Any]]:
    """The nodes that the browser gives to screen readers."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node.get("role", {}).get("value"),
            "name": node.get("name", {}).get("value", ""),
            **{each["name"]: each["value"].get("value") for each in node["properties"]},
        }
        for node in nodes
        if not node["ignored"] and "properties" in node
    ]
