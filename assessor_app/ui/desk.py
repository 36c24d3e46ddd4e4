"""The opened window and what feeds it: Home at once, every other screen as soon as the services are there."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.domain.people import Person, Role
from assessor_app.errors import AssayError
from assessor_app.settings import Settings
from assessor_app.ui.commands import command
from assessor_app.ui.desk_search import DeskSearch
from assessor_app.ui.file_drop import FileDrop
from assessor_app.ui.kit.painted import Chip
from assessor_app.ui.navigation import Stop
from assessor_app.ui.rail_items import rail_items
from assessor_app.ui.screen import Notice, NoticeKind, Screen
from assessor_app.ui.screens.home import HomeContext, HomeScreen
from assessor_app.ui.screens.side_cards import ComputerFacts
from assessor_app.ui.screens.visit_plan import VisitOverview, overview
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.domain.award.outlook import Outlook
    from assessor_app.domain.second.queue import QueueItem
    from assessor_app.services.profile.workplace import Workplace
    from assessor_app.ui.demo import DemoProfile
    from assessor_app.ui.frame import ScreenFrame
    from assessor_app.ui.screens.visit.anywhere import NoteAnywhere
    from assessor_app.ui.spelling import Spelling

ScreenFactory = Callable[[Theme, Worker, "Workplace", str], Screen]
"""theme, worker, the opened services, the argument of the place -> its screen."""


RECOUNT_AFTER = 1500
"""Milliseconds of quiet before what is not shared is counted again: longer than typing goes without a save."""


class DeskSetting(NamedTuple):
    """What a desk is built with. places: those that need the services, by name; save_settings: keeps them;
    last_change: when the store was written last, local time; today: this computer's date."""

    application: str
    person: Person
    places: dict[str, ScreenFactory]
    save_settings: Callable[[Settings], None]
    last_change: Callable[[], datetime | None]
    today: Callable[[], date] = date.today


