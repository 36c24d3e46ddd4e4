"""Effective practice: strengths that others may learn from, with the institution's consent and without its name."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Consent:
    """The institution's consent: who gave it (a role or a name), on which day, and until when it holds."""

    by: str
    on: date
    until: date

    def holds(self, today: date) -> bool:
        """Whether it holds on a day."""
        return self.on <= today <= self.until


@dataclass(frozen=True, slots=True)
class PracticeMark:
    """A strength marked as effective practice. text: as others would read it; doubts: what in it a person has to look
    at; published: id of its entry in the repository, "" while it is in none."""

    assessment: str
    strand: str
    text: str
    consent: Consent | None = None
    doubts: tuple[str, ...] = ()
    published: str = ""

    def missing(self, today: date) -> str:
        """What it takes before others may read it, in words; "" when nothing is missing."""
        if self.consent is None:
            return "the consent of the institution"
        return "" if self.consent.holds(today) else f"a consent that holds today (it held until {self.consent.until})"


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """One entry of the repository, as every assessor has it. It names no institution."""

    id: str
    text: str
    scheme: str
    strand: str
    strand_title: str
    setting: str
    nation: str
    until: date
    checked_by: str
