"""The questions about files that only a dialog of the system can answer; tests put their own answers in their place."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.ui.where_to_save import where_to_save

AskWhich = Callable[[QWidget], Sequence[Path]]
AskWhere = Callable[[QWidget, str], Path | None]


def ask_which_bundle(parent: QWidget) -> Sequence[Path]:
    """Ask for one file or several; none when the person thinks again."""
    kinds = parent.tr("Bundles and receipts (*.qmb *.qmb.001 *.receipt);;All files (*)")
    chosen, _kind = QFileDialog.getOpenFileNames(parent, parent.tr("Choose files"), "", kinds)
    return tuple(Path(each) for each in chosen)


def ask_where_for_receipt(parent: QWidget, name: str) -> Path | None:
    """Ask where a receipt goes; None when the person thinks again."""
    return where_to_save(parent, parent.tr("Save the receipt"), name, parent.tr("Receipt (*.receipt)"))


def ask_where_to_save(parent: QWidget, name: str) -> Path | None:
    """Ask where a bundle goes; None when the person thinks again."""
    return where_to_save(parent, parent.tr("Save the bundle"), name, parent.tr("Bundle (*.qmb)"))
