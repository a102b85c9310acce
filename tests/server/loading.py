"""A crowd at the server's door: sockets that say exactly what a test wants said."""

from __future__ import annotations

import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from server import headers
from tests.server.serving import PATIENCE, Process, serving

#: What the server's library answers by itself, before we are asked: no word in it.
LIBRARY_HEADERS = {"connection", "content-length", "date"}
NEVER_A_BODY = {204, 304}
#: Files that a test process and its server need beside a crowd.
SPARE_FILES = 200


@dataclass(frozen=True)
class Answer:
    """One answer as it came over the wire; the names of its headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_the_librarys(self) -> bool:
        return self.headers.keys() <= LIBRARY_HEADERS

    @property
    def lacks(self) -> list[str]:
        """What every answer must carry, and this one does not."""
        if self.is_the_librarys:
            return ["an empty body"] if self.body else []
        wrong = [
            name
            for name, value in headers.EVERYWHERE
            if self.headers.get(name.lower()) != value
        ]
        policy = self.headers.get("content-security-policy", "")
        return wrong + ["policy"] * (not policy.startswith("default-src 'none'"))


class Caller:
    """One connection; it stays open until somebody closes it."""

    def __init__(self, port: int, buffer: int = 0) -> None:
        self.socket = socket.socket()
        self.socket.settimeout(PATIENCE)
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.connect(("127.0.0.1", port))
        self.stream = self.socket.makefile("rb")

    def says(self, raw: bytes) -> None:
        """Sends it; whoever has closed the door may have answered before."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.socket.sendall(raw)

    def asks(self, path: str, method: str = "GET", **more: str) -> Answer:
        self.says(request(path, method, **more))
        return self.hears(method)

    def hears(self, method: str = "GET") -> Answer:
        """The next answer; raises EOFError where the server has hung up."""
        line = self.stream.readline()
        if not line:
            raise EOFError
        found: dict[str, str] = {}
        while (header := self.stream.readline().strip()) != b"":
            name, _, value = header.decode("latin-1").partition(": ")
            assert name.lower() not in found, f"{name} twice"
            found[name.lower()] = value
        status = int(line.split()[1])
        has_body = method != "HEAD" and status not in NEVER_A_BODY
        length = int(found.get("content-length", 0)) if has_body else 0
        body = self.stream.read(length)
        assert len(body) == length, "an answer cut short"
        return Answer(status, found, body)

    def is_cut_off(self) -> bool:
        """Whether the server has hung up, as far as is known at this moment."""
        self.socket.setblocking(False)
        try:
            return self.socket.recv(1) == b""
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)

    def hangs_up(self) -> None:
        self.stream.close()
        self.socket.close()


def request(path: str, method: str = "GET", **more: str) -> bytes:
    """`request("/en/", If_None_Match="*")` as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


@contextmanager
def crowd(server: Process, size: int, buffer: int = 0) -> Iterator[list[Caller]]:
    """So many open connections at once."""
    callers: list[Caller] = []
    try:
        for _ in range(size):
            callers.append(Caller(server.port, buffer))
        yield callers
    finally:
        for caller in callers:
            caller.hangs_up()


@contextmanager
def busy_server() -> Iterator[Process]:
    """The real command, with somebody who reads its log: a full pipe would stop it."""
    with serving() as server:
        log = server.process.stdout
        assert log
        reader = Thread(target=lambda: [None for _ in log], daemon=True)
        reader.start()
        yield server
        if server.process.poll() is None:
            server.process.terminate()
        server.process.wait(PATIENCE)
        reader.join(PATIENCE)


def room_for(connections: int) -> int:
    """As many as one process may open here, once its soft limit is the hard one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    endless = hard == resource.RLIM_INFINITY
    return connections if endless else min(connections, hard - SPARE_FILES)


def worker_of(server: Process) -> int:
    """The process that answers: the only child of the command."""
    pid = server.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0])


def resident_bytes(pid: int) -> int:
    """What of a process lies in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize()
