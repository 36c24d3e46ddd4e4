"""History says who changed what, when, from what to what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor_app.domain.award import outlook
from assessor_app.domain.change import Change
from assessor_app.domain.operation import Json
from assessor_app.errors import Unavailable
from assessor_app.ui.screens.history.lines import line_of, lines_of
from assessor_app.ui.screens.history.tab import HistoryTab
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import (
    CULTURE,
    ME,
    NOT_ENOUGH,
    NOW,
    FakeJudging,
    FakeVisits,
    assessment,
    person,
    scheme,
)

STRAND = f"assessment/a1/strand/{CULTURE}"


def change(entity: str, field: str, before: Json, after: Json, actor: str = ME) -> Change:
    return Change("op1", "d1", actor, NOW, entity, field, before, after, False)


@pytest.mark.parametrize(
    ("made", "what", "values"),
    [
        (change(f"{STRAND}/judgement/{ME}", "level", "developing", "enhancing"),
         "Judgement, 3.2 Culture", "Developing → Enhancing"),
        (change(f"{STRAND}/judgement/{ME}", "level", None, NOT_ENOUGH),
         "Judgement, 3.2 Culture", "Not enough evidence yet"),
        (change(STRAND, "flagged", True, False), "Flag, 3.2 Culture", "yes → no"),
        (change(STRAND, "strengths", "", "First\nsecond"), "Strengths, 3.2 Culture", "First second"),
        (change(STRAND, "develop", "Something", ""), "Areas for development, 3.2 Culture", "Something → nothing"),
    ],
)  # fmt: skip
def test_a_change_in_words(made: Change, what: str, values: str) -> None:
    line = line_of(made, assessment(), scheme(), person())
    assert (line.what, line.values, line.who) == (what, values, "Amara Okafor")


def test_what_says_nothing_to_a_person_is_left_out_and_the_newest_comes_first() -> None:
    oldest = change("assessment/a1", "scheme_sha256", None, "d5929a")
    older, newer = (replace(change(STRAND, "saw", "", text), at=NOW + timedelta(minutes=at))
                    for at, text in enumerate(("first", "second")))  # fmt: skip
    for changes in ((oldest, older, newer), (newer, older, oldest)):
        lines = lines_of(changes, assessment(), scheme(), person())
        assert [line.after for line in lines] == ["second", "first"]


def test_somebody_unknown_is_named_by_their_id() -> None:
    line = line_of(change(STRAND, "saw", "", "x", "P-00000001"), assessment(), scheme(), person())
    assert line.who == "P-00000001"


@pytest.fixture
def visits() -> FakeVisits:
    return FakeVisits()


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, worker: Worker, visits: FakeVisits) -> HistoryTab:
    opened = OpenAssessment(assessment(), scheme(), ME, FakeJudging(), outlook, lambda: NOW)
    tab = HistoryTab(theme, worker, opened, visits, person())
    opened.setParent(tab)
    qtbot.addWidget(tab)
    tab.show()
    return tab


def test_the_list_is_read_when_the_tab_is_entered(qtbot: QtBot, tab: HistoryTab, visits: FakeVisits) -> None:
    earlier = Change("op0", "d1", ME, NOW - timedelta(hours=1), STRAND, "saw", None, "x", False)
    visits.changes = (change(STRAND, "flagged", None, True), earlier)
    tab.enter()
    qtbot.waitUntil(lambda: tab.lines.rowCount() == 2)
    spoken = tab.lines.data(tab.lines.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Flag, 3.2 Culture. Amara Okafor, 22 Nov ")
    assert spoken.endswith(". yes")


def test_nothing_yet_says_so(qtbot: QtBot, tab: HistoryTab) -> None:
    tab.enter()
    qtbot.waitUntil(tab.empty.isVisible)


def test_a_store_that_cannot_be_read_says_so(
    qtbot: QtBot, tab: HistoryTab, visits: FakeVisits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_assessment: str) -> tuple[Change, ...]:
        raise Unavailable("The store cannot be read.", "damaged")

    monkeypatch.setattr(visits, "history", refuse)
    tab.enter()
    qtbot.waitUntil(tab.trouble.isVisible)
    assert tab.trouble.words() == "The store cannot be read."
