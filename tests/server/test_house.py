"""The rules of the house: who may import whom, and where things lie."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from server import modules, vendoring
from server.config import Config
from server.pages import ERRORS, PAGES, SHARED_STYLES, STYLES
from server.protocols import load
from server.site import Artifact, Site
from tests.server.conftest import ROOT

WEB = Config().web
SERVER = ROOT / "server"

#: Folder → the folders that its modules may import from.
MAY_IMPORT = {
    "core": {"core"},
    "device": {"device", "vendor"},
    "ui": {"ui", "core"},
    "entry": {"entry", "ui", "core", "device"},
    "vendor": {"vendor"},
}
#: Folder → the folders whose types its JSDoc may name.
MAY_NAME = {
    "core": {"core"},
    "device": {"device", "core", "vendor"},
    "ui": {"ui", "core", "device", "entry"},
    "entry": {"entry", "ui", "core", "device"},
}
#: What may lie in each folder of `web/`.
HOLDS = {
    "core": {".js", ".d.ts", "README.md"},
    "device": {".js", ".d.ts", "README.md"},
    "entry": {".js", ".d.ts", "README.md"},
    "ui": {".js", ".d.ts", "README.md"},
    "pages": {".html", "README.md"},
    "styles": {".css", "README.md"},
    "diagrams": {".svg", "README.md"},
    "icons": {".svg", ".png", "README.md"},
    "voice": {".m4a", ".json", "README.md"},
    "vendor": {".js", ".d.ts", ".txt", ".json", "README.md"},
}
#: The world outside, which the core must not know. `Date` is the clock: an instant
#: is an argument.
OUTSIDE = re.compile(
    r"\b(document|globalThis|self|navigator|location|Date|performance|setTimeout"
    r"|setInterval|requestAnimationFrame|queueMicrotask|fetch|XMLHttpRequest|console"
    r"|localStorage|sessionStorage|indexedDB|caches|crypto)\b|\bMath\.random\b"
)
COMMENT_OR_TEXT = re.compile(
    r"(?P<text>'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\")"
    r"|(?P<template>`(?:\\.|[^`\\])*`)|/\*.*?\*/|//[^\n]*",
    re.DOTALL,
)
#: Each may import only those above it.
ORDER = [
    *("config", "languages", "protocols.model", "protocols", "protocols.browser"),
    *(
        "changes",
        "headers",
        "modules",
        "site",
        "spoken",
        "worker",
        "hosting",
        "exporting",
        "vendoring",
        "intact",
        "catalogs",
    ),
    *("delivery", "pages", "", "__main__"),
]
KNOWS_FLASK = {"", "pages"}


def bare(source: str) -> str:
    """The code without its comments and plain texts; templates hold code, so stay."""
    return COMMENT_OR_TEXT.sub(lambda found: found["template"] or " ", source)


def code_of(path: Path) -> str:
    return path.read_text("utf-8")


def modules_of_web() -> list[str]:
    return sorted(path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js"))


def folder_of(module: str) -> str:
    return PurePosixPath(module).parts[0]


# The browser's modules


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_modules_import_only_from_where_they_may(folder: str) -> None:
    for module in modules_of_web():
        if module.startswith(f"{folder}/"):
            imported = {folder_of(other) for other in modules.imports(WEB, module)}
            assert imported <= MAY_IMPORT[folder], module


@pytest.mark.parametrize("folder", MAY_NAME)
def test_types_are_named_only_from_where_they_may_be(folder: str) -> None:
    for path in (WEB / folder).glob("*.js"):
        named = re.findall(r"import\('(\.[^']+)'\)", code_of(path))
        folders = {(path.parent / name).resolve().parent.name for name in named}
        assert folders <= MAY_NAME[folder], path.name


def test_every_import_is_seen_by_the_rules_above() -> None:
    """A shape that `modules.imports` overlooks would escape them, and preloading."""
    for module in modules_of_web():
        code = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", code_of(WEB / module), flags=re.S)
        froms = re.findall(
            r"""(?:\bfrom|^import)\s*['"](\.[^'"]+)['"]""", code, re.MULTILINE
        )
        assert len(froms) == len(modules.imports(WEB, module)), module


def test_every_import_names_a_file_that_is_there() -> None:
    for module in modules_of_web():
        for other in modules.imports(WEB, module):
            assert (WEB / other).is_file(), (module, other)


def test_nothing_is_imported_by_a_bare_name_or_from_a_host() -> None:
    specifier = re.compile(
        r"""^\s*(?:import|export)\s(?:[^'"`;=(]*\sfrom\s)?\s*['"]([^'"]+)['"]""", re.M
    )
    for module in modules_of_web():
        names = specifier.findall(code_of(WEB / module))
        assert [name for name in names if not name.startswith(("./", "../"))] == []


