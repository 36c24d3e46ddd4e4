"""The aspects: how each stands against the award, then its strands."""

from dataclasses import replace

from reportlab.platypus import CondPageBreak

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.edition import Aspect
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import aspect_standing
from assessor_app.reports.page.blocks import Panel
from assessor_app.reports.page.keeping import stack_height
from assessor_app.reports.page.paper import TEXT_HEIGHT
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import ASPECT_TITLE, KICKER, TIGHT
from assessor_app.reports.page.text import Bold
from assessor_app.reports.sections import strand

BEFORE = 26
"""Points above an aspect that runs on."""

OPENING = 125
"""Points that its heading and panel take; a strand of up to half a page must stand under them."""

FEWEST_FOR_A_PAGE = 3
"""Strands; smaller aspects run on while there is room for their first."""


def key(aspect: Aspect) -> str:
    """The bookmark of an aspect."""
    return f"aspect-{aspect.id}"


def write(story: Story, facts: Facts) -> None:
    """Write all aspects in order."""
    for place, aspect in enumerate(shown(facts.content)):
        room = _open(story, facts, aspect, new_page=place == 0 or len(aspect.strands) >= FEWEST_FOR_A_PAGE)
        for each in aspect.strands:
            strand.write(story, facts, each)
            if each is aspect.strands[0] and room is not None:
                opening = story.flowables[story.flowables.index(room) :]
                room.height = BEFORE + min(stack_height(opening), TEXT_HEIGHT / 2 + OPENING)


def shown(content: ReportContent) -> tuple[Aspect, ...]:
    """The aspects that this copy tells of: all, unless the edition has chosen some for its reader."""
    aspects = content.scheme.aspects
    planned = [each for each in content.scheme.report if each.shows == "aspects" and each.is_for(content.reader)]
    if not planned or any(not each.aspects for each in planned):
        return aspects
    chosen = {aspect for each in planned for aspect in each.aspects}
    return tuple(aspect for aspect in aspects if aspect.id in chosen)


def _open(story: Story, facts: Facts, aspect: Aspect, new_page: bool) -> CondPageBreak | None:
    """Title and panel; the room for them and a strand below, where they do not open a page."""
    scheme = facts.content.scheme
    title = aspect.title
    kicker = Prose(f"{capital(scheme.terms.aspect)} {aspect.number}", KICKER)
    room = None if new_page else CondPageBreak(0)
    if room is None:
        story.page(title, key(aspect), ASPECT_TITLE, kicker)
    else:
        running_on = Prose(kicker.phrase, replace(KICKER, before=BEFORE))
        story.add(room, running_on)
        story.title(title, key(aspect))
    if any(not strand.narrative for strand in aspect.strands):
        standing = aspect_standing(scheme, aspect, facts.content.levels)
        story.add(Panel([Prose([Bold(standing)], TIGHT)]))
    return room
