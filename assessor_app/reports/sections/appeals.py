"""Complaints and appeals: the owner's own steps, on a page that can be handed out alone."""

from assessor_app.domain.scheme.edition import Procedure
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import questions
from assessor_app.reports.page.blocks import numbered
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import TIGHT
from assessor_app.reports.page.words import say

KEY = "appeals"
TITLE = "appeals.title"


def is_wanted(facts: Facts) -> bool:
    """True when the scheme says how complaints or appeals are dealt with."""
    return bool(facts.content.scheme.complaints or facts.content.scheme.appeals)


def write(story: Story, facts: Facts) -> None:
    """Write the section, when there is anything to say."""
    if not is_wanted(facts):
        return
    scheme = facts.content.scheme
    story.page(facts.title("appeals", TITLE), KEY)
    story.paragraph(questions(facts.content))
    _steps(story, say("appeals.complaints"), scheme.complaints)
    _steps(story, say("appeals.appeals"), scheme.appeals)


def _steps(story: Story, title: str, procedure: Procedure | None) -> None:
    if procedure is None:
        return
    story.section(title)
    if procedure.admissible:
        story.paragraph(procedure.admissible)
    story.block(numbered([Prose(step.text, TIGHT) for step in procedure.steps], 3))
