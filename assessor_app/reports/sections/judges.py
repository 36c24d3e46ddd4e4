"""How far the assessor and the verifier agreed, where they did not."""

from assessor_app.domain.scheme.edition import Strand
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.readings import both_judges, is_drawn
from assessor_app.reports.content.sentences import level_name, rank
from assessor_app.reports.figures.comparison import comparison
from assessor_app.reports.page.blocks import LevelWord
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import CELL
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.words import say


def agreement(facts: Facts) -> tuple[int, int]:
    """Strands that the verifier has judged, and those judged as the assessor did."""
    theirs = [level for strand in facts.content.scheme.strands if (level := _theirs(facts, strand)) is not None]
    return len(theirs), len(theirs) - len(_differing(facts))


def write(story: Story, facts: Facts) -> None:
    """A figure of every strand and a table of those that differ. Nothing where there is one judge, or one mind."""
    scheme, differing = facts.content.scheme, _differing(facts)
    if not differing:
        return
    judged, agreed = agreement(facts)
    story.section(say("judges.heading", count=agreed, strands=strands_counted(scheme, judged)))
    if is_drawn(scheme):
        story.figure(comparison(scheme, both_judges(facts)), say("judges.signs"))
    agreed = any(facts.content.assessment.agreed_on(strand.id).level for strand in differing)
    people = [say("people.verifier"), say("people.assessor")]
    header = [capital(scheme.terms.strand), *people, *[say("judges.agreed")] * agreed]
    words = say("judges.differed", strands=capital(scheme.terms.strands))
    widths = [64, 34, 34, 34] if agreed else [82, 42, 42]
    story.table(words, header, [_row(facts, strand, agreed) for strand in differing], widths, 3)


def _differing(facts: Facts) -> list[Strand]:
    return [
        strand
        for strand in facts.content.scheme.strands
        if _theirs(facts, strand) not in (None, facts.first_level(strand))
    ]


def _theirs(facts: Facts, strand: Strand) -> str | None:
    verifier = facts.content.assessment.verifier
    return facts.record(strand.id).judgement_of(verifier).level if verifier else None


def _row(facts: Facts, strand: Strand, agreed: bool) -> list[Cell]:
    scheme, short = facts.content.scheme, facts.content.scheme.aspect_of(strand.id).short
    settled = facts.content.assessment.agreed_on(strand.id).level
    words = [
        LevelWord(level_name(scheme, level), rank(scheme, level), len(scheme.levels_of(strand)), CELL)
        for level in (_theirs(facts, strand), facts.first_level(strand), *[settled] * agreed)
    ]
    return [f"{strand.number} {short}: {strand.title}", *words]
