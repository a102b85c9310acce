"""What goes over the wire: codings, validators, caching, errors, odd requests."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import replace
from pathlib import PurePosixPath

import brotli
import pytest
from werkzeug.test import Client, TestResponse

from server import headers
from server.delivery import Delivery
from server.site import Site
from tests.server.reading import read

DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
TYPES = {
    "": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
WRITING = ["POST", "PUT", "PATCH", "DELETE"]
NOT_FOUND = {"en": "This page is not here", "ru": "Этой страницы здесь нет"}


def accepts(client: Client, coding: str, url: str = "/en/") -> TestResponse:
    return client.get(url, headers={"Accept-Encoding": coding})


def asks_raw(client: Client, path: str, method: str = "GET") -> TestResponse:
    """A path as it stands in WSGI: decoded, and with nothing tidied up."""
    return client.open("/", method=method, environ_overrides={"PATH_INFO": path})


def refused(*_: object) -> list[bytes]:
    raise AssertionError("this is in the table")


# Codings


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br", "br"),
        ("br;q=0, gzip;q=0", None),
        ("br;q=0, *", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("x-br, brotli", None),
        (";;,q=,=;", None),
        ("", None),
    ],
)
def test_the_best_coding_that_the_client_accepts_is_sent(
    client: Client, accepted: str, coding: str | None
) -> None:
    assert accepts(client, accepted).headers.get("Content-Encoding") == coding


def test_without_accept_encoding_the_body_is_plain(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/en/").headers


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
def test_every_coding_decodes_to_the_same_bytes(
    client: Client, table: Site, accepted: str
) -> None:
    for url, artifact in table.artifacts.items():
        response = accepts(client, accepted, url)
        decode = DECODE[response.headers.get("Content-Encoding")]
        assert decode(response.data) == artifact.body, url
        assert response.headers["Content-Length"] == str(len(response.data)), url


def test_pages_and_modules_are_really_compressed(client: Client) -> None:
    for url in ("/en/", "/ru/text.js", "/core/gate.js", "/sw.js"):
        plain, small = accepts(client, "", url), accepts(client, "br", url)
        assert len(small.data) < len(plain.data) / 2, url


def test_a_coding_that_makes_a_body_larger_is_not_used(client: Client) -> None:
    assert "Content-Encoding" not in accepts(client, "br, gzip", "/healthz").headers


def test_whatever_is_accepted_no_more_answers_are_kept_than_there_are(
    table: Site,
) -> None:
    delivery = Delivery(lambda: table, refused)
    client = Client(delivery)
    for number in range(300):
        for accepted in (f"br;q=0.{number}", f"gzip, x-{number}", f"{number}"):
            accepts(client, accepted)
    assert len(delivery._answers) == len(DECODE)


def test_a_table_that_is_built_anew_answers_in_place_of_the_old_one(
    table: Site,
) -> None:
    tables = [table]
    delivery = Delivery(lambda: tables[-1], refused)
    client = Client(delivery)
    for number in range(3):
        page = replace(table.artifacts["/en/"], body=b"page %d" % number)
        tables.append(Site({"/en/": page}, {}))
        assert client.get("/en/").data == page.body
    assert len(delivery._answers) == 1


# Validators


def test_etags_are_strong_and_differ_by_coding(client: Client, table: Site) -> None:
    for url in table.artifacts:
        answers = [accepts(client, coding, url) for coding in ("", "gzip", "br")]
        by_coding = {
            answer.headers.get("Content-Encoding"): answer.headers["ETag"]
            for answer in answers
        }
        assert len(set(by_coding.values())) == len(by_coding), url
        assert all(re.fullmatch(r'"[\w-]+"', tag) for tag in by_coding.values()), url


def test_different_bodies_have_different_etags(client: Client, table: Site) -> None:
    tags = {url: client.get(url).headers["ETag"] for url in table.artifacts}
    bodies = {artifact.body for artifact in table.artifacts.values()}
    assert len(set(tags.values())) == len(bodies)


@pytest.mark.parametrize(
    "known", ["{}", "W/{}", '"other", {}', '"other",W/{} ,"third"', "*"]
)
@pytest.mark.parametrize("coding", ["", "br"])
def test_a_known_body_is_not_sent_again(
    client: Client, known: str, coding: str
) -> None:
    first = accepts(client, coding)
    sent = {
        "Accept-Encoding": coding,
        "If-None-Match": known.format(first.headers["ETag"]),
    }
    second = client.get("/en/", headers=sent)
    assert second.status_code == 304
    assert second.data == b""
    kept = dict(first.headers)
    del kept["Content-Length"]
    assert dict(second.headers) == kept


@pytest.mark.parametrize("stranger", ['"other"', "W/", "rubbish", "", ",,", '"'])
def test_an_unknown_validator_gets_the_whole_body(
    client: Client, stranger: str
) -> None:
    response = client.get("/en/", headers={"If-None-Match": stranger})
    assert response.status_code == 200
    assert response.data


def test_the_validator_of_one_coding_does_not_vouch_for_another(
    client: Client,
) -> None:
    tag = accepts(client, "gzip").headers["ETag"]
    sent = {"Accept-Encoding": "br", "If-None-Match": tag}
    assert client.get("/en/", headers=sent).status_code == 200


# Caching


def test_only_an_address_with_a_digest_is_kept_for_ever(
    client: Client, table: Site
) -> None:
    for url in table.artifacts:
        control = client.get(url).headers["Cache-Control"]
        if re.search(r"\.[0-9a-f]{12}\.[a-z0-9]+$", url):
            assert control == "public, max-age=31536000, immutable", url
        else:
            assert control == "no-cache", url


@pytest.mark.parametrize(
    "url",
    [
        "/en/",
        "/core/gate.js",
        "/vendor/idb-8.0.4.js",
        "/icons/icon.e01b45d2e08.svg",
        "/icons/icon.E01B45D2E088.svg",
        "/icons/icon.e01b45d2e088",
        "/icons/icon-e01b45d2e088.svg",
        "/e01b45d2e088.d/page.html",
    ],
)
def test_what_only_resembles_a_digest_is_asked_for_again(url: str) -> None:
    assert headers.caching(url) == ("Cache-Control", "no-cache")


def test_a_digest_in_an_address_is_the_digest_of_its_bytes(table: Site) -> None:
    named = {
        url: match[1]
        for url in table.artifacts
        if (match := re.search(r"\.([0-9a-f]{12})\.[a-z]+$", url))
    }
    assert named
    for url, digest in named.items():
        body = table.artifacts[url].body
        assert hashlib.sha256(body).hexdigest().startswith(digest), url


def test_nothing_varies_but_by_coding_and_the_way_in_by_language(
    client: Client, table: Site
) -> None:
    for url, artifact in table.artifacts.items():
        varies = "Accept-Encoding" if len(artifact.encodings) > 1 else None
        assert client.get(url).headers.get("Vary") == varies, url
    assert client.get("/").headers["Vary"] == "Accept-Language"


def test_errors_are_never_stored(client: Client) -> None:
    for response in (client.get("/en/nowhere/"), client.post("/en/")):
        assert response.headers["Cache-Control"] == "no-store"


# Types


def test_every_artifact_has_the_type_of_its_address(
    client: Client, table: Site
) -> None:
    for url in table.artifacts.keys() - {"/healthz"}:
        expected = TYPES[PurePosixPath(url).suffix]
        assert client.get(url).headers["Content-Type"] == expected, url


def test_health_is_one_line_with_the_version(client: Client) -> None:
    response = client.get("/healthz")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", response.text)


def test_types_and_notes_beside_the_modules_are_not_served(table: Site) -> None:
    assert not [url for url in table.artifacts if url.endswith((".md", ".d.ts"))]


# HEAD


def test_head_is_get_without_the_body(client: Client, table: Site) -> None:
    for url in [*table.artifacts, "/", "/en", "/ru/nowhere"]:
        whole, head = client.get(url), client.head(url)
        assert head.data == b"", url
        assert head.status_code == whole.status_code, url
        assert dict(head.headers) == dict(whole.headers), url


# Errors


@pytest.mark.parametrize(
    ("path", "wanted", "language"),
    [
        ("/en/nowhere/", "ru", "en"),
        ("/ru/nowhere/", "en", "ru"),
        ("/ru/sw.js", "", "ru"),
        ("/nowhere", "ru-RU", "ru"),
        ("/nowhere", "", "en"),
        ("/xx/", "ru, en;q=0.5", "ru"),
        ("/xx/", "de", "en"),
        ("/rubbish/ru/", "", "en"),
    ],
)
def test_a_wrong_address_gets_a_page_in_the_language_of_the_address_or_the_visitor(
    client: Client, path: str, wanted: str, language: str
) -> None:
    response = client.get(path, headers={"Accept-Language": wanted})
    page = read(response.data)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.all("html")[0]["lang"] == language
    assert {code: NOT_FOUND[code] in page.text for code in NOT_FOUND} == {
        code: code == language for code in NOT_FOUND
    }


@pytest.mark.parametrize("method", WRITING)
@pytest.mark.parametrize("path", ["/en/", "/ru/massage/", "/sw.js", "/core/gate.js"])
def test_writing_is_refused_with_a_page_that_says_so(
    client: Client, method: str, path: str
) -> None:
    response = client.open(path, method=method, data=b"secret")
    language = "ru" if path.startswith("/ru/") else "en"
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert read(response.data).all("html")[0]["lang"] == language
    assert b"secret" not in response.data


def test_writing_to_the_way_in_is_refused(client: Client) -> None:
    response = client.post("/", headers={"Accept-Language": "ru"})
    assert response.status_code == 405
    assert read(response.data).all("html")[0]["lang"] == "ru"


def test_writing_to_nowhere_is_not_found(client: Client) -> None:
    assert client.post("/en/nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "GETT", "get"])
def test_an_odd_method_is_refused(client: Client, method: str) -> None:
    response = client.open("/en/", environ_overrides={"REQUEST_METHOD": method})
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/en/", "/sw.js", "/nowhere"])
def test_options_promises_nothing_that_is_not_answered(
    client: Client, path: str
) -> None:
    response = client.options(path)
    offered = set(response.headers.get("Allow", "").split(", "))
    assert not offered & set(WRITING)
    assert not [name for name, _ in response.headers if "Access-Control" in name]


@pytest.mark.parametrize("page", ["en", "ru", "en/massage", "ru/about"])
def test_a_forgotten_slash_is_put_right(client: Client, page: str) -> None:
    response = client.get(f"/{page}?secret=1")
    assert response.status_code == 308
    assert response.headers["Location"] == f"/{page}/"


@pytest.mark.parametrize(
    "path", ["/xx", "/xx/", "/EN/", "/core", "/core/", "/sw.js/", "/en/sw.js"]
)
def test_what_is_not_in_the_table_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/core/..%2fpages/base.html",
        "/en/%00",
        "/%00",
        "/%ff%fe",
        "/en/%C3%A9",
        "/%0d%0aSet-Cookie:%20a=b",
        "/en/" + "a" * 30_000,
        "/" + "a/" * 5_000,
        "/{{7*7}}",
        "/<script>",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_an_odd_address_is_the_visitors_mistake_and_not_ours(
    client: Client, method: str, path: str
) -> None:
    response = client.open(path, method=method)
    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path", ["/\xff", "/en/\xe9", "/\x00", "/..", "*", "/\r\nX: y"]
)
def test_raw_bytes_in_a_path_are_not_found(client: Client, path: str) -> None:
    assert asks_raw(client, path).status_code == 404


@pytest.mark.parametrize("path", ["//", "//en/", "//en", "///ru/", "//evil.example"])
def test_doubled_slashes_never_lead_to_another_host(client: Client, path: str) -> None:
    response = asks_raw(client, path)
    assert response.status_code in {302, 308, 404}
    location = response.headers.get("Location", "/")
    assert location.startswith("/") and not location.startswith("//")


def test_the_page_of_an_error_does_not_repeat_the_address(client: Client) -> None:
    assert b"qwertz" not in client.get("/en/qwertz?qwertz").data


@pytest.mark.parametrize("host", ["", "a b", '"><', "[::1", "evil.example:99999"])
def test_a_forged_host_changes_no_answer(client: Client, host: str) -> None:
    for path in ("/en/", "/", "/en", "/nowhere"):
        honest, forged = client.get(path), client.get(path, headers={"Host": host})
        assert forged.data == honest.data
        assert dict(forged.headers) == dict(honest.headers)


def test_a_query_changes_no_answer(client: Client) -> None:
    assert client.get("/en/?lang=ru&x=<script>").data == client.get("/en/").data


# Privacy


def test_no_answer_sets_a_cookie(client: Client, table: Site) -> None:
    answers = [client.get(url) for url in [*table.artifacts, "/", "/en", "/nowhere"]]
    answers += [client.post("/en/"), client.options("/en/")]
    assert not [answer for answer in answers if "Set-Cookie" in answer.headers]
