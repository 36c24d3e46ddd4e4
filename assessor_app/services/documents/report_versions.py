"""A version of a report: what stops it, what it stands for, and that it is kept."""

import hashlib

from assessor_app.domain.assessment.assessment import SignedReport, Stage
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.problem import Severity
from assessor_app.errors import Refused
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.models.queries.reading import Reading
from assessor_app.reports.content.readiness import sections
from assessor_app.services.signed_work import set_all, writing_to


def refuse_unready(content: ReportContent, signer: str) -> None:
    """Raise Refused for what this person cannot sign, or not yet."""
    record = content.assessment
    if record.locked:
        raise Refused("This version is signed already. To change it, make version 2; nothing was signed.", "signed")
    if record.lead != signer:
        raise Refused(f"Only {record.lead_name}, who leads this assessment, signs its report.", "not-lead")
    if record.conflicts:
        raise Refused(f"{record.conflicts} clashes are not settled. Settle them, then sign.", "conflicts")
    missing = [section for section in sections(content, {}) if section.severity is Severity.ERROR]
    if missing:
        raise Refused(f"{missing[0].message} Nothing was signed.", "not-ready")


def fingerprint_of(reading: Reading, assessment: str) -> str:
    """Twelve characters that stand for every current value of the record: "3F9A 61C2 0B7E"."""
    heads = "\n".join(queries.head_operations(reading, assessment))
    digest = hashlib.sha256(heads.encode()).hexdigest().upper()
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]}"


def keep_signed(writing: Writing, assessment: str, report: SignedReport, size: int, content: ReportContent) -> None:
    """Store the facts of a signed file of `size` bytes; Refused when the record changed while it was being rendered."""
    writing_to(writing, assessment)
    if fingerprint_of(writing.reading(), assessment) != content.fingerprint:
        raise Refused(
            "The record was changed while the report was being made, so nothing was signed. Look at it and sign again.",
            "changed",
        )
    writing.register_blob(report.file_sha256, size)
    entity = f"assessment/{assessment}/report/{report.version}"
    set_all(
        writing,
        entity,
        {
            "file_sha256": report.file_sha256,
            "file_size": size,
            "fingerprint": report.fingerprint,
            "signed_at": report.signed_at,
            "signer": report.signer,
            "signer_name": report.signer_name,
            "key_fingerprint": report.key_fingerprint,
        },
    )
    writing.set(f"assessment/{assessment}", "stage", Stage.SIGNED.value)
