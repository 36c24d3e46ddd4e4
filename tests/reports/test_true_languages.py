"""Every word of a document stands under its own language: the mark's, the document's, or the program's English."""

import re
from dataclasses import replace

import pytest

from assessor_app.domain.award.outcome import outlook
from assessor_app.reports.documents.web_page import web_page
from assessor_app.reports.page import words
from assessor_app.schemes.loading import load_scheme, load_shipped

from . import edges, every_document
from .edges import VARIANTS, cases
from .every_document import certificate_of, documents
from .languages import FIXED_WELSH, TYPED, ending, in_wrong_language, partly_welsh, spoken_in_page, spoken_in_pdf, typed

NAMES = {"QM", "Assay", "PDF", "says"}
LETTER = {"Headteacher", "Helen", "Whitaker", "Priya", "Nair", "For", "the", "office", "example", "org"}


@pytest.fixture
def told_welsh(monkeypatch):
    """The fixed Welsh words, each ending in a letter that says so."""
    known = words.catalogue
    welsh = {key: ending(text, FIXED_WELSH) for key, text in known("cy").items()}
    for module in (edges, every_document):
        monkeypatch.setattr(module, "SENTENCE", ending(edges.SENTENCE, TYPED))
        monkeypatch.setattr(module, "NASTY", ending("What the file says", TYPED))
    monkeypatch.setattr(words, "catalogue", lambda language: welsh if language == "cy" else known(language))


def content_in_welsh(mark, variant, folder, language):
    """A record of a partly Welsh mark, its report in Welsh. language: in which the mark is read, "" for English."""
    scheme = load_scheme(partly_welsh(mark, folder / "edition.yaml"), language)
    content = VARIANTS[variant](scheme)
    record = typed(content.assessment)
    return replace(content, assessment=record, language="cy", outlook=outlook(scheme, content.levels))


def names_of(content, document=""):
    """What is in no language: names, and the words that the samples of letters are written to and from."""
    own = LETTER if document in ("appeal", "complaint", "renewal") else set()
    return NAMES | own | set(re.findall(r"\w+", content.scheme.owner))


@pytest.mark.parametrize(("mark", "variant"), cases(["filled", "missing"]))
def test_every_word_of_a_partly_welsh_mark_stands_under_its_language(mark, variant, tmp_path, told_welsh):
    content = content_in_welsh(mark, variant, tmp_path, "cy")
    made = {name: pdf for name, pdf in documents(content).items() if not name.startswith(("certificate", "letter of"))}
    wrong = {name: in_wrong_language(spoken_in_pdf(pdf), "cy", names_of(content, name)) for name, pdf in made.items()}
    wrong["web page"] = in_wrong_language(spoken_in_page(web_page(content)), "cy", names_of(content))
    assert not {name: found[:12] for name, found in wrong.items() if found}


def test_a_certificate_in_english_says_what_of_its_mark_is_in_welsh():
    welsh = replace(load_shipped("vbe-staff"), language="cy")
    content = VARIANTS["filled"](welsh)
    spoken = list(spoken_in_pdf(certificate_of(content, welsh.outcomes[-1].id)))
    title = welsh.title.split()[0]
    assert [language for words, language in spoken if title in words] == ["cy"]
    assert {language for words, language in spoken if "This certifies" in words or "Valid" in words} == {"en"}
    assert {language for words, language in spoken if welsh.terms.strand in words} == {"cy"}
