"""History says who changed what, when, from what to what, and brings an earlier value back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.journal.history_entries import HistoryEntry
from assessor_app.errors import Unavailable
from assessor_app.ui.screens.history.rows import rows_of
from assessor_app.ui.screens.history.tab import HistoryTab
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, ME, NOW, FakeHistories, FakeJudging, assessment, scheme

LONG = "Teams look at what changed for pupils three weeks after every course, and write it down. " * 3


def entry(what: str, before: str, after: str, hours: float = 0, who: str = "Amara Okafor") -> HistoryEntry:
    field = "level" if what == "Judgement" else "develop"
    return HistoryEntry(
        operation=f"{what}{hours}", at=NOW - timedelta(hours=hours), actor=ME if who.startswith("Amara") else "P-2",
        who=who, field=f"strand/{CULTURE}/{field}", strand=CULTURE, what=what, where="Evaluating impact: culture",
        before=before, after=after, settled=False, current=hours == 0, clock_ahead=False,
        entity=f"assessment/a1/strand/{CULTURE}", value=after,
    )  # fmt: skip


NEWEST = entry("Areas for development", "Extend it.", LONG)
EARLIER = entry("Areas for development", "", "Extend it.", 1)
OTHERS = entry("Judgement", "Developing", "Enhancing", 30, "David Llewellyn")


@pytest.fixture
def histories() -> FakeHistories:
    return FakeHistories((NEWEST, EARLIER, OTHERS))


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, worker: Worker, histories: FakeHistories) -> HistoryTab:
    opened = OpenAssessment(assessment(), scheme(), ME, FakeJudging(), outlook, lambda: NOW)
    tab = HistoryTab(theme, worker, opened, histories)
    opened.setParent(tab)
    qtbot.addWidget(tab)
    qtbot.addWidget(tab.detail)
    tab.show()
    tab.enter()
    return tab


def titles(tab: HistoryTab) -> list[str]:
    return [row.entry.title if row.entry else row.heading.split(", ")[-1] for row in tab.rows.rows]


def test_changes_stand_under_their_day_and_person(qtbot: QtBot, tab: HistoryTab) -> None:
    qtbot.waitUntil(lambda: tab.rows.rowCount() == 5)
    culture = "Evaluating impact: culture"
    assert titles(tab) == [
        "Amara Okafor",
        f"Areas for development, {culture}",
        f"Areas for development, {culture}",
        "David Llewellyn",
        f"Judgement, {culture}",
    ]
    spoken = tab.rows.data(tab.rows.index(4), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Judgement, Evaluating impact: culture. David Llewellyn. ")
    assert spoken.endswith("Developing → Enhancing")


@pytest.mark.parametrize("width", [160, 320, 640])
def test_a_line_ends_at_a_word_and_fits(theme: Theme, width: int) -> None:
    metrics = QFontMetricsF(theme.font("body"))
    preview = rows_of((NEWEST,))[1].preview(metrics, width)
    before, after = preview.split(" \u2192 ")
    assert metrics.horizontalAdvance(preview) <= width
    assert ["Extend", "it."][: len(before.split())] == before.split()
    assert after
    assert LONG.startswith(after)
    assert LONG[len(after)] in " ,"


def test_a_change_that_fits_stands_whole(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font("body"))
    assert rows_of((OTHERS,))[1].preview(metrics, 400) == "Developing \u2192 Enhancing"


def test_a_line_is_short_and_the_change_beside_it_whole(qtbot: QtBot, tab: HistoryTab) -> None:
    qtbot.waitUntil(lambda: tab.current == NEWEST)
    assert len(rows_of((NEWEST,))[1].values) < 200
    assert tab.detail.after.words() == LONG
    assert tab.detail.after.accessibleDescription().startswith("Changed words: ")


def test_what_is_shown_can_be_narrowed_by_strand_field_and_person(qtbot: QtBot, tab: HistoryTab) -> None:
    qtbot.waitUntil(lambda: tab.rows.rowCount() == 5)
    assert [tab.field.itemText(place) for place in range(3)] == ["Everything", "Areas for development", "Judgement"]
    tab.field.setCurrentIndex(2)
    assert titles(tab) == ["David Llewellyn", "Judgement, Evaluating impact: culture"]
    tab.who.setCurrentIndex(tab.who.findText("Amara Okafor"))
    assert tab.rows.rowCount() == 0
    assert tab.empty.isVisible()


def test_an_earlier_value_is_used_again_and_the_present_one_is_not(
    qtbot: QtBot, tab: HistoryTab, histories: FakeHistories
) -> None:
    qtbot.waitUntil(lambda: tab.current == NEWEST)
    tab.restore()
    assert not tab.detail.restore.isVisibleTo(tab.detail)
    tab.list.setCurrentIndex(tab.rows.index(2))
    assert tab.detail.restore.isVisibleTo(tab.detail)
    tab.detail.restore.click()
    qtbot.waitUntil(lambda: histories.restored == [EARLIER.operation])


def test_a_clock_that_is_far_ahead_is_said() -> None:
    (_, row) = rows_of((replace(NEWEST, clock_ahead=True),))
    assert row.remark == "Made by a clock that is far ahead"


def test_nothing_yet_says_so(qtbot: QtBot, tab: HistoryTab, histories: FakeHistories) -> None:
    histories.found = ()
    tab.enter()
    qtbot.waitUntil(tab.empty.isVisible)


def test_a_store_that_cannot_be_read_says_so(qtbot: QtBot, tab: HistoryTab, histories: FakeHistories) -> None:
    histories.error = Unavailable("The store cannot be read.", "damaged")
    tab.enter()
    qtbot.waitUntil(tab.trouble.isVisible)
    assert tab.trouble.words() == "The store cannot be read."
