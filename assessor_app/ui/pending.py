"""Shapes of a write on its way: its result, what was stored, and what was taken back."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Any, Protocol, TypeVar

from assessor_app.domain.journal.operation import FieldState, Json

T_co = TypeVar("T_co", covariant=True)


class Pending(Protocol[T_co]):
    """A result that is on its way from the writer thread (`concurrent.futures.Future`)."""

    def result(self, timeout: float | None = None) -> T_co: ...

    def exception(self, timeout: float | None = None) -> BaseException | None: ...

    def add_done_callback(self, fn: Callable[[Future[Any]], object], /) -> None: ...


class SavedField(Protocol):
    """A committed write. `operation` is what a growing text passes back; it is None when nothing had changed."""

    @property
    def operation(self) -> str | None: ...

    @property
    def at(self) -> datetime: ...

    @property
    def state(self) -> FieldState: ...


class UndoneField(Protocol):
    """One change taken back, in words ("Judge Culture as Enhancing"), with the value now current."""

    @property
    def words(self) -> str: ...

    @property
    def entity(self) -> str: ...

    @property
    def field(self) -> str: ...

    @property
    def value(self) -> Json: ...

    @property
    def state(self) -> FieldState: ...

    @property
    def remarks(self) -> str: ...
