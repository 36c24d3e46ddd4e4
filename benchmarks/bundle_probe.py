"""Exports, looks at and imports a bundle in the window's pages, offscreen: ASSESSOR ASSESSMENT OFFICE BUNDLE.

Prints as JSON the longest time in milliseconds that the window's event loop did not come round meanwhile.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.paths import resources
from assessor_app.settings import Settings
from assessor_app.ui.screens.bundle.create import CreatePage
from assessor_app.ui.screens.bundle.take_in import ImportPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from benchmarks.garbage import search_as_the_program_does
from benchmarks.profile import opened
from benchmarks.typing_probe import let_run

PATIENCE_S = 900


def main(assessor: Path, assessment: str, office: Path, bundle: Path) -> None:
    """The assessor makes the bundle, the office takes it in."""
    application = QApplication(sys.argv[:1])
    theme, worker, found = Theme(application, Settings(), resources(), assessor / "cache"), Worker(), {}
    workplace = opened(assessor)
    create = CreatePage(theme, worker, workplace.exchange, assessment, date(2026, 11, 22), lambda _p, _n: bundle)
    _show(create)
    search_as_the_program_does(create)
    create.enter()
    _until(lambda: create.who.words() != "")
    found["export"] = _stall(create.start, lambda: create.result.words().startswith("Saved as"))
    workplace.close()
    workplace = opened(office)
    page = ImportPage(theme, worker, workplace.exchange, lambda _parent: [bundle], lambda _parent, _name: None)
    _show(page)
    found["look"] = _stall(lambda: page.open_file(bundle), lambda: not page.take_in.isHidden())
    found["import"] = _stall(page.start, lambda: page.result.words().startswith("Imported"))
    worker.close()
    workplace.close()
    sys.stdout.write(json.dumps(found))


def _show(page: QWidget) -> None:
    page.resize(1000, 700)
    page.show()
    let_run(200)


def _until(over: Callable[[], bool]) -> None:
    loop, end = QEventLoop(), time.perf_counter() + PATIENCE_S
    while not over():
        if time.perf_counter() > end:
            raise RuntimeError("it did not come to an end")
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def _stall(begin: Callable[[], object], over: Callable[[], bool]) -> float:
    """Milliseconds between two rounds of the event loop at the most, from the beginning to the end."""
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(1)
    begin()
    _until(over)
    timer.stop()
    return 1000 * max(after - each for each, after in pairwise(beats))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
