"""The command line: serve · export · translate · vendor."""

from __future__ import annotations

import argparse
import logging
import socket
import sys
from pathlib import Path

from server import build, catalogs, create_app, exporting, vendoring
from server.config import TRANSLATIONS, WEB, Config, ConfigError, from_environment
from server.protocols import ProtocolError

LOGS = {
    "formatters": {
        "generic": {"format": "[%(levelname)s] %(message)s"},
        "access": {"()": "server.__main__.OneLine", "fmt": "%(message)s"},
    }
}

#: Connections that are answered at once; the next wait for a place.
PLACES = 4096
#: For a request's headers, and for the next request on an open connection.
HEADERS_WITHIN_MS = 10_000
#: More than any browser sends; what a slow client may make us keep.
HEADERS_BYTES = 32 * 1024
#: For clients that do not take their answer when we stop; Docker kills after 10.
DRAINED_WITHIN_S = 5


class OneLine(logging.Formatter):
    """Whatever address is asked for stays on its own line of the log."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).encode("unicode_escape").decode()


class CommandError(Exception):
    """A command that cannot be carried out; the message says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; a failure is one sentence on the error stream and status 1."""
    commands = {
        "serve": serve,
        "export": export,
        "translate": translate,
        "vendor": vendor,
    }
    parser = argparse.ArgumentParser(prog="aftertouch", description=__doc__)
    choices = parser.add_subparsers(dest="command", required=True)
    for name, command in commands.items():
        choices.add_parser(name, help=command.__doc__)
    choices.choices["export"].add_argument("folder", type=Path)
    choices.choices["export"].add_argument(
        "--compressed", action="store_true", help="write .br and .gz beside each file"
    )
    only = choices.choices["translate"].add_mutually_exclusive_group()
    only.add_argument("--compile", action="store_true", help="only compile")
    only.add_argument("--check", action="store_true", help="only check, write nothing")
    options = parser.parse_args(arguments)
    try:
        return commands[options.command](options)
    except (CommandError, ConfigError, ProtocolError) as error:
        print(error, file=sys.stderr)
        return 1


def serve(_: argparse.Namespace) -> int:
    """Start the production server."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    config = from_environment()
    create_app(config)  # once here, where a fault can still be put in a sentence
    _refuse_taken_port(config)
    host = f"[{config.host}]" if ":" in config.host else config.host
    print(f"Aftertouch is on http://{host}:{config.port}", flush=True)
    Granian(
        "server:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=config.host,
        port=config.port,
        blocking_threads=1,  # an answer is a look into the table: nothing to wait for
        backlog=PLACES,
        backpressure=PLACES,
        http=HTTPModes.http1,  # with both, one who says nothing would never be cut off
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADERS_WITHIN_MS, max_buffer_size=HEADERS_BYTES
        ),
        workers_kill_timeout=DRAINED_WITHIN_S,
        log_level=LogLevels.warning,
        log_dictconfig=LOGS,
        log_access=True,
        log_access_format="%(method)s %(path)s %(status)d",
    ).serve()
    return 0


def _refuse_taken_port(config: Config) -> None:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            raise CommandError(
                f"Port {config.port} on {config.host} cannot be used "
                f"({error.strerror}); choose another one with PORT=."
            ) from None


def export(options: argparse.Namespace) -> int:
    """Write the whole site to a folder for a static host."""
    config = from_environment()
    table = build(create_app(config), config)
    try:
        exporting.export(table, config, options.folder, options.compressed)
    except exporting.ExportError as error:
        raise CommandError(error) from None
    except OSError as error:
        raise CommandError(
            f"The site cannot be written to {options.folder} ({error.strerror})."
        ) from None
    print(f"Wrote the site to {options.folder}")
    return 0


def translate(options: argparse.Namespace) -> int:
    """Extract, update, check and compile the translations."""
    translations, root = TRANSLATIONS, WEB.parent
    if not (options.compile or options.check):
        catalogs.update(root, translations)
    if not options.compile:
        _refuse_problems(catalogs.check(root, translations))
    if not options.check:
        catalogs.compile_all(translations)
    return 0


def _refuse_problems(problems: list[catalogs.Problem]) -> None:
    if problems:
        lines = [str(problem) for problem in problems]
        raise CommandError("\n".join([*lines, f"{len(lines)} need a translator."]))


def vendor(_: argparse.Namespace) -> int:
    """Check the vendored browser files against their pins."""
    problems = vendoring.problems(WEB / "vendor")
    if problems:
        raise CommandError("\n".join(problems))
    print("Every vendored file is the one that is pinned.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
