"""What the pages about bundles ask of the services, as shapes."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assessor_app.domain.exchange.contents import (
    Clearable,
    Exported,
    LogEntry,
    ReceiptTaken,
    Recipient,
    TakenInBundle,
    Waiting,
)
from assessor_app.domain.verdict import Examined
from assessor_app.errors import AssayError

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""
Cancelled = Callable[[], bool]
"""True once the person has asked to stop."""


class ExchangePort(Protocol):
    """Bundles out and in. Everything here takes time: call it from a worker."""

    def recipients(self) -> tuple[Recipient, ...]: ...

    def waiting(self, assessment: str = "", /) -> Waiting: ...

    def export(  # noqa: PLR0913  what goes, to whom, and how it is watched
        self,
        target: Path,
        *,
        assessments: Sequence[str] = (),
        people: Sequence[str] = (),
        evidence: bool = True,
        private: bool = False,
        everything: bool = False,
        verifier: str = "",
        volume: int = 0,
        progress: Progress = ...,
        cancelled: Cancelled = ...,
    ) -> Exported: ...

    def examine(self, file: Path, progress: Progress, cancelled: Cancelled, /) -> Examined: ...

    def take_in(self, file: Path, progress: Progress, cancelled: Cancelled, /) -> TakenInBundle: ...

    def take_in_each(
        self, files: Sequence[Path], progress: Progress, cancelled: Cancelled, /
    ) -> Iterator[TakenInBundle | AssayError]: ...

    def take_receipt(self, file: Path, /) -> ReceiptTaken: ...

    def make_receipt(self, target: Path, assessments: Sequence[str] = (), lanes: Sequence[str] = (), /) -> int: ...

    def log(self) -> tuple[LogEntry, ...]: ...


class ClearingPort(Protocol):
    """Evidence that may go from this computer. It takes time: call it from a worker."""

    def clearable(self) -> tuple[Clearable, ...]: ...

    def clear(self, assessment: str, /) -> Clearable: ...
