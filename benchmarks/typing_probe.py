"""Types into the workspace offscreen, in blocks with autosave on and off: PROFILE ASSESSMENT KEYS BLOCKS.

A fast typist presses ten keys a second and the autosave waits at most one second, so there are ten keys to a save. To
have many saves in little time both are made ten times as fast here: a save takes as long as ever, so this is harder
than life. Prints milliseconds per key and from a change to durable, as JSON.
"""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor_app.domain.award import outlook
from assessor_app.paths import resources
from assessor_app.services.judging import Judging
from assessor_app.services.saving import utc_now
from assessor_app.services.workplace import Workplace
from assessor_app.settings import Settings
from assessor_app.ui import drafts
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from benchmarks.profile import opened, sentences

FASTER = 10
KEY_EVERY_MS = 10


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
    """Type `blocks` blocks of `keys` keys each way, in turn."""
    drafts.SETTLE_SECONDS /= FASTER
    drafts.LATEST_SECONDS /= FASTER
    application = QApplication(sys.argv[:1])
    workplace = opened(profile)
    watched = Watched(workplace.judging)
    workspace, open_assessment = _workspace(application, workplace, watched, assessment)
    box = workspace.page.texts.boxes["reason"].box
    changed = open_assessment.autosave.changed
    times: dict[str, list[list[float]]] = {"on": [], "off": []}
    for block in range(2 * blocks + 2):
        saving = block % 2 == 0
        open_assessment.autosave.changed = changed if saving else lambda _key, _text: None
        text = sentences(20, block)[:keys]
        box.clear()
        times["on" if saving else "off"].append(_type(box, text, watched if saving else None))
        open_assessment.autosave.flush()
        QTest.qWait(50)
    durable = watched.durable
    workplace.close()
    kept = {way: found[1:] for way, found in times.items()}  # the first block of each way warms up
    sys.stdout.write(json.dumps(kept | {"durable": durable, "window": 1000 * drafts.LATEST_SECONDS}))


def _workspace(
    application: QApplication, workplace: Workplace, watched: Watched, assessment: str
) -> tuple[WorkspaceTab, OpenAssessment]:
    value = workplace.visits.open(assessment)
    scheme = workplace.visits.scheme_of(value)
    open_assessment = OpenAssessment(value, scheme, workplace.person.id, watched, outlook, utc_now)
    theme = Theme(application, Settings(), resources(), workplace.profile / "cache")
    workspace = WorkspaceTab(theme, open_assessment, lambda *_: None)
    for pane in (workspace, workspace.nav, workspace.context, workspace.footer):
        pane.resize(700, 800)
        pane.show()
    QTest.qWait(50)
    return workspace, open_assessment


def _type(box: Any, text: Sequence[str], watched: Watched | None) -> list[float]:
    times = []
    for letter in text:
        began = time.perf_counter()
        if watched is not None:
            watched.first_key = watched.first_key or began
        QTest.keyClicks(box, letter)
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - began))
        QTest.qWait(max(1, KEY_EVERY_MS - round(times[-1])))
    return times


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
