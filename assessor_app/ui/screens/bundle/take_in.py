"""Import: look at any file first, who signed it and whether it is whole; write only then."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.exchange.contents import BundleLook, ReceiptTaken, TakenInBundle
from assessor_app.domain.exchange.words import receipt_words, taken_words
from assessor_app.domain.verdict import Examined
from assessor_app.ui.exchange_ports import ExchangePort
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.bundle.asking import AskWhere, AskWhich
from assessor_app.ui.screens.bundle.cards import LookCard, VerdictCard
from assessor_app.ui.screens.bundle.many import ManyFiles
from assessor_app.ui.screens.bundle.progress import WIDEST, WorkProgress, quietly
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker


class ImportPage(ScrollingPage):
    """imported carries what was taken in; visit_wanted an assessment to open, settle_wanted one whose clashes wait;
    receipt_kept the words of a receipt that was kept."""

    imported = Signal(object)
    visit_wanted = Signal(str)
    settle_wanted = Signal(str)
    receipt_kept = Signal(str)

    def __init__(
        self, theme: Theme, worker: Worker, exchange: ExchangePort, ask_which: AskWhich, ask_receipt: AskWhere
    ) -> None:
        super().__init__(theme)
        self._theme, self._worker, self._exchange, self._ask_which = theme, worker, exchange, ask_which
        self._ask_receipt = ask_receipt
        self._lanes: tuple[str, ...] = ()
        self._task: Task | None = None
        self._banner: Banner | None = None
        self._taken: tuple[str, ...] = ()
        self._clashes = False
        self.file: Path | None = None
        self.setAcceptDrops(True)
        self.hint = Paragraph(
            theme,
            self.tr(
                "Choose a bundle or a receipt, or drop any Assay file here, to see who signed it, whether it is whole "
                "and what is in it. Several, or a whole folder, are imported together. Nothing is written until you "
                "say so."
            ),
            "reading",
            "text2",
        )
        self.choose = Button(theme, self.tr("Choose files"), "primary", "folder-input")
        self.verdict = VerdictCard(theme)
        self.look = LookCard(theme)
        self.take_in = Button(theme, self.tr("Import bundle"), "primary", "download")
        self.keep = Button(theme, self.tr("Keep this receipt"), "primary", "download")
        self.open = Button(theme, self.tr("Open the visit"), "primary")
        self.receipt = Button(theme, self.tr("Save a receipt for the sender"), "secondary", "file-check")
        self.progress = WorkProgress(theme)
        self.many = ManyFiles(theme, worker, exchange)
        self.result = Paragraph(theme, "", "label", "ok")
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(28), px(18), px(28), px(24))
        self.column.setSpacing(px(12))
        self.page.setMaximumWidth(px(WIDEST))
        self.column.addWidget(Paragraph(self._theme, self.tr("Look and import"), "title"))
        self.column.addWidget(self.hint)
        first = QHBoxLayout()
        first.addWidget(self.choose)
        first.addStretch(1)
        last = QHBoxLayout()
        for button in (self.take_in, self.keep, self.open, self.receipt):
            last.addWidget(button)
        last.addStretch(1)
        self._told = QVBoxLayout()
        self.column.addLayout(first)
        self.column.addLayout(self._told)
        self.column.addWidget(self.verdict)
        self.column.addWidget(self.look)
        self.column.addWidget(self.many)
        self.column.addWidget(self.progress)
        self.column.addLayout(last)
        self.column.addWidget(self.result)
        self.column.addStretch(1)
        for widget in self._later:
            widget.hide()
        self.keep.clicked.connect(self.start)
        self.receipt.clicked.connect(self._save_receipt)
        self.choose.clicked.connect(self._choose)
        self.take_in.clicked.connect(self.start)
        self.open.clicked.connect(self._go_on)
        self.progress.stop_wanted.connect(self.stop)
        self.many.finished.connect(self.choose.setFocus)

    @property
    def _later(self) -> tuple[QWidget, ...]:
        """What is shown only when there is something to show."""
        return (self.verdict, self.look, self.take_in, self.keep, self.open, self.receipt, self.many)

    def open_places(self, places: Sequence[Path]) -> None:
        """Look at one file, or list what would come in of several files or of folders; nothing is written."""
        if self.many.busy or self._task is not None:
            return
        if len(places) == 1 and not places[0].is_dir():
            self.open_file(places[0])
        elif places:
            self.file = None
            self._clear()
            self.choose.set_kind("secondary")
            self.many.show()
            self.many.offer(places)

    def open_file(self, file: Path) -> None:
        """Look at a file of any kind; nothing is written."""
        self.file = file
        self._clear()
        self.choose.set_kind("primary")
        self.hint.set_words(file.name)
        self._run(
            self.tr("Reading"),
            lambda task: self._exchange.examine(file, quietly(task), task.cancelled),
            self._show_examined,
        )

    def start(self) -> None:
        """Take in what was looked at."""
        if not self.many.isHidden():
            self.many.start()
            return
        file = self.file
        if file is None or self._task is not None:
            return
        if not self.keep.isHidden():
            self.keep.hide()
            self._run(self.tr("Importing"), lambda _task: self._exchange.take_receipt(file), self._show_receipt)
        elif not self.take_in.isHidden():
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
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = self._dropped(event)
        if places:
            event.acceptProposedAction()
            self.open_places(places)

    def _dropped(self, event: QDropEvent) -> tuple[Path, ...]:
        return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def _run(self, verb: str, work: Callable[[Task], object], done: Callable[..., None]) -> None:
        self.progress.begin(verb)
        self._task = self._worker.run_long(work, done, self._fail, self.progress.report, owner=self)

    def _choose(self) -> None:
        self.open_places(self._ask_which(self))

    def _show_examined(self, found: Examined) -> None:
        self._end()
        self.verdict.show_verdict(found.verdict)
        self.verdict.show()
        if found.look is not None:
            self._show_look(found.look)
        elif found.verdict.kind == "receipt":
            self.choose.set_kind("secondary")
            self.keep.show()
            self.keep.setFocus()

    def _show_look(self, look: BundleLook) -> None:
        self.look.show_look(look)
        self.look.show()
        if look.already:
            self._say(self.tr("You already have this bundle. Nothing to do."), "text2")
            return
        self.choose.set_kind("secondary")
        self.take_in.show()
        self.take_in.setFocus()

    def _show_receipt(self, taken: ReceiptTaken) -> None:
        self._end()
        self._say(receipt_words(taken), "ok")
        self.receipt_kept.emit(receipt_words(taken))
        self.choose.setFocus()

    def _save_receipt(self) -> None:
        target = self._ask_receipt(self, f"{self.file.name if self.file else 'bundle'}.receipt")
        lanes = self._lanes
        if target is not None:
            self._run(
                self.tr("Writing"),
                lambda _task: self._exchange.make_receipt(target, (), lanes),
                lambda _chains: self._show_receipt_made(target),
            )

    def _show_receipt_made(self, target: Path) -> None:
        self._end()
        self._say(self.tr("Saved as {name}. Send it back.").format(name=target.name), "ok")

    def _show_taken(self, taken: TakenInBundle) -> None:
        self._end()
        self.look.show_imported()
        self.take_in.hide()
        self._taken, self._lanes = taken.assessments, taken.lanes
        self.receipt.setVisible(bool(taken.lanes))
        self.open.setVisible(bool(taken.assessments))
        self._clashes = bool(taken.conflicts and taken.assessments)
        self.open.setText(self.tr("Settle the clashes") if self._clashes else self.tr("Open the visit"))
        (self.open if taken.assessments else self.choose).setFocus()
        self._say(taken_words(taken), "ok")
        self.imported.emit(taken)

    def _go_on(self) -> None:
        (self.settle_wanted if self._clashes else self.visit_wanted).emit(self._taken[0])

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
        for widget in self._later:
            widget.hide()

    def _end(self) -> None:
        self._task = None
        self.progress.end()
        self.take_in.setEnabled(True)

    def _say(self, words: str, ink: str) -> None:
        self.result.set_words(words)
        self.result.set_ink(ink)
