"""Lucide icons, drawn from the shipped SVG files in any colour and size."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

THIN_FROM = 14
"""Logical size from which the lighter stroke is used."""


@cache
def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.svg").read_text(encoding="utf-8")


def svg(folder: Path, name: str, colour: str, size: float) -> bytes:
    """An icon's SVG in one colour, with the stroke that suits the size. Raises FileNotFoundError for another name."""
    stroke = "1.75" if size >= THIN_FROM else "2"
    text = _source(folder, name).replace("currentColor", colour)
    return text.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()


class Icons:
    """Pixmaps by name, colour, size and device ratio, each drawn once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str, int, float, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
        """One icon, `size` logical pixels square. `gap` leaves that much room beside it (left when negative)."""
        key = (name, colour, size, ratio, gap)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, size: int, ratio: float, gap: int) -> QPixmap:
        picture = QPixmap(round((size + abs(gap)) * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer = QSvgRenderer(QByteArray(svg(self._folder, name, colour, size)))
        renderer.render(painter, QRectF(max(-gap, 0), 0, size, size))
        painter.end()
        return picture

    def icon(self, name: str, colour: str, disabled: str, size: int, ratio: float = 1.0, gap: int = 0) -> QIcon:
        """The same as a QIcon, in the colour `disabled` where it is disabled: a white icon greyed by Qt is unseen."""
        icon = QIcon(self.pixmap(name, colour, size, ratio, gap))
        icon.addPixmap(self.pixmap(name, disabled, size, ratio, gap), QIcon.Mode.Disabled)
        return icon

    def clear(self) -> None:
        """Forget what was drawn: the colours have changed."""
        self._drawn.clear()
