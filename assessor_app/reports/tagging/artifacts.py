"""What a page paints outside nodes: rules, tints, running headers. It is marked as an artifact, which readers skip."""

from collections.abc import Iterable, Iterator
from typing import Final

PAINTS: Final = frozenset({"S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "sh", "Do", "EI", "ET"})
"""The last operator of what reportlab writes when it paints (ISO 32000-1, annex A)."""

ARTIFACT: Final = "/Artifact BMC"


class Marked(str):
    """Operations that carry their own marks. reportlab keeps a page as a list of strings."""

    __slots__ = ()


def with_artifacts(code: Iterable[str]) -> Iterator[str]:
    """The operations of a page, each painting one inside a mark. Marks never reach over q or Q, so all stays nested."""
    run: list[str] = []
    for operation in code:
        if type(operation) is Marked or operation in ("q", "Q"):
            yield from _marked(run)
            run = []
            yield operation
        else:
            run.append(operation)
    yield from _marked(run)


def _marked(run: list[str]) -> list[str]:
    if any(operation.rsplit(None, 1)[-1:] and operation.rsplit(None, 1)[-1] in PAINTS for operation in run):
        return [ARTIFACT, *run, "EMC"]
    return run
