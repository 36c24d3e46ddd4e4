"""A mark's template reaches every document: colours, order of sections, fixed words and the logo."""

import io
import re
import shutil
from dataclasses import replace
from datetime import date

import html5lib
import pikepdf
import pytest
from PIL import Image

from assessor_app.domain.scheme.template import Template
from assessor_app.reports.documents.assessment_report import assessment_report, made_report
from assessor_app.reports.documents.web_page import web_page
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.letter import LetterFacts, appeal_letter
from tests.reports.page.test_words import words as counted
from tests.reports.sample import pages, words
from tests.reports.tagging.reading import spoken

MAIN = "#7A1F5C"
FACTS = LetterFacts("Helen Whitaker, Headteacher", "Priya Nair", "Administrator", "A-1", date(2026, 11, 26))


def picture():
    out = io.BytesIO()
    Image.new("RGBA", (460, 200), (122, 31, 92, 128)).save(out, "PNG")
    return out.getvalue()


OWN = Template(
    logo=picture(),
    logo_name="logo.png",
    colours={"level": MAIN, "heat3": MAIN, "heat1": "#F3DDEB"},
    sections=("summary", "action-plan", "aspects"),
    texts={
        "en-GB": {
            "cover.formats": "Ask the trust for this <b>report</b> in large print.",
            "actions.theirs": "The {institution} wrote this.",
            "letters.dear": "Good morning {name}",
            "debrief_sheet.warning": "Say no {award} and no {level}.",
        }
    },
)


@pytest.fixture(scope="module")
def dressed(content):
    return replace(content, template=OWN)


def fills(pdf):
    """The colours that pages paint with, as parts of red, green and blue."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        code = b"\n".join(page.Contents.read_bytes() for page in opened.pages)
    return {tuple(map(float, found)) for found in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", code)}


def pictures(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(len(page.get_images()) for page in opened.pages)


def as_parts(hexadecimal):
    return tuple(int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))


def has(pdf, hexadecimal):
    return any(max(abs(a - b) for a, b in zip(each, as_parts(hexadecimal), strict=True)) < 0.01 for each in fills(pdf))


def test_the_report_wears_the_owners_colours_and_no_other_document_after_it_does(content, dressed):
    pdf = assessment_report(dressed)
    assert has(pdf, MAIN)
    assert not has(pdf, "#0E6B62")
    plain = assessment_report(content)
    assert has(plain, "#0E6B62")
    assert not has(plain, MAIN)
    assert colour("level").hexval() == "0x0e6b62"


def test_sections_stand_in_the_owners_order_and_the_others_follow(dressed):
    starts = made_report(dressed).starts
    order = sorted((key for key in starts if not key.startswith("heading")), key=lambda key: starts[key])
    assert order.index("actions") < order.index("aspect-leadership") < order.index("detail") < order.index("sign-off")


def test_fixed_words_are_the_owners_and_never_markup(dressed):
    printed = words(assessment_report(dressed))
    assert "Ask the trust for this <b>report</b> in large print." in printed
    assert "The school wrote this." in printed
    assert "The school wrote this." in words(action_plan(dressed))
    assert "Good morning Helen Whitaker" in words(appeal_letter(dressed, FACTS))
    assert "Say no award and no standard." in words(debrief_sheet(dressed, dressed.scheme.debriefs[0]))
    assert "&lt;b&gt;report&lt;/b&gt;" in web_page(dressed)


def test_the_logo_is_on_report_letter_sheets_and_web_page(dressed):
    assert pictures(assessment_report(dressed)) == 1
    assert pictures(appeal_letter(dressed, FACTS)) == 1
    assert pictures(action_plan(dressed)) == 1
    shown = html5lib.parse(web_page(dressed), namespaceHTMLElements=False).find(".//img")
    assert shown.get("alt") == "Logo of Professional Development Quality Mark."
    assert shown.get("src").startswith("data:image/png;base64,")
    assert f"--level:{MAIN}" in web_page(dressed)


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs pdfinfo")
def test_every_word_of_a_dressed_report_is_still_read(dressed, tmp_path):
    pdf = assessment_report(dressed)
    printed = pages(pdf)
    unread = counted(" ".join(printed)) - counted(spoken(pdf, tmp_path))
    numbers = {str(number) for number in range(1, len(printed) + 1)}
    assert set(unread) <= set.intersection(*(set(counted(page)) for page in printed[1:])) | numbers
