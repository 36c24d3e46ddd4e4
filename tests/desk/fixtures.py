"""The desk that the tests of one worker share."""

import os
from collections.abc import Iterator

import pytest

from .desk import Desk, NoDesk


@pytest.fixture(scope="session")
def shared_desk() -> Iterator[Desk]:
    """One desk for all tests of a worker. Without it they are skipped; on CI they fail."""
    try:
        desk = Desk()
    except NoDesk as lacking:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(lacking))
    yield desk
    desk.close()


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    """The shared desk; no program is left on it when the test ends."""
    yield shared_desk
    shared_desk.close_programs()
