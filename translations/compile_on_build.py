"""Compiles the catalogs while a wheel is built, so that it carries the `.mo` files."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface):
    """Hatchling's hook: every `.po` under `translations/` gets its `.mo`."""

    def initialize(self, *_: Any) -> None:
        for po in (Path(self.root) / "translations").glob("*/LC_MESSAGES/*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source, locale=po.parts[-3]))
