"""Opening a piece of evidence with the system's own program: a read-only copy, after a warning, gone afterwards."""

import atexit
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.words.file_names import safe_name
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screens.evidence.contents import name_of
from assessor_app.ui.theme import Theme


class Elsewhere:
    """Copies for other programs, in one folder that only this person can read and that goes when the program ends.

    open_file: hands a file to the system; False when it has no program for it.
    """

    def __init__(self, open_file: Callable[[Path], bool] | None = None) -> None:
        self._open_file = open_file or _open_with_system
        self._folder: Path | None = None

    def ask(self, theme: Theme, window: QWidget, evidence: Evidence, agreed: Callable[[], object]) -> None:
        """Say what it means before the file leaves this program."""
        sentence = window.tr(
            "{name} came from outside. Another program may run what is in it. It gets a copy that cannot be changed "
            "and that is deleted when Assay is closed."
        ).format(name=evidence.file_name or evidence.title)
        title = window.tr("Open this file in another program?")
        question = Question(theme, window, title, sentence, (window.tr("Open the copy"), window.tr("Go back")))
        question.agreed.connect(agreed)
        question.open()

    def place_for(self, evidence: Evidence) -> Path:
        """Where the copy goes; what somebody wrote as its name leads nowhere else."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="assay-"))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        inside = self._folder / safe_name(evidence.file_sha256[:12])
        inside.mkdir(exist_ok=True)
        return inside / name_of(evidence)

    def hand_over(self, copy: Path) -> bool:
        """Make the copy read only and open it; False when the system has no program for it."""
        copy.chmod(stat.S_IRUSR)
        return self._open_file(copy)


def _open_with_system(copy: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
