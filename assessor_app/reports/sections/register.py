"""The evidence register: every reference in the report leads here, and the strands lead back."""

from collections.abc import Mapping

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.words.phrases import capital, small
from assessor_app.reports.content.facts import Facts, spans
from assessor_app.reports.content.sentences import short_day
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import H1
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.text import Muted
from assessor_app.reports.page.words import say

KEY = "register"
TITLE = "register.title"


def write(story: Story, facts: Facts, opens_page: bool = True) -> None:
    """Write the section; as the beginning of the evidence book it does not open a page."""
    (story.page if opens_page else story.title)(facts.title("register", TITLE), KEY, H1)
    appeals = facts.content.scheme.appeals
    opening = say("register.opening")
    if appeals and appeals.admissible:
        opening += f" {say('register.appeals', admissible=small(appeals.admissible))}"
    story.paragraph(opening)
    if not facts.evidence:
        story.paragraph([Muted(say("none.listed"))])
        return
    late = {piece.id for piece in facts.content.assessment.late_evidence}
    sealed = facts.content.assessment.ledger
    there = {reference: each for reference, each in facts.evidence.items() if each.id not in late}
    if sealed is not None:
        on, time = short_day(sealed.sealed_at[:10]), sealed.sealed_at[11:16]
        story.paragraph(say("register.sealed", name=sealed.signer_name, day=on, time=time))
    if there or not late:
        _table(story, facts, say("register.evidence"), there)
    if late:
        apart = {reference: each for reference, each in facts.evidence.items() if each.id in late}
        _table(story, facts, say("register.later"), apart)


def _table(story: Story, facts: Facts, title: str, evidence: Mapping[str, Evidence]) -> None:
    strands = capital(facts.content.scheme.terms.strands)
    header = [say("register.reference"), say("register.what"), say("register.kind"), say("register.date"), strands]
    rows = [_row(facts, reference, each) for reference, each in evidence.items()]
    marks = [f"evidence-{reference}" for reference in evidence]
    story.table(title, header, rows, [14, 63, 30, 28, 31], 4.6, marks)


def _row(facts: Facts, reference: str, evidence: Evidence) -> list[Cell]:
    return [
        evidence.code or say("none.none"),
        evidence.title or evidence.location or evidence.file_name or say("none.not_described"),
        evidence.kind or say("none.not_stated"),
        short_day(evidence.dated) if evidence.dated else say("none.not_dated"),
        spans(facts.strands_of[reference]) or say("none.none"),
    ]
