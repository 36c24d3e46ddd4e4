"""What is written into a workbook is what is read out of it."""

from collections.abc import Callable
from pathlib import Path

from assessor_app.domain.scheme import Scheme
from assessor_app.domain.submission import Answers
from assessor_app.workbooks.reading import read_workbook


def answers_of(submission: Answers) -> Answers:
    return Answers(**{name: getattr(submission, name) for name in Answers.__slots__})


def test_a_completed_workbook_is_read_back_equal(
    filled: Path, answers: Answers, find_scheme: Callable[[str, str], Scheme]
) -> None:
    found = read_workbook(filled, find_scheme)
    assert answers_of(found.submission) == answers
    assert [problem.code for problem in found.problems] == ["partial-date"]
