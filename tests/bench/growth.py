"""Growth: what a long history costs, and what other languages cost a phone."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from playwright.sync_api import Browser, BrowserContext

from server.config import Config
from server.languages import LANGUAGES, SOURCE, Language
from tests.bench import browsing, records
from tests.bench.browsing import Paints, WorkerWire
from tests.bench.processes import Server
from tests.bench.table import Aim, Rounds, Row
from tests.bench.visits import CACHED, paint_row
from tests.browser import invented
from tests.browser.keeping import keeps
from tests.conftest import start_server
from tests.patient import Patient

HISTORY = "{page} with {count} massages, 4 × slower processor · yardstick: with 10"
RECORD = "The record on the phone · yardstick: with 10 massages"
TONGUES = "Stored on a phone that speaks one language · yardstick: no other is built"
#: Counts of massages; the first is the yardstick.
COUNTS = (10, 1_000, 10_000)
PAGES = {"Today": "", "Progress": "progress/"}
RUNS = 5
SETTLED_MS = 600
STORED = """async () => {
  const { usage, usageDetails } = await navigator.storage.estimate()
  return (usageDetails?.indexedDB ?? usage) / 1000
}"""
#: The app's languages, and twice as many; codes that nobody has an app in.
SHIPPED = dict(LANGUAGES)
INVENTED = ("de", "fr", "it", "nl")
#: But for a line in the menu of each page.
NO_GROWTH = Aim(1.02, of_ratio=True)


def measure(browser: Browser, ours: Server, rounds: Rounds) -> list[Row]:
    """Three phones side by side, then three builds of the site."""
    return [*_histories(browser, ours, rounds), *_languages(browser, rounds)]


def _histories(browser: Browser, server: Server, rounds: Rounds) -> list[Row]:
    contexts = [browser.new_context(**browsing.PHONE) for _ in COUNTS]
    try:
        sizes = [
            _fill(context, server, count)
            for context, count in zip(contexts, COUNTS, strict=True)
        ]
        paints = {
            name: [
                [_open(context, f"{server.address}/en/{path}") for context in contexts]
                for _ in rounds(RUNS)
            ]
            for name, path in PAGES.items()
        }
    finally:
        for context in contexts:
            context.close()
    return [*_paint_rows(paints), *_size_rows(sizes)]


def _fill(context: BrowserContext, server: Server, count: int) -> float:
    """Writes the history, stores the app; kilobytes of the record."""
    context.set_default_timeout(2 * browsing.LIMIT_MS)
    patient = Patient(context.new_page(), server.address)
    keeps(patient, **records.of(count))
    patient.opens()
    browsing.wait_until_stored(patient.page)
    size: float = patient.page.evaluate(STORED)
    patient.page.close()
    return size


def _open(context: BrowserContext, address: str) -> Paints:
    page = context.new_page()
    browsing.slow_down(context.new_cdp_session(page), network=False)
    page.goto(address)
    page.locator("main[aria-busy=false]").wait_for()
    page.wait_for_timeout(SETTLED_MS)
    found = browsing.paints(page)
    page.close()
    return found


def _paint_rows(paints: dict[str, list[list[Paints]]]) -> list[Row]:
    rows = []
    for name, runs in paints.items():
        for index, count in enumerate(COUNTS[1:], 1):
            group = HISTORY.format(page=name, count=f"{count:,}".replace(",", " "))
            pairs = [(run[index], run[0]) for run in runs]
            rows += [
                paint_row(
                    group, "largest contentful paint", "largest", pairs, is_short=True
                ),
                paint_row(group, "longest task (0: none of 50 ms)", "longest", pairs),
            ]
    return rows


def _size_rows(sizes: list[float]) -> list[Row]:
    return [
        Row(RECORD, f"with {count} massages", "kB", [size], sizes[:1], is_short=True)
        for count, size in zip(COUNTS[1:], sizes[1:], strict=True)
    ]


def _languages(browser: Browser, rounds: Rounds) -> list[Row]:
    """The bytes are the same in every run: one is enough."""
    builds: dict[str, Callable[[], list[Language]]] = {
        f"{len(SHIPPED)} languages": lambda: list(SHIPPED.values()),
        f"{len(SHIPPED) + len(INVENTED)} languages": _with_invented,
    }
    alone = _phone_of(browser, [SOURCE])
    found = {
        name: _phone_of(browser, build())
        for (name, build), _ in zip(builds.items(), rounds(len(builds)), strict=True)
    }
    return [
        Row(TONGUES, f"{what}, {name}", "B", [mine], [theirs], NO_GROWTH)
        for name, values in found.items()
        for what, mine, theirs in zip(
            ("on the wire", "stored"), values, alone, strict=True
        )
    ]


def _with_invented() -> list[Language]:
    added = [Language(code, f"{code.upper()} invented", "en") for code in INVENTED]
    return [*SHIPPED.values(), *added]


def _phone_of(browser: Browser, languages: list[Language]) -> tuple[float, float]:
    """Bytes that the worker fetched, and that it stored, of a site in these."""
    with _site(languages) as server, browsing.phone(browser) as context:
        worker = WorkerWire()
        worker.attend(context)
        page = context.new_page()
        page.goto(f"{server.address}/en/")
        browsing.wait_until_stored(page)
        stored, _ = page.evaluate(CACHED)
        return worker.bytes(server), stored


@contextmanager
def _site(languages: list[Language]) -> Iterator[Server]:
    known = {language.code: language for language in languages}
    with tempfile.TemporaryDirectory() as folder:
        config = _catalogs(languages, Path(folder))
        with mock.patch.dict(LANGUAGES, known, clear=True):
            server = start_server(config)
        try:
            yield Server(int(server.address.rpartition(":")[2]), 0, os.getpid())
        finally:
            server.stop()


def _catalogs(languages: list[Language], folder: Path) -> Config:
    """Settings with a catalog for each, those of nobody's languages among them."""
    translations = Path(shutil.copytree(Config().translations, folder / "all"))
    for language in languages:
        if language.code not in SHIPPED:
            with mock.patch.dict(LANGUAGES, {language.code: language}):
                own = folder / language.code
                made = invented.add(language, invented.lengthened, own).translations
            shutil.copytree(made / language.code, translations / language.code)
    return Config(translations=translations)
