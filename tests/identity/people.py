"""An office, its people and a report, made afresh for each test that asks."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from reportlab.pdfgen.canvas import Canvas

from assessor_app.identity import certificates
from assessor_app.identity.certificate_facts import der_of, facts
from assessor_app.identity.pdf_signatures import FieldBox, add_fields
from assessor_app.identity.signing import Credentials
from assessor_app.identity.trust import Trust

NOW = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)
DAY = timedelta(days=1)
PASSPHRASE = "violet ladder marble teapot"
RECIPIENT = "age1" + "q" * 58


def clock() -> datetime:
    return NOW


@dataclass
class Office:
    """A certificate authority in memory. at: the moment that all it makes counts from."""

    name: str = "Quality Mark Office"
    at: datetime = NOW
    key: bytes = field(init=False)
    certificate: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.key, self.certificate = certificates.make_authority(self.name, self.at - 30 * DAY)

    def person(self, person: str, name: str, at: datetime | None = None, key: bytes | None = None) -> Credentials:
        key = key or certificates.new_signing_key()
        request = certificates.request(key, "Somebody Else", "Elsewhere", RECIPIENT)
        issued = certificates.issue(self.key, self.certificate, request, person, name, at or self.at)
        return Credentials(key, issued + self.certificate)

    def crl(self, *revoked: Credentials, since: datetime | None = None, at: datetime | None = None) -> bytes:
        entries = [(facts(credentials.certificate).serial, since or self.at) for credentials in revoked]
        return certificates.revocation_list(self.key, self.certificate, entries, 2, at or self.at)

    def trust(self, *crls: bytes, pinned: frozenset[str] = frozenset(), require_crl: bool = False) -> Trust:
        return Trust(der_of(self.certificate), crls or (self.crl(),), pinned, require_crl)


def starter(name: str = "Siân Wyn", at: datetime = NOW) -> Credentials:
    key = certificates.new_signing_key()
    return Credentials(key, certificates.self_signed(key, name, "Org", at))


def spki(credentials: Credentials) -> str:
    return facts(credentials.certificate).spki_sha256


def picture(words: str) -> bytes:
    return _drawn((240, 60), words)


def report(*fields: str) -> bytes:
    boxes = [FieldBox(name, -1, (50 + 250 * n, 60, 290 + 250 * n, 120)) for n, name in enumerate(fields)]
    return add_fields(_drawn((595, 842), "Report of Hollin Bank"), boxes)


def _drawn(size: tuple[float, float], words: str) -> bytes:
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=size)
    canvas.drawString(6, 40, words)
    canvas.save()
    return page.getvalue()
