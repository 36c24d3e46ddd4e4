"""The award outlook: the award now, the gap, every aspect, and what would change it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.outlook import AspectOutlook, Outlook
from assessor_app.domain.scheme import NOT_ENOUGH, Scheme
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Medal, Painted
from assessor_app.ui.kit.painting import elided, paint_levels
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_aspect(self, aspect: AspectOutlook) -> None:
        """Show an aspect."""
        self._aspect = aspect
        met = "enough" if aspect.met else f"{aspect.needed - aspect.reached} short"
        words = f"{aspect.short}: {aspect.reached} of {aspect.strands} {aspect.level_name}, {met}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(45))

    def paint(self, painter: QPainter) -> None:
        aspect, theme = self._aspect, self.theme
        if aspect is None:
            return
        box = QRectF(self.rect()).adjusted(0, 0.5, 0, -0.5)
        if not aspect.met:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("gold_soft"))
            painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        inner = box.adjusted(theme.px(8), theme.px(4), -theme.px(6), 0)
        left_of_count = self._paint_count(painter, inner, aspect)
        painter.setFont(theme.font("medium"))
        painter.setPen(theme.colour("text"))
        width = left_of_count - theme.px(8) - inner.left()
        elided(painter, QRectF(inner.left(), inner.top(), width, theme.px(18)), aspect.short)
        strands = self._scheme.graded_in(aspect.aspect)
        for place, (strand, level) in enumerate(zip(strands, aspect.levels, strict=True)):
            bars = QRectF(inner.left() + place * theme.px(20), inner.top() + theme.px(22), theme.px(13), theme.px(11))
            paint_levels(painter, bars, theme, rank_of(self._scheme, level), self._scheme.steps_of(strand))

    def _paint_count(self, painter: QPainter, inner: QRectF, aspect: AspectOutlook) -> float:
        theme = self.theme
        name, ink = ("check", "ok") if aspect.met else ("arrow-right", "gold")
        size = theme.px(14)
        painter.drawPixmap(QPointF(inner.right() - size, inner.top() + theme.px(2)), theme.pixmap(name, ink, 14))
        painter.setPen(theme.colour("text" if not aspect.met else "text2"))
        painter.setFont(theme.font("caption-strong" if not aspect.met else "caption", figures=True))
        words = f"{aspect.reached} of {aspect.strands}"
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 1
        left = inner.right() - size - theme.px(6) - width
        painter.drawText(QRectF(left, inner.top(), width, theme.px(18)), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption"))
        below = QRectF(
            inner.left() + theme.px(84), inner.top() + theme.px(18), inner.width() - theme.px(84), theme.px(16)
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aspect.level_name)
        return left


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
