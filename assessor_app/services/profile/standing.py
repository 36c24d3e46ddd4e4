"""How far this profile's certificate and office card can be relied on today, and what to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.domain.people import Person
from assessor_app.domain.words.phrases import day_words
from assessor_app.identity.certificate_facts import facts
from assessor_app.identity.enrolment import own_certificate
from assessor_app.identity.profile import read_profile
from assessor_app.services.office.roster import trust_of
from assessor_app.services.profile.identities import trusted_card

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to see to. `sentence` begins with what is the matter; code: a stable word; urgent: it is so already,
    not only soon."""

    code: str
    sentence: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """known_as_of: date of the newest list of withdrawn certificates at hand; None without an office."""

    person: Person
    card: OfficeCard | None
    known_as_of: datetime | None
    cautions: tuple[Caution, ...]


def standing_of(profile: Path, now: datetime) -> Standing:
    """Look at the public files of a profile; needs no key."""
    person, card = read_profile(profile).person, trusted_card(profile)
    said = facts(own_certificate(profile))
    cautions: list[Caution | None] = [_certificate(person, now)]
    known = None
    if card is not None:
        known = trust_of(card).revocation_known_as_of()
        withdrawn = bool(person.certified_by) and card.holder_of(said.spki_sha256) is None
        cautions = [_withdrawn(card) if withdrawn else None, *cautions, _card(card, now)]
    return Standing(person, card, known, tuple(filter(None, cautions)))


def _withdrawn(card: OfficeCard) -> Caution:
    return Caution(
        "withdrawn",
        f"{card.office} no longer vouches for your key. What you sign or send will be refused; your work here is "
        "safe. Ask your office.",
        urgent=True,
    )


def _certificate(person: Person, now: datetime) -> Caution | None:
    day = day_words(person.certified_until)
    cure = "Send your office a new request." if person.certified_by else "Renew it in Settings, Keys and trust."
    if now > person.certified_until:
        return Caution("certificate-expired", f"Your certificate ran out on {day}. You cannot sign. {cure}", True)
    if now > person.certified_until - SOON:
        return Caution("certificate-expires", f"Your certificate runs out on {day}. {cure}", False)
    return None


def _card(card: OfficeCard, now: datetime) -> Caution | None:
    day = day_words(card.expires)
    if card.expired(now):
        words = f"The card of your office ran out on {day}. Work goes on; ask your office for its newest card."
        return Caution("card-expired", words, True)
    if now > card.expires - SOON:
        words = f"The card of your office runs out on {day}. Ask your office for its newest card."
        return Caution("card-expires", words, False)
    return None
