"""The translators' workshop: extract, update, check and compile the catalogs.

One catalog per language serves the templates, the protocol files and the browser.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from server import changes
from server.languages import DOMAIN, LANGUAGES, SOURCE, catalog_folder

#: Keys of the protocol files whose text a patient reads.
READ_BY_PATIENTS = frozenset(
    {
        "name",
        "short",
        "hands",
        "one-hand",
        "stroke",
        "reason",
        "cream",
        "pressure",
        "first-day",
        "first-day-during",
        "question",
        "text",
        "after",
        "range",
        "title",
        "summary",
        "what",
        "supports",
    }
)
METHODS = [
    ("CHANGELOG.md", "server.catalogs:extract_changes"),
    ("server/protocols/**.toml", "server.catalogs:extract_protocol"),
    ("server/**.py", "python"),
    ("web/pages/**.html", "jinja2"),
    ("web/vendor/**.js", "ignore"),
    ("web/**.js", "javascript"),
]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "t": None, "tn": (1, 2)}
#: Catalogs bear no dates of their own: git knows better, and diffs stay small.
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
#: Where there is little room, and how many characters it takes.
ROOM = "room.toml"
#: What a translation may say in place of a placeholder: the date for the weekday.
STANDS_FOR = {"date": "weekday"}


@dataclass(frozen=True)
class Problem:
    """One thing a translator has to look at."""

    language: str
    message: str
    what: str

    def __str__(self) -> str:
        return f"{self.language}: {self.what}: {self.message[:80]!r}"


def extract_protocol(
    file: IO[bytes], *_: Any, **__: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel extractor for protocol files: every text that a patient reads."""
    source = file.read().decode()
    for text in sorted(set(_texts(tomllib.loads(source)))):
        first_line = text.splitlines()[0]
        line = source[: source.find(first_line)].count("\n") + 1
        yield line, "gettext", text, []


def extract_changes(
    file: IO[bytes], *_: Any, **__: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel extractor for the change log: every point of every release."""
    for release in changes.releases(file.read().decode()):
        for point in release.points:
            yield 1, "gettext", point, []


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in READ_BY_PATIENTS and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def extract(root: Path) -> Catalog:
    """Every translatable message under `root`, each with the files that use it."""
    catalog = Catalog(project="Aftertouch", copyright_holder="", fuzzy=False)
    found = extract_from_dir(
        str(root),
        method_map=[(pattern, method) for pattern, method in METHODS],
        options_map={"web/**.js": {"parse_template_string": "True"}},
        keywords=KEYWORDS,
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "_")),
    )
    for path, line, message, comments, context in found:
        catalog.add(
            message, None, [(path, line)], auto_comments=comments, context=context
        )
    return catalog


def update(root: Path, translations: Path) -> None:
    """Writes `messages.pot` and brings every `.po` up to it; translations stay."""
    template = extract(root)
    _write(translations / f"{DOMAIN}.pot", template)
    for code in LANGUAGES:
        if code != SOURCE.code:
            catalog = read(translations, code)
            catalog.update(template, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            _write(catalog_folder(translations, code) / f"{DOMAIN}.po", catalog)


def read(translations: Path, code: str) -> Catalog:
    """The catalog of one language; an empty one where there is no file yet."""
    path = catalog_folder(translations, code) / f"{DOMAIN}.po"
    if not path.exists():
        return Catalog(locale=code, project="Aftertouch", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.creation_date = catalog.revision_date = UNDATED
    with path.open("wb") as file:
        write_po(file, catalog, width=88, sort_by_file=True, include_lineno=False)


def compile_all(translations: Path) -> None:
    """Writes the `.mo` files that gettext reads on the server."""
    for code in LANGUAGES:
        path = catalog_folder(translations, code) / f"{DOMAIN}.mo"
        if code != SOURCE.code:
            with path.open("wb") as file:
                write_mo(file, read(translations, code))


def check(root: Path, translations: Path) -> list[Problem]:
    """What is missing, fuzzy, unused, too long, or without its placeholders."""
    used = {message.id for message in extract(root) if message.id}
    room = _room(translations)
    problems = [
        Problem(ROOM, message, "no such message") for message in room.keys() - used
    ]
    for code in LANGUAGES:
        if code != SOURCE.code:
            problems += list(_problems(code, read(translations, code), used, room))
    return problems


def _room(translations: Path) -> dict[str, int]:
    """The most characters of each message that stands where there is little room."""
    places = tomllib.loads((translations / ROOM).read_text(encoding="utf-8"))["place"]
    return {message: place["most"] for place in places for message in place["messages"]}


def _problems(
    code: str, catalog: Catalog, used: set[Any], room: dict[str, int]
) -> Iterator[Problem]:
    known = {message.id: message for message in catalog if message.id}
    for missing in used - known.keys():
        yield Problem(code, str(missing), "not in the catalog, run translate")
    for message_id, message in known.items():
        for what in _faults(message, message_id in used):
            yield Problem(code, str(message_id), what)
        most = room.get(str(message_id))
        if most and len(str(message.string)) > most:
            yield Problem(code, str(message_id), f"longer than {most} characters")


def _faults(message: Message, is_used: bool) -> Iterator[str]:
    strings = _forms(message.string)
    if not is_used:
        yield "unused"
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings):
        yield "not translated"
        return
    wanted = set(PLACEHOLDER.findall(_forms(message.id)[-1]))
    for string in strings:
        found = set(PLACEHOLDER.findall(string))
        if wanted not in (found, {STANDS_FOR.get(name, name) for name in found}):
            yield "placeholders differ"


def _forms(text: Any) -> list[str]:
    """The plural forms of a message, or its only form."""
    return (
        [text or ""] if isinstance(text, str | None) else [form or "" for form in text]
    )
