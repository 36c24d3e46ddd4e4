"""Results for spreadsheets: whatever people wrote stays text."""

import csv
import io

import openpyxl
import pytest

from assessor_app.workbooks.results_table import results_csv, results_workbook

HEADER = ["Strand", "Reason"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", '=HYPERLINK("x")', "=cmd|'/c calc'!A1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(text):
    rows = list(csv.reader(io.StringIO(results_csv(HEADER, [["1.1", text]]).decode("utf-8-sig"), newline="")))
    assert rows[1][1] == f"'{text}"


@pytest.mark.parametrize("text", [*FORMULAS, "plain", "_x0041_", "a\x07b", "x" * 40000])
def test_every_cell_of_a_workbook_is_text(text):
    sheet = openpyxl.load_workbook(io.BytesIO(results_workbook("Title", HEADER, [["1.1", text]]))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s"}
    assert len(sheet["B2"].value) <= 32767


@pytest.mark.parametrize("text", ["\x00=1+1", "\x07=1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1", "\x00\x01 @A1"])
def test_what_a_spreadsheet_passes_over_hides_no_formula_in_a_csv_file(text):
    rows = list(csv.reader(io.StringIO(results_csv(HEADER, [["1.1", text]]).decode("utf-8-sig"), newline="")))
    assert rows[1][1].startswith("'")


def test_it_prints_as_wide_as_a_page_with_its_header_and_every_row_as_high_as_its_words():
    rows = [["1.1", "word " * 100], ["1.2", "short"]]
    sheet = openpyxl.load_workbook(io.BytesIO(results_workbook("Any & all", HEADER, rows))).active
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape", 1, 0,
    )  # fmt: skip
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.row_dimensions[2].height > 10 * sheet.row_dimensions[3].height
    assert sheet.oddFooter.left.text == "Any && all"


def test_plain_words_stay_as_they_are():
    rows = list(csv.reader(io.StringIO(results_csv(HEADER, [["1.1", 'It is "good", ŵ']]).decode("utf-8-sig"))))
    assert rows == [HEADER, ["1.1", 'It is "good", ŵ']]
