"""Settings, read from the environment once; errors say what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


class ConfigError(Exception):
    """A setting that cannot be used; the message is one sentence for the operator."""


def resource(name: str) -> Path:
    """A file or folder that ships with us: inside the wheel, or beside `server/`."""
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name


WEB = resource("web")
TRANSLATIONS = resource("translations")


@dataclass(frozen=True)
class Config:
    """All settings, with the values a fresh clone runs with."""

    host: str = "127.0.0.1"
    port: int = 8000
    web: Path = WEB
    translations: Path = TRANSLATIONS
    protocols: Path = PACKAGE / "protocols"
    debug: bool = False
    kill_worker: bool = False
    strict_transport: bool = False


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """Reads `PORT` and `AFTERTOUCH_*`; raises ConfigError on a value it cannot use."""
    config = Config(
        host=environment.get("AFTERTOUCH_HOST", Config.host),
        port=_port(environment.get("PORT", str(Config.port))),
        protocols=Path(environment.get("AFTERTOUCH_PROTOCOLS", Config.protocols)),
        debug=_switch(environment, "AFTERTOUCH_DEBUG"),
        kill_worker=_switch(environment, "AFTERTOUCH_KILL_WORKER"),
        strict_transport=_switch(environment, "AFTERTOUCH_STRICT_TRANSPORT"),
    )
    for folder in (config.web, config.translations, config.protocols):
        if not folder.is_dir():
            raise ConfigError(
                f"The folder {folder} is missing; restore it and start again."
            )
    return config


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise ConfigError(f"PORT is {text!r}; set it to a number from 1 to 65535.")


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ConfigError(f"{name} is {value!r}; set it to 1 or 0.")
