"""What a place shows when there is nothing in it: why, and what to do. And what it shows while it loads."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Painted
from assessor_app.ui.theme import Theme


class RoundIcon(Painted):
    """An icon on a soft disc."""

    def __init__(self, theme: Theme, name: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name, self._size = name, size

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._size), self.theme.px(self._size))

    def paint(self, painter: QPainter) -> None:
        side, icon = self.theme.px(self._size), self._size / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent_soft"))
        painter.drawEllipse(QRectF(0, 0, side, side))
        inset = (side - self.theme.px(icon)) / 2
        painter.drawPixmap(QPointF(inset, inset), self.theme.pixmap(self._name, "accent", icon))


class Empty(QWidget):
    """Icon, a short heading, one sentence why, and the buttons given."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        heading: str,
        sentence: str,
        buttons: tuple[Button, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(28), theme.px(24), theme.px(28))
        column.setSpacing(theme.px(8))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(RoundIcon(theme, icon), 0, middle)
        title = PlainLabel(heading, "heading")
        title.setAlignment(middle)
        column.addWidget(title)
        words = PlainLabel(sentence, "body", "text2", wrap=True)
        words.setAlignment(middle)
        column.addWidget(words)
        if buttons:
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            line.addStretch(1)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            self.setFocusProxy(buttons[0])
            column.addSpacing(theme.px(4))
            column.addLayout(line)


class Skeleton(Painted):
    """Grey shapes in place of rows that are being read."""

    def __init__(self, theme: Theme, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Reading"))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(56) * self._rows)

    def paint(self, painter: QPainter) -> None:
        px = self.theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("chip"))
        for row in range(self._rows):
            top = px(56) * row + px(6)
            painter.drawRoundedRect(QRectF(px(10), top, px(44), px(44)), px(6), px(6))
            painter.drawRoundedRect(QRectF(px(68), top + px(6), px(220), px(12)), px(4), px(4))
            painter.drawRoundedRect(QRectF(px(68), top + px(28), px(140), px(9)), px(4), px(4))
