"""All visits, with a filter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from assessor_app.domain.summary import AssessmentSummary
from assessor_app.ui.commands import command
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.home import HomeContext
from assessor_app.ui.screens.visit_list import VisitList
from assessor_app.ui.screens.visit_plan import sections
from assessor_app.ui.theme import Theme


class VisitsScreen(Screen):
    """Every visit in its section; typing filters by institution, place and mark."""

    refresh_wanted = Signal()

    place = "visits"

    def __init__(self, theme: Theme, context: HomeContext, visits: Sequence[AssessmentSummary]) -> None:
        super().__init__()
        self._home = context
        self._visits = tuple(visits)
        self.title = self.tr("Visits")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a visit"))
        self.filter.setAccessibleName(self.tr("Find a visit"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(theme.px(360))
        self.filter.textChanged.connect(self._show)
        self.list = VisitList(theme, self.tr("Visits"), context.today)
        self.list.opened.connect(lambda assessment: self.go_requested.emit("assessment", assessment))
        self.filter.returnPressed.connect(self.list.setFocus)
        self._nothing = PlainLabel("", "body", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        for widget in (self.filter, self.list, self._nothing):
            column.addWidget(widget)
        column.addStretch(1)
        command(self, "find", self.tr("Find in this list"), self.filter.setFocus, ("Ctrl+F",), "screen")
        self._show()

    def show_visits(self, visits: Sequence[AssessmentSummary]) -> None:
        """Show these visits."""
        self._visits = tuple(visits)
        self._show()

    def refresh(self) -> None:
        """Ask for the list as it is now."""
        self.refresh_wanted.emit()

    def focus_first(self) -> None:
        """The list when there is one, else the filter."""
        (self.list if self.list.visits.rows else self.filter).setFocus()

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        found = [visit for visit in self._visits if all(word in _text(visit) for word in words)]
        self.list.show_groups(sections(found, self._home.today(), self._home.person_name))
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        none = self.tr("No visits yet. They come with a workbook or a bundle.")
        typed = f"\u201c{self.filter.text()}\u201d"
        self._nothing.setText(self.tr("No visit matches {typed}.").format(typed=typed) if words else none)


def _text(visit: AssessmentSummary) -> str:
    return " ".join((visit.institution, visit.place, visit.scheme_title, visit.purpose)).casefold()
