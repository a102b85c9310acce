"""What the threat model in `SECURITY.md` promises of the code, read from the code.

Lists that stand here are closed on purpose: whoever adds to them answers its question.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from server.config import Config
from server.pages import PAGES
from server.site import Site
from tests import audit
from tests.server.conftest import ROOT
from tests.server.reading import read
from tests.server.test_house import bare

WEB = Config().web
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}"
    r"|\bxox[abprs]-\w|(?i:password|passwd|api.?key|secret.?key|token)['\"]?"
    r"\s*[:=]\s*['\"][^'\"\s]{8,}"
)
#: Folders and kinds of files in which somebody could leave a secret.
WRITTEN = ("server", "web", "translations", "tests", "requirements", ".ci")
TEXTS = {".py", ".js", ".ts", ".html", ".css", ".toml", ".json", ".md", ".in", ".yml"}
#: What tells one phone from another, or tells somebody else of it.
TELLING = re.compile(
    r"\bcookie|\bsendBeacon\b|\bWebSocket\b|\bEventSource\b|\bWebTransport\b"
    r"|\bRTCPeerConnection\b|\bPushManager\b|\bpushManager\b|\bgeolocation\b"
    r"|\btoDataURL\b|\bgetImageData\b|\bMediaRecorder\b|\bImageCapture\b"
    r"|\benumerateDevices\b|\bhardwareConcurrency\b|\bdeviceMemory\b|\bgetBattery\b"
    r"|\buserAgentData\b|\bplugins\b|\breferrer\b|\banalytics\b|\bgtag\b|\bsentry\b"
)
#: Every question that the app puts to a network, by module: no address among them is
#: made of anything that a patient wrote down.
ASKS = {
    "sw.js": {"fetch(url", "fetch(request", "fetch(event.request"},
    "entry/basics.js": {"fetch(address"},
    "device/clips.js": {"fetch(list", "fetch(url"},
    "device/clock.js": {"fetch('/healthz'"},
    "device/diagrams.js": {".open('GET', address"},
}
ASKING = re.compile(r"\bfetch\([^,)\s]+|\.open\('[A-Z]+', \w+")
#: What `load` and `request` are called with: files by their address, the wake lock.
LOADED = {
    "request('screen'",
    "load(`/${language}/protocols.json`",
    "load(`/${language}/aftercare.json`",
    "load(`/${LANGUAGE}/files.json`",
    "load(`/${LANGUAGE}/pack.json`",
    "request(`/diagrams/${name}.svg`",
}
#: Where the words behind the # are read; a plan is in none but the first two.
READS_HASH = {
    "ui/plan-page.js",
    "ui/clinic.js",
    "ui/frame.js",
    "ui/aftercare.js",
    "ui/settings-install.js",
    "ui/sheet.js",
    "device/own-language.js",
}
TYPED = {"text", "tel", "date", "time", "number", "search", "email", "url", "password"}


@cache
def code() -> dict[str, str]:
    """Every module that a phone gets, without comments and plain texts."""
    return {
        path.relative_to(WEB).as_posix(): bare(path.read_text("utf-8"))
        for path in sorted(WEB.rglob("*.js"))
    }


@cache
def source() -> dict[str, str]:
    """Our own modules without comments, their texts as they are."""
    return {
        name: re.sub(
            r"/\*.*?\*/|^\s*//[^\n]*", "", (WEB / name).read_text(), flags=re.S | re.M
        )
        for name in code()
        if not name.startswith("vendor/")
    }


def written() -> list[Path]:
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for name in WRITTEN:
        for folder, inside, files in os.walk(ROOT / name):
            inside[:] = [each for each in inside if each != "node_modules"]
            found += [Path(folder) / file for file in files]
    return [path for path in found if path.suffix in TEXTS]


# Secrets and identifiers


def test_nothing_in_the_repository_looks_like_a_secret() -> None:
    files = written()
    assert len(files) > 400
    assert [path for path in files if SECRET.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "text", ["API_" + "KEY = 'a1b2c3d4e5'", "AKIA" + "A" * 16, "ghp_" + "a" * 36]
)
def test_a_secret_would_be_noticed(text: str) -> None:
    assert SECRET.search(text)


def test_no_module_tells_one_phone_from_another() -> None:
    found = {name: TELLING.findall(text) for name, text in source().items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_chance_is_asked_for_the_names_of_records_only() -> None:
    pattern = re.compile(r"\brandomUUID\b|\bgetRandomValues\b|\bMath\.random\b")
    assert [name for name, text in code().items() if pattern.search(text)] == [
        "entry/basics.js"
    ]


# What is sent


def test_the_questions_to_a_network_are_these() -> None:
    found = {name: set(ASKING.findall(text)) for name, text in source().items()}
    assert {name: asked for name, asked in found.items() if asked} == ASKS


def test_what_is_loaded_has_an_address_of_ours() -> None:
    calls = re.compile(r"(?<!function )\b(?:load|request)\([`'][^,)]*")
    assert {
        call for text in source().values() for call in calls.findall(text)
    } == LOADED


def test_nothing_is_ever_sent_along() -> None:
    sending = re.compile(r"\bmethod: '(?!HEAD')|\.send\([^)]")
    assert [name for name, text in source().items() if sending.search(text)] == []


def test_no_address_has_a_query_but_the_workers() -> None:
    query = re.compile(r"['\"`][^'\"`\s]*\?[\w-]+=[^'\"`]*['\"`]")
    found = {name: query.findall(text) for name, text in source().items()}
    assert {name: queries for name, queries in found.items() if queries} == {
        "device/updates.js": ["`/sw.js?lang=${language}`"]
    }


def test_what_stands_behind_the_hash_is_read_where_nothing_is_sent() -> None:
    readers = {name for name, text in code().items() if "location.hash" in text}
    assert readers == READS_HASH
    assert not readers & ASKS.keys()


def test_a_page_that_takes_a_plan_removes_it_from_its_address_first() -> None:
    for name in ("ui/plan-page.js", "ui/clinic.js"):
        after = source()[name].split("location.hash.slice(1)")[1].split("open(")[0]
        assert "history.replaceState(null, '', location.pathname)" in after, name


def test_what_leads_away_says_nothing_of_where_from(table: Site) -> None:
    pages = [page for url, page in table.artifacts.items() if url.endswith("/")]
    away = [
        link
        for page in pages
        for link in read(page.body).all("a")
        if link["href"].startswith("http")
    ]
    assert len(away) > 10
    assert [link for link in away if link["rel"] != "noreferrer"] == []


class Forms(HTMLParser):
    """The fields with a name, and the buttons that send, of forms that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.typed: dict[int, int] = {}
        self.senders: set[int] = set()
        self._form = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self._form += tag == "form"
        is_hidden = tag in {"template", "dialog"} or "hidden" in own
        if tag in {"form", "template", "dialog", "section", "div", "fieldset"}:
            self.open.append((tag, is_hidden))
        inside = any(name == "form" for name, _ in self.open)
        if not inside or is_hidden or any(hidden for _, hidden in self.open):
            return
        kind = own.get("type") or ("submit" if tag == "button" else "text")
        if kind in {"submit", "image"}:
            self.senders.add(self._form)
        elif tag in {"input", "textarea"} and kind in TYPED and "name" in own:
            self.typed[self._form] = self.typed.get(self._form, 0) + 1

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()


