"""A real server that stops and comes back, and hears which policies are broken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import cache
from time import sleep
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from server import create_app
from server.config import Config
from tests.conftest import QuietHandler, free_port

REPORTS = "/broken-policy"


@cache
def built() -> Flask:
    """The app, which takes a while to build and never changes."""
    return create_app(Config())


class Site:
    """The app at one address, for as long as it runs.

    Its policies say besides where to report what breaks them: a driver that hears a
    page only after it has begun would miss that.
    """

    def __init__(self) -> None:
        self.app = built()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.reported: list[str] = []
        #: How many seconds it takes where long, by how it is asked for and its path.
        self.takes: dict[str, float] = {}
        self._server: BaseWSGIServer | None = None

    def starts(self) -> None:
        self._server = make_server(
            "127.0.0.1", self.port, self, threaded=True, request_handler=QuietHandler
        )
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        self._server.lines = []  # type: ignore[attr-defined]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stops(self) -> None:
        """Really closes its port; nothing to do where it is closed."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if environ["PATH_INFO"] == REPORTS:
            length = int(environ["CONTENT_LENGTH"] or 0)
            self.reported.append(environ["wsgi.input"].read(length).decode())
            start_response("204 No Content", [])
            return []

        asked = f"{environ.get('HTTP_SEC_FETCH_MODE')} {environ['PATH_INFO']}"
        sleep(self.takes.get(asked, 0))

        def start(status: str, headers: list[tuple[str, str]]) -> Any:
            return start_response(
                status, [_with_reports(*header) for header in headers]
            )

        return self.app(environ, start)


def _with_reports(name: str, value: str) -> tuple[str, str]:
    is_policy = name == "Content-Security-Policy"
    return name, f"{value}; report-uri {REPORTS}" if is_policy else value
