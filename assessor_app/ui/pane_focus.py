"""Moving the keyboard from pane to pane (F6)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_next_pane(panes: Sequence[QWidget], focus: QWidget | None, step: int) -> bool:
    """Put the keyboard into the next pane (step 1) or the one before (step -1) that takes it."""
    at = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), 0)
    return any(focus_into(panes[(at + step * offset) % len(panes)]) for offset in range(1, len(panes) + 1))


def focus_into(pane: QWidget) -> bool:
    """Put the keyboard on the first thing in a pane that takes it; False when nothing does."""
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
