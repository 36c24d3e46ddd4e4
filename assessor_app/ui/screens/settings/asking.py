"""How Settings asks where files are: a place of its own, so that tests can answer."""

from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.ui.where_to_save import where_to_save


class AskFile(Protocol):
    """Asks for a file or folder; None when the person thinks better of it."""

    def __call__(self, parent: QWidget, title: str, start: str, kinds: str, /) -> Path | None: ...


def to_open(parent: QWidget, title: str, start: str, kinds: str) -> Path | None:
    """An existing file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, start, kinds)
    return Path(name) if name else None


def to_save(parent: QWidget, title: str, start: str, kinds: str) -> Path | None:
    """A file to write."""
    return where_to_save(parent, title, start, kinds)


def folder(parent: QWidget, title: str, start: str, _kinds: str) -> Path | None:
    """An existing folder."""
    name = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(name) if name else None


class Asking(NamedTuple):
    """The three questions."""

    open: AskFile = to_open
    save: AskFile = to_save
    folder: AskFile = folder
