"""The one spelling of an office card: canonical JSON, certificates as PEM text."""

import json
import re
from collections.abc import Mapping
from typing import Any

from assessor_app.domain.exchange.card import OfficeCard, RosterEntry, pem, unpem
from assessor_app.domain.journal.clock import moment, read_moment
from assessor_app.domain.journal.operation import Json, canonical_json
from assessor_app.domain.people import Role
from assessor_app.sync.refusals import refused

FORMAT = "assay-card"
FORMAT_VERSION = 1

_HASH = re.compile(r"[0-9a-f]{64}")
_AGE = re.compile(r"age1[a-z0-9]{58}")
_DID = re.compile(r"did:key:z[1-9A-HJ-NP-Za-km-z]{40,60}")
_PERSON = re.compile(r"[A-Za-z0-9-]{1,64}")


def card_bytes(card: OfficeCard) -> bytes:
    """The bytes that the office signs; times to the second, in UTC."""
    return canonical_json(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "min_format": card.min_format,
            "office": card.office,
            "realm": card.realm,
            "version": card.version,
            "issued": moment(card.issued),
            "expires": moment(card.expires),
            "roots": [pem(root, "CERTIFICATE") for root in card.roots],
            "succession": [pem(link, "CERTIFICATE") for link in card.succession],
            "recovery_recipient": card.recovery_recipient,
            "award_keys": list(card.award_keys),
            "crl": pem(card.crl, "X509 CRL") if card.crl else "",
            "office_age_recipients": list(card.office_age_recipients),
            "roster": [_entry_value(entry) for entry in card.roster],
        }
    )


def parse_card(raw: bytes) -> OfficeCard:
    """Read a card back. Raises Refused "card-newer" for one of a later format, "card-changed" for any other spelling.

    Writing what was read must give the same bytes: that leaves no room for unknown keys, other types or repetition.
    """
    try:
        found = json.loads(raw)
        if found["format"] != FORMAT:
            raise refused("not-a-card")
        if found["format_version"] != FORMAT_VERSION or found["min_format"] > FORMAT_VERSION:
            raise refused("card-newer")
        card = _card(found)
        good = card_bytes(card) == raw and _plausible(card)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise refused("card-changed") from error
    if not good:
        raise refused("card-changed")
    return card


def _card(found: Mapping[str, Any]) -> OfficeCard:
    return OfficeCard(
        office=found["office"],
        realm=found["realm"],
        version=found["version"],
        issued=read_moment(found["issued"]),
        expires=read_moment(found["expires"]),
        roots=tuple(unpem(root, "CERTIFICATE") for root in found["roots"]),
        crl=unpem(found["crl"], "X509 CRL") if found["crl"] else b"",
        office_age_recipients=tuple(found["office_age_recipients"]),
        roster=tuple(_entry(entry) for entry in found["roster"]),
        min_format=found["min_format"],
        succession=tuple(unpem(link, "CERTIFICATE") for link in found["succession"]),
        recovery_recipient=found["recovery_recipient"],
        award_keys=tuple(found["award_keys"]),
    )


def _entry(found: Mapping[str, Any]) -> RosterEntry:
    return RosterEntry(
        person=found["person"],
        name=found["name"],
        roles=frozenset(Role(role) for role in found["roles"]),
        spki_sha256=found["spki_sha256"],
        age_recipient=found["age_recipient"],
    )


def _entry_value(entry: RosterEntry) -> Json:
    return {
        "person": entry.person,
        "name": entry.name,
        "roles": sorted(role.value for role in entry.roles),
        "spki_sha256": entry.spki_sha256,
        "age_recipient": entry.age_recipient,
    }


def _plausible(card: OfficeCard) -> bool:
    """Whether the values can be what they are called. Types were settled by the spelling, or raise here."""
    keys = [entry.spki_sha256 for entry in card.roster]
    return (
        all(isinstance(number, int) and not isinstance(number, bool) for number in (card.version, card.min_format))
        and min(card.version, card.min_format) >= 1
        and card.expires > card.issued
        and bool(card.roots)
        and all(_HASH.fullmatch(text) for text in (card.realm, *keys))
        and len(set(keys)) == len(keys)
        and all(_AGE.fullmatch(text) for text in (*card.office_age_recipients, card.recovery_recipient) if text != "")
        and all(_DID.fullmatch(did) for did in card.award_keys)
        and "" not in card.office_age_recipients
        and _printable(card.office)
        and all(map(_plausible_entry, card.roster))
    )


def _plausible_entry(entry: RosterEntry) -> bool:
    reachable = entry.age_recipient == "" or bool(_AGE.fullmatch(entry.age_recipient))
    return bool(_PERSON.fullmatch(entry.person)) and _printable(entry.name) and reachable


def _printable(text: str) -> bool:
    return 0 < len(text) <= 200 and text.isprintable()
