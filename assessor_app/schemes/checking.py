"""Everything that is wrong with a scheme file, each with file, line, key and what was expected."""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused
from assessor_app.paths import resources
from assessor_app.schemes.meaning import problems_of_meaning
from assessor_app.schemes.positions import Located, read_located

SCHEMA = "scheme.schema.json"


def check_scheme(file: Path) -> tuple[Problem, ...]:
    """Every problem of a scheme file, in the order of its lines. Raises Unavailable when it cannot be read."""
    try:
        located = read_located(file)
    except Refused as error:
        return (Problem(Severity.ERROR, error.code, file.name, error.sentence),)
    return problems(located)


def problems(located: Located) -> tuple[Problem, ...]:
    """The same for a file that has been read: first its shape, then, where that is right, its meaning."""
    found = list(_problems_of_shape(located)) or list(problems_of_meaning(located))
    return tuple(sorted(found, key=lambda problem: int(problem.where.split(":")[1])))


@functools.cache
def _validator() -> Any:
    import jsonschema  # takes 60 ms and only checking needs it

    schema = json.loads((resources() / "schemes" / SCHEMA).read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def _problems_of_shape(located: Located) -> Iterator[Problem]:
    for error in _validator().iter_errors(located.content):
        place = tuple(error.absolute_path)
        yield located.problem(_culprit(error, place), f"shape-{error.validator}", _words(error))


def _culprit(error: Any, place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    if error.validator == "additionalProperties":
        extra = [key for key in error.instance if key not in error.schema["properties"]]
        return (*place, extra[0])
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return (*place, missing[0])
    return place


_NAMES = {"string": "text", "array": "a list", "object": "keys with values", "integer": "a whole number"}


def _words(error: Any) -> str:
    expected = error.validator_value
    words = {
        "additionalProperties": lambda: (
            f"this key is not known; known here are {', '.join(sorted(error.schema['properties']))}"
        ),
        "required": lambda: "this key is missing",
        "type": lambda: f"{_NAMES.get(expected, expected)} was expected",
        "enum": lambda: f"one of {', '.join(map(str, expected))} was expected",
        "minItems": lambda: "this list is too short",
        "minLength": lambda: "this is empty",
        "minProperties": lambda: "this is empty",
        "minimum": lambda: f"the number must be at least {expected}",
        "maximum": lambda: f"the number must be at most {expected}",
        "pattern": lambda: f"{error.schema.get('description', 'another form')} was expected",
    }
    return words.get(error.validator, lambda: str(error.message))()
