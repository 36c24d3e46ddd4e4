"""The events of a YAML document that a scheme file may use, each with its line.

Events and not PyYAML's values, because values have no lines, take "no" for false and 15:15 for a number, and follow
aliases, with which a small file can stand for millions of values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assessor_app.domain.journal.operation import Json
from assessor_app.errors import Refused
from assessor_app.schemes.source_text import refused

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # five times as fast where PyYAML was built with it

MOST_EVENTS = 200_000
"""Keys, values and ends of lists: many times those of the longest mark, and read in seconds."""

_WORDS: dict[str, Json] = {"": None, "null": None, "~": None, "true": True, "false": False}
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class Event:
    """Begins a value, or ends a list or mapping. line: counted from 1."""

    line: int
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Scalar(Event):
    """One word, number or text. plain: written without quotes, so that it may be a number."""

    text: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Sequence(Event):
    """Begins a list."""


@dataclass(frozen=True, slots=True)
class Mapping(Event):
    """Begins keys with values."""


def events_of(file: Path, text: str) -> Iterator[Event]:
    """The document's events. Raises Refused, with file and line, for what is not YAML, for aliases and for tags."""
    try:
        for number, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            if number > MOST_EVENTS:
                words = f"The file holds more than {MOST_EVENTS:,} keys and values, which no scheme needs."
                raise refused(file, 1, words, "too-many")
            if not isinstance(event, _FRAME):
                yield _event(file, event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise refused(file, mark.line + 1 if mark else 1, _words(error), "yaml") from error
    except yaml.YAMLError as error:
        raise refused(file, 1, "The file is not YAML.", "yaml") from error


def scalar_value(scalar: Scalar) -> Json:
    """The value of a scalar by YAML 1.2's core rules; what is quoted is always text."""
    if not scalar.plain:
        return scalar.text
    if scalar.text in _WORDS:
        return _WORDS[scalar.text]
    if _WHOLE.fullmatch(scalar.text):
        return int(scalar.text)
    return float(scalar.text) if _NUMBER.fullmatch(scalar.text) else scalar.text


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _event(file: Path, event: Any) -> Event:  # PyYAML's stubs leave most attributes of its events out
    line = event.start_mark.line + 1
    if isinstance(event, yaml.CollectionEndEvent):
        return Event(line, ends=True)
    if isinstance(event, yaml.AliasEvent):
        raise _not_used(file, line, f"a YAML alias (*{event.anchor})", "alias")
    if getattr(event, "tag", None) not in (None, "!"):
        raise _not_used(file, line, f"a YAML tag ({event.tag})", "tag")
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(line, text=event.value, plain=event.implicit[0] and not event.style)
    return Mapping(line) if isinstance(event, yaml.MappingStartEvent) else Sequence(line)


def _not_used(file: Path, line: int, what: str, code: str) -> Refused:
    return refused(file, line, f"Scheme files do not use {what}; write the text out instead.", code)


def _words(error: yaml.MarkedYAMLError) -> str:
    """The parser's remark, with the usual cause in a scheme owner's words."""
    problem = error.problem or "it is not YAML"
    if "character that cannot start any token" in problem or "\\t" in problem:
        return "This cannot be read: a line may not begin with a tab, nor a text with @, `, % or a quote left open."
    if "mapping values" in problem:
        return "This cannot be read: a text that holds a colon and a space must stand in quotes."
    return f"This is not YAML ({problem}); look for a wrong indent, or a quote or bracket left open."
