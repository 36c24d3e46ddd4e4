"""Every control does what it says and says what it does."""

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessor_app.settings import Settings
from assessor_app.ui.kit.banner import Banner, worst
from assessor_app.ui.kit.buttons import Button, IconButton, LongButton
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.check_card import CheckCard
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import KeyHint, PlainLabel, key_words
from assessor_app.ui.kit.painted import Avatar, Chip, LevelBars, Medal, WorkBar
from assessor_app.ui.kit.save_indicator import SaveIndicator
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.sheet import Question, Sheet
from assessor_app.ui.kit.toast import Toast
from assessor_app.ui.screen import Notice, NoticeKind, Save, SaveState
from assessor_app.ui.theme import Theme
from tests.ui.audit import picture


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_words_with_markup_are_shown_as_typed(qtbot: QtBot) -> None:
    label = PlainLabel("<b>Bold</b> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Bold</b> & <img src=x>"


def test_keys_read_as_people_say_them() -> None:
    assert key_words("Ctrl+K") == "Ctrl K"
    assert key_words("Return") == "Enter"
    assert key_words("Up") == "\u2191"


def test_a_key_hint_shows_its_keys(qtbot: QtBot) -> None:
    hint = KeyHint("Ctrl+Return")
    qtbot.addWidget(hint)
    assert hint.text() == "Ctrl Enter"


@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox, Button])
def test_focus_by_tab_looks_as_any_focus(theme: Theme, qtbot: QtBot, kind: Any) -> None:
    window = QWidget()
    control = Button(theme, "Next strand", "primary") if kind is Button else kind(window)
    QHBoxLayout(window).addWidget(control)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    by_pointer = window.grab().toImage()
    # As Tab does, for which the style has a frame of its own.
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert window.grab().toImage() == by_pointer


def test_a_long_button_ends_in_dots_where_it_has_no_room_and_says_its_words_whole(theme: Theme, qtbot: QtBot) -> None:
    words = "E12 Policy & plan for the professional development of everybody who works here"
    button = LongButton(theme, words, "ghost", "file-text")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    assert button.text() == words.replace("&", "&&")
    assert button.toolTip() == ""
    whole = button.sizeHint()
    button.resize(160, whole.height())
    assert button.text().endswith("\u2026")
    assert (button.accessibleName(), button.toolTip(), button.sizeHint()) == (words, words, whole)
    button.resize(whole)
    assert button.text() == words.replace("&", "&&")
    assert button.toolTip() == ""


def test_words_that_just_fit_a_long_button_are_not_cut(theme: Theme, qtbot: QtBot) -> None:
    whole = "E2 Professional development plan and session register of expertise"
    cut = []
    for length in range(6, len(whole)):
        button = LongButton(theme, whole[:length], "ghost", "file-text")
        qtbot.addWidget(button)
        button.show()
        button.resize(button.sizeHint() + QSize(1, 0))
        button.resize(button.sizeHint())
        cut += [button.text()] if button.text() != whole[:length] else []
    assert cut == []


@pytest.mark.parametrize("kind", ["primary", "secondary", "soft", "ghost", "link", "danger"])
def test_a_button_keeps_its_size_when_it_gets_the_focus(theme: Theme, qtbot: QtBot, kind: Any) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    button, other = Button(theme, "Next strand", kind, "flag"), QLineEdit()
    row.addWidget(button)
    row.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    other.setFocus()
    before = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == before
    assert button.height() >= 24


def test_an_icon_button_has_a_name_and_a_tooltip_with_its_keys(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "arrow-left", "Back", "Alt+Left")
    qtbot.addWidget(button)
    assert name_of(button) == "Back"
    assert "Alt" in button.toolTip()


def test_judgements_look_different_from_one_another(theme: Theme, qtbot: QtBot) -> None:
    bars = LevelBars(theme)
    qtbot.addWidget(bars)
    pictures = []
    for rank in (None, 0, 1, 2, 3):
        bars.set_rank(rank)
        pictures.append(picture(bars))
    assert all(a != b for at, a in enumerate(pictures) for b in pictures[at + 1 :])


def test_medals_differ_by_award_and_follow_the_theme(theme: Theme, qtbot: QtBot) -> None:
    medal = Medal(theme, "silver")
    qtbot.addWidget(medal)
    silver = picture(medal)
    medal.set_award("gold")
    gold = picture(medal)
    theme.apply(Settings(theme="dark"))
    assert silver != gold
    assert picture(medal) != gold


def test_a_chip_of_an_unknown_kind_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="not a kind"):
        Chip(theme, "Today", "purple")


