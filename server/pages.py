"""Which pages exist, and each of them rendered in each language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, render_template
from flask_babel import force_locale, gettext
from markupsafe import Markup

from server import changes, headers, modules, spoken
from server.config import Config
from server.languages import LANGUAGES, Language, browser_catalog
from server.protocols import Protocols, browser
from server.protocols.model import Article
from server.site import TYPES, Artifact, content_type, icon_url

#: Sheets of every page, and those that some pages share; then the page's own.
STYLES = ("tokens.css", "base.css", "turning.css")
SHARED_STYLES = {
    "today": ("diagram.css", "verdict.css", "slots.css"),
    "massage": (
        "diagram.css",
        "verdict.css",
        "slots.css",
        "stroke.css",
        "mirror.css",
    ),
    "treatments": ("diagram.css",),
    "routine": ("diagram.css",),
    "help": ("diagram.css", "panel.css"),
    "progress": ("panel.css", "reminders.css"),
    "settings": ("panel.css",),
    "checks": ("diagram.css",),
    "clinic": ("diagram.css", "routine.css"),
    "plan": ("diagram.css",),
}
#: Pages of words alone, without a module of their own; some even without a sheet.
PLAIN = {"learn", "about", "privacy", "not-found", "not-allowed"}
UNSTYLED = {"privacy", "not-found", "not-allowed"}
ICONS = (
    *("icon.svg", "icon-192.png", "icon-512.png"),
    *("maskable-512.png", "apple-touch-180.png"),
)
HTML = TYPES[".html"]
#: What a sheet can do without on its way to a phone.
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
#: `modules.graph` or `modules.late_graph`.
Graph = Callable[[Path, str], list[str]]


@dataclass(frozen=True)
class Page:
    """One page: its template `<name>.html`, its module and its sheet bear its name.

    An article is a page of `learn`, with a template of its own.
    """

    name: str
    path: str
    article: Article | None = None

    @property
    def kind(self) -> str:
        """What its module and its sheet are called."""
        return "learn" if self.article else self.name

    @property
    def template(self) -> str:
        return f"learn/{self.article.id}.html" if self.article else f"{self.name}.html"


PAGES = (
    Page("today", ""),
    Page("massage", "massage/"),
    Page("treatments", "treatments/"),
    Page("routine", "routine/"),
    Page("progress", "progress/"),
    Page("aftercare", "aftercare/"),
    Page("courses", "courses/"),
    Page("checks", "checks/"),
    Page("learn", "learn/"),
    Page("help", "help/"),
    Page("settings", "settings/"),
    Page("clinic", "clinic/"),
    Page("plan", "plan/"),
    Page("about", "about/"),
    Page("privacy", "privacy/"),
)
#: The pages of errors; Flask sends them with their status.
ERRORS = {404: Page("not-found", ""), 405: Page("not-allowed", "")}


class Renderer:
    """Renders templates, catalogs and rules into artifacts, per language."""

    def __init__(self, app: Flask, config: Config, rules: Protocols) -> None:
        self.app = app
        self.config = config
        self.rules = rules
        self.articles = rules.articles.article
        self.releases = changes.shipped()
        self.pages = every_page(rules)
        self._graphs: dict[tuple[str, Graph], list[str]] = {}

    def artifacts(self) -> Iterator[Artifact]:
        """Every page and text in every language."""
        for language in LANGUAGES.values():
            with self.speaking(language):
                for page in self.pages:
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
            page.template,
            page=page,
            pages={item.name: f"/{language.code}/{item.path}" for item in self.pages},
            language=language,
            languages=LANGUAGES.values(),
            style=Markup(style),
            preloads=self._modules(page, modules.graph),
            late=self._modules(page, modules.late_graph),
            icons=self._icons(),
            rules=self.rules,
            zones=self.rules.zones.zone,
            articles=self.articles,
            article=page.article,
            releases=self.releases,
        )
        url = f"/{language.code}/{page.path}"
        policy = headers.page_policy(headers.integrity(style.encode()))
        return Artifact(url, html.encode(), HTML, policy, language.code)

    def _data(self, language: Language) -> Iterator[Artifact]:
        texts = {
            "text.js": browser_catalog(self.config.translations, language.code),
            "protocols.json": _compact(browser.rules(self.rules, gettext)),
            "aftercare.json": _compact(browser.aftercare(self.rules, gettext)),
            "voice.json": _compact(spoken.offer(self.config.web, language.code)),
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
        """All of its sheets: the page carries them inside, and paints in one trip."""
        own = () if page.kind in UNSTYLED else (f"{page.kind}.css",)
        shared = SHARED_STYLES.get(page.kind, ())
        return self._sheets(*STYLES, *shared, *own)

    def _sheets(self, *names: str) -> str:
        paths = [self.config.web / "styles" / name for name in names]
        text = "".join(path.read_text("utf-8") for path in paths)
        return SPACE.sub(" ", COMMENT.sub("", text))

    def _modules(self, page: Page, graph: Graph) -> list[str]:
        """The addresses of what the page's entry module needs, by `graph`."""
        entry = "page" if page.kind in PLAIN else page.kind
        key = (entry, graph)
        if key not in self._graphs:
            found = graph(self.config.web, f"entry/{entry}.js")
            self._graphs[key] = [f"/{name}" for name in found]
        return self._graphs[key]

    def _icons(self) -> dict[str, str]:
        paths = [self.config.web / "icons" / name for name in ICONS]
        return {path.stem: icon_url(path) for path in paths}

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


def every_page(rules: Protocols) -> list[Page]:
    """What a phone stores of each language, articles and all."""
    articles = [
        Page(f"learn-{article.id}", f"learn/{article.id}/", article)
        for article in rules.articles.article
    ]
    return [*PAGES, *articles]


def _compact(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _icon(src: str, sizes: str, kind: str, purpose: str) -> dict[str, str]:
    return {"src": src, "sizes": sizes, "type": kind, "purpose": purpose}