class Desk(QObject):
    """Joins shell, screens and services. `visits` are the first page, read before anything heavy was loaded.

    demo_thrown: the window closes for good; remove this demo once its store is closed. rekey_wanted: make new keys,
    with this passphrase to ask for ("" for none). locks_changed: there is a passphrase now, or none any more.
    """

    visits_changed = Signal(object)
    demo_thrown = Signal(object)
    rekey_wanted = Signal(str)
    locks_changed = Signal()
    _written = Signal()

    def __init__(self, theme: Theme, worker: Worker, setting: DeskSetting, visits: Sequence[AssessmentSummary]) -> None:
        super().__init__()
        self._theme, self._worker, self._setting = theme, worker, setting
        self._visits = tuple(visits)
        self._overview: VisitOverview | None = None
        self._workplace: Workplace | None = None
        self._anywhere: NoteAnywhere | None = None
        self._spelling: Spelling | None = None
        self._note_wanted = False
        self._second: frozenset[str] = frozenset()
        in_office = Role.ADMINISTRATOR in setting.person.roles
        self._context = HomeContext(setting.person.name, setting.today, frozenset(setting.places), in_office)
        self.shell = Shell(
            theme, setting.person.name, rail_items(setting.person.roles, setting.places), setting.application
        )
        self.home = HomeScreen(theme, self._context, visits)
        self.home.refresh_wanted.connect(self.refresh)
        self._recount = QTimer(self, singleShot=True, interval=RECOUNT_AFTER)
        self._recount.timeout.connect(self._count_unshared)
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        self.shell.navigator.arrived.connect(self._on_arrived)
        self.shell.closing.connect(self._recount.stop)
        self._register()
        if "sync" in setting.places:
            self._drop = FileDrop(self.shell)
            self._drop.dropped.connect(lambda file: self.shell.navigator.go("sync", f"file:{file}"))
        self._search: DeskSearch | None = None
        if "assessment" in setting.places:
            self._search = DeskSearch(worker, self.shell, self._all_visits, self)
        self.shell.navigator.go("home")
        self._show_facts(None)
        self._show_queue(())

    def _on_arrived(self, frame: "ScreenFrame") -> None:
        self._recount.start()
        screen = frame.content
        takes_notes = any("Ctrl+N" in {key.toString() for key in action.shortcuts()} for action in screen.actions())
        if "assessment" in self._setting.places and not takes_notes:
            command(screen, "note-anywhere", self.tr("New note"), self._take_note, ("Ctrl+N",), "screen")

    def _take_note(self) -> None:
        if self._workplace is None:
            self._note_wanted = True  # the key is answered as soon as the services are there
            return
        from assessor_app.ui.screens.visit.anywhere import NoteAnywhere  # not for the first paint

        self._anywhere = self._anywhere or NoteAnywhere(self._theme, self._worker, self.shell, self._workplace)
        self._anywhere.ask(self._visits, self._setting.today())

    def _register(self) -> None:
        register = self.shell.navigator.register
        register("home", lambda _argument: self.home, keep=True)
        register("visits", self._visits_screen)
        register("settings", self._settings_screen)
        for place in self._setting.places:
            register(place, partial(self._screen, place))

    def give(self, workplace: "Workplace") -> None:
        """The services are there: what waited for them is built, and Home is read again."""
        from assessor_app.ui.spelling import Spelling  # there is nothing to spell before

        self._workplace = workplace
        if self._search is not None:
            self._search.give(workplace)
        self._spelling = Spelling(self._theme, self._worker, workplace.spelling, self)
        workplace.store.on_written(self._tell_written)
        if workplace.read_only:
            self._show_read_only()
        here = self.shell.navigator.here
        if here is not None and here.place in (*self._setting.places, "settings"):
            self._rebuild(here)
        elif "settings" in {frame.content.place for frame in self.shell.navigator.frames}:
            self.shell.navigator.forget("settings")  # it was built without the services
        self.refresh()
        if self._note_wanted:
            self._note_wanted = False
            self._take_note()

    def _show_read_only(self) -> None:
        words = self.tr(
            "It cannot be written where it is. You can look at everything; to work in it, copy its folder to this "
            "computer and open it there."
        )
        self.shell.header.saved.freeze()
        self.shell.show_notice(Notice(NoticeKind.READ_ONLY, self.tr("This profile is read only."), words, id="frozen"))

    def focus(self) -> None:
        """Put the keyboard where the screen on show begins."""
        frame = self.shell.navigator.frame
        if frame is not None:
            frame.content.focus_first()

    def show_demo(self, demo: "DemoProfile") -> None:
        """Say that this is the demo, and let it be thrown away."""
        words = self.tr("Everything in it is made up. Try every screen, then throw it away.")
        if demo.passphrase:
            words = self.tr("Everything in it is made up. Its passphrase is: {passphrase}").format(
                passphrase=demo.passphrase
            )
        self.shell.header.add_chip(Chip(self._theme, self.tr("Demo"), "warn"))
        self.shell.show_notice(Notice(NoticeKind.INFO, self.tr("This is the demo."), words, id="demo"))

        def throw() -> None:
            self.demo_thrown.emit(demo)
            self.shell.window().close()

        self.shell.commands.add("throw-demo-away", self.tr("Throw the demo away"), throw, (), "file")

    def refresh(self) -> None:
        """Read the list again, and what Home says beside it."""
        workplace = self._workplace
        if workplace is not None:
            self._worker.run(partial(self._read_visits, workplace), self._show_visits, owner=self)
            self._count_unshared()

    def _count_unshared(self) -> None:
        workplace = self._workplace
        if workplace is not None and not self._worker.closed:
            self._worker.run(lambda: _waiting(workplace), self._show_facts, owner=self)
            self._worker.run(workplace.second_queue.items, self._show_queue, owner=self)

    def _tell_written(self) -> None:
        try:
            self._written.emit()  # from the writer's thread to the window's
        except RuntimeError:
            return  # the window is gone; what was written is stored

    def _on_written(self) -> None:
        self.shell.header.saved.note_write(datetime.now().astimezone())
        self._recount.start()
        if self._search is not None:
            self._search.forget()

    def read_again(self) -> None:
        """Show what is on show as it is now; what is being typed is handed over first. Others do so on arrival."""
        frame = self.shell.navigator.frame
        if frame is not None:
            frame.content.leave()
            frame.content.refresh()

    def _rebuild(self, stop: Stop) -> None:
        self.shell.navigator.forget(stop.place, stop.argument)
        self.shell.navigator.go(stop.place, stop.argument)

    def _screen(self, place: str, argument: str) -> Screen:
        if self._workplace is None:
            from assessor_app.ui.screens.waiting import WaitingScreen

            name = next((visit.institution for visit in self._visits if visit.id == argument), "")
            return WaitingScreen(self._theme, name, "visits" if place == "assessment" else place)
        if place == "assessment" and argument in self._second:
            place = "verify"  # whoever marks a second time sees nothing but that
        return self._setting.places[place](self._theme, self._worker, self._workplace, argument)

    def _visits_screen(self, _argument: str) -> Screen:
        from assessor_app.ui.screens.visits import VisitsScreen  # built when first asked for

        screen = VisitsScreen(self._theme, self._all_visits(), self._setting.today)
        screen.refresh_wanted.connect(self.refresh)
        self.visits_changed.connect(screen.show_overview)
        return screen

    def _all_visits(self) -> VisitOverview:
        """As read last; before that the first page, which takes no time to sort."""
        return self._overview or overview(self._visits, self._setting.today(), self._setting.person.name)

    def _settings_screen(self, _argument: str) -> Screen:
        from assessor_app.ui.screens.settings.screen import SettingsScreen  # built when first asked for

        screen = SettingsScreen(self._theme, self._worker, self._workplace, self._setting.save_settings)
        screen.rekey_wanted.connect(self.rekey_wanted)
        screen.locks_changed.connect(self.locks_changed)
        return screen

    def _read_visits(self, workplace: "Workplace") -> VisitOverview:
        """In the worker: thousands of visits take longer to sort than a window may stand still."""
        return overview(workplace.visits.list(), self._setting.today(), self._setting.person.name)

    def _show_visits(self, found: VisitOverview) -> None:
        self._visits, self._overview = found.visits, found
        self.home.show_plan(found.plan)
        self.visits_changed.emit(found)
        workplace, upcoming = self._workplace, self.home.plan.next
        if workplace is not None and upcoming is not None:
            which = upcoming.id
            self._worker.run(lambda: _outlook(workplace, which), self._show_outlook, self._no_outlook, owner=self)

    def _show_outlook(self, found: "tuple[str, Outlook]") -> None:
        self.home.show_outlook(*found)

    def _no_outlook(self, error: BaseException) -> None:
        if not isinstance(error, AssayError):  # a visit whose scheme is not here simply shows no outlook
            self._worker.unhandled.emit(error)

    def _show_facts(self, unshared: int | None) -> None:
        self.home.show_facts(ComputerFacts(self._setting.last_change(), unshared))
        sync = self.shell.rail.buttons.get("sync")
        if sync is not None:
            words = self.tr("{count} changes not shared").format(count=unshared)
            sync.set_badge(unshared or 0, words)

    def _show_queue(self, items: "tuple[QueueItem, ...]") -> None:
        """Whoever verifies, or looks after those who do, sees the place at once; others once there is something."""
        self._second = frozenset(item.assessment for item in items if not item.leads)
        verify = self.shell.rail.buttons.get("verify")
        if verify is not None:
            waiting = sum(item.waiting for item in items)
            verify.setVisible(bool(items) or bool(self._setting.person.roles & {Role.VERIFIER, Role.ADMINISTRATOR}))
            self.shell.rail.fit()
            verify.set_badge(waiting, self.tr("{count} waiting").format(count=waiting), urgent=True)


def _waiting(workplace: "Workplace") -> int | None:
    """Changes in no bundle yet. Raises nothing a person must know: without an office there is nobody to share with."""
    try:
        return int(workplace.exchange.waiting().changes)
    except AssayError:
        return None


def _outlook(workplace: "Workplace", assessment: str) -> "tuple[str, Outlook]":
    return assessment, workplace.visits.outlook(workplace.visits.open(assessment))
