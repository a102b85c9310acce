"""The generated head of `/sw.js`: what a phone stores, and when it is something new."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from server import create_app, headers
from server.catalogs import compile_all
from server.config import Config
from server.languages import LANGUAGES, catalog_folder
from server.site import Site

#: Asked for while the app is being installed, by a browser that is online.
WHILE_INSTALLING = ("/icons/icon-512.", "/icons/maskable-512.", "/icons/apple-touch-")
#: Fetched by the page itself once the patient wants a voice.
WHEN_WISHED = ("/voice/",)
Files = dict[str, dict[str, str]]


def worker(app: Flask) -> str:
    return app.test_client().get("/sw.js").text


def version(config: Config) -> tuple[str, str]:
    """The digests of headers and of files."""
    first = worker(create_app(config)).splitlines()[0]
    value = json.loads(first.removeprefix("const VERSION = "))
    sent, files = value.split(".")
    return sent, files


def head(app: Flask, line: int, name: str) -> dict[str, str]:
    """What this generated line of the script sets."""
    text = worker(app).splitlines()[line]
    found: dict[str, str] = json.loads(text.removeprefix(f"const {name} = "))
    return found


@pytest.fixture(scope="module")
def shipped_version() -> tuple[str, str]:
    """The same as that of an unchanged copy."""
    return version(Config())


def files(app: Flask) -> Files:
    """What a phone stores: address → integrity, by language; "" for every language."""
    listed = {"": head(app, 1, "FILES")}
    for language, wanted in head(app, 2, "LISTS").items():
        response = app.test_client().get(f"/{language}/files.json")
        assert integrity(response.data) == wanted
        listed[language] = response.json
    return listed


def integrity(body: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(body).digest()).decode()


@pytest.fixture
def copy(tmp_path: Path) -> Config:
    """Settings for copies of everything that the site is made from."""
    config = Config()
    return replace(
        config,
        web=Path(shutil.copytree(config.web, tmp_path / "web")),
        translations=Path(
            shutil.copytree(config.translations, tmp_path / "translations")
        ),
        protocols=Path(shutil.copytree(config.protocols, tmp_path / "protocols")),
    )


def test_a_phone_stores_the_whole_site_with_its_integrity(
    app: Flask, table: Site
) -> None:
    expected: Files = {}
    for url, artifact in table.artifacts.items():
        left_out = url.startswith((*WHILE_INSTALLING, *WHEN_WISHED))
        if url not in {"/sw.js", "/healthz"} and not left_out:
            first = url.split("/")[1]
            language = first if first in LANGUAGES else ""
            expected.setdefault(language, {})[url] = integrity(artifact.body)
    for language in LANGUAGES:
        del expected[language][f"/{language}/files.json"]
        del expected[language][f"/{language}/pack.json"]
    assert files(app) == expected


def test_everything_that_is_listed_answers_without_a_redirect(
    app: Flask, client: Client
) -> None:
    for group in files(app).values():
        assert {url: client.get(url).status_code for url in group} == dict.fromkeys(
            group, 200
        )


@pytest.mark.parametrize("strict", [False, True])
def test_a_pack_holds_every_text_with_the_headers_that_it_has_by_itself(
    strict: bool,
) -> None:
    app = create_app(replace(Config(), strict_transport=strict))
    client = app.test_client()
    listed = files(app)
    for language, wanted in head(app, 3, "PACKS").items():
        response = client.get(f"/{language}/pack.json")
        assert integrity(response.data) == wanted
        pack = response.json
        addresses = [url for url in listed[""] | listed[language] if url[-4:] != ".png"]
        assert sorted(pack["files"]) == sorted(addresses)
        for url, (index, text) in pack["files"].items():
            alone = client.get(url)
            assert text == alone.text
            of_its_form = {"Content-Length", "ETag", "Vary"}
            assert {tuple(header) for header in pack["headers"][index]} == {
                each
                for each in alone.headers.to_wsgi_list()
                if each[0] not in of_its_form
            }


def test_another_caching_or_another_choice_of_files_is_a_new_version(
    monkeypatch: pytest.MonkeyPatch, shipped_version: tuple[str, str]
) -> None:
    """With the same version a cache would be filled with something else."""
    with monkeypatch.context() as patch:
        patch.setattr(headers, "REVALIDATE", "no-store")
        assert version(Config())[0] != shipped_version[0]
    with monkeypatch.context() as patch:
        patch.setattr("server.worker.NOT_STORED", ("/healthz", "/voice/", "/icons/"))
        sent, files = version(Config())
        assert sent == shipped_version[0]
        assert files != shipped_version[1]


def test_every_language_lists_the_same_pages(app: Flask) -> None:
    listed = files(app)
    assert listed.keys() == {"", *LANGUAGES}
    names = [
        {url.removeprefix(f"/{language}/") for url in listed[language]}
        for language in LANGUAGES
    ]
    assert all(group == names[0] for group in names)
    assert {"", "massage/", "text.js", "protocols.json"} <= names[0]


def test_the_rest_of_the_script_is_the_file_unchanged(app: Flask) -> None:
    script = app.test_client().get("/sw.js").data
    tail = script.split(b"\n", 4)[4]
    assert tail == (Config().web / "sw.js").read_bytes()


def test_the_same_files_make_the_same_version(
    copy: Config, shipped_version: tuple[str, str]
) -> None:
    assert version(copy) == shipped_version


def test_settings_that_no_answer_shows_change_no_version(
    copy: Config, shipped_version: tuple[str, str]
) -> None:
    elsewhere = replace(copy, host="0.0.0.0", port=1, debug=True)
    assert version(elsewhere) == shipped_version


def append(name: str, text: str) -> Callable[[Config], None]:
    def edit(config: Config) -> None:
        with (config.web / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def reword_a_page(config: Config) -> None:
    path = config.web / "pages" / "about.html"
    path.write_text(path.read_text("utf-8").replace("<h1>", "<h1 >"), "utf-8")


def redraw_an_icon(config: Config) -> None:
    shutil.copy(config.web / "icons/icon-192.png", config.web / "icons/icon-512.png")


def redraw_the_face(config: Config) -> None:
    path = config.web / "diagrams" / "face.svg"
    path.write_text(path.read_text("utf-8").replace("<svg", "<svg  ", 1), "utf-8")


def translate_anew(config: Config) -> None:
    path = catalog_folder(config.translations, "ru") / "messages.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Начать массаж", "Начинаем массаж"), "utf-8")
    compile_all(config.translations)


def change_a_rule(config: Config) -> None:
    path = config.protocols / "botulinum-toxin.toml"
    path.write_text(path.read_text("utf-8").replace('"48 h"', '"49 h"'), "utf-8")


def add_a_module(config: Config) -> None:
    (config.web / "core" / "new.js").write_text("export const one = 1\n")


def remove_a_module(config: Config) -> None:
    (config.web / "core" / "conflict.js").unlink()
    for path in config.web.rglob("*.js"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("conflict.js", "gate.js"), "utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        append("core/gate.js", "export const another = 1\n"),
        append("styles/base.css", "p { margin: 0 }\n"),
        # Or else a failed update would remove the cache that is in use.
        append("sw.js", "// another\n"),
        reword_a_page,
        append("pages/base.html", "<!-- -->\n"),
        redraw_an_icon,
        redraw_the_face,
        translate_anew,
        change_a_rule,
        add_a_module,
        remove_a_module,
    ],
    ids=[
        *("module", "sheet", "worker", "page", "frame", "icon", "face"),
        *("translation", "rule", "added", "removed"),
    ],
)
def test_another_byte_is_another_version_with_the_same_headers(
    copy: Config, edit: Callable[[Config], None], shipped_version: tuple[str, str]
) -> None:
    edit(copy)
    after = version(copy)
    assert after[0] == shipped_version[0]
    assert after[1] != shipped_version[1]


def test_another_transport_policy_is_another_version_of_the_same_files(
    shipped_version: tuple[str, str],
) -> None:
    after = version(Config(strict_transport=True))
    assert after[0] != shipped_version[0]
    assert after[1] == shipped_version[1]


@pytest.mark.parametrize("name", ["RESOURCE_POLICY", "EVERYWHERE", "page_policy"])
def test_another_header_is_another_version(
    monkeypatch: pytest.MonkeyPatch, name: str, shipped_version: tuple[str, str]
) -> None:
    original = getattr(headers, name)
    other = {
        "RESOURCE_POLICY": "default-src 'self'",
        "EVERYWHERE": headers.EVERYWHERE[1:],
        "page_policy": lambda style: original(style).replace("blob:", ""),
    }
    monkeypatch.setattr(headers, name, other[name])
    assert version(Config())[0] != shipped_version[0]


def test_the_kill_switch_serves_the_worker_that_removes_itself() -> None:
    client = create_app(Config(kill_worker=True)).test_client()
    response = client.get("/sw.js")
    assert "registration.unregister()" in response.text
    assert "const FILES" not in response.text
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert client.get("/en/").status_code == 200


def test_the_worker_is_always_asked_for_again(client: Client) -> None:
    assert client.get("/sw.js?lang=ru").headers["Cache-Control"] == "no-cache"
    assert client.get("/sw.js?lang=ru").data == client.get("/sw.js").data
