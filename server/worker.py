"""The generated head of `/sw.js`: its version, and what a phone stores."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from server import headers
from server.config import Config
from server.site import Artifact, content_type

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


def artifact(stored: list[Artifact], config: Config) -> Artifact:
    """`/sw.js` for these artifacts: two generated lines, then `web/sw.js` unchanged.

    With the kill switch on it is a worker that removes itself and its caches.
    """
    if config.kill_worker:
        source = Path(__file__).with_name("kill-worker.js").read_text(encoding="utf-8")
        return Artifact(URL, source.encode(), content_type(URL))
    files = json.dumps(_files(stored), separators=(",", ":"), sort_keys=True)
    source = (config.web / "sw.js").read_text(encoding="utf-8")
    version = json.dumps(_version(stored, source, config.strict_transport))
    head = f"const VERSION = {version}\nconst FILES = {files}\n"
    body = (head + source).encode()
    return Artifact(URL, body, content_type(URL), headers.WORKER_POLICY)


def _files(stored: list[Artifact]) -> dict[str, dict[str, str]]:
    """Integrity by address, by language; shared files under the language ""."""
    files: dict[str, dict[str, str]] = {}
    for item in stored:
        if not item.url.startswith(NOT_STORED):
            files.setdefault(item.language, {})[item.url] = _integrity(item)
    return files


def _integrity(item: Artifact) -> str:
    return "sha256-" + base64.b64encode(item.sha256).decode()


def _version(stored: list[Artifact], source: str, strict_transport: bool) -> str:
    """`<headers>.<files>`: cached pages keep their headers, so both have a digest.

    The worker's own source counts as a file: with the same version, a new worker that
    fails to install would remove the cache that the old one answers from.
    """
    policies = [headers.page_policy("style"), headers.RESOURCE_POLICY]
    sent = [headers.security(policy, strict_transport) for policy in policies]
    files = sorted((item.url, item.sha256, item.content_type) for item in stored)
    return f"{_digest(sent)}.{_digest([files, source])}"


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]
