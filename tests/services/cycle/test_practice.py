"""Effective practice: marked, consented to, read once more, found, sent to everybody, and taken back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from assessor_app.domain.cycle.practice import Consent
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.journal.writing import Writing
from assessor_app.models.upkeep.checking import check
from assessor_app.services.profile.workplace import Workplace
from tests.offices import copy_of_office, opened

TODAY = date.today()  # noqa: DTZ011  consents hold by the computer's day
CONSENT = Consent("Headteacher", TODAY - timedelta(days=1), TODAY + timedelta(days=365))
WORDS = "Hollin Bank plans lesson study with every team."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_office(tmp_path / "office")


@pytest.fixture
def lead(folder: Path) -> Iterator[Workplace]:
    with opened(folder, "lead") as workplace:
        yield workplace


def visit_of(folder: Path) -> str:
    return (folder / "assessment.txt").read_text()


def released(lead: Workplace, visit: str, text: str = WORDS, strand: str = "1.1") -> str:
    lead.practice.mark(visit, strand, text)
    lead.practice.consent(visit, strand, CONSENT)
    return lead.practice.publish(visit, strand, checked=True).id


def test_the_strengths_are_marked_without_the_name_of_the_school(lead: Workplace, folder: Path) -> None:
    visit = visit_of(folder)
    school = lead.visits.open(visit).institution.name
    strand = lead.schemes.get("pdqm").strand("1.1").id
    lead.judging.write(visit, strand, "strengths", f"{school} plans together.", (), None).result()
    mark = lead.practice.mark(visit, "1.1")
    assert mark.text == "The school plans together."
    assert lead.practice.marks(visit) == (mark,)


def test_without_strengths_there_is_nothing_to_mark(lead: Workplace, folder: Path) -> None:
    with pytest.raises(WrongUse):
        lead.practice.mark(visit_of(folder), "4.4")


def test_nothing_is_released_without_consent_and_a_reader(lead: Workplace, folder: Path) -> None:
    visit = visit_of(folder)
    lead.practice.mark(visit, "1.1", WORDS)
    with pytest.raises(Refused) as refused:
        lead.practice.publish(visit, "1.1", checked=True)
    assert refused.value.code == "no-consent"
    over = Consent("Headteacher", TODAY - timedelta(days=9), TODAY - timedelta(days=1))
    assert "held until" in lead.practice.consent(visit, "1.1", over).missing(TODAY)
    lead.practice.consent(visit, "1.1", CONSENT)
    with pytest.raises(Refused) as refused:
        lead.practice.publish(visit, "1.1", checked=False)
    assert refused.value.code == "not-checked"
    assert lead.practice.entries() == ()


@pytest.mark.parametrize("consent", [Consent(" ", TODAY, TODAY), Consent("A", TODAY, TODAY - timedelta(days=1))])
def test_a_consent_says_who_and_ends_after_it_began(lead: Workplace, folder: Path, consent: Consent) -> None:
    lead.practice.mark(visit_of(folder), "1.1", WORDS)
    with pytest.raises(WrongUse):
        lead.practice.consent(visit_of(folder), "1.1", consent)


def test_words_and_beginnings_of_words_are_found_best_first(lead: Workplace, folder: Path) -> None:
    visit = visit_of(folder)
    study = released(lead, visit, "Lesson study, and again lesson study.")
    other = released(lead, visit, "One lesson a year is seen by parents and governors and others.", "1.2")
    assert [entry.id for entry in lead.practice.search("lesson")] == [study, other]
    assert [entry.id for entry in lead.practice.search("STUD")] == [study]
    assert lead.practice.search("lesson nonsense") == ()
    assert len(lead.practice.search("  ")) == 2


@pytest.mark.parametrize(
    "words",
    ['"', "NEAR(", "words:x", "*", "(" * 3000, "a OR b", "practice:*", "-x", "'; DROP TABLE practice; --", "\0"],
)
def test_nothing_that_is_typed_is_read_as_a_command(lead: Workplace, folder: Path, words: str) -> None:
    released(lead, visit_of(folder))
    lead.practice.search(words)
    assert len(lead.practice.entries()) == 1


def test_it_goes_to_another_assessor_by_the_office_and_is_taken_back_the_same_way(folder: Path, tmp_path: Path) -> None:
    visit = visit_of(folder)

    def round_trip(number: int) -> tuple[str, ...]:
        with opened(folder, "lead") as lead:
            lead.exchange.export(tmp_path / f"{number}.assay", assessments=[visit])
        with opened(folder, "office") as office:
            office.exchange.take_in(tmp_path / f"{number}.assay")
            second = next(each.id for each in office.exchange.recipients() if each.name.startswith("Ben"))
            office.exchange.export(tmp_path / f"{number}-back.assay", people=[second])
        with opened(folder, "second") as other:
            other.exchange.take_in(tmp_path / f"{number}-back.assay")
            assert check(other.store) == ()
            assert rebuild_and_compare(other.store).differences == ()
            return tuple(entry.text for entry in other.practice.search("lesson"))

    with opened(folder, "lead") as lead:
        released(lead, visit)
    assert round_trip(1) == (WORDS,)
    with opened(folder, "lead") as lead:
        lead.practice.unmark(visit, "1.1")
        assert lead.practice.entries() == ()
    assert round_trip(2) == ()


def test_an_entry_says_nothing_of_the_visit(lead: Workplace, folder: Path) -> None:
    visit = visit_of(folder)
    entry = released(lead, visit)
    (found,) = lead.practice.entries()
    assert found.id == entry
    assert visit not in repr(found)


def test_days_that_are_none_hide_an_entry_and_stop_nothing(lead: Workplace, folder: Path) -> None:
    """Somebody's changed program may send anything that is text; an entry goes to everybody."""
    visit = visit_of(folder)
    whole, broken = released(lead, visit), released(lead, visit, strand="1.2")
    strand = lead.schemes.get("pdqm").strand("1.2").id

    def spoil(writing: Writing) -> None:
        writing.set(f"practice/{broken}", "until", "2026-13-45")
        writing.set(f"assessment/{visit}/practice/{strand}", "consent_until", "soon")

    lead.store.write(spoil).result()
    assert [entry.id for entry in lead.practice.entries()] == [whole]
    assert {mark.strand: mark.consent is None for mark in lead.practice.marks(visit)}[strand]
