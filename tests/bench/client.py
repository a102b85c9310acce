"""A small client in a process of its own: how fast does a server give out one page?

It keeps one request under way on each of its connections, and counts bytes instead of
parsing: every answer is as long as the first. `python -m tests.bench.client 8001 1.5`
prints {"requests": …, "seconds": …, "p50": …, "p99": …}, the last two in milliseconds.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass
from statistics import quantiles

CONNECTIONS = 8
REQUEST = b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n"


@dataclass
class Line:
    """One connection: when its request went out, and bytes still to come."""

    socket: socket.socket
    length: int
    asked_at: float = 0.0
    missing: int = 0

    def ask(self) -> None:
        self.missing = self.length
        self.asked_at = time.perf_counter()
        self.socket.sendall(REQUEST)

    def receive(self, buffer: bytearray) -> bool:
        """Takes what has come; whether the answer is whole."""
        got = self.socket.recv_into(buffer)
        if self.missing == self.length and not buffer.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(f"the server answered {bytes(buffer[:40])!r}")
        self.missing -= got
        if not got or self.missing < 0:
            raise ConnectionError("an answer was longer or shorter than the first")
        return self.missing == 0


def answer_length(port: int) -> int:
    """Bytes of one whole answer, its head included."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(REQUEST)
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536)
        head = head.partition(b"\r\n\r\n")[0]
    size = head.lower().partition(b"content-length:")[2].split()[0]
    return len(head) + 4 + int(size)


def load(port: int, seconds: float) -> dict[str, float]:
    """Asks for so many seconds, and reports."""
    length = answer_length(port)
    with selectors.DefaultSelector() as selector:
        for _ in range(CONNECTIONS):
            connection = socket.create_connection(("127.0.0.1", port), timeout=5)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line = Line(connection, length)
            selector.register(connection, selectors.EVENT_READ, line)
            line.ask()
        begun = time.perf_counter()
        waited = _ask_until(selector, begun + seconds)
        took = time.perf_counter() - begun
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    cuts = quantiles(waited, n=100)
    return {
        "requests": len(waited),
        "seconds": took,
        "p50": cuts[49] * 1000,
        "p99": cuts[98] * 1000,
    }


def _ask_until(selector: selectors.BaseSelector, end: float) -> list[float]:
    """The seconds that each request took."""
    buffer = bytearray(1 << 18)
    waited = []
    now = time.perf_counter()
    while now < end:
        for key, _ in selector.select(timeout=1):
            line = key.data
            if line.receive(buffer):
                now = time.perf_counter()
                waited.append(now - line.asked_at)
                line.ask()
        now = time.perf_counter()
    return waited


if __name__ == "__main__":
    print(json.dumps(load(int(sys.argv[1]), float(sys.argv[2]))))
