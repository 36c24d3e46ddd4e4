"""The real program on a platform without a screen, taken from place to place."""

import shutil
import time
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.identity.unlocking import unlock
from assessor_app.program import SETTINGS, Program
from assessor_app.settings import Settings, save_settings
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.debrief.presenter import Presenter
from assessor_app.ui.shell import Shell
from tests.ui.audit import complaints

from .office_work import fill_office
from .variants import Variant

PATIENCE = 120.0
"""Seconds for a screen to have everything."""
QUIET = 4
"""Rounds of the event loop without work before a screen counts as finished."""


class Studio:
    """`demo`: the folder of the demo; `profiles`: a folder with a copy of the lead's profile."""

    def __init__(self, application: QApplication, demo: Path, profiles: Path, variant: Variant) -> None:
        self.demo, self._profiles, self._application, self._variant = demo, profiles, application, variant
        self._programs: list[Program] = []
        self.who = "lead"
        """The profile whose window it is."""
        self._errors: list[BaseException] = []

    @property
    def _is_office(self) -> bool:
        return bool(self._programs) and self._program.profile.name == "office"

    @property
    def _program(self) -> Program:
        return self._programs[-1]

    @property
    def shell(self) -> Shell:
        """The window of the opened profile; it is opened when first asked for."""
        if not self._is_office:
            self.begin_locked()
        if self._program.desk is None:
            passphrase = (self.demo / "passphrase.txt").read_text(encoding="utf-8")
            self._program._begin_open(unlock(self._program.profile, passphrase))
            self.settle()
        assert self._program.desk is not None
        return self._program.desk.shell

    def be(self, who: str) -> None:
        """Go on in another profile of the demo."""
        self.who = who
        self.begin_locked()

    def be_office(self) -> None:
        """Go on in the profile of the office's administrator, with work on the desk."""
        office = self._profiles / "office"
        if not office.exists():
            shutil.copytree(self.demo / "office", office)
        self._begin(office)
        if self._program.desk is None:
            passphrase = (self.demo / "passphrase.txt").read_text(encoding="utf-8")
            self._program._begin_open(unlock(self._program.profile, passphrase))
            while self._program.workplace is None:
                self.settle()
            if not self.workplace.visits.list():
                fill_office(self.workplace, self.demo, self._profiles)

    @property
    def screen(self) -> Screen:
        """The screen on show."""
        frame = self.shell.navigator.frame
        assert frame is not None
        return frame.content

    @property
    def visit(self) -> str:
        """The id of the visit that is next."""
        assert self.shell is not None
        assert self._program.desk is not None
        upcoming = self._program.desk.home.plan.next
        assert upcoming is not None
        return upcoming.id

    @property
    def workplace(self) -> Any:
        """The services behind the window."""
        assert self._program.workplace is not None
        return self._program.workplace

    def begin_new(self) -> None:
        """The program's first start ever."""
        self._begin(self._profiles / "nobody")

    def begin_locked(self) -> None:
        """The program's start on a profile under a passphrase."""
        profile = self._profiles / self.who
        if not profile.exists():
            shutil.copytree(self.demo / self.who, profile)
        self._begin(profile)

    def go(self, place: str, argument: str = "") -> None:
        """Go to a place of the window."""
        self.close_sheets()
        self.shell.navigator.go(place, argument)

    def close_sheets(self) -> None:
        """Close what lies over the screen."""
        for sheet in self.shell.window().findChildren(Sheet):
            sheet.close_sheet()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Presenter):
                window.close()

    def settle(self) -> None:
        """Wait until nothing is being read or drawn any more."""
        quiet, end = 0, time.monotonic() + PATIENCE
        while quiet < QUIET:
            QTest.qWait(15)
            quiet = 0 if self._program.worker.busy else quiet + 1
            if time.monotonic() > end:
                raise TimeoutError("the screen is not finished")
        if self._errors:
            raise self._errors.pop(0)

    def picture(self, file: Path) -> None:
        """Write what the window shows."""
        self.settle()
        window = self._window()
        window.resize(self._variant.width, self._variant.height)
        self.settle()
        file.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(file)):
            raise OSError(f"{file} could not be written")

    def complaints(self) -> list[str]:
        """What is cut off, too small, nameless or runs out at the side in the window as it was pictured."""
        return complaints(self._window())

    def close(self) -> None:
        """Close everything."""
        while self._programs:
            self._close_program(self._programs.pop())

    def _window(self) -> QWidget:
        shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, Presenter) and each.isVisible())
        return next(shown, self._program.window)

    def _begin(self, profile: Path) -> None:
        if self._programs and self._program.profile == profile:
            return
        self.close()
        profile.mkdir(parents=True, exist_ok=True)
        wanted = Settings(theme=self._variant.theme, text_percent=self._variant.text_percent)
        save_settings(profile / SETTINGS, wanted)
        program = Program(self._application, profile)
        program.hook.caught.connect(self._errors.append)
        self._programs.append(program)
        self._program.begin()

    def _close_program(self, program: Program) -> None:
        program.window.close()
        program.window.deleteLater()
        program.close()
        QTest.qWait(1)
