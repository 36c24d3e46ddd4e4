"""Results for other programs hold plain words; the language of a passage stands apart where the format can say it."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from assessor_app.domain.assessment.documents import DocumentKind
from assessor_app.reports.content.results import results
from assessor_app.schemes.loading import load_shipped
from assessor_app.services.documents.documents import for_programs
from tests.reports.edges import filled


@pytest.fixture(scope="module")
def content():
    found = filled(load_shipped("vbe-staff"))
    record = found.assessment
    strands = tuple(replace(each, effect="Gwelir [cy: Ysgol Bryn Hir] yma.") for each in record.strands)
    evidence = (replace(record.evidence[0], title="Llyfr [cy: Bryn]"),)
    named = replace(record.institution, name="[cy: Ysgol Bryn]", name_language="cy")
    return replace(found, assessment=replace(record, strands=strands, evidence=evidence, institution=named))


def test_cells_of_a_table_hold_plain_words(content):
    rows = list(csv.reader(io.StringIO(for_programs(DocumentKind.CSV, content).decode("utf-8-sig"))))
    assert "Gwelir Ysgol Bryn Hir yma." in rows[1]
    book = openpyxl.load_workbook(io.BytesIO(for_programs(DocumentKind("xlsx"), content)))
    cells = [str(cell.value) for row in book.worksheets[0].rows for cell in row]
    assert "Gwelir Ysgol Bryn Hir yma." in cells
    assert "[cy:" not in f"{rows}{cells}{book.properties.title}"


def test_results_for_programs_name_the_language_apart(content):
    found = results(content)
    assert found["institution"]["name"] == "Ysgol Bryn"
    assert found["institution"]["language"] == "cy"
    assert found["evidence"][0]["title"] == "Llyfr Bryn"
    assert found["evidence"][0]["passages"] == [{"text": "Bryn", "language": "cy"}]
    assert "[cy:" not in str(found)
