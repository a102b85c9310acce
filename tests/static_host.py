"""An ordinary file server, which reads `_headers` as the common static hosts do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

Header = tuple[str, str]
Rule = tuple[str, list[Header]]


def read_rules(text: str) -> list[Rule]:
    """The rules of a `_headers` file: pattern and what it sends, in their order."""
    rules: list[Rule] = []
    for line in filter(None, text.splitlines()):
        if line.startswith("/"):
            rules.append((line, []))
        else:
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return rules


def headers_for(rules: list[Rule], path: str) -> list[Header]:
    """All that match, in their order; a header may be there more than once."""
    return [
        header
        for pattern, sent in rules
        if fnmatchcase(path, pattern)
        for header in sent
    ]


class Handler(SimpleHTTPRequestHandler):
    """Files as they lie there; one request a connection."""

    def __init__(self, *given: object, rules: list[Rule], **named: object) -> None:
        self.rules = rules
        super().__init__(*given, **named)  # type: ignore[arg-type]

    @property
    def ruled(self) -> list[Header]:
        return headers_for(self.rules, urlsplit(self.path).path)

    def send_header(self, keyword: str, value: str) -> None:
        """A rule replaces what the host would send by itself."""
        if keyword.lower() not in {name.lower() for name, _ in self.ruled}:
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, value in self.ruled:
            super().send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        """The nearest `404.html`, as far up as there is one."""
        self.send_response(code, HTTPStatus(code).phrase)
        body = self._nearest().read_bytes() if code == HTTPStatus.NOT_FOUND else b""
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _nearest(self) -> Path:
        above = PurePosixPath(urlsplit(self.path).path.lstrip("/")).parents
        pages = (Path(self.directory, folder, "404.html") for folder in above)
        return next(page for page in pages if page.is_file())

    def log_message(self, *_: object) -> None:
        """Nothing needs to be said."""


@dataclass
class StaticHost:
    """A running file server; `stop` really closes its port."""

    address: str
    _server: ThreadingHTTPServer

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def hosting(folder: Path, knows_headers: bool = True) -> Iterator[StaticHost]:
    """Serves a folder on a free port."""
    text = (folder / "_headers").read_text("utf-8") if knows_headers else ""
    handler = partial(Handler, directory=str(folder), rules=read_rules(text))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    serve = partial(server.serve_forever, poll_interval=0.02)
    threading.Thread(target=serve, daemon=True).start()
    host = StaticHost(f"http://127.0.0.1:{server.server_port}", server)
    yield host
    host.stop()
