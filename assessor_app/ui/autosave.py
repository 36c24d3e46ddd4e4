"""Saving by itself, and saying honestly how it stands: timers and threads around the pure drafts."""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from assessor_app.domain.journal.operation import FieldState
from assessor_app.errors import AssayError, Refused
from assessor_app.ui.drafts import Drafts, FieldKey, TextWrite
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.screen import Save, SaveState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A finished write on its way from the writer thread to the window."""

    number: int
    future: Future[Any]


@dataclass(frozen=True, slots=True)
class _Handlers:
    stored: Callable[[Any], None]
    failed: Callable[[str], None]
    keeps: Hashable
    mildly: bool


class Saving(QObject):
    """Follows every write of a screen and derives the one honest state: saved, saving or not saved.

    Handlers run in the thread of this object. While a text is kept unsaved (`keeps`), "Not saved" stays said until
    that very text is stored; a failure that was put back is said until the next write succeeds.
    refused: the sentence of a failure; unexpected: an error that was not meant for a person, for the log.
    """

    state_changed = Signal(object)
    refused = Signal(str)
    unexpected = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handlers: dict[int, _Handlers] = {}
        self._count = self._elsewhere = 0
        self._state = SaveState(Save.CLEAN)
        self._kept: dict[Hashable, str] = {}
        self._afterwards: list[Callable[[], object]] = []
        self._watched: list[Callable[[], bool]] = []
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> SaveState:
        """What to say now."""
        return self._state

    @property
    def pending(self) -> int:
        """How many writes are on their way."""
        return len(self._handlers)

    @property
    def begun(self) -> int:
        """How many writes were begun so far, by any way."""
        return self._count + self._elsewhere

    def follow(
        self,
        pending: Pending[T],
        stored: Callable[[T], None],
        failed: Callable[[str], None],
        keeps: Hashable = None,
        mildly: bool = False,
    ) -> None:
        """Call `stored` with the result, or `failed` with the reason in words, when the write is done.

        keeps: what stays typed but unsaved if it fails; None when the stored value is put back; mildly: nothing was to
        be saved, so that of a refusal only `failed` hears.
        """
        self._count += 1
        number = self._count
        self._handlers[number] = _Handlers(stored, failed, keeps, mildly)
        if self._state.save is not Save.FAILED:
            self.say(SaveState(Save.SAVING, self._state.at))
        pending.add_done_callback(lambda future: self._hand_over(_Outcome(number, future)))

    def when_settled(self, call: Callable[[], object]) -> None:
        """Call this once nothing is on its way any more: now, or when the last write has ended, well or not."""
        if self._handlers:
            self._afterwards.append(call)
        else:
            call()

    def watch(self, unsaved: Callable[[], bool]) -> None:
        """Ask this before "Saved" is said: True while something typed is not known to be stored."""
        self._watched.append(unsaved)

    def typed(self) -> None:
        """The person typed: until that is stored, "Saved" would not be true."""
        if self._state.save is Save.FAILED:
            return
        if self._handlers or self._typing():
            self.say(SaveState(Save.SAVING, self._state.at))
        else:
            self.say(SaveState(Save.SAVED if self._state.at else Save.CLEAN, self._state.at))

    def _typing(self) -> bool:
        return any(unsaved() for unsaved in self._watched)

    def say(self, state: SaveState) -> None:
        """Show a state that does not come from a write, for example that a signed report is locked."""
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _hand_over(self, outcome: _Outcome) -> None:
        try:
            self._finished.emit(outcome)
        except RuntimeError:
            # The screen was closed while the writer finished: the value is stored, there is nobody left to tell.
            return

    def _settle(self, outcome: _Outcome) -> None:
        handlers = self._handlers.pop(outcome.number)
        error = outcome.future.exception()
        if error is None:
            result = outcome.future.result()
            self._kept.pop(handlers.keeps, None)
            handlers.stored(result)
            self._say_saved((getattr(result, "at", None) or datetime.now().astimezone()).astimezone())
        else:
            refused = isinstance(error, Refused)
            if refused or not handlers.mildly:
                handlers.failed(reason_of(error))
            if refused and handlers.mildly:
                self.typed()
            else:
                self.refuse(error, handlers.keeps)
        while self._afterwards and not self._handlers:
            self._afterwards.pop(0)()

    def stored_now(self) -> None:
        """Something was stored by another way than `follow`."""
        self._elsewhere += 1
        self._say_saved(datetime.now().astimezone())

    def forget(self, keeps: Hashable) -> None:
        """What was kept unsaved has been taken back by the person: there is nothing left to store."""
        if self._kept.pop(keeps, None) is not None and not self._kept:
            self.say(SaveState(Save.SAVED if self._state.at else Save.CLEAN, self._state.at))

    def refuse(self, error: BaseException, keeps: Hashable = None) -> None:
        """Say that something is not saved."""
        if keeps is not None:
            self._kept[keeps] = short_reason(error, kept=True)
        self.say(SaveState(Save.FAILED, self._state.at, short_reason(error, kept=keeps is not None)))
        self.refused.emit(reason_of(error))
        if not isinstance(error, AssayError):
            self.unexpected.emit(error)

    def _say_saved(self, at: datetime) -> None:
        if self._kept:
            self.say(SaveState(Save.FAILED, at, next(iter(self._kept.values()))))
        elif self._handlers or self._typing():
            self.say(SaveState(Save.SAVING, at))
        else:
            self.say(SaveState(Save.SAVED, at))


TOO_LONG = "too-long"
"""Code of a text that the store refuses for its length, however often it is tried."""
SHORT_REASONS = {
    "full": "disk full",
    "disk": "disk cannot be written",
    "busy": "another program is using it",
    "cannot-open": "its file cannot be opened",
    "damaged": "its file is damaged",
    "read-only": "this folder is read only",
    "signed": "the report is signed",
    TOO_LONG: "this text is too long",
}


def short_reason(error: BaseException, kept: bool) -> str:
    """The few words after "Not saved,"; none when nothing is known and, not being `kept`, it is not tried again."""
    return SHORT_REASONS.get(getattr(error, "code", ""), "trying again" if kept else "")


def reason_of(error: BaseException) -> str:
    """The sentence of an error for a person."""
    if isinstance(error, AssayError):
        return error.sentence
    return "That did not work, and nothing was changed. The details are in the log."


class Autosave(QObject):
    """Writes texts soon after they are typed, and at the latest a second after the first key.

    write: starts one write and returns its future; clock: steady seconds.
    """

    stored = Signal(str, str, object)

    def __init__(
        self,
        write: Callable[[TextWrite], Pending[SavedField]],
        saving: Saving,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._write, self._saving, self._clock = write, saving, clock
        self._drafts = Drafts()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.run_due)
        saving.watch(lambda: next(self._drafts.unsaved(), None) is not None)

    def show_text(self, key: FieldKey, stored: str, state: FieldState) -> str:
        """Register a field about to be shown; returns its text, which is what was typed while that is not stored."""
        return self._drafts.show(key, stored, state)

    def changed(self, key: FieldKey, text: str) -> None:
        """The person typed."""
        self._drafts.change(key, text, self._clock())
        if all(draft.key != key for draft in self._drafts.unsaved()):
            self._saving.forget(key)
        self._saving.typed()
        self._plan()

    def left(self, key: FieldKey) -> None:
        """The field lost focus."""
        self._drafts.leave(key)
        self.run_due()

    def flush(self) -> None:
        """Hand everything typed to the writer now: strand or screen change, deactivation, close."""
        self._drafts.leave_all()
        self.run_due()

    def retry(self) -> None:
        """Try what failed again at once: the person wants to close the window."""
        self._drafts.retry_now(self._clock())
        self.run_due()

    def unsaved_texts(self) -> list[str]:
        """What is typed and not known to be stored, for "Copy text" and for closing."""
        return [draft.text for draft in self._drafts.unsaved()]

    def given_up(self) -> bool:
        """True when a text was refused for what it is and is not tried again."""
        return any(draft.hopeless for draft in self._drafts.unsaved())

    def run_due(self) -> None:
        """Start every write that is due, and plan the next."""
        for write in self._drafts.take_due(self._clock()):
            self._start(write)
        self._plan()

    def _start(self, write: TextWrite) -> None:
        key = write.key

        def stored(saved: SavedField) -> None:
            self._drafts.succeed(key, saved.operation, saved.state)
            self.stored.emit(key[0], key[1], saved)
            self.run_due()

        def failed(error: BaseException | None) -> None:
            again = getattr(error, "code", "") != TOO_LONG
            self._drafts.fail(key, reason_of(error) if error else "", self._clock(), again)
            self._plan()

        try:
            pending = self._write(write)
        except AssayError as error:
            failed(error)
            self._saving.refuse(error, key)
            return
        self._saving.follow(pending, stored, lambda _reason: failed(pending.exception()), key)

    def _plan(self) -> None:
        due = self._drafts.next_due()
        if due is None:
            self._timer.stop()
        else:
            self._timer.start(max(0, round((due - self._clock()) * 1000)))
