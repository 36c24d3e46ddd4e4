"""The award outlook: the award now, the gap, every aspect, and what would change it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.award.outlook import AspectOutlook, Outlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Medal, Painted
from assessor_app.ui.kit.painting import paint_levels
from assessor_app.ui.kit.wrapped_text import Paragraph, paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

LEFT, RIGHT = 8, 6
"""Room beside what a row shows, in logical pixels at 100 %."""


def rank_of(scheme: Scheme, level: str | None) -> int | None:
    """A level's rank; 0 for an honest gap, None when not judged."""
    if level is None:
        return None
    return 0 if level == NOT_ENOUGH else scheme.level(level).rank


class AspectRow(Painted):
    """One aspect: its name, its strands' bars, how many reach the level, and whether that is enough."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._scheme = scheme
        self._aspect: AspectOutlook | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_aspect(self, aspect: AspectOutlook) -> None:
        """Show an aspect."""
        self._aspect = aspect
        met = "enough" if aspect.met else f"{aspect.needed - aspect.reached} short"
        words = f"{aspect.short}: {aspect.reached} of {aspect.strands} {aspect.level_name}, {met}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.heightForWidth(max(self.width(), self.theme.px(200))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        name, level = self._heights(width - self.theme.px(LEFT + RIGHT))
        return round(name + self.theme.px(27) + level)

    def _heights(self, room: float) -> tuple[float, float]:
        """Of the aspect's name beside its count, and of a level's name that has no room beside the bars."""
        aspect, theme = self._aspect, self.theme
        if aspect is None:
            return theme.px(18), 0
        name = wrapped_height(aspect.short, theme.font("medium"), self._name_room(room, aspect), theme.px(18))
        caption = theme.font("caption")
        beside = room - theme.px(max(84, 20 * len(aspect.levels)))
        fits = QFontMetricsF(caption).horizontalAdvance(aspect.level_name) <= beside
        return name, 0 if fits else wrapped_height(aspect.level_name, caption, room, theme.px(16))

    def _name_room(self, room: float, aspect: AspectOutlook) -> float:
        return room - self._count_width(aspect) - self.theme.px(14 + 6 + 8)

    def _count_width(self, aspect: AspectOutlook) -> float:
        font = self.theme.font("caption-strong" if not aspect.met else "caption", figures=True)
        return QFontMetricsF(font).horizontalAdvance(_count(aspect)) + 1

    def paint(self, painter: QPainter) -> None:
        aspect, theme = self._aspect, self.theme
        if aspect is None:
            return
        box = QRectF(self.rect()).adjusted(0, 0.5, 0, -0.5)
        if not aspect.met:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("gold_soft"))
            painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        inner = box.adjusted(theme.px(LEFT), theme.px(4), -theme.px(RIGHT), 0)
        name, own_line = self._heights(inner.width())
        self._paint_count(painter, inner, aspect)
        self._paint_level(painter, inner.adjusted(0, name, 0, 0), aspect, bool(own_line))
        painter.setPen(theme.colour("text"))
        words = QRectF(inner.left(), inner.top(), self._name_room(inner.width(), aspect), name)
        paint_wrapped(painter, words, aspect.short, theme.font("medium"), theme.px(18))
        strands = self._scheme.graded_in(aspect.aspect)
        for place, (strand, level) in enumerate(zip(strands, aspect.levels, strict=True)):
            left, top = inner.left() + place * theme.px(20), inner.top() + name + theme.px(4)
            bars = QRectF(left, top, theme.px(13), theme.px(11))
            paint_levels(painter, bars, theme, rank_of(self._scheme, level), self._scheme.steps_of(strand))

    def _paint_count(self, painter: QPainter, inner: QRectF, aspect: AspectOutlook) -> None:
        theme = self.theme
        name, ink = ("check", "ok") if aspect.met else ("arrow-right", "gold")
        size = theme.px(14)
        painter.drawPixmap(QPointF(inner.right() - size, inner.top() + theme.px(2)), theme.pixmap(name, ink, 14))
        painter.setPen(theme.colour("text" if not aspect.met else "text2"))
        painter.setFont(theme.font("caption-strong" if not aspect.met else "caption", figures=True))
        width = self._count_width(aspect)
        place = QRectF(inner.right() - size - theme.px(6) - width, inner.top(), width, theme.px(18))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, _count(aspect))

    def _paint_level(self, painter: QPainter, below: QRectF, aspect: AspectOutlook, own_line: bool) -> None:
        theme, right = self.theme, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption"))
        if own_line:
            place = below.adjusted(0, theme.px(19), 0, 0)
            paint_wrapped(painter, place, aspect.level_name, painter.font(), theme.px(16))
        else:
            painter.drawText(QRectF(below.left(), below.top(), below.width(), theme.px(16)), right, aspect.level_name)


def _count(aspect: AspectOutlook) -> str:
    return f"{aspect.reached} of {aspect.strands}"


class OutlookHead(QWidget):
    """The medal with the award now and the gap to the next."""

    def __init__(self, theme: Theme, medal: int = 42, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.medal = Medal(theme, "", medal)
        self.headline = Paragraph(theme, "", "heading")
        self.gap = Paragraph(theme, "", "label", "gold")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.headline)
        words.addWidget(self.gap)
        words.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.medal, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the award now."""
        self.medal.set_award(outlook.award.id if outlook.award else "")
        self.headline.set_words(outlook.headline)
        self.gap.set_words(outlook.gap)
        self.gap.setVisible(bool(outlook.gap))


class OutlookPane(QWidget):
    """Everything about the award outlook, as a landmark of that name."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Award outlook"))
        self.head = OutlookHead(theme)
        self.aspects = [AspectRow(theme, scheme) for _ in scheme.aspects]
        self.sentence = Paragraph(theme, "", "caption", "text2")
        self._shown: Outlook | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PlainLabel(self.tr("Award outlook"), "caption-strong", "text2"))
        column.addSpacing(8)
        column.addWidget(self.head)
        column.addSpacing(10)
        for row in self.aspects:
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(self.sentence)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show an outlook."""
        if outlook == self._shown:
            return
        self._shown = outlook
        self.head.show_outlook(outlook)
        for row, aspect in zip(self.aspects, outlook.aspects, strict=True):
            row.setVisible(bool(aspect.strands))  # nothing is graded in an aspect that is only written about
            row.show_aspect(aspect)
        self.sentence.set_words(what_would_change(outlook))


def what_would_change(outlook: Outlook) -> str:
    """The sentences under the aspects, without what the headline says already."""
    rest = outlook.sentence.removeprefix(f"{outlook.headline}. ")
    return " ".join(part for part in (outlook.change_sentence or rest, outlook.open_sentence) if part)
