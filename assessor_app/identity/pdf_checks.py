"""Checking a signed report, stricter than a reader program: who signed, and that nothing else was done to it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import read_certification_data, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from assessor_app.domain.signature import SignatureState, SignatureVerdict, Signer, TimeStamp
from assessor_app.domain.words.phrases import moment_words
from assessor_app.errors import Refused
from assessor_app.identity.pdf_times import stamp_over, stored_lists
from assessor_app.identity.signature_checks import (
    PERSON_USAGE,
    bad_signature,
    check_structure,
    guarded,
    judge,
)
from assessor_app.identity.trust import Trust, now

ASSESSOR = "Assessor"
VERIFIER = "Verifier"
FIELDS = (ASSESSOR, VERIFIER)
OFFICE = "Office"
"""The field of a certificate, which only the office seals."""
TIMESTAMP = "Timestamp"
"""Made with the report, so that a time stamp over the whole file adds nothing to a closed one."""

LARGEST_PDF = 128 << 20
"""Bytes; a report of 16 strands has well under one million."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A PDF read strictly. first: the field whose signature closes it, "Assessor" or "Office"; empty: names of the
    fields that nobody has signed."""

    reader: PdfFileReader
    first: str
    signatures: Mapping[str, EmbeddedPdfSignature]
    order: tuple[str, ...]
    empty: frozenset[str]
    problem: Refused | None


def check_pdf(
    pdf: bytes, trust: Trust, expected: Mapping[str, str] | None = None, moment: datetime | None = None
) -> tuple[SignatureVerdict, ...]:
    """A verdict for each signature field of a report, "Assessor" first; for the field "Office" of a certificate.

    expected: person id of record by field; a valid signature of anybody else is refused ("wrong-person").
    moment: when the report was received, now when None. Codes of a refusal: "bad-signature", "changed-since",
    "extra-field", "not-certifying", "out-of-order", "wrong-person", "unknown-signer", "revoked", "expired",
    "not-yet-valid", "wrong-certificate", "stale-revocation-list", "bad-timestamp", "same-person".
    Raises `Refused` ("unreadable-pdf") for anything but a well-formed PDF with one of these fields.
    """
    if len(pdf) > LARGEST_PDF:
        raise _unreadable()
    try:
        document = guarded(lambda: _read(pdf))
    except Refused:
        raise _unreadable() from None
    present = [name for name in (*FIELDS, OFFICE) if name in document.signatures or name in document.empty]
    found = [_verdict(name, document, trust, (expected or {}).get(name), moment or now()) for name in present]
    return tuple(_unless_same(verdict, found[0]) for verdict in found)


def _read(pdf: bytes) -> _Document:
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    if reader.encrypted or reader.xrefs.hybrid_xrefs_present:
        raise _unreadable()
    signatures = {signature.field_name: signature for signature in reader.embedded_regular_signatures}
    order = tuple(signature.field_name for signature in reader.embedded_regular_signatures)
    stamps = {stamp.field_name for stamp in reader.embedded_timestamp_signatures}
    names = [_field_name(field.get_object()) for field in reader.root["/AcroForm"]["/Fields"]]
    if ASSESSOR not in names and OFFICE not in names:
        raise _unreadable()
    first = ASSESSOR if ASSESSOR in names else OFFICE
    problem = _whole_problem(reader, names, stamps)
    return _Document(reader, first, signatures, order, frozenset(names) - set(order) - stamps, problem)


def _field_name(field: DictionaryObject) -> str:
    """Name of a plain signature field; empty for any other kind, which a report does not have."""
    plain = field.get("/FT") == "/Sig" and "/Kids" not in field and "/Parent" not in field
    return str(field["/T"]) if plain else ""


def _whole_problem(reader: PdfFileReader, names: list[str], stamps: set[str]) -> Refused | None:
    """What is wrong with the document as a whole, and so with every signature in it."""
    signed = {signature.field_name for signature in reader.embedded_regular_signatures}
    people = FIELDS if ASSESSOR in names else (OFFICE,)
    wanted = {*people, *stamps, *({TIMESTAMP} - signed)}  # nobody signs as a person where only a time may stand
    if len(names) != len(set(names)) or not set(names) <= wanted:
        return Refused("A field was added to this report that does not belong there.", "extra-field")
    everything = reader.embedded_signatures
    if everything:
        everything[-1].compute_integrity_info()
        if everything[-1].coverage != SignatureCoverageLevel.ENTIRE_FILE:
            return _changed_since()
    return None


def _verdict(name: str, document: _Document, trust: Trust, expected: str | None, moment: datetime) -> SignatureVerdict:
    if name in document.empty:
        return SignatureVerdict(name, SignatureState.UNSIGNED, None, "", f"{_role(name)} has not signed.")
    signer: Signer | None = None
    time: TimeStamp | None = None
    try:
        signer, time = _check(name, document, trust, moment)
        if expected is not None and signer.person != expected:
            raise Refused(
                f"The signature is {signer.name}'s ({signer.person}), who is not the {name.lower()} of this report.",
                "wrong-person",
            )
    except Refused as refusal:
        return SignatureVerdict(name, SignatureState.REFUSED, signer, refusal.code, refusal.sentence, time)
    return SignatureVerdict(name, SignatureState.VALID, signer, "", _good_words(signer, time), time)


def _unless_same(verdict: SignatureVerdict, first: SignatureVerdict) -> SignatureVerdict:
    """A verifier is somebody else than the assessor, whatever else holds."""
    if verdict is first or verdict.signer is None or first.signer is None or not verdict.holds:
        return verdict
    if verdict.signer.person != first.signer.person and verdict.signer.spki_sha256 != first.signer.spki_sha256:
        return verdict
    sentence = (
        f"{verdict.signer.name} signed as the assessor too. A verifier is somebody else; ask for their signature."
    )
    return replace(verdict, state=SignatureState.REFUSED, code="same-person", sentence=sentence)


def _check(name: str, document: _Document, trust: Trust, moment: datetime) -> tuple[Signer, TimeStamp | None]:
    """Who signed and what time is proved of it. A certificate is judged as of that time, by the lists of withdrawn
    certificates that are known here and those that were sealed in: it may have run out since, or been withdrawn."""
    signature = document.signatures[name]
    if document.problem is not None:
        raise document.problem
    check_structure(signature.signed_data)
    if signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        raise bad_signature()
    found: list[PdfSignatureStatus] = []

    def validate(context: ValidationContext) -> PdfSignatureStatus:
        found.append(validate_pdf_signature(signature, context, key_usage_settings=PERSON_USAGE))
        return found[0]

    time = stamp_over(signature, document.reader, trust, moment)
    if time is not None and time.known and time.at < moment:
        known = trust
        sealed_in = guarded(lambda: stored_lists(document.reader, known))
        trust, moment = replace(trust, crls=(*trust.crls, *sealed_in)), time.at
    signer = judge(signature.signed_data, guarded(lambda: _claimed_time(signature)), validate, trust, moment)
    _check_changes(found[0])
    _check_place(name, document)
    return signer, time


def _claimed_time(signature: EmbeddedPdfSignature) -> datetime:
    stated = signature.self_reported_timestamp
    if stated is None or stated.tzinfo is None:
        raise bad_signature()
    return stated.astimezone(UTC)


def _check_changes(status: PdfSignatureStatus) -> None:
    covered = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    level = status.modification_level
    harmless = level is not None and level <= ModificationLevel.FORM_FILLING
    if not (covered and harmless and status.docmdp_ok and status.seed_value_ok):
        raise _changed_since()


def _check_place(name: str, document: _Document) -> None:
    """The first signature closes the document: the assessor's a report to all but the verifier's."""
    if document.order[0] != document.first:
        raise Refused("The signatures on this report are not in the order in which they must be made.", "out-of-order")
    if name == document.first and not _certifies(document):
        raise Refused(f"The {name.lower()}'s signature does not close this document to changes.", "not-certifying")


def _certifies(document: _Document) -> bool:
    signature = document.signatures[document.first]
    certification = read_certification_data(document.reader)
    return (
        certification is not None
        and certification.author_sig is signature.sig_object
        and certification.permission == signature.docmdp_level == MDPPerm.FILL_FORMS
    )


def _good_words(signer: Signer, time: TimeStamp | None) -> str:
    when = f"{moment_words(signer.signed_at)} UTC"
    known = "" if signer.certified else " The key is known here, but no office has certified it yet."
    return f"Signed by {signer.name} on {when}, and not changed since.{known}{_time_words(time)}"


def _time_words(time: TimeStamp | None) -> str:
    if time is None:
        return ""
    if time.known:
        return f" {time.by} confirms that it was there on {moment_words(time.at)} UTC."
    return f" Its time stamp is of {time.by}, a server that nobody you trust vouches for, so it proves no time."


def _role(name: str) -> str:
    return f"The {name.lower()}"


def _changed_since() -> Refused:
    return Refused(
        "This report was changed after it was signed. Do not rely on it; ask for the file as it was signed.",
        "changed-since",
    )


def _unreadable() -> Refused:
    return Refused(
        "This file is not a report that Assay can check. Nothing was taken in; ask for the file as it was signed.",
        "unreadable-pdf",
    )
