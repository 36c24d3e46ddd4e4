"""Content of any mark at its edges: too much, too little and hostile."""

import io
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import product

from PIL import Image

from assessor_app.domain.assessment.assessment import (
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
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.domain.scheme.template import Template
from assessor_app.domain.visit.debrief import SECTIONS
from assessor_app.schemes.loading import load_shipped, shipped_schemes

LEAD, VERIFIER = "P-7F2C19A4", "P-B81E52D0"
DAY = date(2026, 11, 14)
SENTENCE = "Staff plan together each week, and what pupils say changes what is taught (E1, E2). "
LONG_NAME = "Ysgol Gynradd Gymunedol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r Ŵyn"
LONG_PLACE = "Llanfair Pwllgwyngyll and the Federation of Small Schools of the Menai Strait, Ynys Môn"
LONG_ADDRESS = "www.awards.example.org/register-of-quality-marks/wales-and-england"
LONG_MARK = "for Schools, Colleges and Partnerships of Both that Share their Leadership and Governance"
LONG_AWARD = "with Distinction for Practice that Is Sustained and Shared"
LONG_STRAND = "in every team, phase and setting of the institution, and with its partners beyond it"
ADDRESS = "https://example.org/" + "xx" * 90
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
    """Too much of everything: names, titles of the mark and of what it judges, texts, captions, a logo."""
    scheme = _long_scheme(scheme)
    full = filled(scheme).assessment
    many = "\n".join([SENTENCE * 9] * 9)
    texts = {0: many, 1: (SENTENCE * 40)[:3000], 2: f"{ADDRESS} {LONG_NAME}\n" * 3}
    strands = tuple(
        replace(each, **dict.fromkeys(TEXTS, texts.get(place, SENTENCE * 3)), school_text=SENTENCE)
        for place, each in enumerate(full.strands)
    )
    evidence = tuple(
        replace(
            piece,
            id=f"{piece.id}-{copy}",
            code=f"E{number * 20 + copy}",
            title=ADDRESS if copy % 9 == 1 else f"{piece.title} {SENTENCE * 2}",
            file_name=f"record {number}.{('txt', 'png', 'pdf', 'jpg')[copy % 4]}",
            held=copy < 5,
            location=SENTENCE.rstrip(". "),
        )
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
        full, institution=replace(full.institution, name=LONG_NAME, place=LONG_PLACE, name_language="cy"),
        summary=SENTENCE * 20, strands=strands, evidence=evidence, actions=actions, debriefs=debriefs,
        lead_name=f"Dr {LONG_NAME}", verifier_name=LONG_NAME, purpose=SENTENCE,
        reference="QM-2026-0187-NORTH-WALES-PARTNERSHIP-SECOND-VISIT",
    )  # fmt: skip
    return replace(_content(scheme, record), template=Template(logo=picture(900, 260), check_at=LONG_ADDRESS))


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


def _long_scheme(scheme: Scheme) -> Scheme:
    strands = {each.id: replace(each, title=f"{each.title} {LONG_STRAND}") for each in scheme.strands}
    return replace(
        scheme, title=f"{scheme.title} {LONG_MARK}", owner=f"{scheme.owner} {LONG_MARK}",
        aspects=tuple(replace(a, strands=tuple(strands[each.id] for each in a.strands)) for a in scheme.aspects),
        outcomes=tuple(replace(each, name=f"{each.name} {LONG_AWARD}") for each in scheme.outcomes),
        debriefs=tuple(replace(each, title=f"{each.title} {LONG_STRAND}") for each in scheme.debriefs),
    )  # fmt: skip


VARIANTS: dict[str, Callable[[Scheme], ReportContent]] = {
    "filled": filled, "long": long, "missing": missing, "hostile": hostile,
}  # fmt: skip


def cases(variants: Iterable[str], usual: str = "filled") -> list[tuple[str, str]]:
    """Marks and variants to try together: everywhere the mark with the fewest strands; where a change lands (CI) every
    mark as it usually is too, and at all edges the mark whose rule has the most parts, since the edges are the same
    pages for all."""
    edged = {"vbe-staff", "ecm"} if os.environ.get("CI") else {"vbe-staff"}
    marks = [file.parent.name for file in shipped_schemes()] if os.environ.get("CI") else ["vbe-staff"]
    return [(mark, name) for mark in marks for name in variants if mark in edged or name == usual]


def readings(mark: str) -> dict[str, Scheme]:
    """A shipped mark, and as it reads for those that it has criteria of their own for, by name."""
    scheme = load_shipped(mark)
    facts = [
        dict(zip(overlay.when, values, strict=True))
        for overlay in scheme.overlays
        if overlay.aspects
        for values in product(*overlay.when.values())
    ]
    return {mark: scheme} | {" ".join((mark, *each.values())): for_institution(scheme, each) for each in facts}


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


def picture(wide: int, tall: int) -> bytes:
    """A PNG with a darker corner, so that one that is stretched or turned is seen."""
    out, drawn = io.BytesIO(), Image.new("RGB", (wide, tall), "#74BBAF")
    drawn.paste("#0E6B62", (0, 0, wide // 2, tall // 2))
    drawn.save(out, "PNG")
    return out.getvalue()
