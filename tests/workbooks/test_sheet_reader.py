"""Cells as Excel, Google Sheets and others write them: the forms that openpyxl and LibreOffice do not produce."""

from datetime import date
from pathlib import Path

import pytest

from assessor_app.errors import Refused
from assessor_app.workbooks.grid import Cell, Sheet
from assessor_app.workbooks.number_formats import date_styles, shows_date
from assessor_app.workbooks.shared_strings import shared_strings
from assessor_app.workbooks.sheet_reader import SheetReader, Surroundings, without_empty
from assessor_app.workbooks.xml_events import XmlReader

ROOT = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="urn:r">'


def read(rows: str, root: str = ROOT, day_zero: date = date(1899, 12, 30), step: int = 7) -> Sheet:
    """A sheet from the inside of its XML, fed in small pieces."""
    around = Surroundings(Path("x.xlsx"), ["shared", "more"], frozenset({1}), day_zero, {"rId1": "https://x.example"})
    sheet = Sheet("S", True)
    reader = SheetReader(sheet, around)
    text = f"{root}{rows}</{root[1:].split(' ')[0].split('>')[0]}>".encode()
    pieces = [text[start : start + step] for start in range(0, len(text), step)]
    XmlReader(Path("x.xlsx")).read(without_empty(pieces), reader.start, reader.end, reader.text)
    return sheet


def one(cell: str, day_zero: date = date(1899, 12, 30)) -> Cell:
    return read(f'<sheetData><row r="1">{cell}</row></sheetData>', day_zero=day_zero).cell(1, 1)


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', Cell("shared")),
        ('<c r="A1" t="s"><v>9</v></c>', Cell()),
        ('<c r="A1" t="s"><v>x</v></c>', Cell()),
        ('<c r="A1" t="inlineStr"><is><t>one</t></is></c>', Cell("one")),
        ('<c r="A1" t="inlineStr"><is><r><t>o</t></r><r><t>ne</t></r><rPh><t>x</t></rPh></is></c>', Cell("one")),
        ('<c r="A1" t="str"><f>A2&amp;"x"</f><v>result</v></c>', Cell("result", 'A2&"x"')),
        ('<c r="A1"><f>A2</f></c>', Cell(None, "A2")),
        ('<c r="A1"><f>A2</f><v/></c>', Cell(None, "A2")),
        ('<c r="A1"><f t="shared" si="0"/></c>', Cell(None, "...")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Cell("#REF!", "", True)),
        ('<c r="A1" t="b"><v>1</v></c>', Cell(True)),
        ('<c r="A1" t="d"><v>2026-03-14T00:00:00</v></c>', Cell(date(2026, 3, 14))),
        ('<c r="A1" t="d"><v>soon</v></c>', Cell("soon")),
        ('<c r="A1"><v>4</v></c>', Cell(4)),
        ('<c r="A1"><v>4.5</v></c>', Cell(4.5)),
        ('<c r="A1"><v>1E3</v></c>', Cell(1000)),
        ('<c r="A1"><v>nan?</v></c>', Cell("nan?")),
        ('<c r="A1" s="1"><v>46095</v></c>', Cell(date(2026, 3, 14))),
        ('<c r="A1" s="1"><v>46095.75</v></c>', Cell(date(2026, 3, 14))),
        ('<c r="A1" s="1"><v>1</v></c>', Cell(date(1900, 1, 1))),
        ('<c r="A1" s="1"><v>-5</v></c>', Cell(-5)),
        ('<c r="A1" s="1"><v>9999999</v></c>', Cell(9999999)),
        ('<c r="A1" t="str"><v>a_x000D_\nb_x005F_x0041_</v></c>', Cell("a\r\nb_x0041_")),
    ],
)
def test_a_cell(xml: str, cell: Cell) -> None:
    assert one(xml) == cell


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999"])
def test_a_number_that_is_none(number: str) -> None:
    assert one(f'<c r="A1"><v>{number}</v></c>').value == number
    assert one(f'<c r="A1" s="1"><v>{number}</v></c>').value == number


def test_days_counted_from_1904() -> None:
    assert one('<c r="A1" s="1"><v>44633</v></c>', date(1904, 1, 1)).value == date(2026, 3, 14)


def test_cells_and_rows_that_do_not_say_where_they_are() -> None:
    sheet = read("<sheetData><row/><row><c/><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>")
    assert {row: {column: cell.value for column, cell in cells.items()} for row, cells in sheet.rows.items()} == {
        2: {2: 2},
        3: {1: 3},
    }


def test_names_with_a_prefix_and_the_strict_namespace() -> None:
    root = '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">'
    xml = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"/></x:row></x:sheetData>'
    assert read(xml, root).rows == {1: {1: Cell(1)}}


def test_formatting_without_content_leaves_nothing() -> None:
    empty = "".join(
        f'<row r="{n}" s="1"/><row r="{n + 1}"><c r="A1" s="1"/><c r="B1" s="1"/></row>' for n in range(2, 99, 2)
    )
    assert read(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{empty}</sheetData>').rows == {1: {1: Cell(1)}}


def test_merged_areas_and_links() -> None:
    sheet = read(
        '<sheetData/><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="nonsense"/></mergeCells>'
        '<hyperlinks><hyperlink ref="C3" r:id="rId1"/><hyperlink ref="C4" location="other"/></hyperlinks>'
    )
    assert sheet.merged_into(2, 2) == sheet.merged[0]
    assert sheet.merged_into(1, 1) is None
    assert sheet.links == {(3, 3): "https://x.example"}


def test_shared_texts_without_fonts_and_reading_aids() -> None:
    xml = b"<sst><si><t>plain</t></si><si><r><rPr/><t>bo</t></r><r><t>ld</t></r><rPh><t>aid</t></rPh></si><si/></sst>"
    assert shared_strings(XmlReader(Path("x")), [xml]) == ["plain", "bold", ""]


def test_styles_that_show_a_day() -> None:
    xml = (
        b'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        b'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        b'<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    assert date_styles(XmlReader(Path("x")), [xml]) == {1, 2}


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "[$-809]d mmmm yyyy;@", "yyyy-mm-dd", "mmm yy", "D.M.YYYY"])
def test_formats_of_days(code: str) -> None:
    assert shows_date("164", code)


@pytest.mark.parametrize("code", ["General", "0.00", '0" days"', "[Red]0", "@", "hh:mm", "0\\d", "#,##0_d"])
def test_formats_of_other_things(code: str) -> None:
    assert not shows_date("164", code)


def test_a_document_type_is_refused_by_the_reader_itself() -> None:
    with pytest.raises(Refused) as refused:
        XmlReader(Path("x.xlsx")).read([b"<!DOCTYPE a><a/>"], lambda name, attributes: None)
    assert refused.value.code == "forbidden-xml"
