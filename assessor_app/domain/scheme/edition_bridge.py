"""From one edition of a mark to the next: what changed word by word, and which judgements still hold."""

import hashlib
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assessor_app.domain.assessment.assessment import Assessment, Judgement, StrandRecord
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.journal.operation import Json, canonical_json
from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.scheme.rule_words import rule_words


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words. change: "" for what both have, "-" for what only the old has, "+" for what only the new has."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that differs. what: "question", "descriptor of Met", "rule of Gold"."""

    what: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class StrandChange:
    """A strand that is new, gone or worded otherwise. kind: "new", "gone" or "changed"."""

    strand: str
    number: str
    title: str
    kind: str
    texts: tuple[TextChange, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What differs between two editions. rules: how the award rules differ in words."""

    old: str
    new: str
    strands: tuple[StrandChange, ...]
    rules: tuple[TextChange, ...]

    @property
    def texts(self) -> int:
        """How many texts differ; a new or a gone strand counts as one."""
        return len(self.rules) + sum(len(each.texts) or 1 for each in self.strands)


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What moving to another edition would do. held: strands whose judgement carries over; returned: those whose
    judgement comes back as a suggestion; before and after: the award under each edition."""

    changes: EditionChanges
    held: tuple[str, ...]
    returned: tuple[str, ...]
    before: Outlook
    after: Outlook


def wording_hash(scheme: Scheme, strand: str) -> str:
    """SHA-256 of what a strand is judged by: its question, its descriptors, and the levels' own names and meanings."""
    found = next((each for each in scheme.strands if each.id == strand), None)
    if found is None:
        return ""
    levels: list[Json] = [[level.id, level.name, level.meaning] for level in scheme.levels_of(found)]
    text: Json = {"question": found.question, "descriptors": dict(found.descriptors), "levels": levels}
    return hashlib.sha256(canonical_json(text)).hexdigest()


def held_to_wording(scheme: Scheme, record: Assessment) -> Assessment:
    """The record with judgements that were made against other words turned into suggestions.

    A judgement that carries no hash is of before hashes were kept, and holds.
    """
    return replace(record, strands=tuple(_held(scheme, each) for each in record.strands))


def compare(old: Scheme, new: Scheme) -> EditionChanges:
    """What the new edition says otherwise, word by word."""
    before = {strand.id: strand for strand in old.strands}
    after = {strand.id: strand for strand in new.strands}
    found = [
        StrandChange(each.id, each.number, each.title, "gone") for name, each in before.items() if name not in after
    ]
    for name, strand in after.items():
        if name not in before:
            found.append(StrandChange(name, strand.number, strand.title, "new"))
        elif texts := _text_changes(old, before[name], new, strand):
            found.append(StrandChange(name, strand.number, strand.title, "changed", texts))
    return EditionChanges(old.edition, new.edition, tuple(found), _rule_changes(old, new))


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """Two texts against each other, word by word."""
    one, two = old.split(), new.split()
    found = []
    for kind, start, end, begin, stop in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words("", " ".join(one[start:end])))
            continue
        found += [Words("-", " ".join(one[start:end]))] if end > start else []
        found += [Words("+", " ".join(two[begin:stop]))] if stop > begin else []
    return tuple(found)


def _held(scheme: Scheme, record: StrandRecord) -> StrandRecord:
    wording = wording_hash(scheme, record.strand) if any(each.wording for each in record.judgements) else ""
    if all(each.wording in ("", wording) for each in record.judgements):
        return record
    return replace(record, judgements=tuple(_returned(each, wording) for each in record.judgements))


def _returned(judgement: Judgement, wording: str) -> Judgement:
    if judgement.wording in ("", wording):
        return judgement
    return replace(judgement, level=None, suggested=judgement.level)


def _text_changes(old: Scheme, before: Strand, new: Scheme, after: Strand) -> tuple[TextChange, ...]:
    names = {level.id: level.name for level in (*old.all_levels, *new.all_levels)}
    pairs = [("title", before.title, after.title), ("question", before.question, after.question)]
    one, two = _descriptors(old, before), _descriptors(new, after)
    pairs += [(f"descriptor of {names[each]}", one.get(each, ""), two.get(each, "")) for each in {**one, **two}]
    return tuple(TextChange(what, word_changes(was, now)) for what, was, now in pairs if was != now)


def _descriptors(scheme: Scheme, strand: Strand) -> dict[str, str]:
    return {level.id: strand.descriptors.get(level.id) or level.meaning for level in scheme.levels_of(strand)}


def _rule_changes(old: Scheme, new: Scheme) -> tuple[TextChange, ...]:
    before = {each.name: rule_words(old, each.rule) for each in old.outcomes}
    after = {each.name: rule_words(new, each.rule) for each in new.outcomes}
    return tuple(
        TextChange(f"rule of {name}", word_changes(before.get(name, ""), after.get(name, "")))
        for name in {**before, **after}
        if before.get(name, "") != after.get(name, "")
    )
