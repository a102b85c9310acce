"""The wheel: built, installed into a fresh environment, and served from elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.server.conftest import ROOT
from tests.server.serving import serving

SHIPPED = ("server", "web", "translations", "requirements")
NOTES = ("pyproject.toml", "README.md", "CHANGELOG.md", ".gitignore")
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.mo")


def pip(python: str | Path, *arguments: str | Path) -> None:
    done = subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", "-q", *arguments],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The sources as a fresh clone has them: nothing compiled."""
    folder = tmp_path / "source"
    for name in SHIPPED:
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_SHIPPED)
    for name in NOTES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_the_wheel_serves_every_language_from_anywhere(
    source: Path, tmp_path: Path
) -> None:
    wheels, venv = tmp_path / "wheels", tmp_path / "venv"
    python = venv / "bin" / "python"
    offline = ("--no-build-isolation", "--no-deps")
    pip(sys.executable, "wheel", *offline, "--wheel-dir", wheels, source)
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pinned = source / "requirements" / "run.txt"
    pip(python, "install", "--require-hashes", "-r", pinned)
    pip(python, "install", "--no-deps", *wheels.glob("*.whl"))
    project = tomllib.loads((source / "pyproject.toml").read_text())["project"]
    shutil.rmtree(source)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with serving([venv / "bin" / "aftertouch"], elsewhere) as server:
        english, russian = server.get("/en/"), server.get("/ru/")
        rules, health = server.get("/ru/protocols.json"), server.get("/healthz")
        server.stop()
    assert [answer[0] for answer in (english, russian, rules, health)] == [200] * 4
    assert "May I massage my face now?" in english[1].decode()
    assert "Указать процедуру" in russian[1].decode()
    assert "Виски" in rules[1].decode()
    assert health[1].decode() == f"{project['version']}\n"
    assert "Traceback" not in server.output + server.errors
