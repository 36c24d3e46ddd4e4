"""The workbook that is sent out: safe to open, hard to break, fit to print; written whole or not at all."""

import errno
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from assessor_app.domain.assessment.submission import Answers
from assessor_app.domain.scheme.edition import Scheme, Wording
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.workbooks.layout import self_assessment
from assessor_app.workbooks.writing import write_blank, write_filled
from tests.workbooks.books import clock


@pytest.fixture
def blank(tmp_path: Path, scheme: Scheme) -> Path:
    target = tmp_path / "blank.xlsx"
    write_blank(scheme, target, nation="wales", setting="special", clock=clock)
    return target


@pytest.fixture
def book(blank: Path) -> Workbook:
    return openpyxl.load_workbook(blank)


def test_the_sheets_and_what_is_hidden(book: Workbook) -> None:
    assert {page.title: page.sheet_state for page in book} == {
        "Read me": "visible",
        "Self-assessment": "visible",
        "Evidence": "visible",
        "Action plan": "visible",
        "_lists": "hidden",
        "_qm": "veryHidden",
    }
    page = book["Self-assessment"]
    assert page.column_dimensions["A"].hidden
    assert page.row_dimensions[2].hidden
    assert page.row_dimensions[3].hidden


def test_the_headings_speak_the_mark_s_language(book: Workbook, scheme: Scheme) -> None:
    headings = [cell.value for cell in book["Self-assessment"][4]]
    assert headings == [column.heading for column in self_assessment(scheme).columns]
    assert headings[2:8] == ["Aspect", "Strand", "Developing", "Enhancing", "Embedded", f"Our {scheme.terms.level}"]


