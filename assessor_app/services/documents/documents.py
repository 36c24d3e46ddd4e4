"""Documents beside the report: sheets, forms, letters, the evidence book, and the results for other programs."""

from dataclasses import replace
from datetime import date

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.assessment.documents import DocumentChoice, DocumentKind, DocumentRequest, Told
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.concern import Concern, ConcernKind, procedure_of
from assessor_app.domain.cycle.facts import award_of
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import NOT_ENOUGH, NOT_ENOUGH_WORDS, DebriefSession
from assessor_app.domain.words.passages import plain
from assessor_app.domain.words.phrases import capital
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.awards.concerns import Concerns
from assessor_app.services.documents.reporting import Reporting
from assessor_app.services.office.working_days import working_day
from assessor_app.services.visits import Visits

CONCERNS = {kind.value for kind in ConcernKind}


def _untold(_done: int, _all: int) -> None:
    """Nobody waits."""


class Documents:
    """Each is made from the record as it stands. Making one takes time: call it from a worker."""

    def __init__(self, visits: Visits, reporting: Reporting, concerns: Concerns, person: Person) -> None:
        self._visits = visits
        self._concerns = concerns
        self._reporting = reporting
        self._person = person

    def kinds(self, assessment: str) -> tuple[DocumentKind, ...]:
        """What can be made of this assessment now."""
        record = self._visits.open(assessment)
        scheme, held = self._visits.scheme_of(record), award_of(record)
        missing = {
            DocumentKind.DEBRIEF: not scheme.debriefs,
            DocumentKind.RENEWAL: held is None or not held.until_on,
            DocumentKind.APPEAL: scheme.appeals is None,
            DocumentKind.COMPLAINT: scheme.complaints is None,
        }
        return tuple(kind for kind in DocumentKind if not missing.get(kind, False))

    def choices(self, assessment: str) -> tuple[DocumentChoice, ...]:
        """Every document that can be made now, filled from the record: a sheet for each debrief, a letter for each
        complaint and appeal that has come in."""
        record = self._visits.open(assessment)
        several: dict[DocumentKind, list[DocumentChoice]] = {
            DocumentKind.DEBRIEF: [
                DocumentChoice(DocumentKind.DEBRIEF, DocumentRequest(session=each.id), each.title)
                for each in self._visits.scheme_of(record).debriefs
            ],
            DocumentKind.APPEAL: self._received(assessment, ConcernKind.APPEAL),
            DocumentKind.COMPLAINT: self._received(assessment, ConcernKind.COMPLAINT),
        }
        return tuple(
            choice
            for kind in self.kinds(assessment)
            for choice in several.get(kind, [DocumentChoice(kind, DocumentRequest())])
        )

    def _received(self, assessment: str, kind: ConcernKind) -> list[DocumentChoice]:
        found = [each for each in self._concerns.list(assessment) if each.kind is kind]
        return [DocumentChoice(DocumentKind(kind.value), _request(each), each.reference) for each in found]

    def make(
        self, kind: DocumentKind, assessment: str, asked: DocumentRequest | None = None, told: Told = _untold
    ) -> bytes:
        """The document's bytes. told: hears how far it is, and may raise Stopped.

        A letter about an appeal or complaint that names none is about the newest in the record. Raises WrongUse for a
        session that the mark does not have, Refused for a renewal without an award.
        """
        content, asked = self._reporting.content(assessment), asked or DocumentRequest()
        if kind.value in CONCERNS and not asked.number:
            received = self._received(assessment, ConcernKind(kind.value))
            asked = _filled(asked, received[-1].asked) if received else asked
        if kind.is_letter:
            return self._letter(kind, content, asked)
        return self._sheet(kind, content, asked, told)

    def _sheet(self, kind: DocumentKind, content: ReportContent, asked: DocumentRequest, told: Told) -> bytes:
        from assessor_app.reports.sheets.action_plan import action_plan
        from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
        from assessor_app.reports.sheets.evidence_book import evidence_book
        from assessor_app.reports.sheets.paper_form import paper_form

        match kind:
            case DocumentKind.DEBRIEF:
                return debrief_sheet(content, _session(content, asked.session))
            case DocumentKind.FORM:
                return paper_form(content)
            case DocumentKind.PLAN:
                return action_plan(content)
            case DocumentKind.EVIDENCE:
                return evidence_book(content, self._visits.evidence_bytes, told)
        return for_programs(kind, content)

    def _letter(self, kind: DocumentKind, content: ReportContent, asked: DocumentRequest) -> bytes:
        from assessor_app.reports.sheets.letter import LetterFacts, appeal_letter, complaint_letter, renewal_letter

        terms = content.scheme.terms
        role = f"For the {terms.office}"
        facts = LetterFacts(asked.to, self._person.name, role, asked.number, asked.received, asked.contact)
        if kind.value in CONCERNS:
            facts = replace(facts, due=_due(content, ConcernKind(kind.value), asked.received))
        if kind is DocumentKind.APPEAL:
            return appeal_letter(content, facts)
        if kind is DocumentKind.COMPLAINT:
            return complaint_letter(content, facts)
        award, until = _ending(content.assessment)
        return renewal_letter(content, facts, award, until)


