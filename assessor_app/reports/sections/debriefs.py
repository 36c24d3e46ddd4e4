"""What we said on the day, session by session, and who heard it."""

from assessor_app.domain.assessment.assessment import Debrief
from assessor_app.domain.scheme.edition import Wording
from assessor_app.domain.words.phrases import capital, small
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import long_day
from assessor_app.reports.page.blocks import label_row
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import TIGHT
from assessor_app.reports.page.text import Muted, paragraphs
from assessor_app.reports.page.words import day, listed, say

KEY = "debriefs"
TITLE = "debriefs.title"
AFTER_SESSION = 16
"""Points, as the space after a flowable: a page never begins with it."""


def write(story: Story, facts: Facts) -> None:
    """Write the section."""
    story.page(facts.title("debriefs", TITLE), KEY)
    if not facts.debriefs:
        story.paragraph([Muted(say("debriefs.none"))])
        return
    story.paragraph(_meeting(facts))
    for debrief in facts.debriefs:
        _session(story, facts, debrief)


def _meeting(facts: Facts) -> str:
    titles = [small(session_title(facts, debrief)) for debrief in facts.debriefs]
    visit = facts.content.assessment.visit_on
    days = {long_day(debrief.finished_at) for debrief in facts.debriefs if debrief.finished_at}
    on = days.pop() if len(days) == 1 else day(visit) if visit and not days else ""
    people = listed(titles)
    return say("debriefs.met_on", people=people, day=on) if on else say("debriefs.met", people=people)


def _session(story: Story, facts: Facts, debrief: Debrief) -> None:
    title, term = session_title(facts, debrief), facts.content.scheme.terms.strand
    said = [point for point in debrief.points if point.said]
    rows = [[point.text, facts.number(point.strand) if point.strand else say("none.none")] for point in said]
    story.table(
        say("debriefs.with", people=small(title)),
        [say("debriefs.we_said"), capital(term)],
        rows or [[say("none.recorded"), say("none.none")]],
        [140, 26],
    )
    if _has_model_wording(facts, debrief):
        story.note(say("notes.model_wording"))
    story.gap(4)
    heard = _listeners(debrief)
    replies = [Prose(text, TIGHT) for text in paragraphs(debrief.reply)] or [_none()]
    said_then = label_row(say("debriefs.they_said"), replies)
    heard_it = label_row(say("debriefs.heard"), [Prose(heard, TIGHT) if heard else _none()])
    heard_it.spaceAfter = AFTER_SESSION
    story.together([said_then, heard_it])


def session_title(facts: Facts, debrief: Debrief) -> str:
    """The session's name in the scheme."""
    return next((s.title for s in facts.content.scheme.debriefs if s.id == debrief.session), debrief.session)


def _has_model_wording(facts: Facts, debrief: Debrief) -> bool:
    """True when a standard point was said that is not in the owner's words."""
    planned = next((s for s in facts.content.scheme.debriefs if s.id == debrief.session), None)
    said = any(point.said and point.origin == "standard" for point in debrief.points)
    return said and planned is not None and planned.wording is Wording.MODEL


def _listeners(debrief: Debrief) -> str:
    heard = [each for each in debrief.listeners if each.heard_at]
    return ", ".join(f"{each.name} ({small(each.role)})" if each.role else each.name for each in heard)


def _none() -> Prose:
    return Prose([Muted(say("none.recorded"))], TIGHT)
