"""One part of what is still open before leaving: the first lines of it, and the others on demand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.theme import Theme

FEW_LINES = 6

Making = Callable[[], QWidget]
"""Makes one line."""


class LeavingCard(QFrame):
    """unfolded: somebody wants to see all of it."""

    unfolded = Signal()

    def __init__(self, theme: Theme, title: str, lines: Sequence[Making], whole: bool, last: QWidget | None) -> None:
        """whole: show every line at once; last: stands under the lines."""
        super().__init__()
        self._theme, self._lines = theme, tuple(lines)
        self.setProperty("card", "true")
        self._column = QVBoxLayout(self)
        px = theme.px
        self._column.setContentsMargins(px(14), px(10), px(14), px(10))
        self._column.setSpacing(px(4))
        self._column.addWidget(PlainLabel(title, "card"))
        shown = self._lines if whole else self._lines[:FEW_LINES]
        for make in shown:
            self._column.addWidget(make())
        self.more: Button | None = None
        if len(shown) < len(self._lines):
            self.more = self._link(title, len(self._lines) - len(shown))
        if last is not None:
            self._column.addWidget(last)

    def _link(self, title: str, left: int) -> Button:
        words = self.tr("Show 1 more") if left == 1 else self.tr("Show {count} more").format(count=left)
        link = Button(self._theme, words, "link", "chevron-down")
        link.setAccessibleName(f"{words}, {title}")
        link.clicked.connect(self._unfold)
        self._column.addWidget(at_left(link))
        return link

    def _unfold(self) -> None:
        link = self.more
        holder = link.parentWidget() if link is not None else None
        if holder is None:
            return
        self.more, place = None, self._column.indexOf(holder)
        lines = [make() for make in self._lines[FEW_LINES:]]
        for at, line in enumerate(lines):
            self._column.insertWidget(place + at, line)
            line.show()  # else it waits for the event loop, and takes no keyboard before
        target = next((button for line in lines for button in line.findChildren(Button)), None)
        if target is not None:
            target.setFocus()
        holder.hide()
        holder.deleteLater()
        self.unfolded.emit()


def at_left(widget: QWidget) -> QWidget:
    """A row with this at its left."""
    holder = QWidget()
    holder.setLayout(row(widget, None))
    return holder
