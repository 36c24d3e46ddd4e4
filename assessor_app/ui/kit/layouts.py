"""Layouts whose widgets come and go."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget


def clear(layout: QLayout) -> None:
    """Take every widget out, of layouts inside too; hidden at once, because deleting waits for the event loop."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def stacked(widgets: Iterable[QWidget], spacing: int) -> QWidget:
    """Widgets one below the other in a widget of their own, to be put into a layout that is on show.

    Put there one by one, each would have the whole page laid out again: the time would grow with their square.
    """
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return holder
