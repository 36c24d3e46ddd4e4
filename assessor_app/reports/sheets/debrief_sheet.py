"""The debrief sheet: the points of one session to tick off, without any award or level."""

from dataclasses import replace

from assessor_app.domain.debrief import SECTIONS
from assessor_app.domain.phrases import capital, day_words
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import DebriefSession
from assessor_app.reports import fonts
from assessor_app.reports.blocks import Panel
from assessor_app.reports.facts import Facts
from assessor_app.reports.paper import MM
from assessor_app.reports.prose import Prose
from assessor_app.reports.sheets.making import made
from assessor_app.reports.sheets.paper_parts import TickBox, WritingLines
from assessor_app.reports.story import Story
from assessor_app.reports.styles import H1, H2, TIGHT, Style
from assessor_app.reports.table import Cell, data_table
from assessor_app.reports.text import Bold, Muted

HEAD = Style(fonts.SEMIBOLD, 13, 17, before=7, after=2)
FEWEST_NAMES = 3


def debrief_sheet(content: ReportContent, session: DebriefSession) -> bytes:
    """The sheet of one session as a PDF."""
    story, facts = Story(), Facts(content)
    title = f"Debrief: {session.title.lower()}"
    story.title(title, "debrief", replace(H1, after=2))
    story.add(Prose([Muted(_when(content, session))], replace(TIGHT, after=9)))
    _warning(story, content)
    for section, heading in SECTIONS:
        _points(story, facts, session.id, section, heading)
    story.section("What they said", replace(H2, size=13, leading=17, before=9))
    story.block([WritingLines(4, 7.4 * MM)])
    _listeners(story, content, session)
    number = [each.id for each in content.scheme.debriefs].index(session.id) + 1
    foot = f"debrief {number} of {len(content.scheme.debriefs)}"
    return made(story, content, f"debrief, {session.title.lower()}", foot=foot)


def _when(content: ReportContent, session: DebriefSession) -> str:
    record = content.assessment
    hours = f"{session.starts} to {session.ends}" if session.starts else "Time not set"
    visit = day_words(record.visit_on) if record.visit_on else "day not set"
    assessor = f"{capital(content.scheme.terms.assessor)}: {record.lead_name or 'not recorded'}"
    return f"{hours}, {visit}, {session.audience}. {assessor}."


def _warning(story: Story, content: ReportContent) -> None:
    panel = content.assessment.panel_on
    decides = f" The {content.scheme.terms.panel} decides on {day_words(panel)}." if panel else ""
    words = f"Do not name an {content.scheme.terms.award} or a {content.scheme.terms.level}."
    story.add(Panel([Prose([Bold(words), decides], TIGHT)], inner=9, after=4))


def _points(story: Story, facts: Facts, session: str, section: str, heading: str) -> None:
    held = next((each for each in facts.content.assessment.debriefs if each.session == session), None)
    points = [point for point in (held.points if held else ()) if point.section == section]
    story.section(heading, HEAD)
    if not points:
        story.paragraph([Muted("Nothing is on the list.")])
        return
    rows: list[list[Cell]] = [
        [
            Prose(point.text, TIGHT),
            facts.number(point.strand) if point.strand else "All",
            TickBox(12, spoken="Box to tick when it was said"),
        ]
        for point in points
    ]
    strand = capital(facts.content.scheme.terms.strand)
    story.block([data_table(["Point", strand, "Said"], rows, [130 * MM, 22 * MM, 14 * MM], 3.6)])


def _listeners(story: Story, content: ReportContent, session: DebriefSession) -> None:
    held = next((each for each in content.assessment.debriefs if each.session == session.id), None)
    heard = [(each.role or "\N{NO-BREAK SPACE}", each.name) for each in held.listeners] if held else []
    heard += [("\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")] * (FEWEST_NAMES - len(heard))
    rows: list[list[Cell]] = [[role, name, "\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"] for role, name in heard]
    story.section("Who heard it", HEAD)
    story.block([data_table(["Role", "Name", "Time", "Initials"], rows, [46 * MM, 60 * MM, 30 * MM, 30 * MM], 3.6)])
