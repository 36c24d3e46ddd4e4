"""Import a bundle: look first, write only then."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.counting import counted
from assessor_app.domain.exchange import BundleLook, TakenInBundle, VisitInBundle
from assessor_app.domain.exchange_words import taken_words
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.evidence_list import size_words
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import ExchangePort
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.bundle.progress import WIDEST, WorkProgress, quietly
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

AskWhich = Callable[[QWidget], Path | None]


class LookCard(Card):
    """What a bundle holds and whether it may be believed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.body.addWidget(PlainLabel(self.tr("What is in it"), "card"))
        self.body.addLayout(self._lines)
        self.body.addWidget(Paragraph(theme, self.tr("Nothing is written until you import."), "caption", "text2"))

    def show_look(self, look: BundleLook) -> None:
        """Show it."""
        clear(self._lines)
        for name, value in self._facts(look):
            self._lines.addWidget(self._fact(name, value))

    def _facts(self, look: BundleLook) -> list[tuple[str, str]]:
        files = self.tr("{count} new").format(count=look.files)
        if look.missing_files:
            files += ", " + self.tr("{count} named but not in it").format(count=look.missing_files)
        return [
            (self.tr("Signed by"), ", ".join(look.signers)),
            *((visit.institution, self._visit(visit)) for visit in look.visits),
            (self.tr("Changes"), self.tr("{count} new").format(count=look.operations)),
            (self.tr("Files"), files),
            (self.tr("Size"), size_words(look.size)),
        ]

    def _visit(self, visit: VisitInBundle) -> str:
        return f"{visit.mark}, {counted(visit.changes, 'change')}"

    def _fact(self, name: str, value: str) -> QWidget:
        fact = QWidget()
        line = QHBoxLayout(fact)
        line.setContentsMargins(0, 0, 0, 0)
        left = Paragraph(self._theme, name, "body", "text2")
        line.addWidget(left, 1)
        line.addWidget(Paragraph(self._theme, value, "medium"), 2)
        return fact


class ImportPage(ScrollingPage):
    """imported carries what was taken in; visit_wanted an assessment to open."""

    imported = Signal(object)
    visit_wanted = Signal(str)

    def __init__(self, theme: Theme, worker: Worker, exchange: ExchangePort, ask_which: AskWhich) -> None:
        super().__init__(theme)
        self._theme, self._worker, self._exchange, self._ask_which = theme, worker, exchange, ask_which
        self._task: Task | None = None
        self._banner: Banner | None = None
        self._taken: tuple[str, ...] = ()
        self.file: Path | None = None
        self.setAcceptDrops(True)
        self.hint = Paragraph(
            theme,
            self.tr("Choose a bundle, or drop it here. You see what is in it before anything is written."),
            "reading",
            "text2",
        )
        self.choose = Button(theme, self.tr("Choose a bundle"), "secondary", "folder-input")
        self.look = LookCard(theme)
        self.take_in = Button(theme, self.tr("Import bundle"), "primary", "download")
        self.open = Button(theme, self.tr("Open the visit"), "secondary")
        self.progress = WorkProgress(theme)
        self.result = Paragraph(theme, "", "label", "ok")
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(28), px(18), px(28), px(24))
        self.column.setSpacing(px(12))
        self.page.setMaximumWidth(px(WIDEST))
        self.column.addWidget(Paragraph(self._theme, self.tr("Import a bundle"), "title"))
        self.column.addWidget(self.hint)
        first = QHBoxLayout()
        first.addWidget(self.choose)
        first.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self.take_in)
        last.addWidget(self.open)
        last.addStretch(1)
        self._told = QVBoxLayout()
        self.column.addLayout(first)
        self.column.addLayout(self._told)
        self.column.addWidget(self.look)
        self.column.addWidget(self.progress)
        self.column.addLayout(last)
        self.column.addWidget(self.result)
        self.column.addStretch(1)
        for widget in (self.look, self.take_in, self.open):
            widget.hide()
        self.choose.clicked.connect(self._choose)
        self.take_in.clicked.connect(self.start)
        self.open.clicked.connect(lambda: self.visit_wanted.emit(self._taken[0]))
        self.progress.stop_wanted.connect(self.stop)

    def open_file(self, file: Path) -> None:
        """Look into a bundle; nothing is written."""
        self.file = file
        self._clear()
        self.hint.set_words(file.name)
        self._run(
            self.tr("Reading"), lambda task: self._exchange.look(file, quietly(task), task.cancelled), self._show_look
        )

    def start(self) -> None:
        """Take in what was looked at."""
        file = self.file
        if file is not None and self._task is None and not self.take_in.isHidden():
            self.take_in.setEnabled(False)
            self._run(
                self.tr("Importing"),
                lambda task: self._exchange.take_in(file, quietly(task), task.cancelled),
                self._show_taken,
            )

    def stop(self) -> None:
        """Ask the work to stop; nothing was written."""
        if self._task is not None:
            self._task.cancel()
            self._end()
            self._say(self.tr("Stopped. Nothing was changed."), "text2")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = self._dropped(event)
        if file is not None:
            event.acceptProposedAction()
            self.open_file(file)

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

    def _run(self, verb: str, work: Callable[[Task], object], done: Callable[..., None]) -> None:
        self.progress.begin(verb)
        self._task = self._worker.run_long(work, done, self._fail, self.progress.report, owner=self)

    def _choose(self) -> None:
        file = self._ask_which(self)
        if file is not None:
            self.open_file(file)

    def _show_look(self, look: BundleLook) -> None:
        self._end()
        self.look.show_look(look)
        self.look.show()
        if look.already:
            self._say(self.tr("You already have this bundle. Nothing to do."), "text2")
            return
        self.take_in.show()
        self.take_in.setFocus()

    def _show_taken(self, taken: TakenInBundle) -> None:
        self._end()
        self.take_in.hide()
        self._taken = taken.assessments
        self.open.setVisible(bool(taken.assessments))
        (self.open if taken.assessments else self.choose).setFocus()
        self._say(taken_words(taken), "ok")
        self.imported.emit(taken)

    def _fail(self, error: BaseException) -> None:
        self._end()
        title, _, rest = told(self._worker, error).partition(". ")
        title = title if title.endswith(".") else title + "."
        self._banner = Banner(self._theme, Notice(NoticeKind.DANGER, title, rest))
        self._told.addWidget(self._banner)

    def _clear(self) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self.result.set_words("")
        for widget in (self.look, self.take_in, self.open):
            widget.hide()

    def _end(self) -> None:
        self._task = None
        self.progress.end()
        self.take_in.setEnabled(True)

    def _say(self, words: str, ink: str) -> None:
        self.result.set_words(words)
        self.result.set_ink(ink)


def ask_which_bundle(parent: QWidget) -> Path | None:
    """Ask for a bundle; None when the person thinks again."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, parent.tr("Choose a bundle"), "", "Bundle (*.qmb)")
    return Path(chosen) if chosen else None
