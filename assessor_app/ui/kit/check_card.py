"""A big check box: a name, one line about it, and the whole card is the target."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from assessor_app.ui.kit.painting import rounded
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

LEFT, RIGHT = 41, 8
"""Room beside the words, in logical pixels at 100 %."""


class CheckCard(QCheckBox):
    """A check box drawn as a card."""

    def __init__(self, theme: Theme, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._theme, self._description = theme, description
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(self._theme.font("label")).horizontalAdvance(self.text())
        about = QFontMetricsF(self._theme.font("caption")).horizontalAdvance(self._description)
        width = round(max(name, about)) + self._theme.px(54)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(50))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._theme.px(50), round(sum(self._heights(width))) + self._theme.px(16))

    def _heights(self, width: int) -> tuple[float, float]:
        """Of the name and of the line about it."""
        theme, room = self._theme, width - self._theme.px(LEFT + RIGHT)
        name = wrapped_height(self.text(), theme.font("label"), room, theme.line("label"))
        return name, wrapped_height(self._description, theme.font("caption"), room, theme.line("caption"))

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
        name, about = self._heights(self.width())
        words = QRectF(px(LEFT), (self.height() - name - about) / 2, self.width() - px(LEFT + RIGHT), name)
        painter.setPen(theme.colour("text"))
        paint_wrapped(painter, words, self.text(), theme.font("label"), theme.line("label"))
        painter.setPen(theme.colour("text2"))
        below = words.translated(0, name)
        paint_wrapped(painter, below, self._description, theme.font("caption"), theme.line("caption"))
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
