"""The exported site: every file, one set of headers an address, nobody else's files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask import Flask
from werkzeug.test import Client

from server import __main__ as command
from server import build, exporting, headers
from server.config import Config
from server.exporting import MARKER, ExportError, export
from server.languages import LANGUAGES
from server.site import Site, assemble
from tests.server.conftest import Run
from tests.server.reading import read
from tests.static_host import Rule, headers_for, read_rules

#: What the server answers in another way, or not at all.
ONLY_HERE = {
    *("index.html", "way-in.js", "_headers", "404.html", MARKER),
    *(f"{code}/404.html" for code in LANGUAGES),
}
MOST_RULES = 100
LONGEST_LINE = 2000


@pytest.fixture(scope="module")
def folder(table: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export") / "site"
    export(table, Config(), target)
    return target


@pytest.fixture(scope="module")
def rules(folder: Path) -> list[Rule]:
    return read_rules((folder / "_headers").read_text("utf-8"))


@pytest.fixture
def small(table: Site) -> Site:
    """A site of two pages and a worker."""
    urls = ("/en/", "/ru/", "/sw.js")
    return assemble([table.artifacts[url] for url in urls], table.errors)


def names(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in files}


def without(table: Site, url: str) -> Site:
    kept = [item for item in table.artifacts.values() if item.url != url]
    return assemble(kept, table.errors)


# The files


def test_it_holds_what_the_server_answers_and_nothing_else(
    folder: Path, client: Client, table: Site
) -> None:
    written = names(folder) - ONLY_HERE
    for name in written:
        answer = client.get(f"/{name.removesuffix('index.html')}")
        assert answer.data == (folder / name).read_bytes(), name
    assert len(written) == len(table.artifacts)


def test_pages_for_what_is_not_found_are_those_of_the_server(
    folder: Path, client: Client
) -> None:
    for code in LANGUAGES:
        page = (folder / code / "404.html").read_bytes()
        assert page == client.get(f"/{code}/nowhere").data
    assert (folder / "404.html").read_bytes() == client.get("/nowhere").data


def test_the_way_in_leads_to_every_language(folder: Path, table: Site) -> None:
    page = read((folder / "index.html").read_bytes())
    links = list(page.all("a"))
    assert [link["href"] for link in links] == [f"/{code}/" for code in LANGUAGES]
    assert [link["lang"] for link in links] == list(LANGUAGES)
    (icon,) = page.all("link")
    assert icon["href"] in table.artifacts
    (script,) = page.all("script")
    assert (folder / script["src"].lstrip("/")).is_file()
    assert "".join(page.scripts).strip() == ""


def test_the_way_in_knows_where_a_choice_is_kept(folder: Path) -> None:
    key = "'aftertouch-language'"
    assert key in (folder / "way-in.js").read_text("utf-8")
    assert key in (Config().web / "device" / "own-language.js").read_text("utf-8")


def test_smaller_forms_lie_beside_on_demand(table: Site, tmp_path: Path) -> None:
    export(table, Config(), tmp_path, compressed=True)
    page = (tmp_path / "en" / "index.html").read_bytes()
    shorter = [tmp_path / "en" / f"index.html.{kind}" for kind in ("br", "gz")]
    assert brotli.decompress(shorter[0].read_bytes()) == page
    assert gzip.decompress(shorter[1].read_bytes()) == page
    assert not list(tmp_path.rglob("*.png.*"))


def test_the_kill_switch_goes_along(app: Flask, tmp_path: Path) -> None:
    config = replace(Config(), kill_worker=True)
    export(build(app, config), config, tmp_path)
    assert "registration.unregister()" in (tmp_path / "sw.js").read_text("utf-8")


# The rules for headers


def test_an_address_gets_each_header_once_and_as_the_server_sends_it(
    rules: list[Rule], table: Site
) -> None:
    for url, artifact in table.artifacts.items():
        sent = headers_for(rules, url)
        assert len({name for name, _ in sent}) == len(sent), url
        given = dict(sent)
        given.pop("Content-Security-Policy")
        assert given.pop("Content-Type", artifact.content_type) == artifact.content_type
        assert given == dict([*headers.EVERYWHERE, headers.caching(url)]), url


def test_one_policy_lets_every_page_have_its_sheet_and_no_other(
    rules: list[Rule], folder: Path
) -> None:
    hashes = set()
    for path in folder.rglob("*.html"):
        style = "".join(read(path.read_bytes()).styles).encode()
        digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
        hashes.add(f"'sha256-{digest}'")
    policy = dict(headers_for(rules, "/en/nowhere"))["Content-Security-Policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert set(parts.pop("style-src").split()) == {"'self'", *hashes}
    plain = headers.page_policy("x").split("; ")
    expected = dict(part.split(" ", 1) for part in plain)
    expected.pop("style-src")
    assert parts == expected


def test_what_is_not_there_is_never_kept_for_ever(rules: list[Rule]) -> None:
    for url in ("/icons/new.0123456789ab.svg", "/voice/x", "/vendor/x", "/core/x"):
        assert ("Cache-Control", headers.IMMUTABLE) not in headers_for(rules, url)


def test_the_rules_are_within_what_hosts_take(rules: list[Rule], folder: Path) -> None:
    assert len(rules) + 2 * 30 <= MOST_RULES, "thirty languages more"
    assert max(pattern.count("*") for pattern, _ in rules) == 1
    lines = (folder / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= LONGEST_LINE


def test_transport_security_goes_along(small: Site, tmp_path: Path) -> None:
    export(small, replace(Config(), strict_transport=True), tmp_path)
    sent = read_rules((tmp_path / "_headers").read_text("utf-8"))
    hsts = ("Strict-Transport-Security", "max-age=31536000")
    assert hsts in headers_for(sent, "/en/")


# The folder


def test_a_later_export_takes_the_place_of_an_earlier_one(
    small: Site, tmp_path: Path
) -> None:
    export(small, Config(), tmp_path)
    own = tmp_path / "ru" / "own.txt"
    own.write_text("of the host")
    export(without(small, "/en/"), Config(), tmp_path)
    assert not (tmp_path / "en" / "index.html").exists()
    export(without(small, "/ru/"), Config(), tmp_path)
    assert own.read_text() == "of the host"
    assert names(tmp_path) == ONLY_HERE | {"en/index.html", "sw.js", "ru/own.txt"}


def test_a_file_that_is_the_same_is_not_touched(small: Site, tmp_path: Path) -> None:
    export(small, Config(), tmp_path)
    page = tmp_path / "en" / "index.html"
    os.utime(page, (1, 1))
    export(small, Config(), tmp_path)
    assert page.stat().st_mtime == 1
    page.write_bytes(b"cut off")
    export(small, Config(), tmp_path)
    assert page.read_bytes() == small.artifacts["/en/"].body


def test_a_folder_of_somebody_else_is_refused_untouched(
    small: Site, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ExportError, match="no export of ours; name an empty folder"):
        export(small, Config(), tmp_path)
    assert names(tmp_path) == {"thesis.txt"}


def test_a_file_of_somebody_else_is_not_overwritten(
    small: Site, tmp_path: Path
) -> None:
    export(without(small, "/ru/"), Config(), tmp_path)
    (tmp_path / "ru" / "index.html").write_text("mine")
    with pytest.raises(ExportError, match=r"ru/index.html is no file of ours"):
        export(small, Config(), tmp_path)
    assert (tmp_path / "ru" / "index.html").read_text() == "mine"


def test_a_folder_with_only_hidden_files_can_be_filled(
    small: Site, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    export(small, Config(), tmp_path)
    assert (tmp_path / "sw.js").exists()


def test_an_export_that_was_cut_off_can_be_repeated(
    small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the worker is the last to come: until then, phones see no new version."""
    put = exporting._put

    def full(folder: Path, name: str, body: bytes) -> None:
        if name == "sw.js":
            raise OSError(28, "No space left on device")
        put(folder, name, body)

    monkeypatch.setattr(exporting, "_put", full)
    with pytest.raises(OSError, match="No space"):
        export(small, Config(), tmp_path)
    assert names(tmp_path) == ONLY_HERE | {"en/index.html", "ru/index.html"}
    monkeypatch.undo()
    export(without(small, "/ru/"), Config(), tmp_path)
    assert names(tmp_path) == ONLY_HERE | {"en/index.html", "sw.js"}


def test_nothing_outside_the_folder_is_ever_removed(
    small: Site, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("")
    site = tmp_path / "site"
    export(small, Config(), site)
    with (site / MARKER).open("a") as marker:
        marker.write(f"../precious\n{precious}\n")
    export(small, Config(), site)
    assert precious.exists()


# The command


@pytest.mark.parametrize("kind", ["a file", "a folder of somebody else"])
def test_a_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, run: Run, kind: str
) -> None:
    mine = tmp_path / "mine"
    mine.write_text("here already")
    target = mine if kind == "a file" else tmp_path
    done = run("export", str(target))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert str(target) in done.stderr


def test_a_missing_file_is_named_and_nothing_is_written(
    web_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone = web_copy / "pages" / "today.html"
    gone.unlink()
    config = replace(Config(), web=web_copy)
    monkeypatch.setattr(command, "from_environment", lambda: config)
    assert command.main(["export", str(tmp_path / "site")]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert str(gone) in sentence
    assert not (tmp_path / "site").exists()
