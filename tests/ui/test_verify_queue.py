"""The queue of second marks, and its place on the rail."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor_app.domain.people import Person, Role
from assessor_app.domain.second.agreement import Agreement, Estimate
from assessor_app.domain.second.queue import QueueItem, Step
from assessor_app.ui.desk import Desk, DeskSetting
from assessor_app.ui.screens.verify.agreement import AgreementTable
from assessor_app.ui.screens.verify.queue import VerifyQueueScreen
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

NOW = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)
ME = Person("P-0000BEEF", "Sunita Patel", "", frozenset({Role.VERIFIER}), "7F2C 19A4", "", NOW, "age1x")
ITEM = QueueItem(
    "a1", "Thornbury Academy", "Leeds", "PD Quality Mark", "Amara Okafor", Step.MARK, 8, 16, 0, date(2026, 11, 29)
)
AGREE = replace(ITEM, assessment="a2", institution="Weir Road", step=Step.AGREE, done=16, open=2)
WITH_LEAD = replace(ITEM, assessment="a3", institution="Marsh Lane", step=Step.WAIT, done=16)


EXACT, NONE = Estimate(0.875, 0.7003, 0.9554), Estimate(None)
FIGURES = (
    Agreement("PD Quality Mark", "mark", "PD Quality Mark", 32, EXACT, Estimate(0.634, 0.41, 0.8), EXACT, EXACT),
    Agreement("PD Quality Mark", "strand", "1.1 Vision", 2, Estimate(1.0, 0.34, 1.0), NONE, NONE, NONE),
)


class FakeQueue:
    def __init__(self, *items: QueueItem) -> None:
        self.found = items

    def items(self) -> tuple[QueueItem, ...]:
        return self.found


class FakeAgreement:
    def figures(self, _assessment: str = "", stop: Callable[[], bool] = lambda: False, /) -> tuple[Agreement, ...]:
        return FIGURES


class EndlessAgreement:
    """Figures that never come, for whoever waits; `ended` once nobody does."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), threading.Event()

    def figures(self, _assessment: str = "", stop: Callable[[], bool] = lambda: False, /) -> tuple[Agreement, ...]:
        self.begun.set()
        pause = threading.Event()
        while not stop():
            pause.wait(0.005)
        self.ended.set()
        return ()


def made(qtbot: QtBot, theme: Theme, worker: Worker, *items: QueueItem) -> VerifyQueueScreen:
    screen = VerifyQueueScreen(theme, worker, FakeQueue(*items), FakeAgreement(), ME)
    qtbot.addWidget(screen)
    screen.resize(900, 500)
    screen.show()
    qtbot.waitUntil(lambda: not screen._skeleton.isVisibleTo(screen))
    return screen


def rows(screen: VerifyQueueScreen) -> list[object]:
    model = screen.list.queue
    return [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(model.rows))]  # type: ignore[arg-type]


