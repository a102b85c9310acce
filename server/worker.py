"""`/sw.js`, whose head is generated: its version, and what a phone stores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from server import headers
from server.config import Config
from server.headers import Header
from server.site import COMPRESSED_ALREADY, Artifact, content_type

URL = "/sw.js"
#: Asked for online only: the server's health, what installing takes, and the recorded
#: voice, which a phone keeps itself once it is wanted.
NOT_STORED = (
    "/healthz",
    "/voice/",
    "/icons/icon-512.",
    "/icons/maskable-512.",
    "/icons/apple-touch-",
)


def artifacts(stored: list[Artifact], config: Config) -> list[Artifact]:
    """`/sw.js` for these artifacts; for each language the list of its own files, and
    the pack of all that it needs.

    `/sw.js` is four generated lines, then `web/sw.js` unchanged. A phone reads the list
    and the pack of its language alone, so that it stores no more for every other one.
    With the kill switch on it is a worker that removes itself and its caches.
    """
    if config.kill_worker:
        source = Path(__file__).with_name("kill-worker.js").read_text(encoding="utf-8")
        return [Artifact(URL, source.encode(), content_type(URL))]
    files = _files(stored)
    shared = files.pop("")
    lists = [_list(language, files[language]) for language in files]
    packs = [
        _pack(language, shared | files[language], stored, config) for language in files
    ]
    script = (config.web / "sw.js").read_text(encoding="utf-8")
    head = {
        "VERSION": _version(stored, [shared, files, script], config.strict_transport),
        "FILES": shared,
        "LISTS": {each.language: each.integrity for each in lists},
        "PACKS": {each.language: each.integrity for each in packs},
    }
    lines = "".join(f"const {name} = {_json(value)}\n" for name, value in head.items())
    body = (lines + script).encode()
    return [
        *lists,
        *packs,
        Artifact(URL, body, content_type(URL), headers.WORKER_POLICY),
    ]


def _list(language: str, files: dict[str, str]) -> Artifact:
    url = f"/{language}/files.json"
    return Artifact(url, _json(files).encode(), content_type(url), language=language)


def _pack(
    language: str, files: Iterable[str], stored: list[Artifact], config: Config
) -> Artifact:
    """All that is text, in one answer with its headers, for a phone that has nothing.

    `{"headers": […], "files": {address: [which of the headers, text]}}`: asked for one
    by one, the files take a slow line ten times as long, and twice the bytes.
    """
    sent: list[list[Header]] = []
    packed = {}
    for item in stored:
        if item.url in files and item.content_type not in COMPRESSED_ALREADY:
            own = item.sent_with(config.strict_transport)
            if own not in sent:
                sent.append(own)
            packed[item.url] = [sent.index(own), item.body.decode()]
    url = f"/{language}/pack.json"
    body = _json({"headers": sent, "files": packed}).encode()
    return Artifact(url, body, content_type(url), language=language)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _files(stored: list[Artifact]) -> dict[str, dict[str, str]]:
    """Integrity by address, by language; shared files under the language ""."""
    files: dict[str, dict[str, str]] = {}
    for item in stored:
        if not item.url.startswith(NOT_STORED):
            files.setdefault(item.language, {})[item.url] = item.integrity
    return files


def _version(stored: list[Artifact], more: object, strict_transport: bool) -> str:
    """`<headers>.<files>`: cached pages keep their headers, so both have a digest.

    What is stored of them and the worker's own source count as files: no two workers
    may mean the same cache and fill it differently.
    """
    policies = [headers.page_policy("style"), headers.RESOURCE_POLICY]
    sent = [headers.security(policy, strict_transport) for policy in policies]
    kept = [headers.caching(url) for url in ("/", "/icons/name.0123456789ab.svg")]
    files = sorted((item.url, item.sha256, item.content_type) for item in stored)
    return f"{_digest([sent, kept])}.{_digest([files, more])}"


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]
