"""A short list under the caret, steered by the keys of the text it belongs to."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from assessor_app.ui.theme import Theme


class Choices(QListView):
    """What the word before the caret may become: a child of the window, so that the keyboard stays in the text."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, text: QWidget) -> None:
        super().__init__(text)
        self._theme, self._text = theme, text
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Completions. Up and down to choose, Enter to take."))
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.hide()

    def offer(self, words: Sequence[str], below: QPoint) -> None:
        """Show these choices under a place of the text."""
        window = self._text.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._words.setStringList(list(words))
        self.setCurrentIndex(self._words.index(0))
        row = max(self.sizeHintForRow(0), self._theme.px(28))
        width = min(self._theme.px(320), window.width() - 32)
        place = self._text.mapTo(window, below + QPoint(0, 4))
        height = row * len(words) + 2 * self.frameWidth() + 4
        left = max(8, min(place.x(), window.width() - width - 8))
        self.setGeometry(left, min(place.y(), window.height() - height - 8), width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next or the one before."""
        place = (self.currentIndex().row() + by) % max(self._words.rowCount(), 1)
        self.setCurrentIndex(self._words.index(place))
