"""What an office's folder says in public: its name, its certificate, whom it certified, what it withdrew."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessor_app.domain.exchange.card import pem
from assessor_app.domain.people import Role
from assessor_app.errors import Unavailable
from assessor_app.files import read_small, write_whole
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.staging import finish
from assessor_app.identity.trust import realm_of

FORMAT = 1
REGISTER, AUTHORITY, REVOKED = "office.json", "authority.pem", "revoked.crl"
SUCCESSION = "succession.pem"


@dataclass(frozen=True, slots=True)
class Issued:
    """One certificate of the office's register. revoked: since when it holds no more, None while it does."""

    person: str
    name: str
    roles: frozenset[Role]
    spki_sha256: str
    age_recipient: str
    serial: int
    until: datetime
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """The public side of an office. realm: SHA-256 of its first root key; authority: its certificate (PEM), then its
    former ones; succession: by which each vouched for the next (DER, oldest first); age_recipient: what people encrypt
    to it for; list_number: of its last revocation list (`crl`, DER)."""

    name: str
    realm: str
    authority: bytes
    age_recipient: str
    crl: bytes
    list_number: int
    issued: tuple[Issued, ...]
    succession: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """The certificate (PEM) of the authority that signs now."""
        return pem(der_of(self.authority)[0], "CERTIFICATE").encode()

    @property
    def pinned(self) -> frozenset[str]:
        """Public keys that the office vouches for now, whatever certificate earlier work came with."""
        withdrawn = {entry.spki_sha256 for entry in self.issued if entry.revoked}
        return frozenset(entry.spki_sha256 for entry in self.issued) - withdrawn


def read_office(folder: Path) -> Office:
    """The public side of the office in `folder`; raises `Unavailable` ("missing", "damaged-office", "newer-office")."""
    with suppress(OSError):  # a medium that cannot be written now is finished another time
        finish(folder)
    authority = read_small(folder / AUTHORITY, "The office's certificate")
    crl = read_small(folder / REVOKED, "The office's list of withdrawn certificates")
    try:
        body = json.loads(read_small(folder / REGISTER, "The office's register", 64 << 20))
        if body["format"] != FORMAT:
            raise Unavailable(
                "This office was written by a newer version of Assay. Nothing was changed; update Assay.",
                "newer-office",
            )
        issued = tuple(_entry(entry) for entry in body["issued"])
        recipient, number = str(body["age_recipient"]), int(body["list_number"])
        realm = realm_of(der_of(authority)[-1])
        return Office(str(body["name"]), realm, authority, recipient, crl, number, issued, _links(folder))
    except (ValueError, KeyError, TypeError):
        raise Unavailable(
            "The office's register is damaged. Nothing was changed; restore its folder from a backup.", "damaged-office"
        ) from None


def _links(folder: Path) -> tuple[bytes, ...]:
    file = folder / SUCCESSION
    return der_of(file.read_bytes()) if file.is_file() else ()


def write_office(folder: Path, office: Office) -> None:
    """Replace the register; certificate and revocation list are files of their own."""
    body = {
        "format": FORMAT,
        "name": office.name,
        "age_recipient": office.age_recipient,
        "list_number": office.list_number,
        "issued": [_body(entry) for entry in office.issued],
    }
    write_whole(folder / REGISTER, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode(), owner_only=True)


def _body(entry: Issued) -> dict[str, Any]:
    return {
        "person": entry.person,
        "name": entry.name,
        "roles": sorted(role.value for role in entry.roles),
        "spki_sha256": entry.spki_sha256,
        "age_recipient": entry.age_recipient,
        "serial": f"{entry.serial:x}",
        "until": entry.until.isoformat(),
        "revoked": entry.revoked.isoformat() if entry.revoked else None,
    }


def _entry(body: dict[str, Any]) -> Issued:
    return Issued(
        person=str(body["person"]),
        name=str(body["name"]),
        roles=frozenset(Role(role) for role in body["roles"]),
        spki_sha256=str(body["spki_sha256"]),
        age_recipient=str(body["age_recipient"]),
        serial=int(body["serial"], 16),
        until=datetime.fromisoformat(body["until"]).astimezone(UTC),
        revoked=datetime.fromisoformat(body["revoked"]).astimezone(UTC) if body["revoked"] else None,
    )
