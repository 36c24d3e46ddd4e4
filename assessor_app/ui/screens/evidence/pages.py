"""The evidence and, for marks that use one, the action plan that rests on it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.evidence.plan_page import PlanPage
from assessor_app.ui.screens.evidence.tab import EvidenceTab
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

PIECES, PLAN = "evidence", "plan"


class EvidencePages(Tab):
    """Two pages and a choice between them, which is not there for a mark without an action plan."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, workplace: WorkplacePort) -> None:
        super().__init__()
        self.pieces = EvidenceTab(theme, worker, opened, workplace)
        self.plan = PlanPage(theme, worker, opened, workplace.cycle)
        plan = opened.scheme.terms.action_plan.capitalize()
        words = self.tr("Evidence or {plan}").format(plan=opened.scheme.terms.action_plan)
        self.choice = Segmented(theme, words, [(PIECES, self.tr("Evidence")), (PLAN, plan)])
        self.choice.chosen.connect(lambda _chosen: self._show_chosen())
        self._pages = QStackedWidget()
        self._pages.addWidget(self.pieces)
        self._pages.addWidget(self.plan)
        self._bar = QWidget()
        bar = row(self.choice, None)
        bar.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        self._bar.setLayout(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)
        opened.changed.connect(self._refresh)
        self._refresh()

    def commands(self, owner: Screen) -> list[QAction]:
        return self.pieces.commands(owner)

    def turn(self) -> None:
        """From the evidence to the action plan, or back."""
        if self.plan.has_plan:
            self.choice.choose(PIECES if self.choice.current == PLAN else PLAN)
            self._show_chosen()
            self.focus_first()

    def open_plan(self) -> None:
        """Show the action plan."""
        if not self.shows_plan:
            self.turn()

    @property
    def shows_plan(self) -> bool:
        """True while the action plan is chosen."""
        return self.plan.has_plan and self.choice.current == PLAN

    def open_piece(self, piece: str) -> None:
        """Open a piece of evidence on purpose."""
        self.choice.choose(PIECES)
        self._show_chosen()
        self.pieces.open_piece(piece)

    def enter(self) -> None:
        self.pieces.enter()
        self._refresh()

    def leave(self) -> None:
        self.pieces.leave()
        self.plan.hand_over()

    def unsaved_texts(self) -> list[str]:
        return [*self.pieces.unsaved_texts(), *self.plan.unsaved_texts()]

    def save_again(self) -> None:
        self.pieces.save_again()
        self.plan.hand_over()

    def focus_first(self) -> None:
        if self._pages.currentWidget() is self.pieces:
            self.pieces.focus_first()
        else:
            self.choice.focus_current()

    def _refresh(self) -> None:
        self._bar.setVisible(self.plan.has_plan)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._pages.setCurrentWidget(self.plan if self.shows_plan else self.pieces)
        if self.shows_plan:
            self.plan.refresh()
