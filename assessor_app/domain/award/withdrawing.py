"""Which words on a withdrawal count: each for the certificate it was given for, and each person once."""

from collections.abc import Sequence
from unicodedata import normalize

from assessor_app.domain.cycle.cycle import Withdrawal


def words_that_count(number: str, certificate_on: str, said: Sequence[Withdrawal]) -> tuple[Withdrawal, ...]:
    """Of what administrators said about an award, what counts now: two words when it is withdrawn, one while a second
    is missing, or none.

    number, certificate_on: the certificate as it stands. A word counts for the certificate it was given for and for no
    later one; what two people have said of one certificate stays, whatever is noted about it later. said: oldest first.
    """
    of_this = [each for each in said if each.number == number]
    for certificate in dict.fromkeys(each.certificate_on for each in of_this):
        people = _apart([each for each in of_this if each.certificate_on == certificate])
        if len(people) > 1:
            return people
    return _apart([each for each in of_this if each.certificate_on == certificate_on])


def same_name(one: str, other: str) -> bool:
    """True for names that differ in case, blanks and spelling of their characters at most."""
    return _folded(one) == _folded(other)


def _apart(said: Sequence[Withdrawal]) -> tuple[Withdrawal, ...]:
    """Each person once, by id and by name: somebody whom the office certified under two ids is one person."""
    found: list[Withdrawal] = []
    for each in said:
        if not any(each.person == known.person or same_name(each.name, known.name) for known in found):
            found.append(each)
    return tuple(found)


def _folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
