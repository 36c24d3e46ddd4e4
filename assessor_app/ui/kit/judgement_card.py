"""The rubric as the control: one card a level, the whole card is the target."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from assessor_app.ui.kit.labels import key_words
from assessor_app.ui.kit.painting import chip_size, paint_chip, paint_focus, paint_levels, rounded
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

RING = 4
"""Room round the card for the focus ring, 2 px away from it."""
PADDING = 13
HEAD = 22

_NEXT = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Choice(QRadioButton):
    """One answer of a set. Arrows move the focus and do not judge; Space, a click or the screen's digit does.

    The screen decides what is chosen (`setChecked`): a click only asks, by `clicked`.
    """

    def __init__(self, theme: Theme, name: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.theme, self.name, self.keys = theme, name, keys
        self.locked = False
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Judge {name}").format(name=name))
        theme.changed.connect(self._again)

    def set_keys(self, keys: str) -> None:
        """Show the key that works now: the plain digit, or with Ctrl while a text box has the focus."""
        if keys != self.keys:
            self.keys = keys
            self.update()

    def set_locked(self, locked: bool) -> None:
        """Read only: nothing can be chosen any more."""
        if locked == self.locked:
            return
        self.locked = locked
        self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.PointingHandCursor)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return not self.locked and self.rect().contains(pos)

    def nextCheckState(self) -> None:
        """Stay as it is: the screen shows what was judged."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _NEXT.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
        elif not (self.locked and event.key() == Qt.Key.Key_Space):
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        parent = self.parentWidget()
        choices = parent.findChildren(Choice) if parent else [self]
        place = choices.index(self) + step
        if 0 <= place < len(choices):
            choices[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _again(self) -> None:
        self.updateGeometry()
        self.update()

    def paint_key(self, painter: QPainter, right: float, middle: float) -> float:
        """Paint the key hint; gives its left edge. Nothing is painted while locked."""
        if self.locked:
            return right
        theme = self.theme
        painter.setFont(theme.font("tiny"))
        words = key_words(self.keys)
        width = max(QFontMetricsF(painter.font()).horizontalAdvance(words) + theme.px(9), theme.px(18))
        box = QRectF(right - width, middle - theme.px(9), width, theme.px(18))
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "line_control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        painter.setPen(theme.colour("accent" if self.isChecked() else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return box.left()

    def _yours(self) -> float:
        """Width of the tick with the words "Your judgement"."""
        metrics = QFontMetricsF(self.theme.font("medium"))
        return metrics.horizontalAdvance(self.tr("Your judgement")) + 1 + self.theme.px(21)

    def paint_yours(self, painter: QPainter, right: float, middle: float, room: float) -> float:
        """Paint the tick and "Your judgement", in short when that is wider than `room`; gives its left edge."""
        theme = self.theme
        painter.setFont(theme.font("medium"))
        words = self.tr("Your judgement") if self._yours() <= room else self.tr("Yours")
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 1
        painter.setPen(theme.colour("accent"))
        box = QRectF(right - width, middle - theme.px(10), width, theme.px(20))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        tick = box.left() - theme.px(21)
        painter.drawPixmap(QPointF(tick, middle - theme.px(8)), theme.pixmap("circle-check", "accent", 16))
        return tick


class JudgementCard(Choice):
    """One level: bars, name, chips, and the descriptor in full. rank and of: the level's place on the scale."""

    def __init__(
        self, theme: Theme, rank: int, of: int, name: str, descriptor: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, str(rank), parent)
        self.rank, self.of, self.descriptor = rank, of, descriptor
        self.schools_view = ""
        self._said = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_level(descriptor, "")

    def show_level(self, descriptor: str, schools_view: str) -> None:
        """Show a strand's descriptor. schools_view: words of the chip when the school chose this level."""
        said = self.tr("{rank} of {of}. {descriptor}").format(rank=self.rank, of=self.of, descriptor=descriptor)
        said = f"{said} {schools_view}.".strip() if schools_view else said
        if said == self._said:
            return
        self.descriptor, self.schools_view, self._said = descriptor, schools_view, said
        self.setAccessibleDescription(said)
        self._again()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = self.theme
        inner = width - 2 * RING - 2 * theme.px(PADDING)
        text = wrapped_height(self.descriptor, theme.font("body"), inner, theme.line("body"))
        return round(2 * RING + theme.px(9) + theme.px(HEAD) + theme.px(2) + text + theme.px(11))

    def sizeHint(self) -> QSize:
        width = self.theme.px(380)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        self._paint_box(painter, box)
        self._paint_head(painter, box)
        theme = self.theme
        painter.setPen(theme.colour("text" if self.isChecked() else "text2"))
        inner = box.adjusted(theme.px(PADDING), theme.px(9) + theme.px(HEAD) + theme.px(2), -theme.px(PADDING), 0)
        paint_wrapped(painter, inner, self.descriptor, theme.font("body"), theme.line("body"))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, theme.px(8) + RING)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        if self.isChecked():
            rounded(painter, box, theme.px(8), theme.colour("selected"), theme.colour("accent"), 2)
        else:
            fill = "hover" if self.underMouse() and not self.locked else "surface"
            line = None if self.locked else theme.colour("line_control")
            rounded(painter, box, theme.px(8), theme.colour(fill), line)

    def _paint_head(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        left, right = box.left() + theme.px(PADDING), box.right() - theme.px(10)
        middle = box.top() + theme.px(9) + theme.px(HEAD) / 2
        bars = QRectF(left, middle - theme.px(7), theme.px(15), theme.px(14))
        paint_levels(painter, bars, theme, self.rank, self.of)
        painter.setFont(theme.font("card"))
        painter.setPen(theme.colour("text"))
        left += theme.px(24)
        width = QFontMetricsF(painter.font()).horizontalAdvance(self.name) + 1
        painter.drawText(
            QRectF(left, middle - theme.px(11), width, theme.px(22)), Qt.AlignmentFlag.AlignCenter, self.name
        )
        right = self.paint_key(painter, right, middle) - theme.px(9)
        picture, size = "user-round", QSizeF(0, 0)
        if self.schools_view:
            size = chip_size(theme, self.schools_view, picture)
        if (
            self.schools_view
            and self.isChecked()
            and right - (left + width + theme.px(17) + size.width()) < self._yours()
        ):
            picture, size = "", chip_size(theme, self.schools_view)
        if self.isChecked():
            room = right - (left + width + theme.px(17) + size.width())
            right = self.paint_yours(painter, right, middle, room) - theme.px(8)
        if self.schools_view:
            chip = QRectF(left + width + theme.px(9), middle - size.height() / 2, size.width(), size.height())
            if chip.right() <= right:
                paint_chip(painter, chip, theme, self.schools_view, icon=picture)
            elif self.isChecked():
                small = theme.pixmap("user-round", "text2", 14)
                painter.drawPixmap(QPointF(chip.left(), middle - theme.px(7)), small)


class NotEnoughChoice(Choice):
    """ "Not enough evidence yet": an honest gap, quieter than the levels and never taken for one."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, "0", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.toggled.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        theme = self.theme
        width = QFontMetricsF(theme.font("medium")).horizontalAdvance(self.name)
        keys = QFontMetricsF(theme.font("tiny")).horizontalAdvance(key_words("Ctrl+0")) + theme.px(9)
        tick = theme.px(20) if self.isChecked() else 0
        return QSize(round(width + keys) + tick + theme.px(22) + 2 * RING, theme.px(28) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if self.isChecked():
            rounded(painter, box, theme.px(8), theme.colour("selected"), theme.colour("accent"), 2)
        middle = box.center().y()
        right = self.paint_key(painter, box.right() - theme.px(6), middle) - theme.px(8)
        painter.setFont(theme.font("medium"))
        painter.setPen(theme.colour("text3" if self.locked and not self.isChecked() else "accent"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self.name) + 1
        painter.drawText(QRectF(right - width, box.top(), width, box.height()), Qt.AlignmentFlag.AlignCenter, self.name)
        if self.isChecked():
            tick = theme.pixmap("circle-check", "accent", 16)
            painter.drawPixmap(QPointF(right - width - theme.px(20), middle - theme.px(8)), tick)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, theme.px(8) + RING)
        painter.end()
