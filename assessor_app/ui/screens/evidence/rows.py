"""The list of evidence: code, name, kind, strands, and whether it was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor_app.domain.assessment import Evidence
from assessor_app.domain.scheme import Scheme
from assessor_app.ui.kit.evidence_list import icon_of, paint_state, size_words, state_words
from assessor_app.ui.kit.painting import elided, paint_current_row, paint_focus
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LEFT, RIGHT = 38, 12
"""Room at the sides of a row's words, in logical pixels at 100 %."""


LATE = "After the visit"
"""Said of what came after the evidence of the visit was sealed."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One row in words."""

    evidence: Evidence
    title: str
    details: str
    state: str


def line_of(scheme: Scheme, evidence: Evidence, late: bool = False) -> EvidenceLine:
    """A piece of evidence as a row: "E01 Impact log", "Spreadsheet · 14 kB · 3.2". late: it came after the seal."""
    numbers = {strand.id: strand.number for strand in scheme.strands}
    linked = ", ".join(numbers[each] for each in evidence.strands if each in numbers)
    size = size_words(evidence.file_size) if evidence.file_size else ""
    title = f"{evidence.code} {evidence.title}".strip()
    details = " · ".join(part for part in (LATE if late else "", evidence.kind, size, linked) if part)
    return EvidenceLine(evidence, title, details, state_words(evidence))


def linked_words(scheme: Scheme, evidence: Evidence) -> str:
    """The strands a piece is linked to: "3.2 Culture, 3.3 Strategy and policy"."""
    strands = {strand.id: strand for strand in scheme.strands}
    return ", ".join(f"{strands[each].number} {strands[each].title}" for each in evidence.strands if each in strands)


class EvidenceLines(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[EvidenceLine, ...] = ()

    def set_lines(self, lines: Sequence[EvidenceLine]) -> None:
        """Show these rows."""
        before, after = self.lines, tuple(lines)
        if [line.evidence.id for line in before] == [line.evidence.id for line in after]:
            self.lines = after
            if after != before:
                self.dataChanged.emit(self.index(0), self.index(len(after) - 1))
            return
        self.beginResetModel()
        self.lines = after
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.title, line.details, line.state) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.title}\n{line.details}"
        return line if role == ROW_ROLE else None


class EvidenceDelegate(QStyledItemDelegate):
    """Paints a row: the title in full, and a line of details."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, line = self._theme, index.data(ROW_ROLE)
        width = self._view.viewport().width()
        title = wrapped_height(line.title, theme.font("label"), width - theme.px(LEFT + RIGHT), theme.line("label"))
        return QSize(width, round(theme.px(9) + title + theme.px(2) + theme.px(22) + theme.px(9)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: EvidenceLine = index.data(ROW_ROLE)
        theme, box = self._theme, QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        picture = theme.pixmap(icon_of(line.evidence), "text2", 16)
        painter.drawPixmap(QPointF(box.left() + theme.px(12), box.top() + theme.px(9)), picture)
        inner = box.adjusted(theme.px(LEFT), theme.px(8), -theme.px(RIGHT), -theme.px(8))
        painter.setPen(theme.colour("text"))
        paint_wrapped(painter, inner, line.title, theme.font("label"), theme.line("label"))
        below = QRectF(inner.left(), inner.bottom() - theme.px(22), inner.width(), theme.px(22))
        right = paint_state(painter, below, theme, line.state)
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption"))
        elided(painter, QRectF(below.left(), below.top(), right - below.left(), below.height()), line.details)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, theme, theme.px(8))
        painter.restore()


class EvidenceTable(QListView):
    """The list. piece_chosen: the id of the piece that becomes current; piece_opened: of one that was opened on
    purpose, by Enter or a click."""

    piece_chosen = Signal(str)
    piece_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.lines = EvidenceLines(self)
        self.setModel(self.lines)
        self.setItemDelegate(EvidenceDelegate(theme, self))
        self.setProperty("plain", "true")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Evidence"))
        # The list makes its first row current when the keyboard arrives; only a selection is a choice.
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.activated.connect(self._on_opened)  # Enter opens that first row
        self.clicked.connect(self._on_opened)
        theme.changed.connect(self.doItemsLayout)

    def choose(self, piece: str) -> None:
        """Make a piece the current one."""
        for place, line in enumerate(self.lines.lines):
            if line.evidence.id == piece:
                self.setCurrentIndex(self.lines.index(place))

    def _on_opened(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.piece_opened.emit(self.lines.lines[index.row()].evidence.id)

    def _on_selection(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        for index in chosen.indexes():
            self.piece_chosen.emit(self.lines.lines[index.row()].evidence.id)
