"""Long names in the lists wrap and never end in dots, at 100, 150 and 200 % text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import AssessmentSummary, Stage
from assessor_app.domain.second.queue import QueueItem, Step
from assessor_app.settings import Settings
from assessor_app.ui.kit import line_list, wrapped_text
from assessor_app.ui.kit.line_list import Line, LineList
from assessor_app.ui.screens import visit_list
from assessor_app.ui.screens.verify import compare_list, queue_list
from assessor_app.ui.screens.verify.compare_list import CompareDelegate, CompareRows
from assessor_app.ui.screens.verify.compare_rows import Outcome, Row
from assessor_app.ui.screens.verify.queue_list import QueueList
from assessor_app.ui.screens.visit_list import VisitList
from assessor_app.ui.screens.visit_plan import Group
from assessor_app.ui.theme import Theme

NAME = "The Federation of Saint Bartholomew and All Angels Church of England Primary and Nursery Schools"
TODAY = date(2026, 11, 22)
VISIT = AssessmentSummary("a1", NAME, "Leeds", "pd-qm", "PD Quality Mark", "", TODAY, Stage.READING, 3, 16, "Amara")
ITEM = QueueItem("a1", NAME, "Leeds", "PD Quality Mark", "Amara Okafor", Step.MARK, 8, 16)


class Painted:
    """What a list paints: every wrapped text with the bottom of its last line, and what would end in dots."""

    def __init__(self, patch: pytest.MonkeyPatch, module: ModuleType) -> None:
        self.bottoms: dict[str, float] = {}
        self.dotted: list[str] = []
        wrap = wrapped_text.paint_wrapped

        def wrapped(painter: QPainter, box: QRectF, words: str, font: QFont, line: float) -> float:
            height = wrap(painter, box, words, font, line)
            self.bottoms[words] = box.top() + height
            return height

        def elided(painter: QPainter, box: QRectF, words: str, *_flags: object) -> None:
            if QFontMetricsF(painter.font()).horizontalAdvance(words) > box.width():
                self.dotted.append(words)

        for place in (module, wrapped_text):
            patch.setattr(place, "paint_wrapped", wrapped, raising=False)
        patch.setattr(module, "elided", elided, raising=False)


def lines(theme: Theme) -> QListView:
    found = LineList(theme, "Cases")
    found.show_lines([Line("a", NAME, NAME, NAME, chip="Ready for the panel")])
    return found


def queue(theme: Theme) -> QListView:
    found = QueueList(theme)
    found.show_items([ITEM])
    return found


def visits(theme: Theme) -> QListView:
    found = VisitList(theme, "Visits", lambda: TODAY)
    found.show_groups([(Group.THIS_WEEK, (VISIT,))])
    return found


def both_marks(theme: Theme) -> QListView:
    found = QListView()
    rows = CompareRows(found)
    rows.set_rows((Row(NAME, "s1", 1, 2, 3, Outcome.TO_AGREE, 0, "Left to the panel for now", NAME),))
    found.setModel(rows)
    found.setItemDelegate(CompareDelegate(theme, found))
    return found


MADE: tuple[tuple[ModuleType, Callable[[Theme], QListView]], ...] = (
    (line_list, lines),
    (queue_list, queue),
    (visit_list, visits),
    (compare_list, both_marks),
)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize(("module", "make"), MADE, ids=[make.__name__ for _, make in MADE])
def test_a_long_name_is_painted_whole_inside_its_row(
    qtbot: QtBot,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    make: Callable[[Theme], QListView],
    percent: int,
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    painted, view = Painted(monkeypatch, module), make(theme)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    model = view.model()
    row = view.visualRect(model.index(model.rowCount() - 1, 0))
    assert painted.dotted == []
    assert NAME in painted.bottoms
    assert max(painted.bottoms.values()) <= row.bottom() + 1


def test_a_short_name_takes_one_line(theme: Theme, qtbot: QtBot) -> None:
    long, short = visits(theme), VisitList(theme, "Visits", lambda: TODAY)
    short.show_groups([(Group.THIS_WEEK, (replace(VISIT, institution="Weir Road"),))])
    for view in (long, short):
        qtbot.addWidget(view)
        view.resize(420, 300)
        view.show()
    assert long.minimumHeight() > short.minimumHeight()
