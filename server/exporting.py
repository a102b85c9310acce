"""The whole site as a folder, for a static host, a CDN or any file server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from server import hosting
from server.config import Config
from server.site import Artifact, Site

#: Lists what an export wrote, so that the next one knows what it may replace.
MARKER = ".aftertouch-export"
#: Where a file is written before it takes its place whole.
PART = ".aftertouch-part"
RULES = "_headers"
WORKER = "sw.js"
SUFFIXES = {"br": ".br", "gzip": ".gz"}


class ExportError(Exception):
    """A folder that cannot be written to; the message is one sentence."""


def export(table: Site, config: Config, folder: Path, compressed: bool = False) -> None:
    """Writes the site; a folder that holds an earlier export becomes this one.

    Files that no export wrote are never changed: ExportError, before anything is.
    `compressed` puts the smaller forms of each file beside it.
    """
    artifacts = [
        *table.artifacts.values(),
        *hosting.way_in(config),
        *hosting.not_found(table),
    ]
    files = dict(_files(artifacts, compressed))
    files[RULES] = hosting.header_rules(artifacts, config.strict_transport).encode()
    _write(folder, files)


def _files(
    artifacts: Iterable[Artifact], compressed: bool
) -> Iterator[tuple[str, bytes]]:
    for artifact in artifacts:
        index = "index.html" if artifact.url.endswith("/") else ""
        name = artifact.url.removeprefix("/") + index
        yield name, artifact.body
        for coding, suffix in SUFFIXES.items():
            if compressed and coding in artifact.encodings:
                yield name + suffix, artifact.encodings[coding]


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Each file whole or not at all, the worker last, and then what is no more goes.

    The list is written before and after, so that an export that was cut off can be
    repeated.
    """
    earlier = _written_earlier(folder)
    _refuse_what_is_not_ours(folder, files, earlier)
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder, MARKER, _list(earlier | files.keys()))
    for name in sorted(files, key=lambda name: (name == WORKER, name)):
        _put(folder, name, files[name])
    for name in earlier - files.keys():
        _remove(folder, name)
    _put(folder, MARKER, _list(files.keys()))


def _written_earlier(folder: Path) -> set[str]:
    try:
        names = (folder / MARKER).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {name for name in names if _is_inside(PurePosixPath(name))}


def _is_inside(path: PurePosixPath) -> bool:
    return not path.is_absolute() and ".." not in path.parts


def _refuse_what_is_not_ours(
    folder: Path, files: Iterable[str], earlier: set[str]
) -> None:
    """Hidden files (`.git`) may lie in a folder that is to be filled."""
    if not folder.exists():
        return
    visible = [path for path in folder.iterdir() if not path.name.startswith(".")]
    if visible and not (folder / MARKER).exists():
        raise ExportError(
            f"{folder} holds files that are no export of ours; name an empty folder."
        )
    for name in sorted(set(files) - earlier):
        if (folder / name).exists():
            raise ExportError(f"{folder / name} is no file of ours; move it elsewhere.")


def _put(folder: Path, name: str, body: bytes) -> None:
    """A file that is the same already keeps its date, and caches their copies."""
    target = folder / name
    if target.is_file() and target.read_bytes() == body:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = folder / PART
    part.write_bytes(body)
    part.replace(target)


def _remove(folder: Path, name: str) -> None:
    """The file, and the folders that are empty without it."""
    (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        for parent in PurePosixPath(name).parents[:-1]:
            (folder / parent).rmdir()


def _list(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()
