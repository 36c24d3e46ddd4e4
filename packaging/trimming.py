"""What a built program leaves out: Qt plugins for devices without a desktop, translations, symbols for debuggers."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's (name in the program, file, kind)."""

PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platforminputcontexts": (),
    "platformthemes": ("xdgdesktopportal",),  # GTK's would bring a second copy of the desktop's own libraries
    "imageformats": ("svg", "jpeg", "ico", "icns", "gif", "webp"),
    "iconengines": (),
    "styles": (),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": (),
    "xcbglintegrations": (),
}
"""The kinds of Qt plugin that are kept, and which of each by a part of the name; all when none is named."""

LIBRARIES_LEFT = (
    "libgtk-",
    "libgdk",
    "libepoxy",
    "libatk",
    "libatspi",
    "libpango",
    "libcairo",
    "libQt6EglFS",
    "libavif",
)
"""Libraries that only plugins and parts left out need, by the beginning of their names."""

WITH_SYMBOLS = ("libpython3", "sqlcipher3", "lib-dynload")
"""Libraries, or their folders, that come with symbols larger than themselves, by the beginning of the name."""


def needed(entries: Iterable[Entry], work: Path) -> list[Entry]:
    """The entries that the program needs; stripped copies of some are made in `work`."""
    return [_stripped(entry, work) for entry in entries if _is_needed(PurePosixPath(entry[0].replace("\\", "/")))]


def _is_needed(name: PurePosixPath) -> bool:
    parts = name.parts
    if "translations" in parts and "PySide6" in parts:
        return False
    if "plugins" in parts and "PySide6" in parts:
        kind = parts[parts.index("plugins") + 1]
        wanted = PLUGINS.get(kind)
        return wanted is not None and (not wanted or any(word in name.name for word in wanted))
    return not name.name.startswith(LIBRARIES_LEFT)


def _stripped(entry: Entry, work: Path) -> Entry:
    name, file, kind = entry
    symbols = kind in ("BINARY", "EXTENSION") and any(part.startswith(WITH_SYMBOLS) for part in Path(file).parts)
    if sys.platform != "linux" or not symbols or not shutil.which("strip"):
        return entry
    copy = work / Path(file).name
    subprocess.run(["strip", "--strip-unneeded", "-o", str(copy), file], check=True)
    return (name, str(copy), kind)
