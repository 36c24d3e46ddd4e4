"""Small painted widgets: level bars, medals, chips, avatars, progress."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.kit.painting import CHIP_LOOKS, chip_size, paint_chip, paint_levels, paint_progress
from assessor_app.ui.theme import Theme


class Painted(QWidget):
    """Base: repaints and measures again when the theme changes. It is a picture, so it never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._again)

    def _again(self) -> None:
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw the widget; the painter is antialiased."""
        raise NotImplementedError


class LevelBars(Painted):
    """Bars for one judgement. rank None: not judged; 0: not enough evidence. Put the word beside it."""

    def __init__(
        self, theme: Theme, rank: int | None = None, of: int = 3, size: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._rank, self._of, self._size = rank, of, size

    def set_rank(self, rank: int | None, of: int | None = None) -> None:
        """Show another judgement."""
        if (rank, of or self._of) != (self._rank, self._of):
            self._rank, self._of = rank, of or self._of
            self.update()

    def sizeHint(self) -> QSize:
        size = self.theme.px(self._size)
        return QSize(size, size)

    def paint(self, painter: QPainter) -> None:
        paint_levels(painter, QRectF(self.rect()), self.theme, self._rank, self._of)


AWARD_INKS = ("bronze", "silver", "gold")


class Medal(Painted):
    """A roundel for an award. award: "bronze", "silver", "gold", or anything else for a plain one. Say its name
    beside it: colour alone never tells an award."""

    def __init__(self, theme: Theme, award: str = "", size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._award, self._size = award, size

    def set_award(self, award: str) -> None:
        """Show another award."""
        self._award = award
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._size), self.theme.px(self._size))

    def paint(self, painter: QPainter) -> None:
        known = self._award in AWARD_INKS
        ink, fill = (self._award, f"{self._award}_soft") if known else ("text3", "chip")
        side = self.theme.px(self._size)
        ring = max(1.5, side / 24)
        painter.setPen(QPen(self.theme.colour(ink), ring))
        painter.setBrush(self.theme.colour(fill))
        painter.drawEllipse(QRectF(ring / 2, ring / 2, side - ring, side - ring))
        icon = round(self._size * 0.5)
        picture = self.theme.pixmap("award", ink, icon)
        inset = (side - self.theme.px(icon)) / 2
        painter.drawPixmap(QPointF(inset, inset), picture)


class Chip(Painted):
    """A short word in a soft pill. kind: a key of CHIP_LOOKS."""

    def __init__(
        self, theme: Theme, words: str, kind: str = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._icon, self._kind = icon, kind
        self.set_words(words, kind)

    def set_words(self, words: str, kind: str = "") -> None:
        """Say something else, maybe in another kind."""
        self.words = words
        self._kind = kind or self._kind
        if self._kind not in CHIP_LOOKS:
            raise ValueError(f"{self._kind!r} is not a kind of chip")
        self.setAccessibleName(words)
        self._again()

    def sizeHint(self) -> QSize:
        return chip_size(self.theme, self.words, self._icon).toSize() + QSize(1, 0)

    def paint(self, painter: QPainter) -> None:
        paint_chip(painter, QRectF(self.rect()), self.theme, self.words, self._kind, self._icon)


class Avatar(Painted):
    """A person's initials in a circle."""

    def __init__(self, theme: Theme, name: str, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._size = size
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show somebody else."""
        words = name.split()
        self.initials = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._size), self.theme.px(self._size))

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(self.theme.colour("accent"))
        painter.setFont(self.theme.font("caption-strong" if self._size > 24 else "tiny"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.initials)


class WorkBar(Painted):
    """Work done, as a bar in the level colour. Say the count in words beside it."""

    def __init__(
        self, theme: Theme, done: int = 0, of: int = 0, height: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_work(done, of)

    def set_work(self, done: int, of: int) -> None:
        """Show `done` of `of`."""
        self._done, self._of = done, of
        self.setAccessibleName(self.tr("{done} of {all} done").format(done=done, all=of))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(24), self.theme.px(self._height))

    def paint(self, painter: QPainter) -> None:
        paint_progress(painter, QRectF(self.rect()), self.theme, self._done, self._of)


class Icon(Painted):
    """An icon as a picture beside words that say the same."""

    def __init__(
        self, theme: Theme, name: str, ink: str = "text2", size: float = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._name, self._ink, self._size = name, ink, size

    def set_icon(self, name: str, ink: str = "") -> None:
        """Show another icon."""
        self._name, self._ink = name, ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._size), self.theme.px(self._size))

    def paint(self, painter: QPainter) -> None:
        painter.drawPixmap(QPointF(0, 0), self.theme.pixmap(self._name, self._ink, self._size))
