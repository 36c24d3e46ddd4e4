"""A conflict as a person settles it: what it is about, who set what when, and what both had seen before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from assessor_app.domain.journal.change import Conflict, words_of
from assessor_app.domain.journal.clock import moment_of
from assessor_app.domain.journal.field_words import value_words, where_words
from assessor_app.domain.journal.merging import DELETED
from assessor_app.domain.journal.operation import CurrentValue, Json, canonical_json
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.journal.record_kind import Form
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.phrases import capital
from assessor_app.errors import WrongUse


class ClashKind(Enum):
    """How a clash is settled: by words, by a level, or by one of the values that are there."""

    TEXT = "text"
    LEVEL = "level"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values. who: names of those who set it; at: UTC, by the clock of the device that set it last;
    mine: this person is among them; words: the value as people read it."""

    value: Json
    words: str
    who: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """name: what the command line calls it; where and what: "High quality: culture", "Areas for development";
    before_at: None when the sides had seen nothing in common; owner: the one person who may settle it, "" for
    everybody; seen: the operations that settling names."""

    name: str
    entity: str
    field: str
    kind: ClashKind
    where: str
    what: str
    sides: tuple[Side, ...]
    before: Json
    before_words: str
    before_at: datetime | None
    owner: str
    seen: tuple[str, ...]

    @property
    def mine(self) -> Side | None:
        """This person's own value; None in a clash between others."""
        return next((side for side in self.sides if side.mine), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a clash is settled with. seen: `Clash.seen` of when it was looked at: what came since stays."""

    entity: str
    field: str
    value: Json
    seen: tuple[str, ...]


def decision_of(clash: Clash, value: Json) -> Decision:
    """Settle a clash with this value."""
    if clash.kind is ClashKind.CHOICE and value not in [side.value for side in clash.sides]:
        raise WrongUse(f"{clash.what} can only be one of the values shown. Nothing was changed.", "wrong-value")
    return Decision(clash.entity, clash.field, value, clash.seen)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: the person's id, the mark, people's names by id, and titles of evidence and actions by entity."""

    person: str
    scheme: Scheme
    names: Mapping[str, str]
    titles: Mapping[str, str]


def clash_of(conflict: Conflict, reader: Reader) -> Clash:
    """A conflict in the words of one reader, their own value first."""
    entity, field = conflict.entity, conflict.field
    place, scheme = place_of(entity), reader.scheme
    form = place.kind.fields[field]
    kind = ClashKind.LEVEL if field == "level" else ClashKind.TEXT if form is Form.TEXT else ClashKind.CHOICE
    what = words_of(entity, field) + (", deleted or kept" if field == DELETED else "")
    return Clash(
        name=name_of(entity, field),
        entity=entity,
        field=field,
        kind=kind,
        where=where_words(entity, scheme, reader.titles),
        what=capital(what),
        sides=_sides(conflict, reader),
        before=conflict.before,
        before_words=value_words(field, conflict.before, scheme),
        before_at=conflict.before_at,
        owner=place.key[2] if place.kind.table == "judgement" else "",
        seen=conflict.state.heads,
    )


def name_of(entity: str, field: str) -> str:
    """What the command line calls a field: the path without the assessment, "strand/leadership.vision/reason"."""
    parts = entity.split("/")
    return "/".join((*(parts[2:] or (parts[0] if parts[0] == "institution" else "visit",)), field))


def _sides(conflict: Conflict, reader: Reader) -> tuple[Side, ...]:
    groups: dict[bytes, list[CurrentValue]] = {}
    for each in conflict.state.values:
        groups.setdefault(canonical_json(each.value), []).append(each)
    sides = [_side(conflict, group, reader) for group in groups.values()]
    return tuple(sorted(sides, key=lambda side: not side.mine))


def _side(conflict: Conflict, group: Sequence[CurrentValue], reader: Reader) -> Side:
    value, people = group[0].value, dict.fromkeys(each.actor for each in group)
    words = value_words(conflict.field, value, reader.scheme)
    if conflict.field == DELETED:
        text = reader.titles.get(conflict.entity, "")
        words = "Deleted" if value is True else f"Kept: {text}" if text else "Kept"
    return Side(
        value,
        words,
        ", ".join(reader.names.get(person, person) for person in people),
        moment_of(max(each.hlc for each in group)),
        reader.person in people,
    )
