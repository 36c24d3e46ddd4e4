"""What was good, what to develop, and what the award says of single strands, each on a page of its own."""

from collections.abc import Sequence

from assessor_app.domain.scheme.edition import Strand
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import named
from assessor_app.reports.page.blocks import bullets, heights
from assessor_app.reports.page.keeping import Whole
from assessor_app.reports.page.paper import MM, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import TIGHT
from assessor_app.reports.page.text import Muted, Phrase, paragraphs
from assessor_app.reports.page.words import say

ALONE = 2
"""Points at the end that stay together, so that none stands alone on the next page."""
WHOLE = 55 * MM
"""Under a heading all points stay together up to this height."""
REMARKS = {"recommendations": "points.recommendations", "exceptional-practice": "points.exceptional"}
"""Kinds of section about single strands, and the key of what they are called where the edition does not say."""


def write_strengths(story: Story, facts: Facts) -> None:
    """Every strength, aspect by aspect."""
    _write(story, facts, "strengths", facts.title("strengths", "points.strengths"))


def write_development(story: Story, facts: Facts) -> None:
    """Everything to develop, aspect by aspect."""
    _write(story, facts, "develop", facts.title("development", "points.development"))


def write_remarks(story: Story, facts: Facts, shows: str) -> None:
    """What the mark's award makes of single strands: recommendations, exceptional practice."""
    story.page(facts.title(shows, REMARKS[shows]), shows)
    remarks = [each for each in facts.content.outlook.remarks if each.strands]
    for remark in remarks:
        story.section(remark.title)
        story.block(
            bullets([Prose(named(facts.content.scheme, [strand], "lists.and"), TIGHT) for strand in remark.strands])
        )
    if not remarks:
        story.paragraph([Muted(say("none.recorded"))])


def _write(story: Story, facts: Facts, name: str, title: str) -> None:
    story.page(title, name)
    found = [(aspect, _points(facts, aspect.strands, name)) for aspect in facts.content.scheme.aspects]
    for aspect, points in found:
        if points:
            story.section(aspect.title)
            items = bullets([Prose(point, TIGHT) for point in points])
            tall = sum(heights(items, TEXT_WIDTH))
            story.block(items if len(items) <= ALONE else items[:-ALONE], tall if tall <= WHOLE else 0)
            story.add(*([Whole(items[-ALONE:])] if len(items) > ALONE else []))
    if not any(points for _, points in found):
        story.paragraph([Muted(say("none.recorded"))])


def _points(facts: Facts, strands: Sequence[Strand], name: str) -> list[Phrase]:
    return [
        [*_linked(facts, text), f" ({strand.number})"]
        for strand in strands
        for text in paragraphs(getattr(facts.record(strand.id), name))
    ]


def _linked(facts: Facts, text: str) -> Phrase:
    phrase = facts.linked(text)
    return [phrase] if isinstance(phrase, str) else phrase
