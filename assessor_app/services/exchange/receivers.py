"""For whom a bundle is made, by name from the office's card, and what a verifier must not see."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.domain.exchange.contents import Recipient
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.exchange.acknowledging import OFFICE


def known_receivers(card: OfficeCard) -> tuple[Recipient, ...]:
    """Everybody whom a bundle can be made for: the office's keys first, then the people on its roster."""
    office = (Recipient(OFFICE, card.office, key) for key in card.office_age_recipients)
    people = (
        Recipient(entry.person, entry.name, entry.age_recipient, _only_verifies(entry.roles))
        for entry in card.roster
        if entry.age_recipient
    )
    return (*office, *people)


def _only_verifies(roles: frozenset[Role]) -> bool:
    return Role.VERIFIER in roles and not roles & {Role.ASSESSOR, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Receivers:
    """The office and the people chosen. own: the sender's age key, so that a bundle can be opened here again;
    verifier: id of the person whom a package without judgements is for, empty for any other bundle."""

    people: tuple[Recipient, ...]
    own: str
    verifier: str

    @staticmethod
    def chosen(card: OfficeCard, own: str, people: Sequence[str], verifier: str) -> "Receivers":
        """The office, and these people by id or name. Raises WrongUse for somebody the card does not list, and for a
        verifier who is none.
        """
        known = known_receivers(card)
        found = [each for each in known if each.id == OFFICE]
        named = [_find(known, name) for name in people]
        if verifier:
            checks = _find(known, verifier)
            if Role.VERIFIER not in card.roles_of(checks.id):
                raise WrongUse(f"{checks.name} is no verifier by the office's card, so no bundle was made.", "role")
            if named:
                raise WrongUse(
                    "A package for a verifier is for them alone, so none was made; make another bundle for the others.",
                    "verifier-alone",
                )
            return Receivers((*found, checks), own, checks.id)
        return Receivers((*found, *named), own, "")

    @property
    def keys(self) -> list[str]:
        """age keys that the bundle is encrypted to."""
        return [*dict.fromkeys([*(each.age_recipient for each in self.people), self.own])]

    @property
    def names(self) -> tuple[str, ...]:
        """Who can open it, the sender apart."""
        return tuple(dict.fromkeys(each.name for each in self.people))

    def ids_but(self, left_out: str) -> list[str]:
        """Ids of those whose receipts say what need not be sent again."""
        return [each for each in dict.fromkeys(person.id for person in self.people) if each != left_out]

    def refuse_judgement_for_verifiers(self, assessments: Sequence[Assessment]) -> None:
        """Raises Refused when an ordinary bundle would show a verifier the assessor's judgement before they have made
        their own: somebody who only verifies, or is the verifier of one of the assessments. Whoever has sealed a
        second mark of all of them may see it.
        """
        of_record = {assessment.verifier for assessment in assessments}
        for person in () if self.verifier else self.people:
            verifies = person.verifier or person.id in of_record
            if person.id != OFFICE and verifies and not has_sealed(person.id, assessments):
                raise Refused(
                    f"{person.name} verifies, and must not see the assessor's judgement before making their own. No "
                    "bundle was made; make one for a verifier, which carries no judgement.",
                    "verifier-blind",
                )


def has_sealed(person: str, assessments: Sequence[Assessment]) -> bool:
    """True when this person's sealed second mark of every one of the assessments is here."""
    return all(person in {each.person for each in assessment.second_marks} for assessment in assessments)


def _find(known: Sequence[Recipient], person: str) -> Recipient:
    found = [each for each in known if each.id != OFFICE and person in (each.id, each.name)]
    if not found:
        raise WrongUse(f"The office's card does not list {person!r}, so no bundle was made.", "unknown-person")
    if len({each.id for each in found}) > 1:
        raise WrongUse(
            f"The office's card lists several people called {person!r}, so no bundle was made; name one by id.",
            "several-people",
        )
    return found[0]
