"""Whatever somebody pastes into a box prints as text, and in time that grows with its length only."""

from dataclasses import replace

import pytest

from assessor_app.domain.assessment.assessment import ActionItem, Evidence
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.page import fonts, prose
from assessor_app.reports.page.text import MOST_PARAGRAPHS
from assessor_app.reports.preview import page_count
from assessor_app.reports.sheets.evidence_book import evidence_book

from .sample import content_of, with_strand, words

STRAND = "leadership.vision"
HALF_A_MEGABYTE = 500_000
MARKUP = (
    '<b>bold</b> <img src="/etc/passwd"/> <a href="file:///etc/passwd">here</a> &amp; &#60; <para>',
    '<font color="[1]*9"> ]]> --> </para>',
    "=HYPERLINK(1) @SUM(A1) +1-1",
    "{panel_date} %s %(name)s $HOME `id`",
)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_and_formulas_print_as_they_were_typed(content, text):
    assert text in words(assessment_report(with_strand(content, STRAND, saw=text, reason=text, strengths=text)))


def test_markup_in_every_other_place_prints_as_it_was_typed(content):
    text = "<b>x</b>"
    record = replace(
        content.assessment,
        summary=text,
        purpose=text,
        lead_name=text,
        verifier_name=text,
        reference=text,
        institution=replace(content.assessment.institution, name=text),
        evidence=(Evidence("e", "E1", text, text, dated=text),),
        actions=(ActionItem("a", "P1", STRAND, text, text, text, text),),
    )
    said = words(assessment_report(content_of(content.scheme, record)))
    assert said.count(text) > 20


def test_nothing_outside_is_fetched_or_embedded(content, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"not even a picture")
    text = f'<img src="{picture}"/>'
    assert b"/Subtype /Image" not in assessment_report(with_strand(content, STRAND, saw=text))


def test_control_characters_and_direction_switches_are_dropped(content):
    said = words(assessment_report(with_strand(content, STRAND, saw="be\x00\x07fore\u202e and\u200b after\x1b[31m")))
    assert "before and after[31m" in said


def test_half_a_character_stops_no_report_and_no_picture_of_it(content):
    text = "be\ud800fore"
    record = replace(content.assessment, evidence=(Evidence("e", "E1", text, text),), summary=text)
    hostile = content_of(content.scheme, record)
    assert "before" in words(assessment_report(with_strand(hostile, STRAND, saw=text)))
    assert page_count(evidence_book(hostile, lambda _piece: b"", lambda _done, _all: None)) >= 1


def test_characters_without_a_glyph_print_the_replacement(content):
    said = words(assessment_report(with_strand(content, STRAND, saw="Well done 😀 indeed, ☐ and ½ ŵ ŷ.")))
    assert "Well done \ufffd indeed, ☐ and ½ ŵ ŷ." in said


@pytest.mark.parametrize(
    "text",
    [
        "x" * HALF_A_MEGABYTE,
        "word " * (HALF_A_MEGABYTE // 5),
        "line\n" * (HALF_A_MEGABYTE // 5),
        "a\u00a0" * (HALF_A_MEGABYTE // 2),
        "مرحبا " * (HALF_A_MEGABYTE // 12),
        "e" + "\u0301" * HALF_A_MEGABYTE,
    ],
    ids=["unbroken", "words", "lines", "no-break spaces", "right to left", "stacked marks"],
)
def test_half_a_megabyte_in_one_box_is_laid_out_once(content, text, monkeypatch):
    """No asserted time: the number of measurements is what makes it long or short."""
    measured = 0
    width = fonts.width

    def counting(part: str, face: str, size: float) -> float:
        nonlocal measured
        measured += len(part)
        return width(part, face, size)

    monkeypatch.setattr(prose.fonts, "width", counting)
    pdf = assessment_report(with_strand(content, STRAND, saw=text))
    assert page_count(pdf) >= 16
    assert measured < 6 * HALF_A_MEGABYTE


def test_all_of_a_very_long_text_is_printed(content):
    text = " ".join(f"word{number}" for number in range(20_000))
    said = words(assessment_report(with_strand(content, STRAND, effect=text)))
    assert text in " ".join(_without_running(said))


def test_line_breaks_beyond_a_hundred_become_spaces(content):
    lines = [f"line{number}" for number in range(MOST_PARAGRAPHS + 20)]
    said = words(assessment_report(with_strand(content, STRAND, saw="\n".join(lines))))
    assert all(line in said for line in lines)


def _without_running(said: str) -> list[str]:
    """The words between headers and footers."""
    return [word for word in said.split() if word.startswith("word") and word[4:].isdigit()]


@pytest.mark.parametrize("field", ["name", "place"])
def test_a_name_without_an_end_is_not_measured_for_every_page(content, field, monkeypatch):
    measured = 0
    width = fonts.width

    def counting(part: str, face: str, size: float) -> float:
        nonlocal measured
        measured += len(part)
        return width(part, face, size)

    monkeypatch.setattr(prose.fonts, "width", counting)
    institution = replace(content.assessment.institution, **{field: "x" * HALF_A_MEGABYTE})
    record = replace(content.assessment, institution=institution)
    assert page_count(assessment_report(content_of(content.scheme, record))) >= 16
    assert measured < 6 * HALF_A_MEGABYTE
