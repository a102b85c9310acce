"""What only a static host needs, since it negotiates nothing and takes fixed headers.

A page for `/`, the pages for what is not found under addresses of their own, and the
`_headers` file that the common hosts read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from jinja2 import Template

from server import headers, site
from server.config import PACKAGE, Config
from server.headers import Header
from server.languages import LANGUAGES, SOURCE
from server.site import Artifact, Site

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
STYLE_HASH = re.compile(r"'(sha256-[^']+)'")
ASKED_AGAIN: Header = ("Cache-Control", headers.REVALIDATE)
#: What a host may not know the type of.
UNKNOWN_SUFFIXES = {"", ".webmanifest"}


def way_in(config: Config) -> list[Artifact]:
    """The page for `/` and its module, which does what `negotiate` does elsewhere."""
    source = (PACKAGE / "way-in.html").read_text(encoding="utf-8")
    page = Template(source, autoescape=True, trim_blocks=True).render(
        icon=site.icon_url(config.web / "icons" / "icon.svg"),
        languages=LANGUAGES.values(),
        source=SOURCE,
    )
    (style,) = STYLE.findall(page)
    policy = headers.page_policy(headers.integrity(style.encode()))
    module = (PACKAGE / "way-in.js").read_bytes()
    return [
        Artifact("/", page.encode(), site.TYPES[".html"], policy),
        Artifact("/way-in.js", module, site.TYPES[".js"]),
    ]


def not_found(table: Site) -> Iterator[Artifact]:
    """`404.html`, where every host looks for it; in each language, where some do."""
    for code in LANGUAGES:
        page = table.errors[404, code]
        yield replace(page, url=f"/{code}/404.html")
        if code == SOURCE.code:
            yield replace(page, url="/404.html")


# The rules for headers


def header_rules(artifacts: Iterable[Artifact], strict_transport: bool) -> str:
    """The `_headers` file.

    Where two rules name the same header for an address, one host sends both values and
    another the last: so no two do. All pages share one policy, which allows the sheets
    of all of them; their number does not grow with the languages, nor does that of the
    rules much, since hosts take a hundred.
    """
    artifacts = list(artifacts)
    found = {part for item in artifacts for part in STYLE_HASH.findall(item.policy)}
    policy = headers.page_policy("' '".join(sorted(found)))
    rules: dict[str, list[Header]] = {"/*": headers.security(policy, strict_transport)}
    for pattern, caching in _caching(item.url for item in artifacts):
        rules[pattern] = [caching]
    for item in artifacts:
        if not item.url.endswith("/") and _suffix(item.url) in UNKNOWN_SUFFIXES:
            rules.setdefault(item.url, []).append(("Content-Type", item.content_type))
    return "\n".join(_rule(pattern, sent) for pattern, sent in rules.items())


def _caching(urls: Iterable[str]) -> Iterator[tuple[str, Header]]:
    """What is immutable by its name, the rest by its folder where that is possible.

    A pattern would also make it immutable that an address is not there (yet).
    """
    by_folder: dict[str, list[str]] = {}
    for url in urls:
        by_folder.setdefault(_folder(url), []).append(url)
    for folder, inside in by_folder.items():
        sent = {url: headers.caching(url) for url in inside}
        if folder == "/" or set(sent.values()) != {ASKED_AGAIN}:
            yield from sent.items()
        else:
            yield f"{folder}*", ASKED_AGAIN


def _folder(url: str) -> str:
    """`/en/` for all of a language, `/` for what lies at the top."""
    first, slash, _ = url.removeprefix("/").partition("/")
    return f"/{first}/" if slash else "/"


def _suffix(url: str) -> str:
    return PurePosixPath(url).suffix


def _rule(pattern: str, sent: Iterable[Header]) -> str:
    return "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in sent)])
