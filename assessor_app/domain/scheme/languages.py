"""An edition's texts for a document in another language: each says in which language it is."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar

from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.terms import Terms
from assessor_app.domain.words.passages import InLanguage, same_language

TEXTS: Final = frozenset({
    "title", "short_title", "name", "short", "meaning", "question", "text", "says", "missing", "guidance", "help",
    "descriptors", "typical_evidence", "further_evidence", "standard_points", "produces", "questions", "steps",
    "audience", "people", "payer", "choices", "admissible", "signed_by", "privacy", "model_wording_notice",
})  # fmt: skip
"""Fields that hold words for people, and no ids, numbers or proper names."""

Part = TypeVar("Part")


def in_its_language(scheme: Scheme, language: str) -> Scheme:
    """The edition as a document in this language takes it: each text is an `InLanguage`, in the document's own language
    too, since it may stand in a sentence that the program has in English only. A term that the edition does not name
    is English. The edition itself where all of it and of the document is English."""
    if same_language(scheme.language, ENGLISH) and same_language(language, ENGLISH):
        return scheme
    unnamed = {name: InLanguage(getattr(scheme.terms, name), ENGLISH) for name in scheme.unnamed_terms}
    return _said(replace(scheme, terms=replace(scheme.terms, **unnamed)), scheme.language)


def _said(part: Part, language: str) -> Part:
    """A part with its texts marked. Only parts that are dataclasses are made anew."""
    told: Any = part
    found = {
        field.name: _value(getattr(told, field.name), language, isinstance(part, Terms) or field.name in TEXTS)
        for field in fields(told)
        if field.name != "provenance"
    }
    changed: Part = replace(told, **found)
    return changed


def _value(value: Any, language: str, is_text: bool) -> Any:
    if isinstance(value, str):
        return InLanguage(value, language) if is_text and value and not isinstance(value, InLanguage) else value
    if isinstance(value, tuple):
        return tuple(_value(each, language, is_text) for each in value)
    if isinstance(value, dict):
        return {key: _value(each, language, is_text) for key, each in value.items()}
    return _said(value, language) if is_dataclass(value) and not isinstance(value, Enum) else value
