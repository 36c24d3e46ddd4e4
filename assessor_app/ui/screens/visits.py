"""All visits, with a filter."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from assessor_app.domain.words.counting import counted
from assessor_app.ui.commands import command
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.visit_list import VisitList
from assessor_app.ui.screens.visit_plan import VisitOverview
from assessor_app.ui.theme import Theme


class VisitsScreen(Screen):
    """Every visit in its section; typing filters by institution, place and mark."""

    refresh_wanted = Signal()

    place = "visits"

    def __init__(self, theme: Theme, found: VisitOverview, today: Callable[[], date]) -> None:
        super().__init__()
        self._overview = found
        self.title = self.tr("Visits")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a visit"))
        self.filter.setAccessibleName(self.tr("Find a visit"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(theme.px(360))
        self.filter.textChanged.connect(self._show)
        self.list = VisitList(theme, self.tr("Visits"), today)
        self.list.opened.connect(lambda assessment: self.go_requested.emit("assessment", assessment))
        self.filter.returnPressed.connect(self.list.setFocus)
        self._nothing = PlainLabel("", "body", "text2", wrap=True)
        self.more = PlainLabel("", "body", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        for widget in (self.filter, self.list, self._nothing, self.more):
            column.addWidget(widget)
        column.addStretch(1)
        command(self, "find", self.tr("Find in this list"), self.filter.setFocus, ("Ctrl+F",), "screen")
        self._show()

    def show_overview(self, found: VisitOverview) -> None:
        """Show these visits."""
        self._overview = found
        self._show()

    def refresh(self) -> None:
        """Ask for the list as it is now."""
        self.refresh_wanted.emit()

    def focus_first(self) -> None:
        """The list when there is one, else the filter."""
        (self.list if self.list.visits.rows else self.filter).setFocus()

    def _show(self) -> None:
        words = self.filter.text().split()
        found = self._overview.matching(words)
        self.list.show_groups(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        left = self.list.visits.left_out
        self.more.setVisible(left > 0)
        self.more.setText(
            self.tr("{visits}. Type a name above to find one.").format(visits=counted(left, "more visit"))
        )
        none = self.tr("No visits yet. They come with a workbook or a bundle.")
        typed = f"\u201c{self.filter.text()}\u201d"
        self._nothing.setText(self.tr("No visit matches {typed}.").format(typed=typed) if words else none)
