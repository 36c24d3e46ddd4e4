"""A time stamping authority under an office's root, and a stamp in the field that a report keeps for it."""

import io

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from assessor_app.identity.pdf_signatures import _Writer
from tests.identity.people import DAY, NOW, Office


def stamped(pdf: bytes, office: Office) -> bytes:
    """The document with a time stamp of an authority that this office has certified."""
    stamper = PdfTimeStamper(_authority(office), field_name="Timestamp")
    out = io.BytesIO()
    stamper.timestamp_pdf(_Writer(io.BytesIO(pdf)), "sha256", output=out)
    return out.getvalue()


def _authority(office: Office) -> DummyTimeStamper:
    root = x509.load_pem_x509_certificate(office.certificate)
    signing = serialization.load_der_private_key(office.key, None)
    key = rsa.generate_private_key(65537, 2048)  # the stand-in knows no other kind
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time stamps")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = (
        x509.CertificateBuilder(root.subject, name, key.public_key(), x509.random_serial_number(), NOW - DAY, NOW + DAY)
        .add_extension(usage, critical=True)
        .add_extension(x509.KeyUsage(True, *[False] * 8), critical=True)
        .sign(signing, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificates = SimpleCertificateStore()
    certificates.register(asn1_x509.Certificate.load(root.public_bytes(serialization.Encoding.DER)))
    return DummyTimeStamper(
        asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(private),
        certs_to_embed=certificates,
        fixed_dt=NOW,
    )
