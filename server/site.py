"""The whole site as one table: address → bytes, digest, headers, compressed forms.

It knows files and digests and nothing of Flask; it is built once, then only looked up.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

import brotli
import rjsmin

from server import headers, modules

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
COMPRESSED_ALREADY = {"audio/mp4", "image/png"}
#: Bytes from which on the smallest form would take seconds to make.
LARGE = 250_000
#: The drawings that pages ask for.
DIAGRAMS = ("face", "body-front", "body-back")


@lru_cache(maxsize=4096)
def _compressed(body: bytes) -> dict[str, bytes]:
    """The body by content coding; remembered, because a rebuilt site changes little.

    A pack is made smaller in a twentieth of a second instead of two, by a tenth less.
    """
    is_large = len(body) > LARGE
    return {
        "br": brotli.compress(body, quality=6 if is_large else 11, lgwin=22),
        "gzip": gzip.compress(body, 6 if is_large else 9, mtime=0),
    }


@dataclass(frozen=True)
class Artifact:
    """One answer of the site, for one address."""

    url: str
    body: bytes
    content_type: str
    policy: str = headers.RESOURCE_POLICY
    language: str = ""

    @cached_property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.body).digest()

    @cached_property
    def integrity(self) -> str:
        return headers.integrity(self.body)

    @cached_property
    def encodings(self) -> dict[str, bytes]:
        """The body by content coding; only codings that make it smaller."""
        forms = {"": self.body}
        if self.content_type not in COMPRESSED_ALREADY:
            forms |= _compressed(self.body)
        return {
            coding: form
            for coding, form in forms.items()
            if not coding or len(form) < len(self.body)
        }

    def sent_with(self, strict_transport: bool) -> list[headers.Header]:
        """The headers that it has in whatever coding."""
        return [
            ("Content-Type", self.content_type),
            headers.caching(self.url),
            *headers.security(self.policy, strict_transport),
        ]

    def etag(self, coding: str) -> str:
        """A strong validator: each coding of the body has its own."""
        return f'"{self.sha256.hex()[:20]}{"-" + coding if coding else ""}"'


@dataclass(frozen=True)
class Site:
    """The table by path, and the pages of errors by status and language."""

    artifacts: Mapping[str, Artifact]
    errors: Mapping[tuple[int, str], Artifact]

    def get(self, url: str) -> Artifact | None:
        return self.artifacts.get(url)


def assemble(
    artifacts: Iterable[Artifact], errors: Mapping[tuple[int, str], Artifact]
) -> Site:
    """Puts artifacts in one table; two for one address are a mistake of ours."""
    table: dict[str, Artifact] = {}
    for artifact in artifacts:
        if artifact.url in table:
            raise ValueError(f"two artifacts for {artifact.url}")
        table[artifact.url] = artifact
    return Site(table, errors)


def content_type(url: str) -> str:
    """By our own list, never by the machine's table of types."""
    return TYPES[PurePosixPath(url).suffix]


def file_artifacts(web: Path) -> list[Artifact]:
    """Modules and diagrams of `web/` under their names, icons under digested ones.

    Each vendored module goes with its licence, which wants to be in every copy.
    """
    scripts = [
        _module(f"/{path.relative_to(web).as_posix()}", path)
        for folder in modules.FOLDERS
        for path in sorted((web / folder).rglob("*.js"))
    ]
    icons = [
        Artifact(icon_url(path), path.read_bytes(), content_type(path.name))
        for path in sorted((web / "icons").iterdir())
        if path.suffix in {".png", ".svg"}
    ]
    diagrams = [
        Artifact(f"/diagrams/{path.name}", path.read_bytes(), content_type(path.name))
        for path in (web / "diagrams" / f"{name}.svg" for name in DIAGRAMS)
    ]
    licences = [
        Artifact(f"/vendor/{path.name}", path.read_bytes(), content_type(path.name))
        for path in sorted((web / "vendor").glob("*.txt"))
    ]
    return scripts + licences + icons + diagrams


def icon_url(path: Path) -> str:
    """`/icons/<name>.<digest>.<suffix>`, so that phones keep it for ever."""
    return digested("icons", path)


def digested(folder: str, path: Path) -> str:
    """The address of a file in this folder, with a digest of its bytes."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"/{folder}/{path.stem}.{digest}{path.suffix}"


def _module(url: str, path: Path) -> Artifact:
    """Our modules lose their comments on the way; a vendored file stays as pinned."""
    source = path.read_text(encoding="utf-8")
    body = source if url.startswith("/vendor/") else rjsmin.jsmin(source)
    return Artifact(url, body.encode(), content_type(url))
