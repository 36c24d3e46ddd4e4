"""The evidence register: every reference in the report leads here, and the strands lead back."""

from collections.abc import Mapping

from assessor_app.domain.assessment import Evidence
from assessor_app.domain.phrases import capital
from assessor_app.reports.facts import Facts, spans
from assessor_app.reports.sentences import short_day
from assessor_app.reports.story import Story
from assessor_app.reports.styles import H1
from assessor_app.reports.table import Cell
from assessor_app.reports.text import Muted

KEY = "register"
TITLE = "Evidence register"


def write(story: Story, facts: Facts, opens_page: bool = True) -> None:
    """Write the section; as the beginning of the evidence book it does not open a page."""
    (story.page if opens_page else story.title)(facts.title("register", TITLE), KEY, H1)
    appeals = facts.content.scheme.appeals
    admissible = f" For appeals: {_continued(appeals.admissible)}" if appeals and appeals.admissible else ""
    story.paragraph(f"Everything these judgements rest on is listed here.{admissible}")
    if not facts.evidence:
        story.paragraph([Muted("None listed.")])
        return
    late = {piece.id for piece in facts.content.assessment.late_evidence}
    sealed = facts.content.assessment.ledger
    there = {reference: each for reference, each in facts.evidence.items() if each.id not in late}
    if sealed is not None:
        day, time = short_day(sealed.sealed_at[:10]), sealed.sealed_at[11:16]
        story.paragraph(
            f"{sealed.signer_name} sealed this list at the end of the visit, on {day} at {time} UTC. What came later "
            "stands apart."
        )
    if there or not late:
        _table(story, facts, "Evidence", there)
    if late:
        apart = {reference: each for reference, each in facts.evidence.items() if each.id in late}
        _table(story, facts, "After the visit", apart)


def _table(story: Story, facts: Facts, title: str, evidence: Mapping[str, Evidence]) -> None:
    header = ["Ref", "What it is", "Kind", "Date", capital(facts.content.scheme.terms.strands)]
    rows = [_row(facts, reference, each) for reference, each in evidence.items()]
    marks = [f"evidence-{reference}" for reference in evidence]
    story.table(title, header, rows, [14, 63, 30, 28, 31], 4.6, marks)


def _continued(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _row(facts: Facts, reference: str, evidence: Evidence) -> list[Cell]:
    return [
        evidence.code or "None",
        evidence.title or evidence.location or evidence.file_name or "Not described",
        evidence.kind or "Not stated",
        short_day(evidence.dated) if evidence.dated else "Not dated",
        spans(facts.strands_of[reference]) or "None",
    ]
