"""A folder for what can be made again."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def cache_folder() -> Path:
    """A writable folder for generated pictures: the user's cache, else a temporary one."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    folder = Path(place) / "assay" / "theme"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "writable").touch()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="assay-theme-"))
    return folder