def test_what_waits_for_me_stands_before_what_waits_for_others(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    screen = made(qtbot, theme, worker, AGREE, ITEM, WITH_LEAD)
    assert rows(screen) == [
        "Waiting for you",
        "Weir Road, PD Quality Mark, with Amara Okafor, panel on Sunday 29 Nov, 2 to agree, 16 of 16 marked",
        "Thornbury Academy, PD Quality Mark, with Amara Okafor, panel on Sunday 29 Nov, Mark on your own, "
        "8 of 16 marked",
        "Waiting for others",
        "Marsh Lane, PD Quality Mark, panel on Sunday 29 Nov, With Amara Okafor, 16 of 16 marked",
    ]


def test_enter_opens_the_one_the_keyboard_is_on(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    screen = made(qtbot, theme, worker, AGREE, ITEM)
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.go_requested) as went:
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert went.args == ["verify", "a1"]


def test_an_empty_queue_says_what_brings_something(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    screen = made(qtbot, theme, worker)
    with qtbot.waitSignal(screen.go_requested) as went:
        screen._import.click()
    assert went.args == ["sync/import", ""]


@pytest.mark.parametrize(("role", "shown"), [(Role.VERIFIER, True), (Role.ADMINISTRATOR, True), (Role.ASSESSOR, False)])
def test_the_rail_has_the_place_for_whoever_verifies(
    qtbot: QtBot, theme: Theme, worker: Worker, role: Role, shown: bool
) -> None:
    person = replace(ME, roles=frozenset({role}))
    setting = DeskSetting("Assay", person, {"verify": lambda *_: None}, lambda _s: None, lambda: None)  # type: ignore
    desk = Desk(theme, worker, setting, ())
    qtbot.addWidget(desk.shell)
    button = desk.shell.rail.buttons["verify"]
    assert button.isVisibleTo(desk.shell.rail) is shown
    desk._show_queue((AGREE, ITEM, WITH_LEAD))
    assert button.isVisibleTo(desk.shell.rail)
    assert button.accessibleName() == "Verify, 2 waiting"


def test_home_outlives_any_number_of_other_places(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    names = [f"place-{number}" for number in range(12)]
    places = {name: lambda *_: VerifyQueueScreen(theme, worker, FakeQueue(), FakeAgreement(), ME) for name in names}
    desk = Desk(theme, worker, DeskSetting("Assay", ME, places, lambda _s: None, lambda: None), ())
    qtbot.addWidget(desk.shell)
    for name in names:
        desk.shell.navigator.go(name)
    QTest.qWait(1)
    desk.shell.navigator.go("home")
    assert desk.home.isVisibleTo(desk.shell)


def test_agreement_is_told_with_intervals_and_what_cannot_be_told(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    screen = made(qtbot, theme, worker, ITEM)
    screen.show_tab("agreement")
    page = screen.agreement
    qtbot.waitUntil(lambda: page.table.isVisible())
    assert page.finding.words() == "PD Quality Mark: both gave the same level on 88 % (70 to 96 %) of 32 strands"
    assert cells(page.rows, 0) == [
        "PD Quality Mark", "32", "88 % (70 to 96 %)", "0.63 (0.41 to 0.80)", "0.88 (0.70 to 0.96)",
        "0.88 (0.70 to 0.96)",
    ]  # fmt: skip
    page.kinds.choose("strand")
    page._show()
    assert cells(page.rows, 0)[:4] == ["1.1 Vision (PD Quality Mark)", "2", "100 % (34 to 100 %)", "cannot be told"]


@pytest.mark.parametrize("width", [420, 640, 900])
def test_the_figures_of_agreement_fit_any_width_and_are_never_cut(
    qtbot: QtBot, theme: Theme, worker: Worker, width: int
) -> None:
    screen = made(qtbot, theme, worker, ITEM)
    screen.show_tab("agreement")
    table = screen.agreement.table
    qtbot.waitUntil(table.isVisible)
    screen.resize(width, 600)
    qtbot.waitUntil(lambda: table.width() <= width)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())
    metrics = table.fontMetrics()
    for column in range(table.model().columnCount()):
        room = QRect(0, 0, table.columnWidth(column) - 6, 10_000)
        words = str(table.model().index(0, column).data())
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        assert needed.width() <= room.width(), words
        assert needed.height() <= table.rowHeight(0), words
        assert width < 900 or not column or table.columnWidth(column) >= table.sizeHintForColumn(column) + 8


def cells(model: AgreementTable, row: int) -> list[object]:
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


@pytest.mark.parametrize("go", [lambda screen: screen.show_tab("waiting"), lambda screen: screen.leave()])
def test_leaving_the_agreement_ends_the_work_on_it(
    qtbot: QtBot, theme: Theme, worker: Worker, go: Callable[[VerifyQueueScreen], None]
) -> None:
    endless = EndlessAgreement()
    screen = VerifyQueueScreen(theme, worker, FakeQueue(ITEM), endless, ME)
    qtbot.addWidget(screen)
    screen.show_tab("agreement")
    assert endless.begun.wait(300)
    go(screen)
    assert endless.ended.wait(300)
