"""A box over the window with everything behind it dimmed: a child of the window, so that input methods and screen
readers keep working."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button, Kind
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painting import rounded
from assessor_app.ui.theme import Theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BESIDE = 32
"""Logical pixels of the window that stay free beside the box, and above and below it, both sides together."""


class _Box(QFrame):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour
        rounded(painter, QRectF(self.rect()), self._theme.px(12), colour("raised"), colour("line_control"))
        painter.end()


class Sheet(QWidget):
    """`body` is the column of the box. Esc or a click beside it closes it; the focus goes back to where it was.

    width: of the box in logical pixels at 100 %. `closed` comes once it is gone.
    """

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget, name: str, width: int = 560) -> None:
        super().__init__(window)
        self.theme, self._width, self._held = theme, width, False
        self.setAccessibleName(name)
        self._before = window.focusWidget()
        self._box = _Box(theme, self)
        self.body = QVBoxLayout(self._box)
        space = theme.px(20)
        self.body.setContentsMargins(space, space, space, space)
        self.body.setSpacing(theme.px(12))
        window.installEventFilter(self)
        self._box.installEventFilter(self)

    def open(self) -> None:
        """Show the sheet over the whole window."""
        self._place()
        self.show()
        self.raise_()
        self.focusNextPrevChild(True)

    def close_sheet(self) -> None:
        """Take the sheet away and give the focus back."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()
        self.deleteLater()

    def hold(self, busy: bool) -> None:
        """Work begun here is under way: Esc and a click beside the box do nothing until its end can be told here."""
        self._held = busy

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [child for child in self.findChildren(QWidget) if self._takes_focus(child)]
        if not stops:
            return True
        current = self.focusWidget()
        at = stops.index(current) if current in stops else (-1 if forward else 0)
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _takes_focus(self, child: QWidget) -> bool:
        by_tab = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return by_tab and child.isVisibleTo(self) and child.isEnabledTo(self)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(self.theme.px(self._width), self.width() - BESIDE)
        wanted = (
            self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        )
        height = min(max(wanted, 0), self.height() - BESIDE)
        top = max(16, min(self.height() // 8, (self.height() - height) // 2))
        self._box.setGeometry((self.width() - width) // 2, top, width, height)

    def resize_box(self) -> None:
        """The content has another height now."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        if event.type() == QEvent.Type.LayoutRequest and watched is self._box:
            QTimer.singleShot(0, self, self._place)  # what it holds has another height now
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._held:
            self.close_sheet()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.primary()
        event.accept()

    def primary(self) -> None:
        """What Ctrl Enter does here: what the sheet's filled button does. A sheet without one does nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._held and not self._box.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scrim = QColor(self.theme.tokens.shadow)
        scrim.setAlphaF(0.6 if self.theme.tokens.dark else 0.3)
        painter.fillRect(self.rect(), scrim)
        painter.end()


class Question(Sheet):
    """Asks before something that cannot be undone: names the object and the consequence. `agreed` on yes."""

    agreed = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, title: str, sentence: str, answers: tuple[str, str], kind: Kind = "primary"
    ) -> None:
        """answers: the words of the button that does it and of the one that does not."""
        super().__init__(theme, window, title, 460)
        self.body.addWidget(PlainLabel(title, "heading", wrap=True))
        self.body.addWidget(PlainLabel(sentence, "reading", "text2", wrap=True))
        yes, no = Button(theme, answers[0], kind), Button(theme, answers[1])
        yes.clicked.connect(self._agree)
        no.clicked.connect(self.close_sheet)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addStretch(1)
        line.addWidget(no)
        line.addWidget(yes)
        self.body.addLayout(line)

    def _agree(self) -> None:
        self.close_sheet()
        self.agreed.emit()
