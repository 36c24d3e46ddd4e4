"""The list of notes: painted rows, with a key and a menu for each thing that can be done to one."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QStyleOptionViewItem

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.ui.kit.row_ground import paint_ground, paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, make_plain
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.screens.visit.note_chips import NoteChips
from assessor_app.ui.screens.visit.note_rows import NoteLine, NoteLines
from assessor_app.ui.screens.workspace.notes import KINDS
from assessor_app.ui.theme import Theme

LEFT, RIGHT, CHIPS, HEADING = 61, 12, 26, 30
"""Room before a row's words and behind them, height of the line of chips and of a group's heading, at 100 %."""
THUMB = (92, 62)
Thumb = Callable[[str], QImage | None]
SIGN_KEYS = {
    Qt.Key.Key_Plus: NoteKind.STRENGTH,
    Qt.Key.Key_Minus: NoteKind.DEVELOP,
    Qt.Key.Key_Question: NoteKind.CHECK,
}


class NoteDelegate(RowDelegate[NoteLine]):
    """Paints a row. thumb: a picture by the id of its evidence, None while it is not there."""

    def __init__(self, theme: Theme, view: QListView, thumb: Thumb) -> None:
        super().__init__(theme, view)
        self._thumb = thumb
        self._heights: dict[str, tuple[NoteLine, int, float, int]] = {}
        self._chips = NoteChips(theme)
        self.tag_key = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, line = self._theme, self.row(index)
        width = self._view.viewport().width()
        if line.note is None:
            words = wrapped_height(line.heading, theme.font("caption-strong"), width - theme.px(12), theme.px(20))
            return QSize(width, round(words) + theme.px(HEADING - 20))
        held = self._heights.get(line.note.id)
        if held is None or held[0] is not line or held[1:3] != (width, theme.scale):
            held = self._heights[line.note.id] = line, width, theme.scale, self._height(line, line.note, width)
        return QSize(width, held[3])

    def _height(self, line: NoteLine, note: Note, width: int) -> int:
        theme = self._theme
        words = wrapped_height(note.text, theme.font("reading"), self._room(note, width), theme.line("reading"))
        least = theme.px(THUMB[1]) if note.picture else 0
        chips = theme.px(CHIPS) * self._chips.lines(line, note, self._room(note, width))
        return round(theme.px(8) + max(words + chips, least) + theme.px(8))

    def _room(self, note: Note, width: float) -> float:
        thumb = self._theme.px(THUMB[0] + 12) if note.picture else 0
        return width - self._theme.px(LEFT + RIGHT) - thumb

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        line, box = self.row(index), box.adjusted(0, 1, 0, -1)
        if line.note is None:
            painter.setFont(self._theme.font("caption-strong"))
            painter.setPen(self._theme.colour("text2"))
            heading = box.adjusted(self._theme.px(12), self._theme.px(6), 0, 0)
            paint_wrapped(painter, heading, line.heading, painter.font(), self._theme.px(20))
        else:
            self._paint_note(painter, box, line, line.note, state)

    def _paint_note(self, painter: QPainter, box: QRectF, line: NoteLine, note: Note, state: QStyle.StateFlag) -> None:
        theme = self._theme
        current = bool(state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, box, theme, state)
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption-medium", figures=True))
        top = box.top() + theme.px(7)
        painter.drawText(QRectF(box.left() + theme.px(13), top + theme.px(2), theme.px(44), theme.px(18)), line.time)
        words = QRectF(box.left() + theme.px(LEFT), top, self._room(note, box.width()), box.height())
        painter.setPen(theme.colour("text"))
        height = paint_wrapped(painter, words, note.text, theme.font("reading"), theme.line("reading"))
        chips = QRectF(words.left(), top + height + theme.px(3), words.width(), theme.px(22))
        self._chips.paint(painter, chips, line, note, current and self.tag_key)
        if note.picture:
            self._paint_thumb(painter, box, note)
        paint_ring(painter, box, theme, state)

    def _paint_thumb(self, painter: QPainter, box: QRectF, note: Note) -> None:
        theme = self._theme
        width, height = theme.px(THUMB[0]), theme.px(THUMB[1])
        place = QRectF(box.right() - width - theme.px(RIGHT), box.top() + theme.px(7), width, height)
        picture = self._thumb(note.picture)
        if picture is None or picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(place, theme.px(6), theme.px(6))
            icon = theme.pixmap("image", "text3", 18)
            painter.drawPixmap(place.center() - QPointF(theme.px(9), theme.px(9)), icon)
            return
        fitted = picture.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(place.right() - fitted.width(), place.top(), fitted.width(), fitted.height()), picture)


class NoteList(QListView):
    """The list. tag_wanted: choose a strand for a note; guess_taken: note and the suggested strand; kind_wanted: note
    and kind; edit_wanted; remove_wanted; settle_wanted: note and whether it is answered."""

    tag_wanted = Signal(object)
    guess_taken = Signal(object, str)
    kind_wanted = Signal(object, object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    settle_wanted = Signal(object, bool)

    def __init__(self, theme: Theme, thumb: Thumb) -> None:
        super().__init__()
        self._theme = theme
        self.lines = NoteLines(self)
        self.setModel(self.lines)
        self.delegate = NoteDelegate(theme, self, thumb)
        self.setItemDelegate(self.delegate)
        make_plain(self, self.tr("Notes"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleDescription(self.tr("T takes the suggested strand, Enter changes the words, Del removes."))
        self.doubleClicked.connect(lambda index: self._with(index, self.edit_wanted.emit))
        theme.changed.connect(self.doItemsLayout)

    def current(self) -> NoteLine | None:
        """The row the keyboard is on."""
        index = self.currentIndex()
        line = self.lines.rows[index.row()] if index.isValid() else None
        return line if line is not None and line.note is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.current(), Qt.Key(event.key())
        if line is None or line.note is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit(line.note)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(line.note)
        elif self._theme.settings.single_keys and key == Qt.Key.Key_T:
            self.guess_taken.emit(line.note, line.guess) if line.guess else self.tag_wanted.emit(line.note)
        elif self._theme.settings.single_keys and key in SIGN_KEYS:
            self.kind_wanted.emit(line.note, SIGN_KEYS[key])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self.current()
        if line is None or line.note is None:
            return
        menu = self.menu_of(line, line.note)
        at = self.visualRect(self.currentIndex()).center()
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(at))

    def menu_of(self, line: NoteLine, note: Note) -> QMenu:
        """Everything that can be done to a note."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if line.guess:
            words = self.tr("Tag {strand} (suggested)").format(strand=line.suggestion)
            menu.addAction(words).triggered.connect(lambda: self.guess_taken.emit(note, line.guess))
        menu.addAction(self.tr("Tag a strand")).triggered.connect(lambda: self.tag_wanted.emit(note))
        for kind, (words, _icon, _ink) in KINDS.items():
            if kind is not note.kind:
                made = menu.addAction(self.tr("Make it: {kind}").format(kind=words))
                made.triggered.connect(lambda _checked=False, to=kind: self.kind_wanted.emit(note, to))
        if note.kind is NoteKind.CHECK:
            words = self.tr("Still open") if note.settled else self.tr("Answered")
            menu.addAction(words).triggered.connect(lambda: self.settle_wanted.emit(note, not note.settled))
        menu.addAction(self.tr("Change the words")).triggered.connect(lambda: self.edit_wanted.emit(note))
        menu.addAction(self.tr("Remove note")).triggered.connect(lambda: self.remove_wanted.emit(note))
        return menu

    def _with(self, index: Index, tell: Callable[[Note], None]) -> None:
        line = self.lines.rows[index.row()]
        if line.note is not None:
            tell(line.note)
