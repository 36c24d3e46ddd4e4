"""A completed self-assessment workbook into values and remarks."""

from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.assessment.submission import Submission, SubmittedAction, SubmittedEvidence
from assessor_app.domain.problem import Problem, Severity
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks.grid import Content
from assessor_app.workbooks.institution_block import read_institution
from assessor_app.workbooks.layout import EVIDENCE, SheetPlan, action_plan, self_assessment
from assessor_app.workbooks.list_rows import read_actions, read_evidence, remark_on_dangling
from assessor_app.workbooks.manifest import SchemeFinder, read_manifest, settle_scheme
from assessor_app.workbooks.package_reader import read_content
from assessor_app.workbooks.refusals import refusal
from assessor_app.workbooks.remarks import Remarks
from assessor_app.workbooks.strand_rows import StrandAnswers, read_strands
from assessor_app.workbooks.tables import Table, find_table


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What a workbook says, and everything that is to be said about it. Nothing has been repaired or guessed."""

    submission: Submission
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that cost an answer."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read_workbook(file: Path, find_scheme: SchemeFinder, expected: Scheme | None = None) -> ReadWorkbook:
    """Read a completed workbook.

    find_scheme: the edition with an id and an edition name; expected: the edition of the visit it is loaded into,
    None to go by what the workbook says. Raises Refused when the file as a whole is no use, Unavailable when it
    cannot be read.
    """
    remarks = Remarks()
    content, package = read_content(file)
    manifest = read_manifest(content, remarks)
    scheme = settle_scheme(file, manifest, find_scheme, expected, remarks)
    answers = _read_self_assessment(file, content, scheme, remarks)
    evidence = _read_evidence(content, remarks)
    remark_on_dangling(answers.strands, evidence, answers.places, remarks)
    actions = _read_actions(content, scheme, remarks)
    submission = Submission(
        scheme=scheme.id,
        edition=scheme.edition,
        template_id=manifest.get("template_id", ""),
        submission_id=manifest.get("submission_id", ""),
        file_sha256=package.sha256,
        file_size=package.size,
        strands=answers.strands,
        evidence=evidence,
        actions=actions,
        **read_institution(content, scheme, remarks),
    )
    return ReadWorkbook(submission, remarks.all())


def _read_self_assessment(file: Path, content: Content, scheme: Scheme, remarks: Remarks) -> StrandAnswers:
    plan = self_assessment(scheme)
    table = find_table(content, plan, remarks)
    if table is None:
        sheets = ", ".join(sheet.title for sheet in content.sheets if sheet.visible)
        what = f"has no sheet {plan.title} (its sheets: {sheets[:200]})"
        raise refusal(file, what, "ask for the workbook that was sent out", "no-self-assessment")
    return read_strands(table, scheme, remarks)


def _read_evidence(content: Content, remarks: Remarks) -> tuple[SubmittedEvidence, ...]:
    table = _find_or_remark(content, EVIDENCE, remarks)
    return read_evidence(table, remarks) if table else ()


def _read_actions(content: Content, scheme: Scheme, remarks: Remarks) -> tuple[SubmittedAction, ...]:
    table = _find_or_remark(content, action_plan(scheme), remarks)
    return read_actions(table, scheme, remarks) if table else ()


def _find_or_remark(content: Content, plan: SheetPlan, remarks: Remarks) -> Table | None:
    table = find_table(content, plan, remarks)
    if table is None:
        remarks.error("sheet-missing", f"{plan.title}!A1", f"There is no sheet {plan.title}; it may have been deleted.")
    return table
