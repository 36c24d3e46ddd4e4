"""Signing a report (PAdES B-B): the assessor certifies it, the verifier counter-signs the very bytes received."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from assessor_app.domain.signature import SignatureState
from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_checks import ASSESSOR, OFFICE, VERIFIER, check_pdf
from assessor_app.identity.signing import DIGEST, Credentials, check_can_sign, signer_for
from assessor_app.identity.time_stamps import no_time
from assessor_app.identity.trust import Trust, now

__all__ = ["ASSESSOR", "VERIFIER", "FieldBox", "add_fields", "check_pdf", "counter_sign", "seal_pdf", "sign_pdf"]

SIGNATURE_ROOM: Final = 2048
"""Bytes of a signature beside its certificates; it takes some 700, and names of people may be long."""


@dataclass(frozen=True, slots=True)
class FieldBox:
    """Where an empty signature field goes: page from 0 (-1 is the last), box in points from the lower left corner."""

    name: str
    page: int
    box: tuple[float, float, float, float]


def add_fields(pdf: bytes, fields: Sequence[FieldBox]) -> bytes:
    """`pdf` with empty signature fields, for documents that were drawn without them."""
    writer = _writer(pdf)
    for field in fields:
        left, bottom, right, top = (round(side) for side in field.box)
        append_signature_field(writer, SigFieldSpec(field.name, on_page=field.page, box=(left, bottom, right, top)))
    return _written(writer)


def sign_pdf(
    pdf: bytes,
    own: Credentials,
    appearance: bytes,
    at: datetime | None = None,
    stamps: TimeStamper | None = None,
) -> bytes:
    """`pdf` signed as the assessor: from here on only the verifier's signature may be added.

    appearance: a one-page PDF of the size of the field, drawn into it; `pdf` needs an empty field "Assessor".
    stamps: gives the time stamp of the signature (PAdES B-T). Raises `Refused`: "no-field", "already-signed",
    "expired"; Unavailable ("no-time") when there is no time stamp, and then nothing was signed.
    """
    metadata = PdfSignatureMetadata(
        field_name=ASSESSOR,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return _signed(pdf, metadata, own, appearance, at or now(), stamps)


def seal_pdf(pdf: bytes, own: Credentials, at: datetime) -> bytes:
    """`pdf` with the office's seal in its empty field "Office", which shows nothing: its words are printed.

    Raises `Refused`: "no-field", "expired".
    """
    metadata = PdfSignatureMetadata(
        field_name=OFFICE,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return _signed(pdf, metadata, own, None, at)


def counter_sign(
    pdf: bytes,
    own: Credentials,
    appearance: bytes,
    trust: Trust,
    at: datetime | None = None,
    stamps: TimeStamper | None = None,
) -> bytes:
    """`pdf` signed as the verifier, as an increment that leaves every byte received in place. stamps: as in `sign_pdf`.

    Raises `Refused`: "no-field", "already-signed", "expired", and the code of the assessor's signature when that does
    not hold, since nobody should vouch for a report that was changed.
    """
    moment = at or now()
    for verdict in check_pdf(pdf, trust, moment=moment):
        if verdict.field == ASSESSOR and not verdict.holds:
            raise Refused(f"{verdict.sentence} Nothing was signed.", verdict.code or "not-signed")
        if verdict.field == VERIFIER and verdict.state is not SignatureState.UNSIGNED:
            raise Refused("This report is verified already. Nothing was changed.", "already-signed")
    metadata = PdfSignatureMetadata(field_name=VERIFIER, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES)
    return _signed(pdf, metadata, own, appearance, moment, stamps)


class _Writer(IncrementalPdfFileWriter):
    """Leaves the metadata alone: pyHanko rewrites XMP into RDF that some PDF/A checkers refuse, and a signature
    changes no metadata."""

    def _update_meta(self) -> None:
        pass


_FILL = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, inner_content_scaling=InnerScaling.STRETCH_FILL
)
"""The appearance covers its field wholly, or what is printed under it would show at the edges."""


class _Page(PdfContent):
    """The page of a PDF in memory, as the picture of a signature."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        writer: BasePdfFileWriter = self._ensure_writer
        source: PdfHandler = PdfFileReader(io.BytesIO(self._pdf))
        page = writer.import_page_as_xobject(source)
        self.resources.xobject["/Appearance"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Appearance Do"


class _Signer(PdfSigner):
    """pyHanko's, but naming the given time instead of reading the clock."""

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        own: Credentials,
        appearance: bytes | None,
        at: datetime,
        stamps: TimeStamper | None,
    ) -> None:
        style = appearance and StaticStampStyle(
            background=_Page(appearance), background_layout=_FILL, border_width=0, background_opacity=1
        )
        super().__init__(metadata, signer_for(own), timestamper=stamps, stamp_style=style or None)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _signed(
    pdf: bytes,
    metadata: PdfSignatureMetadata,
    own: Credentials,
    appearance: bytes | None,
    at: datetime,
    stamps: TimeStamper | None = None,
) -> bytes:
    check_can_sign(own, at)
    # Asked for the room, pyHanko signs once more to see what it takes; only a time stamp is of unknown length.
    room = None if stamps else 2 * (sum(map(len, der_of(own.certificate))) + SIGNATURE_ROOM)
    try:
        writer = _writer(pdf)  # read once: a report has thousands of objects
        if metadata.field_name == ASSESSOR and writer.prev.embedded_signatures:
            raise Refused("This report is signed already. Nothing was changed; begin a new version.", "already-signed")
        signer = _Signer(metadata, own, appearance, at, stamps)
        signed = signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
    except TimestampRequestError as error:
        raise no_time(error) from error
    except (SigningError, PdfError) as error:
        if stamps is not None:  # a time stamp that grew between two questions leaves no room, too
            raise no_time(error) from error
        raise Refused(
            f"This PDF has no place for the signature of the {metadata.field_name}. Nothing was signed; make the "
            "report again.",
            "no-field",
        ) from None
    return bytes(signed.getvalue())


def _writer(pdf: bytes) -> _Writer:
    return _Writer(io.BytesIO(pdf))


def unchanged_writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Adds to a document and leaves its metadata as it is."""
    return _writer(pdf)


def _written(writer: _Writer) -> bytes:
    result = io.BytesIO()
    writer.write(result)  # type: ignore[no-untyped-call]
    return result.getvalue()
