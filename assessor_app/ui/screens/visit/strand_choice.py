"""Choosing a strand by typing: a field and the list it narrows."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.theme import Theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StrandChoice(QWidget):
    """Type to find a strand; up and down choose, Enter takes. `chosen` carries its id; `skipped` on Enter while the
    suggested row is not there and nothing is typed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, scheme: Scheme) -> None:
        super().__init__()
        self._all = [
            (strand.id, f"{strand.number}  {aspect.short}: {strand.title}")
            for aspect in scheme.aspects
            for strand in aspect.strands
        ]
        self._found: list[str] = []
        self._first = ""
        self.field = _Field(self.tr("Find a strand. Up and down to choose, Enter to tag."))
        self.field.setPlaceholderText(self.tr("Type to find a strand"))
        self._words = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._words)
        self.list.setProperty("plain", "true")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Strands"))
        self.list.setMinimumHeight(theme.px(220))
        self.list.clicked.connect(lambda index: self.chosen.emit(self._found[index.row()]))
        self.field.textChanged.connect(lambda _text: self._narrow())
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)

    def begin(self, suggested: str) -> None:
        """Start anew, with the suggested strand on top and chosen."""
        self._first = suggested
        self.field.clear()
        self._narrow()
        self.field.setFocus()

    def _narrow(self) -> None:
        wanted = self.field.text().casefold().split()
        found = [(strand, words) for strand, words in self._all if all(part in words.casefold() for part in wanted)]
        if not wanted and self._first:
            found.sort(key=lambda each: each[0] != self._first)
        self._found = [strand for strand, _ in found]
        suggestion = self.tr("suggested from its words")
        self._words.setStringList(
            [f"{words}   ({suggestion})" if strand == self._first else words for strand, words in found]
        )
        if found:
            self.list.setCurrentIndex(self._words.index(0))

    def _step(self, by: int) -> None:
        place = max(0, min(self.list.currentIndex().row() + by, self._words.rowCount() - 1))
        self.list.setCurrentIndex(self._words.index(place))
        self.field.setAccessibleDescription(self._words.index(place).data() or "")

    def _take(self) -> None:
        place = self.list.currentIndex().row()
        if 0 <= place < len(self._found):
            self.chosen.emit(self._found[place])


class _Field(QLineEdit):
    stepped = Signal(int)
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
