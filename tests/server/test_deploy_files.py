"""What it is run with: the image, the unit, the proxy, and the page that explains them.

No image can be built here, so its recipe is read.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from server import __main__ as command
from server.config import PACKAGE
from tests.server.conftest import ROOT
from tests.server.serving import serving

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
NAMES = re.compile(r"AFTERTOUCH_[A-Z_]+")
#: Where settings are spoken of.
SPEAKING = ["README.md", "Dockerfile", "docs/running.md", "deploy/Caddyfile"]


def steps() -> list[tuple[str, str]]:
    """The instructions of the recipe, each with its text on one line."""
    lines = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.M).replace("\\\n", " ")
    return [
        (name, text.strip())
        for name, _, text in (line.partition(" ") for line in lines.splitlines())
        if name
    ]


def texts(name: str) -> list[str]:
    return [text for step, text in steps() if step == name]


def commands() -> list[list[str]]:
    """All that is run: in exec form, so that signals reach it without a shell."""
    health = [text.partition("CMD ")[2] for text in texts("HEALTHCHECK")]
    return [json.loads(text) for text in [*texts("RUN"), *texts("CMD"), *health]]


# The image


def test_all_that_is_copied_is_there_and_let_in() -> None:
    let_in = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = [shlex.split(text) for text in texts("COPY")]
    sources = {
        source
        for *given, _ in copied
        if not given[0].startswith("--from=")
        for source in given
    }
    assert sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert f"!{source}" in let_in, source
    assert {line[1:] for line in let_in if line.startswith("!")} == sources


def test_the_last_stage_takes_what_the_first_has_made() -> None:
    made = {text.split()[-1] for text in texts("COPY") if text.startswith("--from=")}
    assert made == {"/venv", "/app"}


def test_it_starts_from_a_pinned_python_that_we_support() -> None:
    images = {text.split()[0] for text in texts("FROM")}
    (image,) = images
    found = re.fullmatch(r"python:3\.(\d+)-slim", image)
    assert found
    assert int(found[1]) >= 11


def test_it_runs_as_nobody_and_stops_when_it_is_told_to() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    (user,) = re.findall(r"^USER (\d+):\d+$", last, re.M)
    assert int(user) > 0
    assert texts("STOPSIGNAL") == ["SIGTERM"]


def test_its_commands_are_real_ones() -> None:
    ours = [given for given in commands() if given[1:3] == ["-m", "server"]]
    assert [given[3:] for given in ours] == [["translate", "--compile"], ["serve"]]
    assert all(hasattr(command, given[3]) for given in ours)


def test_its_look_at_the_health_tells_well_from_ill() -> None:
    """As it is written there, on a server that runs and on one that does not."""
    (check,) = (given for given in commands() if "healthz" in given[-1])
    with serving() as server:
        settings = {"PORT": str(server.port)}
        python = shutil.which("python3") or "python3"
        well = subprocess.run([python, *check[1:]], env=settings)
        server.stop()
    ill = subprocess.run([python, *check[1:]], env=settings, capture_output=True)
    assert (well.returncode, ill.returncode) == (0, 1)


# The unit and the proxy


@pytest.fixture(scope="module")
def unit() -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(ROOT / "deploy" / "aftertouch.service", "utf-8")
    return parser


def test_the_unit_starts_what_the_wheel_installs(unit: ConfigParser) -> None:
    program, verb = unit["Service"]["ExecStart"].split()
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'{Path(program).name} = "server.__main__:main"' in project
    assert verb == "serve"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("DynamicUser", "yes"), ("NoNewPrivileges", "yes"), ("ProtectHome", "yes")),
        *(("ProtectSystem", "strict"), ("CapabilityBoundingSet", "")),
    ],
)
def test_the_unit_may_do_little(unit: ConfigParser, name: str, value: str) -> None:
    assert unit["Service"][name] == value


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "aftertouch.service").read_text("utf-8")
    here = tmp_path / "aftertouch.service"
    here.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text))
    done = subprocess.run(
        ["systemd-analyze", "verify", here], capture_output=True, text=True
    )
    mine = [line for line in done.stderr.splitlines() if here.name in line]
    assert (done.returncode, mine) == (0, [])


@pytest.mark.skipif(not shutil.which("caddy"), reason="no Caddy here")
def test_caddy_understands_its_file() -> None:
    given = ["caddy", "validate", "--adapter", "caddyfile", "--config"]
    done = subprocess.run(
        [*given, ROOT / "deploy" / "Caddyfile"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


# What is said about them


@pytest.mark.parametrize("name", SPEAKING)
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = set(NAMES.findall((PACKAGE / "config.py").read_text("utf-8")))
    assert set(NAMES.findall((ROOT / name).read_text("utf-8"))) <= known


def test_the_page_on_running_names_every_setting_and_real_files() -> None:
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    known = set(NAMES.findall((PACKAGE / "config.py").read_text("utf-8")))
    assert known <= set(NAMES.findall(page))
    for link in re.findall(r"\]\((\.\./[^)#]+)", page):
        assert (ROOT / "docs" / link).exists(), link


def test_the_readme_shows_the_proxy_as_it_is() -> None:
    lines = (ROOT / "deploy" / "Caddyfile").read_text("utf-8").splitlines()
    bare = [line.partition("#")[0].rstrip() for line in lines]
    shown = "\n".join(line for line in bare if line)
    assert f"```\n{shown}\n```" in (ROOT / "README.md").read_text("utf-8")
