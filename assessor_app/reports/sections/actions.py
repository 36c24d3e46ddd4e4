"""The action plan, and what the school can do to try for the next award."""

from dataclasses import replace

from assessor_app.domain.assessment import ActionItem
from assessor_app.domain.counting import counted
from assessor_app.domain.phrases import capital
from assessor_app.domain.report import ReportContent
from assessor_app.domain.rule_words import strands_counted
from assessor_app.reports.blocks import Panel
from assessor_app.reports.facts import Facts
from assessor_app.reports.prose import Prose
from assessor_app.reports.sentences import MOST_NAMED, long_day, named, possessive
from assessor_app.reports.story import Story
from assessor_app.reports.styles import H1, TIGHT
from assessor_app.reports.table import Cell
from assessor_app.reports.text import Bold, Muted, Phrase

KEY = "actions"
TITLE = "Action plan"
NOT_SET = "Not yet set"


def write(story: Story, facts: Facts, opens_page: bool = True) -> None:
    """Write the section; as a document of its own it does not open a page."""
    (story.page if opens_page else story.title)(facts.title("action-plan", TITLE), KEY, H1)
    content = facts.content
    if content.assessment.actions:
        school = content.scheme.terms.institution
        story.paragraph(f"This is the {possessive(school)} own plan, sent for this visit. We have not changed it.")
        header = ["Action", capital(content.scheme.terms.strand), "Who leads", "By", "How we will know"]
        rows = [_row(facts, place, item) for place, item in enumerate(content.assessment.actions, start=1)]
        story.table("Actions", header, rows, [53, 18.5, 27, 29.5, 38])
    else:
        story.paragraph([Muted("None recorded.")])
    further = _further(content)
    if further:
        story.gap(12)
        story.add(Panel([Prose(further, replace(TIGHT))]))


def _row(facts: Facts, place: int, item: ActionItem) -> list[Cell]:
    return [
        f"{place}. {item.text}" if item.text.strip() else f"{place}. Not written yet.",
        facts.number(item.strand) if item.strand else "None",
        item.lead or NOT_SET,
        long_day(item.due) if item.due else NOT_SET,
        item.success or NOT_SET,
    ]


def _further(content: ReportContent) -> Phrase:
    """About the next award: how long this one lasts, and which strands would bring it."""
    scheme, outlook = content.scheme, content.outlook
    if not outlook.award or not outlook.next:
        return ""
    parts: list[str | Bold] = [Bold(f"If the {scheme.terms.institution} would like to try for {outlook.next.name}.")]
    if scheme.valid_years:
        parts.append(f" An award lasts {counted(scheme.valid_years, 'year', 'years')}.")
    decisive = sorted({strand for each in outlook.swing for strand in each}, key=[s.id for s in scheme.strands].index)
    if 0 < len(decisive) <= MOST_NAMED:
        parts += [" Most depends on ", *named(scheme, decisive, "and"), "."]
    elif decisive:
        parts.append(
            f" Most depends on {strands_counted(scheme, len(decisive))} one level below {outlook.next.name} (Table 1)."
        )
    return parts
