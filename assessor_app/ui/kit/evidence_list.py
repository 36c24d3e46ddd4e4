"""Pieces of evidence as rows to open: what each is, and whether it was opened or is not here."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.words.numbers import number_in
from assessor_app.ui.kit.layouts import clear, stacked
from assessor_app.ui.kit.painting import chip_size, paint_chip, paint_focus, rounded
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

OPENED, NOT_HERE = "Opened", "Not on this computer"
TITLE_LEFT = 28
"""Room for the icon, in logical pixels at 100 %."""
_ICONS = (("image/", "image"), ("spreadsheet", "file-spreadsheet"), ("csv", "file-spreadsheet"), ("", "file-text"))


def icon_of(evidence: Evidence) -> str:
    """The icon for a kind of file."""
    return next(icon for word, icon in _ICONS if word in evidence.media_type)


def size_words(size: int) -> str:
    """A size as people say it: "14 MB", "900 bytes"."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            number = size / factor
            return f"{number:.0f} {unit}" if number >= 10 else f"{number:.1f} {unit}"
    return f"{size} bytes"


def by_code(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """In the order people count: E2 before E10."""
    return tuple(sorted(evidence, key=lambda piece: [_part(part) for part in re.split(r"(\d+)", piece.code)]))


def _part(part: str) -> tuple[int, str]:
    number = number_in(part)
    return (0, part) if number is None else (number, "")


def state_words(evidence: Evidence) -> str:
    """Whether it was opened, or why it cannot be."""
    if evidence.file_sha256 and not evidence.held:
        return NOT_HERE
    return OPENED if evidence.opened else "Not opened"


def detail_words(evidence: Evidence) -> str:
    """The second line of a row: where to look, unless that is only the file's own name."""
    place = "" if evidence.location == evidence.file_name else evidence.location
    return place or evidence.kind or evidence.file_name or evidence.source


class EvidenceRow(QAbstractButton):
    """One piece of evidence; pressing it opens the viewer."""

    def __init__(self, theme: Theme, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.evidence = theme, evidence
        words = (evidence.title, evidence.kind, evidence.code, state_words(evidence))
        self.setAccessibleName("Evidence: " + ", ".join(word for word in words if word))
        self.setToolTip(evidence.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = self._theme
        room = width - theme.px(TITLE_LEFT) - theme.px(4)
        title = wrapped_height(self.evidence.title, theme.font("medium"), room, theme.line("medium"))
        details = details_height(theme, detail_words(self.evidence), state_words(self.evidence), room)
        return round(theme.px(4) + title + theme.px(2) + details + theme.px(4))

    def sizeHint(self) -> QSize:
        width = self._theme.px(264)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, box, theme.px(6), theme.colour("hover"), None)
        picture = theme.pixmap(icon_of(self.evidence), "text2", 16)
        painter.drawPixmap(QPointF(box.left() + theme.px(4), box.top() + theme.px(6)), picture)
        inner = box.adjusted(theme.px(TITLE_LEFT), theme.px(4), -theme.px(4), -theme.px(4))
        painter.setPen(theme.colour("text"))
        paint_wrapped(painter, inner, self.evidence.title, theme.font("medium"), theme.line("medium"))
        paint_details(painter, inner, theme, detail_words(self.evidence), state_words(self.evidence))
        if self.hasFocus():
            paint_focus(painter, box, theme, theme.px(6))
        painter.end()


def details_height(theme: Theme, words: str, state: str, width: float) -> float:
    """Height in pixels of `paint_details` in this width."""
    chip = theme.px(15) if state == OPENED else chip_size(theme, _chip_words(state)).width()
    room = width - chip - theme.px(6)
    return max(theme.px(22), wrapped_height(words, theme.font("caption"), room, theme.line("caption")))


def paint_details(painter: QPainter, box: QRectF, theme: Theme, words: str, state: str) -> None:
    """Paint at the foot of a box what a piece is, on as many lines as it needs, and at its right the state."""
    font, line = theme.font("caption"), theme.line("caption")
    height = details_height(theme, words, state, box.width())
    below = QRectF(box.left(), box.bottom() - height, box.width(), height)
    room = paint_state(painter, below, theme, state) - below.left()
    tall = wrapped_height(words, font, room, line)
    painter.setPen(theme.colour("text2"))
    paint_wrapped(painter, QRectF(below.left(), below.center().y() - tall / 2, room, tall), words, font, line)


def _chip_words(words: str) -> str:
    return "Not here" if words == NOT_HERE else words


def paint_state(painter: QPainter, box: QRectF, theme: Theme, words: str) -> float:
    """Paint at the right of a line whether a piece was opened; gives what is left of the line."""
    if words == OPENED:
        size = theme.px(15)
        place = QPointF(box.right() - size, box.center().y() - size / 2)
        painter.drawPixmap(place, theme.pixmap("circle-check", "ok", 15))
        return box.right() - size - theme.px(6)
    words, kind = _chip_words(words), "warn" if words == NOT_HERE else "neutral"
    size_of_chip = chip_size(theme, words)
    chip = QRectF(box.right() - size_of_chip.width(), box.center().y() - size_of_chip.height() / 2,
                  size_of_chip.width(), size_of_chip.height())  # fmt: skip
    paint_chip(painter, chip, theme, words, kind)
    return chip.left() - theme.px(6)


class EvidenceList(QWidget):
    """Rows of evidence, one under the other. `chosen` carries the evidence's id."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[Evidence, ...] = ()

    def show_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        """Show these pieces."""
        if evidence == self._shown:
            return
        self._shown = evidence
        clear(self._column)
        if evidence:
            self._column.addWidget(stacked([self._row(piece) for piece in evidence], 2))

    def _row(self, piece: Evidence) -> EvidenceRow:
        row = EvidenceRow(self._theme, piece)
        row.clicked.connect(lambda: self.chosen.emit(piece.id))
        return row
