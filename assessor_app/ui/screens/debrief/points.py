"""A point of the agenda: its tick, its words edited in place, moved with Alt and the arrows."""

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import DebriefPoint
from assessor_app.ui.kit.buttons import IconButton
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.kit.painting import paint_current_row, paint_focus
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme

ORIGINS = {"strengths": ("plus", "ok"), "develop": ("lightbulb", "accent"), "standard": ("info", "text3")}
OWN = ("pencil", "text3")


class PointText(GrowingText):
    """The words of a point while they are being edited. `done` when Enter or Esc is pressed or the focus leaves."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class PointRow(QWidget):
    """One point. said: ticked or not; edited: new words; moved: up (-1) or down (1); removed; stepped: the keyboard
    goes to the row before or after; kept_back: left out of the other debriefs or not; report_wanted: the report takes
    these words; entered: the keyboard is here."""

    said = Signal(bool)
    edited = Signal(str)
    moved = Signal(int)
    removed = Signal()
    stepped = Signal(int)
    kept_back = Signal(bool)
    report_wanted = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, point: DebriefPoint, where_from: str, editable: bool) -> None:
        super().__init__()
        self._theme, self.point, self.editable = theme, point, editable
        self.may_keep_back = False
        """Whether there is another debrief to leave it out of."""
        self._from, self._where = where_from, PlainLabel(where_from, "caption", "text2")
        self.seen: tuple[str, ...] = ()
        """What the box showed when editing began."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(where_from)
        self.tick = QCheckBox()
        self.tick.setEnabled(editable)
        self.words = Paragraph(theme, point.text, "reading")
        self.box: PointText | None = None  # built when it is first wanted: an agenda has many points
        icon, ink = ORIGINS.get(point.origin, OWN)
        self.more = IconButton(theme, "ellipsis", self.tr("More for this point"))
        self.more.clicked.connect(self._open_menu)
        self.more.setVisible(editable)
        self._lay_out(Icon(theme, icon, ink, 13), self._where)
        self.show_point(point)
        self.tick.toggled.connect(self.said)

    def show_point(self, point: DebriefPoint) -> None:
        """Show the same point with other words, or said now."""
        self.point = point
        self.setAccessibleName(point.text)
        self.tick.setAccessibleName(self.tr("Said: {point}").format(point=point.text))
        self.more.setAccessibleName(self.tr("More for this point: {point}").format(point=point.text))
        with QSignalBlocker(self.tick):
            self.tick.setChecked(point.said)
        back = self.tr("not in the other debriefs") if point.leaders_only else ""
        where = " \u00b7 ".join(filter(None, (self._from, back)))
        self._where.setText(where)
        self.setAccessibleDescription(where)
        self.words.set_words(point.text)
        self.words.set_ink("text2" if point.said else "text")

    def _lay_out(self, icon: Icon, where: PlainLabel) -> None:
        px = self._theme.px
        under = QHBoxLayout()
        under.setSpacing(px(5))
        under.addWidget(icon)
        under.addWidget(where, 1)
        self._column = words = QVBoxLayout()
        words.setSpacing(px(3))
        words.addWidget(self.words)
        words.addLayout(under)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(8), px(7), px(6), px(7))
        line.setSpacing(px(6))
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def begin_edit(self) -> None:
        """Edit the words in place."""
        if self.editable:
            self.box = box = self.box or self._make_box()
            box.set_text(self.point.text)
            self.seen = self.point.seen("text")
            self.words.hide()
            box.show()
            box.setFocus()

    def _make_box(self) -> PointText:
        box = PointText(self._theme, self.tr("Words of this point"), 1, 6, "reading")
        box.hide()
        box.done.connect(self.finish_edit)
        box.left.connect(self.finish_edit)
        self._column.insertWidget(1, box)
        QWidget.setTabOrder(self.tick, box)
        return box

    def words_typed(self) -> str | None:
        """The words as they are being edited; None while they are not."""
        return None if self.box is None or self.box.isHidden() else self.box.toPlainText().strip()

    def finish_edit(self) -> None:
        """Keep the words; a point without words stays as it was."""
        text = self.words_typed()
        if text is None or self.box is None:
            return
        self.box.hide()
        self.words.show()
        if text and text != self.point.text:
            self.words.set_words(text)
            self.edited.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = event.key()
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.editable:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Space and self.editable:
            self.tick.toggle()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_edit()
        elif key == Qt.Key.Key_Delete and self.editable:
            self.removed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin_edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.editable:
            self._open_menu()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_current_row(painter, QRectF(self.rect()), self._theme)
        paint_focus(painter, QRectF(self.rect()), self._theme, self._theme.px(8))
        painter.end()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit")).triggered.connect(self.begin_edit)
        menu.addAction(self.tr("Move up")).triggered.connect(lambda: self.moved.emit(-1))
        menu.addAction(self.tr("Move down")).triggered.connect(lambda: self.moved.emit(1))
        if self.point.origin in ("strengths", "develop"):
            menu.addAction(self.tr("Update the report too")).triggered.connect(self.report_wanted)
        if self.may_keep_back:
            back = self.point.leaders_only
            words = self.tr("Say in the other debriefs too") if back else self.tr("Leave out of the other debriefs")
            menu.addAction(words).triggered.connect(lambda: self.kept_back.emit(not back))
        menu.addAction(self.tr("Take off the list")).triggered.connect(self.removed)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
