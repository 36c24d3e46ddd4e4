"""Changes in words: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.change import Change, words_of
from assessor_app.domain.operation import Json
from assessor_app.domain.people import Person
from assessor_app.domain.record import place_of
from assessor_app.domain.scheme import NOT_ENOUGH, Scheme

LEVEL_FIELDS = ("level", "school_level")
HIDDEN_FIELDS = frozenset(
    {"scheme", "scheme_sha256", "strand_count", "institution", "lead", "verifier", "file_sha256", "file_size",
     "media_type", "added_at", "added_by", "session", "picture", "voice", "covers", "capture_draft", "position",
     "origin", "section", "signer", "key_fingerprint", "note_kind", "strand", "edited"}
)  # fmt: skip
"""Fields that say nothing to a person beside what the other fields of the same thing say."""
LONGEST = 400
"""Characters of a text that a line of history says."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: what ("Judgement of Culture"), who, when, from and to in words."""

    what: str
    who: str
    at: datetime
    before: str
    after: str

    @property
    def values(self) -> str:
        """From what to what."""
        return f"{self.before} → {self.after}" if self.before else self.after


def lines_of(changes: Sequence[Change], value: Assessment, scheme: Scheme, me: Person) -> tuple[HistoryLine, ...]:
    """The changes that a person understands, newest first."""
    told = [change for change in changes if change.field not in HIDDEN_FIELDS]
    if told and told[0].at < told[-1].at:
        told.reverse()
    return tuple(line_of(change, value, scheme, me) for change in told)


def line_of(change: Change, value: Assessment, scheme: Scheme, me: Person) -> HistoryLine:
    """A change as a line of history."""
    return HistoryLine(
        _what(change, scheme),
        who_is(change.actor, value, me),
        change.at,
        value_words(change.field, change.before, scheme) if change.before not in (None, "") else "",
        value_words(change.field, change.after, scheme),
    )


def who_is(person: str, value: Assessment, me: Person) -> str:
    """A person's name, as far as this assessment knows it; else their id."""
    names = {value.lead: value.lead_name, value.verifier: value.verifier_name, me.id: me.name}
    return names.get(person) or person


def value_words(field: str, value: Json, scheme: Scheme) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field in LEVEL_FIELDS:
        names = {level.id: level.name for level in scheme.levels} | {NOT_ENOUGH: "Not enough evidence yet"}
        return names.get(str(value), str(value))
    numbers = {strand.id: strand.number for strand in scheme.strands}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(numbers.get(str(each), str(each)) for each in value)
    words = value if isinstance(value, str) else str(value)
    return " ".join(words.split())[:LONGEST]


def _what(change: Change, scheme: Scheme) -> str:
    words = words_of(change.entity, change.field)
    key = place_of(change.entity).key
    titles = {strand.id: f"{strand.number} {strand.title}" for strand in scheme.strands}
    strand = titles.get(key[1], "") if len(key) > 1 else ""
    words = words[:1].upper() + words[1:]
    return f"{words}, {strand}" if strand else words
