"""The workspace beyond judging: sources behind a judgement, hints, links, filters and find."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import Evidence, Note, NoteKind
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.note_drag import HeldNote, NoteGrip, note_data, note_in
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.workspace.beside import EvidenceBeside
from assessor_app.ui.screens.workspace.notes import MOST, NoteRow, StrandNotes
from assessor_app.ui.screens.workspace.rows import GAPS
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, ME, NOW, FakeJudging, FakeWorkplace, assessment, scheme
from tests.ui.dropping import drop_on

PDF = Evidence(
    "e7",
    "E7",
    "Policy",
    strands=(CULTURE,),
    file_sha256="7" * 64,
    file_name="p.pdf",
    media_type="application/pdf",
    held=True,
)


class Room:
    """The workspace on show with a little evidence."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        evidence = (
            Evidence("e3", "E3", "Impact log", strands=(CULTURE,), opened=True),
            Evidence("e4", "E4", "Budget"),
        )
        notes = (Note("n1", "Teams look at books", NoteKind.STRENGTH, CULTURE, "teaching staff"),)
        value = replace(assessment(), evidence=evidence, notes=notes)
        self.opened = OpenAssessment(value, scheme(), ME, FakeJudging(), outlook, lambda: NOW)
        self.tab = WorkspaceTab(theme, self.opened, lambda *_note: None)
        self.wanted: list[str] = []
        self.said: list[str] = []
        self.tab.evidence_wanted.connect(self.wanted.append)
        self.opened.said.connect(self.said.append)
        screen = Screen()
        screen.nav, screen.context, screen.scrolls = self.tab.nav, self.tab.context, False
        screen.context_strip = self.tab.context_strip
        from PySide6.QtWidgets import QVBoxLayout

        QVBoxLayout(screen).addWidget(self.tab)
        self.actions = {action.objectName(): action for action in self.tab.commands(screen)}
        self.frame = ScreenFrame(theme, screen)
        qtbot.addWidget(self.frame)
        self.frame.resize(1290, 715)
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        self.tab.go_to(CULTURE)
        self.reason = self.tab.page.texts.boxes["reason"].box


@pytest.fixture
def room(qtbot: QtBot, theme: Theme) -> Iterator[Room]:
    room = Room(qtbot, theme)
    yield room
    qtbot.waitUntil(lambda: room.opened.saving.pending == 0)


def test_six_marks_say_what_the_judgement_rests_on(room: Room) -> None:
    words = room.tab.outlook.sources.accessibleName()
    assert words.startswith("Rests on document and staff.")
    assert "learner voice" in words


def test_a_hint_comes_after_a_pause_and_goes_with_its_reason(qtbot: QtBot, room: Room) -> None:
    room.tab.judge(scheme().levels[-1].id)
    room.reason.set_text("")
    room.reason.setFocus()
    QTest.keyClicks(room.reason, "Some teams do.")
    hint = room.tab.page.texts.hint
    qtbot.waitUntil(hint.isVisible)
    assert "lower level" in hint.words()
    room.reason.selectAll()
    QTest.keyClicks(room.reason, "Every team does.")
    qtbot.waitUntil(lambda: not hint.isVisible())


def test_a_link_is_typed_chosen_and_followed_by_keyboard(room: Room) -> None:
    room.reason.set_text("")
    room.reason.setFocus()
    QTest.keyClicks(room.reason, "Seen in #e3.4")
    QTest.keyClick(room.reason, Qt.Key.Key_Return)
    assert room.reason.toPlainText() == "Seen in [E3, p. 4]"
    QTest.keyClick(room.reason, Qt.Key.Key_F4)
    assert room.wanted == ["e3"]
    QTest.keyClicks(room.reason, " and #nothing")
    QTest.keyClick(room.reason, Qt.Key.Key_Return)
    assert room.reason.toPlainText().endswith("#nothing\n")
    room.tab.follow_link("E99", 0)
    assert room.said == ["There is no evidence called E99."]


def test_strands_are_filtered_by_what_is_open_about_them(qtbot: QtBot, room: Room) -> None:
    room.tab.judge(NOT_ENOUGH)
    room.tab.list.filter_by(GAPS)
    assert [row.strand for row in room.tab.list.list.rows.rows if row.strand] == [CULTURE]
    assert room.tab.list.filtered.text() == "Not enough evidence: 1"
    room.tab.list.filtered.click()
    assert not room.tab.list.filtered.isVisible()
    assert len([row for row in room.tab.list.list.rows.rows if row.strand]) == len(list(scheme().strands))


def test_find_looks_into_titles_texts_and_notes(room: Room) -> None:
    room.actions["find-strand"].trigger()
    finding = room.tab.list.finding
    assert finding.hasFocus()
    QTest.keyClicks(finding, "look at BOOKS")
    assert [row.strand for row in room.tab.list.list.rows.rows if row.strand] == [CULTURE]
    room.tab.go_to(next(strand.id for strand in scheme().strands))
    QTest.keyClick(finding, Qt.Key.Key_Return)
    assert room.tab.strand == CULTURE
    finding.setText("no such words at all")
    assert room.tab.list._nothing.isVisible()
    QTest.keyClick(finding, Qt.Key.Key_Escape)
    assert not finding.isVisible()
    assert room.tab.list.list.hasFocus()


