"""What must hold for every picture of every screen: nothing cut off, nothing too small, nothing nameless."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

SMALLEST_TARGET = 24


def shown(window: QWidget) -> list[QWidget]:
    """Every visible widget of a window."""
    return [child for child in window.findChildren(QWidget) if child.isVisibleTo(window)]


def cut_off(window: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit."""
    return [f"{type(child).__name__}: {words}" for child in shown(window) if (words := _cut_words(child))]


def too_small(window: QWidget) -> list[str]:
    """Things to press or type into that are under 24 x 24."""
    wanted = [child for child in shown(window) if isinstance(child, QAbstractButton | QLineEdit)]
    return [
        f"{type(child).__name__} {_name(child)} {child.size().toTuple()}"
        for child in wanted
        if min(child.width(), child.height()) < SMALLEST_TARGET
    ]


def nameless(window: QWidget) -> list[str]:
    """Things that take the keyboard and say nothing to a screen reader."""
    return [type(child).__name__ for child in shown(window) if _takes_keyboard(child) and not _name(child)]


def sideways(window: QWidget) -> list[str]:
    """Areas that would have to be scrolled sideways."""
    areas = [child for child in shown(window) if isinstance(child, QAbstractScrollArea)]
    return [type(area).__name__ for area in areas if area.horizontalScrollBar().maximum() > 0]


def complaints(window: QWidget) -> list[str]:
    """Everything that is wrong with what is on screen, once layouts have settled."""
    for _ in range(3):
        QApplication.processEvents()
    return [*cut_off(window), *too_small(window), *nameless(window), *sideways(window)]


def picture(window: QWidget) -> QImage:
    """What the window looks like now."""
    return window.grab().toImage()


def _cut_words(child: QWidget) -> str:
    if isinstance(child, QLabel) and child.text():
        room = child.contentsRect().size()
        wanted = QSize(child.fontMetrics().horizontalAdvance(child.text()), child.fontMetrics().height() - 2)
        if child.wordWrap():
            wanted = QSize(0, child.heightForWidth(child.width()) - 2)
        return child.text() if wanted.width() > room.width() + 1 or wanted.height() > room.height() + 1 else ""
    if isinstance(child, QAbstractButton) and child.text():
        least = child.minimumSizeHint()
        return child.text() if least.width() > child.width() or least.height() > child.height() else ""
    return ""


def _takes_keyboard(child: QWidget) -> bool:
    by_tab = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and child.isEnabled() and not isinstance(child, QScrollArea)


def _name(child: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(child)
    return found.text(QAccessible.Text.Name) if found else ""
