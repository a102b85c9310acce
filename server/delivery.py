"""The WSGI layer in front of Flask: answers from the site's table, nothing else.

What the table does not hold (`/`, a wrong address, a wrong method) goes on to Flask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.http import parse_accept_header

from server.headers import Header
from server.site import Artifact, Site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFERRED_CODINGS = ("br", "gzip")


@dataclass(frozen=True)
class Answer:
    """One form of an artifact, ready to send."""

    artifact: Artifact
    etag: str
    body: bytes
    headers: list[Header]


@dataclass
class Delivery:
    """Serves `site()`; in debug that call may build a new table first."""

    site: Callable[[], Site]
    fallback: WSGIApplication
    strict_transport: bool = False
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        artifact = self.site().get(environ["PATH_INFO"])
        method = environ["REQUEST_METHOD"]
        if artifact is None or method not in {"GET", "HEAD"}:
            return self.fallback(environ, start_response)
        answer = self._answer(artifact, environ.get("HTTP_ACCEPT_ENCODING", ""))
        if _has_it(environ.get("HTTP_IF_NONE_MATCH"), answer.etag):
            start_response("304 Not Modified", _without_body(answer.headers))
            return []
        start_response("200 OK", answer.headers)
        return [] if method == "HEAD" else [answer.body]

    def _answer(self, artifact: Artifact, accepted: str) -> Answer:
        coding = _coding(accepted, artifact)
        known = self._answers.get((artifact.url, coding))
        if known and known.artifact is artifact:
            return known
        answer = self._prepare(artifact, coding)
        self._answers[artifact.url, coding] = answer
        return answer

    def _prepare(self, artifact: Artifact, coding: str) -> Answer:
        body, etag = artifact.encodings[coding], artifact.etag(coding)
        sent = [
            *artifact.sent_with(self.strict_transport),
            ("Content-Length", str(len(body))),
            ("ETag", etag),
        ]
        if len(artifact.encodings) > 1:
            sent.append(("Vary", "Accept-Encoding"))
        if coding:
            sent.append(("Content-Encoding", coding))
        return Answer(artifact, etag, body, sent)


def _coding(accepted: str, artifact: Artifact) -> str:
    """The best coding that the client accepts and the artifact has; "" is plain."""
    codings = (
        coding for coding in _acceptable(accepted) if coding in artifact.encodings
    )
    return next(codings, "")


@lru_cache(maxsize=256)
def _acceptable(accepted: str) -> tuple[str, ...]:
    offered = parse_accept_header(accepted)
    return tuple(coding for coding in PREFERRED_CODINGS if offered.quality(coding) > 0)


def _has_it(if_none_match: str | None, etag: str) -> bool:
    if not if_none_match:
        return False
    known = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in {etag, "*"} for tag in known)


def _without_body(sent: list[Header]) -> list[Header]:
    return [(name, value) for name, value in sent if name != "Content-Length"]
