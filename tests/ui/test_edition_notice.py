"""A newer rubric: a banner says so, the changes are shown word by word, and moving is the person's own act."""

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.scheme.edition_bridge import (
    EditionChanges,
    MovePreview,
    StrandChange,
    TextChange,
    word_changes,
)
from assessor_app.errors import Refused
from assessor_app.ui.screens.assessment import AssessmentScreen
from assessor_app.ui.screens.edition_sheet import EditionSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, NOW, FakeWorkplace

TEXT = TextChange("descriptor of Embedded", word_changes("Everybody takes part.", "Everybody leads and takes part."))
CHANGES = EditionChanges("3.1", "3.2", (StrandChange(CULTURE, "1.2", "Culture", "changed", (TEXT,)),), ())
GOLD = Outlook(None, None, (), (), 0, 16, "Gold now", "", "Gold now.", "", "")
SILVER = Outlook(None, None, (), (), 0, 16, "Silver now", "", "Silver now.", "", "")


@pytest.fixture
def workplace() -> FakeWorkplace:
    workplace = FakeWorkplace()
    workplace.cycle.changes = CHANGES
    workplace.cycle.moving = MovePreview(CHANGES, ("leadership.vision",), (CULTURE,), GOLD, SILVER)
    return workplace


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, worker: Worker, workplace: FakeWorkplace) -> AssessmentScreen:
    screen = AssessmentScreen(theme, worker, workplace, "a1", lambda: NOW)
    qtbot.addWidget(screen)
    screen.notices = []
    screen.banner_requested.connect(screen.notices.append)
    screen.resize(1000, 700)
    screen.show()
    return screen


def sheet_of(qtbot: QtBot, screen: AssessmentScreen) -> EditionSheet:
    qtbot.waitUntil(lambda: any(getattr(notice, "id", "") == "edition" for notice in screen.notices))
    notice = next(notice for notice in screen.notices if getattr(notice, "id", "") == "edition")
    assert "3.2 changes 1 text. This visit stays on 3.1 unless you move it." in notice.sentence
    assert screen.edition is not None
    screen.edition.see()
    qtbot.waitUntil(lambda: bool(screen.findChildren(EditionSheet)))
    return screen.findChildren(EditionSheet)[0]


def test_the_banner_leads_to_the_changes_and_the_award_under_both(qtbot: QtBot, screen: AssessmentScreen) -> None:
    sheet = sheet_of(qtbot, screen)
    said = [label.words() for label in sheet.page.findChildren(type(sheet.effect))]
    assert "Was: Everybody takes part." in said
    assert "Is: Everybody [leads and] takes part." in said
    assert "3.1: Gold now." in sheet.effect.words()
    assert "3.2: Silver now." in sheet.effect.words()
    assert "To judge again: 3.2 Culture." in sheet.effect.words()


def test_moving_reads_the_visit_anew(qtbot: QtBot, screen: AssessmentScreen, workplace: FakeWorkplace) -> None:
    sheet = sheet_of(qtbot, screen)
    with qtbot.waitSignal(screen.stale):
        sheet.move_wanted.emit()
    assert workplace.cycle.asked == [("move",)]


def test_a_refused_move_is_said_in_the_sheet(qtbot: QtBot, screen: AssessmentScreen, workplace: FakeWorkplace) -> None:
    sheet = sheet_of(qtbot, screen)
    workplace.cycle.error = Refused("Only the lead moves it.", "not-lead")
    sheet.move_wanted.emit()
    qtbot.waitUntil(lambda: not sheet.error.isHidden())
    assert workplace.cycle.asked == []
