"""Judging a strand: by key, by click, with the outlook at once, and never against a signed report."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Level, Scale, Scheme, Strand, Wording
from assessor_app.errors import Refused, Unavailable
from assessor_app.settings import Settings
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.judgement_card import JudgementCard
from assessor_app.ui.kit.strand_list import StrandDelegate, StrandList, StrandRow
from assessor_app.ui.kit.wrapped_text import wrapped_height
from assessor_app.ui.screen import Save, Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.workspace.rows import ALL, FLAGGED, TO_DO, rows_for
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from tests.ui.assessment_sample import CULTURE, ME, NOW, FakeJudging, Undone, assessment, failed, scheme, signed, state

VALUE = "collaboration.value"
WRITTEN = ("reason", "strengths", "develop", "working_notes")


class Desk:
    """A workspace in its frame, with services that remember."""

    def __init__(self, theme: Theme, is_signed: bool = False, mark: Scheme | None = None) -> None:
        self.judging = FakeJudging()
        value = signed(assessment()) if is_signed else assessment()
        self.opened = OpenAssessment(value, mark or scheme(), ME, self.judging, outlook, lambda: NOW)
        self.announced: list[str] = []
        self.said: list[str] = []
        self.opened.announced.connect(self.announced.append)
        self.opened.said.connect(self.said.append)
        self.notes: list[tuple[str, str, str]] = []
        self.tab = WorkspaceTab(theme, self.opened, lambda *note: self.notes.append((note[0], note[1].value, note[2])))
        self.screen = Screen()
        self.screen.scrolls = False
        column = QVBoxLayout(self.screen)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tab)
        self.screen.nav, self.screen.context = self.tab.nav, self.tab.context
        self.screen.context_strip, self.screen.footer = self.tab.context_strip, self.tab.footer
        self.actions = {action.objectName(): action for action in self.tab.commands(self.screen)}
        self.frame = ScreenFrame(theme, self.screen)

    def show(self, qtbot: QtBot, width: int = 1290, height: int = 715) -> None:
        self.frame.resize(width, height)
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        self.frame.activateWindow()
        qtbot.waitUntil(self.frame.isActiveWindow)

    def card(self, level: str) -> JudgementCard:
        return self.tab.page.judging.cards[level]

    def records(self) -> list[tuple[str, str | None]]:
        return [(call[1], call[2]) for call in self.judging.calls if call[0] == "record"]


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Iterator[Desk]:
    desk = Desk(theme)
    qtbot.addWidget(desk.frame)
    desk.show(qtbot)
    desk.tab.go_to(CULTURE)
    yield desk
    qtbot.waitUntil(lambda: desk.opened.saving.pending == len(desk.judging.held))


@pytest.fixture
def locked_desk(qtbot: QtBot, theme: Theme) -> Desk:
    desk = Desk(theme, is_signed=True)
    qtbot.addWidget(desk.frame)
    desk.show(qtbot)
    desk.tab.go_to(CULTURE)
    return desk


def test_it_opens_on_the_first_strand_still_to_judge(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(theme)
    qtbot.addWidget(desk.frame)
    assert desk.tab.strand == VALUE


def test_a_digit_judges_when_no_text_box_has_the_focus(qtbot: QtBot, desk: Desk) -> None:
    desk.card("enhancing").setFocus()
    qtbot.keyClick(desk.card("enhancing"), Qt.Key.Key_3)
    assert desk.records() == [(CULTURE, "embedded")]
    assert desk.card("embedded").isChecked()
    assert not desk.card("enhancing").isChecked()


def test_a_digit_typed_in_a_text_box_is_text(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["reason"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_3)
    assert "3" in box.toPlainText()
    assert desk.records() == []


def test_ctrl_and_a_digit_judges_while_typing(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["reason"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.records() == [(CULTURE, "developing")]


def test_key_hints_say_ctrl_while_typing(qtbot: QtBot, desk: Desk) -> None:
    desk.card("enhancing").setFocus()
    assert desk.card("embedded").keys == "3"
    desk.tab.page.texts.boxes["develop"].box.setFocus()
    assert desk.card("embedded").keys == "Ctrl+3"


def test_arrows_move_the_focus_and_do_not_judge(qtbot: QtBot, desk: Desk) -> None:
    desk.card("enhancing").setFocus()
    qtbot.keyClick(desk.card("enhancing"), Qt.Key.Key_Down)
    assert desk.card("embedded").hasFocus()
    assert desk.records() == []
    qtbot.keyClick(desk.card("embedded"), Qt.Key.Key_Space)
    assert desk.records() == [(CULTURE, "embedded")]


def test_a_click_anywhere_on_a_card_judges(qtbot: QtBot, desk: Desk) -> None:
    card = desk.card("developing")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() - card.rect().topLeft() * 0)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert desk.records() == [(CULTURE, "developing")]


def test_choosing_the_chosen_card_again_does_nothing(qtbot: QtBot, desk: Desk) -> None:
    qtbot.mouseClick(desk.card("enhancing"), Qt.MouseButton.LeftButton)
    assert desk.records() == []
    assert desk.card("enhancing").isChecked()


def test_the_outlook_follows_the_key_before_the_disk_answers(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.hold = True
    assert desk.tab.outlook.outlook.head.headline.words() == "Silver now"
    desk.tab.judge("embedded")
    assert desk.tab.outlook.outlook.head.headline.words() == "Gold now"
    assert desk.announced == ["Culture is Embedded. Outlook changes from Silver to Gold."]
    assert desk.opened.saving.state.save is Save.SAVING
    desk.judging.release()
    qtbot.waitUntil(lambda: desk.opened.saving.state.save is Save.SAVED)


def test_a_judgement_that_is_not_stored_goes_back_and_says_why(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.error = Unavailable("This computer has no space left. Nothing was changed.", "full")
    with qtbot.waitSignal(desk.opened.saving.refused) as refused:
        desk.tab.judge("embedded")
    assert refused.args == ["This computer has no space left. Nothing was changed."]
    assert desk.card("enhancing").isChecked()
    assert desk.opened.saving.state.save is Save.FAILED
    desk.judging.error = None


def test_a_second_judgement_names_the_first_as_seen(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.hold = True
    desk.tab.judge("embedded")
    desk.tab.judge("developing")
    assert len(desk.records()) == 1
    desk.judging.hold = False
    desk.judging.release()
    qtbot.waitUntil(lambda: len(desk.records()) == 2)
    assert desk.judging.calls[-1] == ("record", CULTURE, "developing", ("op1",))
    assert desk.card("developing").isChecked()


def test_zero_keeps_an_honest_gap_and_flags_the_strand(qtbot: QtBot, desk: Desk) -> None:
    desk.card("enhancing").setFocus()
    qtbot.keyClick(desk.card("enhancing"), Qt.Key.Key_0)
    assert desk.records() == [(CULTURE, NOT_ENOUGH)]
    assert desk.tab.page.judging.not_enough.isChecked()
    assert desk.opened.value.strand(CULTURE).flagged


def test_typing_is_written_with_what_was_seen(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["strengths"].box
    box.setFocus()
    qtbot.keyClicks(box, "A")
    desk.tab.step(1)
    write = next(call for call in desk.judging.calls if call[0] == "write")
    assert write[1:3] == (CULTURE, "strengths")
    assert write[3].startswith("A")
    assert write[4:] == (("s1",), None)


def test_a_strand_switch_never_loses_what_was_typed(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.hold = True
    box = desk.tab.page.texts.boxes["working_notes"].box
    box.setFocus()
    qtbot.keyClicks(box, "look again")
    desk.tab.step(1)
    assert box.toPlainText() == ""
    desk.tab.step(-1)
    assert box.toPlainText() == "look again"
    desk.judging.hold = False
    desk.judging.release()
    qtbot.waitUntil(lambda: desk.opened.value.strand(CULTURE).working_notes == "look again")


def test_stored_text_does_not_move_the_caret_of_somebody_typing(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.hold = True
    box = desk.tab.page.texts.boxes["working_notes"].box
    box.setFocus()
    qtbot.keyClicks(box, "one")
    desk.opened.autosave.flush()
    qtbot.keyClicks(box, " two")
    desk.judging.hold = False
    desk.judging.release()
    qtbot.waitUntil(lambda: desk.opened.value.strand(CULTURE).working_notes == "one two")
    assert box.toPlainText() == "one two"
    assert box.textCursor().position() == 7


def test_a_refused_text_stays_in_the_box(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.error = Unavailable("This computer has no space left.", "full")
    box = desk.tab.page.texts.boxes["working_notes"].box
    box.setFocus()
    qtbot.keyClicks(box, "precious")
    desk.opened.autosave.flush()
    qtbot.waitUntil(lambda: desk.opened.saving.state.save is Save.FAILED)
    desk.tab.step(1)
    desk.tab.step(-1)
    assert box.toPlainText() == "precious"
    assert desk.opened.autosave.unsaved_texts() == ["precious"]
    desk.judging.error = None
    desk.opened.autosave.retry()
    qtbot.waitUntil(lambda: desk.opened.saving.state.save is Save.SAVED)


def test_undo_shows_the_value_before_and_says_which(qtbot: QtBot, desk: Desk) -> None:
    entity = f"assessment/a1/strand/{CULTURE}/judgement/{ME}"
    desk.judging.undone = Undone("judgement", entity, "level", "developing", state("op9", "developing"))
    desk.tab.judge("embedded")
    qtbot.waitUntil(desk.tab.foot.undo.isVisible)
    qtbot.mouseClick(desk.tab.foot.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.said))
    assert desk.said == ["Undid: judgement of Culture"]
    assert desk.card("developing").isChecked()


def test_an_undo_that_is_refused_says_why_and_nothing_counts_as_unsaved(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For example once the verifier's sealed marks are here: the first marks are final."""
    desk.tab.judge("embedded")
    qtbot.waitUntil(lambda: desk.opened.saving.state.save is Save.SAVED)
    sealed = Refused("The verifier has marked too. Nothing was changed.", "second-mark")
    monkeypatch.setattr(desk.judging, "undo", lambda _assessment: failed(sealed))
    desk.actions["undo"].trigger()
    qtbot.waitUntil(lambda: desk.said == ["The verifier has marked too. Nothing was changed."])
    assert desk.opened.saving.state.save is Save.SAVED
    assert desk.card("embedded").isChecked()
    monkeypatch.setattr(desk.judging, "undo", lambda _assessment: failed(Unavailable("The disk is full.", "full")))
    desk.actions["undo"].trigger()
    qtbot.waitUntil(lambda: desk.opened.saving.state.save is Save.FAILED)


