"""Which module of `web/` imports which: for preloading, and for the house rules."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

#: Folders of `web/` whose files are served under their own names.
FOLDERS = ("core", "device", "entry", "ui", "vendor")
IMPORT = re.compile(
    r"^\s*(?:import|export)\s(?:[^'\"`;]*?\sfrom\s)?\s*['\"](?P<path>\.[^'\"]+)['\"]",
    re.MULTILINE,
)


def imports(web: Path, module: str) -> list[str]:
    """The modules that `module` ("ui/today.js") imports, as paths below `web`."""
    source = (web / module).read_text(encoding="utf-8")
    folder = posixpath.dirname(module)
    return [
        posixpath.normpath(posixpath.join(folder, match["path"]))
        for match in IMPORT.finditer(source)
    ]


def graph(web: Path, entry: str) -> list[str]:
    """`entry` and all that it needs, each once, the nearest first."""
    found = [entry]
    for module in found:
        found += sorted(set(imports(web, module)) - set(found))
    return found
