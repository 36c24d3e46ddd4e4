"""Content of any mark at its edges, too much, too little and hostile, and every document that is made of it."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PIL import Image

from assessor_app.domain.assessment import (
    ActionItem,
    Assessment,
    Debrief,
    DebriefListener,
    DebriefPoint,
    Evidence,
    Institution,
    Judgement,
    Stage,
    StrandRecord,
)
from assessor_app.domain.award import outlook
from assessor_app.domain.credential import AwardStatement
from assessor_app.domain.debrief import SECTIONS
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import NOT_ENOUGH, Scheme
from assessor_app.domain.scheme_visit import readers_of
from assessor_app.reports.assessment_report import assessment_report
from assessor_app.reports.certificate import CertificateContent, certificate, fits
from assessor_app.reports.letter import Letter, letter_pdf
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.evidence_book import evidence_book
from assessor_app.reports.sheets.letter import LetterFacts, appeal_letter, complaint_letter, renewal_letter
from assessor_app.reports.sheets.paper_form import paper_form

LEAD, VERIFIER = "P-7F2C19A4", "P-B81E52D0"
DAY = date(2026, 11, 14)
SENTENCE = "Staff plan together each week, and what pupils say changes what is taught (E1, E2). "
LONG_NAME = "Ysgol Gynradd Gymunedol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r Ŵyn"
NASTY = "<b>=1+1</b> {office} %s \x07\u202e مرحبا 😀 ŵ e\u0301\u0301\u0301\u0301\u0301 [cy: a] " + "x" * 900
TEXTS = ("reason", "saw", "effect", "strengths", "develop")


def filled(scheme: Scheme) -> ReportContent:
    """A finished assessment of a mark: every strand judged, some differently by the institution."""
    strands = tuple(_strand(scheme, place, strand.id) for place, strand in enumerate(scheme.strands))
    evidence = tuple(
        Evidence(
            f"e{number}", f"E{number}", f"Record {number} of what was done", kind, dated="2026-09-30", held=True,
            file_name=f"record {number}.{'png' if number % 2 else 'txt'}",
            strands=(strands[number % len(strands)].strand,),
        )
        for number, kind in enumerate(("Document", "Interview", "Observation", "Photo"), start=1)
    )  # fmt: skip
    actions = (
        ActionItem("a1", "P1", strands[0].strand, "Publish the plan", "Deputy head", "2027-04-30", "It is read"),
    )
    debriefs = tuple(_debrief(session.id, strands[0].strand) for session in scheme.debriefs)
    return _content(scheme, _record(scheme, strands, evidence, actions, debriefs))


def long(scheme: Scheme) -> ReportContent:
    """Too much of everything."""
    full = filled(scheme).assessment
    many = "\n".join([SENTENCE * 9] * 9)
    strands = tuple(
        replace(each, **dict.fromkeys(TEXTS, many if place == 0 else SENTENCE * 3), school_text=SENTENCE)
        for place, each in enumerate(full.strands)
    )
    evidence = tuple(
        replace(piece, id=f"{piece.id}-{copy}", code=f"E{number * 20 + copy}", title=f"{piece.title} {SENTENCE * 2}")
        for number, piece in enumerate(full.evidence)
        for copy in range(1, 20)
    )
    actions = tuple(replace(full.actions[0], id=f"a{number}", text=SENTENCE * 3, lead=SENTENCE) for number in range(12))
    debriefs = tuple(
        replace(
            each,
            reply=many,
            points=tuple(replace(each.points[0], id=f"p{number}", text=SENTENCE * 2) for number in range(14)),
        )
        for each in full.debriefs
    )
    record = replace(
        full, institution=replace(full.institution, name=LONG_NAME, name_language="cy"), summary=SENTENCE * 20,
        strands=strands, evidence=evidence, actions=actions, debriefs=debriefs, lead_name=f"Dr {LONG_NAME}",
        verifier_name=LONG_NAME, purpose=SENTENCE,
    )  # fmt: skip
    return _content(scheme, record)


def missing(scheme: Scheme) -> ReportContent:
    """Hardly anything: no level for a third, too little evidence for another, no words, names or days."""
    kinds = (None, NOT_ENOUGH, scheme.levels[0].id)
    strands = tuple(
        StrandRecord(
            strand=strand.id,
            judgements=(Judgement(LEAD, _known(scheme, strand.id, kinds[place % 3])),),
        )
        for place, strand in enumerate(scheme.strands)
    )
    record = replace(
        _record(scheme, strands, (), (), ()), institution=Institution("i1", "Hollin Bank"), summary="", purpose="",
        visit_on=None, panel_on=None, lead_name="", verifier="", verifier_name="", reference="",
    )  # fmt: skip
    return _content(scheme, record, draft=1)


def hostile(scheme: Scheme) -> ReportContent:
    """Markup, placeholders, control characters, no breaks, another direction, missing glyphs, in every text."""
    full = filled(scheme).assessment
    short = NASTY[:60]
    strands = tuple(
        replace(each, **dict.fromkeys(TEXTS, NASTY if place == 0 else short)) for place, each in enumerate(full.strands)
    )
    debriefs = tuple(
        replace(each, reply=short, points=tuple(replace(point, text=NASTY) for point in each.points))
        for each in full.debriefs
    )
    record = replace(
        full, institution=replace(full.institution, name=short, place=short), summary=NASTY, strands=strands,
        evidence=tuple(replace(piece, title=NASTY, kind=short, dated=short) for piece in full.evidence),
        actions=tuple(replace(each, text=NASTY, lead=short, due=short, success=short) for each in full.actions),
        debriefs=debriefs, lead_name=short, verifier_name=short, purpose=short, reference=short,
    )  # fmt: skip
    return _content(scheme, record)


VARIANTS: dict[str, Callable[[Scheme], ReportContent]] = {
    "filled": filled, "long": long, "missing": missing, "hostile": hostile,
}  # fmt: skip


def documents(content: ReportContent) -> dict[str, bytes]:
    """Every PDF that is made of an assessment, by name."""
    scheme, name = content.scheme, content.assessment.institution.name
    facts = LetterFacts(
        f"{content.assessment.lead_name or 'Helen Whitaker'}, Headteacher", "Priya Nair", "For the office",
        "A-2026-0006", DAY, "office@example.org", (DAY,),
    )  # fmt: skip
    found = {"report": assessment_report(content)}
    for reader in readers_of(scheme.report):
        found[f"report for {reader.value}"] = assessment_report(replace(content, reader=reader))
    for session in scheme.debriefs:
        found[f"debrief {session.id}"] = debrief_sheet(content, session)
    found |= {
        "form": paper_form(content),
        "plan": action_plan(content),
        "book": evidence_book(content, _file, lambda _done, _all: None),
        "appeal": appeal_letter(content, facts),
        "complaint": complaint_letter(content, facts),
        "renewal": renewal_letter(content, facts, scheme.outcomes[-1].name, DAY),
        "letter of a step": letter_pdf(_letter(name)),
    }
    for outcome in scheme.outcomes if fits(name) else ():
        found[f"certificate {outcome.id}"] = _certificate(content, outcome.id)
    return found


def _record(
    scheme: Scheme,
    strands: tuple[StrandRecord, ...],
    evidence: tuple[Evidence, ...],
    actions: tuple[ActionItem, ...],
    debriefs: tuple[Debrief, ...],
) -> Assessment:
    return Assessment(
        id="a1", scheme=scheme.id, edition=scheme.edition,
        institution=Institution("i1", "Hollin Bank Community School", "Leeds", "england", "primary"),
        reference="QM-2026-0187", purpose=scheme.terms.visit, visit_on=DAY, visit_from="09:00", visit_until="16:00",
        panel_on=date(2026, 11, 28), lead=LEAD, lead_name="Amara Okafor", verifier=VERIFIER,
        verifier_name="David Llewellyn", stage=Stage.REPORT, summary=SENTENCE * 2, strands=strands, evidence=evidence,
        notes=(), actions=actions, debriefs=debriefs, reports=(),
    )  # fmt: skip


def _strand(scheme: Scheme, place: int, strand: str) -> StrandRecord:
    found = scheme.strand(strand)
    if found.narrative:
        return StrandRecord(strand=strand, saw=SENTENCE, strengths=SENTENCE, develop=SENTENCE)
    levels = scheme.levels_of(found)
    ours = levels[max(0, len(levels) - 1 - place % 2)].id
    return StrandRecord(
        strand=strand, school_level=levels[-1].id, school_text=SENTENCE,
        judgements=(Judgement(LEAD, ours), Judgement(VERIFIER, ours if place % 3 else levels[0].id)),
        reason="staff, pupils and leaders tell the same of it", saw=SENTENCE * 2, effect=SENTENCE,
        strengths=f"{SENTENCE}\n{SENTENCE}", develop=SENTENCE,
    )  # fmt: skip


def _debrief(session: str, strand: str) -> Debrief:
    points = tuple(
        DebriefPoint(f"p{place}", session, section, SENTENCE, strand, "strengths", place, True)
        for place, (section, _) in enumerate(SECTIONS)
    )
    heard = DebriefListener("l1", session, "Helen Whitaker", "Headteacher", "2026-11-14T15:44:00Z")
    return Debrief(session, SENTENCE, "2026-11-14T15:44:00Z", points, (heard,))


def _known(scheme: Scheme, strand: str, level: str | None) -> str | None:
    """The level, where the strand's scale has it."""
    levels = scheme.levels_of(scheme.strand(strand))
    if not levels:
        return None
    return level if level in (None, NOT_ENOUGH) else levels[0].id


