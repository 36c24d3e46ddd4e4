"""The judgements in detail: aspects against the award, the school's own judgements beside ours."""

from dataclasses import replace

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.outlook import AspectOutlook
from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.readings import (
    before_and_now,
    change_heading,
    differing,
    is_drawn,
    school_and_ours,
    year_before,
)
from assessor_app.reports.content.sentences import level_name, rank, reaches
from assessor_app.reports.figures.aspect_bars import aspect_bars
from assessor_app.reports.figures.comparison import Comparison, comparison
from assessor_app.reports.figures.profile import cell_word, is_even
from assessor_app.reports.page.blocks import LevelWord
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import BODY, CELL, H2
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.text import paragraphs
from assessor_app.reports.page.words import say

KEY = "detail"
TITLE = "detail.title"
COLUMNS, FOR_LONG_WORDS = (82.0, 42.0, 42.0), (66.0, 50.0, 50.0)
LONG_WORDS = 15
"""Letters of a level's name that the narrower columns have no line for."""


def write(story: Story, facts: Facts, rest_of_summary: str) -> None:
    """Write the section. rest_of_summary: what had no room on the page before."""
    story.page(facts.title("comparison", TITLE), KEY)
    content = facts.content
    story.section(aspects_heading(content), replace(H2, before=2))
    aim = content.outlook.next or content.scheme.outcomes[-1]
    story.figure(
        aspect_bars(content.scheme, aim, judged_aspects(content)),
        say("detail.bars", strands=capital(content.scheme.terms.strands), aspect=content.scheme.terms.aspect),
    )
    if facts.content.before:
        _change(story, facts)
    _compare(story, facts)
    if not is_even(content.scheme):
        _list_all(story, facts)
    if rest_of_summary:
        story.section(say("summary.rest"))
        for text in paragraphs(rest_of_summary):
            story.paragraph(text, BODY)


def aspects_heading(content: ReportContent) -> str:
    """ "3 of the 4 aspects reach the Gold standard"."""
    scheme, aspects, terms = content.scheme, judged_aspects(content), content.scheme.terms
    aim = content.outlook.next or scheme.outcomes[-1]
    met = sum(aspect.met for aspect in aspects)
    if met == len(aspects):
        return say("detail.every", aspect=terms.aspect, reaches=reaches(scheme, aim))
    if met == 0:
        return say("detail.no", aspect=terms.aspect, reaches=reaches(scheme, aim))
    all_aspects = counted(len(aspects), terms.aspect, terms.aspects)
    return say("detail.some", count=met, aspects=all_aspects, reaches=reaches(scheme, aim, many=met > 1))


def judged_aspects(content: ReportContent) -> tuple[AspectOutlook, ...]:
    """The aspects that something is judged in; one that is only written about reaches nothing and misses nothing."""
    return tuple(aspect for aspect in content.outlook.aspects if aspect.strands)


def agreement_heading(facts: Facts) -> str:
    """ "The school judged 12 of 16 strands as we did"."""
    scheme = facts.content.scheme
    agreed = len(facts.compared) - len(facts.differing)
    strands = strands_counted(scheme, len(facts.compared))
    return say("detail.agreed", institution=scheme.terms.institution, count=agreed, strands=strands)


def _change(story: Story, facts: Facts) -> None:
    """What became of every strand since the last visit, and the numbers of what changed."""
    scheme, compared = facts.content.scheme, before_and_now(facts)
    story.section(change_heading(facts))
    if is_drawn(scheme):
        story.figure(comparison(scheme, compared), say("detail.signs_before", year=year_before(facts)))
    changed = differing(facts, compared)
    if changed:
        rows = [_pair_row(facts, strand, compared) for strand in changed]
        header = [
            capital(scheme.terms.strand),
            say("detail.level_in", year=year_before(facts)),
            say("detail.level_now"),
        ]
        story.table(say("detail.changed", strands=capital(scheme.terms.strands)), header, rows, _columns(scheme), 3)


def _compare(story: Story, facts: Facts) -> None:
    scheme = facts.content.scheme
    school = scheme.terms.institution
    if not facts.compared:
        story.section(say("detail.own", institution=school))
        story.paragraph(say("detail.none_shared", strand=scheme.terms.strand, institution=school))
        return
    story.section(agreement_heading(facts))
    if facts.without_school_level:
        story.paragraph(say("detail.no_judgement_on", count=facts.without_school_level))
    if is_drawn(scheme) and not facts.content.before:
        story.figure(comparison(scheme, school_and_ours(facts)), say("detail.signs_school", institution=school))
    if facts.differing:
        rows = [_row(facts, _place(facts, strand), strand) for strand in facts.differing]
        words = say("detail.differs", strands=capital(scheme.terms.strands), institution=school)
        story.table(words, _header(facts), rows, _columns(scheme), 3)


def _list_all(story: Story, facts: Facts) -> None:
    """One row a strand, for marks that no grid fits."""
    scheme = facts.content.scheme
    story.section(say("detail.all"))
    for aspect in scheme.aspects:
        graded = [strand for strand in aspect.strands if not strand.narrative]
        if not graded:
            continue
        rows = [_row(facts, f"{strand.number} {strand.title}", strand) for strand in graded]
        words = say("detail.aspect", aspect=capital(scheme.terms.aspect), number=aspect.number, title=aspect.title)
        story.table(words, _header(facts), rows, _columns(scheme), 3)


def _columns(scheme: Scheme) -> tuple[float, float, float]:
    longest = max(len(level.name) for level in scheme.all_levels)
    return FOR_LONG_WORDS if longest > LONG_WORDS else COLUMNS


def _header(facts: Facts) -> list[str]:
    terms = facts.content.scheme.terms
    theirs = say("detail.their_judgement", institution=capital(terms.institution))
    return [capital(terms.strand), theirs, say("detail.our_judgement")]


def _row(facts: Facts, name: str, strand: Strand) -> list[Cell]:
    return [name, _word(facts, facts.record(strand.id).school_level), _word(facts, facts.level(strand.id))]


def _pair_row(facts: Facts, strand: Strand, compared: Comparison) -> list[Cell]:
    levels = {level.rank: level.id for level in facts.content.scheme.levels_of(strand)}
    pair = compared.pair(strand)
    return [_place(facts, strand), _word(facts, levels[pair.first]), _word(facts, levels[pair.second])]


def _place(facts: Facts, strand: Strand) -> str:
    return f"{strand.number} {facts.content.scheme.aspect_of(strand.id).short}: {strand.title}"


def _word(facts: Facts, level: str | None) -> LevelWord:
    scheme = facts.content.scheme
    name = level_name(scheme, level) if level else cell_word(scheme, level)
    return LevelWord(name, rank(scheme, level), len(scheme.scale_with(level)), CELL)
