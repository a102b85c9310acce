"""Which pages exist, and each of them rendered in each language."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask, render_template
from flask_babel import force_locale, gettext
from markupsafe import Markup

from server import headers, modules, protocols
from server.config import Config
from server.languages import LANGUAGES, Language, browser_catalog
from server.protocols import Protocols
from server.site import TYPES, Artifact, content_type, icon_url

#: Sheets of every page, and those that some pages share; then the page's own.
STYLES = ("tokens.css", "base.css")
SHARED_STYLES = dict.fromkeys(("today", "massage"), ("verdict.css", "slots.css"))
HTML = TYPES[".html"]


@dataclass(frozen=True)
class Page:
    """One page: its template `<name>.html`, its module and its sheet bear its name."""

    name: str
    path: str


PAGES = (
    Page("today", ""),
    Page("massage", "massage/"),
    Page("treatments", "treatments/"),
    Page("progress", "progress/"),
    Page("help", "help/"),
    Page("settings", "settings/"),
    Page("about", "about/"),
)
#: The pages of errors; Flask sends them with their status.
ERRORS = {404: Page("not-found", ""), 405: Page("not-allowed", "")}


class Renderer:
    """Renders templates, catalogs and rules into artifacts, per language."""

    def __init__(self, app: Flask, config: Config, rules: Protocols) -> None:
        self.app = app
        self.config = config
        self.rules = rules

    def artifacts(self) -> Iterator[Artifact]:
        """Everything that differs by language."""
        for language in LANGUAGES.values():
            with self.speaking(language):
                for page in PAGES:
                    yield self.page(page, language)
                yield from self._data(language)

    def errors(self) -> dict[tuple[int, str], Artifact]:
        """The small pages of errors, by status and language; no address is theirs."""
        pages = {}
        for language in LANGUAGES.values():
            with self.speaking(language):
                for status, page in ERRORS.items():
                    pages[status, language.code] = self.page(page, language)
        return pages

    @contextmanager
    def speaking(self, language: Language) -> Iterator[None]:
        """A context in which `gettext` speaks this language."""
        with self.app.test_request_context(), force_locale(language.code):
            yield

    def page(self, page: Page, language: Language) -> Artifact:
        style = self._style(page)
        html = render_template(
            f"{page.name}.html",
            page=page,
            pages={item.name: f"/{language.code}/{item.path}" for item in PAGES},
            language=language,
            languages=LANGUAGES.values(),
            style=Markup(style),
            preloads=self._preloads(page),
            icons=self._icons(),
            diagram=self._diagram,
            rules=self.rules,
            zones=self.rules.zones.zone,
        )
        url = f"/{language.code}/{page.path}"
        policy = headers.page_policy(_hash(style))
        return Artifact(url, html.encode(), HTML, policy, language.code)

    def _data(self, language: Language) -> Iterator[Artifact]:
        texts = {
            "text.js": browser_catalog(self.config.translations, language.code),
            "protocols.json": json.dumps(
                protocols.for_browser(self.rules, gettext),
                ensure_ascii=False,
                separators=(",", ":"),
            ),
            "app.webmanifest": json.dumps(
                self._manifest(language), ensure_ascii=False, indent=1
            ),
        }
        for name, body in texts.items():
            yield Artifact(
                url=f"/{language.code}/{name}",
                body=body.encode(),
                content_type=content_type(name),
                language=language.code,
            )

    def _style(self, page: Page) -> str:
        sheets = [*STYLES, *SHARED_STYLES.get(page.name, ()), f"{page.name}.css"]
        paths = [self.config.web / "styles" / name for name in sheets]
        return "".join(path.read_text("utf-8") for path in paths if path.exists())

    def _preloads(self, page: Page) -> list[str]:
        """The page's entry module and all that it imports; none for a plain page."""
        entry = f"entry/{page.name}.js"
        if not (self.config.web / entry).exists():
            entry = "entry/page.js"
        return ["/" + name for name in modules.graph(self.config.web, entry)]

    def _icons(self) -> dict[str, str]:
        folder = self.config.web / "icons"
        return {path.stem: icon_url(path) for path in sorted(folder.iterdir())}

    def _diagram(self, name: str) -> Markup:
        path = self.config.web / "diagrams" / f"{name}.svg"
        return Markup(path.read_text(encoding="utf-8"))

    def _manifest(self, language: Language) -> dict[str, Any]:
        icons = self._icons()
        return {
            "id": "/",
            "name": gettext("Aftertouch"),
            "short_name": gettext("Aftertouch"),
            "description": gettext("A timer and memory aid for after your treatment."),
            "lang": language.code,
            "dir": language.direction,
            "start_url": f"/{language.code}/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf6f1",
            "theme_color": "#faf6f1",
            "categories": ["health", "lifestyle"],
            "icons": [
                _icon(icons["icon"], "any", "image/svg+xml", "any"),
                _icon(icons["icon-192"], "192x192", "image/png", "any"),
                _icon(icons["icon-512"], "512x512", "image/png", "any"),
                _icon(icons["maskable-512"], "512x512", "image/png", "maskable"),
            ],
            "shortcuts": [
                {
                    "name": gettext("Start massage"),
                    "url": f"/{language.code}/massage/",
                    "icons": [_icon(icons["icon-192"], "192x192", "image/png", "any")],
                }
            ],
        }


def _icon(src: str, sizes: str, kind: str, purpose: str) -> dict[str, str]:
    return {"src": src, "sizes": sizes, "type": kind, "purpose": purpose}


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
