"""Bundles with real certificates: who is believed, and that stock openssl agrees."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from assessor_app.domain.exchange.segment import SealedSegment
from assessor_app.errors import Refused
from assessor_app.identity import certificates
from assessor_app.identity.certificate_facts import der_of, facts, person_of_key, spki_of_key
from assessor_app.identity.signing import Credentials, sign_detached, verify_detached
from assessor_app.identity.trust import Trust, realm_of
from assessor_app.sync.checking import SegmentCheck
from assessor_app.sync.reading import ReceivedBundle, look, read_bundle

from .bundles import Office, entry, operations, segment, silent
from .bundles import never as not_cancelled

NOW = datetime.now(UTC).replace(microsecond=0)
EVIDENCE = b"a photograph of a wall" * 1000


@dataclass(frozen=True)
class Root:
    """A real certificate authority."""

    key: bytes
    certificate: bytes

    @property
    def realm(self) -> str:
        return realm_of(der_of(self.certificate)[0])

    def certified(self, person: str, key: bytes | None = None) -> Credentials:
        own = key or certificates.new_signing_key()
        request = certificates.request(own, "Amara Okafor", "Assay test", "age1" + "q" * 58)
        return Credentials(own, certificates.issue(self.key, self.certificate, request, person, "Amara Okafor", NOW))

    def trust(self, **other: object) -> Trust:
        return replace(Trust(roots=der_of(self.certificate)), **other)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def root() -> Root:
    return Root(*certificates.make_authority("Quality Mark Office", NOW))


def sealed_by(credentials: Credentials, realm: str, person: str = "A-0001") -> SealedSegment:
    made = segment(operations(3, actor=person), [entry(EVIDENCE)], actor=person, realm=realm)
    return replace(made, signature=sign_detached(credentials, made.manifest))


def receive(office: Office, root: Root, trust: Trust | None = None) -> ReceivedBundle:
    def verify(manifest: bytes, signature: bytes) -> object:
        return verify_detached(signature, manifest, trust or root.trust())

    check = SegmentCheck(verify, frozenset({root.realm}))  # type: ignore[arg-type]
    return read_bundle(office.file, [str(office.identity)], check, look, silent, not_cancelled)


def test_a_certified_person_is_believed_and_named(office: Office, root: Root) -> None:
    office.send([sealed_by(root.certified("A-0001"), root.realm)], EVIDENCE)
    received = receive(office, root)
    assert received.segments[0].signer_name == "Amara Okafor"
    assert abs(received.segments[0].signed_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert received.blobs == (entry(EVIDENCE),)


def revoked(root: Root, office: Office) -> Trust:
    credentials = root.certified("A-0001")
    office.send([sealed_by(credentials, root.realm)])
    withdrawn = [(facts(credentials.certificate).serial, NOW - timedelta(hours=1))]
    return root.trust(crls=(certificates.revocation_list(root.key, root.certificate, withdrawn, 2, NOW),))


def by_another_person(root: Root, office: Office) -> Trust:
    office.send([sealed_by(root.certified("A-0002"), root.realm)])
    return root.trust()


def by_a_stranger(root: Root, office: Office) -> Trust:
    other = Root(*certificates.make_authority("Quality Mark Office", NOW))
    office.send([sealed_by(other.certified("A-0001"), root.realm)])
    return root.trust()


def by_the_office_itself(root: Root, office: Office) -> Trust:
    office.send([sealed_by(Credentials(root.key, root.certificate), root.realm)])
    return root.trust()


def signed_for_something_else(root: Root, office: Office) -> Trust:
    good = sealed_by(root.certified("A-0001"), root.realm)
    office.send([replace(good, manifest=good.manifest.replace(b"Assay test", b"Other test"))], EVIDENCE)
    return root.trust()


def for_another_office(root: Root, office: Office) -> Trust:
    office.send([sealed_by(root.certified("A-0001"), "00" * 32)])
    return root.trust()


@pytest.mark.parametrize(
    ("send", "code"),
    [
        (revoked, "revoked"),
        (by_another_person, "wrong-signer"),
        (by_a_stranger, "unknown-signer"),
        (by_the_office_itself, "unknown-signer"),
        (signed_for_something_else, "bad-signature"),
        (for_another_office, "foreign-realm"),
    ],
)
def test_nobody_else_is_believed(office: Office, root: Root, send: Callable[[Root, Office], Trust], code: str) -> None:
    trust = send(root, office)
    with pytest.raises(Refused) as caught:
        receive(office, root, trust)
    assert caught.value.code == code


def test_work_begun_with_a_key_that_the_office_certified_later_is_believed(office: Office, root: Root) -> None:
    key = certificates.new_signing_key()
    person = person_of_key(spki_of_key(key))
    own = Credentials(key, certificates.self_signed(key, "Amara Okafor", "Assay test", NOW))
    office.send([sealed_by(own, root.realm, person)])
    with pytest.raises(Refused) as caught:
        receive(office, root)
    assert caught.value.code == "unknown-signer"
    vouched = root.trust(pinned=frozenset({spki_of_key(key)}))
    assert receive(office, root, vouched).segments[0].manifest.actor == person


def test_stock_openssl_verifies_every_segment_of_a_bundle(office: Office, root: Root) -> None:
    absent = [tool for tool in ("age", "tar", "openssl") if shutil.which(tool) is None]
    if absent:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not installed: {absent}")
    good = sealed_by(root.certified("A-0001"), root.realm)
    office.send([good], EVIDENCE)
    (office.folder / "key.txt").write_text(str(office.identity))
    (office.folder / "root.pem").write_bytes(root.certificate)
    script = (
        "age -d -i key.txt visit.qmb | tar xf - && cd segments/0000 && openssl cms -verify -cades -binary -inform DER"
        " -in manifest.p7s -content manifest.json -CAfile ../../root.pem -out ../../verified"
    )
    subprocess.run(["sh", "-ec", script], cwd=office.folder, check=True, capture_output=True, timeout=300)
    assert (office.folder / "verified").read_bytes() == good.manifest
