"""The place Awards, with its two sub-pages: the register and the renewals."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from assessor_app.domain.award.lines import AwardLine
from assessor_app.ui.commands import command
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screens.awards.register import RegisterView
from assessor_app.ui.screens.awards.renewals import RenewalsView
from assessor_app.ui.screens.office.screen import OfficeScreen
from assessor_app.ui.screens.office.view import OfficeView
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace

REGISTER, RENEWALS = "register", "renewals"


class AwardsScreen(OfficeScreen):
    """argument: an assessment whose award is shown, or "" for the first."""

    place = "awards"

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        workplace: "Workplace",
        argument: str = "",
        asking: Asking = Asking(),  # noqa: B008  a tuple of functions
    ) -> None:
        super().__init__(theme, worker, workplace, argument)
        self.title = self.tr("Awards")
        if not self.allowed:
            words = self.tr("The register of awards is kept by administrators. Ask your office about an award.")
            self._refuse(words, self.tr("Awards are for administrators"))
            return
        self._stack = QStackedWidget()
        self._column.addWidget(self._stack)
        self.register = RegisterView(theme, worker, workplace, asking)
        self.renewals = RenewalsView(theme, worker, workplace, asking, workplace.visits.today)
        self.tabs = ((REGISTER, self.tr("Register")), (RENEWALS, self.tr("Renewals")))
        for view in (self.register, self.renewals):
            self._stack.addWidget(view)
            view.said.connect(lambda words: self.toast_requested.emit(words, None))
            view.failed.connect(self._tell)
            view.changed.connect(self.refresh)
            view.go_wanted.connect(self.go_requested)
        self.renewals.chosen_changed.connect(self._show_chosen)
        self.tab = REGISTER
        self._feet = {REGISTER: self._make_footer(), RENEWALS: self._make_letters_footer()}
        self.footer = self._feet[REGISTER]
        self._add_commands()
        self.refresh()

    def _make_footer(self) -> FittingRow:
        self.save_button = Button(self._theme, self.tr("Save the register"), "secondary", "download")
        self.save_button.clicked.connect(lambda: self.register.work.save_register(self))
        told = PlainLabel(self.tr("The signed register is what others check an award against."), "caption", "text2")
        return FittingRow(self._theme, (told,), (self.save_button,), (told,))

    def _make_letters_footer(self) -> FittingRow:
        theme = self._theme
        self.all_button = Button(theme, self.tr("Choose all not written to"), "ghost", "list-checks")
        self.write_button = Button(theme, self.tr("Write to 0 schools"), "secondary", "mail")
        self.all_button.clicked.connect(self.renewals.choose_unasked)
        self.write_button.clicked.connect(lambda: self.renewals.write_letters(self))
        told = PlainLabel(self.tr("Space chooses a school. Letters are saved, nothing is sent."), "caption", "text2")
        return FittingRow(theme, (told,), (self.all_button, self.write_button), (told, self.all_button))

    def _show_chosen(self) -> None:
        count = len(self.renewals.chosen_schools)
        words = self.tr("Write to 1 school") if count == 1 else self.tr("Write to {count} schools").format(count=count)
        self.write_button.setText(self.tr("Stop writing") if self.renewals.is_writing else words)
        self.write_button.setEnabled(count > 0 or self.renewals.is_writing)
        self._feet[RENEWALS].fit()

    def show_tab(self, tab: str) -> None:
        if self.allowed and tab in self._feet:
            self.tab = tab
            self._stack.setCurrentWidget(self._view_on_show())
            self.footer = self._feet[tab]
            self.panes_changed.emit()
            self.focus_first()

    def press_primary(self) -> None:
        """Do the one thing that the shown award waits for."""
        self._view_on_show().press_primary()

    def _add_commands(self) -> None:
        command(self, "award-act", self.tr("Do what the award waits for"), self.press_primary,
                ["Ctrl+Return", "Ctrl+Enter"], "screen")  # fmt: skip
        command(self, "award-find", self.tr("Find an award"), self._find, ["Ctrl+F"], "screen")
        command(self, "award-save-register", self.tr("Save the register"),
                lambda: self.register.work.save_register(self), [], "screen")  # fmt: skip

    def _read(self) -> None:
        self._worker.run(self._workplace.cycle.office_awards.list, self._show, self._fail, owner=self)

    def _view_on_show(self) -> OfficeView:
        return self.register if self.tab == REGISTER else self.renewals

    def _views(self) -> tuple[OfficeView, ...]:
        return self.register, self.renewals

    def unsaved_texts(self) -> list[str]:
        return self.register.unsaved_texts() if self.allowed else []

    def _show(self, lines: tuple[AwardLine, ...]) -> None:
        first = self.register.is_waiting
        self.register.show_awards(lines)
        self.renewals.show_awards(lines)
        self.context_line = self.register.summary
        self.title_changed.emit()
        if self._wanted:
            self.register.choose(self._wanted)
            self._wanted = ""
        if first and self.isVisible():
            self.focus_first()

    def _find(self) -> None:
        self.show_tab(REGISTER)
        self.register.show_list()
        self.register.search.setFocus()
        self.register.search.selectAll()

    def _tell(self, error: BaseException) -> None:
        self.banner_requested.emit(notice_of(error, "", None))
