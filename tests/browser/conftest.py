"""Patients in the situations from which many tests begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from server.config import Config
from tests.browser.nurse import Nurse
from tests.conftest import Server, start_server, stop_clock
from tests.patient import Patient


@pytest.fixture
def ready(patient: Patient) -> Patient:
    """A patient on day 1 with all ten areas to massage."""
    patient.had("Sculptra", "2026-03-20", "09:00")
    return patient


@pytest.fixture
def massaging(ready: Patient) -> Patient:
    ready.starts_massage()
    return ready


@pytest.fixture
def config(web_copy: Path) -> Config:
    """The settings of a server whose files this test may change."""
    return replace(Config(), web=web_copy)


@pytest.fixture
def server(config: Config) -> Iterator[Server]:
    server = start_server(config)
    yield server
    server.stop()


@pytest.fixture
def installed(page: Page, server: Server) -> Patient:
    """A patient whose phone has stored the app of that server."""
    return with_app_of(server, page)


@pytest.fixture
def stored(page: Page, own_server: Server) -> Patient:
    """A patient whose phone has stored the app; the test may stop the server."""
    return with_app_of(own_server, page)


def with_app_of(server: Server, page: Page) -> Patient:
    stop_clock(page)
    patient = Patient(page, server.address)
    patient.opens()
    patient.is_controlled()
    return patient


@pytest.fixture
def nurse(page: Page, base_url: str) -> Nurse:
    """Someone at a desk in a clinic, with an empty page before them."""
    page.set_viewport_size({"width": 1280, "height": 800})
    stop_clock(page)
    nurse = Nurse(page, base_url)
    nurse.opens()
    return nurse
