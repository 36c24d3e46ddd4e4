"""An office: its certificate authority, whom it has certified, what it has withdrawn. A folder on its own medium."""

import base64
import json
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from assessor_app.domain.award.withdrawing import same_name
from assessor_app.domain.exchange.card import pem
from assessor_app.domain.journal.clock import Clock
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.files import read_small, write_whole
from assessor_app.identity import age_passphrase, certificates
from assessor_app.identity.certificate_facts import RequestFacts, der_of, facts, person_of_key, request_facts
from assessor_app.identity.master import check_strength
from assessor_app.identity.office_register import (
    AUTHORITY,
    REGISTER,
    REVOKED,
    SUCCESSION,
    Issued,
    Office,
    read_office,
    write_office,
)
from assessor_app.identity.signing import Credentials
from assessor_app.identity.staging import finish, staged
from assessor_app.identity.succession import vouch
from assessor_app.identity.trust import realm_of
from assessor_app.identity.vault import new_age_identity, recipient_of

KEYS = "authority.age"
_PERSON = re.compile(r"[A-Z][A-Z0-9]*-[A-Z0-9-]{1,24}")
_KEY_PERSON = re.compile(r"P-[0-9A-F]{8}")


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """What only the office may know: the authority's signing key (PKCS#8 DER) and its age identity."""

    authority_key: bytes = field(repr=False)
    age_identity: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate is for: the person id (one that the office gives, "A-0001", or the one that their key gave
    them from the start, "P-7F2C19A4"), their name, what they do."""

    person: str
    name: str
    roles: frozenset[Role]


def create_office(folder: Path, name: str, passphrase: str, clock: Clock) -> Office:
    """Found an office in `folder`, which must be new or empty. Its keys are one age file under `passphrase`.

    Raises `Refused` ("office-exists", "weak-passphrase"), `WrongUse` ("bad-name") or `Unavailable`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused(
            "There is something in this folder already. Nothing was made; choose an empty one.", "office-exists"
        )
    check_strength(passphrase)
    now = clock()
    key, authority = certificates.make_authority(name.strip(), now)
    keys = OfficeKeys(key, new_age_identity())
    office = Office(
        name=name.strip(),
        realm=realm_of(der_of(authority)[0]),
        authority=authority,
        age_recipient=recipient_of(keys.age_identity),
        crl=certificates.revocation_list(key, authority, (), 1, now),
        list_number=1,
        issued=(),
    )
    _found(folder, office, keys, passphrase)
    return office


def open_office(folder: Path, passphrase: str) -> OfficeKeys:
    """The office's keys; raises `Refused` ("wrong-passphrase", "unsafe-file", "damaged") or `Unavailable`."""
    with suppress(OSError):  # a medium that cannot be written now is finished another time
        finish(folder)
    plain = age_passphrase.decrypt(read_small(folder / KEYS, "The file of the office's keys"), passphrase)
    try:
        body = json.loads(plain)
        return OfficeKeys(base64.b64decode(body["authority_key"], validate=True), str(body["age_identity"]))
    except (ValueError, KeyError, TypeError):
        raise Refused("The file of the office's keys is damaged. Restore it from a backup.", "damaged") from None


def office_credentials(folder: Path, passphrase: str) -> Credentials:
    """What the office signs its card with."""
    return Credentials(open_office(folder, passphrase).authority_key, read_office(folder).root)


def certify(folder: Path, passphrase: str, csr: bytes, holder: Holder, clock: Clock) -> bytes:
    """A certificate for the key of a request, followed by the office's own (PEM), and entered in the register.

    Only the key is taken from the request; who holds it is the office's word. Compare the request's
    fingerprint with the person first (`certificate_facts.request_facts`). Raises `Refused` ("bad-request",
    "already-certified", "same-person", "wrong-passphrase") or `WrongUse` ("bad-person", "bad-name").
    """
    office, asked = read_office(folder), request_facts(csr)
    _check_free(office, asked, holder.person)
    _check_one_person(office, asked, holder)
    keys, now = open_office(folder, passphrase), clock()
    issued = certificates.issue(keys.authority_key, office.root, csr, holder.person, holder.name.strip(), now)
    said = facts(issued)
    entry = Issued(
        holder.person, said.name, holder.roles, said.spki_sha256, asked.age_recipient, said.serial, said.valid_until
    )
    write_office(folder, replace(office, issued=(*office.issued, entry)))
    return issued + office.root


def revoke(folder: Path, passphrase: str, person: str, clock: Clock) -> bytes:
    """Withdraw every certificate of a person; returns the new revocation list (DER). Raises `Refused` ("not-known")."""
    office, now = read_office(folder), clock()
    if not any(entry.person == person and entry.revoked is None for entry in office.issued):
        raise Refused(f"{person} holds no certificate of this office. Nothing was changed.", "not-known")
    issued = tuple(
        replace(entry, revoked=entry.revoked or now) if entry.person == person else entry for entry in office.issued
    )
    return _new_list(folder, replace(office, issued=issued), open_office(folder, passphrase), now)


