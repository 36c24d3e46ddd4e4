"""YAML read with the line of every key, so that an error can say where it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused
from assessor_app.schemes.source_text import refused, source_text
from assessor_app.schemes.yaml_events import Event, Mapping, Scalar, Sequence, events_of, scalar_value

DEEPEST = 20
"""Levels of nesting; a scheme file needs nine, and a reader that follows any depth can be made to fall over."""

Place = tuple[str | int, ...]

_WORD = re.compile(r"[\w-]{1,40}( \(again\))?")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place of the file."""

    place: Place
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Located:
    """The content of a file and the line (from 1) of every place in it. A place is the keys and numbers to it.

    repeated: keys that stand twice; the first of each is the one that counts in `content`.
    """

    file: Path
    content: Json
    lines: dict[Place, int]
    repeated: list[Finding] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a place; a place that is missing takes the line of what it should be in."""
        at = place
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def problem(self, finding: Finding) -> Problem:
        """The finding as an error with file, line and key."""
        where = f"{self.file.name}:{self.line(finding.place)}: {key_words(finding.place)}"
        return Problem(Severity.ERROR, finding.code, where, finding.message)


def read_located(file: Path) -> Located:
    """Read one YAML document. Raises Refused for what is not one, with file and line; Unavailable when unreadable."""
    events = events_of(file, source_text(file))
    first = next(events, None)
    if first is None:
        raise refused(file, 1, "The file is empty; a scheme file begins with `id:`.", "empty")
    located = Located(file, None, {})
    content = _value(located, events, first, ())
    following = next(events, None)
    if following is not None:
        raise refused(file, following.line, "A second YAML document begins here; keep one to a file.", "two-documents")
    return Located(file, content, located.lines, located.repeated)


def key_words(place: Place) -> str:
    """ "aspects[2].strands[1].title": a place in words, its lists counted from 1."""
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{_key_words(part)}" for part in place)
    return text.removeprefix(".") or "the whole file"


def _key_words(key: str) -> str:
    """A key as it stands; one that is no word is quoted and cut, so that it cannot break the line it is said in."""
    return key if _WORD.fullmatch(key) else repr(key[:40])


def _value(located: Located, events: Iterator[Event], event: Event, place: Place) -> Json:
    located.lines.setdefault(place, event.line)
    if len(place) > DEEPEST:
        raise refused(located.file, event.line, f"This is nested more than {DEEPEST} deep.", "too-deep")
    if isinstance(event, Scalar):
        return scalar_value(event)
    if isinstance(event, Sequence):
        return [_value(located, events, item, (*place, number)) for number, item in enumerate(_inside(events))]
    if isinstance(event, Mapping):
        return _mapping(located, events, place)
    raise Refused(f"{located.file.name}:{event.line}: This YAML is not understood.", "yaml")


def _mapping(located: Located, events: Iterator[Event], place: Place) -> dict[str, Json]:
    content: dict[str, Json] = {}
    for key in _inside(events):
        if not isinstance(key, Scalar):
            raise refused(located.file, key.line, "A key must be a word, not a list or keys.", "key-not-text")
        here = (*place, key.text)
        if key.text in content:
            first = located.line(here)
            _value(Located(located.file, None, {}), events, next(events), here)
            message = f"This key stands here a second time (first on line {first}); keep one."
            at = (*place, f"{key.text} (again)")
            located.lines[at] = key.line
            located.repeated.append(Finding(at, "repeated-key", message))
            continue
        located.lines[here] = key.line
        content[key.text] = _value(located, events, next(events), here)
    return content


def _inside(events: Iterator[Event]) -> Iterator[Event]:
    """The events that begin each member of a list or mapping, up to its end."""
    for event in events:
        if event.ends:
            return
        yield event
