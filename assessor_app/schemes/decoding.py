"""Checked content into the frozen values of `domain`, by the fields' own types."""

import dataclasses
import functools
import types
from collections.abc import Hashable, Mapping
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from assessor_app.domain.scheme.rules import Rule
from assessor_app.schemes.rules import rule_of

Value = TypeVar("Value")


def value_of(kind: type[Value], content: Mapping[str, Any]) -> Value:
    """A value whose fields are called as the keys are; keys that it does not have are left out."""
    hints = _hints(cast("Hashable", kind))
    given = {key: _decoded(hints[key], found) for key, found in content.items() if key in hints}
    return kind(**given)


def values_of(kind: type[Value], content: Mapping[str, Any], key: str) -> tuple[Value, ...]:
    """One value for each entry of the list under a key."""
    return tuple(value_of(kind, entry) for entry in content.get(key, ()))


def maybe(kind: type[Value], content: Mapping[str, Any], key: str) -> Value | None:
    """The value under a key, or None."""
    found = content.get(key)
    return None if found is None else value_of(kind, found)


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _decoded(hint: Any, found: Any) -> Any:
    if hint == Rule:
        return rule_of(found)
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return _decoded(next(each for each in arguments if each is not type(None)), found)
    if get_origin(hint) is tuple:
        return tuple(_decoded(arguments[0], each) for each in (found if isinstance(found, list) else [found]))
    if get_origin(hint) in (dict, Mapping):
        return {key: _decoded(arguments[1], each) for key, each in found.items()}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return value_of(hint, found if isinstance(found, dict) else {"text": found})
    return hint(found) if isinstance(hint, type) and issubclass(hint, Enum) else found
