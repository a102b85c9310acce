"""Type check and formatting of `web/`: TypeScript's checker and Prettier, from npm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ADVICE = "`make check` needs Node.js and npm (on Debian: apt-get install nodejs npm)."


def main() -> int:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        print(ADVICE, file=sys.stderr)
        return 1
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        subprocess.run([npm, "ci", "--silent", "--no-audit"], cwd=HERE, check=True)
    tools = HERE / "node_modules" / ".bin"
    commands = [
        [tools / "tsc", "-p", HERE / f"{scope}.json"]
        for scope in ("core", "page", "worker")
    ]
    files = [
        "web/**/*.{js,css,ts}",
        "server/*.js",
        "tests/browser/*.js",
        "!web/vendor/**",
    ]
    style = ["--config", HERE / "prettier.json", "--check"]
    commands.append([tools / "prettier", *style, *files])
    failures = [subprocess.run(command, cwd=ROOT).returncode for command in commands]
    return 1 if any(failures) else 0


if __name__ == "__main__":
    sys.exit(main())
