"""What a reviewer with the pages of any mark would recompute by hand: what is said twice is said the same."""

import re
from collections import Counter
from dataclasses import replace
from html import escape

import pytest
import zxingcpp
from reportlab.platypus import Spacer

from assessor_app.domain.award.outcome import outcome
from assessor_app.domain.scheme.visit import Reader
from assessor_app.reports.content.sentences import rank
from assessor_app.reports.documents.assessment_report import assessment_report, story_of
from assessor_app.reports.documents.certificate import CertificateContent, certificate
from assessor_app.reports.documents.web_page import web_page
from assessor_app.reports.page.table import data_table
from assessor_app.reports.page.words import catalogue
from assessor_app.reports.preview import page_text
from assessor_app.reports.sheets.action_plan import action_plan
from assessor_app.reports.sheets.debrief_sheet import debrief_sheet
from assessor_app.reports.sheets.evidence_book import evidence_book
from assessor_app.reports.sheets.paper_form import paper_form
from assessor_app.reports.tagging.node import Node
from assessor_app.schemes.loading import load_shipped, shipped_schemes
from tests.reports.documents.test_certificate import picture
from tests.reports.edges import SENTENCE, filled
from tests.reports.every_document import award_of_mark
from tests.reports.sample import pages

MARKS = tuple(file.parent.name for file in shipped_schemes())


@pytest.fixture(scope="module", params=MARKS)
def told(request):
    """A finished assessment of a mark and the tree of its report."""
    content = filled(load_shipped(request.param))
    return content, story_of(content).tree


def words(node):
    said = [node.words] if isinstance(node.words, str) else node.words or []
    own = "".join(part if isinstance(part, str) else part.text for part in said)
    return " ".join(filter(None, [own, *(words(kid) for kid in kids(node))]))


def kids(node):
    return [kid for kid in node.kids if isinstance(kid, Node)]


def everything(node):
    yield node
    for kid in kids(node):
        yield from everything(kid)


def table(tree, caption):
    """The rows of the first table whose caption holds some words."""
    for node in everything(tree):
        if node.kind == "Table" and caption in words(kids(node)[0]):
            return [[words(cell) for cell in kids(row)] for row in kids(node)[1:]]
    return []


def figures(tree):
    return [node.alternative for node in everything(tree) if node.kind == "Figure"]


def test_the_first_table_counts_what_was_judged(told):
    content, tree = told
    header, *rows = table(tree, "Table 1.")
    names = {level.name: level.id for level in content.scheme.all_levels}
    judged = [aspect for aspect in content.scheme.aspects if content.scheme.graded_in(aspect.id)]
    assert len(rows) == len(judged)
    for aspect, row in zip(judged, rows, strict=True):
        given = [content.levels[strand.id] for strand in content.scheme.graded_in(aspect.id)]
        if row[1].isdigit():
            found = {names[name]: int(cell) for name, cell in zip(header[1:-1], row[1:-1], strict=True)}
            assert {level: count for level, count in found.items() if count} == Counter(given)
        else:
            assert [names[cell] for cell in row[1:-1]] == given


def test_the_bars_say_the_numbers_of_the_judgements_and_leave_out_what_nobody_judges(told):
    content, tree = told
    bars = next((words for words in figures(tree) if words.startswith("Bars: ")), "")
    found = {name: (int(count), int(every)) for name, count, every in re.findall(r" ([^.:]+): (\d+) of (\d+)\.", bars)}
    if not bars:
        assert "comparison" not in {section.shows for section in content.scheme.report}
        return
    level = next(each for each in content.scheme.all_levels if f"strands at {each.name} " in bars)
    for aspect in content.scheme.aspects:
        graded = content.scheme.graded_in(aspect.id)
        reached = sum(rank(content.scheme, content.levels[strand.id]) >= level.rank for strand in graded)
        assert found.pop(aspect.short, None) == ((reached, len(graded)) if graded else None)
    assert not found


def test_the_bars_say_what_the_award_needs_of_each_aspect(told):
    content, tree = told
    judged = [aspect for aspect in content.outlook.aspects if aspect.strands]
    for bars in [words for words in figures(tree) if words.startswith("Bars: ")]:
        if len({aspect.needed for aspect in judged}) == 1:
            assert f" needs {judged[0].needed}." in bars
        else:
            said = re.findall(r"(\d+) of \d+\. It needs (\d+)\.", bars)
            assert said == [(str(aspect.reached), str(aspect.needed)) for aspect in judged]


