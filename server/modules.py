"""Which module of `web/` imports which: for preloading, and for the house rules."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import rjsmin

#: Folders of `web/` whose files are served under their own names.
FOLDERS = ("core", "device", "entry", "ui", "vendor")
IMPORT = re.compile(
    r"^\s*(?:import|export)\s(?:[^'\"`;]*?\sfrom\s)?\s*['\"](?P<path>\.[^'\"]+)['\"]",
    re.MULTILINE,
)
#: Comments name modules in the same way; the code that is asked has none.
LATE_IMPORT = re.compile(r"\bimport\('(?P<path>\.[^']+)'\)")


def imports(web: Path, module: str) -> list[str]:
    """The modules that `module` ("ui/today.js") imports, as paths below `web`."""
    source = (web / module).read_text(encoding="utf-8")
    return _named(IMPORT, source, module)


def late_imports(web: Path, module: str) -> list[str]:
    """The modules that `module` asks for only when it needs them."""
    source = (web / module).read_text(encoding="utf-8")
    return _named(LATE_IMPORT, rjsmin.jsmin(source), module)


def graph(web: Path, entry: str) -> list[str]:
    """`entry` and all that it needs, each once, the nearest first."""
    found = [entry]
    for module in found:
        found += sorted(set(imports(web, module)) - set(found))
    return found


def late_graph(web: Path, entry: str) -> list[str]:
    """All that `entry` needs later, each once, without what it needs at once."""
    found = graph(web, entry)
    at_once = len(found)
    for module in found:
        for late in late_imports(web, module):
            found += [name for name in graph(web, late) if name not in found]
    return found[at_once:]


def _named(pattern: re.Pattern[str], source: str, module: str) -> list[str]:
    folder = posixpath.dirname(module)
    return [
        posixpath.normpath(posixpath.join(folder, match["path"]))
        for match in pattern.finditer(source)
    ]
