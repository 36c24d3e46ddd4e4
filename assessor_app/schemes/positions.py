"""YAML read with the line of every key, so that an error can say where it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from assessor_app.domain.operation import Json
from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused, Unavailable

LARGEST_FILE = 2 << 20
"""Bytes; a mark with 64 strands in two languages has about a tenth of that."""

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """The content of a file and the line (from 1) of every place in it. A place is the keys and numbers to it."""

    file: Path
    content: Json
    lines: dict[Place, int]

    def problem(self, place: Place, code: str, message: str) -> Problem:
        """An error at a place; a place that is missing takes the line of what it should be in."""
        at = place
        while at and at not in self.lines:
            at = at[:-1]
        return Problem(Severity.ERROR, code, f"{self.file.name}:{self.lines.get(at, 1)}: {_key(place)}", message)


def read_located(file: Path) -> Located:
    """Read one YAML document. Raises Refused for what is not one, with file and line; Unavailable when unreadable."""
    root = _compose(file, _text(file))
    lines: dict[Place, int] = {}
    return Located(file, _value(file, root, (), lines), lines)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Unavailable(f"{file} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read") from error
    if len(raw) > LARGEST_FILE:
        raise _refused(file, 1, "the file is larger than 2 MB, which no scheme needs", "too-large")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _refused(file, line, "the text is not UTF-8; save the file as UTF-8", "encoding") from error


def _compose(file: Path, text: str) -> yaml.Node:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise _refused(file, 1, "it uses a YAML alias (*); write the text out instead", "alias")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(file, line, f"the YAML cannot be understood here: {error.problem}", "yaml") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _refused(file, 1, "the YAML cannot be understood", "yaml") from error
    if root is None:
        raise _refused(file, 1, "the file is empty; a scheme begins with `id:`", "empty")
    return root


def _value(file: Path, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Json:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return dict(_members(file, node, place, lines))
    if isinstance(node, yaml.SequenceNode):
        return [_value(file, item, (*place, number), lines) for number, item in enumerate(node.value)]
    return _scalar(node)


def _members(file: Path, node: yaml.MappingNode, place: Place, lines: dict[Place, int]) -> Iterator[tuple[str, Json]]:
    seen: set[str] = set()
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            raise _refused(file, line, f"{_key((*place, name))} stands here a second time; keep one", "duplicate-key")
        seen.add(name)
        lines[(*place, name)] = line
        yield name, _value(file, value, (*place, name), lines)


def _scalar(node: yaml.Node) -> Json:
    constructor = yaml.SafeLoader("")
    try:
        value = constructor.construct_object(node)
    except (yaml.YAMLError, ValueError):  # an impossible date, a tag of another program
        return str(node.value)
    finally:
        constructor.dispose()
    return value if value is None or isinstance(value, bool | int | float) else str(node.value)


def _key(place: Place) -> str:
    """ "aspects[2].strands[0].title"; counted from 1 for people."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".") or "the file"


def _refused(file: Path, line: int, what: str, code: str) -> Refused:
    return Refused(f"{file.name}:{line}: {what}. The scheme was not loaded.", code)
