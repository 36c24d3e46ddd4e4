"""Many files at once: bundles and receipts, each taken in whole or not at all, each with its result."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

from assessor_app.domain.exchange.contents import FileResult, Outcome, ReceiptTaken, TakenInBundle
from assessor_app.domain.exchange.words import receipt_words, taken_words
from assessor_app.errors import AssayError, WrongUse
from assessor_app.services.documents.verification import FileKind, kind_of
from assessor_app.services.exchange.exchange import NOTHING_TO_CONFIRM, never, unwatched
from assessor_app.sync.receipts import EXTENSION as RECEIPT
from assessor_app.sync.volumes import is_volume
from assessor_app.sync.writing import EXTENSION as BUNDLE

MOST_FILES = 32
MOST_BYTES = 4 << 20
"""What is written in one transaction at most: a crash takes back no more than this, and memory stays bounded."""


class TakesIn(Protocol):
    """What of `Exchange` is needed for it."""

    def take_in_each(
        self, files: Sequence[Path], progress: "Progress", cancelled: "Cancelled", /
    ) -> Iterator[TakenInBundle | AssayError]: ...

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
    """Take in each file; one that is refused does not stop the others. Results come in the order of the files.

    receipts: folder to write a signed receipt into for every bundle that is now held; a bundle whose receipt cannot be
    written is in all the same, and its result says so. Raises Stopped between two
    files or within one when cancelled: files are in whole or not at all.
    """
    for is_receipt, group in groupby(files, _is_receipt):
        if is_receipt:
            yield from (_receipt_result(exchange, file) for file in group)
            continue
        for together in _together(group):
            found = exchange.take_in_each(together, progress, cancelled)
            for file, each in zip(together, found, strict=False):  # strict would ask for more before the last is told
                yield _bundle_result(exchange, file, each, receipts)


def _is_receipt(file: Path) -> bool:
    try:
        return kind_of(file) is FileKind.RECEIPT
    except AssayError:
        return False  # the import says what is wrong with it


def _together(files: Iterable[Path]) -> Iterator[list[Path]]:
    """Small bundles that follow one another, as many as are written at once; a large one by itself."""
    group: list[Path] = []
    room = MOST_BYTES
    for file in files:
        size = _size(file)
        if group and (size > room or len(group) == MOST_FILES):
            yield group
            group, room = [], MOST_BYTES
        group.append(file)
        room -= size
    if group:
        yield group


def _size(file: Path) -> int:
    try:
        return MOST_BYTES if is_volume(file) else file.stat().st_size
    except OSError:
        return 0


def _bundle_result(
    exchange: TakesIn, file: Path, found: TakenInBundle | AssayError, receipts: Path | None
) -> FileResult:
    if isinstance(found, AssayError):
        return _refused(file, found)
    if receipts is not None:
        try:
            exchange.make_receipt(receipts / f"{file.name}{RECEIPT}", (), found.lanes)
        except AssayError as error:
            return _without_receipt(file, found, error)
    return FileResult(str(file), _outcome(found), taken_words(found), found, status=int(bool(found.conflicts)))


def _without_receipt(file: Path, found: TakenInBundle, error: AssayError) -> FileResult:
    """What came in stays; only the receipt for it is missing."""
    if error.code == NOTHING_TO_CONFIRM:
        words = f"{taken_words(found)} {error.sentence}"
        return FileResult(str(file), _outcome(found), words, found, status=int(bool(found.conflicts)))
    words = f"{taken_words(found)} There is no receipt for it: {error.sentence} Import it again to get one."
    return FileResult(str(file), Outcome.NEEDS_PERSON, words, found, error.code, status=1)


def _refused(file: Path, error: AssayError) -> FileResult:
    return FileResult(str(file), Outcome.REFUSED, error.sentence, None, error.code, error.exit_status)


def _outcome(taken: TakenInBundle) -> Outcome:
    if taken.conflicts:
        return Outcome.NEEDS_PERSON
    return Outcome.NOTHING_NEW if taken.already else Outcome.TAKEN_IN


def _receipt_result(exchange: TakesIn, file: Path) -> FileResult:
    try:
        taken = exchange.take_receipt(file)
    except AssayError as error:
        return _refused(file, error)
    outcome = Outcome.NOTHING_NEW if taken.already else Outcome.TAKEN_IN
    return FileResult(str(file), outcome, receipt_words(taken))
