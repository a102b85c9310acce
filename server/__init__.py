"""Aftertouch's server: a finite set of bytes, computed from files when it starts."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flask import Flask, Response, redirect, request
from flask_babel import Babel
from jinja2 import TemplateError, TemplateNotFound
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from server import headers, intact, languages, protocols, site, spoken, worker
from server.config import Config, ConfigError, from_environment, resource
from server.delivery import Delivery
from server.languages import LANGUAGES, negotiate
from server.pages import ERRORS, Renderer
from server.site import Artifact, Site

#: So that a wrong method at a wrong address is not found, as any wrong address is.
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def create_app(config: Config | None = None) -> Flask:
    """The one place where the parts meet; a plain WSGI app for any server.

    Raises ConfigError or ProtocolError, each with a sentence for the operator.
    """
    config = config or from_environment()
    app = Flask("server", static_folder=None, template_folder=str(config.web / "pages"))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    Babel(app, default_translation_directories=str(config.translations.resolve()))
    current = _rebuilding(app, config) if config.debug else _fixed(build(app, config))
    _answer_the_rest(app, config, current)
    app.wsgi_app = Delivery(  # type: ignore[method-assign]
        current, app.wsgi_app, config.strict_transport
    )
    return app


def build(app: Flask, config: Config) -> Site:
    """The whole table, or ConfigError: a broken site is never served.

    The message names the file that is missing, cut short or cannot be read.
    """
    try:
        intact.require(config)
        return _table(app, config)
    except TemplateNotFound as error:
        missing = config.web / "pages" / str(error.name)
        raise ConfigError(f"{missing} is missing; restore it.") from None
    except TemplateError as error:
        pages = config.web / "pages"
        raise ConfigError(f"{pages} is broken ({error}); restore it.") from None
    except OSError as error:
        raise ConfigError(
            f"{error.filename} cannot be read ({error.strerror}); restore it."
        ) from None


def _table(app: Flask, config: Config) -> Site:
    """`/sw.js` is the last of it, because it lists all the others."""
    rules = protocols.load(config.protocols)
    languages.require_compiled(config.translations)
    renderer = Renderer(app, config, rules)
    artifacts = [
        *site.file_artifacts(config.web),
        *spoken.sounds(config.web),
        *renderer.artifacts(),
        Artifact("/healthz", f"{release()}\n".encode(), site.TYPES[".txt"]),
    ]
    scripts = worker.artifacts(artifacts, config)
    return site.assemble([*artifacts, *scripts], renderer.errors())


def release() -> str:
    """The version of this release."""
    try:
        return version("aftertouch")
    except PackageNotFoundError:
        project = resource("pyproject.toml").read_text(encoding="utf-8")
        return project.split('version = "')[1].split('"')[0]


def _fixed(table: Site) -> Callable[[], Site]:
    return lambda: table


def _rebuilding(app: Flask, config: Config) -> Callable[[], Site]:
    """For developers: a new table as soon as a file has changed."""
    built: dict[float, Site] = {}

    def current() -> Site:
        changed = _last_change(config)
        if changed not in built:
            built.clear()
            built[changed] = build(app, config)
        return built[changed]

    return current


def _last_change(config: Config) -> float:
    folders: list[Path] = [config.web, config.translations, config.protocols]
    return max(path.stat().st_mtime for folder in folders for path in folder.rglob("*"))


def _answer_the_rest(app: Flask, config: Config, current: Callable[[], Site]) -> None:
    """What is not in the table: the way in, and errors in the visitor's language."""

    @app.get("/", provide_automatic_options=False)
    def way_in() -> Response:
        language = negotiate(request.headers.get("Accept-Language"))
        response = redirect(f"/{language}/", 302)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Accept-Language"
        return response  # type: ignore[return-value]

    @app.route("/<path:url>", methods=METHODS, provide_automatic_options=False)
    def elsewhere(url: str) -> Response:
        known = [each for each in (f"/{url}", f"/{url}/") if current().get(each)]
        if not known:
            raise NotFound
        if request.environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            raise MethodNotAllowed
        return redirect(known[0], 308)  # type: ignore[return-value]

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Response:
        return _error_response(error, current())

    @app.after_request
    def secure(response: Response) -> Response:
        policy = response.headers.get(
            "Content-Security-Policy", headers.RESOURCE_POLICY
        )
        response.headers.setdefault("Cache-Control", headers.REVALIDATE)
        response.headers.update(headers.security(policy, config.strict_transport))
        return response


def _error_response(error: HTTPException, table: Site) -> Response:
    """The error's page in the language of the address, or the one negotiated."""
    kind = error.code if error.code in ERRORS else NotFound.code
    page = table.errors[kind, _language_of_request()]
    response = Response(page.body, error.code, content_type=page.content_type)
    response.headers["Content-Security-Policy"] = page.policy
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = "GET, HEAD"
    return response


def _language_of_request() -> str:
    first = request.path.split("/")[1]
    if first in LANGUAGES:
        return first
    return negotiate(request.headers.get("Accept-Language"))
