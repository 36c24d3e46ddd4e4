"""Matching the files of a folder to the rows of an evidence list."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.assessment.submission import SubmittedEvidence
from assessor_app.domain.problem import Problem
from assessor_app.errors import Refused, Unavailable
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.text import normalise

MOST_FILES = 2000
DEEPEST = 5
_CLUTTER = ("thumbs.db", "desktop.ini")
_FILE_NAME = re.compile(r"[^/\\]+\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class MatchedEvidence:
    """One row of the evidence list and the file that belongs to it."""

    code: str
    path: Path


def match_evidence(
    folder: Path, evidence: Sequence[SubmittedEvidence]
) -> tuple[tuple[MatchedEvidence, ...], tuple[Problem, ...]]:
    """Find each row's file: by the name in its location, otherwise by a file name that begins with its code
    ("E3 - minutes.pdf"). Links are not followed. Raises Refused when `folder` is no folder or holds far too much,
    Unavailable when it cannot be read.
    """
    remarks = Remarks()
    files = sorted(_files(folder, remarks))
    matched = tuple(match for item in evidence if (match := _match(item, files, folder, remarks)))
    _remark_on_shared(matched, folder, remarks)
    used = {match.path for match in matched}
    for file in files:
        if file not in used:
            message = "This file belongs to no row of the evidence list; it was left out."
            remarks.note("file-unmatched", str(file.relative_to(folder)), message)
    return matched, remarks.all()


def _files(folder: Path, remarks: Remarks) -> list[Path]:
    if folder.is_symlink() or not folder.is_dir():
        raise Refused(
            f"{folder.name} is not a folder. Nothing was loaded; choose the folder with the evidence.", "no-folder"
        )
    files: list[Path] = []
    try:
        for file in _walk(folder, folder, DEEPEST, remarks):
            files.append(file)
            if len(files) > MOST_FILES:
                message = (
                    f"{folder.name} holds more than {MOST_FILES} files. Nothing was loaded; choose a smaller folder."
                )
                raise Refused(message, "too-many-files")
    except OSError as error:
        reason = error.strerror or "the disk refused it"
        raise Unavailable(f"{folder.name} cannot be read ({reason}). Nothing was loaded.", "cannot-read") from error
    return files


def _walk(folder: Path, top: Path, depth: int, remarks: Remarks) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            where = str(path.relative_to(top))
            if _is_clutter(entry.name):
                continue
            if entry.is_symlink():
                remarks.warning("link-skipped", where, "This is a link to another place; it was not followed.")
            elif entry.is_dir(follow_symlinks=False):
                if depth:
                    yield from _walk(path, top, depth - 1, remarks)
                else:
                    remarks.warning("too-deep", where, "This folder lies too deep; its files were not looked at.")
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                remarks.warning("no-file", where, "This is no ordinary file; it was left out.")


def _is_clutter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _CLUTTER


def _match(item: SubmittedEvidence, files: list[Path], folder: Path, remarks: Remarks) -> MatchedEvidence | None:
    where = f"Evidence {item.code}"
    for candidates in (_by_location(item, files, folder), _by_code(item, files)):
        if len(candidates) == 1:
            return MatchedEvidence(item.code, candidates[0])
        if candidates:
            names = ", ".join(quoted(file.relative_to(folder)) for file in candidates[:4])
            message = f"{len(candidates)} files fit this row ({names}); none was taken. Leave one of them."
            remarks.warning("file-ambiguous", where, message)
            return None
    name = re.split(r"[/\\]", item.location)[-1]
    if not _is_link(item.location) and _FILE_NAME.fullmatch(name):
        remarks.warning(
            "file-missing", where, f"The file {quoted(name)} is not in the folder; the row is loaded without it."
        )
    return None


def _is_link(location: str) -> bool:
    return "://" in location or normalise(location).startswith("www.")


def _by_location(item: SubmittedEvidence, files: list[Path], folder: Path) -> list[Path]:
    """Files at the very path given, otherwise of that name, otherwise named somewhere in the text."""
    location = normalise(item.location.replace("\\", "/"))
    if not location:
        return []
    exact = [file for file in files if normalise(file.relative_to(folder).as_posix()) == location]
    named = [file for file in files if normalise(file.name) == location.rpartition("/")[2]]
    return exact or named or [file for file in files if _mentions(location, normalise(file.name))]


def _mentions(location: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", location))


def _by_code(item: SubmittedEvidence, files: list[Path]) -> list[Path]:
    found = re.fullmatch(r"([A-Za-z]+)(\d+)", item.code)
    if not found:
        return []
    begins = re.compile(rf"{found[1]}[ _.-]?0*{found[2]}(?![0-9A-Za-z])", re.IGNORECASE)
    return [file for file in files if begins.match(file.name)]


def _remark_on_shared(matched: Sequence[MatchedEvidence], folder: Path, remarks: Remarks) -> None:
    rows: dict[Path, list[str]] = {}
    for match in matched:
        rows.setdefault(match.path, []).append(match.code)
    for file, codes in rows.items():
        if len(codes) > 1:
            message = f"This file belongs to several rows: {', '.join(codes)}."
            remarks.note("file-shared", str(file.relative_to(folder)), message)
