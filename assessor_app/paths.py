"""Where things lie: the files that ship with the program, and a person's profile."""

import sys
from pathlib import Path

APPLICATION = "Assay"
DESKTOP_FILE = "org.example.assay"
"""Name of the desktop entry, without its ending: Wayland finds the window's icon and name by it."""


def resources() -> Path:
    """Folder of the shipped files: beside the package in a checkout, inside it in a wheel or an installed program."""
    inside = Path(__file__).parent / "resources"
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def default_profile() -> Path:
    """Folder of this person's profile when none is named."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "profile"
