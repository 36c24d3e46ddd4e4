"""Which words on a withdrawal count."""

from dataclasses import replace

from assessor_app.domain.award.withdrawing import words_that_count
from assessor_app.domain.cycle.cycle import Withdrawal

PRIYA = Withdrawal("P-1", "Priya Nair", "2027-01-01T10:00:00Z", "Closed", "A/1", "2026-06-01")
SUNITA = replace(PRIYA, person="P-2", name="Sunita Patel", said_at="2027-01-02T10:00:00Z")


def test_two_people_who_speak_of_one_certificate_count_as_two() -> None:
    assert words_that_count("A/1", "2026-06-01", [PRIYA, SUNITA]) == (PRIYA, SUNITA)


def test_one_person_under_two_ids_counts_once() -> None:
    for name in ("Priya Nair", "priya  NAIR", "\uff30riya Nair"):
        again = replace(SUNITA, name=name)
        assert words_that_count("A/1", "2026-06-01", [PRIYA, again]) == (PRIYA,)
    assert words_that_count("A/1", "2026-06-01", [PRIYA, replace(SUNITA, person="P-1")]) == (PRIYA,)


def test_a_word_does_not_count_for_a_later_certificate() -> None:
    assert words_that_count("A/1", "2026-12-24", [PRIYA]) == ()
    assert words_that_count("A/2", "2026-06-01", [PRIYA]) == ()
    later = replace(SUNITA, certificate_on="2026-12-24")
    assert words_that_count("A/1", "2026-12-24", [PRIYA, later]) == (later,)


def test_nobody_undoes_alone_what_two_have_said() -> None:
    assert words_that_count("A/1", "2027-03-01", [PRIYA, SUNITA]) == (PRIYA, SUNITA)
