"""The list of visits: one list view with headings, painted by a delegate."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QScrollArea, QSizePolicy, QWidget

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.ui.screens.visit_painting import VisitDelegate
from assessor_app.ui.screens.visit_plan import Group
from assessor_app.ui.screens.visit_rows import Index, VisitModel
from assessor_app.ui.theme import Theme


class VisitList(QListView):
    """As high as its rows, so that the page scrolls and not the list. `opened` carries the assessment's id."""

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.visits = VisitModel(today)
        self._delegate = VisitDelegate(theme, self.visits, self)
        self.setModel(self.visits)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("plain", "true")
        self.setMouseTracking(True)
        self.hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        theme.changed.connect(self._measure)

    def show_groups(self, groups: Sequence[tuple[Group, Sequence[AssessmentSummary]]]) -> None:
        """Show these sections; the current visit stays current when it is still there."""
        current = self.visits.visit(self.currentIndex())
        self.visits.show(groups)
        row = self.visits.row_of(current.id) if current else -1
        self._go_to(row if row >= 0 else self._first())
        self._measure()

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Scroll the page, as the list itself is as high as its rows."""
        row, page = self.visualRect(index), self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = page.widget() if page is not None else None
        if page is not None and content is not None and self.hasFocus():
            middle = self.mapTo(content, row.center())
            page.ensureVisible(middle.x(), middle.y(), 0, row.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self._go_to(self._first())
        super().focusInEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        self.hovered = row
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _first(self) -> int:
        return next((at for at, row in enumerate(self.visits.rows) if isinstance(row, AssessmentSummary)), -1)

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.visits.index(row, 0))

    def _open(self, index: Index) -> None:
        visit = self.visits.visit(index)
        if visit is not None:
            self.opened.emit(visit.id)

    def _measure(self) -> None:
        group, height = Group.EARLIER, 2
        for row in self.visits.rows:
            group = group if isinstance(row, AssessmentSummary) else row[0]
            height += self._delegate.height_of(row, group)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
