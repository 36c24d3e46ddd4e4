"""What holds for every test: never the person's keyring, profile or cache; and which tests run on the same core."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.postgresql import new_server_store, postgresql, server_databases

__all__ = ["new_server_store", "postgresql", "server_databases"]

# Before a test is collected, since some ask for the day then: tests know what a moment is called here, and in English.
os.environ |= {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
os.environ.pop("LANGUAGE", None)
if hasattr(time, "tzset"):
    time.tzset()

# The same examples at every run, however slow the computer is: a failure is one of the change that was just made.
settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

MOMENT = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)

JOURNEYS = "tests/journeys/"
ALL_MARKS = "_of_all_marks.py"
APART = "tests/reports/test_words_of_documents.py"


class FilesAndJourneys(LoadScopeScheduling):
    """Keeps the tests of a file together; all journeys, which share one desk and one demo; and the files that take the
    tour of every mark, so that it is taken once. Tests that share nothing and take long may go to any core.

    (pytest-xdist's own groups are not heeded by pytest 9.2.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        if file.startswith(JOURNEYS):
            return JOURNEYS
        if file.endswith(ALL_MARKS):
            return ALL_MARKS
        return nodeid if file == APART else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Share the tests out among the cores."""
    return FilesAndJourneys(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no core is left with it at the end."""
    items.sort(key=lambda item: (item.get_closest_marker("journey") is None, not item.path.name.endswith(ALL_MARKS)))


def pytest_sessionstart() -> None:
    """Look for garbage at the end of each test only, as below."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Find the garbage of this test now, so that what it left open is its own failure and not that of a later one, and
    no thread of another test finds a widget. Without collections in between, all of it is still young: this is cheap.
    """
    gc.collect(0)


@pytest.fixture(scope="session", autouse=True)
def apart_from_the_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of its own for everything that a test or a program started by it could touch unasked."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("no_proxy", "NO_PROXY"):
            patch.setenv(name, "127.0.0.1,localhost")  # what tests serve themselves lies behind no proxy
        for name in ("APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        # What a person waits for once is 0.7 s and 256 MB for each of a few hundred profiles here.
        patch.setattr("assessor_app.identity.age_passphrase.WORK_FACTOR", 10)
        yield


@pytest.fixture
def fixed_clock() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: MOMENT
