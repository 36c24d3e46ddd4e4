"""What a PDF brings besides its pages: scripts, commands that start something, files inside it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

MOST_OBJECTS, DEEPEST = 50_000, 6
"""Objects looked at, and how deep into one; a file with more of them is said to be more than could be read."""

SCRIPT, LAUNCH, FILES = "scripts", "a command that starts a program", "files inside it"
UNKNOWN = "more than could be read"


def active_contents(pdf: bytes) -> tuple[str, ...]:
    """In words, what in a PDF could do something in another program; nothing for a harmless one.

    Every object is looked at, not only those that pages lead to (ISO 32000-2, 12.6.4.17 ECMAScript actions, 12.6.4.6
    Launch actions, 7.11.4 embedded files). A file that pikepdf cannot read counts as unknown.
    """
    import pikepdf  # heavy, and only evidence that is a PDF needs it

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            found = dict.fromkeys(_found(document))
    except (pikepdf.PdfError, ValueError, RecursionError):
        return (UNKNOWN,)
    return tuple(words for words in (SCRIPT, LAUNCH, FILES, UNKNOWN) if words in found)


def _found(document: Any) -> Iterator[str]:
    for number, item in enumerate(document.objects):
        if number >= MOST_OBJECTS:
            yield UNKNOWN
            return
        yield from _in_dictionary(item, 0)


def _in_dictionary(item: Any, depth: int) -> Iterator[str]:
    import pikepdf

    if depth > DEEPEST:
        return
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from _of_dictionary(item)
        parts: list[Any] = [item.get(name) for name in item.keys()]  # noqa: SIM118  pikepdf's is none of Python's
    else:
        parts = list(item) if isinstance(item, pikepdf.Array) else []
    for part in parts:
        if not getattr(part, "is_indirect", False):  # what is indirect is among the document's objects
            yield from _in_dictionary(part, depth + 1)


def _of_dictionary(item: Any) -> Iterator[str]:
    action = str(item.get("/S", ""))
    if action == "/JavaScript" or "/JS" in item or "/JavaScript" in item:
        yield SCRIPT
    if action == "/Launch":
        yield LAUNCH
    if str(item.get("/Type", "")) == "/EmbeddedFile" or "/EmbeddedFiles" in item or "/EF" in item:
        yield FILES
