"""Text being typed, from the key to the acknowledgement: pure, so that time and the writer can be anything.

A text being typed is one operation that grows: until the field is left, each save names the operation it replaces
(`growing`). `seen` stays what the form showed when the person began, plus our own writes, so that a change that
arrives meanwhile is kept as a clash and never silently overwritten.

A write that fails keeps the text here, in memory, and is tried again every two seconds until it is stored. No side
file is written: everything on disk is encrypted, and when the disk is the thing that fails a second file would fail
with it. The person is told, and can copy the text.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessor_app.domain.journal.operation import FieldState

SETTLE_SECONDS = 0.3
LATEST_SECONDS = 0.8
"""So that with the write itself no more than the last second of typing can be lost."""
RETRY_SECONDS = 2.0

FieldKey = tuple[str, str]
"""What a text belongs to (a strand, a debrief session) and the name of its field."""


@dataclass(frozen=True, slots=True)
class TextWrite:
    """One write to hand to the writer thread."""

    key: FieldKey
    text: str
    seen: tuple[str, ...]
    growing: str | None


@dataclass(slots=True)
class Draft:
    """One field's text: what is on screen, what is stored, and when the difference has to be written.

    Times are seconds of one steady clock. `writing` is the text on its way, None when nothing is.
    """

    key: FieldKey
    text: str
    stored: str
    seen: tuple[str, ...]
    growing: str | None = None
    first_change: float | None = None
    last_change: float = 0.0
    writing: str | None = None
    failure: str = ""
    retry_at: float = 0.0
    left: bool = False

    @property
    def unsaved(self) -> bool:
        """True while something typed is not known to be stored."""
        return self.text != self.stored or self.writing is not None

    @property
    def hopeless(self) -> bool:
        """True for a text that was refused for what it is: only other words can be stored."""
        return self.retry_at == math.inf

    @property
    def due_at(self) -> float | None:
        """When to write next; None when there is nothing to write or a write is on its way."""
        if self.writing is not None or self.text == self.stored:
            return None
        if self.hopeless:
            return None
        if self.failure:
            return self.retry_at
        if self.left or self.first_change is None:
            return self.last_change
        return min(self.last_change + SETTLE_SECONDS, self.first_change + LATEST_SECONDS)

    def change(self, text: str, now: float) -> None:
        """The person typed."""
        if self.hopeless and text != self.text:
            self.failure, self.retry_at = "", 0.0
        self.text = text
        self.left = False
        self.last_change = now
        if self.first_change is None:
            self.first_change = now

    def leave(self) -> None:
        """The field lost focus: write at once, and let the next edit be an operation of its own."""
        self.left = True
        if not self.unsaved:
            self.growing = None

    def begin(self) -> TextWrite:
        """Take the text to write."""
        self.writing = self.text
        self.first_change = None
        return TextWrite(self.key, self.text, self.seen, self.growing)

    def succeed(self, operation: str | None, state: FieldState) -> None:
        """The writer committed what was on its way."""
        self.stored, self.writing, self.failure = self.writing or "", None, ""
        if not state.in_conflict:
            self.seen = state.heads
        elif operation is not None:
            self.seen = (operation,)
        self.growing = operation or self.growing
        if self.left and not self.unsaved:
            self.growing = None

    def fail(self, reason: str, now: float, again: bool = True) -> None:
        """The writer could not store it; nothing typed is dropped. again: False when the text itself was refused."""
        self.writing, self.failure = None, reason
        self.retry_at = now + RETRY_SECONDS if again else math.inf


@dataclass(slots=True)
class Drafts:
    """All texts a screen has shown since it was opened."""

    _drafts: dict[FieldKey, Draft] = field(default_factory=dict)

    def show(self, key: FieldKey, stored: str, state: FieldState) -> str:
        """The form is about to show a field. Returns the text to show: what was typed wins until it is stored."""
        draft = self._drafts.get(key)
        if draft is not None and draft.unsaved:
            return draft.text
        mine = tuple(each.operation for each in state.values if draft is not None and each.operation in draft.seen)
        if draft is not None and draft.growing and mine and state.in_conflict:
            return draft.text  # what arrived while it is being typed must not take the words from under the caret
        growing = draft.growing if draft is not None and state.heads == draft.seen else None
        self._drafts[key] = Draft(key, stored, stored, state.on_screen, growing)
        return stored

    def change(self, key: FieldKey, text: str, now: float) -> None:
        """The person typed in a field that was shown before."""
        self._drafts[key].change(text, now)

    def leave(self, key: FieldKey) -> None:
        """The field lost focus."""
        if key in self._drafts:
            self._drafts[key].leave()

    def leave_all(self) -> None:
        """The strand, the window or the program is being left."""
        for draft in self._drafts.values():
            draft.leave()

    def take_due(self, now: float) -> list[TextWrite]:
        """Everything that has to be written by now, marked as on its way."""
        return [draft.begin() for draft in self._drafts.values() if draft.due_at is not None and draft.due_at <= now]

    def next_due(self) -> float | None:
        """When to call `take_due` again."""
        return min((at for at in (draft.due_at for draft in self._drafts.values()) if at is not None), default=None)

    def succeed(self, key: FieldKey, operation: str | None, state: FieldState) -> None:
        """A write was committed."""
        self._drafts[key].succeed(operation, state)

    def fail(self, key: FieldKey, reason: str, now: float, again: bool = True) -> None:
        """A write was not stored."""
        self._drafts[key].fail(reason, now, again)

    def retry_now(self, now: float) -> None:
        """The person asks to try again without waiting."""
        for draft in self._drafts.values():
            if draft.failure and not draft.hopeless:
                draft.retry_at = now

    def unsaved(self) -> Iterator[Draft]:
        """The drafts that are not known to be stored."""
        return (draft for draft in self._drafts.values() if draft.unsaved)

    def failure(self) -> str:
        """Why something is not stored, or nothing."""
        return next((draft.failure for draft in self._drafts.values() if draft.failure and draft.unsaved), "")
