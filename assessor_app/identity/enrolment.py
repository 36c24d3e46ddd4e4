"""Making an identity, asking the office to certify it, taking the certificate in."""

import shutil
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from assessor_app.domain.clock import Clock
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import read_small, write_whole
from assessor_app.identity import certificates
from assessor_app.identity.certificate_facts import (
    CertificateFacts,
    facts,
    fingerprint,
    issued_by,
    load_certificates,
    spki_of_key,
)
from assessor_app.identity.master import check_strength, forget_in_keyring, store_in_keyring, write_master
from assessor_app.identity.profile import Layout, ProfileFile, exists, read_profile, write_profile
from assessor_app.identity.signing import Credentials, credentials
from assessor_app.identity.vault import Secrets, new_age_identity, new_secrets, recipient_of, write_vault


def create_identity(
    profile: Path, name: str, organisation: str, roles: Iterable[Role], passphrase: str | None, clock: Clock
) -> Person:
    """Make keys, a self-signed certificate and the vault in `profile`, which must not have an identity yet.

    The master goes into the keyring where there is a safe one, and under `passphrase` when one is given.
    Raises `Refused` ("identity-exists", "needs-passphrase", "weak-passphrase"), `WrongUse` ("bad-name") or
    `Unavailable`; then nothing is left behind.
    """
    if exists(profile) or Layout(profile).identity.exists():
        raise Refused("There is already an identity in this folder. Nothing was changed; open it.", "identity-exists")
    if passphrase is not None:
        check_strength(passphrase)
    secrets, now = new_secrets(), clock()
    certificate = certificates.self_signed(secrets.signing_key, name.strip(), organisation.strip(), now)
    person = _person(facts(certificate), frozenset(roles), secrets)
    content = ProfileFile(uuid.uuid4().hex, person, now)
    _build(profile, content, secrets, certificate, passphrase)
    return person


def remove_identity(profile: Path) -> None:
    """Take back what `create_identity` has just made, before anything was recorded with it."""
    layout = Layout(profile)
    forget_in_keyring(read_profile(profile).id)
    for folder in (layout.identity, layout.data):
        shutil.rmtree(folder, ignore_errors=True)


def person_of(profile: Path, secrets: Secrets) -> Person:
    """The person as certificate and vault prove it, whatever profile.json says; raises `Refused`, `Unavailable`."""
    certificate = own_certificate(profile)
    credentials(secrets, certificate)
    return _person(facts(certificate), read_profile(profile).person.roles, secrets)


def own_certificate(profile: Path) -> bytes:
    """The profile's certificate (PEM, the person's first)."""
    return read_small(Layout(profile).certificate, "The certificate of this profile")


def own_credentials(profile: Path, secrets: Secrets) -> Credentials:
    """What this person signs with; raises `Refused` ("wrong-certificate") when key and certificate do not match."""
    return credentials(secrets, own_certificate(profile))


def certificate_request(profile: Path, secrets: Secrets) -> bytes:
    """The request file (PKCS#10, PEM) for the office."""
    person = read_profile(profile).person
    return certificates.request(secrets.signing_key, person.name, person.organisation, secrets.age_recipient)


def install_certificate(
    profile: Path,
    secrets: Secrets,
    issued: bytes,
    authority: bytes,
    moment: datetime,
    roles: Iterable[Role] | None = None,
) -> Person:
    """Take in the certificate that the office issued for this profile's key, with the office's own (both PEM).

    The caller must already trust `authority`; `roles` are the office's, the present ones when None.
    Raises `Refused` ("not-your-certificate", "bad-certificate", "expired").
    """
    said = facts(issued)
    own = said.spki_sha256 == spki_of_key(secrets.signing_key)
    if not (own and said.for_people and said.person and not said.self_signed and issued_by(issued, authority)):
        raise Refused(
            "That certificate is not for your key, or your office did not issue it. Nothing was changed; send your "
            "request file to your administrator again.",
            "not-your-certificate",
        )
    if not said.valid_from <= moment <= said.valid_until:
        raise Refused("That certificate is not valid today. Nothing was changed; ask for a new one.", "expired")
    layout, before = Layout(profile), read_profile(profile)
    person = _person(said, before.person.roles if roles is None else frozenset(roles), secrets)
    write_whole(layout.certificate, _first(issued) + _first(authority), owner_only=True)
    write_profile(layout.profile, replace(before, person=person))
    return person


def renew_self_signed(profile: Path, secrets: Secrets, clock: Clock) -> Person:
    """Another 90 days for a certificate that no office has replaced yet: same key, same person.

    Raises `Refused` ("certified") when an office has certified this person: then only the office can renew.
    """
    layout, before = Layout(profile), read_profile(profile)
    said = facts(own_certificate(profile))
    if not said.self_signed:
        raise Refused("Your office renews your certificate. Nothing was changed; send it your request.", "certified")
    certificate = certificates.self_signed(secrets.signing_key, said.name, said.organisation, clock())
    person = _person(facts(certificate), before.person.roles, secrets)
    write_whole(layout.certificate, certificate, owner_only=True)
    write_profile(layout.profile, replace(before, person=person))
    return person


def _build(profile: Path, content: ProfileFile, secrets: Secrets, certificate: bytes, passphrase: str | None) -> None:
    # Everything is made in a folder beside, which takes its name at the very end: an identity exists wholly or not.
    final, part = Layout(profile), profile / "identity.part"
    made_here = not profile.exists()
    master = new_age_identity()
    try:
        _make_folders(final, part)
        write_vault(part / final.vault.name, secrets, [recipient_of(master)])
        write_whole(part / final.certificate.name, certificate, owner_only=True)
        write_profile(part / final.profile.name, content)
        _keep_master(part / final.master.name, content.id, master, passphrase)
        part.rename(final.identity)
    except BaseException as error:
        forget_in_keyring(content.id)
        shutil.rmtree(profile if made_here else part, ignore_errors=True)
        if isinstance(error, OSError):
            raise Unavailable(
                f"The profile could not be made here ({error.strerror}). Nothing was left behind; choose another "
                "folder.",
                "cannot-write",
            ) from error
        raise


def _make_folders(layout: Layout, part: Path) -> None:
    layout.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    layout.data.mkdir(mode=0o700, exist_ok=True)
    layout.blobs.mkdir(mode=0o700, exist_ok=True)


def _keep_master(file: Path, profile_id: str, master: str, passphrase: str | None) -> None:
    stored = store_in_keyring(profile_id, master)
    if passphrase is not None:
        write_master(file, master, passphrase)
    elif not stored:
        raise Refused(
            "This computer has no safe keyring, so your key needs a passphrase. Nothing was made; choose four or more "
            "words.",
            "needs-passphrase",
        )


def _person(said: CertificateFacts, roles: frozenset[Role], secrets: Secrets) -> Person:
    return Person(
        id=said.person,
        name=said.name,
        organisation=said.organisation,
        roles=roles,
        key_fingerprint=fingerprint(said.spki_sha256),
        certified_by="" if said.self_signed else said.issuer,
        certified_until=said.valid_until,
        age_recipient=secrets.age_recipient,
    )


def _first(pem: bytes) -> bytes:
    return load_certificates(pem)[0].public_bytes(Encoding.PEM)
