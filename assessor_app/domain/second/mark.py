"""A second mark: a verifier's levels and reasons, sealed before they see the assessor's, and what the two agree on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessor_app.domain.journal.operation import UNSET, FieldState, canonical_json
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused

FORMAT, VERSION = "assay-second-mark", 1


def marks_second(person: Person, lead: str, verifier: str) -> bool:
    """True for somebody whose words about strands are a second mark, kept apart from the assessor's. lead and
    verifier: ids of those who are named for the assessment, empty when nobody is."""
    if Role.VERIFIER not in person.roles or person.id == lead:
        return False
    return person.id == verifier or Role.ASSESSOR not in person.roles


@dataclass(frozen=True, slots=True)
class Mark:
    """One judge's level (a level id or `scheme.NOT_ENOUGH`; empty: not judged) and reason for one strand."""

    strand: str
    level: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SecondMark:
    """A verifier's sealed marks. sealed_at: UTC, as in the record; file_sha256: the signed statement."""

    person: str
    sealed_at: str
    signer_name: str
    key_fingerprint: str
    file_sha256: str
    marks: tuple[Mark, ...]

    def mark(self, strand: str) -> Mark:
        """The mark of one strand; an empty one when it was not judged."""
        return next((each for each in self.marks if each.strand == strand), Mark(strand, ""))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the judges agreed on one strand. reason: what settled it; panel: left open for the panel; by: ids of those
    who said this level; together: one said it with the other beside them. The states are what an edit has seen."""

    strand: str
    level: str | None = None
    reason: str = ""
    panel: bool = False
    by: frozenset[str] = frozenset()
    together: bool = False
    states: dict[str, FieldState] = field(default_factory=dict, compare=False)

    def seen(self, name: str) -> tuple[str, ...]:
        """What an edit of this field, begun from what is shown, has seen."""
        return self.states.get(name, UNSET).on_screen

    def waits_for(self, *judges: str) -> tuple[str, ...]:
        """Ids of the judges who have not said this level yet; nobody while nothing is agreed."""
        if not self.level or self.together:
            return ()
        return tuple(each for each in judges if each not in self.by)


@dataclass(frozen=True, slots=True)
class CounterSignature:
    """A verifier's signature on a signed version of the report. file_sha256: the report with both signatures; remark:
    what is to be said of it just after signing, and not kept."""

    version: int
    person: str
    signed_at: str
    signer_name: str
    key_fingerprint: str
    file_sha256: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MarkStatement:
    """What the verifier signs: whose marks of what, when, strand by strand."""

    assessment: str
    reference: str
    institution: str
    scheme: str
    edition: str
    sealed_at: str
    sealed_by: str
    sealed_by_name: str
    marks: tuple[Mark, ...]


def statement_bytes(statement: MarkStatement) -> bytes:
    """The statement as the one spelling that is signed."""
    texts = {name: getattr(statement, name) for name in _TEXTS}
    return canonical_json({"format": FORMAT, "version": VERSION, **texts, "marks": marks_json(statement.marks)})


def marks_json(marks: Sequence[Mark]) -> list[dict[str, str]]:
    """Marks as the record and the statement hold them."""
    return [{name: getattr(each, name) for name in _MARK} for each in marks]


def marks_of(found: object) -> tuple[Mark, ...]:
    """Marks from what the record or a statement holds; nothing from anything else."""
    rows = found if isinstance(found, list | tuple) else ()
    return tuple(
        Mark(**row)
        for row in rows
        if isinstance(row, dict) and set(row) == set(_MARK) and all(isinstance(each, str) for each in row.values())
    )


def parse_statement(content: bytes) -> MarkStatement:
    """Read a statement whose signature has been checked. Raises Refused for anything that Assay does not write."""
    try:
        found = json.loads(content)
        texts, marks = {name: found[name] for name in _TEXTS}, marks_of(found["marks"])
        if (found["format"], found["version"]) != (FORMAT, VERSION) or set(found) != _KEYS:
            raise ValueError("another format")
        if not all(isinstance(text, str) for text in texts.values()) or len(marks) != len(found["marks"]):
            raise TypeError("another form")
        return MarkStatement(**texts, marks=marks)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(
            "These sealed marks are not ones that this Assay can read. Nothing was changed; ask for them again.",
            "bad-second-mark",
        ) from None


_TEXTS = ("assessment", "reference", "institution", "scheme", "edition", "sealed_at", "sealed_by", "sealed_by_name")
_MARK = ("strand", "level", "reason")
_KEYS = {"format", "version", *_TEXTS, "marks"}
