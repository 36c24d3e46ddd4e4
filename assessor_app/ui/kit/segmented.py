"""A few choices side by side, one of them chosen: List | Calendar, Leaders | All staff."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from assessor_app.ui.kit.painting import paint_focus, rounded
from assessor_app.ui.theme import Theme


class _Segment(QRadioButton):
    """One choice; a radio button to screen readers."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("caption-strong"))
        width = metrics.horizontalAdvance(self.text()) + self._theme.px(14)
        return QSize(width, max(self._theme.px(26), 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        radius = self._theme.px(5)
        if self.isChecked():
            line = self._theme.colour("line_control")
            rounded(painter, box, radius, self._theme.colour("raised"), line)
        if self.hasFocus():
            paint_focus(painter, box, self._theme, radius)
        painter.setFont(self._theme.font("caption-strong" if self.isChecked() else "caption-medium"))
        painter.setPen(self._theme.colour("text" if self.isChecked() else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Segmented(QFrame):
    """Choices as (id, words). `chosen` carries the id when a person chooses; arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("well", "true")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        self._choices: tuple[tuple[str, str], ...] = ()
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit(self.current))
        self.set_choices(choices)
        theme.changed.connect(self._again)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show these choices; the current one stays chosen when it is still among them."""
        if tuple(choices) == self._choices:
            return
        self._choices, current = tuple(choices), self.current
        if list(self._segments) != [choice for choice, _ in choices]:
            self._rebuild(choices)
        for choice, words in choices:
            self._segments[choice].setText(words)
        self.choose(current if current in self._segments else next(iter(self._segments), ""))
        self._again()

    @property
    def current(self) -> str:
        """The id of the chosen one, "" when there is none."""
        return next((choice for choice, segment in self._segments.items() if segment.isChecked()), "")

    def choose(self, choice: str) -> None:
        """Choose by program; `chosen` is not emitted."""
        if choice in self._segments:
            self._segments[choice].setChecked(True)

    def focus_current(self) -> None:
        """Put the keyboard on the chosen one."""
        if self.current:
            self._segments[self.current].setFocus()

    def _rebuild(self, choices: Sequence[tuple[str, str]]) -> None:
        for segment in self._segments.values():
            self._group.removeButton(segment)
            segment.deleteLater()
        self._segments = {choice: _Segment(self._theme, words) for choice, words in choices}
        for segment in self._segments.values():
            self._group.addButton(segment)
            self._row.addWidget(segment)

    def _again(self) -> None:
        for segment in self._segments.values():
            segment.updateGeometry()
            segment.update()
        self.updateGeometry()
