"""The journal as a person reads it: one entry a meaningful change, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from assessor_app.domain.journal.change import Change, words_of
from assessor_app.domain.journal.clash import name_of
from assessor_app.domain.journal.clock import local
from assessor_app.domain.journal.field_words import NOTHING, strand_of, value_words, where_words
from assessor_app.domain.journal.merging import DELETED
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.journal.record import is_drawn, may_be_undone, place_of
from assessor_app.domain.journal.record_kind import Form
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import capital

TOGETHER = timedelta(minutes=1)
"""What one person makes within this time by one act: a workbook that is loaded, points that are prepared."""
ONE_EDIT = timedelta(minutes=30)
"""Changes of one text by one person within this time are one edit."""
CLOCK_AHEAD = timedelta(days=1)

_NAMES_OF_THINGS = {"note": "text", "debrief_point": "text", "debrief_listener": "name"}
_SILENT = frozenset(
    {"scheme", "edition", "scheme_sha256", "strand_count", "institution", "lead", "verifier", "file_sha256",
     "file_size", "media_type", "origin", "section", "signer", "signer_name", "key_fingerprint", "fingerprint",
     "marks", "recorded_by", "given_by", "given_by_name", "given_on", "wording", "handler", "letter_size", "follows",
     "note_kind", "edited", "added_at", "added_by", "session", "picture", "voice", "covers", "capture_draft",
      "opened", "source", "taken_at", "completed_by", "completed_on", "loaded_at"}
)  # fmt: skip
"""Fields that say nothing to a person beside what the other fields of the same thing say."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change. operation: its newest operation; field: what the command line calls it, "" when it is about
    several; strand: its id or ""; what, where, before, after in words, texts whole; clock_ahead: the clock of the
    device that made it was more than a day ahead; entity and value: what can be set again, entity "" when nothing
    can."""

    operation: str
    at: datetime
    actor: str
    who: str
    field: str
    strand: str
    what: str
    where: str
    before: str
    after: str
    settled: bool
    current: bool
    clock_ahead: bool
    entity: str = ""
    value: Json = None

    @property
    def title(self) -> str:
        """ "Judgement, High quality: culture"."""
        return f"{self.what}, {self.where}" if self.where else self.what


@dataclass(frozen=True, slots=True)
class HistoryReader:
    """Who reads: the mark, names by person id, titles by entity (see `clash.Reader`), and the present moment."""

    scheme: Scheme
    names: Mapping[str, str]
    titles: Mapping[str, str]
    now: datetime


def entries(changes: Iterable[Change], reader: HistoryReader) -> tuple[HistoryEntry, ...]:
    """The entries, oldest first. changes: oldest first, none before one its author had seen."""
    told = [change for change in changes if change.field not in _SILENT]
    found = [entry for group in _acts(told) for entry in _told(group, reader)]
    return tuple(_edits_joined(found))


def days(found: Sequence[HistoryEntry]) -> Iterator[tuple[date, str, tuple[HistoryEntry, ...]]]:
    """Entries in their order, by local day and person."""
    for (day, who), group in groupby(found, key=lambda entry: (local(entry.at).date(), entry.who)):
        yield day, who, tuple(group)


def chosen(found: Iterable[HistoryEntry], strand: str = "", field: str = "", person: str = "") -> list[HistoryEntry]:
    """The entries of a strand, of a field (its name or the end of one) and of a person (id or part of the name)."""
    return [
        entry
        for entry in found
        if strand in ("", entry.strand)
        and (not field or f"/{entry.field}".endswith(f"/{field}"))
        and (not person or person == entry.actor or person.casefold() in entry.who.casefold())
    ]


def _acts(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Runs of what one person did by one act, and single changes."""
    group: list[Change] = []
    for change in changes:
        if group and (_act(change) == "" or not _same_act(group[0], change)):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _same_act(first: Change, change: Change) -> bool:
    same = (_act(first), first.actor, first.device) == (_act(change), change.actor, change.device)
    return same and abs(change.at - first.at) <= TOGETHER


def _act(change: Change) -> str:
    """ "load" and "points" are acts of many changes; "" is a change of its own."""
    table = place_of(change.entity).kind.table
    if change.before is None and change.field != "said" and is_drawn(change.entity, "text"):
        return "points"
    if table == "debrief_point" and change.field == "position":
        return "order"
    if table == "report":
        return "report"
    if table == "visit_session" and change.before is None and change.field != DELETED:
        return "timetable"
    school = table == "strand_record" and change.field.startswith("school_")
    of_the_visit = table in ("institution", "assessment", "submission", "evidence", "action")
    first = change.before is None and change.field not in ("summary", DELETED)
    return "load" if first and (school or of_the_visit) else ""


def _told(group: Sequence[Change], reader: HistoryReader) -> Iterator[HistoryEntry]:
    act = _act(group[0])
    if act == "load" and len(group) > 1:
        yield _joined(group, reader, *_load_words(group))
    elif act == "points":
        points = counted(sum(change.field == "text" for change in group), "point")
        yield _joined(group, reader, "Points prepared", where_words(group[0].entity, reader.scheme), points)
    elif act == "timetable":
        lines = counted(len({change.entity for change in group}), "session")
        yield _joined(group, reader, "Timetable written", "", lines)
    elif act == "order":
        yield _joined(group, reader, "Order of points", where_words(group[0].entity, reader.scheme), "changed")
    elif act == "report":
        yield from (_report(change, reader) for change in group if change.field in ("signed_at", "reopened_at"))
    else:
        yield from (_single(change, reader) for change in group if _says_something(change))


