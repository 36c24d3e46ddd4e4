"""The visit day and the report as a scheme plans them."""

from dataclasses import dataclass
from enum import Enum

from assessor_app.domain.scheme.texts import Worded
from assessor_app.domain.visit.day import Voice


@dataclass(frozen=True, slots=True)
class InterviewGroup(Worded):
    """People who are met together. people: how many, in words ("6 to 8"); questions: what they are asked."""

    id: str
    title: str
    people: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimetableEntry:
    """One entry of the default timetable. meets: the id of an interview group; debrief: that of a debrief;
    voice: whose word, or what, it brings."""

    starts: str
    ends: str
    title: str
    meets: str = ""
    debrief: str = ""
    aspects: tuple[str, ...] = ()
    day: int = 1
    voice: Voice = Voice.NONE


@dataclass(frozen=True, slots=True)
class VisitPlan(Worded):
    """The default timetable and the groups that are interviewed."""

    timetable: tuple[TimetableEntry, ...] = ()
    interviews: tuple[InterviewGroup, ...] = ()
    meaning: str = ""


class Reader(Enum):
    """For whom a section of the report is written."""

    INSTITUTION = "institution"
    PANEL = "panel"
    PUBLIC = "public"
    TEACHING_SCHOOL = "teaching-school"
    """Those who consider an application to become a Teaching School."""


SECTIONS = (
    "summary", "context", "profile", "aspects", "strengths", "development", "recommendations", "exceptional-practice",
    "target-groups", "partnerships", "action-plan", "next-steps", "comparison", "evidence", "debriefs", "method",
    "register", "appeals", "sign-off", "written",
)  # fmt: skip
"""What a section of the report shows. `written` is a heading with a text that the assessor writes."""


WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class ReportSection(Worded):
    """One section of the report, in the scheme's order. shows: one of SECTIONS; readers: for whom, everybody when
    empty; aspects: ids of those that a section of aspects is about, all when empty; guidance: for who
    writes it; optional: nobody misses it when it stays empty."""

    id: str
    title: str
    shows: str
    readers: tuple[Reader, ...] = ()
    guidance: str = ""
    aspects: tuple[str, ...] = ()
    optional: bool = False

    def is_for(self, reader: Reader | None) -> bool:
        """True when it stands in the copy for a reader; the whole report (None) has every section."""
        return reader is None or not self.readers or reader in self.readers


def readers_of(sections: tuple[ReportSection, ...]) -> tuple[Reader, ...]:
    """The readers that an edition makes copies for, each once, in the order of `Reader`."""
    named = {reader for section in sections for reader in section.readers}
    return tuple(reader for reader in Reader if reader in named)
