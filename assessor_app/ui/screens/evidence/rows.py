"""The list of evidence: code, name, kind, what strands it is for, and whether it was opened."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.kit.evidence_list import details_height, icon_of, paint_details, size_words, state_words
from assessor_app.ui.kit.row_ground import paint_ground, paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

LEFT, RIGHT = 38, 12
"""Room at the sides of a row's words, in logical pixels at 100 %."""


LATE = "After the visit"
"""Said of what came after the evidence of the visit was sealed."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One row in words. strands: every strand it is linked to, by number and name."""

    evidence: Evidence
    title: str
    details: str
    state: str
    strands: str

    @property
    def in_full(self) -> str:
        """All there is to say of it, one thing a line."""
        strands = f"For {self.strands}" if self.strands else ""
        return "\n".join(part for part in (self.title, self.details, strands) if part)


def line_of(scheme: Scheme, evidence: Evidence, late: bool = False) -> EvidenceLine:
    """A piece of evidence as a row: "E01 Impact log", "Spreadsheet · 14 kB · For Culture". late: it came after the
    seal."""
    size = size_words(evidence.file_size) if evidence.file_size else ""
    title = f"{evidence.code} {evidence.title}".strip()
    parts = (LATE if late else "", evidence.kind, size, purpose_words(scheme, evidence))
    details = " · ".join(part for part in parts if part)
    return EvidenceLine(evidence, title, details, state_words(evidence), linked_words(scheme, evidence))


def purpose_words(scheme: Scheme, evidence: Evidence) -> str:
    """What a piece is for, short: "For Culture", or "For 3 strands"."""
    names = [strand.title for strand in scheme.strands if strand.id in evidence.strands]
    if len(names) > 1:
        return f"For {len(names)} strands"
    return f"For {names[0]}" if names else ""


def linked_words(scheme: Scheme, evidence: Evidence) -> str:
    """The strands a piece is linked to: "3.2 Culture, 3.3 Strategy and policy"."""
    strands = {strand.id: strand for strand in scheme.strands}
    return ", ".join(f"{strands[each].number} {strands[each].title}" for each in evidence.strands if each in strands)


class EvidenceLines(RowModel[EvidenceLine]):
    """The rows."""

    def key_of(self, row: EvidenceLine) -> object:
        return row.evidence.id

    def words_of(self, row: EvidenceLine) -> str:
        return row.title

    def spoken_of(self, row: EvidenceLine) -> str:
        return ", ".join(part for part in (*row.in_full.split("\n"), row.state) if part)

    def tip_of(self, row: EvidenceLine) -> str | None:
        return row.in_full


class EvidenceDelegate(RowDelegate[EvidenceLine]):
    """Paints a row: the title and the details in full, each on as many lines as it needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, line = self._theme, self.row(index)
        width = self._view.viewport().width()
        inner = width - theme.px(LEFT + RIGHT)
        title = wrapped_height(line.title, theme.font("label"), inner, theme.line("label"))
        details = details_height(theme, line.details, line.state, inner)
        return QSize(width, round(theme.px(9) + title + theme.px(2) + details + theme.px(9)))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        theme, line, box = self._theme, self.row(index), box.adjusted(0, 1, 0, -1)
        paint_ground(painter, box, theme, state)
        picture = theme.pixmap(icon_of(line.evidence), "text2", 16)
        painter.drawPixmap(QPointF(box.left() + theme.px(12), box.top() + theme.px(9)), picture)
        inner = box.adjusted(theme.px(LEFT), theme.px(8), -theme.px(RIGHT), -theme.px(8))
        painter.setPen(theme.colour("text"))
        paint_wrapped(painter, inner, line.title, theme.font("label"), theme.line("label"))
        paint_details(painter, inner, theme, line.details, line.state)
        paint_ring(painter, box, theme, state)


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
        make_plain(self, self.tr("Evidence"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        # The list makes its first row current when the keyboard arrives; only a selection is a choice.
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.activated.connect(self._on_opened)  # Enter opens that first row
        self.clicked.connect(self._on_opened)
        theme.changed.connect(self.doItemsLayout)

    def choose(self, piece: str) -> None:
        """Make a piece the current one."""
        for place, line in enumerate(self.lines.rows):
            if line.evidence.id == piece:
                self.setCurrentIndex(self.lines.index(place))

    def _on_opened(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.piece_opened.emit(self.lines.rows[index.row()].evidence.id)

    def _on_selection(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        for index in chosen.indexes():
            self.piece_chosen.emit(self.lines.rows[index.row()].evidence.id)
