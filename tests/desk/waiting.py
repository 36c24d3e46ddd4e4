"""Waiting for what can be seen, never for a length of time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class NotThere(AssertionError):
    """What was asked for is not there, is there twice, or did not come in time."""


class ProgramEnded(NotThere):
    """The program has ended or does not answer."""


def until(look: Callable[[], T], timeout: float = 10.0, every: float = 0.03, what: str = "the condition") -> T:
    """Call `look` until it gives something true; gives that. Raises `NotThere` after `timeout` seconds."""
    end = time.monotonic() + timeout
    while True:
        if found := look():
            return found
        if time.monotonic() > end:
            raise NotThere(f"not within {timeout:g} s: {what}")
        time.sleep(every)
