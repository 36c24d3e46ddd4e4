"""A time stamping authority of OpenSSL's under a root of its own, and a server on this computer that asks it."""

import contextlib
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME = "Northern Time Stamps"
SETTINGS = """
[tsa]
default_tsa = stamps
[stamps]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
certs = root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
ess_cert_id_chain = no
"""

Answer = Callable[[bytes], tuple[int, bytes]]
"""From a request to the status and the body of its answer."""


class TimeAuthority:
    """root: the certificate (PEM) that its time stamps lead to."""

    def __init__(self, folder: Path, name: str = NAME) -> None:
        self._folder = folder
        folder.mkdir()
        (folder / "settings.cnf").write_text(SETTINGS, encoding="ascii")
        root, key = _certificate(f"Root of {name}", None)
        signer, signer_key = _certificate(name, (root, key))
        self.root = root.public_bytes(serialization.Encoding.PEM)
        (folder / "root.pem").write_bytes(self.root)
        (folder / "signer.pem").write_bytes(signer.public_bytes(serialization.Encoding.PEM))
        (folder / "signer.key").write_bytes(
            signer_key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )

    def answer(self, request: bytes) -> bytes:
        """The time stamp that OpenSSL gives for a request (DER)."""
        (self._folder / "request.tsq").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-config", "settings.cnf", "-section", "stamps"]
        files = ["-queryfile", "request.tsq", "-out", "answer.tsr"]
        subprocess.run([*command, *files], cwd=self._folder, capture_output=True, check=True, timeout=300)
        return (self._folder / "answer.tsr").read_bytes()


class TimeServer:
    """Answers at `address` until the block ends; `asked` counts the requests."""

    def __init__(self, answer: Answer) -> None:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.asked += 1
                status, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(status)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(OSError):  # who asked has hung up
                    self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                pass

        self.asked = 0
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}/"

    def __enter__(self) -> "TimeServer":
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()


def serving(authority: TimeAuthority) -> TimeServer:
    """A server that gives the authority's time stamps."""
    return TimeServer(lambda request: (200, authority.answer(request)))


def _certificate(
    name: str, issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    above, signing = (issuer[0].subject, issuer[1]) if issuer else (subject, key)
    now = datetime.now(UTC)
    start, end = now - timedelta(days=400), now + timedelta(days=4000)
    made = x509.CertificateBuilder(above, subject, key.public_key(), x509.random_serial_number(), start, end)
    made = made.add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    if issuer is None:
        made = made.add_extension(_usage(certificates=True), critical=True)
    else:
        made = made.add_extension(_usage(certificates=False), critical=True)
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(stamping, critical=True)
    return made.sign(signing, hashes.SHA256()), key


def _usage(certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
