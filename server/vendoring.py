"""`web/vendor`: the lock file against the files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any


def problems(vendor: Path) -> list[str]:
    """One sentence for each vendored file that is not what the lock file pins."""
    locked = _lock(vendor)
    found = [
        f"{path.name} is not in vendor.json; add it with its version, hash and reason."
        for path in sorted(vendor.glob("*.js"))
        if path.name not in locked
    ]
    for name, entry in locked.items():
        path = vendor / name
        if not path.exists():
            found.append(f"{name} is missing; restore it from {entry['package']}.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            found.append(f"{name} is not the file that vendor.json pins; restore it.")
    return found


def _lock(vendor: Path) -> dict[str, dict[str, Any]]:
    locked: dict[str, dict[str, Any]] = json.loads(
        (vendor / "vendor.json").read_text(encoding="utf-8")
    )
    return locked
