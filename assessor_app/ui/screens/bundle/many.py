"""Several bundles and receipts at once: each whole or not at all, each with its result."""

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.exchange.contents import FileResult, Outcome
from assessor_app.domain.exchange.words import results_words
from assessor_app.domain.words.counting import counted
from assessor_app.errors import Stopped
from assessor_app.ui.exchange_ports import ExchangePort
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.bundle.progress import WorkProgress
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

SHOWN = 100
"""Files that are listed by name; a thousand lines would hold the window up."""

INKS = {Outcome.TAKEN_IN: "ok", Outcome.NOTHING_NEW: "text2", Outcome.NEEDS_PERSON: "warn", Outcome.REFUSED: "danger"}


class ManyFiles(Card):
    """`imported` carries the words of what came in, once something did; `finished` comes after any import."""

    imported = Signal(str)
    finished = Signal()

    def __init__(self, theme: Theme, worker: Worker, exchange: ExchangePort) -> None:
        super().__init__(theme)
        self._theme, self._worker, self._exchange = theme, worker, exchange
        self._stop = threading.Event()
        self.busy = False
        self.files: tuple[Path, ...] = ()
        self.results: tuple[FileResult, ...] = ()
        self.heading = PlainLabel("", "card")
        self.take_in = Button(theme, "", "primary", "download")
        self.progress = WorkProgress(theme)
        self.summary = Paragraph(theme, "", "label")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.body.addWidget(self.heading)
        for widget in (self.progress, self.summary):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.take_in, None))
        self.body.addLayout(self._lines)
        self.take_in.clicked.connect(self.start)
        self.progress.stop_wanted.connect(self._stop.set)

    def offer(self, places: Sequence[Path]) -> None:
        """List what would be imported from these files and folders; nothing is written."""
        from assessor_app.services.exchange.incoming import (
            incoming_files,  # what reads bundles is loaded when one is wanted
        )

        self._clear(self.tr("Looking for bundles"))
        self.take_in.hide()
        self._worker.run(lambda: incoming_files(places), self._show_files, self._fail, owner=self)

    def start(self) -> None:
        """Import them all; one that is refused does not stop the others."""
        from assessor_app.services.exchange.incoming import take_in_all

        if self.busy or not self.files or self.take_in.isHidden():
            return
        files, exchange, self.busy = self.files, self._exchange, True
        self._stop.clear()
        self.take_in.hide()
        self.progress.begin(self.tr("Importing"))

        def work(task: Task) -> tuple[FileResult, ...]:
            results: list[FileResult] = []
            try:
                for result in take_in_all(exchange, files, cancelled=self._stop.is_set):
                    results.append(result)
                    task.progress(len(results), len(files))
            except Stopped:
                pass  # those before are stored whole, the one that was stopped not at all
            return tuple(results)

        self._worker.run_long(work, self._done, self._fail, self.progress.report, owner=self)

    def _show_files(self, files: tuple[Path, ...]) -> None:
        self.files = files
        self.heading.setText(counted(len(files), "file"))
        self._add((file.name, "text") for file in files)
        words = self.tr("Each file is imported whole or not at all. One that is refused does not stop the others.")
        self._say(words, "text2")
        self.take_in.setText(self.tr("Import all"))
        self.take_in.show()
        self.take_in.setFocus()

    def _done(self, results: tuple[FileResult, ...]) -> None:
        self.busy, self.results = False, results
        self.progress.end()
        clear(self._lines)
        self.heading.setText(self.tr("What came in"))
        first = sorted(results, key=lambda each: -each.status)  # what needs a person stands above the rest
        self._add((f"{Path(each.file).name}: {each.sentence}", INKS[each.outcome]) for each in first)
        words, left = results_words(results) if results else "", len(self.files) - len(results)
        if left:
            words += " " + self.tr("Stopped: {files} not imported.").format(files=counted(left, "file"))
        needs = left or any(each.status for each in results)
        self._say(words.strip(), "warn" if needs else "ok")
        if any(each.outcome in (Outcome.TAKEN_IN, Outcome.NEEDS_PERSON) for each in results):
            self.imported.emit(words.strip())
        self.finished.emit()

    def _fail(self, error: BaseException) -> None:
        self.busy = False
        self.progress.end()
        self._say(told(self._worker, error), "danger")

    def _clear(self, heading: str) -> None:
        self.files, self.results = (), ()
        self.heading.setText(heading)
        self.summary.set_words("")
        clear(self._lines)

    def _add(self, lines: Iterable[tuple[str, str]]) -> None:
        every = list(lines)
        for words, ink in every[:SHOWN]:
            line: QWidget = Paragraph(self._theme, words, "body", ink)
            self._lines.addWidget(line)
        if len(every) > SHOWN:
            more = self.tr("And {files} more; the log lists them all.").format(
                files=counted(len(every) - SHOWN, "file")
            )
            self._lines.addWidget(Paragraph(self._theme, more, "body", "text2"))

    def _say(self, words: str, ink: str) -> None:
        self.summary.set_words(words)
        self.summary.set_ink(ink)
