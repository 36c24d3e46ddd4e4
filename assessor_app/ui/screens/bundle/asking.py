"""The questions about files that only a dialog of the system can answer; tests put their own answers in their place."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

AskWhich = Callable[[QWidget], Sequence[Path]]
AskWhere = Callable[[QWidget, str], Path | None]


def ask_which_bundle(parent: QWidget) -> Sequence[Path]:
    """Ask for one file or several; none when the person thinks again."""
    kinds = parent.tr("Bundles and receipts (*.qmb *.qmb.001 *.receipt);;All files (*)")
    chosen, _kind = QFileDialog.getOpenFileNames(parent, parent.tr("Choose files"), "", kinds)
    return tuple(Path(each) for each in chosen)


def ask_where_for_receipt(parent: QWidget, name: str) -> Path | None:
    """Ask where a receipt goes; None when the person thinks again."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, parent.tr("Save the receipt"), name, "Receipt (*.receipt)")
    return Path(chosen) if chosen else None


def ask_where_to_save(parent: QWidget, name: str) -> Path | None:
    """Ask where a bundle goes; None when the person thinks again."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, parent.tr("Save the bundle"), name, "Bundle (*.qmb)")
    return Path(chosen) if chosen else None
