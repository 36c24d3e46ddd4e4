"""The results of a report for programs: what it says in levels, as JSON inside the file (docs/file-formats.md)."""

import io
import json
from typing import Any, Final

import pikepdf

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.edition import Strand
from assessor_app.domain.words.passages import passages, plain
from assessor_app.reports.tagging.finishing import Attachment

FORMAT: Final = "assay-results/1"
NAME: Final = "results.json"


def results_attachment(content: ReportContent) -> Attachment:
    """The results as a file to attach."""
    text = json.dumps(results(content), ensure_ascii=False, indent=1)
    return Attachment(
        NAME, f"{text}\n".encode("utf-8", "replace"), "application/json", "The results of this report, for programs"
    )


def results(content: ReportContent) -> dict[str, Any]:
    """Levels, award and evidence list. No words of the assessor: those are in the report."""
    record, scheme, award = content.assessment, content.scheme, content.outlook.award
    institution = record.institution
    return {
        "format": FORMAT,
        "mark": {"id": scheme.id, "edition": scheme.edition, "title": scheme.title, "sha256": scheme.sha256},
        "institution": {
            **_told("name", institution.name),
            **({"language": institution.name_language} if institution.name_language else {}),
            "place": plain(institution.place),
            "nation": institution.nation,
            "setting": institution.setting,
        },
        "reference": record.reference,
        "version": content.version,
        "draft": content.draft,
        "replaces": _before(content),
        "data": content.fingerprint,
        "visited": record.visit_on.isoformat() if record.visit_on else None,
        "assessor": {"id": record.lead, "name": record.lead_name},
        "verifier": {"id": record.verifier, "name": record.verifier_name} if record.verifier else None,
        "recommended": {"id": award.id, "name": award.name} if award else None,
        "strands": [_strand(content, strand) for strand in scheme.strands],
        "evidence": [
            {
                "reference": each.code,
                **_told("title", each.title),
                "kind": plain(each.kind),
                "sha256": each.file_sha256 or None,
            }
            for each in record.evidence
        ],
    }


def _told(name: str, text: str) -> dict[str, Any]:
    """A text in plain words; where passages of it are in another language, which these are."""
    foreign = [{"text": words, "language": language} for words, language in passages(text) if language]
    return {name: plain(text), **({"passages": foreign} if foreign else {})}


def said_of(pdf: bytes) -> dict[str, Any] | None:
    """The results that a report carries; None for a document without them. Only a report whose signature holds is to
    be asked."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            held = opened.attachments[NAME].get_file() if NAME in opened.attachments else None
            found = json.loads(held.read_bytes()) if held is not None else None
    except (pikepdf.PdfError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def _before(content: ReportContent) -> dict[str, Any] | None:
    """The signed version that this one takes the place of."""
    earlier = [report for report in content.assessment.reports if report.version < content.version]
    if not earlier:
        return None
    newest = earlier[-1]
    return {"version": newest.version, "data": newest.fingerprint, "sha256": newest.file_sha256}


def _strand(content: ReportContent, strand: Strand) -> dict[str, Any]:
    record, scheme = content.assessment, content.scheme
    found = record.strand(strand.id)
    return {
        "id": strand.id,
        "number": strand.number,
        "aspect": scheme.aspect_of(strand.id).id,
        **_told("title", strand.title),
        "level": content.levels.get(strand.id),
        "institution_level": found.school_level,
        "verifier_level": found.judgement_of(record.verifier).level if record.verifier else None,
        "level_before": content.before.levels.get(strand.id) if content.before else None,
    }
