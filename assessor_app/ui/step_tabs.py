"""Sub-pages that are steps one after another: a tick or a number before each, a line between them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QTabBar

from assessor_app.ui.kit.labels import restyle
from assessor_app.ui.theme import Theme

SIZE, LINE = 22, 34
"""Of the circle, and how wide the line between two steps is, in logical pixels at 100 %."""


def show_steps(bar: QTabBar, theme: Theme, done: int) -> None:
    """Show the tabs of a bar as steps of which so many are done; -1 for plain tabs."""
    is_steps = "true" if done >= 0 else "false"
    if bar.property("steps") != is_steps:
        bar.setProperty("steps", is_steps)
        restyle(bar)
    side = theme.px(SIZE) if done >= 0 else 0
    bar.setIconSize(QSize(side, side))
    for index in range(bar.count()):
        words, number = bar.tabText(index), index + 1
        if done < 0:
            bar.setTabIcon(index, QIcon())
            bar.setAccessibleTabName(index, "")
            continue
        bar.setTabIcon(index, QIcon(_circle(theme, number, number <= done, index == bar.currentIndex())))
        state = bar.tr("{number}. {step}, done") if number <= done else bar.tr("{number}. {step}")
        bar.setAccessibleTabName(index, state.format(number=number, step=words))


def paint_lines(bar: QTabBar, theme: Theme) -> None:
    """The lines between the steps, in the room that the style leaves after each."""
    painter = QPainter(bar)
    painter.setPen(QPen(theme.colour("line_control"), 1))
    for index in range(bar.count() - 1):
        box = bar.tabRect(index)
        middle = box.center().y()
        painter.drawLine(QPointF(box.right() - theme.px(LINE), middle), QPointF(box.right() - theme.px(6), middle))
    painter.end()


def _circle(theme: Theme, number: int, done: bool, current: bool) -> QPixmap:
    ratio = 2.0
    side = theme.px(SIZE)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 1, side - 2, side - 2)
    fill, ring, ink = ("accent_fill", "accent_fill", "on_accent") if current else ("surface", "line_control", "text2")
    if done and not current:
        fill, ring = "ok_soft", "ok"
    painter.setPen(QPen(theme.colour(ring), 1.25))
    painter.setBrush(theme.colour(fill))
    painter.drawEllipse(box)
    if done and not current:
        inset = (side - theme.px(14)) / 2
        painter.drawPixmap(QPointF(inset, inset), theme.pixmap("check", "ok", 14))
    else:
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("caption-strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return picture
