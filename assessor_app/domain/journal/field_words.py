"""Where something in the record stands and what it holds, in words a person reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.scheme.edition import NOT_ENOUGH, NOT_ENOUGH_WORDS, Scheme

LEVEL_FIELDS = frozenset({"level", "school_level"})
NOTHING = "nothing"
_FLAG_WORDS = {"flagged": ("come back to it", "no need to come back"), "leaders_only": ("leaders only", "for all")}


def strand_of(entity: str, scheme: Scheme) -> str:
    """The id of the strand an entity is about; empty for what is about none."""
    key = place_of(entity).key
    known = {strand.id for strand in scheme.strands}
    return key[1] if len(key) > 1 and key[1] in known else ""


def where_words(entity: str, scheme: Scheme, titles: Mapping[str, str] | None = None) -> str:
    """What an entity belongs to: "High quality: culture", "Debrief: senior leaders", a title from `titles`, or ""."""
    strand = strand_of(entity, scheme)
    if strand:
        return f"{scheme.aspect_of(strand).short}: {scheme.strand(strand).title.lower()}"
    place = place_of(entity)
    if place.kind.table.startswith("debrief"):
        sessions = {session.id: session.title for session in scheme.debriefs}
        return f"Debrief: {sessions.get(place.key[1], place.key[1])}"
    if place.kind.table == "written_section":
        return next((section.title for section in scheme.report if section.id == place.key[1]), place.key[1])
    return (titles or {}).get(entity, "")


def value_words(field: str, value: Json, scheme: Scheme) -> str:
    """A value as people read it, a text whole; `NOTHING` for an empty one."""
    if value is None or value == "":
        return "not judged" if field == "level" else NOTHING
    if isinstance(value, bool):
        return _FLAG_WORDS.get(field, ("yes", "no"))[not value]
    if field.endswith("_at") and isinstance(value, str):
        return _local_time(value)
    if field in LEVEL_FIELDS:
        names = {level.id: level.name for level in scheme.levels} | {NOT_ENOUGH: NOT_ENOUGH_WORDS}
        return names.get(str(value), str(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        numbers = {strand.id: strand.number for strand in scheme.strands}
        return ", ".join(numbers.get(str(each), str(each)) for each in value)
    return value if isinstance(value, str) else str(value)


def shortened(text: str, longest: int = 80) -> str:
    """A text on one line, cut at a word with an ellipsis when it is longer."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _local_time(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%H:%M}"
    except ValueError:
        return moment
