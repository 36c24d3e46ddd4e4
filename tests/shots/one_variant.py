"""Pictures of the chosen screens in one look, by one run of the program: started by `__main__`."""

import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from .variants import Variant

KNOWN = "does not support propagateSizeHints"
"""What a platform without windows says of every window."""


def main(arguments: Sequence[str]) -> int:
    """arguments: the folder for pictures, the demo's folder, the look's name, the screens' names."""
    target, demo, name, *screens = arguments
    with tempfile.TemporaryDirectory(prefix="assay-shots-") as work:
        os.environ.update(QT_QPA_PLATFORM="offscreen", XDG_CACHE_HOME=work)
        return _take(Path(target), Path(demo), Path(work), Variant.named(name), screens)


def _take(target: Path, demo: Path, work: Path, variant: Variant, screens: Sequence[str]) -> int:
    from PySide6.QtCore import qInstallMessageHandler  # the platform is chosen by now
    from PySide6.QtWidgets import QApplication

    from .screens import SCREENS
    from .studio import Studio

    qInstallMessageHandler(_say)
    shutil.copytree(demo / "lead", work / "lead")
    studio = Studio(QApplication(sys.argv[:1]), demo, work, variant)
    failed = 0
    for screen in screens:
        try:
            SCREENS[screen](studio)
            studio.picture(target / screen / f"{variant.name}.png")
            for complaint in studio.complaints():
                sys.stderr.write(f"{screen} in {variant.name}: {complaint}\n")
        except Exception:  # noqa: BLE001  one screen that fails must not cost the pictures of the others
            failed += 1
            sys.stderr.write(f"{screen} in {variant.name}:\n{traceback.format_exc()}\n")
    studio.close()
    return 1 if failed else 0


def _say(_kind: object, _context: object, words: str) -> None:
    if KNOWN not in words:
        sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
