"""The office's seal for the long term: what was known of withdrawn certificates, and a time stamp over the file."""

import io
from collections.abc import Sequence

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError, extract_certificate_info
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore

from assessor_app.domain.words.phrases import capital
from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.pdf_checks import TIMESTAMP
from assessor_app.identity.pdf_signatures import unchanged_writer
from assessor_app.identity.signing import DIGEST
from assessor_app.identity.time_stamps import no_time
from assessor_app.identity.trust import Trust


def seal_for_long(pdf: bytes, trust: Trust, stamper: TimeStamper) -> bytes:
    """`pdf` with the chains of its signatures and the newest lists of withdrawn certificates in it (DSS, PAdES B-LT),
    and a time stamp over all in its empty field "Timestamp" (B-LTA). Signatures that were made stay as they are.

    Raises `Refused` ("not-signed", "sealed", "no-field"); Unavailable ("no-time") when the server gives no stamp.
    """
    reader = PdfFileReader(io.BytesIO(pdf))
    signatures = reader.embedded_regular_signatures
    if not signatures:
        raise Refused("This document is not signed. Nothing was sealed; sign it first.", "not-signed")
    if reader.embedded_timestamp_signatures:
        raise Refused("This document is sealed already. Nothing was changed.", "sealed")
    held = io.BytesIO(pdf)
    for signature in signatures:
        certificates = extract_certificate_info(signature.signed_data)
        chain = [certificates.signer_cert, *certificates.other_certs, *_roots(trust)]
        _add_proof(held, signature.pkcs7_content, chain, trust)
    out = io.BytesIO()
    try:
        PdfTimeStamper(stamper, field_name=TIMESTAMP).timestamp_pdf(
            unchanged_writer(held.getvalue()), DIGEST, output=out
        )
    except TimestampRequestError as error:
        reason = capital(no_time(error).sentence)
        raise Unavailable(f"{reason} Nothing was sealed; try again later.", "no-time") from error
    except (SigningError, PdfError):
        raise Refused(
            "This PDF has no empty place for a time stamp. Nothing was sealed; make the document again.", "no-field"
        ) from None
    return out.getvalue()


def _add_proof(held: io.BytesIO, contents: bytes, chain: Sequence[asn1_x509.Certificate], trust: Trust) -> None:
    from asn1crypto import crl as asn1_crl

    lists = [asn1_crl.CertificateList.load(each.public_bytes(Encoding.DER)) for each in trust.lists()]
    DocumentSecurityStore.add_dss(held, contents, certs=list(chain), crls=lists, force_write=True)


def _roots(trust: Trust) -> list[asn1_x509.Certificate]:
    return [asn1_x509.Certificate.load(root) for root in trust.roots]
