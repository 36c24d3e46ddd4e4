"""The evidence files of the invented school, which ship with the program."""

import shutil
from pathlib import Path

from assessor_app.paths import resources


def write_demo_files(folder: Path, names: tuple[str, ...]) -> None:
    """Copy every file into `folder`, as a school would hand them over."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(resources() / "demo" / "evidence" / name, folder / name)
