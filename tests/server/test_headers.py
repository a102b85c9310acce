"""The security headers: all of them, on every answer there is."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from server import create_app
from server.config import Config
from server.site import Artifact, Site
from tests.server.reading import read

#: Copied by hand: what every answer has to carry.
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PERMISSIONS = {
    "camera": "(self)",
    "microphone": "()",
    "geolocation": "()",
    "screen-wake-lock": "(self)",
}
PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "worker",
}
HSTS = "Strict-Transport-Security"
#: Ways to make code or markup out of text, which Trusted Types would stop anyway.
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|setAttribute\('(?:on|style)|srcdoc"
)


def policy_of(response: TestResponse) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


def every_answer(client: Client, table: Site) -> dict[str, TestResponse]:
    """One of each kind, and each artifact, by what was asked."""
    answers = {f"GET {url}": client.get(url) for url in table.artifacts}
    tag = client.get("/en/").headers["ETag"]
    return answers | {
        "the way in": client.get("/"),
        "a missing slash": client.get("/en"),
        "not found": client.get("/nowhere"),
        "not allowed": client.post("/en/"),
        "options": client.options("/en/"),
        "known": client.get("/en/", headers={"If-None-Match": tag}),
        "compressed": client.get("/en/", headers={"Accept-Encoding": "br"}),
        "HEAD": client.head("/en/"),
        "HEAD not found": client.head("/nowhere"),
    }


def pages(table: Site) -> list[Artifact]:
    """All documents, those of errors too."""
    documents = [*table.artifacts.values(), *table.errors.values()]
    return [page for page in documents if page.content_type.startswith("text/html")]


def test_every_answer_carries_the_plain_headers(client: Client, table: Site) -> None:
    for name, answer in every_answer(client, table).items():
        sent = {header: answer.headers.get(header) for header in EVERYWHERE}
        assert sent == EVERYWHERE, name


def test_every_answer_gives_away_only_camera_and_wake_lock(
    client: Client, table: Site
) -> None:
    for name, answer in every_answer(client, table).items():
        sent = answer.headers["Permissions-Policy"].split(", ")
        permissions = dict(part.split("=") for part in sent)
        assert permissions.items() >= PERMISSIONS.items(), name
        allowed = {key for key, value in permissions.items() if value != "()"}
        assert allowed == {"camera", "screen-wake-lock"}, name


def test_every_header_is_sent_once(client: Client, table: Site) -> None:
    for name, answer in every_answer(client, table).items():
        headers = [header.lower() for header, _ in answer.headers]
        assert len(set(headers)) == len(headers), name


def test_every_answer_has_a_policy_that_starts_from_nothing(
    client: Client, table: Site
) -> None:
    for name, answer in every_answer(client, table).items():
        policy = policy_of(answer)
        assert policy["default-src"] == "'none'", name
        assert "unsafe" not in answer.headers["Content-Security-Policy"], name


def test_the_worker_may_fetch_what_it_stores(client: Client) -> None:
    assert policy_of(client.get("/sw.js"))["connect-src"] == "'self'"


def test_a_page_allows_itself_and_the_hash_of_its_one_sheet(table: Site) -> None:
    for page in pages(table):
        style = "".join(read(page.body).styles).encode()
        digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
        expected = PAGE_POLICY | {"style-src": f"'self' 'sha256-{digest}'"}
        parts = [part.partition(" ") for part in page.policy.split("; ")]
        assert {name: value for name, _, value in parts} == expected, page.url


def test_the_pages_of_errors_are_sent_with_their_own_policy(
    client: Client, table: Site
) -> None:
    for response, status in ((client.get("/ru/x"), 404), (client.post("/ru/"), 405)):
        policy = response.headers["Content-Security-Policy"]
        assert policy == table.errors[status, "ru"].policy


def test_no_page_has_inline_code_or_a_second_sheet(table: Site) -> None:
    for page in pages(table):
        document = read(page.body)
        assert len(document.all("style")) == 1, page.url
        assert "".join(document.scripts).strip() == "", page.url
        assert all(script["src"] for script in document.all("script")), page.url
        for element in document.elements:
            names = element.attributes.keys()
            assert "style" not in names, (page.url, element)
            assert not [name for name in names if name.startswith("on")], element
            assert not element["href"].lower().startswith("javascript:"), element


def test_no_page_asks_another_host_for_anything(table: Site) -> None:
    asking = {"script", "link", "img", "iframe", "audio", "video", "source", "use"}
    for page in pages(table):
        for element in read(page.body).elements:
            if element.tag in asking:
                address = element["src"] or element["href"]
                assert re.match(r"/(?!/)|#|data:|$", address), (page.url, element)
            assert not element["action"].startswith("http"), (page.url, element)


def test_everything_that_a_page_loads_is_in_the_table(table: Site) -> None:
    for page in pages(table):
        document = read(page.body)
        asked = [item["href"] for item in document.all("link")]
        asked += [item["src"] for item in document.all("script")]
        assert [url for url in asked if url not in table.artifacts] == [], page.url


def test_no_module_makes_code_or_markup_from_text() -> None:
    own = [
        path
        for path in Config().web.rglob("*.js")
        if path.parent.name not in {"vendor"}
    ]
    assert [path.name for path in own if SINKS.search(path.read_text("utf-8"))] == []


def test_transport_security_is_silent_by_default(client: Client, table: Site) -> None:
    for name, answer in every_answer(client, table).items():
        assert HSTS not in answer.headers, name


def test_transport_security_is_everywhere_once_it_is_set(table: Site) -> None:
    strict = create_app(replace(Config(), strict_transport=True))
    for name, answer in every_answer(strict.test_client(), table).items():
        assert answer.headers[HSTS] == "max-age=31536000", name


@pytest.mark.parametrize("path", ["/en/", "/", "/nowhere"])
def test_the_server_does_not_introduce_itself(client: Client, path: str) -> None:
    assert not {"Server", "X-Powered-By"} & set(client.get(path).headers.keys())


def test_a_sheet_with_other_bytes_has_another_hash(web_copy: Path) -> None:
    config = replace(Config(), web=web_copy)
    before = policy_of(create_app(config).test_client().get("/en/"))
    with (web_copy / "styles" / "base.css").open("a") as sheet:
        sheet.write("main { color: red }\n")
    after = policy_of(create_app(config).test_client().get("/en/"))
    assert before["style-src"] != after["style-src"]
