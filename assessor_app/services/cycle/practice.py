"""The repository of effective practice: marked by an assessor, released with consent, found by everybody."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.cycle.practice import Consent, PracticeEntry, PracticeMark
from assessor_app.domain.journal.clock import today
from assessor_app.domain.people import Person
from assessor_app.domain.words.anonymity import Anonymous, anonymous, doubts_in
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import practices
from assessor_app.models.queries.values import day_of
from assessor_app.services.signed_work import set_all
from assessor_app.services.visits import Visits

MOST_FOUND = 50


class Practice:
    """The use cases of effective practice. Changes wait for the disk, so they are called from a worker."""

    def __init__(self, store: Store, visits: Visits, person: Person, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._visits = visits
        self._person = person
        self._clock = clock

    def suggested(self, assessment: str, strand: str) -> Anonymous:
        """The strengths of a strand without names. Raises WrongUse when none are written."""
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        found = scheme.strand(strand)
        strengths = record.strand(found.id).strengths.strip()
        if not strengths:
            raise WrongUse(f"No strengths are written for {found.title}. Nothing was marked.", "no-strengths")
        people = [record.lead_name, *(heard.name for debrief in record.debriefs for heard in debrief.listeners)]
        institution = record.institution
        return anonymous(strengths, institution.name, institution.place, people, scheme.terms.institution)

    def mark(self, assessment: str, strand: str, text: str = "") -> PracticeMark:
        """Mark a strength; without a text its own words are made anonymous. Marking again changes the text.

        Raises WrongUse for an unknown strand or one without strengths.
        """
        record = self._visits.open(assessment)
        name = self._visits.scheme_of(record).strand(strand).id
        words = text.strip() or self.suggested(assessment, name).text
        entity = _mark(record.id, name)

        def change(writing: Writing) -> None:
            writing.set(entity, "text", words)
            writing.set(entity, "deleted", False)

        self._store.write(change).result()
        return self._found(record.id, name)

    def unmark(self, assessment: str, strand: str) -> None:
        """Take the mark off, and its entry out of the repository."""
        mark = self._found(assessment, self._strand(assessment, strand))

        def change(writing: Writing) -> None:
            writing.set(_mark(mark.assessment, mark.strand), "deleted", True)
            if mark.published:
                writing.set(f"practice/{mark.published}", "deleted", True)

        self._store.write(change).result()

    def consent(self, assessment: str, strand: str, consent: Consent) -> PracticeMark:
        """Record the institution's consent. Raises WrongUse for one that says nobody or ends before it begins."""
        if not consent.by.strip() or consent.until < consent.on:
            words = "A consent names who gave it, and ends after it began. Nothing was recorded."
            raise WrongUse(words, "consent")
        mark = self._found(assessment, self._strand(assessment, strand))
        values = {"by": consent.by.strip(), "on": consent.on.isoformat(), "until": consent.until.isoformat()}
        fields = {f"consent_{key}": value for key, value in values.items()}

        def change(writing: Writing) -> None:
            set_all(writing, _mark(mark.assessment, mark.strand), fields)
            if mark.published:
                writing.set(f"practice/{mark.published}", "until", values["until"])

        self._store.write(change).result()
        return self._found(mark.assessment, mark.strand)

    def publish(self, assessment: str, strand: str, checked: bool) -> PracticeEntry:
        """Put a mark into the repository, from which it goes to everybody with the office's next bundle.

        checked: this person has read the text and found nobody in it. Raises Refused without that or a consent.
        """
        mark = self._found(assessment, self._strand(assessment, strand))
        missing = mark.missing(today(self._clock))
        if missing:
            raise Refused(f"It needs {missing} first. Nothing was put into the repository.", "no-consent")
        if not checked:
            doubts = " ".join(mark.doubts) or "Read it once more as a stranger would."
            raise Refused(f"{doubts} Say that it was checked. Nothing was put into the repository.", "not-checked")
        identifier = mark.published or uuid.uuid4().hex
        values = self._values(mark)

        def change(writing: Writing) -> None:
            for field, value in values.items():
                writing.set(f"practice/{identifier}", field, value)
            writing.set(f"practice/{identifier}", "deleted", False)
            writing.set(_mark(mark.assessment, mark.strand), "published", identifier)

        self._store.write(change).result()
        return next(entry for entry in self.entries() if entry.id == identifier)

    def marks(self, assessment: str = "") -> tuple[PracticeMark, ...]:
        """The marks of one assessment, or of all."""
        with self._store.read() as reading:
            return tuple(_mark_of(row) for row in practices.marks(reading, assessment))

    def entries(self) -> tuple[PracticeEntry, ...]:
        """What the repository holds today; what a consent no longer covers is left out."""
        with self._store.read() as reading:
            found = [_entry_of(row) for row in practices.entries(reading)]
        return tuple(entry for entry in found if entry.until >= today(self._clock))

    def search(self, words: str) -> tuple[PracticeEntry, ...]:
        """The entries with all of these words, also their beginnings, the best first; all of them for no words."""
        if not words.strip():
            return self.entries()
        with self._store.read() as reading:
            order = practices.find(reading, words, MOST_FOUND)
        held = {entry.id: entry for entry in self.entries()}
        return tuple(held[identifier] for identifier in order if identifier in held)

    def _values(self, mark: PracticeMark) -> Mapping[str, str]:
        record: Assessment = self._visits.open(mark.assessment)
        strand = self._visits.scheme_of(record).strand(mark.strand)
        return {
            "text": mark.text,
            "scheme": record.scheme,
            "strand": strand.id,
            "strand_title": strand.title,
            "setting": record.institution.setting,
            "nation": record.institution.nation,
            "until": mark.consent.until.isoformat() if mark.consent else "",
            "checked_by": self._person.name,
        }

    def _strand(self, assessment: str, strand: str) -> str:
        return self._visits.scheme_of(self._visits.open(assessment)).strand(strand).id

    def _found(self, assessment: str, strand: str) -> PracticeMark:
        for mark in self.marks(assessment):
            if mark.strand == strand:
                return mark
        raise WrongUse(f"{strand} is not marked as effective practice. Nothing was changed.", "not-marked")


def _mark(assessment: str, strand: str) -> str:
    return f"assessment/{assessment}/practice/{strand}"


def _mark_of(row: Any) -> PracticeMark:
    consent = None
    given, until = day_of(row.consent_on), day_of(row.consent_until)
    if row.consent_by and given and until:
        consent = Consent(row.consent_by, given, until)
    text = row.text or ""
    return PracticeMark(row.assessment, row.strand, text, consent, tuple(doubts_in(text)), row.published or "")


def _entry_of(row: Any) -> PracticeEntry:
    return PracticeEntry(
        id=row.practice,
        text=row.text or "",
        scheme=row.scheme or "",
        strand=row.strand or "",
        strand_title=row.strand_title or "",
        setting=row.setting or "",
        nation=row.nation or "",
        until=day_of(row.until) or date.min,
        checked_by=row.checked_by or "",
    )