def test_a_chip_grows_with_the_text_size(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Visit on Friday", "accent", "calendar")
    qtbot.addWidget(chip)
    before = chip.sizeHint()
    theme.apply(Settings(theme="light", text_percent=200))
    assert chip.sizeHint().width() > before.width() * 1.8


@pytest.mark.parametrize(
    ("name", "initials"), [("Amara Okafor", "AO"), ("Priya", "P"), ("Ana de la Cruz", "AC"), ("", "")]
)
def test_an_avatar_shows_first_and_last_initial(theme: Theme, qtbot: QtBot, name: str, initials: str) -> None:
    avatar = Avatar(theme, name)
    qtbot.addWidget(avatar)
    assert avatar.initials == initials


def test_a_bar_says_its_count(theme: Theme, qtbot: QtBot) -> None:
    bar = WorkBar(theme, 15, 16)
    qtbot.addWidget(bar)
    assert name_of(bar) == "15 of 16 done"


def test_a_segment_is_a_radio_button_and_tells_when_chosen(theme: Theme, qtbot: QtBot) -> None:
    choice = Segmented(theme, "Show", (("list", "List"), ("calendar", "Calendar")))
    qtbot.addWidget(choice)
    choice.show()
    assert choice.current == "list"
    calendar = choice._segments["calendar"]
    assert QAccessible.queryAccessibleInterface(calendar).role() == QAccessible.Role.RadioButton
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert told.args == ["calendar"]
    assert choice.current == "calendar"


def test_choosing_by_program_tells_nobody(theme: Theme, qtbot: QtBot) -> None:
    choice = Segmented(theme, "Show", (("a", "A"), ("b", "B")))
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose("b")
    assert choice.current == "b"


def test_new_words_keep_the_choice(theme: Theme, qtbot: QtBot) -> None:
    choice = Segmented(theme, "Filter", (("all", "All 16"), ("todo", "To do 2")))
    qtbot.addWidget(choice)
    choice.choose("todo")
    choice.set_choices((("all", "All 16"), ("todo", "To do 1")))
    assert choice.current == "todo"


def test_arrow_keys_move_the_choice(theme: Theme, qtbot: QtBot) -> None:
    choice = Segmented(theme, "Show", (("a", "A"), ("b", "B")))
    qtbot.addWidget(choice)
    choice.show()
    choice.activateWindow()
    choice.focus_current()
    qtbot.waitUntil(choice._segments["a"].hasFocus)
    with qtbot.waitSignal(choice.chosen):
        qtbot.keyClick(choice._segments["a"], Qt.Key.Key_Right)
    assert choice.current == "b"


def notice(kind: NoticeKind, title: str) -> Notice:
    return Notice(kind, title, "")


def test_the_worst_banner_is_shown_and_of_equals_the_newest() -> None:
    info, danger, later = (
        notice(NoticeKind.INFO, "a"),
        notice(NoticeKind.DANGER, "b"),
        notice(NoticeKind.DANGER, "c"),
    )
    assert worst([info, danger, later]) is later
    assert worst([info]) is info
    assert worst([]) is None


def test_a_banner_runs_its_button(theme: Theme, qtbot: QtBot) -> None:
    ran: list[bool] = []
    told = Notice(NoticeKind.DANGER, "Not saved.", "No space left.", "Show my files", lambda: ran.append(True))
    banner = Banner(theme, told)
    qtbot.addWidget(banner)
    qtbot.mouseClick(banner.findChild(Button), Qt.MouseButton.LeftButton)
    assert ran == [True]
    assert name_of(banner) == "Not saved. No space left."


def test_a_toast_undoes_and_leaves(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    undone: list[bool] = []
    toast = Toast(theme, "Note deleted", lambda: undone.append(True), window)
    with qtbot.waitSignal(toast.gone):
        toast.undo()
    assert undone == [True]


def test_a_toast_stays_while_its_button_has_the_focus(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toast = Toast(theme, "Note deleted", lambda: None, window)
    window.show()
    toast.show()
    window.activateWindow()
    assert toast._button is not None
    toast._button.setFocus()
    qtbot.waitUntil(toast._button.hasFocus)
    toast._leave_unless_used()
    assert toast.isVisible()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SaveState(Save.CLEAN), "All saved"),
        (SaveState(Save.SAVED, datetime(2024, 11, 14, 11, 42)), "Saved 11:42"),  # noqa: DTZ001  local, as on screen
        (SaveState(Save.FAILED, words="disk full"), "Not saved, disk full"),
        (SaveState(Save.READ_ONLY), "Signed, read only"),
        (SaveState(Save.CLEAN, words="Nothing changed yet"), "Nothing changed yet"),
    ],
)
def test_the_indicator_says_the_state_in_words(theme: Theme, qtbot: QtBot, state: SaveState, words: str) -> None:
    indicator = SaveIndicator(theme)
    qtbot.addWidget(indicator)
    indicator.set_state(state)
    assert indicator.text() == words
    assert name_of(indicator) == words


