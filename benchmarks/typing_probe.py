"""Types into the workspace offscreen, in blocks with autosave on and off: PROFILE ASSESSMENT KEYS BLOCKS.

A fast typist presses ten keys a second and the autosave waits at most one second, so there are ten keys to a save. To
have many saves in little time both are made ten times as fast while keys are timed: a save takes as long as ever, so
this is harder than life. Then 2 x KEYS keys are typed at their own speed, to time saves. Prints milliseconds per key,
and from a change to its being durable, as JSON.
"""

import json
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor_app.domain.award.outcome import outlook
from assessor_app.paths import resources
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now
from assessor_app.services.visit.judging import Judging
from assessor_app.settings import Settings
from assessor_app.ui import drafts
from assessor_app.ui.kit.linked_text import LinkedText
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.spelling import Spelling
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from benchmarks.garbage import search_as_the_program_does
from benchmarks.profile import opened, sentences

FASTER = 10
TYPIST_EVERY_MS = 100


class Watched:
    """The judging service, noting how long the oldest unsaved key waits until it is on disk."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self.first_key: float | None = None
        self.durable: list[float] = []

    def write(self, *call: Any) -> "Future[Any]":
        """Keep a text."""
        first, self.first_key = self.first_key or time.perf_counter(), None
        future = self._judging.write(*call)
        future.add_done_callback(lambda _: self.durable.append(1000 * (time.perf_counter() - first)))
        return future


def main(profile: Path, assessment: str, keys: int, blocks: int) -> None:
    """Type `blocks` blocks of `keys` keys each way, in turn, then once more at a person's speed."""
    application = QApplication(sys.argv[:1])
    workplace = opened(profile)
    worker = Worker()  # as in the program: it says how long a thread may keep the interpreter from the window
    watched = Watched(workplace.judging)
    desk = Desk(*_workspace(application, workplace, watched, assessment, worker), watched)
    settle, latest = drafts.SETTLE_SECONDS, drafts.LATEST_SECONDS
    drafts.SETTLE_SECONDS, drafts.LATEST_SECONDS = settle / FASTER, latest / FASTER
    times: dict[str, list[list[float]]] = {"on": [], "off": []}
    for block in range(2 * blocks + 2):
        way = "off" if block % 2 else "on"
        times[way].append(desk.block(sentences(20, block)[:keys], way == "on", TYPIST_EVERY_MS // FASTER))
    drafts.SETTLE_SECONDS, drafts.LATEST_SECONDS = settle, latest
    watched.durable.clear()
    desk.block(sentences(20, 0)[: 2 * keys], True, TYPIST_EVERY_MS)
    workplace.close()
    worker.close()
    kept = {way: found[1:] for way, found in times.items()}  # the first block of each way warms up
    sys.stdout.write(json.dumps(kept | {"durable": watched.durable, "window": 1000 * latest}))


class Desk:
    """The workspace with somebody typing into it."""

    def __init__(self, workspace: WorkspaceTab, assessment: OpenAssessment, watched: Watched) -> None:
        self._box = workspace.page.texts.boxes["reason"].box
        self._autosave, self._watched = assessment.autosave, watched
        self._changed = assessment.autosave.changed

    def block(self, text: str, saving: bool, every_ms: int) -> list[float]:
        """Type a text into the emptied box, a key every so many milliseconds; the milliseconds each key took."""
        self._autosave.changed = self._ignore  # type: ignore[method-assign]
        self._box.clear()
        self._autosave.changed = self._changed if saving else self._ignore  # type: ignore[method-assign]
        times = [self._key(letter, every_ms) for letter in text]
        self._autosave.flush()
        let_run(50)
        return times

    def _key(self, letter: str, every_ms: int) -> float:
        began = time.perf_counter()
        self._watched.first_key = self._watched.first_key or began
        QTest.keyClicks(self._box, letter)
        QApplication.processEvents()
        taken = 1000 * (time.perf_counter() - began)
        let_run(max(1, every_ms - round(taken)))
        return taken

    def _ignore(self, _key: object, _text: str) -> None:
        self._watched.first_key = None


def let_run(milliseconds: int) -> None:
    """Let the window and the writer work for a while. `QTest.qWait` would keep the interpreter's lock all the time,
    which the running program never does, and the writer would wait for the next key."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _workspace(
    application: QApplication, workplace: Workplace, watched: Watched, assessment: str, worker: Worker
) -> tuple[WorkspaceTab, OpenAssessment]:
    value = workplace.visits.open(assessment)
    scheme = workplace.visits.scheme_of(value)
    open_assessment = OpenAssessment(value, scheme, workplace.person.id, watched, outlook, utc_now)
    theme = Theme(application, Settings(), resources(), workplace.profile / "cache")
    workspace = WorkspaceTab(theme, open_assessment, lambda *_: None)
    for pane in (workspace, workspace.nav, workspace.context, workspace.footer):
        pane.resize(700, 800)
        pane.show()
    spelling = Spelling(theme, worker, workplace.spelling, workspace)
    for box in workspace.findChildren(LinkedText):
        spelling.look_after(box)
    search_as_the_program_does(workspace)
    let_run(50)
    return workspace, open_assessment


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
