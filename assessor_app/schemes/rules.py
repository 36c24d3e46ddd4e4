"""Award rules and gates: from what a file says to the values of `domain.scheme.rules`."""

from collections.abc import Callable, Mapping
from typing import Any

from assessor_app.domain.scheme.rules import (
    AllOf,
    AnyOf,
    Aspects,
    Condition,
    EveryAspect,
    FormRows,
    InForce,
    Rule,
    Signed,
    Strands,
    When,
)

Content = Mapping[str, Any]


def rule_of(content: Content) -> Rule:
    """The rule that a checked mapping with one key stands for."""
    ((kind, inside),) = content.items()
    return _KINDS[kind](inside)


def _every_aspect(inside: Content) -> Rule:
    if set(inside) == {"at_least", "at_level"} and isinstance(inside["at_level"], str):
        return EveryAspect(inside["at_least"], inside["at_level"])
    return Aspects(_strands(inside))


def _strands(inside: Content) -> Strands:
    level = inside["at_level"]
    return Strands(
        levels=(level,) if isinstance(level, str) else tuple(level),
        at_least=inside.get("at_least", 0),
        percent=inside.get("percent", 0),
        nearest=inside.get("nearest", False),
        core=inside.get("core", False),
        aspects=tuple(inside.get("aspects", ())),
        strands=tuple(inside.get("strands", ())),
        or_in_form=inside.get("or_in_form", ""),
        in_order=inside.get("in_order", False),
    )


def _aspects(inside: Content) -> Rule:
    return Aspects(_strands(inside["each"]), inside.get("at_least", 0), tuple(inside.get("of", ())))


def _condition(inside: Any) -> Condition:
    if isinstance(inside, str):
        return Condition(inside)
    return Condition(inside["fact"], tuple(inside.get("one_of", ())), inside.get("at_least"))


def _all_of(inside: list[Content]) -> Rule:
    return AllOf(tuple(rule_of(each) for each in inside))


def _any_of(inside: list[Content]) -> Rule:
    return AnyOf(tuple(rule_of(each) for each in inside))


def _some_of(inside: Content) -> Rule:
    return AnyOf(tuple(rule_of(each) for each in inside["of"]), inside["at_least"])


def _when(inside: Content) -> Rule:
    return When(_condition(inside["condition"]), rule_of(inside["then"]))


def _in_force(inside: Any) -> Rule:
    return InForce(inside) if isinstance(inside, str) else InForce(inside["mark"], tuple(inside.get("outcomes", ())))


def _form(inside: Content) -> Rule:
    return FormRows(inside["id"], inside.get("at_least", 1), tuple(inside.get("filled", ())))


_KINDS: dict[str, Callable[[Any], Rule]] = {
    "every_aspect": _every_aspect,
    "strands": _strands,
    "aspects": _aspects,
    "all_of": _all_of,
    "any_of": _any_of,
    "some_of": _some_of,
    "when": _when,
    "condition": _condition,
    "commitment": Signed,
    "mark_in_force": _in_force,
    "form": _form,
}
