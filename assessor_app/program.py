"""The running program: one profile, and the window, the services and the screens that are built for it."""

import gc
import importlib
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.identity import unlocking
from assessor_app.identity.profile import Layout, exists, is_read_only, read_profile
from assessor_app.paths import APPLICATION, resources
from assessor_app.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from assessor_app.domain.assessment.summary import AssessmentSummary
    from assessor_app.domain.database_place import DatabasePlace
    from assessor_app.domain.people import Person
    from assessor_app.identity.vault import Secrets
    from assessor_app.services.profile.workplace import Workplace
    from assessor_app.ui.demo import DemoProfile
    from assessor_app.ui.desk import Desk
    from assessor_app.ui.errors import ErrorHook
    from assessor_app.ui.theme import Theme
    from assessor_app.ui.worker import Worker

SETTINGS, CACHE = "settings.json", "cache"
"""What a profile holds beside data and keys; the cache can be made again at any time."""

FIRST_SCREEN = tuple(
    f"assessor_app.{name}"
    for name in (
        "models.queries.first_page",
        "ui.first_page",
        "ui.frame",
        "ui.screens.home",
        "ui.shell",
        "ui.desk",
        "ui.places",
    )
)
"""What Home is made of, the most urgent first."""

HALF_LIGHT = 128
"""QColor.lightness(): a desktop whose windows are darker than this is a dark one."""

KEYRING_PATIENCE = 1.5
"""Seconds to wait for the keyring before the window is shown without the list."""


def load_first_screen(enough: Callable[[], bool] = lambda: False) -> None:
    """Import what Home needs while there is nothing else to do; stops between two modules once there is `enough`."""
    for module in FIRST_SCREEN:
        if enough():
            return
        importlib.import_module(module)


