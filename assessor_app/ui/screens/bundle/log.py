"""What went out and came in, and evidence that may go from this computer because the office confirmed it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QMessageBox, QVBoxLayout, QWidget

from assessor_app.domain.exchange.contents import Clearable, LogEntry
from assessor_app.domain.exchange.words import clearable_words, entry_words
from assessor_app.domain.words.counting import counted
from assessor_app.ui.exchange_ports import ClearingPort, ExchangePort
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.kit.event_list import EventDelegate, EventLine, EventLines
from assessor_app.ui.kit.evidence_list import size_words
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.rows import make_plain
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.bundle.progress import WIDEST
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Sure = Callable[[QWidget, str, str], bool]
"""Asks whether to go on: parent, question, what it means."""


class LogPage(QWidget):
    """Read anew each time it is entered. `cleared` carries the words of what was removed."""

    cleared = Signal(str)

    def __init__(
        self, theme: Theme, worker: Worker, exchange: ExchangePort, clearing: ClearingPort | None, sure: Sure
    ) -> None:
        super().__init__()
        self._theme, self._worker, self._exchange, self._clearing, self._sure = theme, worker, exchange, clearing, sure
        self.offers: list[Button] = []
        self.list = QListView()
        self.lines = EventLines(self.list)
        self.list.setModel(self.lines)
        self.list.setItemDelegate(EventDelegate(theme, self.list))
        make_plain(self.list, self.tr("What went out and came in, newest first"))
        self.list.setUniformItemSizes(True)
        self.empty = Empty(theme, "history", self.tr("Nothing has gone out or come in yet"),
                           self.tr("Every bundle and every receipt is listed here."))  # fmt: skip
        self.trouble = Paragraph(theme, "", "body", "danger")
        self._card = Card(theme)
        self._offers = QVBoxLayout()
        self._card.body.addWidget(PlainLabel(self.tr("Safe at the office: this evidence may go from here"), "card"))
        self._card.body.addLayout(self._offers)
        self._card.hide()
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(18), px(28), px(12))
        column.setSpacing(px(12))
        column.addWidget(Paragraph(self._theme, self.tr("What went out and came in"), "title"))
        self._card.setMaximumWidth(px(WIDEST))
        column.addWidget(self._card)
        column.addWidget(self.trouble)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        self.trouble.hide()
        self.list.hide()

    def enter(self) -> None:
        """Read the log, and what may go."""
        self._worker.run(self._exchange.log, self._show, self._fail, owner=self)
        if self._clearing is not None:
            self._worker.run(self._clearing.clearable, self._show_offers, self._fail, owner=self)

    def focus_first(self) -> None:
        """The newest entry, or the first offer."""
        (self.offers[0] if self.offers else self.list).setFocus()

    def _show(self, entries: tuple[LogEntry, ...]) -> None:
        self.lines.set_rows(tuple(_line(entry) for entry in entries))
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)

    def _show_offers(self, found: tuple[Clearable, ...]) -> None:
        clear(self._offers)
        self.offers = [self._offer(each) for each in found]
        self._card.setVisible(bool(found))

    def _offer(self, found: Clearable) -> Button:
        button = Button(self._theme, self.tr("Remove from this computer"), "secondary", "trash-2")
        button.setAccessibleName(self.tr("Remove the evidence of {name}").format(name=found.institution))
        button.clicked.connect(lambda: self._remove(found))
        words = f"{found.institution}: {clearable_words(found, size_words(found.size))}"
        line = row()
        line.addWidget(Paragraph(self._theme, words, "body"), 1)
        line.addWidget(button)
        self._offers.addLayout(line)
        return button

    def _remove(self, found: Clearable) -> None:
        files = counted(found.files, "evidence file")
        question = self.tr("Remove {files} of {name} from this computer?").format(files=files, name=found.institution)
        meaning = self.tr("The office has them. Your notes, judgements and the report stay here.")
        clearing = self._clearing
        if clearing is not None and self._sure(self, question, meaning):
            self._worker.run(lambda: clearing.clear(found.assessment), self._removed, self._fail, owner=self)

    def _removed(self, found: Clearable) -> None:
        self.cleared.emit(self.tr("Removed {files}.").format(files=counted(found.files, "evidence file")))
        self.enter()

    def _fail(self, error: BaseException) -> None:
        self.trouble.set_words(told(self._worker, error))
        self.trouble.show()


def _line(entry: LogEntry) -> EventLine:
    return EventLine(entry_words(entry), Path(entry.file).name, entry.at, "", "")


def ask_if_sure(parent: QWidget, question: str, meaning: str) -> bool:
    """Ask before something goes; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(meaning)
    remove = box.addButton(parent.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(parent.tr("Keep"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is remove
