"""Backups: the second copy of everything on another disk or stick, and copies made now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from assessor_app.domain.words.counting import counted
from assessor_app.errors import Stopped
from assessor_app.settings import Settings
from assessor_app.ui.dates import long_date, short_time
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.bundle.progress import WorkProgress
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.settings.rows import Action, Complaint, Fact, SettingsPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.copies import CopyFacts
    from assessor_app.services.profile.upkeep import BackedUp
    from assessor_app.services.profile.workplace import Workplace

HOURS = (4, 24, 168)


class BackupsPage(SettingsPage):
    """said: words for a toast. `save(settings)` keeps what was chosen."""

    said = Signal(str)

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        workplace: "Workplace",
        save: Callable[[Settings], None],
        asking: Asking,
    ) -> None:
        super().__init__(theme)
        self._worker, self._workplace, self._save, self._asking = worker, workplace, save, asking
        self._task: Task | None = None
        self._build_second_copy()
        self._build_now()
        self.error = Complaint(theme, worker)
        self.column.insertWidget(0, self.error)
        self.column.addStretch(1)

    def _build_second_copy(self) -> None:
        theme, card = self.theme, self.section(self.tr("Second copy"))
        words = self.tr(
            "A copy of everything, encrypted as it is here, on another disk or stick. It is made by itself whenever "
            "the folder is there, and checked before it counts."
        )
        card.body.addWidget(Paragraph(theme, words, "body", "text2"))
        self.where = Fact(theme, self.tr("Folder"))
        self.last = Fact(theme, self.tr("Last made"))
        self.note = Paragraph(theme, "", "body", "warn")
        names = {4: self.tr("Every 4 hours"), 24: self.tr("Every day"), 168: self.tr("Every week")}
        self.often = Segmented(theme, self.tr("How often"), tuple((str(each), names[each]) for each in HOURS))
        self.often.choose(str(theme.settings.copy_hours))
        self.often.chosen.connect(lambda chosen: self._keep(copy_hours=int(chosen)))
        self.choose = Action(theme, "", self.tr("Choose a folder"), "hard-drive", self._choose)
        self.now = Action(
            theme, self.tr("Do not wait for the next time."), self.tr("Make the copy now"), "copy", self._copy_now
        )
        self.stop = Action(
            theme, self.tr("Copies that were made stay where they are."), self.tr("Make no more"), "x", self._forget
        )
        for widget in (self.where, self.last, self.note, PlainLabel(self.tr("How often"), "label")):
            card.body.addWidget(widget)
        card.body.addWidget(self.often, 0, Qt.AlignmentFlag.AlignLeft)
        for action in (self.choose, self.now, self.stop):
            card.body.addWidget(action)

    def _build_now(self) -> None:
        theme, card = self.theme, self.section(self.tr("Other backups"))
        self.other = Action(
            theme,
            self.tr(
                "A backup into any folder, once. Restore it on a new computer with your passphrase or recovery sheet."
            ),
            self.tr("Back up to a folder"),
            "save",
            self._back_up,
        )
        self.check = Action(
            theme,
            self.tr(
                "Reads all your work and makes sure that nothing in it is damaged or was changed behind your back."
            ),
            self.tr("Check everything"),
            "shield-check",
            self._check,
        )
        self.progress = WorkProgress(theme)
        self.progress.stop_wanted.connect(self._stop)
        self.result = Paragraph(theme, "", "label", "ok")
        self.result.hide()
        for widget in (self.other, self.check, self.progress, self.result):
            card.body.addWidget(widget)

    @property
    def _folder(self) -> Path | None:
        chosen = self.theme.settings.copy_folder
        return Path(chosen) if chosen else None

    def focus_first(self) -> None:
        """Where a folder is chosen."""
        self.choose.button.setFocus()

    def refresh(self) -> None:
        """Read again how it stands."""
        folder, hours = self._folder, self.theme.settings.copy_hours
        self._worker.run(lambda: self._workplace.copies.facts(folder, hours), self._show, self._fail, owner=self)

    def _show(self, facts: "CopyFacts") -> None:
        folder = self._folder
        self.where.say(str(self._workplace.copies.folder_in(folder)) if folder else self.tr("Not chosen yet"))
        self.last.say(_when(facts.last) if facts.last else self.tr("Never"))
        self.note.set_words(self._note(facts))
        self.note.setVisible(bool(self._note(facts)))
        self.choose.say(
            self.tr("On a stick or another disk, not on the one of this computer."),
            self.tr("Choose another folder") if folder else self.tr("Choose a folder"),
        )
        self.now.setVisible(folder is not None)
        self.stop.setVisible(folder is not None)

    def _note(self, facts: "CopyFacts") -> str:
        if self._folder is not None and facts.same_disk:
            return self.tr("This folder is on the same disk as your work. A disk that breaks takes both with it.")
        if self._folder is not None and not facts.there:
            return self.tr("The folder is not there now. Put in the stick or disk; the copy is made by itself.")
        return self.tr("Work of more than a day has no second copy.") if facts.late else ""

    def _choose(self) -> None:
        chosen = self._asking.folder(self, self.tr("Choose the folder for the second copy"), "", "")
        if chosen is None:
            return

        def chosen_and_made(_folder: Path) -> None:
            self._keep(copy_folder=str(chosen))
            self._copy_now()

        self._worker.run(lambda: self._workplace.copies.choose(chosen), chosen_and_made, self._fail, owner=self)

    def _forget(self) -> None:
        self._keep(copy_folder="")
        self.refresh()

    def _copy_now(self) -> None:
        folder = self._folder
        if folder is not None:
            self._begin(lambda task: self._workplace.copies.copy(folder, task.cancelled), self._copied)

    def _back_up(self) -> None:
        chosen = self._asking.folder(self, self.tr("Choose an empty folder for the backup"), "", "")
        if chosen is not None:
            target = self._workplace.copies.folder_in(chosen)
            self._begin(lambda task: self._workplace.upkeep.backup(target, task.cancelled), self._copied)

    def _copied(self, made: "BackedUp") -> None:
        self._end(self.tr("Copied and checked: {files}.").format(files=counted(made.files, "file")))
        self.refresh()

    def _check(self) -> None:
        self._begin(lambda _task: self._workplace.upkeep.check(), self._checked, self.tr("Checking"))

    def _checked(self, problems: tuple[object, ...]) -> None:
        if problems:
            self._end("")
            words = self.tr("{count} things are not as they were written. Restore your last backup into a new profile.")
            self.error.say(words.format(count=len(problems)))
        else:
            self._end(self.tr("Everything is whole."))

    def _begin(self, work: Callable[[Task], object], done: Callable[..., object], verb: str = "") -> None:
        if self._task is not None:
            return
        self.error.say("")
        self.result.hide()
        self.progress.begin(verb or self.tr("Copying"))
        self._task = self._worker.run_long(work, done, self._fail, owner=self)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._end(self.tr("Stopped. The backup that was there is whole."))

    def _end(self, words: str) -> None:
        self._task = None
        self.progress.hide()
        self.result.set_words(words)
        self.result.setVisible(bool(words))
        if words:
            self.said.emit(words)

    def _fail(self, error: BaseException) -> None:
        self._end("")
        if not isinstance(error, Stopped):
            self.error.fail(error)

    def _keep(self, **fields: object) -> None:
        self.theme.settings = replace(self.theme.settings, **fields)  # type: ignore[arg-type]
        self._save(self.theme.settings)
        self.refresh()


def _when(at: datetime) -> str:
    local = at.astimezone()
    return f"{long_date(local.date())}, {short_time(local)}"