def _load_words(group: Sequence[Change]) -> tuple[str, str, str]:
    tables = [place_of(change.entity).kind.table for change in group]
    file = next((str(change.after) for change in group if change.field == "file_name"), "")
    counts = (
        counted(len({change.entity for change, table in zip(group, tables, strict=True) if table == name}), one, many)
        for name, one, many in (
            ("strand_record", "strand", ""),
            ("evidence", "piece of evidence", "pieces of evidence"),
            ("action", "action", ""),
        )
        if name in tables
    )
    if "submission" in tables or "evidence" in tables:
        return "Workbook loaded", "", ": ".join(filter(None, (file, ", ".join(counts))))
    return "Visit begun", "", next((str(change.after) for change in group if change.field == "name"), "")


def _joined(group: Sequence[Change], reader: HistoryReader, what: str, where: str, after: str) -> HistoryEntry:
    entry = _single(group[-1], reader)
    return replace(entry, field="", strand="", what=what, where=where, before="", after=after, entity="", value=None)


def _report(change: Change, reader: HistoryReader) -> HistoryEntry:
    version = place_of(change.entity).key[1]
    following = int(version) + 1 if version.isdecimal() else version
    words = ("Report signed", f"version {version}") if change.field == "signed_at" else ("Report opened again", "")
    after = words[1] or f"for version {following}"
    return replace(_single(change, reader), what=words[0], where="", before="", after=after, entity="", value=None)


def _says_something(change: Change) -> bool:
    """The parts of a new thing are told with its name; nothing that was empty became empty."""
    table = place_of(change.entity).kind.table
    part = table in _NAMES_OF_THINGS and change.before is None and change.field != _NAMES_OF_THINGS[table]
    is_mark = change.field in ("said", "heard_at", DELETED)
    return (not part or is_mark) and not (change.before in (None, "") and change.after in (None, ""))


def _single(change: Change, reader: HistoryReader) -> HistoryEntry:
    scheme = reader.scheme
    what, before, after = _words(change, reader)
    return HistoryEntry(
        operation=change.operation,
        at=change.at,
        actor=change.actor,
        who=reader.names.get(change.actor, change.actor),
        field=name_of(change.entity, change.field),
        strand=strand_of(change.entity, scheme),
        what=capital(what),
        where=_where(change, reader),
        before=before,
        after=after,
        settled=change.settled,
        current=not change.superseded,
        clock_ahead=change.at > reader.now + CLOCK_AHEAD,
        entity=change.entity if may_be_undone(change.entity, change.field) else "",
        value=change.after,
    )


def _where(change: Change, reader: HistoryReader) -> str:
    """Things that are named by their own words need no place beside them."""
    if change.field == DELETED or (change.before is None and place_of(change.entity).kind.table in _NAMES_OF_THINGS):
        return where_words(change.entity, reader.scheme)
    return where_words(change.entity, reader.scheme, reader.titles)


def _words(change: Change, reader: HistoryReader) -> tuple[str, str, str]:
    table, noun = place_of(change.entity).kind.table, words_of(change.entity, change.field)
    title = reader.titles.get(change.entity, "")
    if change.field == DELETED:
        return (f"{noun} deleted", title, "") if change.after else (f"{noun} brought back", "", title)
    if change.before is None and change.field == _NAMES_OF_THINGS.get(table):
        return f"{noun} added", "", value_words(change.field, change.after, reader.scheme)
    if change.field in ("said", "heard_at"):
        noun = f"{noun}: {title}" if title else noun
        done = "said" if change.field == "said" else "heard it"
        return noun, "", done if change.after else "taken back"
    empty = change.before in (None, "") and change.field != "level"
    before = "" if empty else value_words(change.field, change.before, reader.scheme)
    return noun, before, value_words(change.field, change.after, reader.scheme)


def _edits_joined(found: Sequence[HistoryEntry]) -> Iterator[HistoryEntry]:
    """Changes of one text by one person, one after the other, as one from first to last."""
    waiting: dict[tuple[str, str], HistoryEntry] = {}
    done: list[HistoryEntry | None] = []
    places: dict[tuple[str, str], int] = {}
    for entry in found:
        key = (entry.entity, entry.field)
        before = waiting.get(key) if entry.entity else None
        if before is not None and _one_edit(before, entry):
            done[places[key]] = None
            entry = replace(entry, before=before.before)
        waiting[key], places[key] = entry, len(done)
        done.append(entry)
    yield from (entry for entry in done if entry is not None and not _came_back(entry))


def _one_edit(before: HistoryEntry, entry: HistoryEntry) -> bool:
    is_text = place_of(entry.entity).kind.fields[entry.field.rsplit("/", 1)[1]] is Form.TEXT
    plain = is_text and not entry.field.endswith("/level") and " added" not in before.what
    return (
        plain
        and before.actor == entry.actor
        and not entry.settled
        and before.after == entry.before
        and entry.at - before.at <= ONE_EDIT
    )


def _came_back(entry: HistoryEntry) -> bool:
    return (
        bool(entry.entity) and not entry.settled and entry.before == entry.after and entry.before not in ("", NOTHING)
    )
