"""Every word that any document prints is read in its tree, or runs on every page; whatever its content is."""

import io
import os
import re
import shutil
from collections import Counter

import pikepdf
import pytest

from assessor_app.schemes.loading import load_shipped
from tests.reports.edges import VARIANTS, cases
from tests.reports.every_document import documents
from tests.reports.page.test_words import words
from tests.reports.sample import pages
from tests.reports.tagging.reading import spoken

pytestmark = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs pdfinfo")

CUT = re.compile("^x+$|xx|ogo|goch$|Llanf")
"""In words that are wider than a line: their parts are words for one program and not for the other."""
RUNNING = re.compile(rb"/Artifact <</Type /Pagination /Subtype /(?:Header|Footer)>> BDC\n.*?\nEMC", re.DOTALL)


def without_running(pdf):
    """The file without its headers and footers."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.Contents = opened.make_stream(RUNNING.sub(b"", page.Contents.read_bytes()))
        opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("mark", "variant"), cases(VARIANTS))
def test_every_printed_word_is_read_and_no_other(mark, variant, tmp_path):
    wrong = {}
    for name, pdf in documents(VARIANTS[variant](load_shipped(mark))).items():
        if name.startswith("report for") and not (os.environ.get("CI") and variant == "filled"):
            continue  # a copy has some of the report's sections and no other words; reading it takes its time
        printed, said = " ".join(pages(without_running(pdf))), spoken(pdf, tmp_path)
        for counted in (letters, short_words):
            if counted(printed) != counted(said):
                wrong[name] = (dict(counted(printed) - counted(said)), dict(counted(said) - counted(printed)))
    assert wrong == {}


def letters(text):
    """Every letter and digit; programs that read pages turn Arabic around and cut what is wider than a line."""
    return Counter(filter(str.isalnum, text))


def short_words(text):
    return Counter({word: count for word, count in words(text).items() if word.isascii() and not CUT.search(word)})


def test_headers_and_footers_are_what_is_left_out(tmp_path):
    pdf = documents(VARIANTS["filled"](load_shipped("pdqm")))["report"]
    whole, bare = (words(" ".join(pages(each))) for each in (pdf, without_running(pdf)))
    assert set(whole - bare) >= {"Page", "of", "version", "data", "Hollin", "Bank"}
    assert "Summary" not in whole - bare