def test_every_judgement_is_the_same_in_its_table_and_at_its_strand(told):
    content, tree = told
    names = {level.id: level.name for level in content.scheme.all_levels}
    printed = words(tree)
    for strand in content.scheme.graded:
        assert f"{strand.number} {strand.title} {names[content.levels[strand.id]]} " in printed
    rows = [row for aspect in content.scheme.aspects for row in table(tree, f": {aspect.title}")[1:]]
    for row in rows:
        strand = next(each for each in content.scheme.graded if f"{each.number} {each.title}" == row[0])
        assert row[2] == names[content.levels[strand.id]]


def test_the_register_names_the_strands_that_name_its_evidence(told):
    content, tree = told
    register = {row[0]: row[4] for row in table(tree, "Evidence")[1:]}
    strands = list(content.scheme.strands)
    for code in ("E1", "E2"):  # named in the words of each of them
        numbers = [number for part in register[code].split(", ") for number in part.split(" to ")]
        assert numbers[0] == strands[0].number
        assert numbers[-1] == strands[-1].number
    assert set(register) == {piece.code for piece in content.assessment.evidence}


def test_a_strand_named_as_the_one_that_matters_does_bring_the_award(told):
    content, _ = told
    for strand in [each[0] for each in content.outlook.swing if len(each) == 1]:
        scale = content.scheme.levels_of(content.scheme.strand(strand))
        raised = scale[rank(content.scheme, content.levels[strand])].id
        assert outcome(content.scheme, {**content.levels, strand: raised}) == content.outlook.next


@pytest.mark.parametrize("mark", MARKS)
def test_a_certificate_of_any_mark_names_what_is_held_and_is_checked_from_a_grey_picture(mark):
    content, code = filled(load_shipped(mark)), "HTTPS://EXAMPLE.ORG/" + "A1" * 60
    award = award_of_mark(content, content.scheme.outcomes[-1].id)
    pdf = certificate(CertificateContent(award, code))
    (found,) = zxingcpp.read_barcodes(picture(pdf, 100))
    assert found.text == code
    assert content.scheme.outcomes[-1].name in pages(pdf)[0].split("holds the")[1]


@pytest.mark.parametrize("mark", MARKS)
def test_a_debrief_sheet_names_who_decides(mark):
    content = filled(load_shipped(mark))
    for session in content.scheme.debriefs[:1]:
        (said,) = pages(debrief_sheet(content, session))[:1]
        assert f"The {content.scheme.decided_by} decides on 28 November 2026." in said


@pytest.mark.parametrize("count", range(7, 19))
def test_what_closes_the_action_plan_stands_with_actions(count):
    content = filled(load_shipped("pdqm"))
    actions = tuple(replace(content.assessment.actions[0], id=f"a{each}", text=SENTENCE) for each in range(count))
    plan = action_plan(replace(content, assessment=replace(content.assessment, actions=actions)))
    said = [page_text(plan, number) for number in range(len(pages(plan)))]
    assert sum(page.count("It is read") for page in said) == count
    assert min(page.count("It is read") for page in said) > 1


def test_a_table_that_fills_a_page_lets_go_of_what_closes_it():
    tall = data_table(["One"], [[" ".join(["word"] * 3000)]], [400])
    tall.close_with([Spacer(1, 40)])
    tall.wrap(400, 0)
    parts = tall.split(400, tall.height - 1)
    assert [type(part).__name__ for part in parts] == ["DataTable", "Spacer"]


@pytest.mark.parametrize("mark", MARKS)
def test_every_document_that_prints_words_of_the_mark_says_which_are_model_wording(mark):
    content = filled(load_shipped(mark))
    made = {
        "report": assessment_report(content),
        "public copy": assessment_report(replace(content, reader=Reader.PUBLIC)),
        "plan": action_plan(content),
        "form": paper_form(content),
        "book": evidence_book(replace(content, assessment=replace(content.assessment, evidence=())), bytes, print),
        **{each.id: debrief_sheet(content, each) for each in content.scheme.debriefs},
    }
    silent = [name for name, pdf in made.items() if "Model wording" not in " ".join(pages(pdf))]
    assert silent == []
    assert "Model wording" in web_page(content)


def test_a_report_in_welsh_marks_what_the_mark_says_in_english():
    content = replace(filled(load_shipped("vbe-staff")), language="cy")
    page = web_page(content)
    assert '<span lang="en">Awareness and experience of values</span></h2>' in page
    assert '<span lang="en">Values lived in everyday work</span></h3>' in page
    assert '<span lang="en">Every criterion at Met</span>' in page
    assert "heb ei adolygu" not in web_page(filled(load_shipped("vbe-staff")))
    assert escape(catalogue("cy")["notes.unreviewed"]) in page
