"""Inter from the shipped files, or the system's own font."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"
_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")


@cache
def add_shipped_fonts(folder: Path) -> str:
    """Register the weights the window uses (before the first widget); gives the family, "" when they are missing."""
    numbers = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES if (folder / name).is_file()]
    families = [family for number in numbers if number >= 0 for family in QFontDatabase.applicationFontFamilies(number)]
    return FAMILY if FAMILY in families else ""


def system_family() -> str:
    """The desktop's own font family."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, for times, counts and scores."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy
