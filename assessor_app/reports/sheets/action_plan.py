"""The action plan as a document of its own, to work with after the visit."""

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.story import Story
from assessor_app.reports.sections import actions
from assessor_app.reports.sheets.making import made


@in_its_dress
def action_plan(content: ReportContent) -> bytes:
    """The institution's action plan as a PDF."""
    story, facts = Story(), Facts(content)
    actions.write(story, facts, opens_page=False)
    return made(story, content, content.scheme.terms.action_plan)
