"""The words chosen in a box marked as Welsh, so that a screen reader says them as Welsh."""

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from assessor_app.domain.words.passages import marked


def mark_chosen_words(language: str = "cy") -> bool:
    """Mark the words that are chosen in the box with the keyboard; False when there are none, or it is read only.

    The change is typed, so that undo takes it back and it is stored as any other.
    """
    box = QApplication.focusWidget()
    if not isinstance(box, QPlainTextEdit | QTextEdit) or box.isReadOnly():
        return False
    cursor = box.textCursor()
    words = cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", " ").strip()
    if not words:
        return False
    cursor.insertText(marked(words, language))
    return True
