"""The real command in a process of its own, on a free port."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

from tests.server.conftest import ROOT

PATIENCE = 30


@dataclass
class Process:
    """A server that runs until it is told to stop."""

    port: int
    first_line: str
    process: subprocess.Popen[str]
    output: str = ""
    errors: str = ""

    def get(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, PATIENCE)
        try:
            connection.request("GET", path, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to stop, and keeps all that it has said."""
        self.process.send_signal(how)
        self.output, self.errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str | Path] = (sys.executable, "-m", "server"),
    folder: Path = ROOT,
    **settings: str,
) -> Iterator[Process]:
    """`<command> serve`, once it answers."""
    port = free_port()
    with subprocess.Popen(
        [*command, "serve"],
        cwd=folder,
        env=os.environ | {"PORT": str(port)} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout
            server = Process(port, process.stdout.readline(), process)
            wait_for(server)
            yield server
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # its workers too


def wait_for(server: Process) -> None:
    end = monotonic() + PATIENCE
    while not server.answers():
        assert server.process.poll() is None and monotonic() < end, "no answer"
        Event().wait(0.02)
