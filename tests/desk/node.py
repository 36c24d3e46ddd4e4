"""One control of the program, and what a person does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .bus import ROOT_PATH, Reference, plain, property_question, question
from .finding import Found, Name, labels_of, walk
from .scrolling import scroll_into_view
from .states import STATES, states_in
from .waiting import NotThere, until

if TYPE_CHECKING:
    from .program import Program

MARKS = ("focused", "checked", "selected", "expanded", "modal", "read_only")


class Node:
    """An accessible object. Everything but its role is asked anew each time; `node.checked` asks for a state."""

    def __init__(self, program: Program, reference: Reference, role: str = "") -> None:
        self.program, self.reference = program, reference
        self._role = role

    def __repr__(self) -> str:
        return f"<{self.role} {self.name!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self.reference == other.reference

    def __hash__(self) -> int:
        return hash(self.reference)

    def __getattr__(self, name: str) -> bool:
        if name in STATES:
            return name in self.states
        raise AttributeError(name)

    @property
    def role(self) -> str:
        """Its role's name, "gone" when it is no longer there."""
        self._role = self._role or self._call("Accessible", "GetRoleName") or "gone"
        return self._role

    @property
    def name(self) -> str:
        """Its accessible name."""
        return self._property("Name") or ""

    @property
    def description(self) -> str:
        """Its accessible description."""
        return self._property("Description") or ""

    @property
    def states(self) -> frozenset[str]:
        """The names of its states."""
        return states_in(self._call("Accessible", "GetState"))

    @property
    def labels(self) -> list[str]:
        """Names of the labels whose buddy it is."""
        return labels_of(self.program.bus, [self.reference])[0]

    @property
    def parent(self) -> Node | None:
        """What it lies in, None above the windows."""
        reference = self._property("Parent")
        if not reference or reference[1] == ROOT_PATH or reference[1].endswith("/null"):
            return None
        return Node(self.program, (reference[0], reference[1]))

    @property
    def children(self) -> list[Node]:
        """What lies directly in it."""
        return [Node(self.program, (each[0], each[1])) for each in self._call("Accessible", "GetChildren") or ()]

    @property
    def text(self) -> str:
        """The text inside an edit, or the name of what has no text."""
        text = self._call("Text", "GetText", "ii", (0, -1))
        return self.name if text is None else text

    @property
    def extents(self) -> tuple[int, int, int, int]:
        """x, y, width and height on the screen."""
        return tuple(self._call("Component", "GetExtents", "u", (0,)) or (0, 0, 0, 0))  # type: ignore[return-value]

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle, on the screen."""
        x, y, width, height = self.extents
        return x + width / 2, y + height / 2

    def holds(self, x: float, y: float) -> bool:
        """True when a point of the screen lies in it."""
        left, top, width, height = self.extents
        return left <= x < left + width and top <= y < top + height

    def activate(self) -> None:
        """Do its first accessible action, as an assistive program does, without waiting for the end of it."""
        if not self._call("Action", "GetActions"):
            raise NotThere(f"{self!r} has no action")
        self.program.bus.tell(question(self.reference, "Action", "DoAction", "i", (0,)))

    def focus(self) -> Node:
        """Give it the keyboard."""
        if not self.focused:
            if not self._call("Component", "GrabFocus"):
                raise NotThere(f"{self!r} takes no focus this way; click it or press Tab")
            until(lambda: self.focused, what=f"focus on {self!r}")
        return self

    def click(self, button: int = 1, count: int = 1) -> Node:
        """Scroll it into view, move the pointer there and click."""
        states = self.states
        if not states & {"enabled", "sensitive"}:
            raise NotThere("it is gone; find it again" if "defunct" in states else f"{self!r} is disabled")
        scroll_into_view(self)
        if not self.showing:
            raise NotThere(f"{self!r} is not on the screen")
        x, y = self.middle
        width, height = self.program.windows.screen_size
        if not (0 <= x < width and 0 <= y < height):
            raise NotThere(f"{self!r} lies outside the screen")
        self.program.click_at(x, y, button, count)
        self.program.sync()
        return self

    def type(self, text: str, clear: bool = True) -> Node:
        """Focus it, empty it and type."""
        edit = self.find("edit") if self.role == "combo box" else self
        edit.focus()
        if clear and edit.text:
            self.program.key("ctrl+a")
            self.program.key("Delete")
        self.program.type(text)
        return self

    def choose(self, text: str) -> Node:
        """Choose an entry of a combo box: open the list, go there by keys, press Return."""
        entries = self.children[0]
        names = [entry.name for entry in entries.children]
        if text not in names:
            raise NotThere(f"{self!r} offers {names}, not {text!r}")
        self.click()
        until(lambda: entries.showing, what=f"the list of {self!r}")
        for key in ["Home", *["Down"] * names.index(text), "Return"]:
            self.program.key(key)
        until(lambda: self.name == text and not entries.showing, what=f"{text!r} chosen")
        return self

    def find(self, role: str = "", name: Name | None = None, **more: Any) -> Node:
        """The one control in it that matches; see `Program.find`."""
        return self.program.find(role, name, root=self, **more)

    def find_all(self, role: str = "", name: Name | None = None, **more: Any) -> list[Node]:
        """All controls in it that match."""
        return self.program.find_all(role, name, root=self, **more)

    def tree(self, showing: bool = True) -> str:
        """Everything in it as text, for reading."""
        return "\n".join(map(_line, walk(self.program.bus, self.reference, showing)))

    def _call(self, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        return self.program.bus.ask(question(self.reference, interface, member, signature, body))

    def _property(self, name: str) -> Any:
        return plain(self.program.bus.ask_all([property_question(self.reference, name)])[0])


def _line(found: Found) -> str:
    marks = [mark for mark in MARKS if mark in found.states]
    marks += [] if found.states & {"enabled", "sensitive"} else ["disabled"]
    marks += [] if "showing" in found.states else ["hidden"]
    return f"{'  ' * found.depth}{found.role} {found.name!r}{f' [{chr(32).join(marks)}]' if marks else ''}"
