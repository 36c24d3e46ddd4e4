"""Words and colours of one document while it is made: its language, and what the mark's owner has changed."""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.paper_colours import COLOURS, recoloured
from assessor_app.domain.scheme.languages import in_its_language
from assessor_app.domain.scheme.template import Template
from assessor_app.reports.page.words import speaking

Rest = ParamSpec("Rest")
Result = TypeVar("Result")


class Dressed(Protocol):
    """What a document is made from, as far as its dress goes. language: BCP 47."""

    @property
    def language(self) -> str: ...

    @property
    def template(self) -> Template: ...


@dataclass(frozen=True, slots=True)
class Dress:
    """Language and template alone, for what is said before there is a document."""

    language: str
    template: Template


Content = TypeVar("Content", bound=Dressed)


def in_its_dress(
    make: Callable[Concatenate[Content, Rest], Result],
) -> Callable[Concatenate[Content, Rest], Result]:
    """Have a document made in the language and colours of its content, which is the first argument."""

    @functools.wraps(make)
    def made(content: Content, /, *args: Rest.args, **options: Rest.kwargs) -> Result:
        with wearing(content):
            return make(in_its_words(content), *args, **options)

    return made


def in_its_words(content: Content) -> Content:
    """The content with each text of its mark in the language that it says it is in, and what follows from them."""
    if not isinstance(content, ReportContent):
        return content
    scheme = in_its_language(content.scheme, content.language)
    if scheme is content.scheme:
        return content
    return replace(content, scheme=scheme, outlook=outlook(scheme, content.levels, content.facts))


@contextmanager
def wearing(content: Dressed) -> Iterator[None]:
    """Write and draw as a document's content wants."""
    token = _COLOURS.set(recoloured(content.template.colours))
    try:
        with speaking(content.language, content.template.texts_in(content.language)):
            yield
    finally:
        _COLOURS.reset(token)


def hex_of(token: str) -> str:
    """The colour of a token, "#RRGGBB", in the document that is being made."""
    return _COLOURS.get()[token]


_COLOURS: ContextVar[Mapping[str, str]] = ContextVar("colours", default=COLOURS)
