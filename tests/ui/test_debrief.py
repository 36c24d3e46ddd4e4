"""The debrief: what is said is ticked, who heard it is kept, and the award is never named."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import DebriefPoint
from assessor_app.domain.award.outcome import outlook
from assessor_app.errors import Unavailable
from assessor_app.ui.screen import Save, Screen
from assessor_app.ui.screens.debrief.changes import new_positions, with_point
from assessor_app.ui.screens.debrief.points import PointRow
from assessor_app.ui.screens.debrief.tab import DebriefTab
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, ME, NOW, FakeDebriefs, FakeJudging, assessment, debrief, scheme, signed


class Room:
    """A debrief on show, with services that remember."""

    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, is_signed: bool = False) -> None:
        self.debriefs = FakeDebriefs()
        value = signed(assessment()) if is_signed else assessment()
        self.opened = OpenAssessment(value, scheme(), ME, FakeJudging(), outlook, lambda: NOW)
        self.tab = DebriefTab(theme, worker, self.opened, self.debriefs)
        self.screen = Screen()
        self.actions = {action.objectName(): action for action in self.tab.commands(self.screen)}
        for widget in (self.tab, self.tab.side, self.screen):
            qtbot.addWidget(widget)
            widget.resize(900, 700)
            widget.show()
        self.tab.enter()
        qtbot.waitUntil(lambda: len(self.rows()) == 7)

    def rows(self) -> list[PointRow]:
        return [row for section in self.tab.sections.values() for row in section.rows]

    def row(self, point: str) -> PointRow:
        return next(row for row in self.rows() if row.point.id == point)


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, worker: Worker) -> Iterator[Room]:
    room = Room(qtbot, theme, worker)
    yield room
    qtbot.waitUntil(lambda: room.opened.saving.pending == 0)


def test_points_stand_in_their_sections(room: Room) -> None:
    counts = {name: len(section.rows) for name, section in room.tab.sections.items()}
    assert counts == {"stands-out": 2, "build-on": 3, "next": 2}
    assert room.tab.side.finish.progress.text() == "3 of 7 points said"


def test_a_tick_is_kept_and_counted(qtbot: QtBot, room: Room) -> None:
    room.row("p4").tick.click()
    assert room.debriefs.calls == [("say", "p4", True)]
    assert room.tab.side.finish.progress.text() == "4 of 7 points said"
    assert room.row("p4").tick.isChecked()


def test_a_tick_builds_no_row_anew(room: Room) -> None:
    before = room.rows()
    room.row("p4").tick.click()
    assert room.rows() == before


def test_a_long_agenda_is_built_in_pieces(qtbot: QtBot, room: Room) -> None:
    many = [replace(room.row("p3").point, id=f"x{place}", position=place) for place in range(30)]
    sections = ("stands-out", "build-on", "next")
    room.tab.held.debrief = replace(
        room.tab.debrief, points=tuple(replace(point, section=name) for name in sections for point in many)
    )
    room.tab.show_debrief()
    assert [len(room.tab.sections[name].rows) for name in sections] == [30, 3, 2]
    qtbot.waitUntil(lambda: len(room.rows()) == 90)


def test_space_ticks_the_row(qtbot: QtBot, room: Room) -> None:
    row = room.row("p5")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert room.debriefs.calls == [("say", "p5", True)]


def test_a_tick_that_is_not_stored_goes_back(qtbot: QtBot, room: Room) -> None:
    room.debriefs.error = Unavailable("This computer has no space left.", "full")
    room.row("p4").tick.click()
    qtbot.waitUntil(lambda: not room.row("p4").tick.isChecked())
    assert room.opened.saving.state.save is Save.FAILED


def test_alt_and_arrows_change_the_order_within_the_section(qtbot: QtBot, room: Room) -> None:
    row = room.row("p4")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.point.id for row in room.tab.sections["build-on"].rows] == ["p3", "p5", "p4"]
    assert room.debriefs.calls == [("move", "p4", 5), ("move", "p5", 4)]
    assert room.row("p4").hasFocus() or not room.tab.isActiveWindow()


def test_the_first_point_cannot_go_higher() -> None:
    assert new_positions(debrief(), "p3", -1) == {}


def test_points_with_the_same_place_still_change_places() -> None:
    tied = with_point(debrief(), "p4", position=5)
    first, second = [point.id for point in tied.points if point.position == 5]
    moved = new_positions(tied, first, 1)
    assert moved[first] > 5
    assert second not in moved


def test_words_are_edited_in_place(qtbot: QtBot, room: Room) -> None:
    row = room.row("p5")
    row.begin_edit()
    row.box.selectAll()
    qtbot.keyClicks(row.box, "Plan for support staff")
    qtbot.keyClick(row.box, Qt.Key.Key_Return)
    assert room.debriefs.calls == [("edit", "p5", "Plan for support staff")]
    assert room.row("p5").words.words() == "Plan for support staff"


def test_esc_keeps_what_was_typed(qtbot: QtBot, room: Room) -> None:
    row = room.row("p5")
    row.begin_edit()
    row.box.selectAll()
    qtbot.keyClicks(row.box, "Kept")
    qtbot.keyClick(row.box, Qt.Key.Key_Escape)
    assert room.debriefs.calls == [("edit", "p5", "Kept")]


def test_a_point_of_ones_own_is_added(qtbot: QtBot, room: Room) -> None:
    section = room.tab.sections["next"]
    section.add.click()
    qtbot.keyClicks(section.box, "We write to you on Friday")
    qtbot.keyClick(section.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(section.rows) == 3)
    assert room.debriefs.calls == [("add", "next", "We write to you on Friday")]


def test_a_point_is_taken_off_and_the_person_is_told_the_report_stays(qtbot: QtBot, room: Room) -> None:
    said: list[str] = []
    room.opened.said.connect(said.append)
    row = room.row("p5")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert len(room.rows()) == 6
    assert said == ["Taken off the list. The report is not changed."]


def test_what_they_said_is_saved_by_itself(qtbot: QtBot, room: Room) -> None:
    box = room.tab.side.reply.box
    box.setFocus()
    qtbot.keyClicks(box, "Yes. ")
    qtbot.waitUntil(lambda: any(call[0] == "reply" for call in room.debriefs.calls))
    assert "Yes. " in room.debriefs.calls[-1][2]
    assert room.debriefs.calls[-1][1] == "leaders"


def test_switching_session_hands_over_what_is_typed_and_keeps_them_apart(qtbot: QtBot, room: Room) -> None:
    box = room.tab.side.reply.box
    box.setFocus()
    qtbot.keyClicks(box, "Leaders only. ")
    room.tab.go_to("staff")
    assert box.toPlainText() == ""
    assert [call[1] for call in room.debriefs.calls if call[0] == "reply"] == ["leaders"]
    qtbot.waitUntil(lambda: room.opened.saving.pending == 0)
    room.tab.go_to("leaders")
    qtbot.waitUntil(lambda: "Leaders only. " in box.toPlainText())


def test_who_heard_it_is_kept_with_the_time(qtbot: QtBot, room: Room) -> None:
    listeners = room.tab.side.listeners
    listeners.rows[2].heard.emit(True)
    assert room.debriefs.calls == [("heard", "l3", True)]
    assert room.tab.debrief.listeners[2].heard_at == "2026-11-22T11:42:00Z"


def test_a_person_is_added(qtbot: QtBot, room: Room) -> None:
    listeners = room.tab.side.listeners
    qtbot.keyClicks(listeners.name, "Chair of governors")
    qtbot.keyClick(listeners.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(listeners.rows) == 4)
    assert room.debriefs.calls == [("listener", "Chair of governors", "")]


def test_finishing_names_the_open_points_first(qtbot: QtBot, room: Room) -> None:
    bar = room.tab.side.finish
    bar.finish.click()
    assert bar.question.words() == "4 points are not ticked. Finish anyway?"
    assert room.debriefs.calls == []
    bar.go_back.click()
    assert bar.question.isHidden()
    room.actions["finish-debrief"].trigger()
    room.actions["finish-debrief"].trigger()
    qtbot.waitUntil(lambda: room.tab.debrief.finished_at != "")
    assert room.debriefs.calls == [("finish", "leaders")]
    assert bar.progress.text().startswith("Finished at ")


def test_the_award_is_nowhere_on_the_screen(room: Room) -> None:
    words = " ".join(
        f"{label.text()} {label.accessibleName()}"
        for root in (room.tab, room.tab.side)
        for label in root.findChildren(QLabel)
    )
    assert not any(award in words for award in ("Silver", "Gold", "Bronze", "Enhancing", "Embedded"))
    assert "Do not name the award yet." in words


def test_signed_work_is_shown_and_cannot_be_changed(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    room = Room(qtbot, theme, worker, is_signed=True)
    row = room.row("p4")
    row.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_F2):
        qtbot.keyClick(row, key)
    assert room.debriefs.calls == []
    assert room.tab.side.reply.box.isReadOnly()
    assert room.tab.side.finish.finish.isHidden()


def test_finishing_says_when_nobody_heard_it_and_escape_goes_back(qtbot: QtBot, room: Room) -> None:
    bar = room.tab.side.finish
    for listener in ("l1", "l2"):
        room.tab.held.mark_heard(listener, False)
    bar.finish.click()
    words = "4 points are not ticked. Nobody is marked as having heard it. Finish anyway?"
    assert bar.question.words() == words
    assert bar.finish.accessibleDescription() == words
    qtbot.keyClick(bar.finish, Qt.Key.Key_Escape)
    assert bar.question.isHidden()
    assert ("finish", "leaders") not in room.debriefs.calls


def test_a_key_held_down_does_not_answer_the_question_it_asks(room: Room) -> None:
    assert not room.actions["finish-debrief"].autoRepeat()


def test_a_finished_session_can_be_opened_again(qtbot: QtBot, room: Room) -> None:
    bar = room.tab.side.finish
    assert bar.reopen.isHidden()
    room.tab.held.finish()
    qtbot.waitUntil(bar.reopen.isVisible)
    assert bar.finish.isHidden()
    bar.reopen.click()
    qtbot.waitUntil(bar.finish.isVisible)
    assert room.tab.debrief.finished_at == ""


def test_the_keyboard_waits_for_the_first_point(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    tab = DebriefTab(
        theme, worker, OpenAssessment(assessment(), scheme(), ME, FakeJudging(), outlook, lambda: NOW), FakeDebriefs()
    )
    qtbot.addWidget(tab)
    qtbot.addWidget(tab.side)
    tab.resize(900, 700)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.enter()
    tab.focus_first()
    qtbot.waitUntil(lambda: isinstance(tab.focusWidget(), PointRow))


def test_every_more_button_names_its_point(room: Room) -> None:
    assert (
        room.row("p5").more.accessibleName() == "More for this point: Give support staff their own development plans."
    )


def words_in(window: QWidget) -> str:
    """Everything a person or a screen reader can find in a window."""
    every = [window, *window.findChildren(QWidget)]
    labels = [label.text() for label in window.findChildren(QLabel)]
    named = [words for widget in every for words in (widget.accessibleName(), widget.accessibleDescription())]
    return "\n".join([window.windowTitle(), *labels, *named, *(widget.toolTip() for widget in every)])


def test_the_presenter_shows_points_and_neither_level_award_nor_private_words(qtbot: QtBot, room: Room) -> None:
    record = room.opened.value
    secret = replace(record.strand(CULTURE), working_notes="Private: check the head's figures", reason="Because of it")
    room.opened.replace_strand(secret)
    room.tab.side.reply.show_text("They disagree with it")
    room.tab.present()
    presenter = room.tab.presenter
    assert presenter is not None
    everything = words_in(presenter)
    for step in (*[-1] * 7, *[1] * 7):
        presenter.step(step)
        everything += words_in(presenter)
    assert all(point.text in everything for point in room.tab.debrief.points)
    levels = [level.name for level in room.opened.scheme.levels]
    awards = [outcome.name for outcome in room.opened.scheme.outcomes]
    for word in (*levels, *awards, "Private", "Because of it", "They disagree", "outlook", "short of"):
        assert word not in everything
    presenter.close()
    assert room.tab.presenter is None


def test_the_presenter_is_worked_by_keys_and_follows_the_agenda(qtbot: QtBot, room: Room) -> None:
    room.actions["present"].trigger()
    presenter = room.tab.presenter
    assert presenter is not None
    first = presenter.current
    assert not room.row(first).point.said
    QTest.keyClick(presenter, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: room.row(first).point.said)
    QTest.keyClick(presenter, Qt.Key.Key_Down)
    assert presenter.current != first
    room.row(first).entered.emit()  # the keyboard is there, on the person's own screen
    assert presenter.current == first
    room.tab.hide()
    assert room.tab.presenter is None


def test_the_presenter_keeps_the_current_point_in_sight(qtbot: QtBot, room: Room) -> None:
    points = tuple(
        DebriefPoint(f"p{place}", "leaders", "stands-out", f"Point {place} " * 12, "", "own", place, False)
        for place in range(14)
    )
    room.tab.held.debrief = replace(room.tab.debrief, points=points)
    room.tab.present()
    presenter = room.tab.presenter
    assert presenter is not None
    for _ in range(13):
        QTest.keyClick(presenter, Qt.Key.Key_Down)

    def current_in_sight() -> bool:
        row, page = presenter.rows[13], presenter._page
        place = row.mapTo(page.viewport(), QPoint(0, 0)).y()
        return row.is_current and place >= 0 and place + row.height() <= page.viewport().height()

    assert presenter._page.verticalScrollBar().maximum() > 0
    qtbot.waitUntil(current_in_sight)
    presenter.close()


def test_a_point_is_left_out_of_the_other_debriefs_and_says_so(qtbot: QtBot, room: Room) -> None:
    row = room.rows()[0]
    assert row.may_keep_back
    row.kept_back.emit(True)
    assert ("leaders_only", row.point.id, True) in room.debriefs.calls
    assert "not in the other debriefs" in room.rows()[0].accessibleDescription()
    room.tab.go_to("staff")
    assert not room.tab._may_keep_back()


def test_an_edited_point_may_change_the_report_too(qtbot: QtBot, room: Room) -> None:
    strand = room.opened.scheme.strand(CULTURE).id
    record = room.opened.value.strand(strand)
    room.opened.replace_strand(replace(record, strengths="First.\n\nSecond."))
    point = DebriefPoint(
        f"strengths-{strand}-2", "leaders", "stands-out", "Better said.", strand, "strengths", 1, False
    )
    room.tab.held.debrief = replace(room.tab.debrief, points=(point,))
    room.tab.held.update_report(point.id)
    qtbot.waitUntil(lambda: room.opened.value.strand(strand).strengths == "First.\n\nBetter said.")
