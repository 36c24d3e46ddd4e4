"""One level to agree on: bars, name, key, and the descriptor with the words that differ marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from assessor_app.domain.words.wording import Run
from assessor_app.ui.kit.judgement_card import RING, Choice
from assessor_app.ui.kit.marked_text import marked_layout
from assessor_app.ui.kit.painting import paint_focus, paint_levels, rounded
from assessor_app.ui.theme import Theme

PADDING, HEAD = 12, 22


class AgreeCard(Choice):
    """rank and of: the level's place on its scale; rank 0 for not enough evidence."""

    def __init__(self, theme: Theme, rank: int, of: int, name: str) -> None:
        super().__init__(theme, name, f"Ctrl+{rank}")
        self.rank, self.of = rank, of
        self._runs: tuple[Run, ...] = ()
        self._ink = "mine"
        self.setAccessibleName(self.tr("Agree {level}").format(level=name))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, runs: Sequence[Run], ink: str, whose: str) -> None:
        """The descriptor; ink: of the marks ("mine", "theirs"); whose: who gave this level, in words."""
        self._runs, self._ink = tuple(runs), ink
        changed = ", ".join(run.text.strip() for run in runs if run.changed and run.text.strip())
        said = [self.words(), whose, self.tr("Words that differ: {words}").format(words=changed) if changed else ""]
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in said if part))
        self._again()

    def words(self) -> str:
        """The descriptor."""
        return "".join(run.text for run in self._runs)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self.theme.px
        text = marked_layout(self.theme, self._runs, self._ink, self._inner(width))[1] if self.words() else 0
        return round(2 * RING + px(8) + px(HEAD) + text + px(12))

    def sizeHint(self) -> QSize:
        width = self.theme.px(260)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(150), self.theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if self.isChecked():
            rounded(painter, box, theme.px(8), theme.colour("selected"), theme.colour("accent"), 2)
        else:
            fill = "hover" if self.underMouse() and not self.locked else "surface"
            rounded(painter, box, theme.px(8), theme.colour(fill), theme.colour("line_control"))
        self._paint_head(painter, box)
        if self.words():
            painter.setPen(theme.colour("text" if self.isChecked() else "text2"))
            layout, _ = marked_layout(theme, self._runs, self._ink, self._inner(self.width()))
            layout.draw(painter, QPointF(box.left() + theme.px(PADDING), box.top() + theme.px(8) + theme.px(HEAD)))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, theme.px(8) + RING)
        painter.end()

    def _paint_head(self, painter: QPainter, box: QRectF) -> None:
        theme, px = self.theme, self.theme.px
        middle, left = box.top() + px(8) + px(HEAD) / 2, box.left() + px(PADDING)
        paint_levels(painter, QRectF(left, middle - px(7), px(15), px(14)), theme, self.rank, self.of)
        right = self.paint_key(painter, box.right() - px(10), middle) - px(6)
        if self.isChecked():
            tick = theme.pixmap("circle-check", "accent", 16)
            painter.drawPixmap(QPointF(right - px(18), middle - px(8)), tick)
            right -= px(22)
        painter.setFont(theme.font("card"))
        painter.setPen(theme.colour("text"))
        name = QFontMetricsF(painter.font()).elidedText(self.name, Qt.TextElideMode.ElideRight, right - left - px(24))
        words = QRectF(left + px(24), middle - px(11), right - left - px(24), px(22))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _inner(self, width: float) -> float:
        return width - 2 * RING - 2 * self.theme.px(PADDING)
