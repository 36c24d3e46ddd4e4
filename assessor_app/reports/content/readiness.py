"""Whether a report can be signed: what is missing stops it, what is empty or too long is said."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from assessor_app.domain.assessment.report import ReportContent, ReportSection
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Aspect, Strand
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.scheme.visit import ReportSection as PlannedSection
from assessor_app.domain.second.sample import missing_words, unsettled
from assessor_app.domain.visit.debrief import not_said
from assessor_app.domain.words.passages import plain
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.order import sections_of
from assessor_app.reports.documents.assessment_report import made_report
from assessor_app.reports.page import text
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.words import say
from assessor_app.reports.sections import (
    actions,
    appeals,
    aspects,
    cover,
    debriefs,
    detail,
    form_pages,
    method,
    register,
    sign_off,
    summary,
    written,
)

LONGEST_SUMMARY = 60
"""Words; more pushes strengths off the page."""
MOST_QUOTED = 3
"""Points quoted in one warning; the others are counted."""
LONGEST_TEXT = 180
"""Words in one box of a strand."""

Remark = tuple[Severity, str, tuple[str, ...]]
"""How serious, in a sentence, and about which strands."""


@in_its_dress
def sections(content: ReportContent, page_starts: Mapping[str, int] | None = None) -> tuple[ReportSection, ...]:
    """Every section with its first page (from 1) and the most serious remark on it. An error stops signing.

    page_starts: bookmark to page, as `made_report(content).starts` has it; without it the report is laid out here.
    """
    starts = made_report(content).starts if page_starts is None else page_starts
    facts = Facts(content)
    listed = [(cover.KEY, "Cover", _cover(facts))]
    kinds = sections_of(content)
    # What is missing in an aspect stops signing, also where an edition prints no page of aspects.
    for kind in kinds if "aspects" in kinds else (*kinds, "aspects"):
        listed += _listed(facts, kind)
    listed += _unwritten(facts, kinds)
    return tuple(_section(key, title, starts.get(key, 0), remarks) for key, title, remarks in listed)


def _listed(facts: Facts, kind: str) -> list[tuple[str, str, Iterator[Remark]]]:
    """Bookmark, title and remarks of the sections of one kind: of the aspects one each."""
    if kind == "aspects":
        return [(aspects.key(each), each.title, _aspect(facts, each)) for each in facts.content.scheme.aspects]
    if kind == "appeals" and not appeals.is_wanted(facts):
        return []
    section = written.section_of(facts.content, kind)
    if section is not None:
        return [(kind, section.title, _written(facts, section))]
    key, title, remarks = _KINDS[kind]
    return [(key, facts.title(kind, title), remarks(facts))]


def _unwritten(facts: Facts, kinds: Sequence[str]) -> list[tuple[str, str, Iterator[Remark]]]:
    """Sections that somebody has to write and nobody has; a copy for one reader lacks those for others."""
    wanted = () if facts.content.reader else facts.content.scheme.written_sections
    missing = [each for each in wanted if not each.optional and written.key(each.id) not in kinds]
    return [(written.key(each.id), each.title, _written(facts, each)) for each in missing]


def _written(facts: Facts, section: PlannedSection) -> Iterator[Remark]:
    said = facts.content.assessment.written_in(section.id).text
    if not said.strip():
        yield Severity.WARNING, f"\u201c{section.title}\u201d is not written yet, so the report leaves it out.", ()
    yield from _characters([said], f"\u201c{section.title}\u201d", ())


def _section(key: str, title: str, page: int, remarks: Iterable[Remark]) -> ReportSection:
    """The first remark of the worst severity; others come to light when it is dealt with."""
    order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    severity, message, about = min(remarks, key=lambda remark: order.index(remark[0]), default=(None, "", ()))
    return ReportSection(key, plain(title), page, severity, plain(message), about)


def _cover(facts: Facts) -> Iterator[Remark]:
    record = facts.content.assessment
    if not record.institution.name.strip():
        yield Severity.ERROR, f"The name of the {facts.content.scheme.terms.institution} is missing.", ()
    if record.visit_on is None:
        yield Severity.WARNING, "The day of the visit is not set.", ()
    yield from _characters([record.institution.name, record.institution.place, record.lead_name], "the cover", ())


def _summary(facts: Facts) -> Iterator[Remark]:
    written = facts.content.assessment.summary
    words = len(written.split())
    if not words:
        yield Severity.WARNING, "The summary is not written yet.", ()
    if words > LONGEST_SUMMARY:
        yield Severity.WARNING, f"The summary has {words} words; {LONGEST_SUMMARY} fit the page well.", ()
    if not facts.strengths:
        yield Severity.WARNING, "No strengths are written yet.", ()
    yield from _characters([written], "the summary", ())


def _aspect(facts: Facts, aspect: Aspect) -> Iterator[Remark]:
    """Missing levels first, then missing reasons, then what is worth a look."""
    graded = [strand for strand in aspect.strands if not strand.narrative]
    unjudged = [strand for strand in graded if facts.level(strand.id) is None]
    unreasoned = [strand for strand in graded if not facts.record(strand.id).reason.strip()]
    silent = [strand for strand in graded if _effect_missing(facts, strand)]
    for severity, without, what in (
        (Severity.ERROR, unjudged, "no level"),
        (Severity.ERROR, unreasoned, "no reason"),
        (Severity.WARNING, silent, "no effect"),
    ):
        if without:
            yield severity, _lacking(facts, without, what), tuple(strand.id for strand in without)
    for strand in aspect.strands:
        yield from _strand(facts, strand)


def _effect_missing(facts: Facts, strand: Strand) -> bool:
    """An effect is owed with every level; where evidence is missing there is none to tell."""
    return facts.level(strand.id) not in (None, NOT_ENOUGH) and not facts.record(strand.id).effect.strip()


def _lacking(facts: Facts, without: list[Strand], what: str) -> str:
    if len(without) == 1:
        return f"{_named(facts, without[0])} has {what} yet."
    return f"{strands_counted(facts.content.scheme, len(without))} have {what} yet."


def _named(facts: Facts, strand: Strand) -> str:
    return f"{facts.content.scheme.aspect_of(strand.id).short}: {strand.title}"


def _strand(facts: Facts, strand: Strand) -> Iterator[Remark]:
    record, name = facts.record(strand.id), _named(facts, strand)
    texts = (record.reason, record.saw, record.effect, record.strengths, record.develop)
    longest = max(len(written.split()) for written in texts)
    if longest > LONGEST_TEXT:
        yield (
            Severity.WARNING,
            f"A text in {name} has {longest} words; over {LONGEST_TEXT} few will read it.",
            (strand.id,),
        )
    unknown = sorted({code for written in texts for code in text.references(written)} - set(facts.evidence))
    if unknown:
        yield Severity.WARNING, f"{name} names {unknown[0]}, which is not in the evidence list.", (strand.id,)
    if not record.saw.strip():
        missing = "is not written yet" if strand.narrative else "does not say what you saw"
        yield Severity.WARNING, f"{name} {missing}.", (strand.id,)
    if not facts.references[strand.id] and not strand.narrative:
        yield Severity.WARNING, f"{name} rests on no evidence from the list.", (strand.id,)
    yield from _characters(texts, name, (strand.id,))


def _characters(texts: Iterable[str], where: str, about: tuple[str, ...]) -> Iterator[Remark]:
    """Characters that no face has, or that are written from the right."""
    for words in texts:
        lost = text.unprintable(words)
        if lost:
            yield Severity.WARNING, f"{len(lost)} characters in {where} cannot be printed and show as a mark.", about
        if text.reads_right_to_left(words):
            yield Severity.WARNING, f"Words in {where} that are written from the right print in the wrong order.", about


def _debriefs(facts: Facts) -> Iterator[Remark]:
    if facts.content.scheme.debriefs and not facts.debriefs:
        yield Severity.WARNING, "No debrief is recorded.", ()
    yield from _not_said(facts)
    for debrief in facts.debriefs:
        if not any(listener.heard_at for listener in debrief.listeners):
            title = debriefs.session_title(facts, debrief)
            yield Severity.WARNING, f"Nobody is recorded as having heard the debrief: {title}.", ()


def _not_said(facts: Facts) -> Iterator[Remark]:
    """A debrief holds no surprise: what is of weight in the report was said on the day."""
    record = facts.content.assessment
    silent = not_said(facts.content.scheme, record) if facts.debriefs else ()
    if silent:
        quoted = "; ".join(f"“{_short(point.text)}”" for point in silent[:MOST_QUOTED])
        rest = len(silent) - MOST_QUOTED
        more = f"; and {rest} more" if rest > 0 else ""
        what = (
            "This is in the report but was not said"
            if len(silent) == 1
            else "These are in the report but were not said"
        )
        about = tuple(dict.fromkeys(point.strand for point in silent))
        yield Severity.WARNING, f"{what} at a debrief: {quoted}{more}.", about


def _short(words: str) -> str:
    return words.rstrip(".") if len(words) <= 90 else f"{words[:88].rsplit(' ', 1)[0]} …"


def _actions(facts: Facts) -> Iterator[Remark]:
    undated = sum(1 for action in facts.content.assessment.actions if not action.due)
    if not facts.content.assessment.actions:
        yield Severity.NOTE, "", ()
    elif undated:
        yield (
            Severity.WARNING,
            f"{undated} of the actions have no date." if undated > 1 else "An action has no date.",
            (),
        )


def _register(facts: Facts) -> Iterator[Remark]:
    if not facts.evidence:
        yield Severity.WARNING, "The evidence list is empty.", ()


def _sign_off(facts: Facts) -> Iterator[Remark]:
    if not facts.content.assessment.lead_name.strip():
        yield Severity.ERROR, "Nobody is recorded as the assessor.", ()
    yield from _second_mark(facts)
    if not facts.content.assessment.verifier_name.strip():
        yield Severity.NOTE, "", ()


def _second_mark(facts: Facts) -> Iterator[Remark]:
    """What the edition's sample of second marks asks for stops signing; a difference that is open is always said."""
    scheme, record = facts.content.scheme, facts.content.assessment
    missing = missing_words(scheme, record)
    about = tuple(strand.id for strand in unsettled(scheme, record))
    if missing:
        yield Severity.ERROR, missing, about
    elif about:
        count = strands_counted(scheme, len(about))
        yield (
            Severity.WARNING,
            f"{count} {'is' if len(about) == 1 else 'are'} not agreed with {record.verifier_name} yet.",
            about,
        )


