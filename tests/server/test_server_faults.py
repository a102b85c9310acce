"""Half a deploy, a failing disk: no site rather than a broken one, in one sentence."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from server import __main__ as command
from server import create_app
from server.config import Config, ConfigError
from tests.server.conftest import Run

Spoil = Callable[[Path], None]
Refusal = Callable[[], str]

#: One of each kind of file; the first part is the folder of the configuration.
FILES = [
    *("web/sw.js", "web/core/gate.js", "web/entry/page.js", "web/ui/today.js"),
    *("web/vendor/vendor.json", "web/pages/base.html", "web/pages/learn/article.html"),
    *("web/styles/base.css", "web/diagrams/face.svg", "web/icons/icon-192.png"),
    *("web/voice/en.json", "protocols/sculptra.toml", "protocols/zones.toml"),
    *(f"translations/ru/LC_MESSAGES/messages.{kind}" for kind in ("po", "mo")),
]
#: What is missed where the whole file is gone.
MISSED = [
    *("web/core/gate.js", "web/entry/page.js", "web/entry/help.js", "web/ui/today.js"),
    *("web/ui/situation.js", "web/styles/base.css", "web/styles/about.css"),
    *("web/icons/icon-192.png", "web/diagrams/face.svg", "web/pages/base.html"),
    *("web/pages/learn/article.html", "protocols/zones.toml"),
    *(f"translations/ru/LC_MESSAGES/messages.{kind}" for kind in ("po", "mo")),
]


def halved(path: Path) -> None:
    """As a copy leaves it that was cut off: at half a line, not between two."""
    body = path.read_bytes()
    end = len(body) // 2
    while body[end - 1 : end].isspace() or body[end : end + 1].isspace():
        end -= 1
    path.write_bytes(body[:end])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def zeroed(path: Path) -> None:
    """As some disks leave a file that was not yet written when the power went."""
    path.write_bytes(bytes(path.stat().st_size))


def in_its_place_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def leading_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone"))


SPOILT: list[Spoil] = [halved, emptied, zeroed, in_its_place_a_folder, leading_nowhere]


def served(*_: object, **settings: object) -> None:
    raise AssertionError(f"a broken site is served: {settings}")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the files that a deploy copies."""
    folder, config = tmp_path_factory.mktemp("deploy"), Config()
    for name in ("web", "translations", "protocols"):
        left = shutil.ignore_patterns("*.py", "__pycache__")
        shutil.copytree(getattr(config, name), folder / name, ignore=left)
    return folder


@pytest.fixture
def config(whole: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Commands that run here take their files from the deploy; nothing is served."""
    names = ("web", "translations", "protocols")
    config = replace(Config(), **{name: whole / name for name in names})
    monkeypatch.setattr(command, "from_environment", lambda: config)
    monkeypatch.setattr("granian.Granian", served)
    return config


@pytest.fixture
def file(whole: Path, request: pytest.FixtureRequest) -> Path:
    """One file of the deploy, which is put back after the test."""
    path = whole / request.param
    body = path.read_bytes()
    request.addfinalizer(lambda: restored(path, body))
    return path


def restored(path: Path, body: bytes) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    path.unlink(missing_ok=True)
    path.write_bytes(body)


@pytest.fixture
def refusal(config: Config, capsys: pytest.CaptureFixture[str]) -> Refusal:
    """Tries to serve the deploy: the one sentence that is said instead."""
    assert config

    def refusal() -> str:
        assert command.main(["serve"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        (sentence,) = said.err.splitlines()
        return sentence

    return refusal


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("file", FILES, indirect=True)
def test_a_file_that_is_not_whole_stops_the_start_and_is_named(
    refusal: Refusal, file: Path, spoil: Spoil
) -> None:
    spoil(file)
    sentence = refusal()
    assert str(file) in sentence
    assert "restore it" in sentence


@pytest.mark.parametrize("file", MISSED, indirect=True)
def test_a_missing_file_stops_the_start_and_is_named(
    refusal: Refusal, file: Path
) -> None:
    file.unlink()
    sentence = refusal()
    assert file.name in sentence


@pytest.mark.parametrize("file", ["web/vendor/vendor.json"], indirect=True)
def test_a_vendored_file_that_is_not_the_pinned_one_stops_the_start(
    refusal: Refusal, file: Path
) -> None:
    file.write_text(file.read_text("utf-8").replace('"sha256": "', '"sha256": "0'))
    sentence = refusal()
    assert "is not the file that vendor.json pins; restore it." in sentence


@pytest.mark.parametrize(
    "file", ["web/pages/today.html", "web/pages/macros.html"], indirect=True
)
def test_a_template_that_ends_between_two_lines_is_not_rendered(
    refusal: Refusal, config: Config, file: Path
) -> None:
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[: len(lines) // 2]), "utf-8")
    sentence = refusal()
    assert f"{config.web / 'pages'} is broken" in sentence


@pytest.mark.parametrize("name", FILES)
def test_a_disk_that_cannot_be_read_is_told_with_the_file(
    config: Config, whole: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path == whole / name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(ConfigError) as refused:
        create_app(config)
    assert f"{refused.value}" == (
        f"{whole / name} cannot be read (Input/output error); restore it."
    )


@pytest.mark.parametrize("file", ["protocols/sculptra.toml"], indirect=True)
def test_the_command_itself_ends_with_the_sentence_alone(
    config: Config, file: Path, run: Run, tmp_path: Path
) -> None:
    halved(file)
    for arguments in (["serve"], ["export", str(tmp_path / "site")]):
        done = run(*arguments, AFTERTOUCH_PROTOCOLS=str(config.protocols))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"{file} is not whole; restore it.\n"
    assert not (tmp_path / "site").exists()
