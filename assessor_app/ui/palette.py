"""Search: type a few letters of a visit or a command, and go there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyleOptionViewItem, QWidget

from assessor_app.ui.commands import is_command
from assessor_app.ui.kit.labels import PlainLabel, key_words
from assessor_app.ui.kit.painting import paint_current_row
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.sheet import BESIDE, Sheet
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.navigation import Navigator, Stop
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

ROWS, LINE, LONGEST = 9, 18, 160
"""Rows of the list that show at once; height of a line at 100 %; characters of a result that are shown."""
SIGNS = {">": "command", "#": "strand", "@": "person"}
INSIDE = ("strand", "note", "evidence", "person")
"""Kinds that lie inside visits: too many to be listed before something is typed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found: its words, a group ("Visits"), where or keys, and what choosing it does.

    kind: what it is, for the signs `>`, `#` and `@`; what lies inside visits shows only once something is typed.
    """

    words: str
    group: str
    detail: str
    run: Callable[[], object]
    icon: str = "arrow-right"
    kind: str = "visit"


def matching(hits: Sequence[Hit], typed: str, limit: int = 50) -> list[Hit]:
    """Hits that hold every typed word, those that begin with the text first. A sign before the text leaves one kind:
    `>` commands, `#` strands, `@` people."""
    kind = SIGNS.get(typed[:1], "")
    start = typed[1:].casefold().strip() if kind else typed.casefold().strip()
    words = start.split()
    kinds = (kind,) if kind else ("visit", "command", *(INSIDE if words else ()))
    found = [
        hit
        for hit in hits
        if hit.kind in kinds and all(word in f"{hit.words} {hit.detail}".casefold() for word in words)
    ]
    return sorted(found, key=lambda hit: not hit.words.casefold().startswith(start))[:limit]


def command_hits(actions: Sequence[QAction], group: str) -> list[Hit]:
    """Commands as hits, with their keys."""
    return [
        Hit(action.text(), group, key_words(action.shortcut().toString()), action.trigger, "chevron-right", "command")
        for action in actions
    ]


def elsewhere_hits(navigator: Navigator, group: str) -> list[Hit]:
    """Commands of the sub-pages not on show and of the other open screens; choosing one goes there first."""
    hits = []
    if navigator.frame is not None:
        for words, where, run in navigator.frame.content.more_commands():
            hits.append(Hit(words, group, where, run, "chevron-right", "command"))
    for stop, screen in navigator.elsewhere():
        for action in filter(is_command, screen.actions()):
            run = partial(_go_and_run, navigator, stop, action)
            hits.append(Hit(action.text(), group, screen.title, run, "chevron-right", "command"))
    return hits


def _go_and_run(navigator: Navigator, stop: Stop, action: QAction) -> None:
    navigator.go(stop.place, stop.argument)
    action.trigger()


class HitModel(RowModel[Hit]):
    """The hits as rows."""

    def words_of(self, row: Hit) -> str:
        return row.words

    def spoken_of(self, row: Hit) -> str:
        return ", ".join(filter(None, (row.words, row.group, row.detail)))


class HitDelegate(RowDelegate[Hit]):
    """Icon, words, and where at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, hit, room = self._theme, self.row(index), self._view.viewport().width()
        height = wrapped_height(shortened(hit.words), theme.font("medium"), self._words_room(hit, room), theme.px(LINE))
        return QSize(100, round(height + (theme.px(LINE) if self._below(hit, room) else 0)) + theme.px(36 - LINE))

    def _below(self, hit: Hit, width: float) -> bool:
        """Whether what stands at the right has no room there."""
        px = self._theme.px
        return self._advance("medium", shortened(hit.words)) + self._detail_width(hit) > width - px(40 + 12 + 12)

    def _words_room(self, hit: Hit, width: float) -> float:
        return width - self._theme.px(40 + 12) - (0 if self._below(hit, width) else self._detail_width(hit))

    def _detail_width(self, hit: Hit) -> float:
        return self._advance("caption", hit.detail or hit.group)

    def _advance(self, role: TypeRole, words: str) -> float:
        return QFontMetricsF(self._theme.font(role)).horizontalAdvance(words)

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        theme, px, hit = self._theme, self._theme.px, self.row(index)
        if state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme, 6)
        painter.drawPixmap(
            round(box.left()) + px(12), round(box.center().y()) - px(8), theme.pixmap(hit.icon, "text2", 16)
        )
        below, room = self._below(hit, box.width()), self._words_room(hit, box.width())
        words = QRectF(box.left() + px(40), box.top() + px(36 - LINE) / 2, room, box.height())
        painter.setPen(theme.colour("text"))
        height = paint_wrapped(painter, words, shortened(hit.words), theme.font("medium"), px(LINE))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text3"))
        detail = QRectF(words.left(), words.top() + height if below else box.top(), box.right() - px(12) - words.left(),
                        px(LINE) if below else box.height())  # fmt: skip
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
        painter.drawText(detail, side | Qt.AlignmentFlag.AlignVCenter, hit.detail or hit.group)


