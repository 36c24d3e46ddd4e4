"""Many files at once: bundles and receipts, each taken in whole or not at all, each with its result."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assessor_app.domain.exchange import FileResult, Outcome, ReceiptTaken, TakenInBundle
from assessor_app.domain.exchange_words import receipt_words, taken_words
from assessor_app.errors import AssayError, Stopped, WrongUse
from assessor_app.services.exchange import never, unwatched
from assessor_app.services.verification import FileKind, kind_of
from assessor_app.sync.receipts import EXTENSION as RECEIPT
from assessor_app.sync.volumes import is_volume
from assessor_app.sync.writing import EXTENSION as BUNDLE


class TakesIn(Protocol):
    """What of `Exchange` is needed for it."""

    def take_in(self, file: Path, progress: "Progress", cancelled: "Cancelled", /) -> TakenInBundle: ...

    def take_receipt(self, file: Path, /) -> ReceiptTaken: ...

    def make_receipt(self, target: Path, assessments: Sequence[str] = (), lanes: Sequence[str] = (), /) -> int: ...


Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def incoming_files(places: Sequence[Path]) -> tuple[Path, ...]:
    """The files named, and those bundles and receipts that lie in the folders named, in order of their names.

    Of a bundle in parts only the first part there is listed. Links in folders are not followed. Raises WrongUse when
    folders were named and there is nothing to import in any of them.
    """
    found: dict[Path, Path] = {}
    for place in places:
        for file in _in_folder(place) if place.is_dir() else (place,):
            found.setdefault(file.with_suffix("") if is_volume(file) else file, file)
    if not found:
        raise WrongUse("There is no bundle in this folder, so nothing was imported; name another.", "nothing-there")
    return tuple(found.values())


def _in_folder(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(place, name)
            whole = file.with_suffix("") if is_volume(file) else file
            if whole.suffix in (BUNDLE, RECEIPT) and not file.is_symlink():
                yield file


def take_in_all(
    exchange: TakesIn,
    files: Sequence[Path],
    receipts: Path | None = None,
    progress: Progress = unwatched,
    cancelled: Cancelled = never,
) -> Iterator[FileResult]:
    """Take in each file; one that is refused does not stop the others. Results come one by one.

    receipts: folder to write a signed receipt into for every bundle that is now held. Raises Stopped between two
    files or within one when cancelled: files are in whole or not at all.
    """
    for file in files:
        try:
            yield _result(exchange, file, receipts, progress, cancelled)
        except Stopped:
            raise
        except AssayError as error:
            yield FileResult(str(file), Outcome.REFUSED, error.sentence, None, error.code, error.exit_status)


def _result(
    exchange: TakesIn, file: Path, receipts: Path | None, progress: Progress, cancelled: Cancelled
) -> FileResult:
    if kind_of(file) is FileKind.RECEIPT:
        return _receipt_result(file, exchange.take_receipt(file))
    taken = exchange.take_in(file, progress, cancelled)
    if receipts is not None:
        exchange.make_receipt(receipts / f"{file.name}{RECEIPT}", (), taken.lanes)
    return FileResult(str(file), _outcome(taken), taken_words(taken), taken, status=int(bool(taken.conflicts)))


def _outcome(taken: TakenInBundle) -> Outcome:
    if taken.conflicts:
        return Outcome.NEEDS_PERSON
    return Outcome.NOTHING_NEW if taken.already else Outcome.TAKEN_IN


def _receipt_result(file: Path, taken: ReceiptTaken) -> FileResult:
    outcome = Outcome.NOTHING_NEW if taken.already else Outcome.TAKEN_IN
    return FileResult(str(file), outcome, receipt_words(taken))
