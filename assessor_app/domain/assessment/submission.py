"""What an institution sends in: its self-assessment, as read from a completed workbook or written into one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubmittedStrand:
    """The institution's own answer for one strand.

    level: a level id of the scheme, None when none was chosen or what was typed is not a level;
    evidence: codes of the evidence list ("E1"); confidence: how sure they are, 1 to 5.
    """

    strand: str
    level: str | None = None
    text: str = ""
    evidence: tuple[str, ...] = ()
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class SubmittedEvidence:
    """One row of the evidence list. Codes are unique within a submission.

    location: file name or link; dated: "2026-03-14", "2026-03", "2026", or what was typed when it is no date.
    """

    code: str
    title: str
    location: str = ""
    dated: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SubmittedAction:
    """One row of the action plan. strand: a strand id, or "" when the row names none; due as `dated` above."""

    code: str
    strand: str
    text: str
    lead: str = ""
    due: str = ""
    success: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything an institution fills in. nation and setting: ids such as "england" and "primary", or the words
    typed when they are no choice of the list; completed_on as `SubmittedEvidence.dated`."""

    institution: str = ""
    place: str = ""
    nation: str = ""
    setting: str = ""
    completed_by: str = ""
    completed_on: str = ""
    strands: tuple[SubmittedStrand, ...] = ()
    evidence: tuple[SubmittedEvidence, ...] = ()
    actions: tuple[SubmittedAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Answers):
    """Answers read from a file, and where they come from.

    template_id: the wording the workbook was made from, equal for all workbooks of it; submission_id: this one
    workbook, equal for every later copy of it. Both are empty when the file no longer says.
    """

    scheme: str
    edition: str
    template_id: str = ""
    submission_id: str = ""
    file_sha256: str = ""
    file_size: int = 0

    def strand(self, strand: str) -> SubmittedStrand:
        """The answer for one strand; an empty one when there is none."""
        return next((answer for answer in self.strands if answer.strand == strand), SubmittedStrand(strand))
