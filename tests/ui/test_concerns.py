"""Appeals and complaints at the window: step by step, by somebody who had no part in it; all by keyboard."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.concern import ConcernKind
from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Chip
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.concerns.receiving import ReceiveSheet
from assessor_app.ui.screens.concerns.screen import ConcernsScreen
from assessor_app.ui.screens.concerns.words import ANSWERED
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.audit import complaints
from tests.ui.office_sample import SCHOOL, FakeConcerns, office

VISITS = SimpleNamespace(list=lambda: (SimpleNamespace(id="v1", institution=SCHOOL, scheme_title="PD Quality Mark"),))


@pytest.fixture
def concerns() -> FakeConcerns:
    return FakeConcerns()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    return made


@pytest.fixture
def screen(
    qtbot: QtBot, theme: Theme, worker: Worker, concerns: FakeConcerns, window: QMainWindow, tmp_path: Path
) -> ConcernsScreen:
    asking = Asking(save=lambda _parent, _title, name, _kinds: tmp_path / name)
    made = ConcernsScreen(theme, worker, office(concerns=concerns, visits=VISITS), "", asking)
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made.steps is not None and made.steps.isVisible())
    return made


def words_of(screen: ConcernsScreen) -> str:
    return "\n".join(each.words() for each in screen.view.page.findChildren(Paragraph) if each.isVisibleTo(screen))


def press(screen: ConcernsScreen, name: str) -> None:
    next(action for action in screen.actions() if action.objectName() == name).trigger()


def test_the_list_says_what_is_late_and_the_page_what_counts(screen: ConcernsScreen) -> None:
    (line,) = screen.view.list.lines.rows
    assert line.spoken == f"Appeal from Helen Whitaker, Late, {SCHOOL}, Confirm receipt by 20 Nov 2026"
    assert screen.context_line == "1 open, 1 late"
    said = words_of(screen)
    assert "Was due on 20 November 2026" in said
    assert "Only what was given on the visit." in said
    chips = [chip.words for chip in screen.view.page.findChildren(Chip)]
    assert chips == ["Added after the visit, cannot be used"]
    assert complaints(screen) == []


def test_the_chooser_has_only_who_took_no_part_and_says_how_many_are_left_out(
    qtbot: QtBot, screen: ConcernsScreen, concerns: FakeConcerns
) -> None:
    names = [screen.handler.names.itemText(place) for place in range(screen.handler.names.count())]
    assert names == ["", "Rhys Bevan"]
    labels = [label.text() for label in screen.view.page.findChildren(PlainLabel)]
    told = "Choose somebody, or type a name. 4 people left out because they worked on this case."
    assert told in labels
    editor = screen.handler.names.lineEdit()
    assert editor is not None
    editor.setText("Rhys Bevan")
    with qtbot.waitSignal(screen.toast_requested):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert concerns.done == [("assign", "Rhys Bevan", "P-1")]


def test_somebody_who_took_part_is_refused_in_a_sentence(
    qtbot: QtBot, screen: ConcernsScreen, concerns: FakeConcerns
) -> None:
    concerns.error = Refused("Amara Okafor has assessed here, so somebody else must handle it.", "barred")
    screen.handler.names.setCurrentText("Amara Okafor")
    with qtbot.waitSignal(screen.toast_requested) as told:
        screen.handler.assign_button.click()
    assert "somebody else must handle it" in told.args[0]


def test_a_step_is_ended_with_what_came_of_it_and_the_next_waits_for_a_handler(
    qtbot: QtBot, screen: ConcernsScreen, concerns: FakeConcerns
) -> None:
    assert screen.steps is not None
    assert screen.steps.text is not None
    qtbot.keyClicks(screen.steps.text, "Sent by e-mail")
    assert screen.unsaved_texts() == ["Sent by e-mail"]
    before = screen.steps
    press(screen, "concern-step")
    qtbot.waitUntil(lambda: screen.steps is not before)
    assert concerns.done == [("step", "receipt", "Sent by e-mail")]
    assert screen.unsaved_texts() == []
    assert screen.steps is not None
    assert screen.steps.primary is not None
    assert not screen.steps.primary.isEnabled()
    qtbot.waitUntil(lambda: "Choose who handles it first." in words_of(screen))


def test_the_letter_of_a_step_is_saved(
    qtbot: QtBot, screen: ConcernsScreen, concerns: FakeConcerns, tmp_path: Path
) -> None:
    assert screen.steps is not None
    with qtbot.waitSignal(screen.toast_requested) as told:
        screen.steps.letters["receipt"].click()
    assert (tmp_path / "A-2026-0001 confirm receipt.pdf").read_bytes() == b"%PDF-letter"
    assert "Nothing is sent by itself." in told.args[0]


def test_one_is_taken_in_and_what_was_typed_survives_escape(
    qtbot: QtBot, screen: ConcernsScreen, concerns: FakeConcerns
) -> None:
    press(screen, "concern-receive")
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(ReceiveSheet)))
    sheet = screen.window().findChildren(ReceiveSheet)[-1]
    sheet.start()
    assert (sheet._from.error, sheet._says.error) == ("Type who it is from.", "Type what it says.")
    qtbot.keyClicks(sheet.text, "Nobody told us")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert screen.unsaved_texts() == ["Nobody told us"]
    qtbot.waitUntil(lambda: not screen.window().findChildren(ReceiveSheet))
    press(screen, "concern-receive")
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(ReceiveSheet)))
    again = screen.window().findChildren(ReceiveSheet)[-1]
    assert again.text.toPlainText() == "Nobody told us"
    again.kind.choose(ConcernKind.COMPLAINT.value)
    again.writer.setText("Paul Greenwood")
    with qtbot.waitSignal(screen.toast_requested) as told:
        again.start()
    assert told.args[0] == "Complaint A-2026-0001 is taken in. Confirm its receipt next."
    assert concerns.done == [("receive", "v1", ConcernKind.COMPLAINT, "Paul Greenwood", "", "Nobody told us", None)]


def test_what_is_typed_counts_as_unsaved_while_the_sheet_is_open_and_its_day_is_kept_too(
    qtbot: QtBot, screen: ConcernsScreen
) -> None:
    press(screen, "concern-receive")
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(ReceiveSheet)))
    sheet = screen.window().findChildren(ReceiveSheet)[-1]
    qtbot.keyClicks(sheet.text, "Nobody told us")
    assert screen.unsaved_texts() == ["Nobody told us"]
    sheet.day.line.setText("3 Nov 2026")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not screen.window().findChildren(ReceiveSheet))
    press(screen, "concern-receive")
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(ReceiveSheet)))
    assert screen.window().findChildren(ReceiveSheet)[-1].day.value == date(2026, 11, 3)


def test_escape_while_one_is_being_kept_does_not_leave_it_to_be_taken_in_twice(
    qtbot: QtBot, screen: ConcernsScreen
) -> None:
    press(screen, "concern-receive")
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(ReceiveSheet)))
    sheet = screen.window().findChildren(ReceiveSheet)[-1]
    sheet.text.set_text("Nobody told us")
    sheet.writer.setText("Paul Greenwood")
    with qtbot.waitSignal(screen.toast_requested):
        sheet.start()
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert screen.unsaved_texts() == []


def test_the_key_ends_no_step_of_an_appeal_that_a_filter_has_taken_off_the_page(
    qtbot: QtBot, screen: ConcernsScreen, concerns: FakeConcerns
) -> None:
    qtbot.mouseClick(screen.filter._segments[ANSWERED], Qt.MouseButton.LeftButton)
    assert not screen.view.page.page.isVisible()
    press(screen, "concern-step")
    assert not screen._busy
    assert concerns.done == []


def test_an_empty_place_says_what_it_is_for(qtbot: QtBot, theme: Theme, worker: Worker, window: QMainWindow) -> None:
    made = ConcernsScreen(theme, worker, office(concerns=FakeConcerns(line=None), visits=VISITS))
    window.setCentralWidget(made)
    qtbot.waitUntil(made.first.isVisible)


def test_an_assessor_is_told_whose_place_this_is(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    made = ConcernsScreen(theme, worker, office(Role.ASSESSOR, concerns=FakeConcerns()))
    qtbot.addWidget(made)
    assert "This place is for administrators" in [label.text() for label in made.findChildren(PlainLabel)]
