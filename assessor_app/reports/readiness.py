"""Is the report ready to sign: section by section, what is missing."""

from collections.abc import Iterator

from assessor_app.domain.award_words import listed
from assessor_app.domain.problem import Severity
from assessor_app.domain.report import ReportContent, ReportSection
from assessor_app.reports.sections.summary import MOST_WORDS_OF_TEXT

MOST_NAMED = 3
"""How many strands a message names; more are counted."""


def sections(content: ReportContent) -> tuple[ReportSection, ...]:
    """Every section in order. An error stops signing, a warning does not; `page` counts from 0."""
    return tuple(_sections(content))


def _sections(content: ReportContent) -> Iterator[ReportSection]:
    page = 0
    yield ReportSection("cover", "Front page", page, None, "")
    yield _summary(content)
    yield ReportSection("detail", "Judgements in detail", 2, None, "")
    for number, aspect in enumerate(content.scheme.aspects):
        yield _aspect(content, number, [strand.id for strand in aspect.strands])
    yield _debriefs(content)
    yield ReportSection("method", "Method, evidence and sign-off", -1, None, "")


def _summary(content: ReportContent) -> ReportSection:
    words = len(content.assessment.summary.split())
    if words > MOST_WORDS_OF_TEXT:
        message = f"The summary has {words} words; {MOST_WORDS_OF_TEXT} fit on the page."
        return ReportSection("summary", "Summary", 1, Severity.WARNING, message)
    return ReportSection("summary", "Summary", 1, None, "")


def _aspect(content: ReportContent, number: int, strands: list[str]) -> ReportSection:
    aspect = content.scheme.aspects[number]
    where = f"aspect-{aspect.id}"
    unjudged = [strand for strand in strands if content.levels.get(strand) is None]
    if unjudged:
        return _missing(content, where, number, unjudged, ("has no judgement", "have no judgement"))
    silent = [strand for strand in strands if not content.assessment.strand(strand).reason.strip()]
    if silent:
        return _missing(content, where, number, silent, ("has no reason", "have no reason"))
    return ReportSection(where, aspect.short, 3 + number, None, "")


def _missing(
    content: ReportContent, where: str, number: int, strands: list[str], verbs: tuple[str, str]
) -> ReportSection:
    """An error that names the strands, or counts them when there are many."""
    scheme = content.scheme
    if len(strands) <= MOST_NAMED:
        subject = listed([f"{scheme.strand(one).number} {scheme.strand(one).title}" for one in strands])
    else:
        subject = f"{len(strands)} {scheme.terms.strands}"
    words = f"{subject} {verbs[len(strands) > 1]}."
    return ReportSection(where, scheme.aspects[number].short, 3 + number, Severity.ERROR, words, tuple(strands))


def _debriefs(content: ReportContent) -> ReportSection:
    said = any(point.said for debrief in content.assessment.debriefs for point in debrief.points)
    if said:
        return ReportSection("debriefs", "Debrief", -1, None, "")
    return ReportSection("debriefs", "Debrief", -1, Severity.WARNING, "Nothing is recorded as said at the debrief.")
