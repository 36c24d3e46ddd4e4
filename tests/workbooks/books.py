"""Completed workbooks, and ways to change them behind the program's back."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from assessor_app.domain.assessment.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.scheme.edition import Scheme

Finder = Callable[[str, str], Scheme]


def clock() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def make_answers(scheme: Scheme) -> Answers:
    strands = tuple(
        SubmittedStrand(
            strand.id,
            scheme.levels[number % 3].id,
            f'{strand.title}: café, naïve, 漢字, “quotes”, emoji 🎓.\nSecond line; third = {number}\n- a "bullet"',
            ("E1", f"E{number % 6 + 1}") if number % 6 else ("E1",),
            1 + number % 5,
        )
        for number, strand in enumerate(scheme.strands)
    )
    return Answers(
        institution="Ysgol Tŷ Gwyn",
        place="Aberaeron",
        nation="wales",
        setting="primary",
        completed_by="A. Morgan, headteacher",
        completed_on="2026-02-27",
        strands=strands,
        evidence=tuple(
            SubmittedEvidence(f"E{number}", f"Policy {number}", f"policy-{number}.pdf", f"2025-0{number}-15", "Policy")
            for number in range(1, 7)
        ),
        actions=(
            SubmittedAction(
                "P1", strands[0].strand, "Share the vision with governors", "Head", "2026-09-01", "Minutes"
            ),
            SubmittedAction("P2", strands[5].strand, "=Pair every new teacher", "Deputy", "2026-10-01", "-Survey"),
        ),
    )


def answers_of(submission: Answers) -> Answers:
    """The part of a submission that the institution wrote."""
    return Answers(**{name: getattr(submission, name) for name in Answers.__slots__})


def edit(source: Path, target: Path, change: Callable[[Workbook], object]) -> Path:
    """Change a workbook as a spreadsheet user would."""
    workbook = openpyxl.load_workbook(source)
    change(workbook)
    workbook.save(target)
    return target


def repack(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Change the parts of a workbook one by one; None leaves a part out."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = change(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return target
