"""An award as it is given to an institution: what the certificate and the credential state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Level, Outcome, Scheme, Strand


@dataclass(frozen=True, slots=True)
class AwardStatement:
    """One award. number: of its certificate; issuer: name of the office; levels: the judgement it rests on, as in
    ReportContent; until_on: the last day it holds, None without an end; report_sha256: of the signed report, "" when
    there is none; signatories: names and roles printed on the certificate.

    holder: the person who holds a mark for individuals, "" for an institution's own award.
    """

    number: str
    institution: Institution
    scheme: Scheme
    outcome: Outcome
    levels: Mapping[str, str | None]
    given_on: date
    until_on: date | None
    issuer: str
    report_sha256: str = ""
    signatories: tuple[tuple[str, str], ...] = ()
    holder: str = ""

    @property
    def title(self) -> str:
        """ "Any Quality Mark: Silver"."""
        return f"{self.scheme.title}: {self.outcome.name}" if self.has_steps else self.scheme.title

    @property
    def has_steps(self) -> bool:
        """False for a mark that is simply held or not."""
        return len(self.scheme.outcomes) > 1

    @property
    def step(self) -> int:
        """The award's place among the mark's, from 1 for the lowest."""
        return self.scheme.outcomes.index(self.outcome) + 1

    def results(self) -> tuple[tuple[Strand, Level], ...]:
        """The strands that were given a level, with it."""
        given = []
        for strand in self.scheme.graded:
            level = self.levels.get(strand.id)
            if level and level != NOT_ENOUGH:
                given.append((strand, self.scheme.level(level)))
        return tuple(given)


@dataclass(frozen=True, slots=True)
class CompactAward:
    """What the QR code on a certificate holds: enough to know it without any register, signed like the credential."""

    number: str
    holder: str
    mark: str
    award: str
    given_on: date
    until_on: date | None
