"""The list of visits: one list view with headings, painted by a delegate."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QScrollArea, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor_app.domain.summary import AssessmentSummary
from assessor_app.ui.dates import month
from assessor_app.ui.kit.painting import (
    chip_size,
    elided,
    paint_chip,
    paint_current_row,
    paint_focus,
    paint_progress,
    rounded,
)
from assessor_app.ui.screens.visit_plan import Group
from assessor_app.ui.screens.visit_words import chip_of, group_words, judged_words, mark_line, spoken
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

Index = QModelIndex | QPersistentModelIndex
Row = AssessmentSummary | tuple[Group, int]

ROW, HEADING, NAME, LINE = 56, 26, 20, 17
NAMES = 68
"""Where the names of a row begin, in logical pixels at 100 %."""
ROOM_FOR_BAR = 560
"""Width of a row in logical pixels at 100 % from which the bar has its own column."""


MOST_AHEAD, MOST_PAST = 40, 25
"""Visits listed in a section: every row is measured, and nobody reads more; the others are found by typing."""
_PAST = (Group.EARLIER, Group.SIGNED)


def _listed(group: Group, visits: Sequence[AssessmentSummary]) -> Sequence[AssessmentSummary]:
    """Those of a section that are shown: of what is past the latest, else the next."""
    return visits[-MOST_PAST:] if group in _PAST else visits[:MOST_AHEAD]


class VisitModel(QAbstractListModel):
    """Headings and visits as rows; a heading can be neither chosen nor opened."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.rows: list[Row] = []
        self._groups: list[Group] = []
        self.left_out = 0
        """Visits that are not in the list because their section has more than it shows."""

    def show(self, groups: Sequence[tuple[Group, Sequence[AssessmentSummary]]]) -> None:
        """Show these sections."""
        self.beginResetModel()
        self.rows, self._groups, self.left_out = [], [], 0
        for group, visits in groups:
            listed = _listed(group, visits)
            self.rows += [(group, len(visits)), *listed]
            self._groups += [group] * (1 + len(listed))
            self.left_out += len(visits) - len(listed)
        self.endResetModel()

    def group(self, index: Index) -> Group:
        """The section a row stands in."""
        return self._groups[index.row()]

    def visit(self, index: Index) -> AssessmentSummary | None:
        """The visit of a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, AssessmentSummary) else None

    def row_of(self, assessment: str) -> int:
        """The row of an assessment, -1 when it is not in the list."""
        ids = [row.id if isinstance(row, AssessmentSummary) else "" for row in self.rows]
        return ids.index(assessment) if assessment in ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.visit(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.institution if isinstance(row, AssessmentSummary) else group_words(row[0])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(row, AssessmentSummary):
                return spoken(row, self.today(), self.group(index))
            return f"{group_words(row[0])}, {row[1]}"
        return None


class VisitDelegate(QStyledItemDelegate):
    """Paints a heading, or date block, name, chip, progress and arrow."""

    def __init__(self, theme: Theme, model: VisitModel, parent: "VisitList") -> None:
        super().__init__(parent)
        self._theme, self._model, self._list = theme, model, parent
        self._heights: dict[tuple[str, int], int] = {}
        model.modelReset.connect(self._heights.clear)
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height_of(self._model.rows[index.row()], self._model.group(index)))

    def height_of(self, row: Row, group: Group) -> int:
        """Logical pixels of a row: the name and the line below it take what they need."""
        if not isinstance(row, AssessmentSummary):
            return self._theme.px(HEADING)
        key = (row.id, self._list.viewport().width())
        if key not in self._heights:  # the view asks three times for each row
            self._heights[key] = self._measured(row, group)
        return self._heights[key]

    def _measured(self, row: AssessmentSummary, group: Group) -> int:
        width = self._names_width(row, group, self._list.viewport().width())
        name = self._height(row.institution, "card", NAME, width)
        return self._theme.px(ROW - NAME - LINE) + name + self._height(self._second(row), "caption", LINE, width)

    def _height(self, words: str, role: TypeRole, line: int, width: float) -> int:
        """Logical pixels of a text in lines this high."""
        font, high = self._theme.font(role), self._theme.px(line)
        if not QFontMetricsF(font).horizontalAdvance(words) > width > 0:
            return high
        from assessor_app.ui.kit.wrapped_text import wrapped_height  # rows of the first paint fit

        return round(wrapped_height(words, font, width, high))

    def _wide(self, width: float) -> bool:
        return width >= self._theme.px(ROOM_FOR_BAR)

    def _second(self, visit: AssessmentSummary) -> str:
        """What stands below the name: the mark, and the work done where its bar has no column."""
        wide = self._wide(self._list.viewport().width())
        return mark_line(visit) if wide else " \u00b7 ".join((mark_line(visit), judged_words(visit)))

    def _chip_left(self, visit: AssessmentSummary, group: Group, width: float) -> float:
        """Where the chip begins, from the left of the row."""
        px = self._theme.px
        chip = chip_size(self._theme, chip_of(visit, self._model.today(), group)[0]).width()
        return width - px(48 + 120) - max(px(130), chip) if self._wide(width) else width - px(48) - chip

    def _names_width(self, visit: AssessmentSummary, group: Group, width: float) -> float:
        return self._chip_left(visit, group, width) - self._theme.px(NAMES + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        row = self._model.rows[index.row()]
        if isinstance(row, AssessmentSummary):
            self._paint_ground(painter, box, index)
            self._paint_visit(painter, box, row, self._model.group(index))
        else:
            self._paint_heading(painter, box, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, row: tuple[Group, int]) -> None:
        px = self._theme.px
        text = box.adjusted(px(10), px(2), 0, 0)
        painter.setPen(self._theme.colour("text2"))
        self._write(painter, text, group_words(row[0]), self._theme.font("caption-strong"))
        after = painter.fontMetrics().horizontalAdvance(group_words(row[0])) + px(8)
        painter.setFont(self._theme.font("caption", figures=True))
        elided(painter, text.adjusted(after, 0, 0, 0), str(row[1]))

    def _paint_ground(self, painter: QPainter, box: QRectF, index: Index) -> None:
        # The view is asked instead of `option.state`: that would load QStyle's enums, a tenth of the whole start.
        if index == self._list.currentIndex():
            paint_current_row(painter, box, self._theme)
            if self._list.hasFocus():
                paint_focus(painter, box, self._theme, self._theme.px(8))
        elif index.row() == self._list.hovered:
            rounded(painter, box, self._theme.px(8), self._theme.colour("hover"), None)

    def _paint_visit(self, painter: QPainter, box: QRectF, visit: AssessmentSummary, group: Group) -> None:
        px = self._theme.px
        self._paint_date(painter, QRectF(box.left() + px(10), box.top() + px(6), px(44), px(44)), visit.visit_on)
        arrow = QPointF(box.right() - px(26), box.center().y() - px(8))
        painter.drawPixmap(arrow, self._theme.pixmap("chevron-right", "text2", 16))
        right, middle = box.right() - px(48), box.center().y()
        if self._wide(box.width()):
            self._paint_work(painter, QRectF(right - px(104), middle - px(15), px(104), px(30)), visit)
        words, kind = chip_of(visit, self._model.today(), group)
        size, left = chip_size(self._theme, words), box.left() + self._chip_left(visit, group, box.width())
        chip = QRectF(left, middle - size.height() / 2, size.width(), size.height())
        paint_chip(painter, chip, self._theme, words, kind)
        names = QRectF(box.left() + px(NAMES), box.top(), self._names_width(visit, group, box.width()), box.height())
        self._paint_names(painter, names, visit)

    def _paint_date(self, painter: QPainter, box: QRectF, day: date | None) -> None:
        theme, px = self._theme, self._theme.px
        today = day == self._model.today()
        fill, ink = ("accent_soft", "accent") if today else ("chip", "text")
        rounded(painter, box, px(6), theme.colour(fill), None)
        if day is None:
            picture = theme.pixmap("calendar", "text2", 18)
            painter.drawPixmap(QPointF(box.left() + px(13), box.top() + px(13)), picture)
            return
        painter.setPen(theme.colour(ink))
        centre = Qt.AlignmentFlag.AlignHCenter
        self._write(painter, box.adjusted(0, px(5), 0, -px(19)), f"{day.day:02}", theme.font("heading", True), centre)
        self._write(painter, box.adjusted(0, px(25), 0, -px(5)), month(day), theme.font("tiny"), centre)

    def _paint_names(self, painter: QPainter, box: QRectF, visit: AssessmentSummary) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(theme.colour("text"))
        name = QRectF(box.left(), box.top() + px(9), box.width(), px(NAME))
        name.setHeight(self._height(visit.institution, "card", NAME, box.width()))
        self._paint_text(painter, name, visit.institution, "card", NAME)
        painter.setPen(theme.colour("text2"))
        below = QRectF(box.left(), name.bottom(), box.width(), box.bottom() - name.bottom() - px(9))
        self._paint_text(painter, below, self._second(visit), "caption", LINE)

    def _paint_text(self, painter: QPainter, box: QRectF, words: str, role: TypeRole, line: int) -> None:
        high = self._theme.px(line)
        if box.height() < 2 * high - 1:
            box.setHeight(high)
            self._write(painter, box, words, self._theme.font(role))
            return
        from assessor_app.ui.kit.wrapped_text import paint_wrapped  # rows of the first paint fit

        paint_wrapped(painter, box, words, self._theme.font(role), high)

    def _paint_work(self, painter: QPainter, box: QRectF, visit: AssessmentSummary) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(theme.colour("text2"))
        self._write(
            painter,
            QRectF(box.left(), box.top(), box.width(), px(18)),
            judged_words(visit),
            theme.font("caption", True),
        )
        bar = QRectF(box.left(), box.bottom() - px(6), box.width(), px(4))
        paint_progress(painter, bar, theme, visit.judged, visit.strands)

    @staticmethod
    def _write(
        painter: QPainter, box: QRectF, words: str, font: QFont, flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        painter.setFont(font)
        elided(painter, box, words, flags)


class VisitList(QListView):
    """As high as its rows, so that the page scrolls and not the list. `opened` carries the assessment's id."""

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.visits = VisitModel(today)
        self._delegate = VisitDelegate(theme, self.visits, self)
        self.setModel(self.visits)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("plain", "true")
        self.setMouseTracking(True)
        self.hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        theme.changed.connect(self._measure)

    def show_groups(self, groups: Sequence[tuple[Group, Sequence[AssessmentSummary]]]) -> None:
        """Show these sections; the current visit stays current when it is still there."""
        current = self.visits.visit(self.currentIndex())
        self.visits.show(groups)
        row = self.visits.row_of(current.id) if current else -1
        self._go_to(row if row >= 0 else self._first())
        self._measure()

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Scroll the page, as the list itself is as high as its rows."""
        row, page = self.visualRect(index), self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = page.widget() if page is not None else None
        if page is not None and content is not None and self.hasFocus():
            middle = self.mapTo(content, row.center())
            page.ensureVisible(middle.x(), middle.y(), 0, row.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self._go_to(self._first())
        super().focusInEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        self.hovered = row
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _first(self) -> int:
        return next((at for at, row in enumerate(self.visits.rows) if isinstance(row, AssessmentSummary)), -1)

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.visits.index(row, 0))

    def _open(self, index: Index) -> None:
        visit = self.visits.visit(index)
        if visit is not None:
            self.opened.emit(visit.id)

    def _measure(self) -> None:
        group, height = Group.EARLIER, 2
        for row in self.visits.rows:
            group = group if isinstance(row, AssessmentSummary) else row[0]
            height += self._delegate.height_of(row, group)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
