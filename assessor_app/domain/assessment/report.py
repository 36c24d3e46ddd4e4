"""What a report is made from, and whether it is ready to sign."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.facts import NO_FACTS, AwardFacts
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.template import PLAIN, Template
from assessor_app.domain.scheme.visit import Reader

ENGLISH: Final = "en-GB"
"""The language of the sentences that the program writes."""


@dataclass(frozen=True, slots=True)
class ReportLanguage:
    """A language that documents can be written in. tag: BCP 47; name: in itself; reviewed: False while nobody who
    speaks it has looked through the fixed words."""

    tag: str
    name: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """The signed judgements of the visit before. levels: the lead's, as in ReportContent, by strand id."""

    visit_on: date
    levels: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything printed. levels: the lead's level id, NOT_ENOUGH or None for each strand; version counts signed
    versions from 1; draft is 0 once final; fingerprint ties the pages to the data ("3F9A 61C2 0B7E").

    before: the last visit's judgements, None for a first visit; reader: for whom this copy is, None for the whole
    report; language: of the report (BCP 47), whatever the program's window or the mark's texts are in;
    facts: what the award rests on beside the levels; template: what the mark's owner changes in its documents.
    """

    scheme: Scheme
    assessment: Assessment
    levels: dict[str, str | None]
    outlook: Outlook
    version: int
    draft: int
    fingerprint: str
    printed_on: date
    before: Earlier | None = None
    reader: Reader | None = None
    language: str = ENGLISH
    facts: AwardFacts = NO_FACTS
    template: Template = PLAIN


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One section of the report in the list beside the preview. A severity of ERROR stops signing."""

    id: str
    title: str
    page: int
    severity: Severity | None
    message: str
    strands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportCopies:
    """What copies of a report there can be. readers: those that the mark's edition names; language: the report's now;
    name: language of the institution's name, "" for English."""

    readers: tuple[Reader, ...]
    languages: tuple[ReportLanguage, ...]
    language: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: rows from the top without gaps, four bytes a pixel: blue, green, red, alpha."""

    width: int
    height: int
    bgra: bytes

    @property
    def stride(self) -> int:
        """Bytes of a row."""
        return 4 * self.width
