"""The value of a cycle fact: from words that were typed, and whether it fits what the edition asks for."""

from datetime import date
from math import isfinite

from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.facts import RECORDED
from assessor_app.domain.scheme.cycle import CycleFact, FactKind
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import WrongUse

_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


def kind_of(scheme: Scheme, fact: str) -> FactKind:
    """What kind of value a fact has; those of the program that people record are yes or no."""
    return next((each.kind for each in scheme.cycle_facts if each.id == fact), FactKind.YES_NO)


def fact_value(scheme: Scheme, fact: str, value: FactValue) -> FactValue:
    """The value as it is kept. Raises WrongUse when it does not fit the fact."""
    said = next((each for each in scheme.cycle_facts if each.id == fact), None)
    if said is None and fact not in RECORDED:
        raise WrongUse(f"{scheme.title} knows no fact {fact!r}. Nothing was changed.", "fact")
    kind = said.kind if said else FactKind.YES_NO
    try:
        return _READ[kind](value, said)
    except ValueError:
        wanted = _WANTED[kind].format(choices=", ".join(said.choices) if said else "")
        raise WrongUse(f"{fact!r} takes {wanted}, not {value!r}. Nothing was changed.", "wrong-value") from None


def _yes_no(value: FactValue, _fact: CycleFact | None) -> FactValue:
    words = str(value).strip().lower()
    if words not in (*_YES, *_NO):
        raise ValueError(words)
    return words in _YES


def _number(value: FactValue, _fact: CycleFact | None) -> FactValue:
    if isinstance(value, bool):
        raise ValueError(str(value))
    number = float(value)
    if not isfinite(number):
        raise ValueError(str(value))
    return int(number) if number.is_integer() else number


def _choice(value: FactValue, fact: CycleFact | None) -> FactValue:
    if fact is None or value not in fact.choices:
        raise ValueError(str(value))
    return value


def _date(value: FactValue, _fact: CycleFact | None) -> FactValue:
    return date.fromisoformat(str(value)).isoformat()


_READ = {FactKind.YES_NO: _yes_no, FactKind.NUMBER: _number, FactKind.CHOICE: _choice, FactKind.DATE: _date}
_WANTED = {
    FactKind.YES_NO: "yes or no",
    FactKind.NUMBER: "a number",
    FactKind.CHOICE: "one of: {choices}",
    FactKind.DATE: "a day such as 2026-11-22",
}
