"""Fixtures that every test may use: servers, the browser, a patient who acts."""

from __future__ import annotations

import random
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from server import create_app
from server.config import Config
from tests.find_browser import ADVICE, find
from tests.patient import Patient

#: Chromium would start two more processes for each window, for its address bar and for
#: a page to come: more than half of the work of a short test. It listens to the last
#: such list alone, so what Playwright switches off stands here again.
SWITCHED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    "SpareRendererForSitePerProcess",
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "AimEnabled"),
    *("MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "Translate"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "PreconnectToSearch"),
    *("NetworkTimeServiceQuerying", "TcpPortRandomizationWin"),
)
QUIET_FLAGS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
#: How long a loaded machine may take for what takes a moment.
PATIENCE_MS = 20_000
#: Every test lives at this time unless it says otherwise: a Friday noon in Madrid.
NOW = "2026-03-20T11:00:00Z"
#: For tests, and files of tests, in which the phone stores the app.
stores_the_app = pytest.mark.browser_context_args(service_workers="allow")
#: What the browser says where a test does not let it.
NOT_STORED = "Service Worker registration blocked by Playwright"
#: What it says where a page comes too soon for its own fade from the one before.
BROKEN_FADE = "Transition was"


expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones begin first, so that no worker waits for them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("soak") is None)


class QuietHandler(WSGIRequestHandler):
    """Keeps what it would have logged, so that a test can read it.

    One request a connection: no open one outlives the server that is stopped.
    """

    protocol_version = "HTTP/1.0"

    def log(self, _: str, message: str, *args: object) -> None:
        log: list[str] = self.server.lines  # type: ignore[attr-defined]
        log.append(message % args)


@dataclass
class Server:
    """A running server of ours; `stop` really closes its port."""

    address: str
    lines: list[str]
    _server: BaseWSGIServer
    _thread: threading.Thread

    def deploys(self, config: Config) -> None:
        """From now on the same address answers from other files or settings."""
        self._server.app = create_app(config)
        self.lines.clear()

    def stop(self) -> None:
        """For good, and as often as one likes: a thread that is left would spin."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def free_port() -> int:
    """A port below those that outgoing connections take, so that it stays free."""
    while True:
        with socket.socket() as probe:
            port = random.randrange(20_000, 32_000)
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@cache
def shipped() -> Flask:
    """The app as it is shipped; it keeps nothing, so many servers may share it."""
    return create_app(Config())


def start_server(config: Config) -> Server:
    """Serves `config` on a free port."""
    app = shipped() if config == Config() else create_app(config)
    server = make_server(
        "127.0.0.1",
        free_port(),
        app,
        threaded=True,
        request_handler=QuietHandler,
    )
    server.daemon_threads = True  # type: ignore[attr-defined]
    server.lines = []  # type: ignore[attr-defined]
    # It looks so often whether it is to stop.
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    return Server(
        f"http://127.0.0.1:{server.server_port}",
        server.lines,  # type: ignore[attr-defined]
        server,
        thread,
    )


@pytest.fixture(scope="session")
def shared_server() -> Iterator[Server]:
    server = start_server(Config())
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(shared_server: Server) -> str:
    return shared_server.address


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server of this test alone, which it may stop."""
    server = start_server(Config())
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object],
) -> dict[str, object]:
    path = find()
    assert path, ADVICE
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {
        **browser_context_args,
        "viewport": {"width": 390, "height": 844},
        # Storing the whole app is half the work of a short test: the tests that are
        # about it mark themselves `stores_the_app`.
        "service_workers": "block",
        "has_touch": True,
        "timezone_id": "Europe/Madrid",
        "locale": "en-GB",
    }


class Watch:
    """Collects what must never happen on any page."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.expected = [NOT_STORED, BROKEN_FADE]

    def expect(self, fragment: str) -> None:
        """This test provokes a fault that holds this text."""
        self.expected.append(fragment)

    def attend(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"{error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:", "data:")):
            self.faults.append(f"foreign request: {request.url}")

    def verdict(self) -> list[str]:
        return [
            fault
            for fault in self.faults
            if not any(fragment in fault for fragment in self.expected)
        ]


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.verdict() == []


@pytest.fixture
def context(context: BrowserContext, watch: Watch) -> BrowserContext:
    context.set_default_timeout(PATIENCE_MS)
    watch.attend(context)
    return context


@pytest.fixture
def patient(page: Page, base_url: str) -> Patient:
    """Someone at the bathroom mirror, on a driven clock."""
    stop_clock(page)
    return Patient(page, base_url)


def stop_clock(page: Page) -> None:
    """From now on it is NOW, until the test lets time go by."""
    page.clock.install(time=datetime.fromisoformat(NOW) - timedelta(minutes=5))
    page.clock.pause_at(NOW)


@pytest.fixture
def web_copy(tmp_path: Path) -> Path:
    """A copy of `web/` that a test may change."""
    return Path(shutil.copytree(Config().web, tmp_path / "web"))
