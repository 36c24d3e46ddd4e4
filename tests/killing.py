"""Kills a piece of work at each of its steps on the disk, one after another, each time in a process of its own."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile", "shutil.rmtree"})
"""What the interpreter tells of before it is done: everything that changes a folder."""


def killed_at_each_step(folder: Callable[[int], Path], work: Callable[[Path], object]) -> Iterator[tuple[int, Path]]:
    """`work(folder(step))` in a child that is killed with -9 before its step-th change; ends once it comes through.

    Gives each step with the folder that the killed child left behind.
    """
    step = 0
    while True:
        place = folder(step)
        if _run(place, work, step):
            return
        yield step, place
        step += 1


def _run(place: Path, work: Callable[[Path], object], step: int) -> bool:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _die_at(step, place)
            work(place)
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        assert os.WTERMSIG(ended) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(ended) == 0, "the work failed before it was killed"
    return True


def _die_at(step: int, place: Path) -> None:
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event not in EVENTS or not _is_change(event, arguments, str(place)):
            return
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    sys.addaudithook(watch)


def _is_change(event: str, arguments: tuple[object, ...], place: str) -> bool:
    try:
        target = os.fspath(arguments[1] if event == "os.rename" else arguments[0])  # type: ignore[call-overload]
    except TypeError:
        return False  # an open file by its number
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return False
    return str(target).startswith(place)
