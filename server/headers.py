"""The security and caching headers that every response carries, errors included."""

from __future__ import annotations

import base64
import hashlib
import re

Header = tuple[str, str]

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
DIGEST_IN_NAME = re.compile(r"\.[0-9a-f]{12}\.\w+$")

PERMISSIONS = "camera=(self), microphone=(), geolocation=(), screen-wake-lock=(self)"
EVERYWHERE: tuple[Header, ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
)
#: For all that is no page. Only the worker asks for something itself.
RESOURCE_POLICY = "default-src 'none'"
WORKER_POLICY = "default-src 'none'; connect-src 'self'"


def integrity(body: bytes) -> str:
    """What a policy, a worker or `fetch` knows these very bytes by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def page_policy(style_hash: str) -> str:
    """The Content-Security-Policy of a page whose one inline sheet has this hash."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' '{style_hash}'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types worker",
        )
    )


def security(
    policy: str = RESOURCE_POLICY, strict_transport: bool = False
) -> list[Header]:
    """Everything but caching; HSTS only where the operator is sure of TLS."""
    headers = [*EVERYWHERE, ("Content-Security-Policy", policy)]
    if strict_transport:
        headers.append(("Strict-Transport-Security", "max-age=31536000"))
    return headers


def caching(url: str) -> Header:
    """For ever where the address carries a digest, asked again everywhere else."""
    return ("Cache-Control", IMMUTABLE if DIGEST_IN_NAME.search(url) else REVALIDATE)