def test_undo_of_a_text_changes_the_box(qtbot: QtBot, desk: Desk) -> None:
    entity = f"assessment/a1/strand/{CULTURE}"
    desk.judging.undone = Undone("strengths", entity, "strengths", "as it was", state("op9", "as it was"))
    desk.actions["undo"].trigger()
    qtbot.waitUntil(lambda: desk.tab.page.texts.boxes["strengths"].text() == "as it was")


def test_next_strand_goes_on_and_the_last_opens_the_debrief(qtbot: QtBot, desk: Desk) -> None:
    assert desk.tab.foot.coming.text() == "Next: Strategy and policy"
    desk.actions["next-strand"].trigger()
    assert desk.tab.strand == "evaluating-impact.strategy"
    desk.tab.go_to(VALUE)
    with qtbot.waitSignal(desk.tab.debrief_wanted):
        desk.actions["next-strand"].trigger()


def test_ctrl_page_keys_step_through_the_strands_while_typing(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["reason"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desk.tab.strand == "evaluating-impact.strategy"
    qtbot.keyClick(box, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert desk.tab.strand == CULTURE


def test_ctrl_enter_moves_on_without_a_new_line(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["reason"].box
    before = box.toPlainText()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.tab.strand == "evaluating-impact.strategy"
    desk.tab.go_to(CULTURE)
    assert box.toPlainText() == before


def test_the_list_chooses_by_arrow_and_not_by_merely_being_entered(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.list.filter.choose(TO_DO)
    desk.tab.list.refresh()
    strands = desk.tab.list.list
    strands.setFocus()
    assert desk.tab.strand == CULTURE
    qtbot.keyClick(strands, Qt.Key.Key_Down)
    assert desk.tab.strand == VALUE


def test_the_list_says_level_notes_and_flag(desk: Desk) -> None:
    rows = {row.strand: row for row in rows_for(desk.opened, ALL, CULTURE)}
    assert rows[CULTURE].spoken() == "Culture, Enhancing, 3 notes"
    assert rows["quality.strategy"].spoken() == "Strategy and policy, Enhancing, flagged"
    assert rows[VALUE].spoken() == "Best value, Not judged"


@pytest.mark.parametrize(("wording", "said"), [(Wording.MODEL, True), (Wording.SOURCE, False)])
def test_it_says_where_the_rubric_is_model_wording(qtbot: QtBot, theme: Theme, wording: Wording, said: bool) -> None:
    desk = Desk(theme, mark=_changed(scheme(), VALUE, wording=wording))
    qtbot.addWidget(desk.frame)
    desk.tab.go_to(VALUE)
    aspect = desk.tab.page.head.aspect
    assert aspect.words() == ("Collaboration \u00b7 Model wording" if said else "Collaboration")
    assert aspect.toolTip() == (scheme().model_wording_notice if said else "")


def test_filters_keep_their_aspects_and_the_strand_being_worked_on(desk: Desk) -> None:
    assert [row.strand or row.title for row in rows_for(desk.opened, TO_DO, "")] == ["Collaboration", VALUE]
    flagged = [row.strand for row in rows_for(desk.opened, FLAGGED, CULTURE) if row.strand]
    assert flagged == ["quality.strategy", CULTURE, "evaluating-impact.value"]


def test_an_aspect_says_how_much_of_it_is_judged(desk: Desk) -> None:
    rows = [row for row in rows_for(desk.opened, ALL, "") if not row.strand]
    assert rows[-1] == StrandRow("Collaboration", count="3 of 4")


@pytest.mark.parametrize("width", [180, 240])
def test_a_strand_with_every_mark_shows_its_whole_name(qtbot: QtBot, theme: Theme, width: int) -> None:
    name = "Communication with families and partners"
    rows = [
        StrandRow(name, "a"),
        StrandRow(name, "b", notes=12, flagged=True, conflict=True),
        StrandRow("Culture", "c"),
    ]
    strands = StrandList(theme)
    qtbot.addWidget(strands)
    strands.show_rows(rows, "c")
    strands.resize(width, 400)
    strands.show()
    delegate, shown = strands.itemDelegate(), strands.viewport().width()
    assert isinstance(delegate, StrandDelegate)
    for place, row in enumerate(rows):
        room = delegate.name_room(row, shown)
        need = wrapped_height(row.title, theme.font("label"), room, theme.line("body"))
        assert strands.visualRect(strands.rows.index(place)).height() >= need
    plain, marked, short = (strands.visualRect(strands.rows.index(place)).height() for place in range(3))
    assert marked > plain > short


def test_flagging_by_key_and_back(qtbot: QtBot, desk: Desk) -> None:
    desk.actions["flag-strand"].trigger()
    assert desk.opened.value.strand(CULTURE).flagged
    desk.actions["flag-strand"].trigger()
    qtbot.waitUntil(lambda: [call[2] for call in desk.judging.calls if call[0] == "flag"] == [True, False])


def test_a_note_is_kept_with_enter_and_the_caret_stays(qtbot: QtBot, desk: Desk) -> None:
    desk.actions["note-on-strand"].trigger()
    box = desk.tab.outlook.notes.box
    qtbot.keyClicks(box.text, "Seen in Year 4")
    qtbot.keyClick(box.text, Qt.Key.Key_Return)
    assert desk.notes == [("Seen in Year 4", "note", CULTURE)]
    assert box.text.toPlainText() == ""
    assert box.text.hasFocus()


def test_a_note_used_in_strengths_becomes_a_line_of_its_own(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.outlook.notes.use_wanted.emit("strengths", "Books show it.")
    assert desk.tab.page.texts.boxes["strengths"].text().endswith("form.\nBooks show it.")
    qtbot.waitUntil(lambda: any(call[0] == "write" for call in desk.judging.calls))


def test_a_signed_report_cannot_be_judged_or_written(qtbot: QtBot, locked_desk: Desk) -> None:
    desk = locked_desk
    desk.card("embedded").setFocus()
    qtbot.keyClick(desk.card("embedded"), Qt.Key.Key_Space)
    qtbot.keyClick(desk.card("embedded"), Qt.Key.Key_3)
    qtbot.mouseClick(desk.card("embedded"), Qt.MouseButton.LeftButton)
    box = desk.tab.page.texts.boxes["reason"].box
    box.setFocus()
    qtbot.keyClicks(box, "x")
    desk.actions["flag-strand"].trigger()
    assert desk.judging.calls == []
    assert box.isReadOnly()
    assert not desk.tab.foot.undo.isVisible()


def test_single_keys_off_leaves_only_the_ones_with_ctrl(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(replace(theme.settings, single_keys=False))
    desk = Desk(theme)
    qtbot.addWidget(desk.frame)
    keys = [key.toString() for key in desk.actions["judge-2"].shortcuts()]
    assert keys == ["Ctrl+2"]
    assert desk.card("enhancing").keys == "Ctrl+2"


def test_all_that_belongs_to_a_strand_is_in_sight_on_a_small_laptop(qtbot: QtBot, desk: Desk) -> None:
    desk.frame.resize(1290, 715)
    page = desk.tab.page
    draw()
    parts = [page.school.text, *page.judging.cards.values(), *(page.texts.boxes[field].box for field in WRITTEN)]
    for part in parts:
        top = part.mapTo(page.viewport(), part.rect().topLeft()).y()
        assert top >= 0, part.accessibleName()
        assert top + part.height() <= page.viewport().height(), part.accessibleName()


@pytest.mark.parametrize(
    ("size", "percent", "nav", "context"),
    [((1290, 715), 100, True, True), ((1100, 715), 100, True, False), ((884, 547), 100, False, False),
     ((1252, 688), 150, False, False), ((1214, 688), 200, False, False)],
)  # fmt: skip
def test_panes_fold_and_nothing_is_cut(
    qtbot: QtBot, theme: Theme, size: tuple[int, int], percent: int, nav: bool, context: bool
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    desk = Desk(theme)
    qtbot.addWidget(desk.frame)
    desk.show(qtbot, *size)
    desk.tab.go_to(CULTURE)
    draw()
    qtbot.waitUntil(lambda: cut_labels(desk.frame) == [])
    assert (desk.tab.list.isVisible(), desk.tab.outlook.isVisible()) == (nav, context)
    assert desk.tab.page.page.width() <= desk.tab.page.viewport().width()
    for card in desk.tab.page.judging.cards.values():
        assert card.height() >= card.heightForWidth(card.width())


def cut_labels(frame: QWidget) -> list[str]:
    """Words of the labels that are narrower than they need."""
    labels = [label for label in frame.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    return [label.text() for label in labels if label.text() and label.sizeHint().width() > label.width() + 1]


def test_every_control_has_a_name(desk: Desk) -> None:
    unnamed = [
        widget
        for widget in desk.frame.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (hasattr(widget, "text") and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert unnamed == []


def test_markup_in_data_stays_text(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    desk = Desk(theme)
    qtbot.addWidget(desk.frame)
    record = replace(desk.opened.value.strand(CULTURE), school_text="<b>bold</b> <img src='file:///etc/passwd'>")
    desk.opened.replace_strand(record)
    desk.tab.go_to(CULTURE)
    assert desk.tab.page.school.text.words() == record.school_text
    assert all(label.textFormat() in (Qt.TextFormat.PlainText, Qt.TextFormat.AutoText) for label in
               desk.frame.findChildren(QLabel))  # fmt: skip


def test_undo_shows_beside_a_judgement_only_while_it_takes_that_judgement_back(qtbot: QtBot, desk: Desk) -> None:
    undo = desk.tab.foot.undo
    assert undo.isHidden()
    desk.tab.judge("embedded")
    qtbot.waitUntil(undo.isVisible)
    assert undo.accessibleName() == "Undo judgement of Culture"
    desk.tab.go_to(VALUE)
    desk.tab.flag()
    desk.tab.go_to(CULTURE)
    assert undo.isHidden()


def test_an_honest_gap_with_its_flag_is_one_thing_to_undo(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.judge(NOT_ENOUGH)
    qtbot.waitUntil(desk.tab.foot.undo.isVisible)


def test_undoing_a_flag_names_the_strand(qtbot: QtBot, desk: Desk) -> None:
    desk.judging.undone = Undone("flag", f"assessment/a1/strand/{VALUE}", "flagged", False, state("op9", False))
    desk.actions["undo"].trigger()
    qtbot.waitUntil(lambda: desk.said == ["Undid: flag on Best value"])


def test_the_keyboard_goes_along_to_the_judged_card(qtbot: QtBot, desk: Desk) -> None:
    desk.card("enhancing").setFocus()
    qtbot.keyClick(desk.card("enhancing"), Qt.Key.Key_3)
    assert desk.card("embedded").hasFocus()


def test_the_reason_hint_names_the_level_judged_and_none_before(desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["reason"].box
    desk.tab.go_to(VALUE)
    assert box.placeholderText() == "The report gives this reason."
    desk.tab.judge("developing")
    assert box.placeholderText() == "The report says “Developing because …”"


class Redrawn(QObject):
    """Notes every widget of a window that is painted or laid out."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.seen: set[QWidget] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        drawn = event.type() in (QEvent.Type.Paint, QEvent.Type.LayoutRequest)
        if drawn and isinstance(watched, QWidget) and self._window.isAncestorOf(watched):
            self.seen.add(watched)
        return False


def draw() -> None:
    for _ in range(3):  # a layout may ask for a paint
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def redrawn_by(qtbot: QtBot, desk: Desk, act: Callable[[], None], until: Callable[[], bool]) -> set[QWidget]:
    draw()  # what was asked for before
    noted = Redrawn(desk.frame)
    QApplication.instance().installEventFilter(noted)
    act()
    qtbot.waitUntil(until)
    draw()
    QApplication.instance().removeEventFilter(noted)
    return noted.seen


def test_a_save_of_the_text_being_typed_redraws_nothing_of_the_workspace(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.page.texts.boxes["reason"].box
    desk.card("enhancing").setFocus()
    desk.judging.hold = True
    qtbot.keyClicks(box, "Because")
    qtbot.waitUntil(lambda: len(desk.judging.held) == 1)

    drawn = redrawn_by(qtbot, desk, desk.judging.release, lambda: desk.opened.saving.state.save is Save.SAVED)

    assert drawn == set()
    assert desk.opened.value.strand(CULTURE).reason == box.toPlainText()


def test_judging_redraws_neither_the_schools_view_nor_the_texts(qtbot: QtBot, desk: Desk) -> None:
    drawn = redrawn_by(qtbot, desk, lambda: desk.tab.judge("embedded"), lambda: desk.opened.saving.pending == 0)
    untouched = [
        desk.tab.page.school,
        *(box.box for name, box in desk.tab.page.texts.boxes.items() if name != "reason"),
    ]
    assert desk.card("embedded") in drawn
    assert not [widget for widget in drawn if any(each is widget or each.isAncestorOf(widget) for each in untouched)]


def judge_all_but(desk: Desk, *left: str) -> None:
    for strand in desk.opened.scheme.strands:
        desk.opened.judge(strand.id, None if strand.id in left else "embedded")


def test_a_last_strand_that_waits_leads_to_the_next_that_waits(desk: Desk) -> None:
    judge_all_but(desk, CULTURE, VALUE)
    desk.tab.go_to(VALUE)
    assert (desk.tab.foot.next.text(), desk.tab.foot.next.kind) == ("Next strand", "primary")
    desk.actions["next-strand"].trigger()
    assert desk.tab.strand == CULTURE


def test_the_debrief_is_not_the_main_thing_while_the_last_strand_waits(desk: Desk) -> None:
    judge_all_but(desk, VALUE)
    desk.tab.go_to(VALUE)
    assert (desk.tab.foot.next.text(), desk.tab.foot.next.kind) == ("Open debrief", "secondary")
    desk.tab.judge("embedded")
    assert (desk.tab.foot.next.text(), desk.tab.foot.next.kind) == ("Open debrief", "primary")


def test_a_focused_box_is_scrolled_into_view_as_a_whole(qtbot: QtBot, desk: Desk) -> None:
    desk.frame.resize(1290, 480)
    box = desk.tab.page.texts.boxes["working_notes"].box
    box.setFocus()
    page = desk.tab.page

    def whole() -> bool:
        top = box.mapTo(page.viewport(), box.rect().topLeft()).y()
        return top >= 0 and top + box.height() <= page.viewport().height()

    qtbot.waitUntil(whole)


def _changed(mark: Scheme, strand: str, **values: object) -> Scheme:
    """The mark with one strand changed."""

    def of(found: Strand) -> Strand:
        return replace(found, **values) if found.id == strand else found  # type: ignore[arg-type]

    aspects = tuple(replace(aspect, strands=tuple(of(found) for found in aspect.strands)) for aspect in mark.aspects)
    return replace(mark, aspects=aspects)


def test_a_strand_with_a_scale_of_its_own_shows_and_takes_that_scale_only(qtbot: QtBot, theme: Theme) -> None:
    steps = (Level("to-do", "To do", 1), Level("done", "Done", 2))
    mark = replace(scheme(), scales=(Scale("steps", "Steps", steps),))
    texts = {"to-do": "It is to do.", "done": "It is done."}
    desk = Desk(theme, mark=_changed(mark, VALUE, scale="steps", descriptors=texts))
    qtbot.addWidget(desk.frame)
    desk.tab.go_to(VALUE)
    assert [level for level, _ in desk.tab.page.judging.choices()] == [NOT_ENOUGH, "to-do", "done"]
    assert not desk.card("embedded").isVisibleTo(desk.frame)
    desk.actions["judge-3"].trigger()
    assert desk.records() == []
    desk.actions["judge-2"].trigger()
    assert desk.records() == [(VALUE, "done")]
    desk.tab.go_to(CULTURE)
    assert desk.card("embedded").isVisibleTo(desk.frame)
    assert not desk.card("done").isVisibleTo(desk.frame)


def test_what_is_only_written_about_offers_no_level(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(theme, mark=_changed(scheme(), CULTURE, narrative=True, descriptors={}))
    qtbot.addWidget(desk.frame)
    desk.tab.go_to(CULTURE)
    assert desk.tab.page.judging.choices() == []
    for digit in range(4):
        desk.actions[f"judge-{digit}"].trigger()
    assert desk.records() == []
    assert CULTURE not in [row.strand for row in rows_for(desk.opened, TO_DO, VALUE)]


def test_a_judgement_made_against_other_words_is_shown_and_taken_by_a_key(desk: Desk, qtbot: QtBot) -> None:
    record = desk.opened.value.strand(CULTURE)
    returned = replace(record.judgement_of(desk.opened.person), level=None, suggested="enhancing")
    strands = tuple(
        replace(each, judgements=(returned,)) if each.strand == CULTURE else each for each in desk.opened.value.strands
    )
    desk.opened.value = replace(desk.opened.value, strands=strands)
    desk.tab.refresh()
    before = desk.tab.page.judging.before
    assert before.isVisible()
    assert before.text() == "Before the new wording: Enhancing"
    qtbot.keyClick(desk.frame, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.opened.judgement(CULTURE).level == "enhancing"
    assert not before.isVisible()
