"""How far assessors and verifiers agree before they talk: the figures as a table, with what they mean."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from assessor_app.domain.second.agreement import Agreement, Estimate
from assessor_app.domain.words.counting import counted
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import AgreementPort
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

Index = QModelIndex | QPersistentModelIndex
HEAD, GAP = 26, 12
"""Logical pixels of a line of the headings, and between columns, at 100 %."""
KINDS = ("mark", "aspect", "assessor", "strand")


class AgreementTable(QAbstractTableModel):
    """A row a group, a column a figure; every figure with its 95 % confidence interval where there is one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Agreement, ...] = ()
        self._heads = (
            self.tr("Of"),
            self.tr("Judged twice"),
            self.tr("The same level"),
            self.tr("Kappa, linear"),
            self.tr("Kappa, quadratic"),
            self.tr("Alpha, ordinal"),
        )

    def set_rows(self, rows: Sequence[Agreement]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._words(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[index.column()]}: {words}"
        if role == Qt.ItemDataRole.TextAlignmentRole:  # under its heading
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, row: Agreement, column: int) -> str:
        if column == 0:
            return row.name if row.kind == "mark" else f"{row.name} ({row.mark})"
        if column == 1:
            return str(row.pairs)
        estimate = (row.exact, row.linear, row.quadratic, row.alpha)[column - 2]
        return estimate_words(estimate, percent=column == 2) or self.tr("cannot be told")


class AgreementPage(QWidget):
    """Reads the figures when it is shown; they take a moment."""

    def __init__(self, theme: Theme, worker: Worker, agreement: AgreementPort) -> None:
        super().__init__()
        self._theme, self._worker, self._agreement = theme, worker, agreement
        self._found: tuple[Agreement, ...] = ()
        self._task: Task | None = None
        self.finding = Paragraph(theme, "", "heading")
        meaning = self.tr(
            "Each strand that an assessor and a verifier judged without knowing the other's level counts once. Kappa "
            "and alpha take away what chance alone would agree: 1 is full agreement, 0 is chance. In brackets the "
            "95 % confidence interval, from 10 strands on."
        )
        self._meaning = Paragraph(theme, meaning, "body", "text2")
        self.kinds = Segmented(
            theme,
            self.tr("Agreement by"),
            (
                ("mark", self.tr("By mark")),
                ("aspect", self.tr("By aspect")),
                ("assessor", self.tr("By assessor")),
                ("strand", self.tr("By strand")),
            ),
        )
        self.kinds.chosen.connect(lambda _kind: self._show())
        self.table = QTableView()
        self.rows = AgreementTable(self.table)
        self._set_up_table(theme)
        self._skeleton = Skeleton(theme, 4)
        self._none = Card(theme, padding=8)
        why = self.tr("Figures stand here once a verifier's sealed marks and the assessor's are both on this computer.")
        self._none.body.addWidget(Empty(theme, "chart-column", self.tr("No second marks yet"), why))
        self._parts = (self.finding, self._meaning, self.kinds, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for widget in (self._skeleton, self._none, *self._parts):
            column.addWidget(widget)
        column.addStretch(1)
        self._show_only(self._skeleton)

    def _set_up_table(self, theme: Theme) -> None:
        self.table.setModel(self.rows)
        self.table.setAccessibleName(self.tr("Agreement before talking"))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        self.table.setMinimumHeight(theme.px(300))
        self._fit()

    def _fit(self) -> None:
        """Each column as wide as its words; where they have no room beside one another, words on several lines."""
        table, heads, columns = self.table, self.table.horizontalHeader(), range(self.rows.columnCount())
        gap = self._theme.px(GAP)
        wanted = [max(heads.sectionSizeHint(each), table.sizeHintForColumn(each)) + gap for each in columns]
        tight = sum(wanted) > table.viewport().width()
        for each in columns:
            stretched = tight or not each
            heads.setSectionResizeMode(
                each, QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Fixed
            )
            if not stretched:
                heads.resizeSection(each, wanted[each])
        heads.setMinimumHeight(self._theme.px(HEAD * 2 if tight else HEAD))
        table.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def read(self) -> None:
        """Read the figures anew."""
        self.stop()
        agreement = self._agreement
        self._task = self._worker.run_long(
            lambda task: agreement.figures("", task.cancelled), self.show_figures, self._fail, owner=self
        )

    def stop(self) -> None:
        """Nobody looks at the figures any more: end the work on them."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def show_figures(self, found: tuple[Agreement, ...]) -> None:
        """Show these."""
        self._found = found
        if not found:
            self._show_only(self._none)
            return
        self._show_only(*self._parts)
        whole = max((each for each in found if each.kind == "mark"), key=lambda each: each.pairs)
        share = estimate_words(whole.exact, percent=True)
        words = self.tr("{mark}: both gave the same level on {share} of {strands}")
        strands = counted(whole.pairs, self.tr("strand"), self.tr("strands"))
        self.finding.set_words(words.format(mark=whole.name, share=share, strands=strands))
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard on the choice of groups."""
        self.kinds.focus_current()

    def _show(self) -> None:
        self.rows.set_rows([each for each in self._found if each.kind == self.kinds.current])
        self._fit()

    def _show_only(self, *shown: QWidget) -> None:
        for widget in (self._skeleton, self._none, *self._parts):
            widget.setVisible(widget in shown)

    def _fail(self, error: BaseException) -> None:
        self._show_only(self.finding)
        self.finding.set_words(told(self._worker, error))


def estimate_words(estimate: Estimate, percent: bool = False) -> str:
    """A figure with its interval: "0.63 (0.41 to 0.80)", "88 % (70 to 96 %)"; empty where it cannot be told."""
    if estimate.value is None:
        return ""
    one, end = ("{:.0%}", "{:.0%}") if percent else ("{:.2f}", "{:.2f}")
    value = one.format(estimate.value).replace("%", " %")
    if estimate.low is None or estimate.high is None:
        return value
    low, high = end.format(estimate.low).replace("%", ""), end.format(estimate.high).replace("%", " %")
    return f"{value} ({low} to {high})"
