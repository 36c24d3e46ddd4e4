"""The program's icon from its drawing, as the files that Windows and macOS want: render.py TARGET.ico|TARGET.icns|.png

The built program makes its own while it is packaged, so no picture has to be kept beside the drawing.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024
DRAWING = Path(__file__).with_name("assay.svg")


def picture(drawing: Path, size: int) -> Image.Image:
    """The drawing, `size` pixels square, on a transparent ground."""
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"{drawing} is not a drawing")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGBA")


def write_ico(drawing: Path, target: Path) -> Path:
    """Write the icon for Windows, each size drawn for itself."""
    pictures = [picture(drawing, size) for size in SIZES]
    pictures[-1].save(target, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
    return target


def write_icns(drawing: Path, target: Path) -> Path:
    """Write the icon for macOS."""
    picture(drawing, LARGEST).save(target, format="ICNS")
    return target


def write_png(drawing: Path, target: Path) -> Path:
    """Write a picture of 256 pixels."""
    picture(drawing, SIZES[-1]).save(target, format="PNG")
    return target


WRITERS = {".ico": write_ico, ".icns": write_icns, ".png": write_png}


if __name__ == "__main__":
    WRITERS[Path(sys.argv[1]).suffix](DRAWING, Path(sys.argv[1]))
