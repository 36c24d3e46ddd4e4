"""A big check box: a name, one line about it, and the whole card is the target."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from assessor_app.ui.kit.painting import elided, rounded
from assessor_app.ui.theme import Theme


class CheckCard(QCheckBox):
    """A check box drawn as a card."""

    def __init__(self, theme: Theme, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._theme, self._description = theme, description
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(self._theme.font("label")).horizontalAdvance(self.text())
        about = QFontMetricsF(self._theme.font("caption")).horizontalAdvance(self._description)
        return QSize(round(max(name, about)) + self._theme.px(54), self._theme.px(50))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        left, half = px(41), self.height() / 2
        width = self.width() - left - px(8)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("label"))
        elided(painter, QRectF(left, half - px(17), width, px(18)), self.text())
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption"))
        elided(painter, QRectF(left, half, width, px(16)), self._description)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        checked, focused = self.isChecked(), self.hasFocus()
        fill = theme.colour("selected" if checked else "hover" if self.underMouse() else "surface")
        line = theme.colour("accent" if checked else "line_control")
        box = QRectF(self.rect())
        rounded(painter, box, px(8), fill, line, 2 if checked else 1)
        if focused:
            painter.setPen(QPen(theme.colour("focus"), theme.tokens.focus_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), px(5), px(5))
        tick = QRectF(px(15), self.height() / 2 - px(7), px(14), px(14))
        painter.setPen(QPen(line, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tick, px(2), px(2))
        if checked:
            painter.drawPixmap(QPointF(tick.left() + px(2), tick.top() + px(2)), theme.pixmap("check", "accent", 10))
