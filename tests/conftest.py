"""What holds for every test: no window on the person's screen, never their keyring, their profile or their cache."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

MOMENT = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def apart_from_the_person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of its own for everything that a test or a program started by it could touch unasked."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        # What a person waits for once is 0.7 s and 256 MB for each of a few hundred profiles here.
        patch.setattr("assessor_app.identity.age_passphrase.WORK_FACTOR", 10)
        yield


@pytest.fixture
def fixed_clock() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: MOMENT
