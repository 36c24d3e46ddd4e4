"""The parts that pages of the office are put together from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme

NAME_WIDTH = 150


class FactRows(Card):
    """A card of names and values, with lines between."""

    def __init__(self, theme: Theme, title: str, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__(theme, padding=16, spacing=6)
        self.body.addWidget(PlainLabel(title, "label"))
        for place, (name, value) in enumerate(each for each in facts if each[1]):
            if place:
                self.body.addWidget(rule())
            label = PlainLabel(name, "body", "text2", wrap=True)
            label.setFixedWidth(theme.px(NAME_WIDTH))
            line = row(label, spacing=theme.px(10))
            line.addWidget(Paragraph(theme, value, "body"), 1)
            self.body.addLayout(line)


def heading(theme: Theme, over: str, title: str, under: str, beside: QWidget | None = None) -> QWidget:
    """What the page is about: a caption, the title, one line under it, and something at the right."""
    box = QWidget()
    words = QVBoxLayout()
    words.setSpacing(theme.px(2))
    for text, kind, ink in ((over, "caption", "text2"), (title, "title", "text"), (under, "body", "text2")):
        if text:
            words.addWidget(Paragraph(theme, text, kind, ink))  # type: ignore[arg-type]
    line = row(spacing=theme.px(12))
    line.addLayout(words, 1)
    if beside is not None:
        line.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
    box.setLayout(line)
    return box


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout, those within it too."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            empty_out(inner)
            inner.deleteLater()
