"""The rail at the left: the places this person can go."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from assessor_app.ui.kit.painting import paint_focus
from assessor_app.ui.theme import Theme

WIDTH = 76
WORDED, BARE = 52, 36
"""Height of a place with its word, and with its icon alone."""


class RailItem(NamedTuple):
    """One place: its id, its word, its icon; `bottom` for the group at the foot of the rail."""

    id: str
    words: str
    icon: str
    bottom: bool = False


class RailButton(QToolButton):
    """Icon over word, with a badge that counts. Active: soft fill, bar and bold word."""

    def __init__(self, theme: Theme, item: RailItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.item = theme, item
        self._count, self._fill, self._meaning = 0, "accent_fill", ""
        self._bare = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)
        theme.changed.connect(self.updateGeometry)

    def set_badge(self, count: int, meaning: str = "", urgent: bool = False) -> None:
        """Count beside the icon. meaning: what is counted ("2 waiting"); urgent: red, it needs the person."""
        self._count, self._meaning = count, meaning
        self._fill = "danger_fill" if urgent else "accent_fill"
        name = f"{self.item.words}, {meaning}" if count and meaning else self.item.words
        self.setAccessibleName(name)
        self.setToolTip(name if count or self._bare else "")
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Show the icon alone, where the window is too low for all words; name and tooltip say the place."""
        if bare != self._bare:
            self._bare = bare
            self.set_badge(self._count, self._meaning, self._fill == "danger_fill")
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(BARE if self._bare else WORDED))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        ink = "accent" if self.isChecked() else "text2"
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("selected" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, px(8), px(8))
        painter.drawPixmap(QPointF((box.width() - px(20)) / 2, px(7)), theme.pixmap(self.item.icon, ink, 20))
        font = theme.font("tiny")
        font.setWeight(font.Weight.DemiBold if self.isChecked() else font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        words = QRectF(0, px(30), box.width(), px(18))
        if not self._bare:
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.item.words)
        if self._count:
            self._paint_badge(painter, box)
        if self.hasFocus():
            paint_focus(painter, box, theme, px(8))
        painter.end()

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        words = str(self._count) if self._count < 1000 else "999+"
        font = theme.font("tiny")
        font.setPixelSize(px(10))
        font.setWeight(font.Weight.DemiBold)
        width = max(QFontMetricsF(font).horizontalAdvance(words) + px(7), px(14))
        badge = QRectF(box.center().x() + px(4), px(2), width, px(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._fill))
        painter.drawRoundedRect(badge, px(7), px(7))
        painter.setFont(font)
        painter.setPen(theme.colour("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """The column of places. `chosen` carries the id of the one pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, items: tuple[RailItem, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("pane", "true")
        self.setAccessibleName(self.tr("Places"))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self.buttons: dict[str, RailButton] = {}
        for item in (one for one in items if not one.bottom):
            self._column.addWidget(self._button(item))
        self._column.addStretch(1)
        for item in (one for one in items if one.bottom):
            self._column.addWidget(self._button(item))
        self._measure()
        theme.changed.connect(self._measure)

    def light(self, item: str) -> None:
        """Mark a place as the current one; "" marks none."""
        button = self.buttons.get(item)
        if button:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self.buttons.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def _button(self, item: RailItem) -> RailButton:
        button = RailButton(self._theme, item)
        self.buttons[item.id] = button
        self._group.addButton(button)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(item.id))
        button.toggled.connect(lambda _on: self.update())  # the bar lies outside the button
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave the words out where there is no room for those of all places."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        needed = len(shown) * (self._theme.px(WORDED) + self._column.spacing()) + 2 * self._theme.px(9)
        for button in self.buttons.values():
            button.set_bare(needed > self.height())

    def _measure(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(WIDTH))
        self._column.setContentsMargins(px(6), px(9), px(6), px(9))
        self._column.setSpacing(px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        lit = next((button for button in self.buttons.values() if button.isChecked()), None)
        if lit:
            bar = QRectF(1, lit.y() + lit.height() * 0.25, self._theme.px(3), lit.height() * 0.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)
        painter.end()