def test_evidence_opens_beside_the_rubric_at_the_page_that_a_link_names(
    qtbot: QtBot, theme: Theme, worker: Worker
) -> None:
    value = replace(assessment(), evidence=(PDF,))
    opened = OpenAssessment(value, scheme(), ME, FakeJudging(), outlook, lambda: NOW)
    workplace = FakeWorkplace()
    workplace.visits.files[PDF.id] = b"%PDF /JavaScript"
    beside = EvidenceBeside(theme, worker, opened, workplace)
    tab = WorkspaceTab(theme, opened, lambda *_note: None, beside)
    wanted: list[str] = []
    tab.evidence_wanted.connect(wanted.append)
    qtbot.addWidget(tab)
    tab.resize(900, 640)
    tab.show()
    tab.go_to(CULTURE)
    tab.follow_link("E7", 2)
    qtbot.waitUntil(lambda: beside.viewer.currentWidget() is beside.viewer.pages)
    assert beside.viewer.pages.page == 1
    assert "scripts" in beside.warning.words()
    assert "Nothing of that runs here" in beside.warning.words()
    assert not tab.page.school.isVisible()
    assert tab.page.judging.isVisible()
    qtbot.waitUntil(lambda: tab.page.texts.seen_pages.get(PDF.id) == 2)
    qtbot.waitUntil(lambda: opened.saving.pending == 0)
    QTest.keyClick(beside, Qt.Key.Key_Escape)
    assert tab.page.school.isVisible()
    tab.resize(500, 640)
    tab.follow_link("E7", 2)
    assert wanted == [PDF.id]  # too narrow for both


def test_a_note_dropped_on_a_text_is_a_line_of_its_own_there(room: Room) -> None:
    box = room.tab.page.texts.boxes["strengths"].box
    box.setPlainText("Coaching is valued")
    assert drop_on(box.viewport(), note_data(HeldNote("n1", "Teams look at books")), QPoint(2, 2))
    assert box.toPlainText() == "Coaching is valued\nTeams look at books"


def test_a_note_dropped_on_a_strand_is_about_it_and_nothing_else_is_taken(room: Room) -> None:
    moved: list[tuple[str, str]] = []
    room.tab.note_moved.connect(lambda note, strand: moved.append((note.id, strand)))
    strands = room.tab.list.list
    place = strands.visualRect(strands.rows.place_of(CULTURE)).center()
    assert drop_on(strands.viewport(), note_data(HeldNote("n1", "Teams look at books")), place)
    assert moved == [("n1", CULTURE)]
    aspect = strands.visualRect(strands.rows.index(0)).center()
    assert not drop_on(strands.viewport(), note_data(HeldNote("n1", "Teams look at books")), aspect)
    other = QMimeData()
    other.setText("from a browser")
    assert not drop_on(strands.viewport(), other, place)


def test_a_note_in_the_list_can_be_dragged_and_its_menu_does_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = room.tab.outlook.notes.findChild(NoteRow)
    assert row is not None
    drags: list[HeldNote | None] = []
    monkeypatch.setattr(NoteGrip, "drag", lambda grip: FakeDrag(drags, grip._note))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseMove(row, QPoint(80, 30))
    assert drags == [HeldNote("n1", "Teams look at books")]
    asked: list[str] = []
    room.tab.note_strand_wanted.connect(lambda note: asked.append(note.id))
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)
    row.more.click()
    (menu,) = row.findChildren(QMenu)
    names = [action.text() for action in menu.actions()]
    assert names[:2] == ["Use in strengths", "Use in areas for development"]
    menu.actions()[names.index("Move to another strand")].trigger()
    assert asked == ["n1"]


class FakeDrag:
    """A drag that is over at once: a real one waits for the hand."""

    def __init__(self, drags: list[HeldNote | None], note: HeldNote) -> None:
        self._drags, self._note = drags, note

    def exec(self, _action: Qt.DropAction) -> None:
        self._drags.append(note_in(note_data(self._note)))


WORDS = "Pupils described clear routines and leaders monitor impact through learning walks." * 2


def many_notes(count: int) -> tuple[Note, ...]:
    return tuple(Note(f"n{number}", f"{WORDS} Note {number}", NoteKind.NOTE, CULTURE) for number in range(count))


def test_of_many_notes_the_last_are_shown_and_the_earlier_ones_when_asked_for(qtbot: QtBot, theme: Theme) -> None:
    notes = StrandNotes(theme)
    qtbot.addWidget(notes)
    notes.show_notes(many_notes(MOST + 3), True)
    shown = [row.accessibleName() for row in notes.findChildren(NoteRow)]
    assert len(shown) == MOST
    assert shown[-1].endswith(f"Note {MOST + 2}")
    assert notes.earlier.text() == "Show 3 earlier notes"
    notes.earlier.click()
    assert notes.earlier.isHidden()
    assert sum(not row.isHidden() and row.parent() is not None for row in notes.findChildren(NoteRow)) >= MOST + 3


def test_each_note_is_laid_out_a_few_times_however_many_there_are(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    known = Paragraph.heightForWidth

    def counted(paragraph: Paragraph, width: int) -> int:
        measured.append(width)
        return known(paragraph, width)

    monkeypatch.setattr(Paragraph, "heightForWidth", counted)
    page = ScrollingPage(theme)
    qtbot.addWidget(page)
    notes = StrandNotes(theme)
    page.column.addWidget(notes)
    page.resize(360, 700)
    page.show()
    qtbot.waitExposed(page)
    counts = []
    for count in (5, MOST):
        measured.clear()
        notes.show_notes(many_notes(count), True)
        QTest.qWait(0)
        qtbot.waitUntil(lambda: all(row.isVisible() for row in notes.findChildren(NoteRow)[-5:]))
        counts.append(len(measured) / count)
    assert counts[1] < 1.5 * counts[0]
