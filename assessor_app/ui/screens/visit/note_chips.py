"""The marks below the words of a note: what kind, who said it, which strand; on as many lines as they need."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.ui.kit.painting import chip_size, paint_chip
from assessor_app.ui.screens.visit.note_rows import NoteLine
from assessor_app.ui.screens.workspace.notes import KINDS
from assessor_app.ui.theme import Theme

LINE = 26
"""Height of a line of marks, in logical pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. look: "mark" for an icon with its word, "chip", "outline" or "button" for a chip, "word" for a word."""

    look: str
    words: str
    icon: str = ""
    ink: str = "text2"


class NoteChips:
    """Lays the marks of a note out and paints them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def lines(self, line: NoteLine, note: Note, width: float) -> int:
        """How many lines they take in a width, in logical pixels."""
        return max((row for _mark, _left, row in self._places(marks_of(line, note), width)), default=0) + 1

    def paint(self, painter: QPainter, box: QRectF, line: NoteLine, note: Note, key: bool) -> None:
        """box: the first line; key: say which key takes the suggestion."""
        marks = marks_of(line, note)
        if key and line.suggestion and not line.strand:
            marks.append(Mark("word", "T takes it"))
        for mark, left, row in self._places(marks, box.width()):
            place = box.translated(left, row * self._theme.px(LINE))
            place.setWidth(min(self._width(mark), box.width()))
            self._paint(painter, place, mark)

    def _places(self, marks: list[Mark], width: float) -> Iterator[tuple[Mark, float, int]]:
        """Each mark with where it begins and its line."""
        left, row = 0.0, 0
        for mark in marks:
            wide = self._width(mark)
            if left and left + wide > width:
                left, row = 0.0, row + 1
            yield mark, left, row
            left += wide + self._theme.px(8)

    def _width(self, mark: Mark) -> float:
        if mark.look in ("mark", "word"):
            metrics = QFontMetricsF(self._theme.font("caption-strong" if mark.look == "mark" else "caption"))
            return metrics.horizontalAdvance(mark.words) + (self._theme.px(18) if mark.icon else 0)
        return chip_size(self._theme, mark.words, mark.icon).width()

    def _paint(self, painter: QPainter, box: QRectF, mark: Mark) -> None:
        theme = self._theme
        if mark.look in ("mark", "word"):
            if mark.icon:
                middle = QPointF(box.left(), box.center().y() - theme.px(7))
                painter.drawPixmap(middle, theme.pixmap(mark.icon, mark.ink, 13))
            painter.setFont(theme.font("caption-strong" if mark.look == "mark" else "caption"))
            painter.setPen(theme.colour(mark.ink))
            words = box.adjusted(theme.px(18) if mark.icon else 0, 0, theme.px(2), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, mark.words)
            return
        box.setHeight(chip_size(theme, mark.words, mark.icon).height())
        paint_chip(painter, box, theme, mark.words, "neutral" if mark.look == "button" else "accent", mark.icon)
        if mark.look != "chip":
            outline = box.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("line_control" if mark.look == "button" else "accent"), 1))
            painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)


def marks_of(line: NoteLine, note: Note) -> list[Mark]:
    """What a note's row shows below its words."""
    words, icon, ink = KINDS[note.kind]
    marks = [] if note.kind is NoteKind.NOTE else [Mark("mark", words, icon, ink)]
    if note.kind is NoteKind.CHECK and note.settled:
        marks = [Mark("mark", "Answered", "circle-check", "ok")]
    if note.source:
        marks.append(Mark("mark", note.source, "user-round"))
    if note.local:
        marks.append(Mark("mark", "Stays here", "lock"))
    if line.strand:
        return [*marks, Mark("chip", line.strand, "tag")]
    marks.append(Mark("button", "Tag a strand", "plus"))
    if line.suggestion:
        marks += [Mark("word", "Suggested"), Mark("outline", line.suggestion, "tag")]
    return marks
