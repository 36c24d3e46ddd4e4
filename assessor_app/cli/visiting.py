"""`timetable`, `tag`, `photo`, `ledger`: the day of the visit."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.assessment.assessment import Note
from assessor_app.domain.visit.before_leaving import before_leaving
from assessor_app.domain.visit.day import VisitSession, Voice
from assessor_app.domain.visit.still_to_see import all_notes
from assessor_app.domain.visit.suggesting import suggest, words_of_scheme
from assessor_app.domain.words.counting import counted
from assessor_app.errors import WrongUse

AFTER_THE_DAY = 24 * 60


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    timetable_command = commands.add_parser("timetable", help="show the timetable of a visit, or change it")
    timetable_command.add_argument("assessment")
    timetable_command.add_argument("--usual", action="store_true", help="begin with the usual day, when there is none")
    timetable_command.add_argument(
        "--add", action="append", default=[], metavar="FROM,UNTIL,WHAT[,WITH WHOM[,ROOM[,VOICE]]]"
    )
    timetable_command.add_argument("--remove", action="append", default=[], metavar="WHAT")
    timetable_command.add_argument("--end", default="", metavar="WHAT", help="end this session now")
    timetable_command.set_defaults(run=timetable)
    tag_command = commands.add_parser("tag", help="list notes without a strand, or tag one")
    tag_command.add_argument("assessment")
    tag_command.add_argument("note", nargs="?", default="", help="how the note's id begins")
    tag_command.add_argument("strand", nargs="?", default="", help='its number ("3.2") or id')
    tag_command.set_defaults(run=tag)
    photo_command = commands.add_parser("photo", help="add photos of the visit, without what cameras write into them")
    photo_command.add_argument("assessment")
    photo_command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    photo_command.add_argument("--words", default="", help="what the note says")
    photo_command.add_argument("--strand", default="")
    photo_command.set_defaults(run=photo)
    ledger_command = commands.add_parser("ledger", help="what is open before leaving, and the seal on the evidence")
    ledger_command.add_argument("assessment")
    ledger_command.add_argument("--seal", action="store_true", help="sign the list of the evidence as it is now")
    ledger_command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE.ledger")
    ledger_command.set_defaults(run=ledger)


def timetable(context: Context, arguments: argparse.Namespace) -> Answer:
    """Show or change the timetable."""
    visits, service = context.workplace.visits, context.workplace.visit_day.timetable
    assessment = visits.find(arguments.assessment)
    sessions = visits.open(assessment).sessions
    changed = sessions or (service.usual(assessment) if arguments.usual else ())
    changed = tuple(each for each in changed if each.title not in arguments.remove)
    changed = (*changed, *(_session(words) for words in arguments.add))
    if changed != sessions:
        sessions = service.keep(assessment, changed).result()
    if arguments.end:
        found = [session for session in sessions if session.title == arguments.end]
        if not found:
            raise WrongUse(f"No session is called {arguments.end!r}. Nothing was ended.", "unknown-session")
        service.end(assessment, found[0].id).result()
    sessions = visits.open(assessment).sessions
    lines = [
        "  ".join(part for part in (f"{each.starts or '?'}-{each.ends or '?'}", each.title, each.detail) if part)
        + ("  (ended)" if each.ended_at else "")
        for each in sessions
    ]
    return Answer(lines or ["No timetable yet."], sessions)


def tag(context: Context, arguments: argparse.Namespace) -> Answer:
    """List what has no strand, with a suggestion, or tag a note."""
    visits = context.workplace.visits
    record = context.record(arguments.assessment)
    scheme = visits.scheme_of(record)
    if arguments.note and not arguments.strand:
        raise WrongUse("Say which strand the note belongs to, for example 3.2. Nothing was changed.", "which")
    if arguments.note:
        note, strand = _note(all_notes(record), arguments.note), scheme.strand(arguments.strand)
        context.workplace.visit_day.capture.change(record.id, note, "strand", strand.id).result()
        return Answer([f"Tagged {strand.number} {strand.title}."], note.id)
    words = words_of_scheme(scheme)
    open_notes = [(note, suggest(note.text, words)) for note in all_notes(record) if not note.strand]
    lines = [
        f"{note.id[:8]}  {note.text}" + (f"  (suggested: {scheme.strand(guess).number})" if guess else "")
        for note, guess in open_notes
    ]
    return Answer(
        lines or ["Every note has a strand."], [{"note": note, "suggested": guess} for note, guess in open_notes]
    )


def photo(context: Context, arguments: argparse.Namespace) -> Answer:
    """Add photos."""
    visits = context.workplace.visits
    record = context.record(arguments.assessment)
    strand = visits.scheme_of(record).strand(arguments.strand).id if arguments.strand else ""
    pictures = context.workplace.visit_day.pictures
    added = [pictures.add_file(record.id, file, arguments.words, "", strand) for file in arguments.files]
    return Answer([f"{each.evidence.code} is kept, without what its camera wrote into it." for each in added], added)


def ledger(context: Context, arguments: argparse.Namespace) -> Answer:
    """Say what is open and how the seal stands; seal; write the signed list out."""
    visits, service = context.workplace.visits, context.workplace.visit_day.ledger
    assessment = visits.find(arguments.assessment)
    if arguments.seal:
        service.seal(assessment)
    if arguments.output is not None:
        service.save(assessment, arguments.output)
    record = visits.open(assessment)
    found = before_leaving(record, visits.scheme_of(record), context.workplace.person.id, AFTER_THE_DAY)
    counts = (
        (len(found.questions), "open question"),
        (len(found.unseen), "piece of evidence not opened", "pieces of evidence not opened"),
        (len(found.single_source), "judgement on one kind of source", "judgements on one kind of source"),
        (len(found.no_learners), "strand without a learner's voice", "strands without a learner's voice"),
        (len(found.no_staff), "strand without staff voice", "strands without staff voice"),
    )
    lines = [f"{counted(*each)}." for each in counts if each[0]]
    sealed = record.ledger
    if sealed is None:
        lines.append("The evidence is not sealed.")
        return Answer(lines, found, NEEDS_PERSON)
    lines.append(f"Sealed by {sealed.signer_name} at {sealed.sealed_at}: {counted(len(sealed.covers), 'piece')}.")
    lines += [f"After the visit: {piece.code} {piece.title}" for piece in record.late_evidence]
    return Answer(lines, {"open": found, "ledger": sealed, "late": record.late_evidence}, DONE)


def _session(words: str) -> VisitSession:
    parts = [part.strip() for part in words.split(",")]
    if not 3 <= len(parts) <= 6:
        raise WrongUse(f"Write a session as FROM,UNTIL,WHAT; {words!r} is none. Nothing was changed.", "bad-session")
    starts, ends, title, people, room, voice = [*parts, "", "", ""][:6]
    if voice not in {each.value for each in Voice}:
        names = ", ".join(each.value for each in Voice if each.value)
        raise WrongUse(f"{voice!r} is nobody's voice; use one of: {names}. Nothing was changed.", "bad-session")
    return VisitSession("", starts, ends, title, people, room, Voice(voice))


def _note(notes: tuple[Note, ...], start: str) -> Note:
    found = [note for note in notes if note.id.startswith(start)]
    if len(found) != 1:
        raise WrongUse(f"{len(found)} notes have an id that begins with {start!r}. Nothing was changed.", "which")
    return found[0]
