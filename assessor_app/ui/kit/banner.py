"""One banner at a time: what is the matter, in a bold and a plain sentence, and one button."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.theme import Theme

_LOOKS = {
    NoticeKind.DANGER: ("circle-alert", "danger", "danger_soft"),
    NoticeKind.CONFLICT: ("git-merge", "warn", "warn_soft"),
    NoticeKind.READ_ONLY: ("lock", "text2", "chip"),
    NoticeKind.INFO: ("info", "accent", "accent_soft"),
}


class Banner(QWidget):
    """Shows one notice; `closed` when the person puts it away."""

    closed = Signal()

    def __init__(self, theme: Theme, notice: Notice, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.notice = theme, notice
        icon, ink, self._fill = _LOOKS[notice.kind]
        line = QHBoxLayout(self)
        px = theme.px
        line.setContentsMargins(px(12), px(8), px(10), px(8))
        line.setSpacing(px(10))
        line.addWidget(Icon(theme, notice.icon or icon, ink, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addWidget(PlainLabel(notice.title, "label", wrap=True))
        if notice.sentence:
            words.addWidget(PlainLabel(notice.sentence, "caption", wrap=True))
        line.addLayout(words, 1)
        if notice.button and notice.run:
            button = Button(theme, notice.button)
            button.clicked.connect(notice.run)
            line.addWidget(button)
        if closable:
            close = IconButton(theme, "x", self.tr("Put this message away"))
            close.clicked.connect(self.closed)
            line.addWidget(close)
        self.setAccessibleName(" ".join(filter(None, (notice.title, notice.sentence))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._fill))
        radius = self._theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()


def worst(notices: list[Notice]) -> Notice | None:
    """The one to show: the worst kind, and of those the newest (the last)."""
    order = list(NoticeKind)
    return min(reversed(notices), key=lambda notice: order.index(notice.kind), default=None)
