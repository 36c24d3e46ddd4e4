"""LibreOffice opens the workbook, changes it and saves it again; all sixteen answers come back."""

import os
import shutil
import subprocess
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from assessor_app.domain.assessment.submission import Answers
from assessor_app.workbooks.package_reader import read_content
from assessor_app.workbooks.reading import read_workbook
from assessor_app.workbooks.results_table import results_csv, results_workbook
from tests.workbooks.books import Finder, answers_of
from tests.workbooks.test_results_table import FORMULAS, HEADER

SOFFICE = shutil.which("soffice")
# a runner of the project installs LibreOffice; only a developer's machine may do without
pytestmark = [
    pytest.mark.skipif(SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed here"),
    pytest.mark.xdist_group("libreoffice"),
]

MODULE_FOLDER = "user/basic/Standard"
Convert = Callable[..., Path]

LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""

MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{macro}</script:module>"""

MACRO = """
Sub Change(source As String, target As String)
  Dim book As Object, page As Object, none()
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, Array(value("Hidden", True)))
  page = book.Sheets.getByName("Self-assessment")
  page.getCellRangeByName("H5").String = "Embedded"
  page.getCellRangeByName("I5").String = "=Changed in LibreOffice"
  page.getCellRangeByName("K5").Value = 5
  book.Sheets.getByName("Evidence").getCellRangeByName("D5").Formula = "2024-12-24"
  book.Sheets.getByName("Evidence").Name = "Our evidence"
  page.unprotect("")
  page.Rows.insertByIndex(8, 2)
  book.storeToURL(target, Array(value("FilterName", "Calc MS Excel 2007 XML")))
  book.close(True)
End Sub

Function value(name As String, content) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name
  one.Value = content
  value = one
End Function
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Runs LibreOffice without a window, with a profile of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def run(*arguments: str) -> None:
        assert SOFFICE, "LibreOffice is missing where it must not be"
        command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    run("--terminate_after_init")
    (profile / MODULE_FOLDER).mkdir(parents=True, exist_ok=True)
    (profile / MODULE_FOLDER / "script.xlb").write_text(LIBRARY)
    macro = textwrap.dedent(MACRO).replace("&", "&amp;").replace('"', "&quot;")
    (profile / MODULE_FOLDER / "Module1.xba").write_text(MODULE.format(macro=macro))
    return run


@pytest.fixture(scope="module")
def converted(office: Callable[..., None], filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    office("--convert-to", "xlsx", "--outdir", str(folder), str(filled))
    return folder / filled.name


def test_a_saved_workbook_is_read_equal(converted: Path, filled: Path, answers: Answers, find_scheme: Finder) -> None:
    assert converted.read_bytes() != filled.read_bytes()
    found = read_workbook(converted, find_scheme)
    assert answers_of(found.submission) == answers
    assert len(found.submission.strands) == 16
    assert found.problems == ()
    assert found.submission.submission_id == read_workbook(filled, find_scheme).submission.submission_id


def test_a_workbook_that_went_through_ods_is_read_equal(
    office: Callable[..., None], filled: Path, tmp_path: Path, answers: Answers, find_scheme: Finder
) -> None:
    office("--convert-to", "ods", "--outdir", str(tmp_path), str(filled))
    office("--convert-to", "xlsx", "--outdir", str(tmp_path), str(tmp_path / "filled.ods"))
    found = read_workbook(tmp_path / "filled.xlsx", find_scheme)
    assert (answers_of(found.submission), found.problems) == (answers, ())


def test_the_drop_downs_still_work_after_saving(converted: Path) -> None:
    book = openpyxl.load_workbook(converted)
    rules = [rule.formula1 for rule in book["Self-assessment"].data_validations.dataValidation if rule.type == "list"]
    assert rules == ["qm_levels"]
    assert "qm_levels" in book.defined_names
    assert book["Self-assessment"].protection.sheet
    assert book["_qm"].sheet_state != "visible"


def test_a_changed_workbook_brings_the_changes(
    office: Callable[..., None], filled: Path, tmp_path: Path, answers: Answers, find_scheme: Finder
) -> None:
    target = tmp_path / "changed.xlsx"
    office(f'macro:///Standard.Module1.Change("{filled.as_uri()}", "{target.as_uri()}")')
    found = read_workbook(target, find_scheme)

    first = replace(answers.strands[0], level="embedded", text="=Changed in LibreOffice", confidence=5)
    evidence = (replace(answers.evidence[0], dated="2024-12-24"), *answers.evidence[1:])
    wanted = replace(answers, strands=(first, *answers.strands[1:]), evidence=evidence)
    assert answers_of(found.submission) == wanted
    assert [problem.code for problem in found.problems] == ["sheet-renamed"]


@pytest.mark.parametrize("name", ["as written", "as saved by LibreOffice"])
def test_cells_are_those_that_openpyxl_reads(name: str, filled: Path, converted: Path) -> None:
    """Two readers that share no code agree on every cell."""
    file = filled if name == "as written" else converted
    content, _ = read_content(file)
    book = openpyxl.load_workbook(file, data_only=True)
    assert [sheet.title for sheet in content.sheets] == book.sheetnames
    for sheet, page in zip(content.sheets, book, strict=True):
        theirs = {
            (cell.row, cell.column): cell.value.date() if cell.is_date else cell.value
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        }
        ours = {(row, column): cell.value for row, cells in sheet.rows.items() for column, cell in cells.items()}
        assert ours == theirs


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_results_that_libreoffice_has_saved_hold_no_formula(
    office: Callable[..., None], tmp_path: Path, kind: str
) -> None:
    texts = [*FORMULAS, "\x00=1+1", "\u00a0=1+1", "\ufeff=1+1", "plain\n=1+1", "a;=1+1", 'a","=1+1', "=1+1" * 9000]
    rows = [[str(place), text] for place, text in enumerate(texts)]
    made = results_csv(HEADER, rows) if kind == "csv" else results_workbook("Results", HEADER, rows)
    (tmp_path / f"results.{kind}").write_bytes(made)
    reading = ["--infilter=CSV:44,34,76,1,,0,false,true,false,false"] if kind == "csv" else []
    (out := tmp_path / "out").mkdir()
    office(*reading, "--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / f"results.{kind}"))
    sheet = openpyxl.load_workbook(out / "results.xlsx").active
    assert sheet is not None
    found = [sheet.cell(row, 2) for row in range(2, len(texts) + 2)]
    assert [texts[place] for place, cell in enumerate(found) if cell.data_type != "s"] == []
