"""A mark with several scales: each strand is answered, and read, with the levels of its own."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from assessor_app.domain.assessment.submission import Answers, SubmittedStrand
from assessor_app.domain.scheme.edition import Level, Scale, Scheme
from assessor_app.schemes.loading import load_scheme
from assessor_app.workbooks.reading import read_workbook
from assessor_app.workbooks.writing import write_blank, write_filled
from tests.workbooks.books import Finder, clock

FIVE = Scale("five", "Five", tuple(Level(f"five-{n}", f"Grade {n}", n, f"Meaning {n}") for n in range(1, 6)))


@pytest.fixture(scope="module")
def mark() -> Scheme:
    """Two levels for the first strand, three for another, five for one more, and a narrative."""
    whole = load_scheme(Path(__file__).parent.parent / "schemes" / "whole.yaml")
    steps = whole.aspects[1]
    extra = replace(steps.strands[0], id="steps.extra", number="2.9", title="Another step", scale="five")
    aspects = (whole.aspects[0], replace(steps, strands=(*steps.strands, extra)))
    return replace(whole, scales=(*whole.scales, FIVE), aspects=aspects)


@pytest.fixture
def find(mark: Scheme) -> Finder:
    return lambda scheme_id, edition="": mark


def filled_with(mark: Scheme, levels: dict[str, str], target: Path) -> Path:
    strands = tuple(SubmittedStrand(s.id, levels.get(s.id), "Words", (), None) for s in mark.strands)
    write_filled(mark, target, Answers("A school", strands=strands), clock=clock)
    return target


def type_level(mark: Scheme, book: Path, strand: str, words: str) -> None:
    """Type over the level of a strand, as a person would."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Self-assessment"]
    column = next(cell.column for cell in sheet[3] if cell.value == "qm:level")
    row = next(cell.row for cell in sheet["A"] if cell.value == strand)
    sheet.cell(row, column, words)
    workbook.save(book)


def test_every_drop_down_offers_the_levels_of_its_strand(mark: Scheme, tmp_path: Path) -> None:
    write_blank(mark, tmp_path / "blank.xlsx", clock=clock)
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    sheet = book["Self-assessment"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            title, cells = next(iter(book.defined_names[rule.formula1].destinations))
            names = [cell.value for (cell,) in book[title][cells]]
            offered |= {row: names for area in rule.sqref.ranges for row in range(area.min_row, area.max_row + 1)}
    graded = {rows[strand.id]: [level.name for level in mark.levels_of(strand)] for strand in mark.graded}
    assert offered == graded
    assert sorted({len(names) for names in graded.values()}) == [2, 3, 5]


def test_the_levels_of_every_scale_are_read_back(mark: Scheme, find: Finder, tmp_path: Path) -> None:
    levels = {strand.id: mark.levels_of(strand)[-1].id for strand in mark.graded}
    found = read_workbook(filled_with(mark, levels, tmp_path / "filled.xlsx"), find)
    assert {each.strand: each.level for each in found.submission.strands if each.level} == levels
    assert found.errors == ()


def test_a_level_of_another_scale_is_not_taken(mark: Scheme, find: Finder, tmp_path: Path) -> None:
    book = filled_with(mark, {}, tmp_path / "wrong.xlsx")
    type_level(mark, book, "steps.extra", mark.levels[0].name)
    found = read_workbook(book, find)
    assert next(each.level for each in found.submission.strands if each.strand == "steps.extra") is None
    (problem,) = [each for each in found.errors if each.code == "bad-level"]
    assert "to choose here. Use one of: Grade 1, Grade 2, Grade 3, Grade 4, Grade 5." in problem.message


def test_the_first_sheet_names_the_levels_of_every_scale(mark: Scheme, tmp_path: Path) -> None:
    write_blank(mark, tmp_path / "blank.xlsx", clock=clock)
    first = openpyxl.load_workbook(tmp_path / "blank.xlsx").worksheets[0]
    words = {str(cell.value) for row in first.iter_rows() for cell in row if cell.value}
    assert any("(Low, High; or To do, Done, Done very well; or Grade 1, Grade 2," in text for text in words)
    assert {"Meaning 1", "Meaning 5"} <= words
