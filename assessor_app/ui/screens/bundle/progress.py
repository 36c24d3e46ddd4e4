"""Long work with its count and the way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.exchange_ports import Progress
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task

WIDEST = 820
"""Width of a page of sentences and cards, in logical pixels at 100 %."""


def quietly(task: Task) -> Progress:
    """A task's progress as services want to be told of it."""

    def report(done: int, whole: int) -> None:
        task.progress(done, whole)

    return report


class WorkProgress(QWidget):
    """Hidden until work begins. `stop_wanted` when the person asks to stop."""

    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._verb = ""
        self.words = PlainLabel("", "body", "text2").with_figures()
        self.bar = WorkBar(theme)
        self.stop = Button(theme, self.tr("Stop"))
        self.stop.clicked.connect(self.stop_wanted)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(line)
        self.hide()

    def begin(self, verb: str) -> None:
        """Work has begun. verb: "Writing", "Reading"."""
        self._verb = verb
        self.words.setText(verb)
        self.bar.set_work(0, 0)
        self.show()

    def report(self, done: int, whole: int) -> None:
        """So much is done; counts of bytes are said in per cent."""
        share = f"{min(100 * done // whole, 100)} %" if whole else ""
        self.words.setText(f"{self._verb} {share}".strip())
        self.bar.set_work(done, whole)

    def end(self) -> None:
        """Work is over."""
        self.hide()
