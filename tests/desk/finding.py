"""Finding controls by role and accessible name, as a screen reader meets them."""

import difflib
import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .bus import AccessibilityBus, Reference, first, plain, property_question, question
from .states import CONTROLS, ROLES, states_in

Name = str | re.Pattern[str]


class _Any:
    def __contains__(self, _role: object) -> bool:
        return True


ANY = _Any()
"""All roles."""
LABELLED_BY = 2
"""AT-SPI's relation from a control to the label whose buddy it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """One object as it was when it was asked. depth: how many levels below where the walk began."""

    reference: Reference
    role: str
    name: str
    states: frozenset[str]
    depth: int
    position: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; None and "" accept everything. id: the objectName. showing: only what is on the screen."""

    role: str = ""
    name: Name | None = None
    id: str = ""
    showing: bool = True

    @property
    def roles(self) -> Container[str]:
        """The program's names of the role."""
        return ROLES.get(self.role, (self.role,)) if self.role else ANY

    def __str__(self) -> str:
        named = f" {getattr(self.name, 'pattern', self.name)!r}" if self.name is not None else ""
        return f"{self.role or 'control'}{named}{f' with id {self.id}' if self.id else ''}"


def walk(bus: AccessibilityBus, root: Reference, showing: bool = True, named: Container[str] = ANY) -> list[Found]:
    """Everything below an object (itself included) in reading order, asked level by level.

    named: the roles whose names are wanted; a whole window has hundreds of objects, and each question costs.
    """
    found: list[Found] = []
    level: list[tuple[Reference, tuple[int, ...]]] = [(root, ())]
    while level:
        answered = _ask_level(bus, level, showing)
        found += [one for one, _ in answered]
        level = [(child, (*one.position, at)) for one, children in answered for at, child in enumerate(children)]
    return sorted(_with_names(bus, found, named), key=lambda each: each.position)


def _ask_level(
    bus: AccessibilityBus, level: Sequence[tuple[Reference, tuple[int, ...]]], showing: bool
) -> list[tuple[Found, list[Reference]]]:
    """The objects of one level with what lies in each, without names."""
    questions = [
        question(reference, "Accessible", member)
        for reference, _ in level
        for member in ("GetRoleName", "GetState", "GetChildren")
    ]
    answers = bus.ask_all(questions)
    found = []
    for at, (reference, position) in enumerate(level):
        role, words, children = (first(answer) for answer in answers[3 * at : 3 * at + 3])
        one = Found(reference, role or "", "", states_in(words), len(position), position)
        if one.role and not (showing and _hidden(one)):
            inner = [(child[0], child[1]) for child in children or () if not child[1].endswith("/null")]
            found.append((one, inner))
    return found


def _with_names(bus: AccessibilityBus, found: list[Found], named: Container[str]) -> list[Found]:
    asked = [one for one in found if one.role in named]
    names = bus.ask_all([property_question(one.reference, "Name") for one in asked])
    known = {one.reference: plain(name) or "" for one, name in zip(asked, names, strict=True)}
    return [replace(one, name=known.get(one.reference, "")) for one in found]


def _hidden(one: Found) -> bool:
    """Not on the screen. The program itself and what the walk began with need not say that they show."""
    return bool(one.position) and "showing" not in one.states and one.role != "application"


def matching(bus: AccessibilityBus, candidates: Iterable[Found], query: Query) -> list[Found]:
    """Those candidates that the query accepts. A name may also be that of the label whose buddy the control is."""
    hits = [one for one in candidates if one.role in query.roles]
    if query.name is not None:
        accepts = _accepts(query.name)
        unnamed = [one for one in hits if not accepts(one.name) and one.role in CONTROLS]
        labelled = {
            one.reference
            for one, names in zip(unnamed, labels_of(bus, [one.reference for one in unnamed]), strict=True)
            if any(map(accepts, names))
        }
        hits = [one for one in hits if accepts(one.name) or one.reference in labelled]
    if query.id:
        paths = bus.ask_all([property_question(one.reference, "AccessibleId") for one in hits])
        ids = [(plain(path) or "").rsplit(".", 1)[-1] for path in paths]
        hits = [one for one, known in zip(hits, ids, strict=True) if known == query.id]
    return hits


def _accepts(name: Name) -> Callable[[str], Any]:
    if isinstance(name, re.Pattern):
        return name.search
    # A menu entry's name may end in a tab and its shortcut.
    return lambda known: known == name or known.split("\t")[0] == name


def labels_of(bus: AccessibilityBus, references: Sequence[Reference]) -> list[list[str]]:
    """For each object the names of the labels whose buddy it is."""
    answers = bus.ask_all([question(reference, "Accessible", "GetRelationSet") for reference in references])
    found = []
    for answer in answers:
        labels = [label for kind, those in first(answer) or () if kind == LABELLED_BY for label in those]
        names = bus.ask_all([property_question((label[0], label[1]), "Name") for label in labels])
        found.append([plain(name) or "" for name in names])
    return found


def alike(query: Query, names: Sequence[str]) -> list[str]:
    """The names most like the one looked for, for the words of a failure."""
    wanted = str(getattr(query.name, "pattern", query.name))
    return difflib.get_close_matches(wanted, names, 5, 0.4) or list(names[:20])
