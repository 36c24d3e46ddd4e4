"""A time stamp for what is signed here, when a server is set and answers; signing never waits long for one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.domain.words.phrases import moment_words
from assessor_app.errors import Unavailable
from assessor_app.identity.time_server import time_server
from assessor_app.identity.time_stamps import TimeStamps, try_out


def signature_lines(words: str, at: datetime, fingerprint: str, timed: bool) -> tuple[str, ...]:
    """What stands under the name in a signature. words: "Signed electronically"; timed: with a time stamp."""
    return (f"{words}, with a trusted time" if timed else words, f"{moment_words(at)} UTC", f"Key {fingerprint}")


@dataclass(frozen=True, slots=True)
class Timed:
    """A signed PDF. remark: why it has no time stamp, in a sentence; "" when it has one, or none was wanted."""

    pdf: bytes
    remark: str


def with_time(profile: Path, sign: Callable[[TimeStamps | None], bytes]) -> Timed:
    """What `sign` makes with the time stamps of the profile's server, or without any when there is none to be had.

    Whatever else `sign` raises is raised.
    """
    try:
        server = time_server(profile)
        if server is None:
            return Timed(sign(None), "")
        stamps = TimeStamps(server.address, server.roots)
        try_out(stamps)
        return Timed(sign(stamps), "")
    except Unavailable as error:
        if error.code not in ("no-time", "damaged-setting"):
            raise
        return Timed(sign(None), f"Signed without a time stamp: {error.sentence}")
