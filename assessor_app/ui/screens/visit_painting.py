"""How a row of the list of visits is painted."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assessor_app.domain.assessment.summary import AssessmentSummary
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
from assessor_app.ui.screens.visit_rows import Index, Row, VisitModel
from assessor_app.ui.screens.visit_words import chip_of, group_words, judged_words, mark_line
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

if TYPE_CHECKING:
    from assessor_app.ui.screens.visit_list import VisitList

ROW, HEADING, NAME, LINE = 56, 26, 20, 17
NAMES = 68
"""Where the names of a row begin, in logical pixels at 100 %."""
ROOM_FOR_BAR = 560
"""Width of a row in logical pixels at 100 % from which the bar has its own column."""


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
