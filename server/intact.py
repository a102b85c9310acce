"""Finds what a copy left half done, before a site is built from it."""

from __future__ import annotations

import gettext
import io
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from server import modules, vendoring
from server.config import Config, ConfigError

#: How a whole file of each kind ends; the last two are read instead.
ENDINGS = {
    **dict.fromkeys((".css", ".html", ".js", ".po", ".svg", ".toml"), b"\n"),
    ".png": b"IEND\xaeB`\x82",
    ".json": b"",
    ".mo": b"",
}
#: A module that another one asks for when it is needed.
LATE_IMPORT = re.compile(r"^[^*\n]*\bimport\('(?P<path>\.[^']+)'\)", re.MULTILINE)


def require(config: Config) -> None:
    """Raises ConfigError, naming a file that is missing, cut short or not the pinned.

    Raises OSError, with its name, for one that cannot be read.
    """
    for folder in (config.web, config.translations, config.protocols):
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in ENDINGS and not _is_whole(path.suffix, _bytes(path)):
                raise ConfigError(f"{path} is not whole; restore it.")
    for path in _asked_for_late(config.web):
        if not path.is_file():
            raise ConfigError(f"{path} is missing; restore it.")
    for problem in vendoring.problems(config.web / "vendor"):
        raise ConfigError(problem)


def _is_whole(kind: str, body: bytes) -> bool:
    try:
        if kind == ".json":
            json.loads(body)
        if kind == ".mo":
            gettext.GNUTranslations(io.BytesIO(body))
    except (OSError, ValueError, struct.error):
        return False
    return body.endswith(ENDINGS[kind])


def _bytes(path: Path) -> bytes:
    """With the file's name in the error, which a failing disk leaves out."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _asked_for_late(web: Path) -> Iterator[Path]:
    for folder in modules.FOLDERS:
        for module in sorted((web / folder).glob("*.js")):
            for match in LATE_IMPORT.finditer(module.read_text(encoding="utf-8")):
                yield (module.parent / match["path"]).resolve()
