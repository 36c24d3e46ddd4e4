"""Home: what now, in two seconds."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.domain.words.counting import counted
from assessor_app.ui.commands import command
from assessor_app.ui.dates import long_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.side_cards import ComputerFacts, NeedsYou, ThisComputer
from assessor_app.ui.screens.up_next import UpNext
from assessor_app.ui.screens.visit_list import VisitList
from assessor_app.ui.screens.visit_plan import VisitPlan, plan
from assessor_app.ui.theme import Theme

if TYPE_CHECKING:
    from assessor_app.domain.award.outlook import Outlook

SIDE_WIDTH = 316
SIDE_FROM = 980
"""Width of the page in logical pixels at 100 % from which the right column stands beside the left one."""


class HomeContext(NamedTuple):
    """What Home works with. ways: the places that can be gone to from here ("load-workbook", "sync");
    today: this computer's date; in_office: an administrator, to whom visits come in bundles."""

    person_name: str
    today: Callable[[], date]
    ways: frozenset[str] = frozenset()
    in_office: bool = False


class HomeScreen(Screen):
    """Up next, your visits, what needs you, this computer. Renders from summaries alone."""

    refresh_wanted = Signal()

    place = "home"

    def __init__(self, theme: Theme, context: HomeContext, visits: Sequence[AssessmentSummary]) -> None:
        super().__init__()
        self._theme, self._home = theme, context
        self.title = self.tr("Home")
        self.up_next = UpNext(theme)
        self.list = VisitList(theme, self.tr("Your visits"), context.today)
        self.needs = NeedsYou(theme)
        self.computer = ThisComputer(theme, "sync" in context.ways)
        self._empty = self._make_empty()
        self._build()
        self._connect()
        self.show_visits(visits)

    def _make_empty(self) -> Card:
        ways_in = (
            ("load-workbook", self.tr("Load workbook"), "file-spreadsheet"),
            ("sync/import", self.tr("Import bundle"), "folder-input"),
        )
        why = self.tr("Load a completed self-assessment workbook, or import a bundle from your administrator.")
        if self._home.in_office:
            ways_in = ways_in[::-1]
            why = self.tr("Import the bundles that assessors send you, or load a completed self-assessment workbook.")
        buttons: list[Button] = []
        for place, words, icon in ways_in:
            if place.partition("/")[0] in self._home.ways:
                button = Button(self._theme, words, "secondary" if buttons else "primary", icon)
                button.clicked.connect(lambda _checked=False, to=place: self.go_requested.emit(to, ""))
                buttons.append(button)
        card = Card(self._theme, padding=8)
        card.body.addWidget(Empty(self._theme, "calendar", self.tr("No visits yet"), why, tuple(buttons)))
        self._ways_in = tuple(buttons)
        return card

    def _build(self) -> None:
        px = self._theme.px
        self._list_title = PlainLabel(self.tr("Your visits"), "heading")
        self._load = Button(self._theme, self.tr("Load workbook"), "ghost", "file-spreadsheet")
        self._keys = self._make_keys()
        self.more = PlainLabel("", "body", "text2", wrap=True)
        left = QVBoxLayout()
        left.setSpacing(px(4))
        left.addWidget(self.up_next)
        left.addWidget(self._empty)
        left.addSpacing(px(4))
        left.addLayout(row(self._list_title, None, self._load))
        left.addWidget(self.list)
        left.addWidget(self.more)
        left.addStretch(1)
        left.addWidget(self._keys)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(px(8))
        side.addWidget(PlainLabel(self.tr("Needs you"), "heading"))
        side.addWidget(self.needs)
        side.addSpacing(px(8))
        side.addWidget(PlainLabel(self.tr("On this computer"), "heading"))
        side.addWidget(self.computer)
        side.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        self._measure()

    def _make_keys(self) -> QWidget:
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(6))
        for item in (self.tr("Move with"), "Up", "Down", self.tr("open with"), "Return"):
            key = item in ("Up", "Down", "Return")
            line.addWidget(KeyHint(item) if key else PlainLabel(item, "caption", "text2"))
        line.addStretch(1)
        return bar

    def _connect(self) -> None:
        self.up_next.opened.connect(self._open)
        self.list.opened.connect(self._open)
        self.needs.chosen.connect(self.go_requested)
        self._load.clicked.connect(lambda: self.go_requested.emit("load-workbook", ""))
        self.computer.create_bundle.connect(lambda: self.go_requested.emit("sync/create", ""))
        self.computer.import_bundle.connect(lambda: self.go_requested.emit("sync/import", ""))
        self._theme.changed.connect(self._measure)
        command(self, "open-next", self.tr("Open the next visit"), self._open_next, ("Ctrl+Return",), "screen")
        if "load-workbook" in self._home.ways:
            command(
                self,
                "load-workbook",
                self.tr("Load a completed workbook"),
                lambda: self.go_requested.emit("load-workbook", ""),
                ("Ctrl+O",),
                "file",
            )

    def show_visits(self, visits: Sequence[AssessmentSummary]) -> None:
        """Show these visits."""
        self.show_plan(plan(visits, self._home.today(), self._home.person_name))

    def show_plan(self, found: VisitPlan) -> None:
        """Show what is next, the visits and what needs the person."""
        self.plan = found
        first = found.next
        self._empty.setVisible(self.plan.empty)
        self.up_next.setVisible(first is not None)
        if first:
            self.up_next.show_visit(first, self._home.today())
        listed = bool(self.plan.groups)
        for widget in (self._list_title, self.list, self._keys):
            widget.setVisible(listed)
        self._load.setVisible("load-workbook" in self._home.ways and not self.plan.empty)
        self.list.show_groups(self.plan.groups)
        more = self.list.visits.left_out
        self.more.setVisible(more > 0)
        self.more.setText(self.tr("{visits}. Find them under Visits.").format(visits=counted(more, "more visit")))
        self.needs.show_needs(self.plan.needs, self._quiet_words())

    def show_outlook(self, assessment: str, outlook: "Outlook") -> None:
        """Show the outlook of the next visit; that of another one is ignored."""
        if self.plan.next and self.plan.next.id == assessment:
            self.up_next.outlook.show_outlook(outlook)

    def show_facts(self, facts: ComputerFacts) -> None:
        """Show what is known of this computer."""
        self.computer.show_facts(facts)

    def refresh(self) -> None:
        """Ask for the list as it is now."""
        self.refresh_wanted.emit()

    def focus_first(self) -> None:
        """The list when there is one, else the button of the card."""
        if self.plan.groups:
            self.list.setFocus()
        elif self.plan.next:
            self.up_next.button.setFocus()
        elif self._ways_in:
            self._ways_in[0].setFocus()

    def _quiet_words(self) -> str:
        first = self.plan.next
        if first is None or first.visit_on is None:
            return ""
        if first.visit_on == self._home.today():
            return self.tr("Your visit is today")
        return self.tr("Next visit: {day}").format(day=long_date(first.visit_on))

    def _open(self, assessment: str) -> None:
        self.go_requested.emit("assessment", assessment)

    def _open_next(self) -> None:
        if self.plan.next:
            self._open(self.plan.next.id)

    def _measure(self) -> None:
        px = self._theme.px
        self._columns.setContentsMargins(px(28), px(20), px(28), px(12))
        self._columns.setSpacing(px(28))
        beside = self.width() >= px(SIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._side.setMinimumWidth(px(SIDE_WIDTH) if beside else 0)
        self._side.setMaximumWidth(px(SIDE_WIDTH) if beside else 16777215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
