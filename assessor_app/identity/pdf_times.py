"""Time stamps in a PDF: what they prove of each signature, and the lists that a seal left beside them."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation import validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from assessor_app.domain.signature import TimeStamp
from assessor_app.errors import Refused
from assessor_app.identity.signature_checks import guarded
from assessor_app.identity.trust import Trust

LONGEST_NAME = 80
"""Characters of a server's name that are shown; a stranger's certificate may say anything."""
MOST_LISTS, LARGEST_LIST = 32, 1 << 17
"""Lists that are read of a security store, and bytes of one as it is packed; ours have a few hundred."""


def stamp_over(
    signature: EmbeddedPdfSignature, reader: PdfFileReader, trust: Trust, moment: datetime
) -> TimeStamp | None:
    """The earliest time stamp that a trusted server gave for this signature or for the whole file after it; one of an
    unknown server when there is no other; None without any.

    Raises `Refused` ("bad-timestamp") for one that does not fit what it is on.
    """
    everything = reader.embedded_signatures
    later = everything[everything.index(signature) + 1 :]
    found = [_attached(signature, trust, moment)]
    found += [_over_file(stamp, trust, moment) for stamp in later if stamp.sig_object_type == "/DocTimeStamp"]
    stamps = [stamp for stamp in found if stamp is not None]
    return min(stamps, key=lambda stamp: (not stamp.known, stamp.at), default=None)


def stored_lists(reader: PdfFileReader, trust: Trust) -> tuple[bytes, ...]:
    """The lists of withdrawn certificates (DER) in the document's security store that a root really signed."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return ()
    streams = [reference.get_object() for reference in store.crls[:MOST_LISTS]]
    small = [stream.data for stream in streams if len(stream.encoded_data) <= LARGEST_LIST]
    return tuple(found for found in small if _is_genuine(found, trust))


def _is_genuine(found: bytes, trust: Trust) -> bool:
    try:
        return bool(Trust(trust.roots, (found,)).lists())
    except Exception:  # noqa: BLE001  a stranger's bytes: whatever they raise, they are no list of the office
        return False


def _over_file(stamp: EmbeddedPdfSignature, trust: Trust, moment: datetime) -> TimeStamp:
    status = guarded(lambda: validate_pdf_timestamp(stamp, _context(trust, moment)))
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise _does_not_hold()
    return _told(status)


def _attached(signature: EmbeddedPdfSignature, trust: Trust, moment: datetime) -> TimeStamp | None:
    token = guarded(lambda: _token(signature))
    if token is None:
        return None
    value = signature.signer_info["signature"].native

    def imprint(algorithm: str) -> bytes:
        return hashlib.new(algorithm, value).digest()

    def check() -> TimestampSignatureStatus:
        found = asyncio.run(validate_tst_signed_data(token["content"], _context(trust, moment), imprint))
        return TimestampSignatureStatus(**found)

    return _told(guarded(check))


def _token(signature: EmbeddedPdfSignature) -> cms.ContentInfo | None:
    try:
        return find_unique_cms_attribute(signature.signer_info["unsigned_attrs"], "signature_time_stamp_token")
    except NonexistentAttributeError:
        return None


def _told(status: TimestampSignatureStatus) -> TimeStamp:
    if not (status.intact and status.valid):
        raise _does_not_hold()
    subject = status.signing_cert.subject
    name = str(subject.native.get("common_name", "") or subject.human_friendly)
    shown = "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME]
    return TimeStamp(status.timestamp.astimezone(UTC), shown, bool(status.trusted))


def _does_not_hold() -> Refused:
    return Refused(
        "The time stamp of this report does not hold. Do not rely on it; ask for the file as it was signed.",
        "bad-timestamp",
    )


def _context(trust: Trust, moment: datetime) -> ValidationContext:
    roots: Sequence[bytes] = (*trust.roots, *trust.stamp_roots)
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root) for root in roots], allow_fetching=False, moment=moment
    )
