"""`write`: what a report says that no judgement says, the summary and the sections left to people."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.scheme.edition import Scheme, Wording
from assessor_app.domain.scheme.visit import ReportSection
from assessor_app.errors import Refused, WrongUse
from assessor_app.files import open_to_read

SUMMARY = "summary"
LONGEST_TEXT = 1 << 20


def add_commands(commands: Commands) -> None:
    """Add this group's command."""
    command = commands.add_parser("write", help="the sections of a report that people write themselves")
    command.add_argument("assessment")
    command.add_argument("section", nargs="?", default="", help=f'"{SUMMARY}" or a section; without it, all')
    command.add_argument("--text", default=None, help='what it says from now on; "" empties it')
    command.add_argument("--file", type=Path, default=None, metavar="TEXT.txt", help="the same from a file")
    command.set_defaults(run=write)


def write(context: Context, arguments: argparse.Namespace) -> Answer:
    """Keep what a section says, then show it; without a section, all of them with what they are for."""
    visits, reporting = context.workplace.visits, context.workplace.reporting
    assessment, section, text = visits.find(arguments.assessment), arguments.section, _text_of(arguments)
    record = visits.open(assessment)
    if text is not None and section == SUMMARY:
        reporting.summarise(assessment, text, record.summary_state.on_screen).result()
    elif text is not None:
        reporting.write_section(assessment, section, text, record.written_in(section).state.on_screen).result()
    return _sections_answer(visits.scheme_of(record), visits.open(assessment), section)


def _text_of(arguments: argparse.Namespace) -> str | None:
    if arguments.file is None and arguments.text is None:
        return None
    if not arguments.section or (arguments.file is not None and arguments.text is not None):
        words = "Name one section, and give its words by --text or by --file."
        raise WrongUse(f"{words} Nothing was changed.", "section")
    if arguments.text is not None:
        return str(arguments.text)
    with open_to_read(arguments.file) as content:
        raw = content.read(LONGEST_TEXT + 1)
    try:
        if len(raw) <= LONGEST_TEXT:
            return raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        pass
    raise Refused(f"{arguments.file} is no text in UTF-8 of at most 1 MB. Nothing was changed.", "not-text")


def _sections_answer(scheme: Scheme, record: Assessment, chosen: str) -> Answer:
    planned = [ReportSection(SUMMARY, "Summary", SUMMARY, wording=Wording.SOURCE), *scheme.written_sections]
    found = [each for each in planned if chosen in ("", each.id)]
    if not found:
        names = ", ".join(each.id for each in planned)
        raise WrongUse(f"There is no section {chosen!r} to write in. There is: {names}.", "section")
    texts = {each.id: record.summary if each.id == SUMMARY else record.written_in(each.id).text for each in found}
    lines = []
    for each in found:
        guidance = f" {each.guidance}" if each.guidance else ""
        lines += [f"{each.id}: {each.title}.{guidance}", f"  {texts[each.id] or 'Nothing is written yet.'}"]
    return Answer(lines, [{"section": each.id, "title": each.title, "text": texts[each.id]} for each in found])