def _form(kind: str, facts: Facts) -> Iterator[Remark]:
    yield from _characters(form_pages.texts(facts.content, kind), say(form_pages.TITLES[kind]).lower(), ())


def _nothing(facts: Facts) -> Iterator[Remark]:
    return iter(())


_KINDS: Mapping[str, tuple[str, str, Callable[[Facts], Iterator[Remark]]]] = {
    "summary": (summary.KEY, summary.TITLE, _summary),
    "comparison": (detail.KEY, detail.TITLE, _nothing),
    "strengths": ("strengths", "points.strengths", _nothing),
    "development": ("develop", "points.development", _nothing),
    "recommendations": ("recommendations", "points.recommendations", _nothing),
    "exceptional-practice": ("exceptional-practice", "points.exceptional", _nothing),
    "debriefs": (debriefs.KEY, debriefs.TITLE, _debriefs),
    "action-plan": (actions.KEY, actions.TITLE, _actions),
    "method": (method.KEY, method.TITLE, _nothing),
    "register": (register.KEY, register.TITLE, _register),
    "appeals": (appeals.KEY, appeals.TITLE, _nothing),
    "sign-off": (sign_off.KEY, sign_off.TITLE, _sign_off),
    **{kind: (kind, title, partial(_form, kind)) for kind, title in form_pages.TITLES.items()},
}
