"""What the measurements ask of Chromium: fresh phones, throttling, paints, the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    Playwright,
    Request,
)

from tests.bench.processes import Server, size_on_wire
from tests.conftest import QUIET_FLAGS

LIMIT_MS = 15_000
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "locale": "en-GB",
}
#: Lighthouse's slow 4G: round trip in ms, bytes a second down and up.
#: Chromium delays each request by it, and not the opening of connections.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOW_PROCESSOR = 4
#: First and largest contentful paint, longest task (0: none of 50 ms), in ms.
PAINTS = """async () => {
  const entries = []
  const types = ['paint', 'largest-contentful-paint', 'longtask']
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()))
  for (const type of types) observer.observe({ type, buffered: true })
  await new Promise((resolve) => setTimeout(resolve, 100))
  observer.disconnect()
  const of = (type) => entries.filter(({ entryType }) => entryType === type)
  const named = of('paint').find(({ name }) => name === 'first-contentful-paint')
  return {
    first: named?.startTime ?? null,
    largest: of('largest-contentful-paint').at(-1)?.startTime ?? null,
    longest: Math.max(0, ...of('longtask').map(({ duration }) => duration)),
  }
}"""
IS_CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def launch(playwright: Playwright, path: str) -> Browser:
    """The browser that the tests use, with the same flags."""
    return playwright.chromium.launch(executable_path=path, args=QUIET_FLAGS)


@contextmanager
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody's phone that has never been here: no cache, no worker, no record."""
    context = browser.new_context(**PHONE)
    context.set_default_timeout(LIMIT_MS)
    try:
        yield context
    finally:
        context.close()


def throttle(session: CDPSession, rate: int) -> None:
    """A processor so many times slower than it is; 1 is as it is."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})


def slow_down(session: CDPSession, network: bool = True) -> None:
    """A processor at a quarter of its speed and, if wanted, slow 4G."""
    throttle(session, SLOW_PROCESSOR)
    if network:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)


@dataclass(frozen=True)
class Paints:
    """In milliseconds from the start of the navigation; `longest` is a duration."""

    first: float
    largest: float
    longest: float


def paints(page: Page) -> Paints:
    """What the browser noted while the page that is open now was loading."""
    return Paints(**page.evaluate(PAINTS))


def wait_until_stored(page: Page) -> None:
    """Until the worker has stored one language and answers for this page."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    # A page that was opening just when the worker was ready is not in its claim.
    if not page.evaluate(IS_CONTROLLED):
        page.reload()
    page.wait_for_function(IS_CONTROLLED)
    page.wait_for_load_state("networkidle")


@dataclass
class Wire:
    """Counts what one page receives; the worker's own requests are not among it.

    `encodedDataLength` at `loadingFinished` holds the response headers: compared with
    the bytes on a bare socket they are equal. At `responseReceived` it is the headers.
    """

    requested: dict[str, str] = field(default_factory=dict)
    head_bytes: dict[str, float] = field(default_factory=dict)
    received: dict[str, float] = field(default_factory=dict)

    def attend(self, session: CDPSession) -> None:
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", self._head)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.requested[event["requestId"]] = event["type"]

    def _head(self, event: dict[str, Any]) -> None:
        self.head_bytes[event["requestId"]] = event["response"]["encodedDataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.received[event["requestId"]] = event["encodedDataLength"]

    @property
    def requests(self) -> int:
        return len(self.requested)

    @property
    def bytes(self) -> float:
        """Bodies as sent, and response headers."""
        return sum(self.received.get(key, 0) for key in self.requested)

    @property
    def headers(self) -> float:
        """Response headers alone."""
        return sum(self.head_bytes.get(key, 0) for key in self.requested)

    @property
    def document(self) -> float:
        """The HTML document: its compressed body and its headers."""
        key = next(key for key, kind in self.requested.items() if kind == "Document")
        return self.received[key]


@dataclass
class WorkerWire:
    """The requests of a context's service workers, weighed afterwards.

    Asked again of the server: Playwright sometimes never tells the sizes of these.
    """

    requests: list[Request] = field(default_factory=list)

    def attend(self, context: BrowserContext) -> None:
        context.on("requestfinished", self._finished)

    def _finished(self, request: Request) -> None:
        if request.service_worker:
            self.requests.append(request)

    def bytes(self, server: Server) -> int:
        """Bodies and response headers."""
        paths = [urlsplit(request.url).path for request in self.requests]
        return sum(size_on_wire(server, path) for path in paths)
