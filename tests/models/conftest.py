from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor_app.models.store import Author, Store

KEY = bytes(range(32))
PERSON = "P-7F2C19A4"


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


@pytest.fixture
def new_store(tmp_path: Path, clock: SteppingClock) -> Iterator[Callable[..., Store]]:
    """Make (or open again) the store of a named person; all are closed at the end."""
    opened = []

    def make(name: str = "amal", person: str = PERSON, again: bool = False) -> Store:
        make_or_open = Store.open if again else Store.create
        store = make_or_open(tmp_path / name, KEY, Author(person), clock)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    return new_store()
