"""The site as the tests ask it: its table, a client without cookies, a command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from server import build, create_app
from server.config import Config
from server.protocols import Protocols, load
from server.site import Site

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app(Config())


@pytest.fixture(scope="session")
def client(app: Flask) -> Client:
    return app.test_client(use_cookies=False)


@pytest.fixture(scope="session")
def table(app: Flask) -> Site:
    """Every answer of the site by its address."""
    return build(app, Config())


@pytest.fixture(scope="session")
def run() -> Run:
    """`run("serve", PORT="abc")`: one command, in a process of its own."""

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "server", *arguments],
            cwd=ROOT,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


@pytest.fixture
def translations_copy(tmp_path: Path) -> Path:
    """A copy of `translations/` that a test may change."""
    return Path(shutil.copytree(Config().translations, tmp_path / "translations"))


@pytest.fixture(scope="session")
def shipped() -> Protocols:
    """The clinical rules as they are shipped."""
    return load(Config().protocols)


@pytest.fixture
def protocols_copy(tmp_path: Path) -> Path:
    """A copy of the clinical rules that a test may change."""
    rules = shutil.ignore_patterns("__pycache__", "*.py")
    copied = shutil.copytree(Config().protocols, tmp_path / "rules", ignore=rules)
    return Path(copied)
