"""Server processes: started, asked, weighed by /proc, and always stopped."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import yardstick

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 20.0
STOP_LIMIT = 5.0
TICKS = os.sysconf("SC_CLK_TCK")


class CannotMeasureError(Exception):
    """A measurement that could not be made; the message is a sentence for people."""


@dataclass(frozen=True)
class Server:
    """A running server: its port, and the seconds from spawn to its first 200."""

    port: int
    started_in: float
    pid: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """User and system time of its processes so far."""
        times = (stat[11:13] for stat in self._stats().values())
        return sum(int(user) + int(system) for user, system in times) / TICKS

    def memory(self) -> float:
        """Resident megabytes of its processes, shared pages counted once (PSS)."""
        kilobytes = (_pss(pid) for pid in self._stats())
        return sum(kilobytes) * 1024 / 1e6

    def _stats(self) -> dict[int, list[str]]:
        """By process: the fields of its `/proc/<pid>/stat` from the state on."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                text = (folder / "stat").read_text()
            except OSError:
                continue
            fields = text.rpartition(")")[2].split()
            if int(fields[3]) == self.pid:
                found[int(folder.name)] = fields
        return found


def _pss(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(
        int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")
    )


@contextmanager
def ours() -> Iterator[Server]:
    """Aftertouch as `make run` starts it, on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "server", "serve"]
    with _running(command, port, {"PORT": str(port)}) as server:
        yield server


@contextmanager
def yardstick_server(name: str, body_bytes: int = 0) -> Iterator[Server]:
    """A yardstick ("blank" or "constant") under the same granian settings."""
    port = free_port()
    settings = yardstick.settings_of_serve(port)
    command = [sys.executable, "-m", "tests.bench.yardstick", name, settings]
    with _running(command, port, {yardstick.BODY_BYTES: str(body_bytes)}) as server:
        yield server


@contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str]
) -> Iterator[Server]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _await_answer(process, port, begun)
        yield Server(port, time.perf_counter() - begun, process.pid)
    finally:
        _stop(process)


def _await_answer(process: subprocess.Popen[bytes], port: int, begun: float) -> None:
    while not _is_well(port):
        if process.poll() is not None:
            said = process.stderr.read().decode().strip() if process.stderr else ""
            raise CannotMeasureError(f"A server ended as soon as it began: {said}")
        if time.perf_counter() - begun > START_LIMIT:
            raise CannotMeasureError(
                f"A server did not answer within {START_LIMIT:.0f} s."
            )
        time.sleep(0.002)


def _is_well(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asks the server to end; ends the whole session of processes if it does not."""
    process.terminate()
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_LIMIT)
    if process.stderr:
        process.stderr.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def compressed_size(server: Server, path: str) -> int:
    """Bytes of the body that a browser would get for this path."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    body = connection.getresponse().read()
    connection.close()
    return len(body)


def size_on_wire(server: Server, path: str) -> int:
    """Bytes of a whole answer as a browser would get it: status, headers and body."""
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(f"{asked}Connection: close\r\n\r\n".encode())
        return sum(len(part) for part in iter(lambda: connection.recv(65536), b""))


def ask_often(server: Server, times: int) -> None:
    """So many requests for `/en/` over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    for _ in range(times):
        connection.request("GET", "/en/", headers={"Accept-Encoding": "br"})
        connection.getresponse().read()
    connection.close()
