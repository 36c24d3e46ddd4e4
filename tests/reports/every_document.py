"""Every document that is made of an assessment, whatever its content: PDFs, the web page, and tables of the results."""

from dataclasses import replace
from datetime import date

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.assessment.documents import DocumentKind
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.credential import AwardStatement
from assessor_app.domain.scheme.visit import readers_of
from assessor_app.domain.words.phrases import capital
from assessor_app.paths import resources
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.documents.certificate import CertificateContent, certificate, fits
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.evidence_book import evidence_book
from assessor_app.reports.sheets.letter import LetterFacts, appeal_letter, complaint_letter, renewal_letter
from assessor_app.reports.sheets.paper_form import paper_form
from assessor_app.reports.sheets.plain_letter import Letter, letter_pdf
from assessor_app.services.documents.documents import for_programs
from tests.reports.edges import DAY, NASTY, SENTENCE, picture

CERTIFIED = "Ysgol Gynradd Wirfoddol a Reolir yr Eglwys yng Nghymru Dŵr-y-felin a Phen-y-cae Ŷd Newydd"
"""Ninety characters, the most that a certificate takes."""


def documents(content: ReportContent) -> dict[str, bytes]:
    """Every PDF, by name."""
    found = {"report": assessment_report(content)}
    for reader in readers_of(content.scheme.report):
        found[f"report for {reader.value}"] = assessment_report(replace(content, reader=reader))
    return found | beside_the_report(content)


def beside_the_report(content: ReportContent) -> dict[str, bytes]:
    """Sheets, letters, the evidence book and certificates, by name."""
    scheme, facts, found = content.scheme, _facts(content), {}
    for session in scheme.debriefs:
        found[f"debrief {session.id}"] = debrief_sheet(content, session)
    found |= {
        "form": paper_form(content),
        "plan": action_plan(content),
        "book": evidence_book(content, file_of, lambda _done, _all: None),
        "appeal": appeal_letter(content, facts),
        "complaint": complaint_letter(content, facts),
        "renewal": renewal_letter(content, facts, scheme.outcomes[-1].name, DAY),
        "letter of a step": letter_pdf(_letter(content)),
    }
    for outcome in scheme.outcomes:
        found[f"certificate {outcome.id}"] = certificate_of(content, outcome.id)
    return found


def for_screens(content: ReportContent) -> dict[str, bytes]:
    """What is no PDF, by the name of its file."""
    kinds = (DocumentKind.HTML, DocumentKind.SPREADSHEET, DocumentKind.CSV)
    return {f"results.{kind.value}": for_programs(kind, content) for kind in kinds}


def certificate_of(content: ReportContent, outcome: str) -> bytes:
    """The certificate of an award, with a code as long as a signed award needs."""
    award = award_of_mark(content, outcome)
    return certificate(CertificateContent(award, "HTTPS://EXAMPLE.ORG/" + "A1" * 60, content.template))


def award_of_mark(content: ReportContent, outcome: str) -> AwardStatement:
    """An award to the institution, or to a person of it, as much of it as the record knows."""
    record, scheme = content.assessment, content.scheme
    named = record.institution if fits(record.institution.name) else replace(record.institution, name=CERTIFIED)
    people = (
        (record.lead_name or "Priya Nair", "Chair of the award panel"),
        (record.verifier_name, capital(scheme.terms.verifier)),
    )
    return AwardStatement(
        number=record.reference or "1", institution=named, scheme=scheme,
        outcome=next(each for each in scheme.outcomes if each.id == outcome), levels=content.levels,
        given_on=DAY, until_on=date(2029, 11, 13) if scheme.valid_years else None, issuer="The office",
        signatories=tuple((name, role) for name, role in people if name),
        holder=_holder(content) if scheme.kind.value == "individual" else "",
    )  # fmt: skip


def file_of(piece: Evidence) -> bytes:
    """What a piece of evidence holds, by the end of its name."""
    if piece.file_name.endswith("pdf"):
        return (resources() / "demo" / "evidence" / "E1 vision and policy.pdf").read_bytes()
    if piece.file_name.endswith("png"):
        return picture(1600, 500)
    if piece.file_name.endswith("jpg"):
        return picture(300, 2400)
    return f"{piece.code} says: {NASTY}\n{SENTENCE}".encode()


def _holder(content: ReportContent) -> str:
    return "Siân Ŵyn-Jones" if fits(content.assessment.institution.name) else CERTIFIED


def _facts(content: ReportContent) -> LetterFacts:
    record = content.assessment
    if not record.lead_name:
        return LetterFacts("", "Priya Nair", "For the office")
    to = f"{record.lead_name}, Headteacher"
    return LetterFacts(
        to, record.verifier_name, "For the office", "A-2026-0006", DAY, "office@example.org", (DAY,)
    )  # fmt: skip


def _letter(content: ReportContent) -> Letter:
    record, facts = content.assessment, _facts(content)
    return Letter(
        (content.scheme.owner,), (facts.to, record.institution.name, "office@example.org"), DAY,
        "Your appeal A-2026-0006",
        [f"Dear Helen Whitaker, {SENTENCE}", record.summary, "• One step (by 3 December 2026)."],
        facts.sender, notice="Model wording: the fixed sentences of this letter are not the owner's own.",
        template=content.template, reference=record.reference,
    )  # fmt: skip
