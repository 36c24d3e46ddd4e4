"""Stores of both kinds: what a test asks of `store` and `new_store` it asks of a file and of a server's database."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor_app.models.database.joining import OwnFile, join
from assessor_app.models.database.store import Author, Store

KEY = bytes(range(32))
PERSON = "P-7F2C19A4"
ENGINES = ("sqlcipher", "postgresql")


class SteppingClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **duration: float) -> None:
        self.moment += timedelta(**duration)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture(params=ENGINES)
def new_folder(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Prepares a folder so that the store made in it is of the kind under test."""
    if request.param == "sqlcipher":
        return lambda folder: None
    new_database = request.getfixturevalue("new_server_store")
    return lambda folder: join(OwnFile(folder, KEY), new_database())


@pytest.fixture
def new_store(
    tmp_path: Path, clock: SteppingClock, new_folder: Callable[[Path], None]
) -> Iterator[Callable[..., Store]]:
    """Make (or open again) the store of a named person; all are closed at the end."""
    opened = []

    def make(name: str = "amal", person: str = PERSON, again: bool = False) -> Store:
        store = made(tmp_path / name, Author(person), clock, None if again else new_folder)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


def made(folder: Path, author: Author, clock: Callable[[], datetime], prepare: Callable[[Path], None] | None) -> Store:
    """A store in a folder: a new one when there is something to prepare it with."""
    if prepare:
        prepare(folder)
        if not (folder / "database.json").exists():
            return Store.create(folder, KEY, author, clock)
    return Store.open(folder, KEY, author, clock)


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    return new_store()


embedded_only = pytest.mark.parametrize("new_folder", ["sqlcipher"], indirect=True)
"""For what is about the encrypted file itself."""

server_only = pytest.mark.parametrize("new_folder", ["postgresql"], indirect=True)
"""For what is about several programs on one server."""
