"""What stands behind the judgement on show: six small marks with words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.domain.visit.triangulation import SourceKind, source_words
from assessor_app.ui.theme import Theme

COLUMNS, ROW = 2, 20
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ICONS = {
    SourceKind.DOCUMENT: "file-text",
    SourceKind.OBSERVATION: "eye",
    SourceKind.LEARNERS: "school",
    SourceKind.STAFF: "users",
    SourceKind.LEADERS: "user-round",
    SourceKind.DATA: "chart-column",
}


class SourceMarks(QWidget):
    """A heading and six marks: an icon and its word in full ink with a count where there is something, a dashed ring
    and a pale word where there is nothing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._behind: dict[SourceKind, int] = dict.fromkeys(SourceKind, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)
        self.show_sources(self._behind)

    def show_sources(self, behind: dict[SourceKind, int]) -> None:
        """Show these counts."""
        if behind != self._behind or not self.accessibleName():
            self._behind = behind
            words = source_words(behind)
            self.setAccessibleName(words)
            self.setToolTip(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.heightForWidth(max(self.width(), self._theme.px(200))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(SourceKind) // self._columns(width))
        return self._theme.px(ROW) * rows + self._theme.px(22)

    def _columns(self, width: int) -> int:
        """Two, or one where a word has no room beside another."""
        metrics = QFontMetricsF(self._theme.font("caption-medium"))
        widest = max(metrics.horizontalAdvance(_words(kind, count)) for kind, count in self._behind.items())
        return COLUMNS if (widest + self._theme.px(14 + 6 + 4)) * COLUMNS <= width else 1

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setFont(theme.font("caption-strong"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRectF(0, 0, self.width(), theme.px(18)), LEFT, self.tr("What this rests on"))
        columns = self._columns(self.width())
        wide, high = self.width() / columns, theme.px(ROW)
        for at, (kind, count) in enumerate(self._behind.items()):
            box = QRectF(at % columns * wide, theme.px(22) + at // columns * high, wide, high)
            self._paint_mark(painter, box, kind, count)
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF, kind: SourceKind, count: int) -> None:
        theme, size = self._theme, self._theme.px(14)
        icon, ink = (ICONS[kind], "ok") if count else ("circle-dashed", "text3")
        place = QRectF(box.left(), box.center().y() - size / 2, size, size)
        painter.drawPixmap(place.topLeft(), theme.pixmap(icon, ink, 14))
        painter.setFont(theme.font("caption-medium" if count else "caption"))
        painter.setPen(theme.colour("text" if count else "text3"))
        room = box.adjusted(size + theme.px(6), 0, 0, 0)
        painter.drawText(room, LEFT, _words(kind, count))


def _words(kind: SourceKind, count: int) -> str:
    return f"{kind.value.capitalize()} {count}" if count else kind.value.capitalize()
