"""Fixtures for tests of bundles and cards."""

from pathlib import Path

import pytest

from .bundles import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)
