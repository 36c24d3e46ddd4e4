"""Base of the places of the office: administrators work there, anybody else reads whom to ask."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from assessor_app.domain.people import Role
from assessor_app.ui.errors import notice_of
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.office.view import OfficeView, refused_view
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace


class OfficeScreen(Screen):
    """`allowed` says whether it is for this person; where it is not, it only has the page that says so.

    argument: what is to be chosen first, "" for the first of the list.
    """

    scrolls = False

    def __init__(self, theme: Theme, worker: Worker, workplace: "Workplace", argument: str) -> None:
        super().__init__()
        self._theme, self._worker, self._workplace, self._wanted = theme, worker, workplace, argument
        self.allowed = Role.ADMINISTRATOR in workplace.person.roles
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def _refuse(self, sentence: str, heading: str) -> None:
        """Say whose place it is."""
        self._column.addWidget(refused_view(self._theme, sentence, heading))

    def refresh(self) -> None:
        if self.allowed:
            self._read()

    def focus_first(self) -> None:
        if self.allowed:
            self._view_on_show().focus_first()
        else:
            self.setFocus()

    def turn_list(self) -> None:
        if self.allowed:
            self._view_on_show().turn()

    def _read(self) -> None:
        """Begin to read what is listed; `_fail` takes what goes wrong."""
        raise NotImplementedError

    def _view_on_show(self) -> OfficeView:
        raise NotImplementedError

    def _views(self) -> tuple[OfficeView, ...]:
        return (self._view_on_show(),)

    def _fail(self, error: BaseException) -> None:
        for view in self._views():
            view.show_failed()
        self.banner_requested.emit(notice_of(error, self.tr("Try again"), self.refresh))