class Program:
    """One profile, from locked to open to closed. `crashed`: the program ended without closing last time."""

    def __init__(
        self,
        application: "QApplication",
        profile: Path,
        reading: unlocking.MasterReading | None = None,
        crashed: bool = False,
        database: "DatabasePlace | None" = None,
    ) -> None:
        from assessor_app.ui.dates import use_readable_locale
        from assessor_app.ui.window import Window

        self._application = application
        self.profile, self._reading, self._crashed = profile, reading, crashed
        self._database = database
        self._last_change = self.last_change() if crashed else None
        self._settings_file = profile / SETTINGS
        self._thrown: list[DemoProfile] = []
        self._read_only = is_read_only(profile)
        self._temporary = tempfile.TemporaryDirectory(prefix="assay-") if self._read_only else None
        self.desk: Desk | None = None
        self.workplace: Workplace | None = None
        self._opened: Workplace | None = None
        self._settings = load_settings(self._settings_file)
        self._dark_desktop = application.palette().window().color().lightness() < HALF_LIGHT
        use_readable_locale()
        self.window = Window()

    # The first paint has no need of these three, so they are made after it.

    @cached_property
    def hook(self) -> "ErrorHook":
        """Tells errors that nothing else caught."""
        from assessor_app.services.unexpected import LOG
        from assessor_app.ui.errors import ErrorHook

        hook = ErrorHook(self.profile / LOG)
        hook.install()
        return hook

    @cached_property
    def worker(self) -> "Worker":
        """What runs beside the window."""
        from assessor_app.ui.worker import Worker

        worker = Worker()
        worker.unhandled.connect(self.hook.report)
        return worker

    @cached_property
    def theme(self) -> "Theme":
        """The look of everything but the first page."""
        from assessor_app.ui.theme import Theme

        cache = Path(self._temporary.name) if self._temporary else self.profile / CACHE
        return Theme(self._application, self._settings, resources(), cache, dressed=False)

    def begin(self, passphrase: str | None = None) -> None:
        """Show the first window: first run, the lock, or Home."""
        if self._reading is not None:
            load_first_screen(enough=self._reading.ended)
        if not exists(self.profile):
            self._begin_first_run()
        elif passphrase is not None and unlocking.has_passphrase(self.profile):
            self._begin_open(self._unlock(passphrase))
        elif self._reading is None:
            self._begin_locked()
        elif self._reading.result(KEYRING_PATIENCE) is None and self._reading.problem == "waiting":
            self._begin_waiting()
        else:
            self._begin_open(unlocking.unlock(self.profile, None, self._reading))

    def close(self) -> None:
        """Wait for what is being written, then close the store."""
        if "worker" in vars(self):
            self.worker.close()
        if self._reading is not None:
            self._reading.close()
        for workplace in (self.workplace, self._opened):
            if workplace is not None:
                workplace.close()
        self.workplace = self._opened = None
        for demo in self._thrown:
            from assessor_app.ui.demo import throw_away

            throw_away(demo)
        if self._temporary is not None:
            self._temporary.cleanup()

    def last_change(self) -> datetime | None:
        """When the store was written last, local time."""
        database = Layout(self.profile).database
        files = (database, database.with_name(database.name + "-wal"))
        times = [file.stat().st_mtime for file in files if file.exists()]
        return datetime.fromtimestamp(max(times)).astimezone() if times else None

    def _begin_first_run(self) -> None:
        from assessor_app.identity.passphrase import strength
        from assessor_app.ui.beginning import Beginning, first_run

        begin = Beginning(self.theme, self.worker, self.profile, self._database)
        begin.opened.connect(self._begin_open)
        screen = first_run(begin, APPLICATION, strength, self._begin_demo)
        screen.finished.connect(lambda *_: self._begin_open(begin.made.secrets))
        self._show_alone(screen)
        screen.focus_first()

    def _begin_demo(self, demo: "DemoProfile") -> None:
        self.profile, self._database = demo.profile, None
        self._begin_open(unlocking.unlock(demo.profile, demo.passphrase or None), demo)

    def _begin_locked(self) -> None:
        from PySide6.QtCore import QTimer

        from assessor_app.ui.screens.lock import LockScreen

        name = read_profile(self.profile).person.name
        screen = LockScreen(self.theme, self.worker, self._unlock, name, opening=True, recover=self._recover)
        screen.unlocked.connect(self._begin_open)
        self._show_alone(screen)
        screen.focus_first()
        QTimer.singleShot(0, load_first_screen)  # while the passphrase is being typed

    def _begin_waiting(self) -> None:
        from assessor_app.ui.screens.waiting import WaitingScreen

        self._show_alone(WaitingScreen(self.theme, APPLICATION, "home"))
        profile, reading = self.profile, self._reading
        self.worker.run(
            lambda: unlocking.unlock(profile, None, reading),
            self._begin_open,
        )

    def _unlock(self, passphrase: str) -> "Secrets":
        return unlocking.unlock(self.profile, passphrase)

    def _recover(self, key: str, passphrase: str) -> "Secrets":
        from assessor_app.services.profile.keys import recover_profile  # seldom wanted

        return recover_profile(self.profile, key, passphrase)

    def _begin_open(
        self, secrets: "Secrets", demo: "DemoProfile | None" = None, error: BaseException | None = None
    ) -> None:
        """Paint the list, then build in turns what surrounds it, so that the window never stands still for long.
        `error` is told once it stands."""
        from assessor_app.models.queries.first_page import first_visits
        from assessor_app.ui.first_page import FirstPage, first_look
        from assessor_app.ui.turns import in_turns

        person = read_profile(self.profile).person
        visits = first_visits(Layout(self.profile).database, secrets.database_key, frozen=self._read_only)
        page = FirstPage(self.window, first_look(self._settings, self._dark_desktop), visits, person.name)
        turns = (
            self._search_garbage,
            load_first_screen,
            lambda: (self.hook, self.theme),
            lambda: self._make_desk(person, visits, demo),
            lambda: self.theme.dress(),
            self._show_desk,
            lambda: self._open_services(secrets, error),
        )
        page.painted.connect(lambda: in_turns(turns))
        self.window.show_page(page)
        self.window.show()

    def _make_desk(self, person: "Person", visits: "Sequence[AssessmentSummary]", demo: "DemoProfile | None") -> None:
        from assessor_app.ui.desk import Desk, DeskSetting
        from assessor_app.ui.places import PLACES

        setting = DeskSetting(APPLICATION, person, PLACES, self._keep_settings, self.last_change)
        self.desk = Desk(self.theme, self.worker, setting, visits)
        if demo is not None:
            self.desk.show_demo(demo)
            self.desk.demo_thrown.connect(self._thrown.append)
        self.hook.caught.connect(self._show_error)
        self._show_crash_notice()

    def _show_desk(self) -> None:
        if self.desk is not None:
            self.window.show_page(self.desk.shell)
            self.desk.focus()

    def _open_services(self, secrets: "Secrets", error: BaseException | None) -> None:
        if error is not None:
            self._show_error(error)
        profile, database = self.profile, self._database

        def open_now() -> "Workplace":
            from assessor_app.services.profile.opening import (
                open_workplace,  # slow to import: the window is there first
            )

            # Kept here until it is taken, so that `close` finds it when the window closes in between.
            self._opened = open_workplace(profile, secrets, database=database)
            return self._opened

        self.worker.run(open_now, self._take_services)
        if self.desk is not None:
            from assessor_app.ui.lock_keeper import LockKeeper

            name, shell = read_profile(profile).person.name, self.desk.shell
            keeper = LockKeeper(
                self.theme, self.worker, shell, self._unlock, name, lambda: unlocking.has_passphrase(profile)
            )
            keeper.locked.connect(self._rest)
            self.desk.locks_changed.connect(keeper.look_again)
            self.desk.rekey_wanted.connect(self._rekey)

    def _rest(self) -> None:
        if self.workplace is not None:
            self.worker.run(self.workplace.rest)

    def _take_services(self, workplace: "Workplace") -> None:
        self.workplace, self._opened = workplace, None
        if self.desk is not None:
            from assessor_app.ui.health_keeper import HealthKeeper
            from assessor_app.ui.other_programs import OtherPrograms

            self.desk.give(workplace)
            HealthKeeper(self.theme, self.worker, self.desk.shell, workplace)
            OtherPrograms(self.worker, self.desk, workplace.store)
        # What is there now stays. Looking through all of it for garbage takes 0.1 s, and nothing else runs meanwhile.
        gc.freeze()

    def _rekey(self, passphrase: str) -> None:
        workplace, self.workplace = self.workplace, None
        if self.desk is not None and workplace is not None:
            from assessor_app.ui.rekeying import Rekeying

            work = Rekeying(self.theme, self.worker, self.desk.shell, workplace, passphrase)
            work.ended.connect(self._open_again)

    def _open_again(self, secrets: "Secrets", error: BaseException | None) -> None:
        """The same profile once more; `error` is told there."""
        if self.desk is not None:
            self.desk.shell.close()
        self._begin_open(secrets, error=error)

    def _show_crash_notice(self) -> None:
        if self._crashed and self._last_change is not None and self.desk is not None:
            from assessor_app.ui.errors import crash_notice

            self.desk.shell.show_notice(crash_notice(self._last_change))

    def _show_error(self, error: BaseException) -> None:
        from PySide6.QtGui import QGuiApplication

        from assessor_app.services.unexpected import details_of
        from assessor_app.ui.errors import notice_of

        if self.desk is not None:
            shell, details = self.desk.shell, details_of(error)
            copy = shell.tr("Copy details")
            shell.show_notice(notice_of(error, copy, lambda: QGuiApplication.clipboard().setText(details)))

    def _search_garbage(self) -> None:
        from assessor_app.ui.garbage import GarbageSearch

        handle = self.window.windowHandle()
        if handle.findChild(GarbageSearch) is None:
            GarbageSearch(handle)

    def _keep_settings(self, settings: Settings) -> None:
        if not self._read_only:
            save_settings(self._settings_file, settings)

    def _show_alone(self, screen: "QWidget") -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        screen.setWindowTitle(APPLICATION)
        QShortcut(QKeySequence("Ctrl+Q"), screen, self.window.close)
        self.theme.dress()
        self.window.show_page(screen)
        self.window.show()
        self._search_garbage()
