"""What a row of a list stands on. Apart from `painting`, which the first page loads: the styles of Qt that a state is
asked by take the start 14 ms."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from assessor_app.ui.kit.painting import paint_current_row, paint_focus, rounded
from assessor_app.ui.theme import Theme

State = QStyle.StateFlag
RADIUS = 8
"""Of a row's corners, in logical pixels at 100 %."""


def paint_ground(painter: QPainter, box: QRectF, theme: Theme, state: State) -> None:
    """The ground of the current row, or of the one under the mouse; of any other, nothing."""
    if state & State.State_Selected:
        paint_current_row(painter, box, theme, RADIUS)
    elif state & State.State_MouseOver:
        rounded(painter, box, theme.px(RADIUS), theme.colour("hover"), None)


def paint_ring(painter: QPainter, box: QRectF, theme: Theme, state: State) -> None:
    """The ring of the row that the keyboard is on."""
    if state & State.State_HasFocus:
        paint_focus(painter, box, theme, theme.px(RADIUS))
