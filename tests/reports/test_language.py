"""A report's language is its own property; passages and names in another one are marked for readers that speak."""

import io
import locale
import re
from dataclasses import replace

import html5lib
import pikepdf
import pytest

from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.words.passages import marked, passages, plain
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.documents.web_page import web_page
from assessor_app.reports.page import words
from assessor_app.reports.sections import summary
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.paper_form import paper_form
from tests.reports.sample import content_of, with_strand
from tests.reports.sample import words as printed
from tests.reports.tagging.reading import elements, spoken

PSEUDO = "en-x-long"
NAME = "Ysgol Gyfun Bryn Hir"


@pytest.fixture
def pseudo(tmp_path, monkeypatch):
    """A language whose every fixed text stands in guillemets, so that what is not from a catalogue shows."""
    english = words.catalogue(ENGLISH)
    texts = {key: f"«{text}»" for key, text in english.items()}
    texts |= {"days.months": "Mi " * 12, "days.short": "Mi " * 12}
    lines = ['[language]\nname = "Pseudo"\nreviewed = false\n']
    groups = {}
    for key, text in texts.items():
        group, _, rest = key.partition(".")
        groups.setdefault(group, []).append(f"{rest} = '''{text}'''")
    lines += [f"[{group}]\n" + "\n".join(found) for group, found in groups.items()]
    shipped = words._FOLDER
    (tmp_path / f"{PSEUDO}.toml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / f"{ENGLISH}.toml").write_bytes((shipped / f"{ENGLISH}.toml").read_bytes())
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    for known in (words.catalogue, words.languages):
        known.cache_clear()
    yield PSEUDO
    for known in (words.catalogue, words.languages):
        known.cache_clear()


def languages_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.Root.Lang), [str(each.Lang) for each in elements(opened) if "/Lang" in each]


def said_in(content, language, word):
    """How often a word is said in a language, by the structure of the web page."""
    tree = html5lib.parse(web_page(content), namespaceHTMLElements=False)
    return sum(word in "".join(each.itertext()) for each in tree.iter("span") if each.get("lang") == language)


def test_every_fixed_word_of_a_report_comes_from_the_catalogue_of_its_language(content, pseudo):
    page = web_page(replace(content, language=pseudo))
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert tree.get("lang") == pseudo
    for span in tree.iter("span"):
        if span.get("lang"):
            span.text = ""
    outside, depth = [], 0
    for character in "".join(f"{text} " for text in tree.find(".//main").itertext()):
        depth += {"«": 1, "»": -1}.get(character, 0)
        outside.append(character if depth == 0 else " ")
    assert depth == 0
    theirs = set(re.findall(r"\w+", f"{content.scheme} {content.assessment} {content.outlook}".lower()))
    left = {word for word in re.findall(r"[^\W\d_]+", "".join(outside).lower()) if word not in theirs}
    assert left <= {"mi", "e", "version", "data"}


def test_sheets_are_written_in_the_reports_language_too(content, pseudo):
    other = replace(content, language=pseudo)
    for pdf in (action_plan(other), paper_form(other), debrief_sheet(other, other.scheme.debriefs[0])):
        assert languages_of(pdf)[0] == pseudo
        assert "«The fixed words of this document in this language have not been reviewed yet.»" in printed(pdf)


def test_the_language_follows_the_report_and_not_the_computer(content, pseudo):
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
        first = assessment_report(content)
        for name in ("cy_GB.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert assessment_report(content) == first
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert languages_of(first)[0] == "en-GB"
    assert languages_of(assessment_report(replace(content, language=pseudo)))[0] == pseudo


def test_a_marked_passage_has_a_span_of_its_own_in_both_forms(content, tmp_path):
    text = f"Staff said {marked('Dysgwn gyda phawb bob dydd', 'cy')}, and meant it (E1)."
    told = with_strand(content, "leadership.vision", saw=text, strengths=text)
    pdf = assessment_report(told)
    assert "Staff said Dysgwn gyda phawb bob dydd, and meant it" in printed(pdf)
    assert "Dysgwn gyda phawb bob dydd" in spoken(pdf, tmp_path)
    assert languages_of(pdf)[1].count("cy") >= languages_of(assessment_report(content))[1].count("cy") + 2
    assert said_in(told, "cy", "phawb bob dydd") >= 2
    assert "[cy:" not in printed(pdf) + web_page(told)


def test_a_name_in_welsh_is_said_in_welsh_on_cover_and_letter(content):
    institution = replace(content.assessment.institution, name=NAME, name_language="cy")
    named = content_of(content.scheme, replace(content.assessment, institution=institution))
    assert languages_of(assessment_report(named))[1].count("cy") > languages_of(assessment_report(content))[1].count(
        "cy"
    )
    assert said_in(named, "cy", NAME) == 1
    assert said_in(content, "cy", content.assessment.institution.name) == 0


def test_a_passage_that_the_summary_shortens_or_ends_in_stays_one():
    text = f"We heard {marked('Dysgwn bob dydd. ' + 'Gyda phawb ' * 30, 'cy')}"
    shown, rest = summary.opening(text, 12)
    assert (shown, rest[:15]) == ("We heard [cy: Dysgwn bob dydd.]", "[cy: Gyda phawb")
    assert summary.shortened(text, 4) == "We heard [cy: Dysgwn bob]…"


def test_what_is_no_mark_prints_as_it_was_typed(content):
    text = "An array[cy], a [note: this], [cy:close] and [xx: y] and [cy: open"
    assert list(passages(text)) == [(text, "")]
    assert text in printed(assessment_report(with_strand(content, "leadership.vision", saw=text)))


def test_a_mark_keeps_brackets_out_and_is_taken_off_again():
    assert marked(" a [b] ", "cy") == "[cy: a (b)]"
    assert plain(f"x {marked('a', 'cy')} y") == "x a y"
    assert list(passages("x [cy: a] y")) == [("x ", ""), ("a", "cy"), (" y", "")]
