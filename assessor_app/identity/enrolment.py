"""Making an identity, asking the office to certify it, taking the certificate in."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from assessor_app.domain.journal.clock import Clock
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused
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
from assessor_app.identity.new_keys import new_keys
from assessor_app.identity.profile import Layout, ProfileFile, exists, read_profile, write_profile
from assessor_app.identity.signing import Credentials, credentials
from assessor_app.identity.staging import PENDING
from assessor_app.identity.vault import Secrets, new_secrets

Furnish = Callable[[Path, Secrets, Person], None]
"""Makes what else a new profile holds, in the folder where it is being made."""


def create_identity(  # noqa: PLR0913, PLR0917  who it is, how it opens, and what else is made with it
    profile: Path,
    name: str,
    organisation: str,
    roles: Iterable[Role],
    passphrase: str | None,
    clock: Clock,
    furnish: Furnish | None = None,
) -> Person:
    """Make keys, a self-signed certificate and the vault in `profile`, which must not have an identity yet.

    The master goes under `passphrase` when one is given, else into the keyring. `furnish` makes the rest; a profile
    that was killed half way does not exist.
    Raises `Refused` ("identity-exists", "needs-passphrase", "weak-passphrase"), `WrongUse` ("bad-name") or
    `Unavailable`; then nothing is left behind.
    """
    layout, made_here = Layout(profile), not profile.exists()
    if exists(profile) or layout.identity.exists():
        raise Refused("There is already an identity in this folder. Nothing was changed; open it.", "identity-exists")
    secrets, now = new_secrets(), clock()
    certificate = certificates.self_signed(secrets.signing_key, name.strip(), organisation.strip(), now)
    person = _person(facts(certificate), frozenset(roles), secrets)
    try:
        with new_keys(profile, ProfileFile("", person, now), secrets, passphrase) as (part, _):
            write_whole(Layout(part).certificate, certificate, owner_only=True)
            Layout(part).blobs.mkdir(mode=0o700, parents=True)
            if furnish is not None:
                furnish(part, secrets, person)
        layout.blobs.mkdir(mode=0o700, parents=True, exist_ok=True)
    except BaseException:
        if made_here and not (profile / PENDING).exists():
            shutil.rmtree(profile, ignore_errors=True)
        raise
    return person


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
