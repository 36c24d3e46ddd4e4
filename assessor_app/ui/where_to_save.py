"""The one question where a file goes: no answer to it is ever a profile's own work or keys."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from assessor_app.domain.words.file_names import safe_name
from assessor_app.errors import WrongUse
from assessor_app.files import refuse_own_files


def where_to_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where a file goes, again while the answer is a file that a profile keeps; None when the person thinks again.

    name: what is proposed; kinds: "PDF (*.pdf)".
    """
    proposed = safe_name(name)  # it may come from what somebody wrote, as the name of a school
    while chosen := QFileDialog.getSaveFileName(parent, title, proposed, kinds)[0]:
        try:
            refuse_own_files(Path(chosen))
        except WrongUse as refused:
            _tell(parent, title, refused.sentence)
        else:
            return Path(chosen)
    return None


def _tell(parent: QWidget, title: str, sentence: str) -> None:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(sentence)
    box.addButton(QCoreApplication.translate("where_to_save", "Choose again"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
