"""Finding controls by role and accessible name, as a screen reader meets them."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .bus import AccessibilityBus, Reference, first, plain, property_question, question
from .states import ROLES, states_in

Name = str | re.Pattern[str]

MANY = 400
"""A list with more children than this is not walked."""
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
    def roles(self) -> tuple[str, ...]:
        """The program's names of the role."""
        return ROLES.get(self.role, (self.role,))

    def __str__(self) -> str:
        named = f" {getattr(self.name, 'pattern', self.name)!r}" if self.name is not None else ""
        return f"{self.role or 'control'}{named}{f' with id {self.id}' if self.id else ''}"


def walk(bus: AccessibilityBus, root: Reference, showing: bool = True) -> list[Found]:
    """Everything below an object (itself included) in reading order, asked level by level."""
    found: list[Found] = []
    level: list[tuple[Reference, tuple[int, ...]]] = [(root, ())]
    while level:
        answered, parents = _ask_level(bus, level, showing)
        found += answered
        answers = bus.ask_all([question(each.reference, "Accessible", "GetChildren") for each in parents])
        level = [
            ((child[0], child[1]), (*parent.position, at))
            for parent, children in zip(parents, answers, strict=True)
            for at, child in enumerate(first(children) or ())
            if not child[1].endswith("/null")
        ]
    return sorted(found, key=lambda each: each.position)


def _ask_level(
    bus: AccessibilityBus, level: Sequence[tuple[Reference, tuple[int, ...]]], showing: bool
) -> tuple[list[Found], list[Found]]:
    """The objects of one level, and those of them whose children are to be asked."""
    questions = [
        message
        for reference, _ in level
        for message in (
            question(reference, "Accessible", "GetRoleName"),
            question(reference, "Accessible", "GetState"),
            property_question(reference, "Name"),
            property_question(reference, "ChildCount"),
        )
    ]
    answers = bus.ask_all(questions)
    found, parents = [], []
    for at, (reference, position) in enumerate(level):
        role, words, name, children = answers[4 * at : 4 * at + 4]
        one = Found(reference, first(role) or "", plain(name) or "", states_in(first(words)), len(position), position)
        if not one.role or (showing and _hidden(one)):
            continue
        found.append(one)
        if 0 < (plain(children) or 0) <= MANY:
            parents.append(one)
    return found, parents


def _hidden(one: Found) -> bool:
    """Not on the screen. The program itself and what the walk began with need not say that they show."""
    return bool(one.position) and "showing" not in one.states and one.role != "application"


def matching(bus: AccessibilityBus, candidates: Iterable[Found], query: Query) -> list[Found]:
    """Those candidates that the query accepts. A name may also be that of the label whose buddy the control is."""
    hits = [one for one in candidates if not query.role or one.role in query.roles]
    if query.name is not None:
        accepts = _accepts(query.name)
        unnamed = [one for one in hits if not accepts(one.name)]
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
