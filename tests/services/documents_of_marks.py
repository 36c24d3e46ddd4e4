"""Every PDF of a mark, made by the office that its tour left: drafts for each reader, signed, sealed, and the rest."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from assessor_app.credentials.compact import compact
from assessor_app.domain.assessment.documents import DocumentKind, DocumentRequest
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.concern import ConcernKind
from assessor_app.domain.award.credential import AwardStatement, CompactAward
from assessor_app.domain.scheme.visit import Reader
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.documents.certificate import CertificateContent, certificate
from assessor_app.reports.sheets.letter import LetterFacts, renewal_letter
from assessor_app.schemes.loading import load_scheme, shipped_schemes
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now
from tests.credentials.awards import KEY
from tests.tours import PASSPHRASE, copy_of_tour, tour_of

EVERY_MARK = tuple(load_scheme(file).id for file in shipped_schemes())
MARKS = EVERY_MARK if os.environ.get("CI") else ("pdqm", "ecm")
"""All of them where a change lands (a minute); two that have little in common on each other run."""

LETTER = DocumentRequest(to="Helen Whitaker, Headteacher", number="A-2026-006", received=date(2026, 11, 26))


@contextmanager
def office_of(mark: str) -> Iterator[tuple[Workplace, str]]:
    """The office after the mark's tour, on a copy, and the assessment."""
    with tempfile.TemporaryDirectory(prefix="assay-office-") as folder:
        office = open_profile(copy_of_tour(Path(folder) / "tour", mark) / "office", lambda: PASSPHRASE)
        try:
            yield office, tour_of(mark)[1].assessment
        finally:
            office.close()


def documents_of(office: Workplace, assessment: str) -> dict[str, bytes]:
    """All that is not signed, by name."""
    content = office.reporting.content(assessment)
    found = {"report": assessment_report(replace(content, draft=0))}
    for reader in Reader:
        found[f"report for {reader.value}"] = office.reporting.draft(assessment, reader)
    for outcome in content.scheme.outcomes:
        found[f"certificate {outcome.id}"] = _certificate(content, outcome.id)
    found |= _sheets(office, assessment, content)
    return found | _letters(office, assessment)


def _sheets(office: Workplace, assessment: str, content: ReportContent) -> dict[str, bytes]:
    found = {}
    for session in content.scheme.debriefs:
        asked = DocumentRequest(session=session.id)
        found[f"debrief {session.id}"] = office.documents.make(DocumentKind.DEBRIEF, assessment, asked)
    for kind in office.documents.kinds(assessment):
        if kind.extension == ".pdf" and kind is not DocumentKind.DEBRIEF:
            found[kind.value] = office.documents.make(kind, assessment, LETTER)
    if "renewal" not in found:  # marks whose award states no end still have the letter
        facts = LetterFacts("Helen Whitaker, Headteacher", "Priya Nair", "Administrator")
        found["renewal"] = renewal_letter(content, facts, content.scheme.outcomes[0].name, date(2029, 11, 27))
    return found


def _letters(office: Workplace, assessment: str) -> dict[str, bytes]:
    """Those of the steps of a complaint and, where there is a decision, of an appeal."""
    concerns, found = office.cycle.concerns, {}
    decided = office.visits.open(assessment).cycle.decision is not None
    for kind in (ConcernKind.COMPLAINT, *([ConcernKind.APPEAL] if decided else [])):
        concern = concerns.receive(assessment, kind, "Helen Whitaker", "office@example.org", "The date was missed.")
        for step in concerns.standing(assessment, concern):
            if step.step.letter:
                found[f"{kind.value} {step.id}"] = concerns.letter(assessment, concern, step.id)
    return found


def _certificate(content: ReportContent, outcome: str) -> bytes:
    record, scheme = content.assessment, content.scheme
    today = utc_now().date()
    award = AwardStatement(
        number="QM-2026-0187",
        institution=record.institution,
        scheme=scheme,
        outcome=next(each for each in scheme.outcomes if each.id == outcome),
        levels=content.levels,
        given_on=today,
        until_on=today + timedelta(days=1095) if scheme.valid_years else None,
        issuer="Northern Quality Marks",
        signatories=(("Priya Nair", "Chair of the award panel"), ("David Llewellyn", "Verifier")),
    )
    short = CompactAward(
        award.number, record.institution.name, scheme.short_title, award.outcome.name, award.given_on, award.until_on
    )
    return certificate(CertificateContent(award, compact(short, KEY)))