def test_every_strand_has_its_wording(book: Workbook, scheme: Scheme) -> None:
    rows = list(book["Self-assessment"].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [strand.id for strand in scheme.strands]
    for row, strand in zip(rows, scheme.strands, strict=True):
        assert row[3] == f"{strand.title}\n{strand.question}"
        assert list(row[4:7]) == [strand.descriptors[level.id] for level in scheme.levels]


def test_only_answers_can_be_changed(book: Workbook) -> None:
    page = book["Self-assessment"]
    assert page.protection.sheet
    assert not page.protection.password
    assert not page.protection.formatRows
    assert [cell.protection.locked for cell in page[5]] == [True] * 7 + [False] * 4
    assert not book["Evidence"].protection.insertRows
    assert page.protection.insertRows


def test_every_drop_down_refers_to_a_name_that_exists(book: Workbook, scheme: Scheme) -> None:
    rules = [rule for page in book for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert {rule.formula1 for rule in rules} == {"qm_levels", "qm_kinds", "qm_strands", "qm_nations", "qm_settings"}
    assert {rule.formula1 for rule in rules} <= set(book.defined_names)
    sheet, cells = next(book.defined_names["qm_levels"].destinations)
    assert [row[0].value for row in book[sheet][cells]] == [level.name for level in scheme.levels]


def test_every_answer_says_what_is_asked(book: Workbook) -> None:
    rules = [rule for page in book for rule in page.data_validations.dataValidation]
    assert all(rule.promptTitle and rule.prompt and rule.showInputMessage for rule in rules)
    assert all(len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255 for rule in rules)


def test_the_identity_is_kept_in_three_places(book: Workbook, scheme: Scheme) -> None:
    hidden = {row[0]: row[1] for row in book["_qm"].iter_rows(max_col=2, values_only=True) if row[0]}
    properties = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert properties == {f"qm_{key}": value for key, value in hidden.items()}
    assert (hidden["scheme_id"], hidden["scheme_edition"]) == (scheme.id, scheme.edition)
    assert (hidden["scheme_sha256"], hidden["generated"]) == (scheme.sha256, "2026-03-02T09:30:00Z")
    assert book.properties.keywords == f"qm;{scheme.id};{scheme.edition}"


def test_model_wording_is_said_to_be_where_it_is_read(book: Workbook, scheme: Scheme) -> None:
    assert book["Self-assessment"]["E1"].value == scheme.model_wording_notice
    assert scheme.model_wording_notice in [cell.value for cell in book["Read me"]["C"]]


def test_a_mark_s_own_wording_carries_no_notice(tmp_path: Path, scheme: Scheme) -> None:
    aspects = tuple(
        replace(aspect, strands=tuple(replace(strand, wording=Wording.SOURCE) for strand in aspect.strands))
        for aspect in scheme.aspects
    )
    levels = tuple(replace(level, wording=Wording.SOURCE) for level in scheme.levels)
    own = replace(scheme, aspects=aspects, levels=levels, debriefs=(), stages=(), forms=(), report=())
    assert not own.has_model_wording
    write_blank(own, tmp_path / "own.xlsx", clock=clock)
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    assert book["Self-assessment"]["E1"].value is None
    assert "Note" not in [cell.value for cell in book["Read me"]["B"]]


def test_it_prints_in_landscape_with_its_headings_on_every_page(book: Workbook) -> None:
    for name in ("Self-assessment", "Evidence", "Action plan"):
        page = book[name]
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == "$1:$4"
        assert page.freeze_panes is not None
    assert book["Self-assessment"]["E5"].alignment.wrap_text


def test_rows_grow_with_what_is_typed(blank: Path) -> None:
    with zipfile.ZipFile(blank) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
    assert '<row r="5" ht="' in sheet
    assert 'customHeight="1"' not in sheet


def test_a_nation_and_a_setting_are_filled_in(book: Workbook) -> None:
    page = book["Read me"]
    assert (page["C6"].value, page["C7"].value) == ("Wales", "Special school or alternative provision")


def test_there_is_no_formula_in_it(book: Workbook) -> None:
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_text_like_a_formula_stays_text_when_somebody_edits_it(
    tmp_path: Path, scheme: Scheme, answers: Answers
) -> None:
    write_filled(scheme, tmp_path / "x.xlsx", replace(answers, place="=cmd|' /C calc'!A0"), clock=clock)
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["Read me"]["C5"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_an_existing_file_is_left_alone(blank: Path, scheme: Scheme) -> None:
    before = blank.read_bytes()
    with pytest.raises(Refused, match="already exists and was not changed") as refused:
        write_blank(scheme, blank, clock=clock)
    assert refused.value.code == "file-exists"
    assert blank.read_bytes() == before


def test_an_existing_file_is_replaced_when_asked(blank: Path, scheme: Scheme) -> None:
    before = blank.read_bytes()
    write_blank(scheme, blank, clock=clock, replace=True)
    assert blank.read_bytes() != before


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "read-only"), (errno.EROFS, "read-only")]
)
def test_a_disk_that_refuses(
    monkeypatch: pytest.MonkeyPatch, blank: Path, scheme: Scheme, number: int, words: str
) -> None:
    before = blank.read_bytes()

    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Unavailable, match=words):
        write_blank(scheme, blank, clock=clock, replace=True)
    assert [file.name for file in blank.parent.iterdir()] == ["blank.xlsx"]
    assert blank.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path, scheme: Scheme) -> None:
    with pytest.raises(Unavailable, match="the folder does not exist"):
        write_blank(scheme, tmp_path / "gone" / "x.xlsx", clock=clock)


def test_a_language_without_wording_is_refused(tmp_path: Path, scheme: Scheme) -> None:
    with pytest.raises(WrongUse, match=r"no wording in cy; nothing was written\. Use en-GB"):
        write_blank(scheme, tmp_path / "x.xlsx", language="cy", clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path, scheme: Scheme, answers: Answers) -> None:
    long = (replace(answers.strands[0], text="🎓" * 16_384), *answers.strands[1:])
    with pytest.raises(WrongUse, match="more than a cell holds"):
        write_filled(scheme, tmp_path / "x.xlsx", replace(answers, strands=long), clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_long_lists_get_the_rows_they_need(tmp_path: Path, scheme: Scheme, answers: Answers) -> None:
    item = answers.evidence[0]
    many = tuple(replace(item, code=f"E{number}") for number in range(1, 101))
    write_filled(scheme, tmp_path / "x.xlsx", replace(answers, evidence=many), clock=clock)
    page = openpyxl.load_workbook(tmp_path / "x.xlsx")["Evidence"]
    codes = [page.cell(row, 1).value for row in range(5, page.max_row + 1)]
    assert codes == [f"E{number}" for number in range(1, 121)]
