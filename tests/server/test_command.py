"""The command line: serve, vendor, and what it says when it cannot."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server import __main__ as command
from server.config import Config, ConfigError, from_environment
from server.vendoring import problems
from tests.server.conftest import Run
from tests.server.serving import Process, serving

QUIET_STOP = {0, -signal.SIGTERM, 128 + signal.SIGTERM}


#: On a busy machine granian's worker now and then overhears that it is to stop, and is
#: ended after its five seconds: once is chance, twice would be ours.
OVERHEARD = "refused to gracefully stop"


@pytest.fixture(scope="module")
def stopped() -> Process:
    """A server that has answered a few requests and was told to stop."""
    server = asked_and_stopped()
    return asked_and_stopped() if OVERHEARD in server.output else server


def asked_and_stopped() -> Process:
    with serving() as server:
        secrets = {"User-Agent": "secret", "Referer": "/secret", "Cookie": "a=secret"}
        server.get("/en/?secret=1#secret", secrets)
        server.get("/nowhere?secret=1")
        server.get("/?secret", {"X-Forwarded-For": "203.0.113.7"})
        server.get("/%0aGET%20/forged%20200")
        server.get("/%1b%5b2J")
        server.stop()
    return server


@pytest.fixture(scope="module")
def running() -> Iterator[Process]:
    with serving() as server:
        yield server


# Serve


def test_the_first_line_is_the_address(running: Process) -> None:
    assert running.first_line == f"Aftertouch is on http://127.0.0.1:{running.port}\n"


def test_it_serves_pages_and_its_health(running: Process) -> None:
    status, page = running.get("/en/")
    assert status == 200
    assert b'<html lang="en"' in page
    status, health = running.get("/healthz")
    assert status == 200
    assert re.fullmatch(rb"\d+\.\d+\.\d+\n", health)


@pytest.mark.parametrize(
    "path", ["/%00", "/%ff%fe", "/..%2f..%2fetc/passwd", "/" + "a" * 5_000, "//a.b"]
)
def test_odd_addresses_get_its_own_page_of_errors(running: Process, path: str) -> None:
    status, page = running.get(path)
    assert status == 404
    assert b"This page is not here" in page


def test_it_stops_quietly_when_it_is_told_to(stopped: Process) -> None:
    assert stopped.process.returncode in QUIET_STOP
    assert stopped.errors == ""
    assert "Traceback" not in stopped.output


def test_it_stops_quietly_at_the_keyboard() -> None:
    with serving() as server:
        server.stop(signal.SIGINT)
    assert "Traceback" not in server.output + server.errors


def test_the_log_holds_method_path_and_status(stopped: Process) -> None:
    lines = stopped.output.splitlines()
    assert "GET /en/ 200" in lines
    assert "GET /nowhere 404" in lines
    assert "GET / 302" in lines


def test_the_log_keeps_nothing_that_a_patient_sent(stopped: Process) -> None:
    assert "secret" not in stopped.output
    assert "203.0.113.7" not in stopped.output
    requests = [line for line in stopped.output.splitlines() if "GET " in line]
    assert not [line for line in requests if "127.0.0.1" in line or "?" in line]


def test_nobody_can_write_a_line_into_the_log(stopped: Process) -> None:
    forged = [
        line for line in stopped.output.splitlines() if line.startswith("GET /forged")
    ]
    assert forged == []
    assert "\x1b" not in stopped.output


def test_nothing_is_warned_about(stopped: Process) -> None:
    assert "[WARNING]" not in stopped.output + stopped.errors


def test_a_taken_port_is_named_with_the_way_out(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", PORT=str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert f"Port {port} on 127.0.0.1 cannot be used" in sentence
    assert "PORT=" in sentence


@pytest.mark.parametrize("port", ["abc", "99999", "0", "-1", "80.5", "", " 80", "²"])
def test_a_wrong_port_is_refused_with_a_sentence(run: Run, port: str) -> None:
    done = run("serve", PORT=port)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"PORT is {port!r}; set it to a number from 1 to 65535.\n"


def test_a_command_is_needed(run: Run) -> None:
    done = run()
    assert done.returncode == 2
    assert "serve,export,translate,vendor" in done.stderr


# Settings


def test_the_defaults_serve_this_machine_only() -> None:
    assert from_environment({}) == Config()
    assert Config().host == "127.0.0.1"
    assert not Config().debug


@pytest.mark.parametrize("name", ["DEBUG", "KILL_WORKER", "STRICT_TRANSPORT"])
def test_a_switch_is_on_off_or_a_sentence(name: str) -> None:
    key, setting = f"AFTERTOUCH_{name}", name.lower()
    for value in ("1", "true", "YES", "on"):
        assert getattr(from_environment({key: value}), setting) is True
    for value in ("0", "false", "No", "off", ""):
        assert getattr(from_environment({key: value}), setting) is False
    with pytest.raises(ConfigError, match=f"^{key} is 'maybe'; set it to 1 or 0.$"):
        from_environment({key: "maybe"})


# Vendored files


def test_the_vendored_files_are_the_pinned_ones(run: Run) -> None:
    done = run("vendor")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Every vendored file is the one that is pinned.\n"


def test_a_changed_vendored_file_stops_the_check(
    web_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = next((web_copy / "vendor").glob("*.js"))
    changed.write_bytes(changed.read_bytes() + b"\n")
    monkeypatch.setattr(command, "WEB", web_copy)
    assert command.main(["vendor"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"{changed.name} is not the file that vendor.json pins; restore it.\n"
    )


def test_a_missing_vendored_file_is_found(web_copy: Path) -> None:
    gone = next((web_copy / "vendor").glob("idb-*.js"))
    gone.unlink()
    assert problems(web_copy / "vendor") == [
        f"{gone.name} is missing; restore it from idb."
    ]


def test_a_vendored_file_without_a_pin_is_found(web_copy: Path) -> None:
    (web_copy / "vendor" / "stray.js").write_text("")
    (problem,) = problems(web_copy / "vendor")
    assert problem.startswith("stray.js is not in vendor.json")


# Importing


def test_importing_starts_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import server, server.__main__"],
        cwd=command.WEB.parent,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "name",
    [
        "pages/today.html",
        "pages/base.html",
        "sw.js",
        "diagrams/face.svg",
        "core/gate.js",
    ],
)
def test_a_missing_file_is_one_sentence_that_names_it(
    web_copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    (web_copy / name).unlink()
    config = replace(Config(), web=web_copy)
    monkeypatch.setattr(command, "from_environment", lambda: config)
    assert command.main(["serve"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert str(web_copy / name) in said.err
    assert len(said.err.strip().splitlines()) == 1