def shortened(words: str) -> str:
    """A text at most two or three lines long, cut at a word; where the result leads, all of it can be read."""
    line = " ".join(words[: LONGEST + 1].split())
    return line if len(words) <= LONGEST else line.rpartition(" ")[0] or line


class SearchField(QLineEdit):
    """Arrow keys move in the list while the caret stays here."""

    def __init__(self, results: QListView) -> None:
        super().__init__()
        self._results = results

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._results.keyPressEvent(event)
            return
        super().keyPressEvent(event)


class Palette(Sheet):
    """The search sheet. `find(typed)` gives what matches; it must answer at once."""

    def __init__(self, theme: Theme, window: QWidget, hits: Sequence[Hit]) -> None:
        super().__init__(theme, window, "", 680)
        self.setAccessibleName(self.tr("Search or run a command"))
        self._hits = list(hits)
        self._model = HitModel()
        self._results = QListView()
        self._delegate = HitDelegate(theme, self._results)
        self.field = SearchField(self._results)
        self._nothing = PlainLabel("", "body", "text2", wrap=True)
        self._build()
        self._search("")

    def _build(self) -> None:
        self.field.setPlaceholderText(self.tr("Type a visit, strand, note, person or command"))
        self.field.setAccessibleName(self.tr("Search"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._choose)
        make_plain(self._results, self.tr("Results"))
        self._results.setModel(self._model)
        self._results.setItemDelegate(self._delegate)
        self._results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._results.setResizeMode(QListView.ResizeMode.Adjust)
        self._results.clicked.connect(lambda _index: self._choose())
        self.body.addWidget(self.field)
        self.body.addWidget(self._results)
        self.body.addWidget(self._nothing)

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """More was found: show it too, without moving what is chosen."""
        index = self._results.currentIndex()
        chosen = self._model.rows[index.row()] if index.isValid() else None
        self._hits += hits
        self._search(self.field.text())
        if chosen in self._model.rows:
            self._results.setCurrentIndex(self._model.index(self._model.rows.index(chosen), 0))

    def _search(self, typed: str) -> None:
        found = matching(self._hits, typed)
        self._model.set_rows(found)
        self._results.setVisible(bool(found))
        self._fit_list()
        self._nothing.setVisible(not found)
        self._nothing.setText(self.tr("Nothing matches {typed}.").format(typed=f"\u201c{typed}\u201d"))
        if found:
            self._results.setCurrentIndex(self._model.index(0, 0))
        self.resize_box()

    def _fit_list(self) -> None:
        row, around = self.theme.px(36), 2 * self.theme.px(20) + self.field.sizeHint().height() + self.theme.px(12)
        fitting = max(1, (self.window().height() - BESIDE - around) // row)
        self._results.setFixedHeight(row * min(len(self._model.rows), ROWS, fitting) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _choose(self) -> None:
        index = self._results.currentIndex()
        if not index.isValid() or index.row() >= len(self._model.rows):
            return
        hit = self._model.rows[index.row()]
        self.close_sheet()
        hit.run()