def _content(scheme: Scheme, record: Assessment, draft: int = 0) -> ReportContent:
    levels = record.levels_of(LEAD)
    return ReportContent(
        scheme, record, levels, outlook(scheme, levels), 1, draft, "3F9A 61C2 0B7E", date(2026, 11, 22)
    )


def _file(piece: Evidence) -> bytes:
    if not piece.file_name.endswith("png"):
        return f"{piece.code} says: {NASTY}\n{SENTENCE}".encode()
    out = io.BytesIO()
    Image.new("RGB", (800, 500), "#74BBAF").save(out, "PNG")
    return out.getvalue()


def _letter(name: str) -> Letter:
    return Letter(
        ("The owner of the mark",), ("Helen Whitaker", name, "office@example.org"), DAY, "Your appeal A-2026-0006",
        [f"Dear Helen Whitaker, {SENTENCE}", SENTENCE * 30, "• One step (by 3 December 2026)."], "Priya Nair",
        notice="Model wording: the fixed sentences of this letter are not the owner's own.",
    )  # fmt: skip


def _certificate(content: ReportContent, outcome: str) -> bytes:
    return certificate(CertificateContent(award_of_mark(content, outcome), "HTTPS://EXAMPLE.ORG/" + "A1" * 60))


def award_of_mark(content: ReportContent, outcome: str) -> AwardStatement:
    """An award to the institution, or to a person of it."""
    return AwardStatement(
        number="QM-2026-0187", institution=content.assessment.institution, scheme=content.scheme,
        outcome=next(each for each in content.scheme.outcomes if each.id == outcome), levels=content.levels,
        given_on=DAY, until_on=date(2029, 11, 13) if content.scheme.valid_years else None, issuer="The office",
        signatories=(("Priya Nair", "Chair of the award panel"), ("David Llewellyn", "Verifier")),
        holder="Siân Ŵyn-Jones" if content.scheme.kind.value == "individual" else "",
    )  # fmt: skip
