"""Each mark that ships can be toured: the whole job, headless, with the report and the award that the mark has."""

import functools
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from assessor_app.cli.main import main
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.cycle.stages import Place
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.schemes.loading import load_scheme, load_shipped, shipped_schemes
from assessor_app.services.demo.tour import PASSPHRASE, Tour
from assessor_app.services.profile.opening import open_profile
from assessor_app.workbooks.reading import read_workbook
from tests.tours import tour_of

AWARDS = {
    "vbe": "Quality Mark",
    "vbe-early-years": "Early Years Quality Mark",
    "vbe-staff": "Staff Quality Mark",
    "nnecl": "Quality Mark",
    "vbe-enhanced": "Enhanced Quality Mark",
    "ecm": "ECM Quality Mark",
}
"""The PD Quality Mark has a tour of its own."""

MARKS = tuple(AWARDS)


def toured(mark: str) -> tuple[Path, Tour]:
    folder, taken = tour_of(mark)
    return folder / "tour", taken


@functools.cache
def at_the_office(mark: str) -> tuple[Scheme, Outlook, int]:
    """The edition as it was judged by, the outlook at the office, and how many of the visit's sessions it has."""
    folder, taken = toured(mark)
    office = open_profile(folder / "office", lambda: PASSPHRASE)
    try:
        record = office.visits.open(taken.assessment)
        return office.visits.scheme_of(record), office.visits.outlook(record), len(record.sessions)
    finally:
        office.close()


@functools.cache
def words_of(mark: str) -> str:
    """The text of the signed report."""
    report = pypdfium2.PdfDocument(toured(mark)[0] / "report.pdf")
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in report).split())


def test_every_mark_that_ships_is_toured_here_or_by_itself() -> None:
    assert {load_scheme(file).id for file in shipped_schemes()} == {*MARKS, "pdqm"}


@pytest.mark.parametrize("mark", MARKS)
def test_everything_is_judged_and_the_award_is_the_marks_own(mark: str) -> None:
    scheme, outlook, _ = at_the_office(mark)
    assert outlook.judged == outlook.strands == len(scheme.graded)
    assert outlook.sentence.startswith(f"{AWARDS[mark]} now.")
    years = f"until {date.today().year + scheme.valid_years}" if scheme.valid_years else "without an end"  # noqa: DTZ011
    given = next(step.words for step in toured(mark)[1].steps if step.words.startswith("The office gave"))
    assert given.startswith(f"The office gave {AWARDS[mark]}, {years}")
    assert given.endswith(f"; {len(scheme.stages)} stages")


@pytest.mark.parametrize("mark", MARKS)
def test_the_report_has_the_marks_own_words_and_says_that_they_are_model_wording(mark: str) -> None:
    scheme, _, _ = at_the_office(mark)
    words = words_of(mark)
    assert scheme.title in words
    assert scheme.terms.report.capitalize() in words
    for section in scheme.report:
        if section.shows not in ("aspects", "summary", "target-groups", "partnerships"):  # under names of their own
            assert section.title in words, section.title
    assert all(aspect.title in words for aspect in scheme.aspects)
    assert scheme.model_wording_notice in words


@pytest.mark.parametrize("mark", MARKS)
def test_every_stage_has_ended_up_to_the_award(mark: str) -> None:
    folder, taken = toured(mark)
    office = open_profile(folder / "office", lambda: PASSPHRASE)
    try:
        stages = office.cycle.stages.progress(taken.assessment).stages
    finally:
        office.close()
    reached = [each.stage.activity for each in stages].index("award")
    assert {each.stage.id: each.place for each in stages[: reached + 1] if each.place is not Place.DONE} == {}


@pytest.mark.parametrize("mark", MARKS)
def test_the_day_is_the_marks_own(mark: str) -> None:
    scheme, _, sessions = at_the_office(mark)
    assert scheme.visit
    assert sessions == len(scheme.visit.timetable)


def test_a_final_part_is_written_about_and_not_judged() -> None:
    words = words_of("vbe")
    assert "18 judgements" in words
    assert "7.3 Audit conclusion" in words
    assert "The conditions of the mark are met in all six aspects." in words


def test_one_person_is_judged_by_the_criteria_for_their_own_work() -> None:
    words = words_of("vbe-staff")
    assert "Values in non-teaching and support work" in words
    assert "Professional standards with values" not in words


def test_an_award_that_the_institution_holds_is_the_offices_to_know() -> None:
    judged = next(step.words for step in toured("vbe-enhanced")[1].steps if " judged: " in step.words)
    assert judged == "17 of 17 criteria judged: No award yet"


def test_exceptional_practice_is_named() -> None:
    assert [remark.title for remark in at_the_office("nnecl")[1].remarks] == [
        "Exceptional practice",
        "For the action plan",
    ]


def test_a_mark_that_nobody_knows_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", "--mark", "nothing", str(tmp_path / "tour")]) == 2
    assert "no demo of nothing" in capsys.readouterr().err
    assert not (tmp_path / "tour").exists()


@pytest.mark.parametrize("mark", [*MARKS, "pdqm"])
def test_every_mark_is_shown_and_sends_a_blank_workbook(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schemes", "show", mark]) == 0
    shown = capsys.readouterr().out
    assert "Model wording" in shown
    blank = tmp_path / "blank.xlsx"
    assert main(["workbook", mark, "-o", str(blank)]) == 0
    scheme = load_shipped(mark)
    read = read_workbook(blank, load_shipped)
    assert (read.submission.scheme, len(read.submission.strands)) == (mark, len(list(scheme.strands)))
    assert [problem for problem in read.errors if "not named" not in problem.message] == []
