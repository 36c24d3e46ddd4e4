"""Finding what a started program shows, as a screen reader does."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Container, Mapping
from typing import Any

from .bus import REGISTRY, AccessibilityBus, Reference, first, owner_question, question
from .finding import ANY, Found, Name, Query, alike, labels_of, matching, walk
from .listener import Listener
from .node import Node
from .states import CONTROLS, states_in
from .waiting import PATIENCE, NotThere, ProgramEnded, until

NEVER_ALONE = ("page tab", "list item", "filler")
"""What Qt calls focused though the keyboard is elsewhere, or on what holds it."""


class Reader(ABC):
    """What can be found of a program over the accessibility bus."""

    bus: AccessibilityBus
    listener: Listener

    @abstractmethod
    def processes(self) -> set[int]:
        """The numbers of the program's processes that still run."""

    @abstractmethod
    def check_alive(self) -> None:
        """Raise `ProgramEnded` when the program is no longer there."""

    @abstractmethod
    def settle(self, quiet: float = 0.15, timeout: float = 5) -> bool:
        """Wait until nothing was painted for a while."""

    def find(self, role: str = "", name: Name | None = None, *, nth: int | None = None, **more: Any) -> Node:
        """The one control that matches. Raises `NotThere`, saying what there is, when none or several do.

        role: a short name of `states.ROLES` or the program's own; name: its accessible name or that of its label, as
        text or as a compiled regular expression; more: `id` (the objectName), `root` (a node), `showing`.
        """
        found = self.find_all(role, name, **more)
        if nth is not None and len(found) > nth:
            return found[nth]
        if len(found) == 1:
            return found[0]
        self.check_alive()
        query = _query(role, name, more)
        if found:
            raise NotThere(f"{len(found)} match {query}: {found[:8]}; say nth or root")
        names = [each.name for each in self._candidates(more.get("root"), query.showing) if _in_role(each, role)]
        raise NotThere(f"no {query} on the screen; like it: {alike(query, names)}")

    def find_all(self, role: str = "", name: Name | None = None, **more: Any) -> list[Node]:
        """All controls that match, in reading order."""
        self.check_alive()
        query = _query(role, name, more)
        found = matching(self.bus, self._candidates(more.get("root"), query.showing, query.roles), query)
        return [Node(self, each.reference, each.role) for each in found]

    def wait(self, role: str = "", name: Name | None = None, *, timeout: float = PATIENCE, **more: Any) -> Node:
        """The one control that matches, as soon as it is there."""
        end = time.monotonic() + timeout
        while True:
            try:
                return self.find(role, name, **more)
            except ProgramEnded:
                raise
            except NotThere as lacking:
                if time.monotonic() > end:
                    raise NotThere(f"not within {timeout:g} s: {lacking}") from None
            self.settle(0.05, 0.05)

    def wait_gone(self, role: str = "", name: Name | None = None, *, timeout: float = PATIENCE, **more: Any) -> None:
        """Wait until nothing matches any more."""
        until(lambda: not self.find_all(role, name, **more), timeout, 0.05, f"{_query(role, name, more)} gone")

    def focused(self) -> Node | None:
        """Where keys go now. (Qt calls the current tab, list item and an edit's viewport focused, too.)"""
        found = [each for each in self._candidates(named=()) if "focused" in each.states]
        best = next((each for each in found if each.role not in NEVER_ALONE), next(iter(found), None))
        return Node(self, best.reference, best.role) if best else None

    def nameless(self) -> list[Node]:
        """Controls on the screen that a screen reader could not name.

        A combo box's own name is its text, so it needs a label. The edit inside a combo or spin box needs none.
        """
        controls = [each for each in self._candidates() if each.role in CONTROLS]
        labels = labels_of(self.bus, [each.reference for each in controls])
        lacking = [
            Node(self, each.reference, each.role)
            for each, names in zip(controls, labels, strict=True)
            if not names and (each.role == "combo box" or not each.name)
        ]
        return [node for node in lacking if node.parent is None or node.parent.role not in ("combo box", "spin box")]

    def tree(self, showing: bool = True) -> str:
        """Everything that can be found, as text."""
        return "\n".join(Node(self, root).tree(showing) for root in self._all_roots())

    def _candidates(self, root: Node | None = None, showing: bool = True, named: Container[str] = ANY) -> list[Found]:
        roots = [root.reference] if root else self._all_roots()
        found = {each.reference: each for start in roots for each in walk(self.bus, start, showing, named)}
        return list(found.values())

    def _all_roots(self) -> list[Reference]:
        own = self.own_roots()
        return own + self._open_menus({bus_name for bus_name, _ in own})

    def own_roots(self) -> list[Reference]:
        programs = self.bus.ask(question(REGISTRY, "Accessible", "GetChildren")) or []
        owners = self.bus.ask_all([owner_question(each[0]) for each in programs])
        own = self.processes()
        return [(each[0], each[1]) for each, owner in zip(programs, owners, strict=True) if first(owner) in own]

    def _open_menus(self, own: set[str]) -> list[Reference]:
        shown = [reference for reference in list(self.listener.shown) if reference[0] in own]
        roles = self.bus.ask_all([question(reference, "Accessible", "GetRoleName") for reference in shown])
        states = self.bus.ask_all([question(reference, "Accessible", "GetState") for reference in shown])
        return [
            reference
            for reference, role, words in zip(shown, roles, states, strict=True)
            if first(role) == "popup menu" and "showing" in states_in(first(words))
        ]


def _query(role: str, name: Name | None, more: Mapping[str, Any]) -> Query:
    return Query(role, name, more.get("id", ""), more.get("showing", True))


def _in_role(each: Found, role: str) -> bool:
    return bool(each.name) and each.role in Query(role).roles
