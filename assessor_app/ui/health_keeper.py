"""Looks after an opened profile in the background: is it whole, is it copied, do certificate and card hold."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from assessor_app.errors import AssayError, Stopped
from assessor_app.ui.errors import notice_of
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.domain.problem import Problem
    from assessor_app.services.profile.copies import CopyFacts
    from assessor_app.services.profile.keys import KeyFacts
    from assessor_app.services.profile.workplace import Workplace

FIRST_LOOK, EVERY = 4_000, 600_000
"""Milliseconds: after the services are there, and from then on."""
NO_COPY, DAMAGED = "no-second-copy", "damaged"


class HealthKeeper(QObject):
    """Says in the window what needs a person, and makes the second copy when it is due and its folder is there."""

    def __init__(self, theme: Theme, worker: Worker, shell: Shell, workplace: "Workplace") -> None:
        super().__init__(shell)
        self._theme, self._worker, self._shell, self._workplace = theme, worker, shell, workplace
        self._copying = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=FIRST_LOOK)
        self._first.timeout.connect(self.begin)
        self._first.start()
        shell.closing.connect(self.stop)

    def begin(self) -> None:
        """What is looked at once a start; then the rest, now and from time to time."""
        self._worker.run(self._workplace.upkeep.check_pages, self._show_pages, self._ignore, owner=self)
        self._worker.run(self._workplace.keys.facts, self._show_cautions, self._ignore, owner=self)
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the store is about to be closed."""
        self._first.stop()
        self._timer.stop()

    def look(self) -> None:
        """How it stands with the second copy."""
        if self._worker.closed or self._copying or self._workplace.read_only:
            return
        folder, hours, copies = self._folder, self._theme.settings.copy_hours, self._workplace.copies
        self._worker.run(lambda: copies.facts(folder, hours), self._show_copy, self._ignore, owner=self)

    @property
    def _folder(self) -> Path | None:
        chosen = self._theme.settings.copy_folder
        return Path(chosen) if chosen else None

    def _show_pages(self, problems: "tuple[Problem, ...]") -> None:
        if problems:
            title = self.tr("The database of this profile is damaged.")
            words = self.tr("{count} pages are not what was written. Restore your last backup into a new profile.")
            self._shell.show_notice(Notice(NoticeKind.DANGER, title, words.format(count=len(problems)), id=DAMAGED))

    def _show_cautions(self, facts: "KeyFacts") -> None:
        for caution in facts.standing.cautions:
            title, _, rest = caution.sentence.partition(". ")
            kind = NoticeKind.DANGER if caution.urgent else NoticeKind.INFO
            words, run = self.tr("Open Settings"), lambda: self._shell.go("settings/keys")
            self._shell.show_notice(Notice(kind, f"{title}.", rest, words, run, caution.code))

    def _show_copy(self, facts: "CopyFacts") -> None:
        folder = self._folder
        if facts.due and folder is not None:
            self._copying = True
            copies = self._workplace.copies
            self._worker.run_long(
                lambda task: copies.copy(folder, task.cancelled), self._copied, self._copy_failed, owner=self
            )
        elif facts.late:
            self._shell.show_notice(self._late(facts))
        else:
            self._shell.banners.drop(NO_COPY)

    def _late(self, facts: "CopyFacts") -> Notice:
        run = lambda: self._shell.go("settings/backups")  # noqa: E731  what the button of the banner does
        if self._folder is None:
            title = self.tr("Your work is only on this computer.")
            words = self.tr("Choose a stick or another disk once, and a second copy is made by itself.")
            return Notice(NoticeKind.INFO, title, words, self.tr("Choose a folder"), run, NO_COPY, "hard-drive")
        title = self.tr("Work of more than a day has no second copy.")
        words = self.tr("Put in the stick or disk for {folder}; the copy is made by itself.").format(
            folder=self._folder
        )
        if facts.last is None:
            words = self.tr("Nothing has been copied yet. ") + words
        return Notice(NoticeKind.INFO, title, words, self.tr("Open Settings"), run, NO_COPY, "hard-drive")

    def _copied(self, _made: object) -> None:
        self._copying = False
        self._shell.banners.drop(NO_COPY)

    def _copy_failed(self, error: BaseException) -> None:
        self._copying = False
        if isinstance(error, Stopped):
            return
        if not isinstance(error, AssayError):
            self._worker.unhandled.emit(error)
            return
        run = lambda: self._shell.go("settings/backups")  # noqa: E731  what the button of the banner does
        self._shell.show_notice(notice_of(error, self.tr("Open Settings"), run, NO_COPY))

    def _ignore(self, error: BaseException) -> None:
        """The store was closed while it was read; anything else goes to the log."""
        if not isinstance(error, AssayError) and not self._worker.closed:
            self._worker.unhandled.emit(error)
