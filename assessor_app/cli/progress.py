"""Progress on standard error, when it is a terminal; silent in scripts."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_on_terminal(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A callable taking (done, whole) in bytes, drawn as "Reading 31 of 47 MB"."""
    if not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return

    def draw(done: int, whole: int) -> None:
        sys.stderr.write(f"\r{doing} {done // 1_000_000} of {max(done, whole) // 1_000_000} MB")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write("\r\033[K")
