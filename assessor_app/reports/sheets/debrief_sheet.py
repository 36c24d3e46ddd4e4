"""The debrief sheet: the points of one session to tick off, without any award or level."""

from dataclasses import replace

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.edition import DebriefSession
from assessor_app.domain.visit.debrief import BUILD_ON, NEXT, SECTIONS, STANDS_OUT
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import Panel
from assessor_app.reports.page.drawing import text_width
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.paper import MM
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import COLUMN_HEADER, H1, H2, TIGHT, Style
from assessor_app.reports.page.table import Cell, data_table
from assessor_app.reports.page.text import Bold, Muted
from assessor_app.reports.page.words import day, say
from assessor_app.reports.sections.model_wording import say_model
from assessor_app.reports.sheets.making import made
from assessor_app.reports.sheets.paper_parts import TickBox, WritingLines

HEAD = Style(fonts.SEMIBOLD, 13, 17, before=5, after=2)
FEWEST_NAMES = 3
HEADINGS = {STANDS_OUT: "debrief_sheet.stands_out", BUILD_ON: "debrief_sheet.build_on", NEXT: "debrief_sheet.next"}
LISTENER_COLUMNS = ("debrief_sheet.role", "debrief_sheet.name", "debrief_sheet.time", "debrief_sheet.initials")


@in_its_dress
def debrief_sheet(content: ReportContent, session: DebriefSession) -> bytes:
    """The sheet of one session as a PDF."""
    story, facts = Story(), Facts(content)
    session = next(each for each in content.scheme.debriefs if each.id == session.id)  # in its own language
    title = say("debrief_sheet.title", session=session.title.lower())
    story.title(title, "debrief", replace(H1, after=2))
    story.add(Prose([Muted(_when(content, session))], replace(TIGHT, after=4)))
    say_model(story, content)
    _warning(story, content)
    for section, _ in SECTIONS:
        _points(story, facts, session.id, section, say(HEADINGS[section]))
    story.section(say("debriefs.they_said"), replace(H2, size=13, leading=17, before=9))
    story.block([WritingLines(4, 7.4 * MM)])
    _listeners(story, content, session)
    number = [each.id for each in content.scheme.debriefs].index(session.id) + 1
    foot = say("debrief_sheet.foot", number=number, count=len(content.scheme.debriefs))
    return made(story, content, say("debrief_sheet.document", session=session.title.lower()), foot=foot)


def _when(content: ReportContent, session: DebriefSession) -> str:
    record = content.assessment
    timed = {"from": session.starts, "until": session.ends}
    return say(
        "debrief_sheet.when",
        hours=say("debrief_sheet.hours", **timed) if session.starts else say("debrief_sheet.no_time"),
        day=day(record.visit_on) if record.visit_on else say("debrief_sheet.no_day"),
        audience=session.audience,
        assessor=capital(content.scheme.terms.assessor),
        name=record.lead_name or say("debrief_sheet.nobody"),
    )


def _warning(story: Story, content: ReportContent) -> None:
    on, deciding = content.assessment.panel_on, content.scheme.decided_by
    terms = content.scheme.terms
    decides = f" {say('debrief_sheet.decides', panel=deciding, day=day(on))}" if on and deciding else ""
    words = say("debrief_sheet.warning", award=terms.award, level=terms.level)
    story.add(Panel([Prose([Bold(words), decides], TIGHT)], inner=9, after=4))


def _points(story: Story, facts: Facts, session: str, section: str, heading: str) -> None:
    held = next((each for each in facts.content.assessment.debriefs if each.session == session), None)
    points = [point for point in (held.points if held else ()) if point.section == section]
    story.section(heading, HEAD)
    if not points:
        story.paragraph([Muted(say("debrief_sheet.nothing"))])
        return
    rows: list[list[Cell]] = [
        [
            Prose(point.text, TIGHT),
            facts.number(point.strand) if point.strand else say("debrief_sheet.all"),
            TickBox(12, spoken=say("debrief_sheet.tick")),
        ]
        for point in points
    ]
    strand = capital(facts.content.scheme.terms.strand)
    header = [say("debrief_sheet.point"), strand, say("debrief_sheet.said")]
    last = max(14 * MM, text_width(header[-1], COLUMN_HEADER.face, COLUMN_HEADER.size) + 1)
    story.block([data_table(header, rows, [144 * MM - last, 22 * MM, last], 3.6)])


def _listeners(story: Story, content: ReportContent, session: DebriefSession) -> None:
    held = next((each for each in content.assessment.debriefs if each.session == session.id), None)
    heard = [(each.role or "\N{NO-BREAK SPACE}", each.name) for each in held.listeners] if held else []
    heard += [("\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")] * (FEWEST_NAMES - len(heard))
    rows: list[list[Cell]] = [[role, name, "\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"] for role, name in heard]
    story.section(say("debriefs.heard"), HEAD)
    header = [say(key) for key in LISTENER_COLUMNS]
    story.block([data_table(header, rows, [46 * MM, 60 * MM, 30 * MM, 30 * MM], 3.6)])
