"""The languages: their list, negotiation, and the catalog that the browser gets."""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from server.config import ConfigError

DOMAIN = "messages"
ENGLISH_PLURAL = "n != 1"


@dataclass(frozen=True)
class Language:
    """One shipped language; adding one is a line below and a `.po` file."""

    code: str
    name: str
    #: How dates and times are written; English ones as in "6 December 14:30".
    formats: str
    direction: str = "ltr"


SOURCE = Language("en", "English", "en-GB")
LANGUAGES = {
    language.code: language
    for language in (
        SOURCE,
        Language("ru", "Русский", "ru"),
        Language("el", "Ελληνικά", "el"),
        Language("es", "Español", "es"),
    )
}


def negotiate(header: str | None) -> str:
    """The shipped language that an `Accept-Language` header asks for first.

    Each tag in the order of its weight, by its primary language: ours have no region.
    Werkzeug's `best_match` would prefer a late exact match to an early prefix match.
    """
    wanted = parse_accept_header(header, LanguageAccept)
    for tag, quality in wanted:
        primary = tag.lower().replace("_", "-").split("-")[0]
        if quality > 0 and primary in LANGUAGES:
            return primary
    return SOURCE.code


def catalog_folder(translations: Path, code: str) -> Path:
    """Where gettext looks for the files of one language."""
    return translations / code / "LC_MESSAGES"


def require_compiled(translations: Path) -> None:
    """Raises ConfigError where gettext would stay silent and show English."""
    for code in LANGUAGES:
        path = catalog_folder(translations, code) / f"{DOMAIN}.mo"
        if code != SOURCE.code and not path.exists():
            raise ConfigError(
                f"{path} is missing; run `python -m server translate --compile`."
            )


def browser_catalog(translations: Path, code: str) -> str:
    """`/<lang>/text.js`: the messages that JavaScript uses, as an ES module.

    The plural rule is code, not text to evaluate: `gettext.c2py` has refused anything
    but arithmetic on `n` before it is written out, so no page needs `unsafe-eval`.
    """
    messages, plural = _translated_messages(translations, code)
    gettext.c2py(plural)
    body = json.dumps(
        messages, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return (
        f"export const locale = {json.dumps(LANGUAGES[code].formats)}\n"
        f"export const messages = {body}\n"
        f"export const plural = (n) => Number({plural})\n"
    )


def _translated_messages(
    translations: Path, code: str
) -> tuple[dict[str, str | list[str]], str]:
    if code == SOURCE.code:
        return {}, ENGLISH_PLURAL
    with (catalog_folder(translations, code) / f"{DOMAIN}.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    messages: dict[str, str | list[str]] = {}
    for message in catalog:
        if _is_translated(message) and _used_by_browser(message.locations):
            key = message.id if isinstance(message.id, str) else message.id[0]
            text = message.string
            messages[key] = text if isinstance(text, str) else list(text or [])
    return messages, catalog.plural_expr


def _is_translated(message: Message) -> bool:
    """Every form of it; what is fuzzy waits, as in the compiled catalog."""
    text = message.string
    forms = [text] if isinstance(text, str) else list(text or [""])
    return bool(message.id) and not message.fuzzy and all(forms)


def _used_by_browser(locations: Iterable[tuple[str, int | None]]) -> bool:
    return any(path.endswith(".js") for path, _ in locations)
