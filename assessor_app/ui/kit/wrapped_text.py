"""Paragraphs with the type scale's line height: measured and painted by the same code, so nothing is ever cut."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole


def lay_out(text: str, font: QFont, width: float, line: float) -> tuple[list[QTextLayout], float]:
    """Lay text out in lines `line` pixels apart; gives one layout a paragraph, placed, and the whole height."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layouts, top = [], 0.0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (part := layout.createLine()).isValid():
            part.setLineWidth(max(width, 1.0))
            part.setPosition(QPointF(0, top + (line - part.height()) / 2))
            top += line
        layout.endLayout()
        layouts.append(layout)
    return layouts, top


def wrapped_height(text: str, font: QFont, width: float, line: float) -> float:
    """Height of text wrapped to a width."""
    return lay_out(text, font, width, line)[1]


def paint_wrapped(painter: QPainter, box: QRectF, text: str, font: QFont, line: float) -> float:
    """Paint wrapped text in the painter's pen; gives its height."""
    layouts, height = lay_out(text, font, box.width(), line)
    for layout in layouts:
        layout.draw(painter, box.topLeft())
    return height


class Paragraph(QLabel):
    """Plain text that wraps, in a role of the type scale and the ink of a token."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        type_role: TypeRole = "body",
        ink: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._ink = theme, type_role, ink
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(text)
        theme.changed.connect(self._again)

    def set_words(self, text: str) -> None:
        """Show other words."""
        if text != self._words:
            self._words = text
            self.setAccessibleName(text)
            self._again()

    def words(self) -> str:
        """What is shown."""
        return self._words

    def set_ink(self, ink: str) -> None:
        """Change the ink."""
        if ink != self._ink:
            self._ink = ink
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(wrapped_height(self._words, self._font(), width, self._theme.line(self._role)))

    def sizeHint(self) -> QSize:
        width = self._theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.line(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._ink))
        paint_wrapped(painter, QRectF(self.rect()), self._words, self._font(), self._theme.line(self._role))
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(self._role)

    def _again(self) -> None:
        self.updateGeometry()
        self.update()
