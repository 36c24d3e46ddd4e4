"""A scheme file against the published schema, each error in plain words."""

import difflib
import functools
import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from assessor_app.domain.journal.operation import Json
from assessor_app.paths import resources
from assessor_app.schemes.positions import Finding, Place

SCHEMA = "scheme.schema.json"
MOST_FOUND = 200
"""Errors of the shape that are told at once: who made so many made one of them often, or has another kind of file."""
LONGEST_QUOTED = 80
"""Characters of a wrong value that a message repeats."""
MOST_LISTED = 40
"""Keys that are listed where none is near the one that stands there."""


def problems_of_shape(content: Json, schema: str = SCHEMA) -> Iterator[Finding]:
    """Unknown and missing keys, and values of the wrong kind or form; of very many the first, and that there are more.
    schema: the file that tells the shape."""
    found = _findings(content, schema)
    yield from islice(found, MOST_FOUND)
    if next(found, None) is not None:
        words = f"More than {MOST_FOUND} things are wrong in this file; mend these first, then check it again."
        yield Finding((), "many", words)


def _findings(content: Json, schema: str) -> Iterator[Finding]:
    for error in _validator(schema).iter_errors(content):
        place: Place = tuple(error.absolute_path)
        expand = _EXPANDED.get(error.validator)
        if expand:
            yield from expand(error, place)
        else:
            yield Finding(place, f"shape-{error.validator}", _sentence(error))


@functools.cache
def _validator(name: str) -> Any:
    import jsonschema  # takes 60 ms to import, and only checking needs it

    schema = json.loads((resources() / "schemes" / name).read_text(encoding="utf-8"))
    # texts are plain by now (texts.py); one branch instead of three gives exact messages, and is read in half the time
    _end_where_the_text_ends(schema)
    schema["$defs"]["text"] = {"description": "Some text", "type": "string", "pattern": r"\S"}
    return jsonschema.Draft202012Validator(schema)


def _end_where_the_text_ends(schema: Any) -> None:
    """Patterns as the standard means them: to Python, `$` stands before a last line end too."""
    for name, part in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if name == "pattern" and isinstance(part, str) and part.endswith("$"):
            schema[name] = f"{part[:-1]}\\Z"
        elif isinstance(part, dict | list):
            _end_where_the_text_ends(part)


def _unknown(error: Any, place: Place) -> Iterator[Finding]:
    known = sorted(error.schema["properties"])
    for key in error.instance:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            told = f"Known here: {', '.join(known)}." if len(known) <= MOST_LISTED else "docs/schemes.md lists them."
            hint = f"Did you mean {near[0]}?" if near else told
            yield Finding((*place, key), "unknown-key", f"This key is not known. {hint}")


def _missing(error: Any, place: Place) -> Iterator[Finding]:
    # jsonschema reports each missing key by itself, but names it only inside its message
    for key in error.validator_value:
        if key not in error.instance and error.message.startswith(repr(key)):
            known = error.schema["properties"][key]
            what = (known.get("description") or _definition(known)).rstrip(".,")
            yield Finding((*place, key), "missing-key", f"This key is missing. Expected: {what[0].lower()}{what[1:]}.")


def _definition(known: dict[str, Any]) -> str:
    """What the schema says of a key that is described where it is defined."""
    name = known["$ref"].rpartition("/")[2]
    return str(_validator(SCHEMA).schema["$defs"][name].get("description", "Some text"))


_EXPANDED: dict[str, Callable[[Any, Place], Iterator[Finding]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
}

_KINDS = {
    "string": "Text",
    "array": "A list",
    "object": "A group of keys",
    "integer": "A whole number",
    "number": "A number",
    "boolean": "true or false",
}


def _sentence(error: Any) -> str:
    expected = error.validator_value
    sentences: dict[str, Callable[[], str]] = {
        "type": lambda: _wrong_kind(expected, error.instance),
        "enum": lambda: f"One of {', '.join(map(str, expected))} was expected, not {_shortened(error.instance)}.",
        "minItems": lambda: f"At least {expected} must stand in this list.",
        "maxItems": lambda: f"At most {expected} may stand in this list.",
        "minProperties": lambda: "Nothing stands under this key.",
        "maxProperties": lambda: f"One rule was expected, not {len(error.instance)}; join them under all_of.",
        "minimum": lambda: f"The number must be at least {expected}, not {error.instance}.",
        "maximum": lambda: f"The number must be at most {expected}, not {error.instance}.",
        "pattern": lambda: f"{error.schema['description']} was expected, not {_shortened(error.instance)}.",
    }
    return sentences[error.validator]()


def _wrong_kind(expected: str | list[str], instance: Json) -> str:
    if isinstance(expected, list):
        first, *others = (_KINDS[kind] for kind in expected)
        return f"{' or '.join([first, *map(str.lower, others)])} was expected, not {_held(instance)}."
    if expected == "string" and isinstance(instance, bool | int | float):
        return f'Text was expected; put the value in quotes: "{str(instance).lower()}".'
    return f"{_KINDS[expected]} was expected, not {_held(instance)}."


def _shortened(instance: Json) -> str:
    """As it stands; the beginning of what is too long to be said in a sentence."""
    words = repr(instance)
    return words if len(words) <= LONGEST_QUOTED else f"{words[:LONGEST_QUOTED]}…"


def _held(instance: Json) -> str:
    kinds = {dict: "a group of keys", list: "a list", str: "text", type(None): "nothing"}
    return kinds.get(type(instance), f"{instance}")
