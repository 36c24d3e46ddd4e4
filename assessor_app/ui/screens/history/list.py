"""The list of changes, grouped by day and person."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from assessor_app.ui.kit.painting import beginning, paint_current_row
from assessor_app.ui.kit.row_ground import paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel
from assessor_app.ui.screens.history.rows import HistoryRow


class HistoryRows(RowModel[HistoryRow]):
    """Headings cannot be chosen; the keyboard goes from change to change."""

    def is_heading(self, row: HistoryRow) -> bool:
        return row.entry is None

    def words_of(self, row: HistoryRow) -> str:
        return row.entry.title if row.entry else row.heading

    def spoken_of(self, row: HistoryRow) -> str:
        return row.spoken


class HistoryDelegate(RowDelegate[HistoryRow]):
    """Paints headings and changes: time, what, and under it from what to what."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(50 if self.row(index).entry else 36))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        row, box = self.row(index), box.adjusted(0, 1, 0, -1)
        if row.entry is None:
            self._paint_heading(painter, box, row)
        else:
            self._paint_change(painter, state, box, row)

    def _paint_heading(self, painter: QPainter, box: QRectF, row: HistoryRow) -> None:
        painter.setFont(self._theme.font("caption-strong"))
        painter.setPen(self._theme.colour("text2"))
        bottom = box.adjusted(self._theme.px(10), self._theme.px(12), 0, 0)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.heading)

    def _paint_change(self, painter: QPainter, state: QStyle.StateFlag, box: QRectF, row: HistoryRow) -> None:
        theme, entry = self._theme, row.entry
        assert entry is not None
        if state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme)
        top = QRectF(box.left() + theme.px(10), box.top() + theme.px(5), box.width() - theme.px(20), theme.px(19))
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.colour("text2"))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.time)
        inner = top.adjusted(theme.px(52), 0, 0, 0)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("text"))
        self._paint_words(painter, inner, beginning(entry.title, QFontMetricsF(painter.font()), inner.width()))
        self._paint_values(painter, inner.translated(0, theme.px(19)), row)
        paint_ring(painter, box, theme, state)

    def _paint_values(self, painter: QPainter, box: QRectF, row: HistoryRow) -> None:
        """From what to what, as far as it fits beside the remark; all of it stands beside the list."""
        self._paint_remark(painter, box, row.remark)
        remark = QFontMetricsF(painter.font()).horizontalAdvance(row.remark) + self._theme.px(12) if row.remark else 0
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text2"))
        self._paint_words(painter, box, row.preview(QFontMetricsF(painter.font()), box.width() - remark))

    def _paint_words(self, painter: QPainter, box: QRectF, words: str) -> None:
        one_line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(box, one_line, words)

    def _paint_remark(self, painter: QPainter, box: QRectF, remark: str) -> None:
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("warn"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, remark)
