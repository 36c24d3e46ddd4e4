"""Sections of the report that people write themselves, as the mark's edition plans them."""

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.visit import ReportSection
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.text import paragraphs

_PREFIX = "written-"


def key(section: str) -> str:
    """The bookmark of a section, which is also its kind in the order of the report."""
    return f"{_PREFIX}{section}"


def is_written(content: ReportContent, section: str) -> bool:
    """True when the section holds words."""
    return bool(content.assessment.written_in(section).text.strip())


def section_of(content: ReportContent, kind: str) -> ReportSection | None:
    """The written section that a kind stands for; None for any other kind."""
    return next((each for each in content.scheme.written_sections if key(each.id) == kind), None)


def write(story: Story, facts: Facts, section: ReportSection) -> None:
    """Write the section on a page of its own."""
    story.page(section.title, key(section.id))
    for text in paragraphs(facts.content.assessment.written_in(section.id).text):
        story.paragraph(facts.linked(text))
