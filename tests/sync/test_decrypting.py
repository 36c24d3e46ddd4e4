"""The stream that a bundle is read from."""

import io

import pyrage
import pytest

from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.sync.decrypting import Decrypted
from assessor_app.sync.watch import Watch

from .bundles import never, silent

IDENTITY = pyrage.x25519.Identity.generate()
CONTENT = bytes(range(256)) * 10_000


def stream(raw: bytes | io.BytesIO) -> Decrypted:
    source = io.BytesIO(raw) if isinstance(raw, bytes) else raw
    return Decrypted(source, [str(IDENTITY)], Watch(silent, never, 0, ""))


class Dribble(io.BytesIO):
    """Gives less than it is asked for, as a pipe or a network folder may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 1, 777))


@pytest.mark.parametrize("others", [0, 1, *range(36, 50)])
def test_a_head_of_any_length_ends_where_it_ends(others: int) -> None:
    people = [pyrage.x25519.Identity.generate().to_public() for _ in range(others)]
    with stream(pyrage.encrypt(CONTENT, [*people, IDENTITY.to_public()])) as found:
        assert found.read(len(CONTENT)) == CONTENT
        found.finish()


def test_a_source_that_gives_little_at_a_time_reads_the_same() -> None:
    with stream(Dribble(pyrage.encrypt(CONTENT, [IDENTITY.to_public()]))) as found:
        assert found.read(len(CONTENT)) == CONTENT
        found.finish()


def test_what_was_not_read_to_its_end_is_not_whole() -> None:
    with stream(pyrage.encrypt(CONTENT, [IDENTITY.to_public()])) as found:
        found.read(10)
        with pytest.raises(Refused):
            found.finish()


def test_a_stream_that_was_damaged_once_stays_refused() -> None:
    raw = bytearray(pyrage.encrypt(CONTENT, [IDENTITY.to_public()]))
    raw[-1] ^= 1
    with stream(bytes(raw)) as found:
        for _ in range(3):
            with pytest.raises(Refused):
                found.read(len(CONTENT))
        with pytest.raises(Refused):
            found.finish()


def test_a_medium_that_fails_is_told_apart_from_damage() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    with (
        stream(Failing(pyrage.encrypt(CONTENT, [IDENTITY.to_public()]))) as found,
        pytest.raises(AssayError) as failure,
    ):
        found.read(len(CONTENT))
    assert isinstance(failure.value, Unavailable)
