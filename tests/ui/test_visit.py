"""Visit mode: the box is ready, Enter keeps, nothing typed is lost, and every note can be put in its place later."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import Assessment, NoteKind
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.visit.still_to_see import thin_strands
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screen import Save, Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.leaving_card import FEW_LINES, LeavingCard
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.photos import encoded
from assessor_app.ui.screens.visit.sheets import NoteSheet, TagSheet
from assessor_app.ui.screens.visit.tab import VisitTab
from assessor_app.ui.screens.visit.timetable_sheet import TimetableSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import (
    CULTURE,
    ME,
    NOW,
    FakeJudging,
    FakeVisitDay,
    FakeVisits,
    assessment,
    scheme,
    sessions,
    signed,
    state,
)
from tests.ui.dropping import drop_on


class Room:
    """Visit mode on show, with services that remember."""

    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, value: Assessment) -> None:
        self.day = FakeVisitDay()
        self.visits = FakeVisits()
        self.judging = FakeJudging()
        self.opened = OpenAssessment(value, scheme(), ME, self.judging, outlook, lambda: NOW)
        self.taking = NoteTaking(self.opened, self.day.capture)
        self.tab = VisitTab(theme, worker, self.opened, self.day, self.visits, self.taking, lambda: NOW)
        self.said: list[str] = []
        self.opened.said.connect(self.said.append)
        self.screen = Screen()
        self.screen.nav, self.screen.context = self.tab.nav, self.tab.context
        self.screen.scrolls = False
        from PySide6.QtWidgets import QVBoxLayout

        QVBoxLayout(self.screen).addWidget(self.tab)
        self.actions = {action.objectName(): action for action in self.tab.commands(self.screen)}
        self.frame = ScreenFrame(theme, self.screen)
        qtbot.addWidget(self.frame)
        self.frame.resize(1290, 715)
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        self.tab.enter()
        self.tab.focus_first()
        self.text = self.tab.box.text

    def type(self, words: str) -> None:
        QTest.keyClicks(self.text, words)

    def enter(self) -> None:
        QTest.keyClick(self.text, Qt.Key.Key_Return)

    def kept(self) -> list[object]:
        return [call[1] for call in self.day.capture.calls if call[0] == "keep"]

    def rows(self) -> list[str]:
        return [line.note.text if line.note else line.heading for line in self.tab.notes.lines.rows]


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, worker: Worker) -> Iterator[Room]:
    room = Room(qtbot, theme, worker, replace(assessment(), sessions=sessions()))
    yield room
    qtbot.waitUntil(lambda: room.opened.saving.pending == 0)


def test_the_caret_is_in_the_box_on_arrival_and_after_every_note(qtbot: QtBot, room: Room) -> None:
    assert room.text.hasFocus()
    assert room.text.document().defaultFont().pixelSize() >= 16
    room.type("They plan together")
    room.enter()
    assert room.text.hasFocus()
    assert room.text.toPlainText() == ""
    qtbot.waitUntil(lambda: room.rows() == ["They plan together"])


def test_a_note_carries_its_marks_its_session_and_no_more(qtbot: QtBot, room: Room) -> None:
    room.type("They look at books + @teachers")
    QTest.keyClick(room.text, Qt.Key.Key_Escape)
    room.enter()
    (new,) = room.kept()
    assert (new.text, new.kind, new.source, new.session) == ("They look at books", NoteKind.STRENGTH, "teachers", "s2")
    assert not new.local


def test_shift_enter_begins_a_line_and_an_empty_note_is_none(room: Room) -> None:
    room.enter()
    room.type("One")
    QTest.keyClick(room.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert room.kept() == []
    room.text.set_text("")
    room.type("+")
    room.enter()
    assert room.kept() == []
    assert "words" in room.said[-1]


def test_a_strand_is_completed_by_keyboard_alone(room: Room) -> None:
    room.type("They ask why #evaluating-impact-cul")
    assert room.text.list.isVisible()
    QTest.keyClick(room.text, Qt.Key.Key_Tab)
    assert room.text.toPlainText() == "They ask why #3.2-culture "
    room.enter()
    assert room.kept()[0].strand == CULTURE


def test_escape_closes_the_list_first_and_never_loses_text(room: Room) -> None:
    room.type("They ask #cul")
    QTest.keyClick(room.text, Qt.Key.Key_Escape)
    assert not room.text.list.isVisible()
    QTest.keyClick(room.text, Qt.Key.Key_Escape)
    assert room.text.toPlainText() == "They ask #cul"
    assert room.tab.notes.hasFocus()


def test_what_is_typed_is_written_before_it_is_kept(qtbot: QtBot, room: Room) -> None:
    room.type("Half a sen")
    qtbot.waitUntil(lambda: ("draft", "Half a sen") in room.day.capture.calls)


def test_a_refused_note_gives_its_words_back_before_what_was_typed_since(qtbot: QtBot, room: Room) -> None:
    room.day.capture.hold = True
    room.type("First note")
    room.enter()
    room.type("second")
    room.day.capture.error = Unavailable("This computer has no space left, so it was not saved.", "full")
    room.day.capture.release()
    room.day.capture.hold = False
    qtbot.waitUntil(lambda: room.text.toPlainText() == "First note\nsecond")
    assert room.opened.saving.state.save is Save.FAILED
    assert room.rows() == []
    room.day.capture.error = None


def test_a_draft_from_before_a_crash_is_in_the_box(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    room = Room(qtbot, theme, worker, replace(assessment(), draft="Typed before the crash"))
    assert room.text.toPlainText() == "Typed before the crash"


def test_local_notes_say_so_and_go_their_own_way(qtbot: QtBot, room: Room) -> None:
    room.actions["local-notes"].trigger()
    assert room.tab.box.save.text() == "Keep here"
    room.type("Spoke to the safeguarding lead")
    room.enter()
    assert room.kept()[0].local
    qtbot.waitUntil(lambda: len(room.opened.value.local_notes) == 1)
    assert len(room.opened.value.notes) == 4
    assert "stays on this computer" in room.tab.notes.lines.rows[0].spoken()


def test_undo_in_an_empty_box_takes_back_the_note(room: Room) -> None:
    room.actions["undo-visit"].trigger()
    assert room.judging.calls == [("undo",)]


def test_the_session_now_has_a_chip_and_the_minutes_left(room: Room) -> None:
    assert room.tab.head.title.text() == "Teaching staff"
    assert room.tab.head.now.isVisible()
    assert room.tab.head.when.words().endswith("group of 6, library · 33 minutes left")


def test_a_bare_count_of_a_session_says_what_it_counts(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    first, second, *later = sessions()
    two = replace(second, people="2", room="")
    room = Room(qtbot, theme, worker, replace(assessment(), sessions=(first, two, *later)))
    assert " · 2 people · " in room.tab.head.when.words()


def test_running_over_is_told(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    first, second, *later = sessions()
    late = replace(second, ends=first.ends)
    room = Room(qtbot, theme, worker, replace(assessment(), sessions=(first, late, *later)))
    assert room.tab.head.when.words().endswith("37 minutes over")


def test_ending_a_session_is_kept_and_can_be_taken_back(qtbot: QtBot, room: Room) -> None:
    room.tab.head.end.click()
    assert room.day.timetable.calls == [("end", "s2")]
    assert room.opened.value.sessions[1].ended_at
    room.tab.go_to("s2")
    assert room.tab.head.end.text() == "Carry on with it"
    room.tab.head.end.click()
    assert room.day.timetable.calls[-1] == ("resume", "s2")


def test_notes_go_to_the_session_that_is_chosen(room: Room) -> None:
    room.tab.go_to("s4")
    room.type("Pupils know the aims")
    room.enter()
    assert room.kept()[0].session == "s4"


def test_untagged_notes_are_counted_and_tagged_one_after_the_other(qtbot: QtBot, room: Room) -> None:
    for words in ("First", "Second"):
        room.type(words)
        room.enter()
    qtbot.waitUntil(lambda: room.tab.still.tag.text() == "Tag 2 notes")
    room.actions["tag-notes"].trigger()
    sheet = room.frame.findChild(TagSheet)
    assert sheet is not None
    assert sheet.words.words() == "First"
    assert sheet.choice.field.hasFocus()
    QTest.keyClicks(sheet.choice.field, "impact culture")
    QTest.keyClick(sheet.choice.field, Qt.Key.Key_Return)
    assert room.day.capture.calls[-1][2:] == ("strand", CULTURE)
    assert sheet.words.words() == "Second"
    QTest.keyClick(sheet.choice.field, Qt.Key.Key_Escape)
    assert room.tab.still.tag.text() == "Tag 1 note"


def test_t_takes_the_suggestion_and_signs_change_the_kind(qtbot: QtBot, room: Room) -> None:
    room.type("Collaboration vision")
    room.enter()
    qtbot.waitUntil(lambda: len(room.rows()) == 1)
    line = room.tab.notes.lines.rows[0]
    assert line.suggestion == "Collaboration: vision"
    room.tab.notes.setFocus()
    room.tab.notes.setCurrentIndex(room.tab.notes.lines.index(0))
    QTest.keyClick(room.tab.notes, Qt.Key.Key_T)
    assert room.day.capture.calls[-1][2:] == ("strand", "collaboration.vision")
    QTest.keyClicks(room.tab.notes, "?")
    assert room.day.capture.calls[-1][2:] == ("note_kind", "check")
    QTest.keyClick(room.tab.notes, Qt.Key.Key_Delete)
    assert room.rows() == []
    assert "Undo" in room.said[-1]


def test_notes_stand_by_strand_when_asked(room: Room) -> None:
    room.tab.notes_head.choice.choose("strand")
    room.tab.refresh()
    assert room.rows()[0] == "Leadership: vision"
    assert "Evaluating impact: culture" in room.rows()


def test_only_a_note_that_changed_gets_a_new_row(room: Room) -> None:
    room.tab.notes_head.choice.choose("strand")
    room.tab.refresh()
    before = {line.note.id: line for line in room.tab.notes.lines.rows if line.note}
    first, *others = before
    note = before[first].note
    assert note is not None
    room.opened.show_note(replace(note, text="Other words"))
    room.tab.refresh()
    after = {line.note.id: line for line in room.tab.notes.lines.rows if line.note}
    assert after[first].note == replace(note, text="Other words")
    assert others
    assert all(after[other] is before[other] for other in others)


def test_a_name_is_noticed_quietly_and_a_role_takes_its_place(qtbot: QtBot, room: Room) -> None:
    room.type("Aisha says so")
    qtbot.waitUntil(room.tab.box.hint.isVisible)
    room.tab.box.hint.taken.emit(*_hint_of(room))
    assert room.text.toPlainText() == "a teacher says so"


def test_a_name_that_is_none_is_not_asked_about_again(qtbot: QtBot, room: Room) -> None:
    room.type("Aisha says so")
    qtbot.waitUntil(room.tab.box.hint.isVisible)
    room.tab.box.hint.kept.emit("Aisha")
    assert not room.tab.box.hint.isVisible()


def _hint_of(room: Room) -> tuple[object, str]:
    from assessor_app.domain.visit.privacy_hints import looks_like_name

    return looks_like_name(room.text.toPlainText()), "a teacher"


def test_signed_work_takes_no_notes(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    room = Room(qtbot, theme, worker, signed(replace(assessment(), sessions=sessions())))
    assert not room.tab.box.isVisible()
    assert not room.tab.head.end.isVisible()
    room.actions["tag-notes"].trigger()
    assert room.frame.findChild(TagSheet) is None


def test_without_a_timetable_notes_work_and_the_usual_day_is_offered(
    qtbot: QtBot, theme: Theme, worker: Worker
) -> None:
    room = Room(qtbot, theme, worker, assessment())
    assert room.tab.timeline.none.isVisible()
    assert room.tab.timeline.title.geometry().bottom() < room.tab.timeline.height() / 8, "its heading is at the top"
    assert len(room.rows()) == 4
    room.tab.timeline.add.click()
    qtbot.waitUntil(lambda: room.frame.findChild(TimetableSheet) is not None)
    sheet = room.frame.findChild(TimetableSheet)
    assert sheet is not None
    sheet._rows[0].lines["title"].setText("Head of school")
    QTest.keyClick(sheet._rows[0].lines["title"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(room.opened.value.sessions))
    assert room.opened.value.sessions[0].title == "Head of school"


def test_a_wrong_time_stays_in_the_sheet_with_the_reason(qtbot: QtBot, room: Room) -> None:
    room.day.timetable.error = WrongUse("Write times as 09:30; 'x' is none. Nothing was changed.", "bad-time")
    room.actions["edit-timetable"].trigger()
    sheet = room.frame.findChild(TimetableSheet)
    assert sheet is not None
    sheet._rows[0].lines["starts"].setText("x")
    sheet.primary()
    qtbot.waitUntil(sheet.error.isVisible)
    assert sheet.error.words().startswith("Write times as 09:30")


def test_the_sheet_over_another_page_holds_the_same_text(qtbot: QtBot, theme: Theme, room: Room) -> None:
    room.type("Begun here")
    sheet = NoteSheet(theme, room.frame, room.opened, room.taking)
    sheet.open()
    assert sheet.box.text.toPlainText() == "Begun here"
    QTest.keyClicks(sheet.box.text, " and there")
    QTest.keyClick(sheet.box.text, Qt.Key.Key_Return)
    assert room.kept()[0].text == "Begun here and there"
    QTest.keyClick(sheet.box.text, Qt.Key.Key_Escape)
    assert room.text.hasFocus()
    assert room.text.toPlainText() == ""


def picture(width: int = 60) -> QImage:
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def test_a_pasted_photo_is_in_the_list_at_once_and_kept_behind_it(qtbot: QtBot, room: Room) -> None:
    room.visits.files["photo1"] = encoded(picture())
    data = QMimeData()
    data.setImageData(picture())
    assert room.text.canInsertFromMimeData(data)
    room.text.insertFromMimeData(data)
    assert room.rows() == ["Adding photo from the clipboard"]
    qtbot.waitUntil(lambda: room.rows() == ["Photo P01"])
    assert room.tab.photos.small("photo1") is not None
    assert room.text.toPlainText() == ""
    assert [piece.id for piece in room.opened.value.evidence][-1] == "photo1"


def test_dropped_files_are_added_and_a_bad_one_is_told(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    room.day.pictures.error = Refused(
        "The photo was not added: it is not a picture. Nothing was changed.", "no-picture"
    )
    (tmp_path / "evil.svg").write_text("<svg/>")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "evil.svg"))])
    for part in (room.tab, room.tab.timeline, room.tab.still):
        room.said.clear()
        assert drop_on(part, data)
        qtbot.waitUntil(lambda: bool(room.said))
    assert room.said[-1].startswith("The photo was not added")
    assert room.rows() == []


def test_a_photo_is_pasted_where_the_keyboard_is_and_text_is_not(qtbot: QtBot, room: Room) -> None:
    room.visits.files["photo1"] = encoded(picture())
    room.tab.notes.setFocus()
    QGuiApplication.clipboard().setText("words of an e-mail")
    QTest.keyClick(room.tab.notes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert room.rows() == []
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(room.tab.notes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.rows() == ["Photo P01"])


def test_a_note_dropped_on_a_strand_still_to_see_is_tagged(qtbot: QtBot, room: Room) -> None:
    room.type("They look at books")
    room.enter()
    qtbot.waitUntil(lambda: room.rows() == ["They look at books"])
    model = room.tab.notes.lines
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    first = thin_strands(room.opened.value, room.opened.scheme)[0].strand.id
    card = room.tab.still._strands.itemAt(0).widget()
    assert drop_on(card, model.mimeData([model.index(0)]))
    assert [call[2:] for call in room.day.capture.calls if call[0] == "change"] == [("strand", first)]


def test_pasted_text_is_only_text(room: Room) -> None:
    data = QMimeData()
    data.setText("from an e-mail")
    room.text.insertFromMimeData(data)
    assert room.text.toPlainText() == "from an e-mail"


def leaving_words(room: Room) -> str:
    return " ".join(label.text() or label.accessibleName() for label in room.tab.leaving.findChildren(QLabel)
                    if label.isVisibleTo(room.tab.leaving))  # fmt: skip


def test_before_leaving_says_what_is_open_and_an_answer_closes_a_question(qtbot: QtBot, room: Room) -> None:
    room.actions["before-leaving"].trigger()
    words = leaving_words(room)
    assert "To check: 1" in words
    assert "No learner's voice: 16" in words
    assert "Groups not met: 1" in words
    assert "left today" in words
    room.tab.leaving.answered.emit(room.opened.value.notes[2])
    assert room.day.capture.calls[-1] == ("change", "n3", "settled", True)
    assert "To check" not in leaving_words(room)
    QTest.keyClick(room.tab.leaving, Qt.Key.Key_Escape)
    assert room.text.hasFocus()


def test_what_is_still_open_is_shown_whole_on_demand(qtbot: QtBot, room: Room) -> None:
    room.actions["before-leaving"].trigger()
    card = voices_missing(room)
    assert len(strands_in(card)) == FEW_LINES
    assert card.more is not None
    assert card.more.accessibleName() == "Show 10 more, No learner's voice: 16"
    card.more.click()
    assert len(strands_in(card)) == 16
    assert strands_in(card)[FEW_LINES].hasFocus()
    room.actions["before-leaving"].trigger()
    qtbot.waitUntil(lambda: len(strands_in(voices_missing(room))) == 16)


def voices_missing(room: Room) -> LeavingCard:
    shown = [card for card in room.tab.leaving.findChildren(LeavingCard) if card.isVisibleTo(room.tab.leaving)]
    cards = [card for card in shown if any("learner" in label.text() for label in card.findChildren(QLabel))]
    assert len(cards) == 1
    return cards[0]


def strands_in(card: LeavingCard) -> list[Button]:
    links = card.findChildren(Button)
    return [link for link in links if link.isVisibleTo(card) and not link.text().startswith("Show")]


def test_every_strand_still_to_see_can_be_shown(qtbot: QtBot, room: Room) -> None:
    pane = room.tab.context
    more = next(link for link in pane.findChildren(Button) if link.text().startswith("Show "))
    whole = len(strand_links(pane)) + int(more.text().split()[1])
    more.click()
    qtbot.waitUntil(lambda: len(strand_links(pane)) == whole)


def strand_links(pane: QWidget) -> list[Button]:
    return [link for link in pane.findChildren(Button)
            if link.isVisibleTo(pane) and link.accessibleName().startswith("Go to ")]  # fmt: skip


def test_sealing_is_asked_then_told_and_done_once(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    room.actions["before-leaving"].trigger()
    room.tab.leaving.seal.click()
    question = room.frame.findChild(Question)
    assert question is not None
    assert room.day.ledger.calls == []
    question.agreed.emit()
    qtbot.waitUntil(lambda: room.opened.value.ledger is not None)
    assert not room.tab.leaving.seal.isVisible()
    assert room.tab.leaving.sealed.words().startswith("Sealed by Amara Okafor on 22 Nov")
    room.tab.sealing.save_to(tmp_path / "visit.ledger")
    qtbot.waitUntil(lambda: (tmp_path / "visit.ledger").exists())
    qtbot.waitUntil(lambda: room.said[-1] == "Saved as visit.ledger.")


def test_a_seal_that_fails_is_told_and_can_be_tried_again(qtbot: QtBot, room: Room) -> None:
    room.day.ledger.error = Unavailable("This computer has no space left, so nothing was sealed.", "full")
    room.actions["before-leaving"].trigger()
    room.tab.sealing.seal()
    qtbot.waitUntil(lambda: bool(room.said))
    assert "no space left" in room.said[-1]
    assert room.tab.leaving.seal.isVisible()


def test_changed_words_of_a_note_name_what_was_on_screen_each_time_anew(qtbot: QtBot, room: Room) -> None:
    note = replace(room.opened.value.notes[0], text_state=state("t1", room.opened.value.notes[0].text))
    room.taking.set_text(note, "They plan in pairs")
    qtbot.waitUntil(lambda: room.opened.saving.pending == 0)
    room.taking.set_text(room.opened.value.notes[0], "They plan in threes")
    assert room.day.capture.seen[-2:] == [("t1",), ("c1",)]
    room.taking.settle(room.opened.value.notes[0], True)
    assert room.day.capture.seen[-1] is None
