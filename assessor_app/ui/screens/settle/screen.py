"""Settling the clashes of one visit, one after another. Nothing is written until the person finishes."""

from functools import partial

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.journal.clash import Clash, ClashKind, Decision
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import Refused
from assessor_app.ui.commands import command
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screen import Save, SaveState, Screen
from assessor_app.ui.screens.settle.nav import ClashNav
from assessor_app.ui.screens.settle.page import ClashPage
from assessor_app.ui.screens.settle.session import SettleSession
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Read = tuple[Assessment, Scheme, tuple[Clash, ...]]


class SettleScreen(Screen):
    """workplace: the services; assessment: the id of the visit whose clashes are settled."""

    place = "visits"
    scrolls = False

    def __init__(self, theme: Theme, worker: Worker, workplace: WorkplacePort, assessment: str) -> None:
        super().__init__()
        self._theme, self._worker, self._workplace = theme, worker, workplace
        self._assessment = assessment
        self.title = self.tr("Settle clashes")
        self.session = SettleSession(workplace.person.id)
        self._busy = False
        self._outlooks: tuple[Outlook, Outlook] | None = None
        self.list = ClashNav(theme)
        self.page: ClashPage | None = None
        self.empty = Empty(theme, "circle-check", self.tr("Nothing is left to settle."), "")
        words = self.tr(
            "What waits is about a mark that you see once you have judged every strand that is marked twice."
        )
        self.not_yet = Empty(theme, "eye-off", self.tr("Nothing for you to settle yet"), words)
        self._hidden = False
        self.later = Button(theme, self.tr("Go back"), "ghost", "arrow-left")
        self.finish_button = Button(theme, self.tr("Finish"))
        self.use_button = Button(theme, self.tr("Use this result"), "primary", "check")
        self._stack = QStackedWidget()
        for view in (Skeleton(theme, 6), self.empty, self.not_yet):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._foot = self._make_footer()
        self.nav, self.footer = self.list, self._foot
        self._connect()
        self._add_commands()
        worker.run(self._read, self._show, self._fail, owner=self)

    def _make_footer(self) -> FittingRow:
        self.safe = PlainLabel(self.tr("Nothing is written until you finish."), "body", "text2")
        hint = KeyHint("Ctrl+Return")
        right = (self.later, self.finish_button, self.use_button, hint)
        return FittingRow(self._theme, (self.safe,), right, (hint, self.safe))

    def _connect(self) -> None:
        self.list.went.connect(self._go_to)
        self.later.clicked.connect(lambda: self.go_requested.emit("assessment", self._assessment))
        self.use_button.clicked.connect(self.use)
        self.finish_button.clicked.connect(self.finish)

    def _add_commands(self) -> None:
        for number in (1, 2, 3):
            words = (self.tr("Keep the first version"), self.tr("Take the second version"),
                     self.tr("Take the third version"))[number - 1]  # fmt: skip
            command(self, f"take-{number}", words, partial(self._take, number), [f"Ctrl+{number}"], "screen")
        command(self, "combine", self.tr("Combine both"), self.combine, ["Ctrl+4"], "screen")
        command(self, "use-result", self.tr("Use this result"), self.use, ["Ctrl+Return", "Ctrl+Enter"], "screen")
        command(self, "finish-settling", self.tr("Finish settling"), self.finish, ["Ctrl+Shift+Return"], "screen")
        command(self, "clash-after", self.tr("Next clash"), partial(self._step, 1), ["Ctrl+PgDown"], "screen")
        command(self, "clash-before", self.tr("Clash before"), partial(self._step, -1), ["Ctrl+PgUp"], "screen")

    def refresh(self) -> None:
        self._worker.run(self._read, self._show, self._fail, owner=self)

    def focus_first(self) -> None:
        if self.page is not None and self.page.sides.cards:
            self.page.sides.cards[0].take.setFocus()
        else:
            self.list.list.setFocus()

    def combine(self) -> None:
        """Put both texts into the result."""
        self.session.combine(self.tr("Combined"))
        self._show_session()

    def use(self) -> None:
        """Use the result for this clash and go on; the last one finishes."""
        if self._busy or not self.session.use():
            return
        if self.session.waiting:
            self._show_session()
            self.focus_first()
        else:
            self.finish()

    def finish(self) -> None:
        """Write what was decided, all of it or nothing."""
        decisions = self.session.decisions()
        if self._busy or not decisions:
            return
        self._busy = True
        self._show_session()
        settling, assessment = self._workplace.settling, self._assessment
        self._worker.run(
            lambda: settling.settle(assessment, decisions).result(),
            lambda left: self._settled(len(decisions), left),
            self._refused,
            owner=self,
        )

    def _read(self) -> Read:
        value = self._workplace.visits.open(self._assessment)
        scheme = self._workplace.visits.scheme_of(value)
        return value, scheme, self._workplace.settling.clashes(self._assessment)

    def _show(self, read: Read) -> None:
        value, scheme, clashes = read
        self.context_line = f"{value.institution.name} · {scheme.short_title}"
        if self.page is None:
            self._make_page(scheme)
        self.session.show(clashes)
        self._hidden = bool(value.conflicts) and not clashes
        self.title_changed.emit()
        self.save_state_changed.emit(SaveState(Save.CLEAN))
        self._show_session()
        self.focus_first()

    def _make_page(self, scheme: Scheme) -> None:
        page = ClashPage(self._theme, scheme)
        page.chosen.connect(self._choose)
        page.stepped.connect(self._step)
        page.combine_wanted.connect(self.combine)
        page.again_wanted.connect(self._start_again)
        self.page = page
        self._stack.addWidget(page)

    def _show_session(self) -> None:
        session, page = self.session, self.page
        if page is None:
            return
        self._stack.setCurrentWidget(page if session.clashes else self.not_yet if self._hidden else self.empty)
        self.list.show_session(session)
        focus = QApplication.focusWidget()
        in_cards = focus is not None and page.sides.isAncestorOf(focus)
        if page.show_session(session) and in_cards:
            self.focus_first()  # the card that had the keyboard is gone
        clash = session.clash
        chosen = clash is not None and bool(session.choice_of(clash).words)
        last = clash is not None and not [place for place in session.waiting if place != session.at]
        self.use_button.setEnabled(chosen and not self._busy)
        self.use_button.setText(self.tr("Use this and finish") if last else self.tr("Use this result"))
        self.finish_button.setEnabled(session.used > 0 and not self._busy)
        self.finish_button.setText(self.tr("Finish with {count}").format(count=session.used))
        self._foot.set_wanted(self.finish_button, session.used > 0)
        self._foot.fit()
        self._ask_effect()

    def _ask_effect(self) -> None:
        clash, page = self.session.clash, self.page
        if page is None or clash is None:
            return
        if clash.kind is not ClashKind.LEVEL:
            page.say_effect(self.tr("The outlook stays as it is: only the lead's judgements count."))
            return
        settling, assessment = self._workplace.settling, self._assessment
        now, then = self.session.decisions(), self.session.decisions(with_current=True)

        def compare() -> tuple[str, Outlook, Outlook]:
            return (
                clash.name,
                settling.outlook_with(assessment, without(now, clash)),
                settling.outlook_with(assessment, then),
            )

        self._worker.run(compare, self._show_effect, self._fail, owner=self)

    def _show_effect(self, found: tuple[str, Outlook, Outlook]) -> None:
        name, before, after = found
        if self.page is None or self.session.clash is None or self.session.clash.name != name:
            return
        if before.headline == after.headline and before.gap == after.gap:
            self.page.say_effect(self.tr("The outlook stays: {words}.").format(words=before.headline))
        else:
            words = self.tr("The outlook changes from {before} to {after}.")
            self.page.say_effect(words.format(before=_short(before), after=_short(after)))

    def _choose(self, value: Json, words: str) -> None:
        self.session.choose(value, words)
        self._show_session()

    def _start_again(self) -> None:
        self.session.start_again()
        self._show_session()

    def _take(self, number: int) -> None:
        if self.page is not None:
            self.page.sides.take(number)

    def _step(self, step: int) -> None:
        self.session.step(step)
        self._show_session()

    def _go_to(self, place: int) -> None:
        if place != self.session.at:
            self.session.at = place
            self._show_session()

    def _settled(self, count: int, left: int) -> None:
        self._busy = False
        words = self.tr("1 clash settled.") if count == 1 else self.tr("{count} clashes settled.").format(count=count)
        if left:
            words += " " + self.tr("{count} left.").format(count=left)
        self.toast_requested.emit(words + " " + self.tr("History can bring an earlier version back."), None)
        if left:
            self.refresh()
        else:
            self.session.show(())
            self.go_requested.emit("assessment", self._assessment)

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self._show_session()
        self.banner_requested.emit(notice_of(Refused(told(self._worker, error), "settle"), "", lambda: None))

    def _fail(self, error: BaseException) -> None:
        self.banner_requested.emit(notice_of(error, self.tr("Try again"), self.refresh))


def without(decisions: tuple[Decision, ...], clash: Clash) -> tuple[Decision, ...]:
    """The decisions about other clashes."""
    return tuple(each for each in decisions if (each.entity, each.field) != (clash.entity, clash.field))


def _short(outlook: Outlook) -> str:
    return f"{outlook.headline}, {outlook.gap}" if outlook.gap else outlook.headline
