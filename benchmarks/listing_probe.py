"""The screen of all visits with few and with very many of them, offscreen: ROUNDS MANY.

Prints as JSON the milliseconds of opening it and of a key in its filter, painted, by round, with MANY visits; the floor
is showing 100 visits.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea

from assessor_app.domain.assessment.summary import AssessmentSummary, Stage
from assessor_app.paths import resources
from assessor_app.settings import Settings
from assessor_app.ui.screens.visit_plan import overview
from assessor_app.ui.screens.visits import VisitsScreen
from assessor_app.ui.theme import Theme
from benchmarks.garbage import search_as_the_program_does

TODAY = date(2026, 11, 22)
FEW = 100
ME = "Amara Okafor"
STAGES = tuple(Stage)


def main(rounds: int, many: int) -> None:
    """Both sizes in turn, in one window."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as cache:
        theme = Theme(application, Settings(), resources(), Path(cache))
        screen = VisitsScreen(theme, overview((), TODAY), lambda: TODAY)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setWidget(screen)
        page.resize(1000, 700)
        page.show()
        search_as_the_program_does(page)
        found: dict[str, list[float]] = {}
        sizes = {name: overview(visits(count), TODAY, ME) for name, count in (("floor", FEW), ("ours", many))}
        for number in range(rounds):
            for name in sizes if number % 2 else reversed(sizes):
                shown = sizes[name]
                _note(found, name, lambda shown=shown: screen.show_overview(shown))
                if name == "ours":
                    _note(found, "key", lambda: screen.filter.setText("school 1"))
                    screen.filter.clear()
        sys.stdout.write(json.dumps(found))


def visits(count: int) -> tuple[AssessmentSummary, ...]:
    """Invented visits of two years."""
    return tuple(
        AssessmentSummary(
            f"a{number:05}",
            f"Moor Road School {number}",
            ("Leeds", "York", "Selby")[number % 3],
            "pdqm",
            "PD Quality Mark",
            "verification visit",
            TODAY - timedelta(days=number % 700 - 30),
            STAGES[number % len(STAGES)],
            number % 17,
            16,
            ME,
        )
        for number in range(count)
    )


def _note(found: dict[str, list[float]], what: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    QApplication.processEvents()
    found.setdefault(what, []).append(1000 * (time.perf_counter() - began))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
