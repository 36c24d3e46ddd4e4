"""Pieces of evidence as rows to open: what each is, and whether it was opened or is not here."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.assessment import Evidence
from assessor_app.ui.kit.painting import chip_size, elided, paint_chip, paint_focus, rounded
from assessor_app.ui.theme import Theme

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


def state_words(evidence: Evidence) -> str:
    """Whether it was opened, or why it cannot be."""
    if evidence.file_sha256 and not evidence.held:
        return "Not on this computer"
    return "Opened" if evidence.opened else "Not opened"


def detail_words(evidence: Evidence) -> str:
    """The second line of a row."""
    return evidence.location or evidence.kind or evidence.file_name or evidence.source


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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, box, theme.px(6), theme.colour("hover"), None)
        right = self._paint_state(painter, box)
        icon = theme.px(16)
        picture = theme.pixmap(icon_of(self.evidence), "text2", 16)
        painter.drawPixmap(QPointF(box.left() + theme.px(4), box.center().y() - icon / 2), picture)
        left = box.left() + theme.px(28)
        width = right - theme.px(6) - left
        painter.setFont(theme.font("medium"))
        painter.setPen(theme.colour("text"))
        elided(painter, QRectF(left, box.top() + theme.px(4), width, theme.px(18)), self.evidence.title)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        elided(painter, QRectF(left, box.top() + theme.px(23), width, theme.px(16)), detail_words(self.evidence))
        if self.hasFocus():
            paint_focus(painter, box, theme, theme.px(6))
        painter.end()

    def _paint_state(self, painter: QPainter, box: QRectF) -> float:
        theme, words = self._theme, state_words(self.evidence)
        right = box.right() - theme.px(2)
        if words == "Opened":
            size = theme.px(15)
            painter.drawPixmap(
                QPointF(right - size, box.center().y() - size / 2), theme.pixmap("circle-check", "ok", 15)
            )
            return right - size
        if words == "Not on this computer":
            words = "Not here"
        size_of_chip = chip_size(theme, words)
        chip = QRectF(right - size_of_chip.width(), box.center().y() - size_of_chip.height() / 2,
                      size_of_chip.width(), size_of_chip.height())  # fmt: skip
        paint_chip(painter, chip, theme, words, "warn" if words == "Not here" else "neutral")
        return chip.left()

    def title_width(self) -> float:
        """Width that the whole title needs, for tests of cut text."""
        return QFontMetricsF(self._theme.font("medium")).horizontalAdvance(self.evidence.title)


class EvidenceList(QWidget):
    """Rows of evidence, one under the other. `chosen` carries the evidence's id."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: tuple[Evidence, ...] = ()

    def show_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        """Show these pieces."""
        if evidence == self._shown:
            return
        self._shown = evidence
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for piece in evidence:
            row = EvidenceRow(self._theme, piece)
            row.clicked.connect(lambda _checked=False, chosen=piece.id: self.chosen.emit(chosen))
            self._column.addWidget(row)
