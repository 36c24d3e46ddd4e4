"""The evidence files of the invented school, which ship with the program."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from assessor_app.paths import resources


def write_demo_files(folder: Path, names: tuple[str, ...], written: Mapping[str, str]) -> None:
    """Copy every file into `folder`, as an institution would hand them over, and write those given by name and text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(resources() / "demo" / "evidence" / name, folder / name)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
