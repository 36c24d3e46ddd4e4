"""The list of changes, grouped by day and person."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor_app.ui.kit.painting import beginning, paint_current_row, paint_focus
from assessor_app.ui.screens.history.rows import HistoryRow
from assessor_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class HistoryRows(QAbstractListModel):
    """Headings cannot be chosen; the keyboard goes from change to change."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.rows: list[HistoryRow] = []

    def set_rows(self, rows: list[HistoryRow]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled | Qt.ItemFlag.ItemIsSelectable if self.rows[index.row()].entry else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entry.title if row.entry else row.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == ROW_ROLE else None


class HistoryDelegate(QStyledItemDelegate):
    """Paints headings and changes: time, what, and under it from what to what."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: HistoryRow = index.data(ROW_ROLE)
        return QSize(self._theme.px(200), self._theme.px(50 if row.entry else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HistoryRow = index.data(ROW_ROLE)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.entry is None:
            self._paint_heading(painter, box, row)
        else:
            self._paint_change(painter, option, box, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, row: HistoryRow) -> None:
        painter.setFont(self._theme.font("caption-strong"))
        painter.setPen(self._theme.colour("text2"))
        bottom = box.adjusted(self._theme.px(10), self._theme.px(12), 0, 0)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.heading)

    def _paint_change(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: HistoryRow) -> None:
        theme, entry = self._theme, row.entry
        assert entry is not None
        if option.state & QStyle.StateFlag.State_Selected:
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
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, theme, theme.px(8))

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
