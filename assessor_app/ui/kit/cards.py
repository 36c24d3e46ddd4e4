"""Boxes that hold other widgets."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.theme import Theme


class Card(QFrame):
    """A white box with rounded corners. `body` is its column."""

    def __init__(self, theme: Theme, padding: int = 16, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._theme, self._padding, self._spacing = theme, padding, spacing
        self.body = QVBoxLayout(self)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        space = self._theme.px(self._padding)
        self.body.setContentsMargins(space, space, space, space)
        self.body.setSpacing(self._theme.px(self._spacing))


class Pane(QFrame):
    """A plain surface from edge to edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "true")


class LabelledField(QWidget):
    """A field with its label above and, when something is wrong, the error below."""

    def __init__(self, theme: Theme, words: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        label = PlainLabel(words, "label", wrap=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self._hint = PlainLabel(hint, "caption", "text3", wrap=True)
        if not hint:
            self._hint.hide()
        self._error = PlainLabel("", "caption-medium", "danger", wrap=True)
        self._error.hide()
        for widget in (label, field, self._hint, self._error):
            column.addWidget(widget)

    @property
    def error(self) -> str:
        """What is wrong, "" when nothing is."""
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with the field; "" takes it back. The field's description says it too."""
        from assessor_app.ui.kit.labels import restyle

        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.field.setProperty("wrong", "true" if sentence else "false")
        self.field.setAccessibleDescription(sentence or self._hint.text())
        restyle(self.field)


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number is a fixed space, None takes up the rest."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout
