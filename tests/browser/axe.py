"""What axe has to say of a page, with every one of its rules switched on."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()
#: Also those of level AAA and the experimental ones, which axe leaves out by itself.
_RUN = """() => axe.run(document, {
  resultTypes: ['violations'],
  rules: Object.fromEntries(
    axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }])),
}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`)))"""


def faults(page: Page) -> list[str]:
    """Every violation on the page as it is, in words."""
    page.clock.resume()  # axe waits with timers of the page
    # Where nothing more comes, the tabs lie over nothing that could be pressed.
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    if page.evaluate("() => !('axe' in window)"):
        page.evaluate(_AXE.axe_script)
    return page.evaluate(_RUN)
