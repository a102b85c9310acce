"""Someone with a keyboard alone: where the focus is, and whether it shows."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

#: What has the focus, how it shows, and what lies over it. A control that is not drawn
#: itself, such as the circle of a switch, shows its focus on its label. The button of
#: a date field is the browser's own, and so is its outline. One of three spots may lie
#: under something else.
_LOOK = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const { opacity, clipPath } = getComputedStyle(element)
  const isDrawn = opacity !== '0' && clipPath === 'none'
  const shown = isDrawn ? element : element.closest('label')
  const { outlineStyle, outlineWidth } = getComputedStyle(shown)
  const around = getComputedStyle(shown, '::after').outlineStyle
  const [first] = shown.getClientRects()
  const [left, right] = [Math.max(0, first.left), Math.min(innerWidth, first.right)]
  const [top, bottom] = [Math.max(0, first.top), Math.min(innerHeight, first.bottom)]
  const spots = [0.15, 0.5, 0.85].map((share) => [
    left + (right - left) * share, top + (bottom - top) * share])
  const isOver = (hit) => hit !== null && !shown.contains(hit) && !hit.contains(shown)
  const hits = spots.map(([x, y]) => document.elementFromPoint(x, y))
  const words = element.getAttribute('aria-label') ?? shown.textContent.trim()
  return {
    words: `${element.tagName} ${element.name ?? ''} ${words}`.slice(0, 90),
    isOutlined: !element.matches(':focus') ||
      (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || around !== 'none',
    isInSight: right - left > 1 && bottom - top > 1,
    covered: hits.filter(isOver).map((hit) => hit.outerHTML.slice(0, 60)),
  }
}"""


class Keys:
    """Presses keys on a page; every stop must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def faults(self) -> list[str] | None:
        """What is wrong with the focus as it is now; None where nothing has it."""
        look: dict[str, Any] | None = self.page.evaluate(_LOOK)
        if look is None:
            return None
        words = look["words"]
        return [
            *([] if look["isOutlined"] else [f"{words}: no outline"]),
            *([] if look["isInSight"] else [f"{words}: out of sight"]),
            *(f"{words}: under {over}" for over in look["covered"]),
        ]

    def is_at(self, role: str, name: str) -> None:
        """The focus is on this control, and is seen there."""
        self.is_told(role, name)
        faults = self.faults()
        assert faults == [], faults

    def is_told(self, role: str, name: str) -> None:
        """The focus was led to words that are read and not pressed."""
        focused = self._control(role, name).and_(self.page.locator(":focus"))
        expect(focused).to_have_count(1)

    def tabs(
        self, role: str, name: str, *, within: int = 12, back: bool = False
    ) -> None:
        """Goes on to a control that comes within so many stops, all of them seen."""
        self.tabs_until(self._control(role, name), within=within, back=back)

    def tabs_until(self, wanted: Locator, *, within: int, back: bool = False) -> None:
        focused = wanted.and_(self.page.locator(":focus"))
        for _ in range(within):
            self.press("Shift+Tab" if back else "Tab")
            # After the last stop the browser's own controls may have the focus.
            assert not self.faults()
            if focused.count():
                return
        raise AssertionError(f"No {wanted} within {within}")

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)

    def types_date(self, day: str) -> None:
        """Into a date field, in whichever order this machine's browser asks for it."""
        year, month, date = day.split("-")
        for order in (month + date + year, date + month + year):
            self.types(order)
            if self.page.locator(":focus").input_value() == day:
                return
            self.press("ArrowLeft", "ArrowLeft")
        raise AssertionError(f"{day} cannot be typed")

    def chooses(self, name: str, key: str = "ArrowDown") -> None:
        """With arrows, from one of several choices to another."""
        wanted = self._control("radio", name)
        for _ in range(12):
            if wanted.and_(self.page.locator(":focus")).count():
                break
            self.press(key)
            assert self.faults() == []
        expect(wanted).to_be_focused()
        expect(wanted).to_be_checked()

    def presses(self, role: str, name: str, key: str = "Enter", **how: Any) -> None:
        self.tabs(role, name, **how)
        self.press(key)

    def _control(self, role: str, name: str) -> Locator:
        return self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
