"""Which sections a report has, in which order, for which reader: as the mark's edition says."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.forms import Purpose
from assessor_app.domain.scheme.visit import WRITTEN, Reader, ReportSection
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.page.story import Story
from assessor_app.reports.sections import (
    actions,
    appeals,
    aspects,
    debriefs,
    detail,
    form_pages,
    method,
    points,
    register,
    sign_off,
    written,
)

Write = Callable[[Story, Facts], None]

WHOLE: Final = (
    "summary",
    "comparison",
    "aspects",
    "debriefs",
    "action-plan",
    "method",
    "register",
    "appeals",
    "sign-off",
)
"""For a mark whose edition does not say."""

SHORT: Final = ("summary", "comparison", "action-plan", "sign-off")
"""For a panel or the public, of a mark whose edition does not say."""

SAME_AS: Final = {"profile": "comparison", "evidence": "register", "next-steps": "development"}
"""Kinds of section that stand in one place in the report."""

WRITERS: Final[Mapping[str, Write]] = {
    "aspects": aspects.write,
    "strengths": points.write_strengths,
    "development": points.write_development,
    "recommendations": partial(points.write_remarks, shows="recommendations"),
    "exceptional-practice": partial(points.write_remarks, shows="exceptional-practice"),
    "debriefs": debriefs.write,
    "action-plan": actions.write,
    "method": method.write,
    "register": register.write,
    "appeals": appeals.write,
    "sign-off": sign_off.write,
    "context": lambda story, facts: form_pages.write(story, facts, Purpose.CONTEXT),
    "target-groups": lambda story, facts: form_pages.write(story, facts, Purpose.TARGET_GROUPS),
    "partnerships": lambda story, facts: form_pages.write(story, facts, Purpose.PARTNERSHIPS),
}
"""Writers by kind. The summary and what has no room on its page are written apart (`write_sections`)."""


def sections_of(content: ReportContent) -> tuple[str, ...]:
    """Kinds of section in order, each once. There is always a summary, first, and a sign-off; nothing is listed that
    the record holds no words for."""
    planned = ordered(content.scheme.report, content.template.sections)
    if not planned:
        return WHOLE if content.reader in (None, Reader.INSTITUTION) else SHORT
    for_reader = [_kind_of(each) for each in planned if each.is_for(content.reader)]
    kinds = ["summary", *(SAME_AS.get(kind, kind) for kind in for_reader), "sign-off"]
    return tuple(dict.fromkeys(kind for kind in kinds if _has_words(content, kind)))


def ordered(planned: Sequence[ReportSection], wanted: Sequence[str]) -> tuple[ReportSection, ...]:
    """The edition's sections as the owner's template orders them; those that it does not name follow in their order."""
    named = {section.id: section for section in planned}
    first = [named[each] for each in wanted if each in named]
    return (*first, *(section for section in planned if section not in first))


def write_sections(story: Story, facts: Facts, rest_of_summary: str) -> None:
    """Everything after the summary page. rest_of_summary: what had no room on it; it is never dropped."""
    kinds = sections_of(facts.content)[1:]
    for kind in kinds if "comparison" in kinds else ("comparison", *kinds) if rest_of_summary else kinds:
        if kind == "comparison":
            detail.write(story, facts, rest_of_summary)
        elif section := written.section_of(facts.content, kind):
            written.write(story, facts, section)
        else:
            WRITERS[kind](story, facts)


def _kind_of(section: ReportSection) -> str:
    return written.key(section.id) if section.shows == WRITTEN else section.shows


def _has_words(content: ReportContent, kind: str) -> bool:
    section = written.section_of(content, kind)
    if section is not None:
        return written.is_written(content, section.id)
    if kind in form_pages.TITLES:
        return form_pages.is_filled(content, kind)
    return kind in WRITERS or kind in ("summary", "comparison")
