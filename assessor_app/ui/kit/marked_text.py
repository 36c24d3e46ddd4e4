"""A text in which some words are marked: underlined and tinted, so that no mark hangs on colour alone."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.domain.words.wording import Run
from assessor_app.ui.theme import Theme


class MarkedText(QWidget):
    """Runs of plain text; the changed ones in the ink and soft fill of a side ("mine", "theirs")."""

    def __init__(self, theme: Theme, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._ink = theme, ink
        self._runs: tuple[Run, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._again)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these; screen readers are told the whole text, then the changed words."""
        self._runs = tuple(runs)
        changed = ", ".join(run.text.strip() for run in runs if run.changed)
        self.setAccessibleName(self.words())
        self.setAccessibleDescription(self.tr("Changed words: {words}").format(words=changed) if changed else "")
        self._again()

    def words(self) -> str:
        """What is shown."""
        return "".join(run.text for run in self._runs)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._lay_out(width)[1])

    def sizeHint(self) -> QSize:
        width = self._theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.line("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("text"))
        self._lay_out(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()

    def _lay_out(self, width: int) -> tuple[QTextLayout, float]:
        return marked_layout(self._theme, self._runs, self._ink, width)

    def _again(self) -> None:
        self.updateGeometry()
        self.update()


def marked_layout(theme: Theme, runs: Sequence[Run], ink: str, width: float) -> tuple[QTextLayout, float]:
    """Runs laid out in lines of a width, changed words underlined and tinted in the ink of a side, and the height."""
    line = theme.line("body")
    text = "".join(run.text for run in runs).replace("\n", "\u2028")
    layout = QTextLayout(text, theme.font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(theme, runs, ink))
    top = 0.0
    layout.beginLayout()
    while (part := layout.createLine()).isValid():
        part.setLineWidth(max(width, 1))
        part.setPosition(QPointF(0, top + (line - part.height()) / 2))
        top += line
    layout.endLayout()
    return layout, max(top, line)


def _formats(theme: Theme, runs: Sequence[Run], ink: str) -> list[QTextLayout.FormatRange]:
    marked = QTextCharFormat()
    marked.setForeground(theme.colour(ink))
    marked.setBackground(theme.colour(f"{ink}_soft"))
    marked.setFontUnderline(True)
    formats, at = [], 0
    for run in runs:
        length = _units(run.text)
        if run.changed and not run.text.isspace():
            found = QTextLayout.FormatRange()
            found.start = at + length - _units(run.text.lstrip())
            found.length, found.format = _units(run.text.strip()), marked
            formats.append(found)
        at += length
    return formats


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2  # as Qt counts
