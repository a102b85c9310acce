"""The yardsticks: a blank page with our headers, and bytes with nothing around them.

As a program it serves one of them by granian, with the settings that `serve` uses:
`python -m tests.bench.yardstick blank SETTINGS`.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import io
import logging
import os
import pickle
import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: How many bytes the constant answer has; set for the server's process.
BODY_BYTES = "BENCH_BODY_BYTES"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Blank</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"></head>
<body><p>Ready</p></body></html>
"""


def blank() -> WSGIApplication:
    """A page of one word at `/en/`, delivered as every page of ours is."""
    from server import headers
    from server.delivery import Delivery
    from server.site import TYPES, Artifact, assemble

    policy = headers.page_policy("sha256-none")
    page = Artifact("/en/", PAGE.encode(), TYPES[".html"], policy)
    health = Artifact("/healthz", b"well\n", TYPES[".txt"])
    table = assemble([page, health], {})
    return Delivery(lambda: table, _not_found)


def constant() -> WSGIApplication:
    """The same bytes for every address: what granian and WSGI cost by themselves."""
    body = b"x" * int(os.environ[BODY_BYTES])
    sent = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]

    def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", sent)
        return [body]

    return app


def _not_found(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return []


def settings_of_serve(port: int) -> str:
    """What `python -m server serve` would give granian on this port, for `main`."""
    from server.__main__ import serve

    with (
        mock.patch("granian.Granian") as recorder,
        mock.patch.dict(os.environ, {"PORT": str(port)}),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        serve(argparse.Namespace())
    return base64.b64encode(pickle.dumps(recorder.call_args.kwargs)).decode()


def main(name: str, settings: str) -> None:
    """Serves the yardstick of this name until the process is told to end."""
    from granian import Granian

    keywords: dict[str, Any] = pickle.loads(base64.b64decode(settings))
    logging.getLogger("granian").setLevel(logging.WARNING)
    Granian(f"tests.bench.yardstick:{name}", **keywords).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
