"""The action plan, and what the school can do to try for the next award."""

from dataclasses import replace

from reportlab.platypus import Spacer

from assessor_app.domain.assessment.assessment import ActionItem
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import MOST_NAMED, long_day, named
from assessor_app.reports.page.blocks import Panel
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import H1, TIGHT
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.text import Bold, Muted, Part, Phrase
from assessor_app.reports.page.words import phrase, say, say_count
from assessor_app.reports.sections.model_wording import say_model

KEY = "actions"
TITLE = "actions.title"
NOT_SET = "none.not_set"


def write(story: Story, facts: Facts, opens_page: bool = True) -> None:
    """Write the section; as a document of its own it does not open a page."""
    (story.page if opens_page else story.title)(facts.title("action-plan", TITLE), KEY, H1)
    content = facts.content
    if not opens_page:
        say_model(story, content)
    further = _further(content, has_table=opens_page)
    closing = [Spacer(1, 12), Panel([Prose(further, replace(TIGHT))])] if further else []
    if content.assessment.actions:
        school = content.scheme.terms.institution
        story.paragraph(say("actions.theirs", institution=school))
        header = [
            say("actions.action"),
            capital(content.scheme.terms.strand),
            say("actions.leads"),
            say("actions.by"),
            say("actions.know"),
        ]
        rows = [_row(facts, place, item) for place, item in enumerate(content.assessment.actions, start=1)]
        story.table(say("actions.caption"), header, rows, [53, 18.5, 27, 29.5, 38])
        story.beneath(*closing)
    else:
        story.paragraph([Muted(say("none.recorded"))])
        story.add(*closing)


def _row(facts: Facts, place: int, item: ActionItem) -> list[Cell]:
    return [
        f"{place}. {item.text if item.text.strip() else say('none.written')}",
        facts.number(item.strand) if item.strand else say("none.none"),
        item.lead or say(NOT_SET),
        long_day(item.due) if item.due else say(NOT_SET),
        item.success or say(NOT_SET),
    ]


def _further(content: ReportContent, has_table: bool) -> Phrase:
    """About the next award: how long this one lasts, and which strands would bring it. has_table: the table of all
    judgements stands in the same document."""
    scheme, outlook = content.scheme, content.outlook
    if not outlook.award or not outlook.next:
        return ""
    parts: list[Part] = [Bold(say("actions.try_for", institution=scheme.terms.institution, award=outlook.next.name))]
    if scheme.valid_years:
        parts.append(f" {say_count('actions.lasts', scheme.valid_years)}")
    decisive = sorted({strand for each in outlook.swing for strand in each}, key=[s.id for s in scheme.strands].index)
    if 0 < len(decisive) <= MOST_NAMED:
        parts += [" ", *phrase("actions.depends", strands=named(scheme, decisive, "lists.and"))]
    elif decisive:
        count = strands_counted(scheme, len(decisive))
        many = "actions.depends_table" if has_table else "actions.depends_many"
        parts.append(f" {say(many, strands=count, award=outlook.next.name)}")
    return parts
