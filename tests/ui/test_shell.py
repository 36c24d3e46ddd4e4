"""The window keeps everything in its place, works by keyboard alone, and folds when it is narrow."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.settings import Settings
from assessor_app.ui.closing import UnsavedQuestion
from assessor_app.ui.commands import command
from assessor_app.ui.key_list import KeyList
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.navigation import KEPT, Stop
from assessor_app.ui.palette import Hit, Palette, matching
from assessor_app.ui.rail import RailItem
from assessor_app.ui.screen import Notice, NoticeKind, Save, SaveState, Screen
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from tests.ui.audit import complaints

ITEMS = (RailItem("home", "Home", "house"), RailItem("sync", "Sync", "refresh-cw", True))


class Page(Screen):
    """A screen with everything a screen can have."""

    def __init__(self, title: str = "Home", place: str = "home") -> None:
        super().__init__()
        self.title, self.place = title, place
        self.left_times = self.refreshed = self.tried_again = 0
        self.texts: list[str] = []
        self.saving = False
        self.shown_tabs: list[str] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        for at in range(40):
            button = QPushButton(f"Button {at}")
            column.addWidget(button)
            self.last = button
        self.nav, self.context, self.footer = (self._pane(name) for name in ("nav", "context", "footer"))
        self.context_strip = QLabel("Silver now")

    @staticmethod
    def _pane(name: str) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.addWidget(QPushButton(name))
        return pane

    def show_tab(self, tab: str) -> None:
        super().show_tab(tab)
        self.shown_tabs.append(tab)

    def focus_first(self) -> None:
        self.field.setFocus()

    def refresh(self) -> None:
        self.refreshed += 1

    def leave(self) -> None:
        self.left_times += 1

    def unsaved_texts(self) -> list[str]:
        return self.texts

    def is_saving(self) -> bool:
        return self.saving

    def save_again(self) -> None:
        self.tried_again += 1


class Opened:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.shell = Shell(theme, "Amara Okafor", ITEMS, "Assay")
        qtbot.addWidget(self.shell)
        self.pages: dict[tuple[str, str], Page] = {}
        for place in ("home", "sync", "assessment"):
            self.shell.navigator.register(place, self.factory(place))
        self.shell.navigator.go("home")

    def factory(self, place: str) -> Callable[[str], Screen]:
        def make(argument: str) -> Screen:
            title = argument or place.capitalize()
            page = Page(title, place if place != "assessment" else "")
            self.pages[place, argument] = page
            return page

        return make

    def show(self, qtbot: QtBot, width: int = 1366, height: int = 768) -> None:
        self.shell.resize(width, height)
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)

    @property
    def home(self) -> Page:
        return self.pages["home", ""]


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Opened:
    return Opened(theme, qtbot)


def test_the_title_follows_the_screen(opened: Opened) -> None:
    assert opened.shell.windowTitle() == "Home \u2013 Assay"
    opened.home.title, opened.home.context_line = "Hollin Bank", "PD Quality Mark"
    opened.home.title_changed.emit()
    assert opened.shell.header.title.text() == "Hollin Bank"
    assert opened.shell.header.context_line.text() == "PD Quality Mark"
    assert opened.shell.windowTitle() == "Hollin Bank \u2013 Assay"


def test_a_screen_is_built_once_and_refreshed_when_it_comes_back(opened: Opened) -> None:
    opened.shell.navigator.start_over("sync")
    opened.shell.navigator.start_over("home")
    assert opened.home.left_times == 1
    assert opened.home.refreshed == 1
    assert len(opened.pages) == 2


def test_back_goes_where_the_person_was(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    assert not opened.shell.header.back.isVisible()
    opened.shell.navigator.go("assessment", "Hollin Bank")
    assert opened.shell.header.back.isVisible()
    qtbot.mouseClick(opened.shell.header.back, Qt.MouseButton.LeftButton)
    assert opened.shell.navigator.here is not None
    assert opened.shell.navigator.here.place == "home"


def test_a_screen_asks_to_go_elsewhere(opened: Opened) -> None:
    opened.home.go_requested.emit("assessment", "Hollin Bank")
    assert ("assessment", "Hollin Bank") in opened.pages


def test_only_a_few_screens_are_kept(opened: Opened, qtbot: QtBot) -> None:
    for at in range(12):
        opened.shell.navigator.go("assessment", f"School {at}")
    assert len(opened.shell.navigator.frames) == 8
    here = opened.shell.navigator.frame
    assert here is not None
    assert here.content.title == "School 11"


def test_the_rail_lights_the_place_and_counts(opened: Opened) -> None:
    buttons = opened.shell.rail.buttons
    assert buttons["home"].isChecked()
    buttons["sync"].set_badge(12, "12 changes not shared")
    name = QAccessible.queryAccessibleInterface(buttons["sync"]).text(QAccessible.Text.Name)
    assert name == "Sync, 12 changes not shared"
    opened.shell.navigator.go("assessment", "Hollin Bank")
    assert not any(button.isChecked() for button in buttons.values())


def test_tabs_show_and_choose_sub_pages(opened: Opened, qtbot: QtBot) -> None:
    opened.home.tabs, opened.home.tab = (("strands", "Strands"), ("visit", "Visit")), "strands"
    opened.home.title_changed.emit()
    opened.show(qtbot)
    bar = opened.shell.header.tab_bar
    assert bar.isVisible()
    bar.setCurrentIndex(1)
    assert opened.home.shown_tabs == ["visit"]


def test_arrows_stay_on_the_tabs_and_enter_goes_into_the_page(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.home.tabs, opened.home.tab = (("strands", "Strands"), ("visit", "Visit"), ("report", "Report")), "strands"
    monkeypatch.setattr(opened.home, "show_tab", lambda _tab: opened.home.field.setFocus())
    opened.home.title_changed.emit()
    opened.show(qtbot)
    bar = opened.shell.header.tab_bar
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.hasFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert opened.home.field.hasFocus()


def test_tabs_fold_into_one_button_when_narrow(opened: Opened, qtbot: QtBot) -> None:
    opened.home.tabs, opened.home.tab = (("strands", "Strands"), ("visit", "Visit")), "visit"
    opened.home.title_changed.emit()
    opened.show(qtbot, 960, 600)
    assert not opened.shell.header.tab_bar.isVisible()
    assert opened.shell.header.tab_button.isVisible()
    assert opened.shell.header.tab_button.text() == "Visit"


def test_the_saved_time_is_that_of_the_last_write_of_any_screen(opened: Opened) -> None:
    early, late = (datetime(2026, 11, 22, 11, minute).astimezone() for minute in (10, 42))
    saved = opened.shell.header.saved
    opened.shell.header.saved.note_write(late)
    opened.home.save_state_changed.emit(SaveState(Save.SAVED, early))
    assert saved.state == SaveState(Save.SAVED, late)
    opened.home.save_state_changed.emit(SaveState(Save.FAILED, early, "disk full"))
    opened.shell.header.saved.note_write(late)
    assert saved.state.save is Save.FAILED


def test_the_save_state_of_a_screen_is_shown(opened: Opened) -> None:
    opened.home.save_state_changed.emit(SaveState(Save.FAILED, words="disk full"))
    assert opened.shell.header.saved.text() == "Not saved, disk full"


@pytest.mark.parametrize(
    ("width", "percent", "nav", "context"),
    [(1366, 100, True, True), (1200, 100, True, False), (970, 100, False, False), (1366, 150, False, False)],
)
def test_panes_fold_when_there_is_no_room(
    theme: Theme, qtbot: QtBot, width: int, percent: int, nav: bool, context: bool
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    opened = Opened(theme, qtbot)
    opened.show(qtbot, width)
    page = opened.home
    assert page.nav is not None
    assert page.context is not None
    assert page.nav.isVisible() is nav
    assert page.context.isVisible() is context
    assert page.context_strip is not None
    assert page.context_strip.isVisible() is not context


def test_a_folded_pane_opens_as_a_drawer_and_escape_closes_it(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot, 1100)
    page = opened.home
    assert page.context is not None
    assert not page.context.isVisible()
    qtbot.keyClick(opened.shell, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert page.context.isVisible()
    focus = opened.shell.focusWidget()
    assert focus is not None
    assert page.context.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not page.context.isVisible()
    assert page.field.hasFocus()


def test_f6_goes_round_the_panes(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.home.field.setFocus()
    frame = opened.shell.navigator.frame
    assert frame is not None
    seen = []
    for _ in range(6):
        qtbot.keyClick(opened.shell.focusWidget(), Qt.Key.Key_F6)
        panes = [opened.shell.rail, opened.shell.header, *frame.panes()]
        seen.append(next(at for at, pane in enumerate(panes) if pane.isAncestorOf(opened.shell.focusWidget())))
    assert seen == [4, 5, 0, 1, 2, 3]


def test_the_focus_is_never_left_under_the_footer(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot, 1366, 640)
    page = opened.home
    page.last.setFocus()
    assert page.footer is not None
    bottom = page.last.mapTo(opened.shell, page.last.rect().bottomLeft()).y()
    assert bottom < page.footer.mapTo(opened.shell, page.footer.rect().topLeft()).y()


def test_the_worst_banner_is_on_show_and_can_be_put_away(opened: Opened) -> None:
    shell = opened.shell
    opened.home.banner_requested.emit(Notice(NoticeKind.INFO, "A newer rubric is here.", "", id="rubric"))
    opened.home.banner_requested.emit(Notice(NoticeKind.DANGER, "Not saved.", "No space.", id="disk"))
    opened.home.banner_requested.emit(Notice(NoticeKind.DANGER, "Not saved.", "Still no space.", id="disk"))
    assert shell.banners.shown is not None
    assert shell.banners.shown.sentence == "Still no space."
    opened.home.banner_requested.emit("disk")
    assert shell.banners.shown.id == "rubric"
    assert shell.banners._banner is not None
    shell.banners._banner.closed.emit()
    assert shell.banners.shown is None
    assert not shell.banners.isVisibleTo(shell)


def test_a_toast_is_shown_said_and_replaced(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.home.toast_requested.emit("Note deleted", lambda: None)
    first = opened.shell.toasts.shown
    opened.home.toast_requested.emit("Note moved", None)
    assert opened.shell.toasts.shown is not first
    assert opened.shell.announcer.said == ["Note deleted"]
    assert opened.shell.announcer._waiting == "Note moved"


@pytest.mark.parametrize("width", [960, 1366])
def test_a_long_toast_takes_the_lines_it_needs_and_stays_in_the_window(opened: Opened, width: int) -> None:
    opened.shell.window().resize(width, 700)
    words = "Number PDQM-2026-0004 of St Oswin's High School is issued. 5 files are in /home/office/Assay awards/2026. "
    opened.shell.show_toast(words * 2)
    toast = opened.shell.toasts.shown
    assert toast is not None
    assert toast.geometry().left() > opened.shell.rail.width()
    assert toast.geometry().right() < opened.shell.window().width()
    (label,) = toast.findChildren(PlainLabel)
    assert label.height() >= label.heightForWidth(label.width()) > 2 * label.fontMetrics().height()


def test_a_short_toast_is_one_line(opened: Opened) -> None:
    opened.shell.show_toast("The workbook is loaded.")
    toast = opened.shell.toasts.shown
    assert toast is not None
    (label,) = toast.findChildren(PlainLabel)
    assert label.height() < 2 * label.fontMetrics().height()


def test_escape_dismisses_a_toast(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.shell.show_toast("Note deleted")
    qtbot.keyClick(opened.shell.rail.buttons["home"], Qt.Key.Key_Escape)
    assert opened.shell.toasts.shown is None


def test_alt_shows_the_menu_bar_with_every_command_and_escape_hides_it(opened: Opened, qtbot: QtBot) -> None:
    command(opened.home, "own", "Do it here", lambda: None, ("Ctrl+D",), "screen")
    opened.show(qtbot)
    bar = opened.shell.menu_bar
    assert not bar.isVisible()
    qtbot.keyClick(opened.shell.rail.buttons["home"], Qt.Key.Key_Alt)
    assert bar.isVisible()
    words = [action.text() for menu in bar.actions() if menu.menu() for action in menu.menu().actions()]
    assert "Do it here" in words
    assert "Show the keys of this screen" in words
    qtbot.keyClick(bar, Qt.Key.Key_Escape)


def test_alt_with_another_key_shows_no_menu_bar(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    rail = opened.shell.rail.buttons["home"]
    qtbot.keyPress(rail, Qt.Key.Key_Alt)
    qtbot.keyPress(rail, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(rail, Qt.Key.Key_Alt)
    assert not opened.shell.menu_bar.isVisible()


def test_a_command_of_a_hidden_screen_does_nothing(opened: Opened, qtbot: QtBot) -> None:
    ran: list[str] = []
    command(opened.home, "own", "Do it here", lambda: ran.append("home"), ("Ctrl+D",))
    opened.show(qtbot)
    qtbot.keyClick(opened.shell, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    opened.shell.navigator.go("assessment", "Hollin Bank")
    qtbot.keyClick(opened.shell, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["home"]


def test_alt_and_a_figure_go_to_a_place(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    qtbot.keyClick(opened.shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert ("sync", "") in opened.pages


def test_no_two_commands_share_a_key(opened: Opened) -> None:
    keys = [key.toString() for action in opened.shell.commands.all() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert keys


def test_lock_without_a_passphrase_says_why_nothing_is_locked(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    asked: list[bool] = []
    opened.shell.lock_wanted.connect(lambda: asked.append(True))
    qtbot.keyClick(opened.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert opened.shell.announcer.said[-1].startswith("Nothing was locked: your work has no passphrase.")
    opened.shell.lockable = True
    qtbot.keyClick(opened.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]


def test_the_palette_finds_and_runs_a_command(opened: Opened, qtbot: QtBot) -> None:
    ran: list[bool] = []
    command(opened.home, "own", "Flag to come back", lambda: ran.append(True), ("Ctrl+D",))
    opened.show(qtbot)
    opened.shell.search.open()
    palette = opened.shell.findChild(Palette)
    assert palette is not None
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "come back")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == [True]
    assert opened.home.field.hasFocus()


def test_the_palette_says_when_nothing_matches(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.shell.search.open()
    palette = opened.shell.findChild(Palette)
    assert palette is not None
    qtbot.keyClicks(palette.field, "culturre")
    assert palette._nothing.text() == "Nothing matches \u201cculturre\u201d."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrow_keys_move_in_the_results_while_typing(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.shell.search.open()
    palette = opened.shell.findChild(Palette)
    assert palette is not None
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette._results.currentIndex().row() == 1
    assert palette.field.hasFocus()


def test_matches_that_begin_with_the_text_come_first() -> None:
    def hit(words: str) -> Hit:
        return Hit(words, "Visits", "", lambda: None)

    found = matching([hit("Marsh Bank"), hit("Bank Lane"), hit("Aire Valley")], "bank")
    assert [one.words for one in found] == ["Bank Lane", "Marsh Bank"]


def test_the_key_list_fits_a_low_window_with_large_text(opened: Opened, qtbot: QtBot, theme: Theme) -> None:
    for at in range(30):
        command(opened.home, f"own-{at}", f"Command {at}", lambda: None, (f"Ctrl+Shift+F{at + 1}",))
    opened.show(qtbot, 960, 600)
    opened.shell.open_key_list()
    keys = opened.shell.findChild(KeyList)
    assert keys is not None
    area, close = keys.findChild(QScrollArea), keys.findChild(QPushButton)
    assert area is not None
    assert close is not None
    assert area.geometry().bottom() < close.geometry().top()
    assert close.geometry().bottom() < keys._box.height()


def test_f1_lists_the_keys_that_work_here(opened: Opened, qtbot: QtBot) -> None:
    command(opened.home, "own", "Flag to come back", lambda: None, ("Ctrl+D",))
    opened.show(qtbot)
    qtbot.keyClick(opened.shell, Qt.Key.Key_F1)
    keys = opened.shell.findChild(KeyList)
    assert keys is not None
    words = [label.text() for label in keys.findChildren(QLabel)]
    assert "Flag to come back" in words
    assert "Ctrl D" in words


def test_a_cover_hides_everything_and_takes_its_keys(opened: Opened, qtbot: QtBot) -> None:
    ran: list[bool] = []
    command(opened.home, "own", "Do it", lambda: ran.append(True), ("Ctrl+D",))
    opened.show(qtbot)
    cover = QTextEdit()
    opened.shell.cover(cover)
    assert cover.geometry() == opened.shell.rect()
    cover.setFocus()
    qtbot.keyClick(cover, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert opened.shell.findChild(Palette) is None
    qtbot.keyClick(opened.shell, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == []
    opened.shell.cover(None)
    qtbot.keyClick(opened.shell, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == [True]


def names_in(thing: QAccessibleInterface) -> list[str]:
    inner = [name for at in range(thing.childCount()) for name in names_in(thing.child(at))]
    return [thing.text(QAccessible.Text.Name), *inner]


def test_a_cover_leaves_nothing_of_the_page_to_be_read(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.shell.go("assessment", "Hollin Bank")
    page = opened.pages["assessment", "Hollin Bank"]
    page.last.setFocus()
    opened.shell.show_toast("Hollin Bank is loaded.")
    opened.shell.open_key_list()
    opened.shell.cover(QTextEdit())
    qtbot.waitUntil(lambda: opened.shell.findChild(KeyList) is None)
    page.title = "Hollin Bank again"
    page.title_changed.emit()
    opened.shell.show_toast("Hollin Bank is judged.")
    assert opened.shell.windowTitle() == "Assay, locked"
    read = names_in(QAccessible.queryAccessibleInterface(opened.shell))
    assert not [name for name in read if "Hollin" in name or "Button" in name]
    assert not page.isVisible()
    opened.shell.cover(None)
    assert opened.shell.windowTitle() == "Hollin Bank again \u2013 Assay"
    assert opened.shell.focusWidget() is page.last


def test_closing_lets_every_screen_hand_over_its_texts(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.shell.navigator.go("assessment", "Hollin Bank")
    before = opened.home.left_times
    with qtbot.waitSignal(opened.shell.closing):
        opened.shell.close()
    assert opened.home.left_times == before + 1
    assert opened.pages["assessment", "Hollin Bank"].left_times == 1


def closing_over(opened: Opened, qtbot: QtBot, texts: list[str]) -> UnsavedQuestion:
    opened.home.texts, opened.home.why_not_saved = texts, "This computer has no space left."
    opened.show(qtbot)
    opened.shell.close()
    qtbot.waitUntil(lambda: opened.shell.findChild(UnsavedQuestion) is not None)
    question = opened.shell.findChild(UnsavedQuestion)
    assert isinstance(question, UnsavedQuestion)
    return question


def test_closing_over_words_that_are_not_saved_asks_and_keeps_the_window_by_itself(
    opened: Opened, qtbot: QtBot
) -> None:
    question = closing_over(opened, qtbot, ["precious", "words"])
    assert opened.shell.isVisible()
    assert opened.home.tried_again == 1
    assert opened.shell.focusWidget() is question.keep
    question.copy.click()
    assert QGuiApplication.clipboard().text() == "precious\n\nwords"
    qtbot.keyClick(question.keep, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.shell.findChild(UnsavedQuestion) is None)
    assert opened.shell.isVisible()


def test_a_person_may_close_over_words_that_are_not_saved(opened: Opened, qtbot: QtBot) -> None:
    question = closing_over(opened, qtbot, ["precious"])
    with qtbot.waitSignal(opened.shell.closing):
        question.close_anyway.click()
    assert not opened.shell.isVisible()


def test_the_window_closes_by_itself_once_the_last_words_are_stored(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.home.texts, opened.home.saving = ["on its way"], True
    opened.shell.close()
    assert opened.shell.isVisible()
    opened.home.texts = []
    qtbot.waitUntil(lambda: not opened.shell.isVisible())


def test_words_behind_a_lock_cannot_be_copied_by_closing(opened: Opened, qtbot: QtBot) -> None:
    opened.shell.cover(QTextEdit())
    assert closing_over(opened, qtbot, ["precious"]).copy.isHidden()


def test_a_screen_with_words_that_are_not_saved_is_not_put_away(opened: Opened) -> None:
    opened.home.texts = ["precious"]
    for number in range(KEPT + 2):
        opened.shell.navigator.go("assessment", str(number))
    assert opened.home in [frame.content for frame in opened.shell.navigator.frames]


def test_a_closed_screen_is_freed(opened: Opened, qtbot: QtBot) -> None:
    opened.show(qtbot)
    opened.shell.navigator.go("assessment", "Hollin Bank")
    gone: list[bool] = []
    opened.pages["assessment", "Hollin Bank"].destroyed.connect(lambda *_: gone.append(True))
    opened.shell.navigator.go("home")
    opened.shell.navigator.forget("assessment", "Hollin Bank")
    qtbot.waitUntil(lambda: bool(gone))


@pytest.mark.parametrize(
    ("width", "height", "percent"), [(1366, 768, 100), (960, 600, 100), (1366, 768, 150), (1366, 768, 200)]
)
def test_nothing_of_the_frame_is_cut_off_small_or_nameless(
    theme: Theme, qtbot: QtBot, width: int, height: int, percent: int
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    opened = Opened(theme, qtbot)
    opened.show(qtbot, width, height)
    assert complaints(opened.shell) == []


def test_a_screen_that_is_stale_is_built_anew_in_its_place(opened: Opened) -> None:
    opened.shell.navigator.go("assessment", "Hollin Bank")
    before = opened.pages["assessment", "Hollin Bank"]
    before.stale.emit()
    assert opened.pages["assessment", "Hollin Bank"] is not before
    assert opened.shell.navigator.here == Stop("assessment", "Hollin Bank")
