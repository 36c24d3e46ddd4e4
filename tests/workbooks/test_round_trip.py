"""What is written into a workbook is what is read out of it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessor_app.domain.assessment.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks.reading import read_workbook
from assessor_app.workbooks.text import strip_controls, unify_lines
from assessor_app.workbooks.writing import template_id, write_blank, write_filled
from tests.workbooks.books import Finder, answers_of, clock

ODDITIES = [
    "=1+1",
    "-",
    "- point",
    "+44 20",
    "@all",
    "'quoted'",
    '"quoted"',
    "#REF!",
    "#N/A",
    "_x0041_",
    "_x005F_x0041_",
    "🎓👩‍🏫",
    "漢字",
    "Tŷ",
    "a\nb",
    "a\r\nb",
    "TRUE",
    "1e5",
    "007",
    "1/2/2025",
    "<b>&amp;</b>",
    "\t",
    "]]>",
    "\u2028",
]


def test_a_completed_workbook_is_read_back_equal(filled: Path, answers: Answers, find_scheme: Finder) -> None:
    found = read_workbook(filled, find_scheme)
    assert answers_of(found.submission) == answers
    assert found.problems == ()


def test_a_submission_says_where_it_comes_from(filled: Path, scheme: Scheme, find_scheme: Finder) -> None:
    submission = read_workbook(filled, find_scheme).submission
    assert (submission.scheme, submission.edition) == (scheme.id, scheme.edition)
    assert submission.template_id == template_id(scheme)
    assert len(submission.submission_id) == 36
    assert submission.file_size == filled.stat().st_size
    assert submission.file_sha256 == hashlib.sha256(filled.read_bytes()).hexdigest()


def test_two_blank_workbooks_share_a_template_and_are_two_submissions(
    tmp_path: Path, scheme: Scheme, find_scheme: Finder
) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_blank(scheme, tmp_path / name, nation="wales", setting="primary", clock=clock)
    one, two = (read_workbook(tmp_path / name, find_scheme).submission for name in ("one.xlsx", "two.xlsx"))
    assert one.template_id == two.template_id
    assert one.submission_id != two.submission_id
    assert (one.nation, one.setting, one.evidence, one.actions) == ("wales", "primary", (), ())
    assert one.strands == tuple(SubmittedStrand(strand.id) for strand in scheme.strands)


def test_a_blank_workbook_is_remarked_on_without_a_flood(tmp_path: Path, scheme: Scheme, find_scheme: Finder) -> None:
    write_blank(scheme, tmp_path / "blank.xlsx", clock=clock)
    problems = read_workbook(tmp_path / "blank.xlsx", find_scheme).problems
    assert [problem.code for problem in problems] == ["not-answered"] * 6 + ["no-institution"]
    assert "10 more: H11, H12" in problems[5].message


def held(text: str) -> str:
    """What a cell can hold of a text."""
    return strip_controls(unify_lines(text))[0].strip()


texts = st.one_of(st.sampled_from(ODDITIES), st.text(max_size=80))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(texts, min_size=12, max_size=12))
@example([*ODDITIES[:12]])
@example([*ODDITIES[12:]])
def test_any_text_survives(
    tmp_path: Path, scheme: Scheme, answers: Answers, find_scheme: Finder, given_texts: list[str]
) -> None:
    t = given_texts
    strands = tuple(replace(answer, text=t[n % 12]) for n, answer in enumerate(answers.strands))
    evidence = (SubmittedEvidence("E1", f"x{t[0]}", t[1], "2025-01-15", t[2]), *answers.evidence[1:])
    actions = (SubmittedAction("P1", strands[0].strand, f"x{t[3]}", t[4], "2026-09-01", t[5]),)
    wanted = replace(
        answers, institution=f"x{t[6]}", completed_by=t[7], strands=strands, evidence=evidence, actions=actions
    )
    write_filled(scheme, tmp_path / "any.xlsx", wanted, clock=clock, replace=True)

    found = read_workbook(tmp_path / "any.xlsx", find_scheme).submission

    assert [answer.text for answer in found.strands] == [held(answer.text) for answer in strands]
    first = found.evidence[0]
    assert (first.title, first.location, first.kind) == (held(f"x{t[0]}"), held(t[1]), held(t[2]))
    action = found.actions[0]
    assert (action.text, action.lead, action.success) == (held(f"x{t[3]}"), held(t[4]), held(t[5]))
    assert (found.institution, found.completed_by) == (held(f"x{t[6]}"), held(t[7]))


@pytest.mark.parametrize("text", ODDITIES)
def test_no_text_becomes_a_formula(tmp_path: Path, scheme: Scheme, answers: Answers, text: str) -> None:
    import openpyxl

    strands = (replace(answers.strands[0], text=text), *answers.strands[1:])
    write_filled(scheme, tmp_path / "f.xlsx", replace(answers, strands=strands, institution=text), clock=clock)
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}
