"""A small program that the kit is proved on: `toy.py FILE` keeps what is typed in FILE."""

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)


def main(file: Path) -> int:
    """Show the window; a save says how many characters it kept."""
    application = QApplication(sys.argv[:1])
    window, page = QMainWindow(), QWidget()
    form = QFormLayout(page)
    subject, notes, save, said = QLineEdit(), QPlainTextEdit(), QPushButton("Save"), QLabel("Nothing saved")
    languages = QComboBox()
    languages.addItems(["English", "Welsh", "Irish"])
    notes.setTabChangesFocus(True)
    form.addRow("Subject", subject)
    form.addRow("Notes", notes)
    form.addRow("Language", languages)
    form.addRow(save)
    form.addRow(said)
    form.addRow(QLineEdit())  # nobody can tell what this is for

    def keep() -> None:
        text = f"{subject.text()}\n{notes.toPlainText()}"
        file.write_text(text, encoding="utf-8")
        said.setText(f"Saved {len(text)} characters")

    save.clicked.connect(keep)
    window.setWindowTitle("Toy")
    window.setCentralWidget(page)
    window.resize(640, 480)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
