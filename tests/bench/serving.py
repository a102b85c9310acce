"""The server beside an app of constant bytes under the same granian settings."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import AbstractContextManager

from tests.bench import processes
from tests.bench.processes import ROOT, CannotMeasureError, Server
from tests.bench.table import Aim, Rounds, Row

GROUP = "Server, /en/ · yardstick: constant bytes of the same size, same granian"
STARTS, LOADS = 5, 7
RUN_SECONDS = 1.2
REQUESTS_BEFORE_WEIGHING = 200
#: Beside constant bytes: at least four fifths as many, at most a quarter later.
AIMS = {
    "requests a second": Aim(0.8, of_ratio=True, at_least=True),
    "99 in 100 answered within": Aim(1.25, of_ratio=True),
}
SIDES = ("ours", "constant")


def measure(rounds: Rounds) -> list[Row]:
    """Start time, memory, then speed; the two sides take turns."""
    with processes.ours() as server:
        size = processes.compressed_size(server, "/en/")
    return [*_starts(rounds, size), *_speed(rounds, size)]


def _starts(rounds: Rounds, size: int) -> list[Row]:
    """Milliseconds from spawn to the first 200, and megabytes after 200 requests."""
    values: dict[str, list[tuple[float, ...]]] = {side: [] for side in SIDES}
    for number in rounds(STARTS):
        for side in _order(number):
            values[side].append(_start(side, size))
    names = (
        ("start, from spawn to the first 200", "ms"),
        (f"memory after {REQUESTS_BEFORE_WEIGHING} requests", "MB"),
    )
    return _rows(values, names)


def _order(number: int) -> tuple[str, ...]:
    """Who goes first changes with every run."""
    return SIDES if number % 2 == 0 else SIDES[::-1]


def _start(side: str, size: int) -> tuple[float, float]:
    with _server(side, size) as server:
        processes.ask_often(server, REQUESTS_BEFORE_WEIGHING)
        return server.started_in * 1000, server.memory()


def _server(side: str, size: int) -> AbstractContextManager[Server]:
    return (
        processes.ours()
        if side == "ours"
        else processes.yardstick_server("constant", size)
    )


def _speed(rounds: Rounds, size: int) -> list[Row]:
    """Requests a second, the slowest hundredth, and what one costs the processor."""
    values: dict[str, list[tuple[float, ...]]] = {side: [] for side in SIDES}
    with _server("ours", size) as ours, _server("constant", size) as constant:
        servers = dict(zip(SIDES, (ours, constant), strict=True))
        for server in servers.values():
            _load(server, RUN_SECONDS / 3)
        for number in rounds(LOADS):
            for side in _order(number):
                values[side].append(_load(servers[side], RUN_SECONDS))
    names = (
        ("requests a second", "/s"),
        ("99 in 100 answered within", "ms"),
        ("processor time for one request", "µs"),
    )
    return _rows(values, names)


def _load(server: Server, seconds: float) -> tuple[float, ...]:
    """(requests a second, p99 in ms, µs of processor time for a request)."""
    before = server.cpu_seconds()
    command = [sys.executable, "-m", "tests.bench.client", str(server.port)]
    done = subprocess.run(
        [*command, str(seconds)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=seconds + 10,
    )
    if done.returncode:
        last = done.stderr.decode().strip().splitlines()[-1]
        raise CannotMeasureError(f"The load client failed: {last}")
    told = json.loads(done.stdout)
    cost = (server.cpu_seconds() - before) / told["requests"] * 1e6
    return told["requests"] / told["seconds"], told["p99"], cost


def _rows(
    values: dict[str, list[tuple[float, ...]]], names: tuple[tuple[str, str], ...]
) -> list[Row]:
    columns = {side: list(zip(*runs, strict=True)) for side, runs in values.items()}
    return [
        Row(
            *(GROUP, name, unit, columns["ours"][index], columns["constant"][index]),
            aim=AIMS.get(name),
            is_short=unit in ("ms", "MB"),
        )
        for index, (name, unit) in enumerate(names)
    ]
