"""Sheets, forms, letters and the evidence book: accessible, every word read, and nothing said that must not be."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from assessor_app.domain.scheme.procedures import ProcedureStep
from assessor_app.paths import resources
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.evidence_book import evidence_book
from assessor_app.reports.sheets.letter import LetterFacts, appeal_letter, complaint_letter, renewal_letter
from assessor_app.reports.sheets.paper_form import paper_form
from assessor_app.reports.sheets.plain_letter import Letter, letter_pdf
from assessor_app.schemes.loading import load_shipped, shipped_schemes
from assessor_app.services.schemes.shelf import SchemeShelf
from tests.reports.edges import SENTENCE, filled, long
from tests.reports.every_document import file_of
from tests.reports.page.test_words import words
from tests.reports.sample import content_of, demo, demo_assessment, pages
from tests.reports.tagging.reading import spoken
from tests.tools import needs_tool, needs_verapdf

from . import verapdf

FACTS = LetterFacts(
    "Helen Whitaker, Headteacher", "Priya Nair", "Administrator", "A-2026-006", date(2026, 11, 26), "office@example.org"
)
MARKS = tuple(file.parent.name for file in shipped_schemes())
HOSTILE = b"=1+1\n<b>bold</b> \x07\x00".replace(b"\x00", b"") + "😀 ŵ مرحبا\n".encode() + b"x" * 5000


@pytest.fixture(scope="module")
def content():
    scheme = SchemeShelf().get("pdqm", "3.1")
    record = demo_assessment(scheme, demo())
    held = tuple(replace(piece, held=bool(files_of(piece)), file_name=name_of(piece)) for piece in record.evidence)
    return content_of(scheme, replace(record, evidence=held))


def files_of(piece):
    return sorted((resources() / "demo" / "evidence").glob(f"{piece.code} *"))


def name_of(piece):
    return files_of(piece)[0].name if files_of(piece) else ""


def read(piece):
    return HOSTILE if piece.code == "E3" else files_of(piece)[0].read_bytes()


@pytest.fixture(scope="module")
def made(content):
    return {
        "leaders": debrief_sheet(content, content.scheme.debriefs[0]),
        "staff": debrief_sheet(content, content.scheme.debriefs[1]),
        "form": paper_form(content),
        "plan": action_plan(content),
        "book": evidence_book(content, read, lambda _done, _all: None),
        "appeal": appeal_letter(content, FACTS),
        "complaint": complaint_letter(content, FACTS),
        "renewal": renewal_letter(content, FACTS, "Silver", date(2029, 11, 27)),
    }


@needs_verapdf
def test_every_kind_keeps_to_both_standards(made, tmp_path):
    for name, pdf in made.items():
        (tmp_path / name).write_bytes(pdf)
    found = verapdf.failures("ua1,2a", [tmp_path / name for name in made])
    assert found == {name: {"ua1": [], "2a": []} for name in made}


@needs_tool("pdfinfo")
@pytest.mark.parametrize("name", ["leaders", "form", "plan", "appeal", "renewal"])
def test_every_printed_word_is_read_or_runs_on_every_page(made, name, tmp_path):
    printed = pages(made[name])
    unread = words(" ".join(printed)) - words(spoken(made[name], tmp_path))
    numbers = {str(number) for number in range(1, len(printed) + 1)}
    assert set(unread) <= set.intersection(*(set(words(page)) for page in printed)) | numbers


def test_debrief_sheet_and_form_hold_no_award_and_no_judgement(content, made):
    awards = {outcome.name for outcome in content.scheme.outcomes}
    levels = {level.name for level in content.scheme.levels}
    for name in ("leaders", "staff"):
        assert not (awards | levels) & set(words(" ".join(pages(made[name]))))
    form = words(" ".join(pages(made["form"])))
    assert not awards & set(form)
    assert len({form[level] for level in levels}) == 1, "every level is named equally often"


def test_a_debrief_sheet_is_one_page_and_a_form_one_page_a_strand(content, made):
    assert len(pages(made["leaders"])) == 1
    assert len(pages(made["form"])) == len(list(content.scheme.strands))


@pytest.mark.parametrize("mark", MARKS)
def test_a_form_is_one_page_a_strand_however_long_its_title_is(mark):
    content = long(load_shipped(mark))
    assert len(pages(paper_form(content))) == len(content.scheme.graded)


def test_a_short_form_has_more_lines_to_write_on_than_a_long_one(content):
    drawn = [paper_form(replace(content, scheme=scheme)) for scheme in (content.scheme, long(content.scheme).scheme)]
    short, full = (sum(b" l S" in line for line in lines_of(pdf)) for pdf in drawn)
    assert short > full


def lines_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.pages[1].Contents.read_bytes().splitlines()


def test_every_page_of_every_sheet_names_the_whole_institution():
    content = long(load_shipped("vbe-staff"))
    name = content.assessment.institution.name
    for sheet in (action_plan(content), *(debrief_sheet(content, each) for each in content.scheme.debriefs)):
        assert all(name in page for page in pages(sheet))


def test_the_book_shows_every_piece_and_hostile_text_as_text(content, made):
    text = " ".join(pages(made["book"]))
    assert Counter(piece.title in text for piece in content.assessment.evidence)[False] == 0
    assert "<b>bold</b>" in text
    assert "not on this computer" in text or all(piece.held for piece in content.assessment.evidence)


@pytest.fixture(scope="module")
def long_book():
    content = long(load_shipped("vbe-staff"))
    return content, pages(evidence_book(content, file_of, lambda _done, _all: None))


def test_a_picture_stands_under_its_title_however_long_that_is(long_book):
    content, printed = long_book
    pictures = [piece.code for piece in content.assessment.evidence if piece.held and "txt" not in piece.file_name]
    opening = [page for page in printed if any(page.startswith(f"{code}: ") for code in pictures)]
    assert len(opening) == len(pictures)
    assert all("Figure " in page for page in opening)


def test_what_is_not_here_runs_on_and_a_page_of_a_file_is_named(long_book):
    _, printed = long_book
    assert max(page.count("The file is not on this computer.") for page in printed) > 1
    assert any("Page 2 of Record" in page for page in printed)


def test_making_the_book_can_be_stopped(content):
    def stop(done, _all):
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        evidence_book(content, read, stop)


def test_letters_give_number_and_steps_in_the_marks_own_words(content, made):
    (page,) = pages(made["appeal"])
    flat = " ".join(page.split())
    assert "A-2026-006" in flat
    *_, clarify, investigate, answer = content.scheme.appeals.steps
    assert all(" ".join(step.text.split())[:40] in flat for step in (clarify, investigate, answer))
    assert "27 November 2029" in pages(made["renewal"])[0]


@pytest.mark.parametrize("mark", MARKS)
def test_what_happens_now_begins_after_what_has_happened_with_its_own_day(mark):
    content = filled(load_shipped(mark))
    steps = content.scheme.appeals.steps
    days = tuple(date(2026, 12, place) for place in range(1, len(steps) + 1))
    said = " ".join(" ".join(pages(appeal_letter(content, replace(FACTS, due=days)))).split())
    ahead = said.split("What happens now: ")[1]
    for step, day in zip(steps, days, strict=True):
        past = step.id in ("received", "receipt")
        assert (f"By {day.day} December 2026: {step.text}" in ahead) is not past


def test_only_a_letter_with_a_number_asks_for_it(content, made):
    without = pages(complaint_letter(content, replace(FACTS, number="")))[0]
    assert "give the number" in pages(made["complaint"])[0]
    assert "number" not in without


@pytest.mark.parametrize("steps", range(1, 12))
def test_nobody_signs_a_page_without_words(content, steps):
    every = tuple(ProcedureStep(SENTENCE * 2, f"s{number}") for number in range(steps))
    procedure = replace(content.scheme.complaints, steps=every)
    letter = complaint_letter(replace(content, scheme=replace(content.scheme, complaints=procedure)), FACTS)
    plain = letter_pdf(
        Letter(("Owner",), ("Reader",), FACTS.received, "About", [SENTENCE * 3] * 3 * steps, "Priya Nair")
    )
    assert "If you have a question" in pages(letter)[-1]
    assert SENTENCE.strip() in pages(plain)[-1]


def test_a_number_without_an_end_is_whole_in_the_letter_and_cut_at_the_foot_of_each_page(content):
    printed = pages(appeal_letter(content, replace(FACTS, number="A-" + "7" * 20_000)))
    assert sum(page.count("7") for page in printed) >= 20_000
    feet = [f"{content.assessment.reference}… Page {place} of {len(printed)}" for place in range(1, len(printed) + 1)]
    assert all(foot in page for foot, page in zip(feet, printed, strict=True))