def renew_list(folder: Path, passphrase: str, clock: Clock) -> bytes:
    """The same withdrawals in a list (DER) with a new date, since an office accepts none that is out of date."""
    return _new_list(folder, read_office(folder), open_office(folder, passphrase), clock())


def rotate(folder: Path, passphrase: str, clock: Clock) -> None:
    """Give the office a new root under the same passphrase. The former one vouches for it and stays published, so
    that what it certified and signed holds on. Killed half way, the office has the one root or the other.

    Raises `Refused` ("wrong-passphrase") or `Unavailable`; then nothing was changed.
    """
    office, keys, now = read_office(folder), open_office(folder, passphrase), clock()
    new_key, root = certificates.make_authority(office.name, now)
    link = pem(vouch(keys.authority_key, office.root, root), "CERTIFICATE").encode()
    links = b"".join(pem(each, "CERTIFICATE").encode() for each in office.succession) + link
    with staged(folder) as part:
        _write_keys(part, OfficeKeys(new_key, keys.age_identity), passphrase)
        write_whole(part / AUTHORITY, root + office.authority, owner_only=True)
        write_whole(part / SUCCESSION, links, owner_only=True)
        _new_list(part, replace(office, authority=root + office.authority), OfficeKeys(new_key, ""), now)


def _new_list(folder: Path, office: Office, keys: OfficeKeys, now: datetime) -> bytes:
    revoked = [(entry.serial, entry.revoked) for entry in office.issued if entry.revoked]
    number = office.list_number + 1
    crl = certificates.revocation_list(keys.authority_key, office.root, revoked, number, now)
    # The list first: a withdrawal that is published but not yet registered does no harm, the other way round does.
    write_whole(folder / REVOKED, crl, owner_only=True)
    write_office(folder, replace(office, crl=crl, list_number=number))
    return crl


def _check_free(office: Office, asked: RequestFacts, person: str) -> None:
    of_this_key = person == person_of_key(asked.spki_sha256)
    known = any(entry.person == person for entry in office.issued)
    if not (of_this_key or known) and (_KEY_PERSON.fullmatch(person) or not _PERSON.fullmatch(person)):
        raise WrongUse(
            'A person id looks like "A-0001", or is the one of the key itself. Nothing was certified; choose another.',
            "bad-person",
        )
    for entry in office.issued:
        same_key, same_person = entry.spki_sha256 == asked.spki_sha256, entry.person == person
        if same_key and (entry.revoked or not same_person):
            raise Refused(
                f"This key was certified for {entry.person} before. Nothing was certified; ask for a request with a "
                "new key.",
                "already-certified",
            )
        if same_person and not same_key and entry.revoked is None:
            raise Refused(
                f"{person} has another key that still holds. Nothing was certified; withdraw it first.",
                "already-certified",
            )


def _check_one_person(office: Office, asked: RequestFacts, holder: Holder) -> None:
    """One administrator under two ids would count as two where two must agree."""
    if Role.ADMINISTRATOR not in holder.roles:
        return
    for entry in office.issued:
        other = entry.person != holder.person and Role.ADMINISTRATOR in entry.roles
        same_computer = bool(asked.age_recipient) and entry.age_recipient == asked.age_recipient
        if other and (same_computer or same_name(entry.name, holder.name)):
            raise Refused(
                f"{entry.name} is an administrator already, as {entry.person}, and nobody may count as two. Nothing "
                f"was certified. If this is the same person, withdraw {entry.person} and certify this key with "
                f"`--same-person-as {entry.person}`; if not, ask for a request with a name that tells them apart.",
                "same-person",
            )


def _write_keys(folder: Path, keys: OfficeKeys, passphrase: str) -> None:
    body = {
        "authority_key": base64.b64encode(keys.authority_key).decode(),
        "age_identity": keys.age_identity,
    }
    write_whole(folder / KEYS, age_passphrase.encrypt(json.dumps(body).encode(), passphrase), owner_only=True)


def _found(folder: Path, office: Office, keys: OfficeKeys, passphrase: str) -> None:
    made_here = not folder.exists()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_keys(folder, keys, passphrase)
        write_whole(folder / AUTHORITY, office.authority, owner_only=True)
        write_whole(folder / REVOKED, office.crl, owner_only=True)
        write_office(folder, office)
    except BaseException as error:
        if made_here:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            for name in (KEYS, AUTHORITY, REVOKED, REGISTER):
                (folder / name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise Unavailable("The office could not be made here. Nothing was left behind.", "cannot-write") from error
        raise
