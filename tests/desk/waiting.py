"""Waiting for what can be seen, never for a length of time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 90.0
"""Seconds. Only a failure waits so long, and a busy computer may need many times what a calm one does."""


class NotThere(AssertionError):
    """What was asked for is not there, is there twice, or did not come in time."""


class ProgramEnded(NotThere):
    """The program has ended or does not answer."""


def until(look: Callable[[], T], timeout: float = PATIENCE, every: float = 0.03, what: str = "the condition") -> T:
    """Call `look` until it gives something true, and find what it looks for; gives that. Raises `NotThere` after
    `timeout` seconds."""
    end = time.monotonic() + timeout
    while True:
        lacking = ""
        try:
            if found := look():
                return found
        except ProgramEnded:
            raise
        except NotThere as error:  # a screen that is being built
            lacking = f"; {error}"
        if time.monotonic() > end:
            raise NotThere(f"not within {timeout:g} s: {what}{lacking}")
        time.sleep(every)