def late_imports(module: str) -> list[str]:
    """What `import()` is given: a catalog's address, or the name of one of ours."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", code_of(WEB / module), flags=re.DOTALL)
    return re.findall(r"\bimport\(([^)]*)\)", code)


def test_a_module_that_is_imported_late_is_a_catalog_or_one_of_ours() -> None:
    for module in modules_of_web():
        code = bare(code_of(WEB / module))
        assert code.count("import(") <= len(late_imports(module)), module
        ours = [name for name in late_imports(module) if "text.js" not in name]
        seen = modules.late_imports(WEB, module)
        assert len(seen) == len(ours), module
        assert set(seen) <= set(modules_of_web()), module


def test_the_worker_imports_nothing() -> None:
    assert not re.search(r"\bimport(Scripts)?\b", bare(code_of(WEB / "sw.js")))


def test_a_vendored_file_is_imported_by_one_module() -> None:
    importers = Counter(
        other
        for module in modules_of_web()
        if folder_of(module) != "vendor"
        for other in modules.imports(WEB, module)
        if folder_of(other) == "vendor"
    )
    vendored = [name for name in modules_of_web() if folder_of(name) == "vendor"]
    assert importers == Counter(vendored)


def test_every_module_is_used_by_a_page() -> None:
    entries = [name for name in modules_of_web() if folder_of(name) == "entry"]
    graphs = (modules.graph, modules.late_graph)
    used = {name for graph in graphs for each in entries for name in graph(WEB, each)}
    assert set(modules_of_web()) - used - {"sw.js"} == set()


@pytest.mark.parametrize("path", ["", "massage/", "clinic/"])
def test_a_page_asks_for_all_modules_at_once_and_for_the_late_ones_together(
    table: Site, path: str
) -> None:
    html = table.artifacts[f"/en/{path}"].body.decode()
    entry = re.findall(r'<script type="module"[^>]* src="/([^"]+)"', html)[0]
    at_once, _, late = html.partition('<template data-template="late">')
    named = [
        re.findall(r'modulepreload"[^>]* href="/([^"]+)"', html)
        for html in (at_once, late)
    ]
    catalog = ["en/text.js"]
    assert named == [
        modules.graph(WEB, entry) + catalog,
        modules.late_graph(WEB, entry),
    ]
    assert len(named[1]) > 20


def test_the_core_knows_nothing_of_the_world_outside() -> None:
    for path in (WEB / "core").glob("*.js"):
        found = [match[0] for match in OUTSIDE.finditer(bare(code_of(path)))]
        assert found == [], path.name


def modules_that(pattern: str) -> set[str]:
    """The modules of ours whose code matches."""
    return {
        module
        for module in modules_of_web()
        if folder_of(module) != "vendor"
        and re.search(pattern, bare(code_of(WEB / module)))
    }


def test_only_the_clock_asks_what_time_it_is() -> None:
    assert modules_that(r"\bDate\.now\b|\bnew Date\(\)") == {"device/clock.js"}


def test_only_devices_measure_how_time_passes() -> None:
    measuring = modules_that(r"\bperformance\b")
    assert {folder_of(module) for module in measuring} == {"device"}


def test_a_window_in_the_core_is_a_span_of_time_and_not_the_browsers() -> None:
    types = code_of(WEB / "core" / "types.d.ts")
    fields = re.findall(r"(\w+):", types.split("interface Window {")[1].split("}")[0])
    for path in (WEB / "core").glob("*.js"):
        used = re.findall(r"\bwindow\b\s*\??\.\s*(\w+)", bare(code_of(path)))
        assert set(used) <= set(fields), path.name


@pytest.mark.parametrize("text", ["const now = Date.now()", "`${document.title}`"])
def test_the_rule_for_the_core_would_notice(text: str) -> None:
    assert OUTSIDE.search(bare(text))


@pytest.mark.parametrize(
    "text", ["// the Date", "/* document */", "t('Date')", "aDate"]
)
def test_the_rule_for_the_core_overlooks_words(text: str) -> None:
    assert not OUTSIDE.search(bare(text))


# The folders


def test_web_holds_what_a_phone_gets_and_nothing_else() -> None:
    assert {path.name for path in WEB.iterdir()} <= {"sw.js", "README.md", *HOLDS}
    strange = [
        path.relative_to(WEB).as_posix()
        for folder, kinds in HOLDS.items()
        for path in (WEB / folder).rglob("*")
        if path.is_file() and not path.name.endswith(tuple(kinds))
    ]
    assert strange == []


@pytest.mark.parametrize("folder", ["core", "device", "entry", "ui"])
def test_a_folder_with_a_rule_states_it_in_a_few_lines(folder: str) -> None:
    lines = (WEB / folder / "README.md").read_text("utf-8").splitlines()
    assert 1 <= len(lines) <= 5


def test_file_names_are_kebab_case() -> None:
    names = [path.stem for path in WEB.rglob("*.*") if path.parent.name != "vendor"]
    allowed = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.d)?|README")
    assert [name for name in names if not allowed.fullmatch(name)] == []


def test_the_vendored_files_are_the_pinned_ones() -> None:
    assert vendoring.problems(WEB / "vendor") == []


def test_a_vendored_file_says_version_licence_and_reason() -> None:
    lock = json.loads((WEB / "vendor" / "vendor.json").read_text("utf-8"))
    for name, entry in lock.items():
        assert entry["version"] in name
        assert entry["sha256"][:12] in name
        assert entry["reason"].endswith(".")
        (licence,) = re.findall(r"\S+\.txt", entry["licence"])
        assert (WEB / "vendor" / licence).is_file()


# The pages

#: Pieces of pages, and what pages share.
PIECES = {"base", "macros", "mirror", "reminders", "install"}


def test_every_page_extends_the_frame() -> None:
    for path in (WEB / "pages").rglob("*.html"):
        is_article = path.parent.name == "learn" and path.name != "article.html"
        frame = "learn/article.html" if is_article else "base.html"
        if path.stem not in PIECES:
            assert code_of(path).startswith(f"{{% extends '{frame}' %}}\n"), path.name


def test_every_template_is_a_page() -> None:
    names = {page.name for page in (*PAGES, *ERRORS.values())}
    files = {path.stem for path in (WEB / "pages").glob("*.html")}
    assert files == names | PIECES


def test_every_article_has_its_text() -> None:
    articles = {item.id for item in load(Config().protocols).articles.article}
    files = {path.stem for path in (WEB / "pages" / "learn").glob("*.html")}
    assert files == articles | {"article"}


def test_every_sheet_and_entry_belongs_to_a_page() -> None:
    names = {page.name for page in (*PAGES, *ERRORS.values())}
    shared = {
        *STYLES,
        *(sheet for sheets in SHARED_STYLES.values() for sheet in sheets),
    }
    sheets = {path.name for path in (WEB / "styles").glob("*.css")}
    entries = {path.stem for path in (WEB / "entry").glob("*.js")}
    later = {f"{name}-whole" for name in names}
    assert sheets <= shared | {f"{name}.css" for name in names}
    assert entries <= names | later | {"page", "basics"}


def parts_asked_for(source: str) -> set[str]:
    """Names in `part(x, 'name')` and keys in `write(x, {…})` and `reveal(x, {…})`."""
    names = set(re.findall(r"\bpart\(\w+, '([\w-]+)'\)", source))
    for keys in re.findall(r"\b(?:write|reveal)\(\w+, \{([^{}]*)\}", source):
        flat = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", keys))
        for entry in flat.split(","):
            key = re.match(r"\s*'?([a-z][\w-]*)'?\s*(:|$)", entry)
            if key:
                names.add(key[1])
    return names


def parts_of(page: Artifact) -> list[str]:
    return re.findall(r'data-part="([^"]+)"', page.body.decode())


def test_every_part_that_a_module_asks_for_is_on_a_page(table: Site) -> None:
    pages = [page for url, page in table.artifacts.items() if url.startswith("/en/")]
    known = {name for page in pages for name in parts_of(page)}
    asked = {
        (path.name, name)
        for path in [*(WEB / "ui").glob("*.js"), *(WEB / "entry").glob("*.js")]
        for name in parts_asked_for(code_of(path))
    }
    assert len(asked) > 50
    assert {(module, name) for module, name in asked if name not in known} == set()


def test_every_part_of_a_page_is_there_once(table: Site) -> None:
    for url, page in table.artifacts.items():
        if url.endswith("/"):
            html = re.sub(rb"<template.*?</template>", b"", page.body, flags=re.DOTALL)
            names = Counter(re.findall(rb'data-part="([^"]+)"', html))
            assert [name for name, count in names.items() if count > 1] == [], url


# The server's modules


def name_of(path: Path) -> str:
    name = ".".join(path.relative_to(SERVER).with_suffix("").parts)
    return name.removesuffix("__init__").rstrip(".")


def imports_of(path: Path) -> set[str]:
    """The modules that it imports, ours and others', by their whole names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code_of(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, path
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            ours = {name for name in inside if name.removeprefix("server.") in ORDER}
            rest = inside - ours
            found |= ours | ({node.module} if rest else set())
    return found


def server_modules() -> dict[str, Path]:
    return {name_of(path): path for path in SERVER.rglob("*.py")}


def test_the_order_names_every_module_of_the_server() -> None:
    assert server_modules().keys() == set(ORDER)


def test_the_servers_modules_import_only_downward() -> None:
    for name, path in server_modules().items():
        below = set(ORDER[: ORDER.index(name)])
        ours = {
            module.removeprefix("server").removeprefix(".")
            for module in imports_of(path)
            if module == "server" or module.startswith("server.")
        }
        assert ours <= below, name


def test_only_the_pages_and_the_factory_know_flask() -> None:
    for name, path in server_modules().items():
        flask = {module for module in imports_of(path) if module.startswith("flask")}
        assert not flask or name in KNOWS_FLASK, name


def test_nothing_of_the_server_is_imported_late() -> None:
    """But the production server, which a test or another WSGI server does not need."""
    late = {
        module
        for path in server_modules().values()
        for function in ast.walk(ast.parse(code_of(path)))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom)
        for module in [node.module]
    }
    assert {str(module).split(".")[0] for module in late} == {"granian"}
