"""A desk, and a demo built on it once for all journeys of a worker."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.desk import Desk
from tests.desk.fixtures import desk, shared_desk

from .assay import run

__all__ = ["desk", "shared_desk"]


@pytest.fixture(scope="session")
def demo(shared_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo. Its keys are in the desk's keyring; journeys change copies of its profiles only."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    run(shared_desk, None, "demo", folder)
    return folder


@pytest.fixture
def profile(demo: Path, tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one of the demo's profiles: lead, verifier or office."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(demo / name, tmp_path / name))

    return copy
