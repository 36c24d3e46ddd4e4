"""The history of an assessment: by day and person, newest first, with every change in full beside it."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.domain.journal.history_entries import HistoryEntry, chosen
from assessor_app.ui.commands import command
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.rows import make_plain
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import HistoriesPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.history.detail import HistoryDetail
from assessor_app.ui.screens.history.list import HistoryDelegate, HistoryRows
from assessor_app.ui.screens.history.rows import kinds_of, people_of, rows_of
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class HistoryTab(Tab):
    """Read in the background each time it is entered."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, histories: HistoriesPort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._histories = theme, worker, opened, histories
        self.entries: tuple[HistoryEntry, ...] = ()
        self.list = QListView()
        self.rows = HistoryRows(self.list)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(HistoryDelegate(theme, self.list))
        make_plain(self.list, self.tr("History, newest first"))
        self.list.setViewportMargins(theme.px(14), 0, theme.px(14), theme.px(12))
        self.strand, self.field, self.who = (
            self._chooser(name) for name in (self.tr("Strand"), self.tr("What"), self.tr("Person"))
        )
        self.detail = HistoryDetail(theme)
        self.strip = FoldedStrip(theme, "", self.tr("The change in full"))
        self.context, self.context_strip = self.detail, self.strip
        self.empty = Empty(theme, "history", self.tr("Nothing has changed yet"),
                           self.tr("Every change is listed here, with who made it and when."))  # fmt: skip
        self.trouble = Paragraph(theme, "", "body", "danger")
        self._stack = QStackedWidget()
        for view in (Skeleton(theme, 6), self.list, self.empty, self.trouble):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters())
        column.addWidget(self._stack, 1)
        self._connect()

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        return box

    def _filters(self) -> QWidget:
        bar, px = QWidget(), self._theme.px
        line = QHBoxLayout(bar)
        line.setContentsMargins(px(24), px(10), px(24), px(4))
        line.setSpacing(px(8))
        for box in (self.strand, self.field, self.who):
            label = PlainLabel(box.accessibleName(), "caption", "text2")
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box, 1)
        return bar

    def _connect(self) -> None:
        for box in (self.strand, self.field, self.who):
            box.currentIndexChanged.connect(lambda _index: self._show_chosen())
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show_detail(now))
        self.list.activated.connect(self._open_detail)
        self.detail.restore_wanted.connect(self.restore)
        self._opened.changed.connect(lambda: self.enter() if self.isVisible() else None)

    def commands(self, owner: Screen) -> list[QAction]:
        steps = (
            ("restore-value", self.tr("Use this value again"), self.restore, ["Ctrl+R"]),
            ("undo-in-history", self.tr("Undo"), self._opened.undo, ["Ctrl+Z"]),
            ("redo-in-history", self.tr("Redo"), self._opened.redo, ["Ctrl+Shift+Z", "Ctrl+Y"]),
        )
        return [command(owner, name, words, run, keys, "screen") for name, words, run, keys in steps]

    def enter(self) -> None:
        assessment = self._opened.value.id
        self._worker.run(lambda: self._histories.entries(assessment), self._show, self._fail, owner=self)

    def focus_first(self) -> None:
        self.list.setFocus()

    @property
    def current(self) -> HistoryEntry | None:
        """The change that is chosen."""
        index = self.list.currentIndex()
        entry: HistoryEntry | None = self.rows.rows[index.row()].entry if index.isValid() else None
        return entry

    def restore(self) -> None:
        """Set the chosen value again."""
        entry = self.current
        if entry is None or not entry.entity or entry.current or not self._opened.editable:
            return
        assessment, histories = self._opened.value.id, self._histories
        self._worker.run(
            lambda: histories.restore(assessment, entry.operation).result(),
            lambda _saved: self._restored(entry),
            lambda error: self._opened.said.emit(told(self._worker, error)),
            owner=self,
        )

    def _restored(self, entry: HistoryEntry) -> None:
        self._opened.said.emit(self.tr("{what} is as it was. Undo takes this back.").format(what=entry.title))
        self._opened.saving.stored_now()
        self._opened.reload_wanted.emit()

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        self.entries = entries
        scheme = self._opened.scheme
        strands = [(strand.id, f"{strand.number} {strand.title}") for strand in scheme.strands]
        touched = {entry.strand for entry in entries}
        self._fill(self.strand, [each for each in strands if each[0] in touched], self.tr("All strands"))
        self._fill(self.field, kinds_of(entries), self.tr("Everything"))
        self._fill(self.who, people_of(entries), self.tr("Everybody"))
        self._show_chosen()

    def _fill(self, box: QComboBox, choices: list[tuple[str, str]], all_of_them: str) -> None:
        wanted, held = ["", *(key for key, _ in choices)], [box.itemData(place) for place in range(box.count())]
        if wanted == held:
            return
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        for key, words in [("", all_of_them), *choices]:
            box.addItem(words, key)
        box.setCurrentIndex(max(box.findData(before), 0))
        box.blockSignals(False)

    def _show_chosen(self) -> None:
        entry = self.current
        wanted = [str(box.currentData() or "") for box in (self.strand, self.field, self.who)]
        self.rows.set_rows(rows_of(chosen(self.entries, *wanted)))
        self._stack.setCurrentWidget(self.list if self.rows.rows else self.empty)
        places = [place for place, row in enumerate(self.rows.rows) if row.entry]
        same = [place for place in places if entry and self.rows.rows[place].entry == entry]
        if places:
            self.list.setCurrentIndex(self.rows.index((same or places)[0]))

    def _show_detail(self, index: QModelIndex) -> None:
        entry = self.rows.rows[index.row()].entry if index.isValid() else None
        self.detail.show_entry(entry, self._opened.editable)
        self.strip.say(entry.title if entry else "")

    def _open_detail(self) -> None:
        """Enter: the change in full, unfolding the pane when it is folded; the keyboard goes to its button."""
        if not self.detail.isVisible():
            self.strip.open.click()
        if self.detail.restore.isVisibleTo(self.detail):
            self.detail.restore.setFocus()

    def _fail(self, error: BaseException) -> None:
        self.trouble.set_words(told(self._worker, error))
        self._stack.setCurrentWidget(self.trouble)
