"""Patients in the situations from which many tests begin."""

from __future__ import annotations

import pytest

from tests.patient import Patient


@pytest.fixture
def ready(patient: Patient) -> Patient:
    """A patient on day 1 with all ten areas to massage."""
    patient.adds_treatment("Sculptra", "2026-03-20", "09:00")
    return patient


@pytest.fixture
def massaging(ready: Patient) -> Patient:
    ready.starts_massage()
    return ready
