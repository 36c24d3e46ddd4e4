"""`practice`: effective practice, marked, consented to, released and found."""

import argparse
from datetime import date

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.cycle.practice import Consent, PracticeEntry, PracticeMark
from assessor_app.domain.words.phrases import capital
from assessor_app.services.saving import utc_now


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    actions = commands.add_parser("practice", help="effective practice").add_subparsers(metavar="ACTION", required=True)
    mark = _on_strand(actions, "mark", "mark the strengths of a strand as effective practice, without names")
    mark.add_argument("--text", default="", help="other words than its strengths")
    mark.add_argument("--off", action="store_true", help="take the mark off")
    mark.set_defaults(run=mark_practice)
    consent = _on_strand(actions, "consent", "record the institution's consent")
    consent.add_argument("--by", required=True, metavar="WHO")
    consent.add_argument("--on", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    consent.add_argument("--until", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    consent.set_defaults(run=record_consent)
    publish = _on_strand(actions, "publish", "put a mark into the repository")
    publish.add_argument("--checked", action="store_true", help="I have read it, and nobody can be recognised")
    publish.set_defaults(run=publish_practice)
    listing = actions.add_parser("list", help="marks, what they still need, and what the repository holds")
    listing.add_argument("assessment", nargs="?", default="")
    listing.set_defaults(run=list_practice)
    search = actions.add_parser("search", help="search the repository; works offline")
    search.add_argument("words", nargs="*")
    search.set_defaults(run=search_practice)


def _on_strand(actions: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=words)
    parser.add_argument("assessment")
    parser.add_argument("strand", help='its number ("3.2") or id')
    return parser


def mark_practice(context: Context, arguments: argparse.Namespace) -> Answer:
    """Mark a strength, or take the mark off."""
    place = context.workplace
    assessment = place.visits.find(arguments.assessment)
    if arguments.off:
        place.practice.unmark(assessment, arguments.strand)
        return Answer(["The mark is off, and nothing of it is in the repository."], {"marked": False})
    found = place.practice.mark(assessment, arguments.strand, arguments.text)
    return _answer(found, [found.text])


def record_consent(context: Context, arguments: argparse.Namespace) -> Answer:
    """Record who consented, when, and until when."""
    place = context.workplace
    given = Consent(arguments.by, arguments.on, arguments.until)
    found = place.practice.consent(place.visits.find(arguments.assessment), arguments.strand, given)
    return _answer(found, [f"{given.by} consented on {given.on}; it holds until {given.until}."])


def publish_practice(context: Context, arguments: argparse.Namespace) -> Answer:
    """Put a mark into the repository."""
    place = context.workplace
    found = place.practice.publish(place.visits.find(arguments.assessment), arguments.strand, arguments.checked)
    return Answer(["In the repository; it goes out with the next bundle.", *_entry_lines(found)], found)


def list_practice(context: Context, arguments: argparse.Namespace) -> Answer:
    """Marks with what is missing, then the repository."""
    place = context.workplace
    assessment = place.visits.find(arguments.assessment) if arguments.assessment else ""
    marks, entries = place.practice.marks(assessment), place.practice.entries()
    lines = []
    for mark in marks:
        state = "in the repository" if mark.published else _wanted(mark)
        lines += [f"{mark.assessment[:8]}  {mark.strand}: {state}", f"    {mark.text}"]
        lines += [f"    Look at: {doubt}" for doubt in mark.doubts]
    lines += ["", "Repository", *(line for entry in entries for line in _entry_lines(entry))]
    return Answer(lines, {"marks": marks, "entries": entries})


def search_practice(context: Context, arguments: argparse.Namespace) -> Answer:
    """The entries with these words."""
    found = context.workplace.practice.search(" ".join(arguments.words))
    lines = [line for entry in found for line in _entry_lines(entry)]
    return Answer(lines or ["Nothing in the repository has these words."], found)


def _answer(mark: PracticeMark, lines: list[str]) -> Answer:
    lines += [f"Look at: {doubt}" for doubt in mark.doubts]
    return Answer([*lines, f"{capital(_wanted(mark))}."], mark, NEEDS_PERSON if mark.doubts else DONE)


def _wanted(mark: PracticeMark) -> str:
    missing = mark.missing(utc_now().date())
    return f"needs {missing}" if missing else "can be put into the repository"


def _entry_lines(entry: PracticeEntry) -> list[str]:
    facts = ", ".join(part for part in (entry.strand_title, entry.setting, entry.nation) if part)
    return [f"{entry.id[:8]}  {facts} (until {entry.until})", f"    {entry.text}"]
