"""The languages: who gets which, and that every page speaks its own."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from werkzeug.test import Client

from server import catalogs, create_app
from server.config import Config, ConfigError
from server.languages import LANGUAGES, browser_catalog, catalog_folder, negotiate
from server.pages import PAGES
from server.site import Site
from tests.server.conftest import ROOT, Run
from tests.server.reading import Reader, read

TRANSLATED = [code for code in LANGUAGES if code != "en"]
#: Hand-counted: numbers and the Russian form that belongs to them.
RUSSIAN_PLURALS = {
    0: [1, 21, 31, 101, 121, 1001],
    1: [2, 3, 4, 22, 24, 102, 134],
    2: [0, 5, 9, 10, 11, 12, 13, 14, 15, 20, 25, 100, 111, 112, 114, 211],
}
HOSTILE = [
    "fetch('//evil.example')",
    "n.constructor.constructor('alert(1)')()",
    "(n) + alert(1)",
    "0)+(self.x=1",
    "n => n",
    "`${n}`",
    "n/*",
]


# Negotiation


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("ru-RU", "ru"),
        ("ru_RU", "ru"),
        ("ru-Cyrl-RU", "ru"),
        ("en-US,en;q=0.9", "en"),
        ("ru,en", "ru"),
        ("en,ru", "en"),
        ("fr-FR, ru;q=0.9, en;q=0.8", "ru"),
        ("fr-FR, en;q=0.8, ru;q=0.9", "ru"),
        ("en;q=0.8, ru;q=0.9", "ru"),
        ("ru-RU;q=0.9, en;q=0.8", "ru"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru"),
        ("ru;q=0.5, en;q=0.5", "ru"),
        ("en;q=0.5, ru;q=0.5", "en"),
        ("ru;q=0, en", "en"),
        ("en;q=0, ru", "ru"),
        ("ru;q=0", "en"),
        ("ru;q=0.0, *", "en"),
        ("de, *;q=0.5", "en"),
        ("de, fr, ja", "en"),
        ("run, rue", "en"),
        ("*", "en"),
        ("*;q=0", "en"),
        ("", "en"),
        (",;=q,;;", "en"),
        ("ru;q=high", "en"),
        ("<script>", "en"),
        ("\xff\xfe", "en"),
        ("x" * 20_000, "en"),
        (", ".join(["fr"] * 500 + ["ru"]), "ru"),
    ],
)
def test_the_way_in_leads_to_the_language_asked_for_first(
    client: Client, header: str, language: str
) -> None:
    response = client.get("/", headers={"Accept-Language": header})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/"


#: Addresses that only a phone's own worker answers; the server knows nothing of them.
MADE_BY_THE_PHONE = (".ics",)


def test_without_a_wish_the_language_is_english() -> None:
    assert negotiate(None) == "en"


def test_the_way_in_is_never_stored(client: Client) -> None:
    response = client.get("/?secret=1")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Vary"] == "Accept-Language"
    assert "secret" not in response.headers["Location"]


# Pages


def documents(table: Site) -> Iterator[tuple[str, str, Reader]]:
    """(address, language, page) of every page, those of errors too."""
    for language in LANGUAGES:
        for page in PAGES:
            url = f"/{language}/{page.path}"
            yield url, language, read(table.artifacts[url].body)
    for (status, language), artifact in table.errors.items():
        yield f"{status} in {language}", language, read(artifact.body)


def translations(language: str) -> Iterator[Message]:
    for message in catalogs.read(Config().translations, language):
        if message.id:
            yield message


def phrases(language: str) -> set[str]:
    """English messages of two words or more that this language says otherwise."""
    forms = [
        form
        for message in translations(language)
        if message.id != message.string
        for form in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    return {form for form in forms if len(form.split()) > 1}


def test_every_page_says_its_language_and_direction(table: Site) -> None:
    for url, language, page in documents(table):
        html = page.all("html")[0]
        assert html["lang"] == language, url
        assert html["dir"] == "ltr", url


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_page_leaves_an_english_phrase(table: Site, language: str) -> None:
    known = phrases(language)
    assert len(known) > 100
    for url, spoken, page in documents(table):
        if spoken == language:
            assert {phrase for phrase in known if phrase in page.text} == set(), url


@pytest.mark.parametrize("language", TRANSLATED)
def test_rules_and_manifest_leave_no_english_phrase(
    client: Client, language: str
) -> None:
    known = phrases(language)
    for name in ("protocols.json", "app.webmanifest"):
        text = client.get(f"/{language}/{name}").text
        assert {phrase for phrase in known if phrase in text} == set(), name


def test_no_template_speaks_without_the_catalog() -> None:
    jinja = re.compile(
        r"\{% block main_attributes %\}.*?\{% endblock %\}"
        r"|\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}",
        re.DOTALL,
    )
    for path in (Config().web / "pages").glob("*.html"):
        page = read(jinja.sub("", path.read_text("utf-8")).encode())
        spoken = {word for word in page.words if re.search(r"[^\W\d_]{2,}", word)}
        technical = {word for word in spoken if word.startswith(("width=", "#"))}
        assert spoken - technical == set(), path.name


def test_every_page_has_a_title_of_its_own(table: Site) -> None:
    for language in LANGUAGES:
        titles = [
            re.search("<title>(.*?)</title>", table.artifacts[url].body.decode())
            for url in (f"/{language}/{page.path}" for page in PAGES)
        ]
        assert len({title[1] for title in titles if title}) == len(PAGES)


def test_every_page_links_to_itself_in_the_other_languages(
    client: Client, table: Site
) -> None:
    for page in PAGES:
        for language in LANGUAGES:
            url = f"/{language}/{page.path}"
            links = read(table.artifacts[url].body).all("a")
            others = {link["href"] for link in links if link["rel"] == "alternate"}
            expected = {f"/{other}/{page.path}" for other in LANGUAGES}
            assert others == expected - {url}, url
            assert {client.get(other).status_code for other in others} == {200}


def test_a_link_to_another_language_says_which(table: Site) -> None:
    for url, own, page in documents(table):
        for link in page.all("a"):
            if link["hreflang"]:
                language = link["href"].split("/")[1]
                assert link["hreflang"] == language, url
                # The plan page says in its own language what the link offers.
                said = own if url.endswith("/plan/") else language
                assert (link["lang"] or own) in {said, language}, url


def test_every_link_inside_the_site_leads_somewhere(
    client: Client, table: Site
) -> None:
    for url, _, page in documents(table):
        links = {link["href"] for link in page.all("a")}
        inside = {href.partition("#")[0] for href in links if href.startswith("/")}
        inside = {href for href in inside if not href.endswith(MADE_BY_THE_PHONE)}
        lost = [href for href in inside if client.get(href).status_code != 200]
        assert lost == [], url


def test_every_manifest_speaks_its_language(client: Client) -> None:
    for language in LANGUAGES:
        manifest = client.get(f"/{language}/app.webmanifest").json
        assert manifest["lang"] == language
        assert manifest["start_url"] == f"/{language}/"
        for icon in manifest["icons"]:
            assert client.get(icon["src"]).content_type == icon["type"]
        for shortcut in manifest["shortcuts"]:
            assert client.get(shortcut["url"]).status_code == 200


# The catalogs


#: The code does not change meanwhile, and reading all of it takes seconds.
extracted = cache(catalogs.extract)


@pytest.fixture(autouse=True)
def reads_the_code_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogs, "extract", extracted)


def save(translations: Path, catalog: Catalog) -> None:
    path = catalog_folder(translations, str(catalog.locale)) / "messages.po"
    with path.open("wb") as file:
        write_po(file, catalog)


def a_message(catalog: Catalog, like: str) -> Message:
    """The first message with one form whose text matches."""
    return next(
        message
        for message in catalog
        if isinstance(message.id, str) and re.search(like, message.id)
    )


def a_counted_message(catalog: Catalog) -> Message:
    return next(message for message in catalog if isinstance(message.id, tuple))


def test_the_shipped_catalogs_have_no_problems() -> None:
    assert catalogs.check(ROOT, Config().translations) == []


def break_placeholder(catalog: Catalog) -> str:
    message = a_message(catalog, r"%\(\w+\)s")
    message.string = str(message.string).replace("%(", "%(x")
    return "placeholders differ"


def lose_placeholder_in_one_form(catalog: Catalog) -> str:
    message = a_counted_message(catalog)
    message.string = (*message.string[:-1], "много")
    return "placeholders differ"


def empty(catalog: Catalog) -> str:
    a_message(catalog, r"\w").string = ""
    return "not translated"


def empty_one_form(catalog: Catalog) -> str:
    message = a_counted_message(catalog)
    message.string = (*message.string[:-1], "")
    return "not translated"


def make_fuzzy(catalog: Catalog) -> str:
    a_message(catalog, r"\w").flags.add("fuzzy")
    return "fuzzy"


def lengthen(catalog: Catalog) -> str:
    catalog["Skip"].string = "Пропустить"
    return "longer than 8 characters"


def add_unused(catalog: Catalog) -> str:
    catalog.add("Nobody says this", "Никто так не говорит")
    return "unused"


def remove(catalog: Catalog) -> str:
    catalog.delete(a_message(catalog, r"\w").id)
    return "not in the catalog"


@pytest.mark.parametrize(
    "harm",
    [
        break_placeholder,
        lose_placeholder_in_one_form,
        empty,
        empty_one_form,
        make_fuzzy,
        lengthen,
        add_unused,
        remove,
    ],
    ids=lambda harm: harm.__name__,
)
def test_a_harmed_catalog_is_found(
    translations_copy: Path, harm: Callable[[Catalog], str]
) -> None:
    catalog = catalogs.read(translations_copy, "ru")
    expected = harm(catalog)
    save(translations_copy, catalog)
    problems = catalogs.check(ROOT, translations_copy)
    assert len(problems) == 1
    assert expected in str(problems[0])
    assert str(problems[0]).startswith("ru: ")


def test_room_for_a_message_that_nobody_says_is_found(translations_copy: Path) -> None:
    room = translations_copy / catalogs.ROOM
    room.write_text(room.read_text().replace('"Skip"', '"Skipp"'))
    assert [str(problem) for problem in catalogs.check(ROOT, translations_copy)] == [
        "room.toml: no such message: 'Skipp'"
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_has_its_glossary(language: str) -> None:
    words = (Config().translations / language / "glossary.md").read_text()
    for said in ("Address", "zone", "stroke", "clearance", "window", "session"):
        assert said in words


def test_a_date_may_stand_for_a_weekday_but_not_the_other_way_round(
    translations_copy: Path,
) -> None:
    catalog = catalogs.read(translations_copy, "ru")
    message = a_message(catalog, r"%\(weekday\)s")
    message.string = re.sub(r"%\((weekday|date)\)s", "%(date)s", str(message.string))
    save(translations_copy, catalog)
    assert catalogs.check(ROOT, translations_copy) == []


def test_a_missing_compiled_catalog_stops_the_start_with_a_sentence(
    translations_copy: Path,
) -> None:
    mo = catalog_folder(translations_copy, "ru") / "messages.mo"
    mo.unlink()
    with pytest.raises(ConfigError) as caught:
        create_app(replace(Config(), translations=translations_copy))
    assert str(caught.value) == (
        f"{mo} is missing; run `python -m server translate --compile`."
    )


def test_compiling_brings_a_missing_catalog_back(translations_copy: Path) -> None:
    mo = catalog_folder(translations_copy, "ru") / "messages.mo"
    mo.unlink()
    catalogs.compile_all(translations_copy)
    with mo.open("rb") as file:
        russian = gettext.GNUTranslations(file)
    assert russian.gettext("Start massage") == "Начать массаж"


def test_updating_twice_changes_nothing(translations_copy: Path) -> None:
    catalogs.update(ROOT, translations_copy)
    texts = [path.read_bytes() for path in sorted(translations_copy.rglob("*.po*"))]
    catalogs.update(ROOT, translations_copy)
    again = [path.read_bytes() for path in sorted(translations_copy.rglob("*.po*"))]
    assert texts == again


def test_the_check_command_finds_nothing_to_do(run: Run) -> None:
    done = run("translate", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# What the browser gets


def parts(module: str) -> tuple[str, dict[str, str | list[str]], str]:
    """(locale, messages, plural rule) of a `text.js`, which is exactly three lines."""
    locale, messages, plural = module.splitlines()
    rule = re.fullmatch(r"export const plural = \(n\) => Number\((.*)\)", plural)
    assert rule
    return (
        json.loads(locale.removeprefix("export const locale = ")),
        json.loads(messages.removeprefix("export const messages = ")),
        rule[1],
    )


def messages_in_modules() -> set[str]:
    """What JavaScript asks the catalog for, extracted past our own code."""
    found = extract_from_dir(
        str(Config().web),
        method_map=[("vendor/**", "ignore"), ("**.js", "javascript")],
        options_map={"**.js": {"parse_template_string": "True"}},
        keywords={"t": None, "tn": (1, 2)},
    )
    return {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in found
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_browser_gets_the_messages_of_its_modules_and_no_others(
    client: Client, language: str
) -> None:
    _, messages, _ = parts(client.get(f"/{language}/text.js").text)
    assert messages.keys() == messages_in_modules()


def test_the_browser_gets_no_messages_in_the_source_language(client: Client) -> None:
    assert parts(client.get("/en/text.js").text) == ("en-GB", {}, "n != 1")


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_browsers_messages_are_those_of_the_catalog(
    client: Client, language: str
) -> None:
    _, messages, _ = parts(client.get(f"/{language}/text.js").text)
    for message in translations(language):
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key in messages:
            sent = messages[key]
            assert message.string == (sent if isinstance(sent, str) else tuple(sent))


def test_the_browsers_plural_rule_is_the_russian_one(client: Client) -> None:
    *_, rule = parts(client.get("/ru/text.js").text)
    form_of = gettext.c2py(rule)
    for form, numbers in RUSSIAN_PLURALS.items():
        assert {form_of(number) for number in numbers} == {form}


def set_plural_rule(translations: Path, rule: str) -> None:
    path = catalog_folder(translations, "ru") / "messages.po"
    text, count = re.subn(
        r'"Plural-Forms:[^\n]*\n("\(n[^\n]*\n)?',
        lambda _: f'"Plural-Forms: nplurals=3; plural={rule};\\n"\n',
        path.read_text("utf-8"),
    )
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("rule", HOSTILE)
def test_a_plural_rule_that_is_code_is_refused(
    translations_copy: Path, rule: str
) -> None:
    set_plural_rule(translations_copy, rule)
    with pytest.raises((ConfigError, ValueError)):
        browser_catalog(translations_copy, "ru")


def test_a_plural_rule_of_arithmetic_is_taken_as_it_is(
    translations_copy: Path,
) -> None:
    set_plural_rule(translations_copy, "(n%7==1 ? 0 : n>9 ? 1 : 2)")
    *_, rule = parts(browser_catalog(translations_copy, "ru"))
    assert rule == "(n%7==1 ? 0 : n>9 ? 1 : 2)"


def test_a_fuzzy_translation_stays_in_the_workshop(translations_copy: Path) -> None:
    catalog = catalogs.read(translations_copy, "ru")
    catalog["Start massage"].flags.add("fuzzy")
    save(translations_copy, catalog)
    _, messages, _ = parts(browser_catalog(translations_copy, "ru"))
    assert "Start massage" not in messages


def test_a_counted_message_without_translation_falls_back_to_english(
    translations_copy: Path,
) -> None:
    catalog = catalogs.read(translations_copy, "ru")
    message = a_counted_message(catalog)
    message.string = ("", "", "")
    save(translations_copy, catalog)
    _, messages, _ = parts(browser_catalog(translations_copy, "ru"))
    assert message.id[0] not in messages


def test_every_text_of_a_module_is_seen_by_the_extractor() -> None:
    """A call inside the arguments of another one would stay English for ever."""
    with (Config().translations / "messages.pot").open("rb") as file:
        known = {
            message.id if isinstance(message.id, str) else message.id[0]
            for message in read_po(file)
        }
    said = re.compile(r"\btn?\(\s*'((?:[^'\\]|\\.)*)'")
    for path in [
        *(Config().web / "ui").glob("*.js"),
        *(Config().web / "core").glob("*.js"),
    ]:
        texts = {
            text.replace("\\'", "'") for text in said.findall(path.read_text("utf-8"))
        }
        assert texts <= known, path.name
