"""Languages that nobody speaks, made from the English: what a new one may bring."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from babel.messages.pofile import read_po

from server import catalogs
from server.config import Config
from server.languages import DOMAIN, LANGUAGES, Language, catalog_folder

#: Placeholders and marks of HTML: what no translation may change.
KEPT = re.compile(r"(%\(\w+\)s|<[^>]+>|&\w+;)")
#: 40 % longer, in words that cannot be broken, as German ones may be.
LONG = Language("de", "Langsprache", "de")
#: From right to left.
TURNED = Language("he", "עברית", "he", direction="rtl")
HEBREW = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "אבצדהפגחיקכלמנוסטרשתעזקסיצ", strict=True)
)


def lengthened(text: str) -> str:
    """Every vowel doubled, and then as many letters as 40 % more takes."""
    longer = re.sub("([aeiou])", r"\1\1", text)
    words = longer.split(" ")
    index = 0
    while text.strip() and len(" ".join(words)) < 1.4 * len(text):
        if words[index % len(words)]:
            words[index % len(words)] += "n"
        index += 1
    return " ".join(words)


def turned(text: str) -> str:
    return "".join(HEBREW.get(letter, letter) for letter in text.lower())


def add(language: Language, spell: Callable[[str], str], folder: Path) -> Config:
    """Settings with one more catalog: what it takes is one `.po` and one line.

    The line is LANGUAGES[language.code], which the caller has to write.
    """
    translations = Path(shutil.copytree(Config().translations, folder / "translations"))
    with (translations / f"{DOMAIN}.pot").open("rb") as template:
        catalog = read_po(template, locale=language.code)
    for message in catalog:
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[1]
            said = "".join(
                part if KEPT.fullmatch(part) else spell(part)
                for part in KEPT.split(text)
            )
            is_one = isinstance(message.id, str)
            message.string = said if is_one else (said,) * catalog.num_plurals
    path = catalog_folder(translations, language.code) / f"{DOMAIN}.po"
    catalogs._write(path, catalog)
    assert language.code in LANGUAGES
    catalogs.compile_all(translations)
    return Config(translations=translations)
