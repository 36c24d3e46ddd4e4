"""Takes notes and photos on the Visit page offscreen: PROFILE ASSESSMENT NOTES PHOTOS.

Prints as JSON: milliseconds from Enter until the next key is in the box, beside a plain text box that empties itself
on Enter; milliseconds from a photo's file being given to its row being in the list; and the longest time that the
window's event loop did not come round while the photo was cleaned, encrypted and stored.
"""

import io
import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from assessor_app.domain.award.outcome import outlook
from assessor_app.paths import resources
from assessor_app.services.saving import utc_now
from assessor_app.settings import Settings
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.tab import VisitTab
from assessor_app.ui.spelling import Spelling
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from benchmarks.garbage import search_as_the_program_does
from benchmarks.profile import opened, sentences
from benchmarks.typing_probe import let_run

PATIENCE_S = 30


class Plain(QPlainTextEdit):
    """The floor: a box that only empties itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return:
            self.clear()
        else:
            super().keyPressEvent(event)


def main(profile: Path, assessment: str, notes: int, photos: int) -> None:
    """Notes in turn with the floor, then photos."""
    application = QApplication(sys.argv[:1])
    workplace, worker = opened(profile), Worker()
    value = workplace.visits.open(assessment)
    scheme = workplace.visits.scheme_of(value)
    held = OpenAssessment(value, scheme, workplace.person.id, workplace.judging, outlook, utc_now)
    theme = Theme(application, Settings(), resources(), profile / "cache")
    taking = NoteTaking(held, workplace.visit_day.capture)
    tab = VisitTab(theme, worker, held, workplace.visit_day, workplace.visits, taking, utc_now)
    Spelling(theme, worker, workplace.spelling, tab)  # looks after the box while it is typed into, as in the window
    plain = Plain()
    for widget in (plain, tab, tab.timeline, tab.still):
        widget.resize(760, 640)
        widget.show()
    search_as_the_program_does(tab)
    tab.enter()
    let_run(100)
    found: dict[str, list[float]] = {"ours": [], "floor": [], "row": [], "stall": []}
    for number in range(notes):
        for name, box in (("floor", plain), ("ours", tab.box.text)):
            box.insertPlainText(sentences(1, number))
            let_run(20)
            found[name].append(_enter(box))
            let_run(40)
            box.clear()
    file = _photo(profile)
    for _ in range(photos):
        row, stall = _add(tab, held, file)
        found["row"].append(row)
        found["stall"].append(stall)
    worker.close()
    workplace.close()
    sys.stdout.write(json.dumps(found))


def _enter(box: QPlainTextEdit) -> float:
    began = time.perf_counter()
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    QTest.keyClick(box, Qt.Key.Key_A)
    taken = 1000 * (time.perf_counter() - began)
    if box.toPlainText() != "a":
        raise RuntimeError("the key was not taken")
    return taken


def _photo(folder: Path) -> Path:
    noise = Image.effect_noise((4000, 3000), 40)
    target, file = io.BytesIO(), folder / "photo.jpg"
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(target, "JPEG")
    file.write_bytes(target.getvalue())
    return file


def _add(tab: VisitTab, held: OpenAssessment, file: Path) -> tuple[float, float]:
    """Add a photo while a timer counts how often the event loop comes round."""
    before, beats = len(held.value.evidence), [time.perf_counter()]
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(1)
    rows, began = tab.notes.lines.rowCount(), time.perf_counter()
    tab.photos.add_file(file, "")
    if tab.notes.lines.rowCount() != rows + 1:
        raise RuntimeError("the photo is not in the list")
    row = 1000 * (time.perf_counter() - began)
    loop = QEventLoop()
    while len(held.value.evidence) == before and time.perf_counter() - began < PATIENCE_S:
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    if len(held.value.evidence) == before:
        raise RuntimeError("the photo was not stored")
    timer.stop()
    return row, 1000 * max(after - each for each, after in pairwise(beats))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
