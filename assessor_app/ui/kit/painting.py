"""Shapes that widgets and list delegates paint alike."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from assessor_app.ui.theme import Theme

CHIP_LOOKS: dict[str, tuple[str, str]] = {
    "neutral": ("text2", "chip"),
    "accent": ("accent", "accent_soft"),
    "warn": ("warn", "warn_soft"),
    "danger": ("danger", "danger_soft"),
    "ok": ("ok", "ok_soft"),
    "bronze": ("bronze", "bronze_soft"),
    "silver": ("silver", "silver_soft"),
    "gold": ("gold", "gold_soft"),
    "mine": ("mine", "mine_soft"),
    "theirs": ("theirs", "theirs_soft"),
}
"""Kind of chip -> tokens of its ink and its fill."""

LONGEST_LINE = 400
"""Characters of a text that are looked at for one line; the widest window shows fewer."""


def paint_levels(painter: QPainter, box: QRectF, theme: Theme, rank: int | None, of: int = 3) -> None:
    """Rising bars, `rank` of `of` filled. rank None: not judged, a dashed ring; 0: not enough evidence, a ring with
    a bar, so that it is never taken for the lowest level."""
    if not rank:
        name = "circle-dashed" if rank is None else "circle-minus"
        size = min(box.width(), box.height())
        picture = theme.pixmap(name, "text2", size / theme.scale)
        painter.drawPixmap(QPointF(box.left(), box.center().y() - size / 2), picture)
        return
    gap = box.width() / (of * 3)
    width = (box.width() - gap * (of - 1)) / of
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(of):
        height = box.height() * (step + 1.2) / (of + 0.2)
        painter.setBrush(theme.colour("level" if step < rank else "level_track"))
        bar = QRectF(box.left() + step * (width + gap), box.bottom() - height, width, height)
        painter.drawRoundedRect(bar, width / 4, width / 4)


def paint_progress(painter: QPainter, box: QRectF, theme: Theme, done: int, of: int) -> None:
    """Work done as a bar in the level colour."""
    radius = box.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("level_track"))
    painter.drawRoundedRect(box, radius, radius)
    if done and of:
        painter.setBrush(theme.colour("level"))
        width = max(box.width() * min(done / of, 1), box.height())
        painter.drawRoundedRect(QRectF(box.left(), box.top(), width, box.height()), radius, radius)


def chip_size(theme: Theme, words: str, icon: str = "") -> QSizeF:
    """Size of a chip with these words."""
    metrics = QFontMetricsF(theme.font("caption-medium"))
    room = theme.px(17) if icon else 0
    return QSizeF(metrics.horizontalAdvance(words) + 2 * theme.px(8) + room, theme.px(22))


def paint_chip(painter: QPainter, box: QRectF, theme: Theme, words: str, kind: str = "neutral", icon: str = "") -> None:
    """A chip that fills `box`."""
    ink, fill = CHIP_LOOKS[kind]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    text = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
    if icon:
        picture = theme.pixmap(icon, ink, 13)
        painter.drawPixmap(QPointF(text.left(), box.center().y() - theme.px(13) / 2), picture)
        text.adjust(theme.px(17), 0, 0, 0)
    painter.setPen(theme.colour(ink))
    painter.setFont(theme.font("caption-medium"))
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def paint_focus(painter: QPainter, box: QRectF, theme: Theme, radius: float) -> None:
    """The focus ring just inside `box`."""
    width = theme.tokens.focus_width
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), width))
    half = width / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def paint_current_row(painter: QPainter, box: QRectF, theme: Theme, radius: float = 8) -> None:
    """The current row: soft fill and an accent bar at its left, so that it does not hang on colour alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("selected"))
    painter.drawRoundedRect(box, theme.px(radius), theme.px(radius))
    bar = QRectF(box.left(), box.top() + box.height() * 0.2, theme.px(3), box.height() * 0.6)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)


def rounded(painter: QPainter, box: QRectF, radius: float, fill: QColor, line: QColor | None, width: float = 1) -> None:
    """A rounded box with a fill and, if given, a line kept inside it."""
    path = QPainterPath()
    inset = width / 2 if line else 0
    path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.fillPath(path, fill)
    if line:
        painter.strokePath(path, QPen(line, width))


def paint_hairline(widget: QWidget, theme: Theme) -> None:
    """The line that ends a bar at its bottom. To be called while the widget is painted."""
    painter = QPainter(widget)
    painter.fillRect(0, widget.height() - 1, widget.width(), 1, theme.colour("line"))
    painter.end()


def elided(painter: QPainter, box: QRectF, words: str, flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
    """One line of text in the painter's font and pen, ending in dots when the box is too narrow."""
    text = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


def beginning(text: str, metrics: QFontMetricsF, width: float) -> str:
    """As many whole words of a text as fit on one line, where all of it can be read elsewhere. Only a single word that
    is wider than the line ends in dots, as a file's name does."""
    line = words = " ".join(text[:LONGEST_LINE].split())
    while words and metrics.horizontalAdvance(words) > width:
        words = words.rpartition(" ")[0].rstrip(" ,;:")
    return words or metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