def test_before_its_script_no_form_can_send_what_is_typed(table: Site) -> None:
    """Without a button, Enter sends a form only where one field is typed into."""
    for page in PAGES:
        forms = Forms()
        forms.feed(table.artifacts[f"/en/{page.path}"].body.decode())
        assert forms.senders == set(), page.name
        assert 1 not in forms.typed.values(), page.name


# Code from text


def test_there_is_one_policy_that_makes_an_address_code() -> None:
    policies = {
        name: re.findall(r"createPolicy\(([^,)]*)", text)
        for name, text in source().items()
        if "trustedTypes" in text or "createPolicy" in text
    }
    assert policies == {"device/updates.js": ["'worker'"]}


# What others wrote


def test_the_licence_of_a_vendored_file_is_in_every_copy(table: Site) -> None:
    lock = json.loads((WEB / "vendor" / "vendor.json").read_text("utf-8"))
    for name, entry in lock.items():
        (licence,) = re.findall(r"\S+\.txt", entry["licence"])
        assert f"/vendor/{name}" in table.artifacts
        assert b"opyright" in table.artifacts[f"/vendor/{licence}"].body
        assert f'"/vendor/{licence}"' in table.artifacts["/sw.js"].body.decode()


def package(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "version": "1.0", "vulns": [], **more}


FOUND = package("b", vulns=[{"id": "CVE-1", "fix_versions": ["1.1"]}])
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("report", "words", "fails"),
    [
        ([package("a"), FOUND], "b 1.0: CVE-1, mended in 1.1.", True),
        ([package("a")], "No known vulnerability in 1 packages.", False),
        ([package("a"), SKIPPED], "in 1 packages; not audited: c.", False),
        ([SKIPPED], "knows none of the packages; not audited.", False),
        (None, "cannot be reached; not audited: the last line", False),
    ],
)
def test_the_audit_fails_by_what_it_finds_and_by_nothing_else(
    report: list[object] | None, words: str, fails: bool
) -> None:
    text = "" if report is None else json.dumps({"dependencies": report})
    verdict = audit.judged(text, "Traceback …\nthe last line\n")
    assert verdict.words.endswith(words)
    assert verdict.fails == fails
