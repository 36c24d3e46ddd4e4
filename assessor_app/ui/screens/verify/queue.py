"""Verify: which second marks wait for this person, which for others, what is due; and how far judges agree."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.people import Person, Role
from assessor_app.domain.second.queue import QueueItem
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import AgreementPort, SecondQueuePort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.verify.agreement import AgreementPage
from assessor_app.ui.screens.verify.queue_list import QueueList
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

WAITING, AGREEMENT = "waiting", "agreement"


class VerifyQueueScreen(Screen):
    """Reads the queue each time it is shown."""

    place = "verify"

    def __init__(
        self, theme: Theme, worker: Worker, queue: SecondQueuePort, agreement: AgreementPort, person: Person
    ) -> None:
        super().__init__()
        self.tabs = ((WAITING, self.tr("Waiting")), (AGREEMENT, self.tr("Agreement")))
        self.tab = WAITING
        self.agreement = AgreementPage(theme, worker, agreement)
        self._theme, self._worker, self._queue = theme, worker, queue
        self.title = self.tr("Verify")
        self._skeleton = Skeleton(theme, 3)
        self.list = QueueList(theme)
        self.list.opened.connect(lambda assessment: self.go_requested.emit("verify", assessment))
        told = self.tr(
            "A second mark is made alone. Nothing of the assessor's judgement reaches you until yours is sealed."
        )
        self._told = Paragraph(theme, told, "body", "text2")
        self._import = Button(theme, self.tr("Import bundle"), "primary", "folder-input")
        self._import.clicked.connect(lambda: self.go_requested.emit("sync/import", ""))
        self._empty = self._make_empty(person)
        self._lay_out()
        self._told.setVisible(Role.VERIFIER in person.roles)
        self.list.hide()
        self._empty.hide()
        self.refresh()

    def _make_empty(self, person: Person) -> Card:
        why = self.tr("When an assessor sends you a package to verify, import it and it waits here.")
        if Role.VERIFIER not in person.roles:
            why = self.tr("When a verifier has sealed a second mark of a visit you lead, you agree the levels here.")
        card = Card(self._theme, padding=8)
        card.body.addWidget(Empty(self._theme, "scale", self.tr("Nothing to verify"), why, (self._import,)))
        return card

    def _lay_out(self) -> None:
        theme = self._theme
        self._waiting, column = QWidget(), QVBoxLayout()
        self._waiting.setLayout(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        whole.addWidget(self._waiting)
        whole.addWidget(self.agreement)
        whole.addStretch(1)
        self.agreement.hide()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._told, self._skeleton, self.list, self._empty):
            column.addWidget(widget)
        column.addStretch(1)

    def show_tab(self, tab: str) -> None:
        super().show_tab(tab)
        self._waiting.setVisible(tab == WAITING)
        self.agreement.setVisible(tab == AGREEMENT)
        if tab == AGREEMENT:
            self.agreement.read()
        else:
            self.agreement.stop()
        self.focus_first()

    def leave(self) -> None:
        self.agreement.stop()

    def refresh(self) -> None:
        if self.tab == AGREEMENT:
            self.agreement.read()
        self._worker.run(self._queue.items, self.show_items, self._fail, owner=self)

    def show_items(self, items: tuple[QueueItem, ...]) -> None:
        """Show these."""
        first = self._skeleton.isVisibleTo(self)
        self._skeleton.hide()
        self.list.show_items(items)
        self.list.setVisible(bool(items))
        self._empty.setVisible(not items)
        if first and self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        if self.tab == AGREEMENT:
            self.agreement.focus_first()
            return
        (self.list if self.list.isVisibleTo(self) else self._import).setFocus()

    def _fail(self, error: BaseException) -> None:
        self.banner_requested.emit(notice_of(error, self.tr("Try again"), self.refresh))
