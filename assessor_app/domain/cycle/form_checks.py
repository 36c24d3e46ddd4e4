"""Whether what was typed into a field of a form fits it."""

from datetime import date
from math import isfinite

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import FieldKind, FormField
from assessor_app.errors import WrongUse


def check_answer(scheme: Scheme, field: FormField, text: str) -> str:
    """The answer as it is kept: levels and strands by id, numbers without spaces. Raises WrongUse when it does not
    fit; an empty answer always does."""
    typed = text.strip() if field.kind not in (FieldKind.TEXT, FieldKind.LONG_TEXT) else text
    if not typed.strip():
        return ""
    try:
        return _kept(scheme, field, typed)
    except ValueError:
        wanted = _WANTED.get(field.kind, "words").format(choices=", ".join(field.choices))
        raise WrongUse(
            f"\u201c{field.title}\u201d takes {wanted}, not {typed!r}. Nothing was saved.", "answer"
        ) from None


def _kept(scheme: Scheme, field: FormField, typed: str) -> str:
    read = _READ.get(field.kind)
    if read is not None:
        return read(typed)
    allowed = ("yes", "no") if field.kind is FieldKind.YES_NO else field.choices
    if field.kind in (FieldKind.YES_NO, FieldKind.CHOICE) and typed not in allowed:
        raise ValueError(typed)
    if field.kind is FieldKind.STRAND:
        return scheme.strand(typed).id
    return scheme.level(typed).id if field.kind is FieldKind.LEVEL else typed


def _number(typed: str) -> str:
    number = typed.removesuffix("%").strip().replace(",", "")
    if not isfinite(float(number)):
        raise ValueError(typed)
    return number


def _day(typed: str) -> str:
    return date.fromisoformat(typed).isoformat()


_READ = {FieldKind.NUMBER: _number, FieldKind.PERCENT: _number, FieldKind.DATE: _day}
_WANTED = {
    FieldKind.NUMBER: "a number",
    FieldKind.PERCENT: "a number of a hundred",
    FieldKind.DATE: "a day such as 2026-11-22",
    FieldKind.YES_NO: "yes or no",
    FieldKind.CHOICE: "one of: {choices}",
}
