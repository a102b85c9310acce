"""Times and spans in words, on a phone that flies."""

from __future__ import annotations

from playwright.sync_api import Page

#: What is written of an instant before a flight, and after it.
FLIES = """async () => {
  const { createFormat } = await import('/core/format.js')
  const t = (text, values) => text.replace(/%\\((\\w+)\\)s/g, (_, name) => values[name])
  let zone = 'Europe/Madrid'
  const format = createFormat('en-GB', () => zone, { t })
  const [now, end] = ['2026-03-20T11:00:00Z', '2026-03-20T15:30:00Z'].map(Date.parse)
  const before = format.moment(end, now)
  zone = 'Asia/Tokyo'
  return [before, format.moment(end, now)]
}"""


def test_after_a_flight_times_are_those_of_the_place(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/en/about/")
    assert page.evaluate(FLIES) == ["16:30", "Saturday 00:30"]
