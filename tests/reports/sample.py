"""The demo's school with a whole assessment, as a report's content, and what a PDF says."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

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
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.paths import resources
from assessor_app.reports.preview import page_count, page_text

LEAD, VERIFIER = "P-7F2C19A4", "P-B81E52D0"
TEXTS = ("reason", "saw", "effect", "strengths", "develop")


def demo() -> dict[str, Any]:
    """The demo's file as it stands."""
    file = Path(resources()) / "demo" / "pdqm.yaml"
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def content_of(scheme: Scheme, assessment: Assessment, draft: int = 0) -> ReportContent:
    """An assessment as a report would print it."""
    levels = assessment.levels_of(assessment.lead)
    return ReportContent(
        scheme=scheme,
        assessment=assessment,
        levels=levels,
        outlook=outlook(scheme, levels),
        version=len(assessment.reports) + 1,
        draft=draft,
        fingerprint="3F9A 61C2 0B7E",
        printed_on=date(2026, 11, 22),
    )


def with_strand(content: ReportContent, strand: str, **changes: Any) -> ReportContent:
    """The content with something else written on one strand."""
    strands = tuple(
        replace(record, **changes) if record.strand == strand else record for record in content.assessment.strands
    )
    return content_of(content.scheme, replace(content.assessment, strands=strands), content.draft)


def with_levels(content: ReportContent, **levels: str | None) -> ReportContent:
    """The content with other levels; "leadership__vision" names leadership.vision."""
    new = {name.replace("__", ".").replace("_", "-"): level for name, level in levels.items()}
    strands = tuple(
        replace(record, judgements=(Judgement(LEAD, new.get(record.strand, record.judgement_of(LEAD).level)),))
        for record in content.assessment.strands
    )
    return content_of(content.scheme, replace(content.assessment, strands=strands), content.draft)


def demo_assessment(scheme: Scheme, said: dict[str, Any]) -> Assessment:
    """The demo's record, finished."""
    institution = said["institution"]
    return Assessment(
        id="a1",
        scheme=scheme.id,
        edition=scheme.edition,
        institution=Institution("i1", institution["name"], institution["place"], "england", "primary"),
        reference="PDQM-2026-0187",
        purpose="verification visit",
        visit_on=date(2026, 11, 14),
        visit_from="09:00",
        visit_until="16:00",
        panel_on=date(2026, 11, 28),
        lead=LEAD,
        lead_name="Amara Okafor",
        verifier=VERIFIER,
        verifier_name="David Llewellyn",
        stage=Stage.REPORT,
        summary=said["summary"],
        strands=tuple(_strand(scheme, strand, found) for strand, found in said["strands"].items()),
        evidence=tuple(_evidence(each, said["strands"]) for each in said["evidence"]),
        notes=(),
        actions=tuple(
            ActionItem(a["code"], a["code"], a["strand"], a["text"], a["lead"], "2027-04-30", a["success"])
            for a in said["actions"]
        ),
        debriefs=tuple(_debrief(scheme, said, session.id) for session in scheme.debriefs),
        reports=(),
    )


def _strand(scheme: Scheme, strand: str, found: dict[str, Any]) -> StrandRecord:
    return StrandRecord(
        strand=strand,
        school_level=found["school"],
        school_text=found["text"],
        school_evidence=tuple(found["evidence"]),
        judgements=(Judgement(LEAD, found["level"]), Judgement(VERIFIER, found["level"])),
        **{name: found.get(name, "") for name in TEXTS},
    )


def _evidence(each: dict[str, Any], strands: dict[str, Any]) -> Evidence:
    cited = tuple(strand for strand, found in strands.items() if each["code"] in found["evidence"])
    return Evidence(each["code"].lower(), each["code"], each["title"], each["kind"], dated="2026-09-30", strands=cited)


def _debrief(scheme: Scheme, said: dict[str, Any], session: str) -> Debrief:
    points = [
        (strand, "strengths", found["strengths"].splitlines()[0])
        for strand, found in said["strands"].items()
        if found.get("strengths")
    ]
    standard = next(each for each in scheme.debriefs if each.id == session).points(date(2026, 11, 28))
    spoken = [*points[:4], *[("", "standard", text) for text in standard]]
    return Debrief(
        session,
        said["replies"][session],
        "2026-11-14T15:44:00Z",
        tuple(
            DebriefPoint(f"p{place}", session, "stands-out", text, strand, origin, place, True)
            for place, (strand, origin, text) in enumerate(spoken)
        ),
        tuple(
            DebriefListener(f"l{place}", session, each["name"], each["role"], "2026-11-14T15:44:00Z")
            for place, each in enumerate(said["listeners"][session])
        ),
    )


def pages(pdf: bytes) -> list[str]:
    """The words of every page, each on one line, since lines break where they must."""
    return [" ".join(page_text(pdf, page).split()) for page in range(page_count(pdf))]


def words(pdf: bytes) -> str:
    """The words of all pages on one line."""
    return " ".join(pages(pdf))
