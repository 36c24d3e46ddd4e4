"""What a person sets for themselves on this computer: one frozen value, one JSON file, unknown keys kept aside."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

SMALLEST_TEXT, LARGEST_TEXT = 90, 200
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults are the design's. theme: "system", "light", "dark" or "contrast"; text_percent: 90 to 200.

    lock_after_minutes: without a touch, 0 for never; copy_folder: where second copies go, "" for nowhere; copy_hours:
    between two of them.
    """

    theme: str = "system"
    text_percent: int = 100
    comfortable: bool = False
    system_font: bool = False
    hide_outlook: bool = False
    single_keys: bool = True
    lock_after_minutes: int = 15
    copy_folder: str = ""
    copy_hours: int = 24

    @property
    def scale(self) -> float:
        """Text size as a factor, 0.9 to 2.0."""
        return min(max(self.text_percent, SMALLEST_TEXT), LARGEST_TEXT) / 100


def load_settings(file: Path) -> Settings:
    """Read settings; a missing file or an unusable value gives the default."""
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {f.name: f.type for f in fields(Settings)}
    defaults = asdict(Settings())
    usable = {k: v for k, v in found.items() if k in known and type(v) is type(defaults[k])}
    return replace(Settings(), **usable)


def save_settings(file: Path, settings: Settings) -> None:
    """Write settings, keeping keys that this version does not know."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    # Not synced to the disk as `files.whole_file` does: the window waits for this, and a lost choice costs nothing.
    part = file.with_suffix(".part")
    part.write_text(json.dumps({**kept, **asdict(settings)}, indent=1), encoding="utf-8")
    part.replace(file)