def _request(concern: Concern) -> DocumentRequest:
    received = date.fromisoformat(concern.received_on)
    return DocumentRequest(to=concern.from_name, number=concern.reference, received=received)


def _filled(asked: DocumentRequest, known: DocumentRequest) -> DocumentRequest:
    """What was asked for, and what the record knows where nothing was said."""
    return replace(known, to=asked.to or known.to, received=asked.received or known.received, contact=asked.contact)


def _due(content: ReportContent, kind: ConcernKind, received: date | None) -> tuple[date | None, ...]:
    """By when each step is due, in working days of the institution's nation."""
    procedure, nation = procedure_of(content.scheme, kind), content.assessment.institution.nation
    if procedure is None or received is None:
        return ()
    days = [step.due_days for step in procedure.steps]
    return tuple(working_day(received, each, nation) if each else None for each in days)


def for_programs(kind: DocumentKind, content: ReportContent) -> bytes:
    """The report as a web page, or its results as a table."""
    if kind is DocumentKind.HTML:
        from assessor_app.reports.documents.web_page import web_page

        return web_page(content).encode()
    from assessor_app.workbooks.results_table import results_csv, results_workbook

    header, rows = _table(content)
    if kind is DocumentKind.CSV:
        return results_csv(header, rows)
    return results_workbook(plain(f"{content.scheme.title}: {content.assessment.institution.name}"), header, rows)


def _table(content: ReportContent) -> tuple[list[str], list[list[str]]]:
    """One row a strand, as the report says it. Passages in another language lose their marks: a cell has no place to
    say a language."""
    scheme, record = content.scheme, content.assessment
    terms = scheme.terms
    names = {level.id: level.name for level in scheme.all_levels} | {NOT_ENOUGH: NOT_ENOUGH_WORDS}
    first = [terms.strand, terms.aspect, "title", f"{terms.institution}'s {terms.level}", terms.level]
    header = [capital(each) for each in (*first, "reason", "effect", "strengths", "to develop")]
    rows = []
    for strand in scheme.strands:
        found = record.strand(strand.id)
        levels = [names.get(level or "", "") for level in (found.school_level, content.levels.get(strand.id))]
        texts = [found.reason, found.effect, found.strengths, found.develop]
        rows.append([strand.number, scheme.aspect_of(strand.id).title, strand.title, *levels, *texts])
    return [plain(each) for each in header], [[plain(cell) for cell in row] for row in rows]


def _session(content: ReportContent, session: str) -> DebriefSession:
    planned = content.scheme.debriefs
    for each in planned:
        if session in ("", each.id):
            return each
    names = ", ".join(each.id for each in planned) or "none"
    raise WrongUse(f"The mark has no debrief {session!r}; it has {names}. Nothing was made.", "session")


def _ending(record: Assessment) -> tuple[str, date]:
    held = award_of(record)
    if held is None or not held.until_on:
        raise Refused(
            "No award that ends is recorded here, so there is nothing to renew. Nothing was made.", "no-award"
        )
    return held.outcome_name, date.fromisoformat(held.until_on)
