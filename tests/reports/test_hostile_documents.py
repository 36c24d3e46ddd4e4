"""Half a megabyte without a break, in every document that prints it, is text and no more work than its length; pictures
and pages that are made to do harm are left out of the evidence book in a sentence."""

import csv
import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.assessment.documents import DocumentKind
from assessor_app.reports.documents.certificate import CertificateContent, certificate
from assessor_app.reports.documents.web_page import web_page
from assessor_app.reports.page import fonts
from assessor_app.reports.preview import page_count
from assessor_app.reports.sheets import evidence_book as book
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.evidence_book import evidence_book
from assessor_app.reports.sheets.letter import LetterFacts, appeal_letter, complaint_letter, renewal_letter
from assessor_app.reports.sheets.paper_form import paper_form
from assessor_app.reports.sheets.plain_letter import letter_pdf
from assessor_app.schemes.loading import load_shipped
from assessor_app.services.documents.documents import for_programs

from .edges import filled
from .every_document import DAY, _letter, award_of_mark
from .sample import words

HALF_A_MEGABYTE = 500_000
ENDLESS = "x" * HALF_A_MEGABYTE
MARK = load_shipped("pdqm")
CONTENT = filled(MARK)
RECORD = CONTENT.assessment
FACTS = LetterFacts("Helen Whitaker, Headteacher", "Priya Nair", "For the office")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)")


def with_record(**changes):
    return replace(CONTENT, assessment=replace(RECORD, **changes))


def named(**changes):
    return with_record(institution=replace(RECORD.institution, **changes))


def with_point():
    held = RECORD.debriefs[0]
    said = replace(held, points=(replace(held.points[0], text=ENDLESS), *held.points[1:]))
    return with_record(debriefs=(said, *RECORD.debriefs[1:]))


def certified():
    award = award_of_mark(named(place=ENDLESS), MARK.outcomes[-1].id)
    return certificate(CertificateContent(award, "HTTPS://EXAMPLE.ORG/A1"))


def of_text_file():
    piece = Evidence("e", "E1", "Minutes", "Document", held=True, file_name="a.txt")
    return evidence_book(with_record(evidence=(piece,)), lambda _piece: ENDLESS.encode(), lambda _done, _all: None)


DOCUMENTS = {
    "debrief sheet": lambda: debrief_sheet(with_point(), MARK.debriefs[0]),
    "paper form": lambda: paper_form(named(name=ENDLESS)),
    "action plan": lambda: action_plan(with_record(actions=(replace(RECORD.actions[0], text=ENDLESS),))),
    "evidence book": of_text_file,
    "appeal": lambda: appeal_letter(named(name=ENDLESS), FACTS),
    "complaint": lambda: complaint_letter(CONTENT, replace(FACTS, contact=ENDLESS)),
    "renewal": lambda: renewal_letter(CONTENT, replace(FACTS, sender=ENDLESS), "Gold", DAY),
    "letter": lambda: letter_pdf(replace(_letter(CONTENT), paragraphs=[ENDLESS])),
    "certificate": certified,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_half_a_megabyte_without_a_break_is_measured_a_few_times_and_no_more(name, monkeypatch):
    measured, width = 0, fonts.width

    def counting(part, face, size):
        nonlocal measured
        measured += len(part)
        return width(part, face, size)

    monkeypatch.setattr(fonts, "width", counting)
    assert page_count(DOCUMENTS[name]()) >= 1
    assert measured < 16 * HALF_A_MEGABYTE


def test_it_stands_whole_on_the_web_page_and_in_tables():
    told = replace(RECORD.strands[0], saw=ENDLESS)
    endless = with_record(strands=(told, *RECORD.strands[1:]))
    assert ENDLESS in web_page(endless)
    for kind in (DocumentKind.CSV, DocumentKind.SPREADSHEET):
        assert for_programs(kind, named(name=ENDLESS))


def test_formulas_are_text_in_tables():
    told = [replace(each, reason=text, saw=text) for each, text in zip(RECORD.strands, FORMULAS, strict=False)]
    content = with_record(strands=(*told, *RECORD.strands[len(told) :]))
    sheet = openpyxl.load_workbook(io.BytesIO(for_programs(DocumentKind.SPREADSHEET, content)))
    assert not [cell for page in sheet for row in page for cell in row if cell.data_type == "f"]
    rows = csv.reader(io.StringIO(for_programs(DocumentKind.CSV, content).decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def shown(name, content):
    """The words of a book with one held file."""
    piece = Evidence("e", "E1", "Something", "Photo", held=True, file_name=name)
    return words(evidence_book(with_record(evidence=(piece,)), lambda _piece: content, lambda _done, _all: None))


def jpeg_of_passes():
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    return whole[:-2] + whole[whole.index(b"\xff\xda") : -2] * 500 + whole[-2:]


def large_png():
    out = io.BytesIO()
    Image.new("1", (11_000, 11_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", jpeg_of_passes()),
        ("a.png", large_png()),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.pdf", b"%PDF-1.7 and no more"),
    ],
    ids=["a JPEG of thousands of passes", "more pixels than are read", "half a PNG", "half a PDF"],
)
def test_a_hostile_file_is_left_out_in_a_sentence(name, content):
    assert f"{name} cannot be shown" in shown(name, content)


def test_a_page_as_large_as_a_field_is_shown_in_few_pixels(monkeypatch):
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400, 14_400)
    out = io.BytesIO()
    document.save(out)
    sizes = []
    monkeypatch.setattr(book, "_jpeg", lambda picture: sizes.append(picture.size) or b"")
    monkeypatch.setattr(book, "_figure", lambda *_: None)
    shown("a.pdf", out.getvalue())
    assert sizes == [(1600, 1600)]
