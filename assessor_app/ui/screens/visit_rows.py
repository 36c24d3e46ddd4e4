"""The rows of the list of visits: headings, and of each section what is shown of it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.ui.screens.visit_plan import Group
from assessor_app.ui.screens.visit_words import group_words, spoken

Index = QModelIndex | QPersistentModelIndex
Row = AssessmentSummary | tuple[Group, int]

MOST_AHEAD, MOST_PAST = 40, 25
"""Visits listed in a section: every row is measured, and nobody reads more; the others are found by typing."""
_PAST = (Group.EARLIER, Group.SIGNED)


def _listed(group: Group, visits: Sequence[AssessmentSummary]) -> Sequence[AssessmentSummary]:
    """Those of a section that are shown: of what is past the latest, else the next."""
    return visits[-MOST_PAST:] if group in _PAST else visits[:MOST_AHEAD]


class VisitModel(QAbstractListModel):
    """Headings and visits as rows; a heading can be neither chosen nor opened."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.rows: list[Row] = []
        self._groups: list[Group] = []
        self.left_out = 0
        """Visits that are not in the list because their section has more than it shows."""

    def show(self, groups: Sequence[tuple[Group, Sequence[AssessmentSummary]]]) -> None:
        """Show these sections."""
        self.beginResetModel()
        self.rows, self._groups, self.left_out = [], [], 0
        for group, visits in groups:
            listed = _listed(group, visits)
            self.rows += [(group, len(visits)), *listed]
            self._groups += [group] * (1 + len(listed))
            self.left_out += len(visits) - len(listed)
        self.endResetModel()

    def group(self, index: Index) -> Group:
        """The section a row stands in."""
        return self._groups[index.row()]

    def visit(self, index: Index) -> AssessmentSummary | None:
        """The visit of a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, AssessmentSummary) else None

    def row_of(self, assessment: str) -> int:
        """The row of an assessment, -1 when it is not in the list."""
        ids = [row.id if isinstance(row, AssessmentSummary) else "" for row in self.rows]
        return ids.index(assessment) if assessment in ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.visit(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.institution if isinstance(row, AssessmentSummary) else group_words(row[0])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(row, AssessmentSummary):
                return spoken(row, self.today(), self.group(index))
            return f"{group_words(row[0])}, {row[1]}"
        return None
