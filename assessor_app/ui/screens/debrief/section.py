"""One section of the agenda: a heading, how many of its points were said, and the points."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import DebriefPoint
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screens.debrief.points import PointRow, PointText
from assessor_app.ui.theme import Theme


def _kind(point: DebriefPoint, editable: bool) -> tuple[str, str, str, bool]:
    """What a row cannot change: a point that differs here gets a row of its own."""
    return point.id, point.origin, point.strand, editable


class Section(QWidget):
    """A heading, how many points were said, and the points. Signals carry the point's id first."""

    stepped = Signal(str, int)
    kept_back = Signal(str, bool)
    report_wanted = Signal(str)
    entered = Signal(str)
    said = Signal(str, bool)
    edited = Signal(str, str, object)
    moved = Signal(str, int)
    removed = Signal(str)
    added = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self.rows: list[PointRow] = []
        self.may_keep_back = False
        self._count = PlainLabel("", "body", "text2").with_figures()
        self.add = Button(theme, self.tr("Add point"), "link", "plus")
        self.add.setAccessibleName(self.tr("Add point to {section}").format(section=title))
        self.add.clicked.connect(self._open_box)
        self.box = PointText(theme, self.tr("New point. Enter adds it."), 1, 6, "reading")
        self.box.setPlaceholderText(self.tr("What to say. Enter adds it."))
        self.box.hide()
        self.box.done.connect(self._add)
        self.box.left.connect(self._add)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(PlainLabel(title, "label"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addLayout(self._list)
        column.addWidget(self.box)

    def show_points(self, points: Sequence[DebriefPoint], where_from: dict[str, str], editable: bool) -> int:
        """Show these points in this order; gives how many rows had to be built. where_from: strand id to its words."""
        done = sum(1 for point in points if point.said)
        words = self.tr("{done} of {all} said").format(done=done, all=len(points))
        self._count.setText(words if points else "")
        self.add.setVisible(editable)
        if (tuple(points), editable) == self._shown:
            return 0
        if self._editing():
            return 0  # keeping its words changes the debrief, which shows the points again
        self._shown = (tuple(points), editable)
        held = {_kind(row.point, row.editable): row for row in self.rows}
        rows = [held.get(_kind(point, editable)) or self._row(point, where_from, editable) for point in points]
        built = sum(1 for row in rows if row not in self.rows)
        for row, point in zip(rows, points, strict=True):
            row.may_keep_back = self.may_keep_back
            row.show_point(point)
        for row in (row for row in self.rows if row not in rows):
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        if rows != self.rows:
            self._place(rows)
        return built

    def _place(self, rows: list[PointRow]) -> None:
        focused = next((each for row in self.rows for each in (row, row.tick) if each.hasFocus()), None)
        self.rows = rows
        before: QWidget = self.add
        for place, row in enumerate(rows):
            self._list.removeWidget(row)
            self._list.insertWidget(place, row)
            stops = (row, row.tick, row.box, row.more)  # rows come after the window is made: Tab would come last
            for stop in filter(None, stops):
                QWidget.setTabOrder(before, stop)
                before = stop
        QWidget.setTabOrder(before, self.box)
        if focused is not None and not focused.isHidden():
            focused.setFocus()

    def _editing(self) -> bool:
        row = next((row for row in self.rows if row.words_typed() is not None), None)
        if row is None or row.words_typed() in ("", row.point.text):
            return False
        row.finish_edit()
        return True

    def _row(self, point: DebriefPoint, where_from: dict[str, str], editable: bool) -> PointRow:
        words = {"standard": self.tr("Standard point"), "own": self.tr("Your own point")}.get(point.origin)
        row = PointRow(self._theme, point, words or where_from.get(point.strand, ""), editable)
        row.said.connect(lambda said: self.said.emit(point.id, said))
        row.edited.connect(lambda text: self.edited.emit(point.id, text, row.seen))
        row.moved.connect(lambda step: self.moved.emit(point.id, step))
        row.stepped.connect(lambda step: self.stepped.emit(point.id, step))
        row.removed.connect(lambda: self.removed.emit(point.id))
        row.kept_back.connect(lambda back: self.kept_back.emit(point.id, back))
        row.report_wanted.connect(lambda: self.report_wanted.emit(point.id))
        row.entered.connect(lambda: self.entered.emit(point.id))
        return row

    def _open_box(self) -> None:
        self.box.show()
        self.box.setFocus()

    def _add(self) -> None:
        text = self.box.toPlainText().strip()
        if text:
            self.box.set_text("")
            self.added.emit(text)
        elif not self.box.hasFocus():
            self.box.hide()