def test_a_quick_save_never_shows_saving(theme: Theme, qtbot: QtBot) -> None:
    indicator = SaveIndicator(theme)
    qtbot.addWidget(indicator)
    indicator.set_state(SaveState(Save.SAVING))
    assert indicator.text() == "All saved"
    assert indicator._later.isActive()
    indicator.set_state(SaveState(Save.SAVED))
    assert not indicator._later.isActive()
    assert indicator.text() == "Saved"


def test_a_slow_save_says_saving(theme: Theme, qtbot: QtBot) -> None:
    indicator = SaveIndicator(theme)
    qtbot.addWidget(indicator)
    indicator.set_state(SaveState(Save.SAVING))
    indicator._later.timeout.emit()
    assert indicator.text() == "Saving"


def test_a_field_says_its_error_to_eye_and_ear(theme: Theme, qtbot: QtBot) -> None:
    field = LabelledField(theme, "Visit date", QLineEdit())
    qtbot.addWidget(field)
    field.set_error("Enter a date that exists, like 28 Feb 2025")
    assert field.error == "Enter a date that exists, like 28 Feb 2025"
    assert field.field.accessibleDescription() == field.error
    assert field.field.property("wrong") == "true"
    field.set_error("")
    assert field.field.accessibleDescription() == ""
    assert field.field.property("wrong") == "false"


def test_a_check_card_is_a_check_box_and_all_of_it_is_the_target(theme: Theme, qtbot: QtBot) -> None:
    card = CheckCard(theme, "Assess and advise", "Visits, judgements, reports")
    qtbot.addWidget(card)
    card.resize(340, 50)
    card.show()
    found = QAccessible.queryAccessibleInterface(card)
    assert found.role() == QAccessible.Role.CheckBox
    assert found.text(QAccessible.Text.Description) == "Visits, judgements, reports"
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(330, 45))
    assert card.isChecked()


def test_a_text_box_grows_from_two_to_eight_lines_then_scrolls(theme: Theme, qtbot: QtBot) -> None:
    box = GrowingText(theme, "Strengths")
    qtbot.addWidget(box)
    box.resize(300, 50)
    box.show()
    line, empty = theme.line("body"), box.height()
    assert empty >= 2 * line
    box.set_text("\n".join("x" * 5))
    assert box.height() == empty + 3 * line
    box.set_text("\n".join("x" * 30))
    assert box.height() == empty + 6 * line
    assert box.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_pasted_markup_stays_plain(theme: Theme, qtbot: QtBot) -> None:
    box = GrowingText(theme, "Strengths")
    qtbot.addWidget(box)
    assert not box.acceptRichText()
    box.set_text("<b>not bold</b>")
    assert box.toPlainText() == "<b>not bold</b>"


def test_tab_leaves_a_text_box(theme: Theme, qtbot: QtBot) -> None:
    box = GrowingText(theme, "Strengths")
    qtbot.addWidget(box)
    assert box.tabChangesFocus()


class Host(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 600)
        self.field = QLineEdit(self)


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    made = Host()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def test_escape_closes_a_sheet_and_gives_the_focus_back(theme: Theme, qtbot: QtBot, host: Host) -> None:
    sheet = Sheet(theme, host, "Search")
    button = Button(theme, "Close")
    sheet.body.addWidget(button)
    sheet.open()
    assert button.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert host.field.hasFocus()


def test_tab_stays_inside_a_sheet(theme: Theme, qtbot: QtBot, host: Host) -> None:
    sheet = Sheet(theme, host, "Search")
    first, second = Button(theme, "One"), Button(theme, "Two")
    sheet.body.addWidget(first)
    sheet.body.addWidget(second)
    sheet.open()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert first.hasFocus()


def test_a_question_tells_only_a_yes(theme: Theme, qtbot: QtBot, host: Host) -> None:
    question = Question(theme, host, "Seal your marks?", "You will then see the other marks.", ("Seal", "Not yet"))
    agreed: list[bool] = []
    question.agreed.connect(lambda: agreed.append(True))
    question.open()
    no, yes = (button for button in question.findChildren(Button))
    assert (no.text(), yes.text()) == ("Not yet", "Seal")
    assert no.hasFocus()
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert agreed == []
    again = Question(theme, host, "Seal your marks?", "", ("Seal", "Not yet"))
    again.agreed.connect(lambda: agreed.append(True))
    again.open()
    qtbot.mouseClick(again.findChildren(Button)[1], Qt.MouseButton.LeftButton)
    assert agreed == [True]
