"""The register of awards: what waits comes first, issuing asks before it acts, withdrawing takes a reason and a
second person; all by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.lines import AwardState
from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Question, Sheet
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.awards.issuing import IssueSheet
from assessor_app.ui.screens.awards.screen import AwardsScreen
from assessor_app.ui.screens.awards.withdrawing import WithdrawSheet
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.audit import complaints
from tests.ui.office_sample import AWARDS, SCHOOL, FakeAwards, FakeLetters, FakeRenewals, award, office


@pytest.fixture
def awards() -> FakeAwards:
    return FakeAwards()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, worker: Worker, awards: FakeAwards, window: QMainWindow) -> AwardsScreen:
    made = AwardsScreen(theme, worker, office(office_awards=awards))
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made.register.list.current != "")
    return made


def words_of(screen: AwardsScreen) -> str:
    shown = screen.register.page.findChildren(Paragraph)
    return "\n".join(each.words() for each in shown if not each.isHidden())


def sheet_of(qtbot: QtBot, screen: AwardsScreen, kind: type[Sheet]) -> Sheet:
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(kind)))
    return screen.window().findChildren(kind)[-1]


def go_to(screen: AwardsScreen, name: str) -> None:
    screen.register.choose(f"v-{name}")


def test_what_waits_comes_first_under_its_heading_and_the_title_counts(screen: AwardsScreen) -> None:
    titles = [line.title for line in screen.register.list.lines.rows]
    assert titles == [
        "To do", SCHOOL, "Aire Valley Academy", "In force", "Marsh Lane Primary School", "Ended", "Northgate School",
    ]  # fmt: skip
    assert screen.context_line == "1 in force, 1 to issue"
    spoken = screen.register.list.lines.rows[1].spoken
    assert spoken.startswith(f"{SCHOOL}, To issue, PD Quality Mark, Silver")


def test_nothing_is_cut_off_too_small_or_nameless(qtbot: QtBot, screen: AwardsScreen) -> None:
    qtbot.waitUntil(screen.register.preview.paper.isVisible)
    assert complaints(screen) == []


def test_the_list_is_searched_and_filtered(qtbot: QtBot, screen: AwardsScreen) -> None:
    qtbot.keyClicks(screen.register.search, "marsh")
    assert [line.title for line in screen.register.list.lines.rows] == ["In force", "Marsh Lane Primary School"]
    qtbot.keyClicks(screen.register.search, "zz")
    assert not screen.register.list.isVisible()


def test_issuing_names_school_and_consequence_and_a_wrong_passphrase_changes_nothing(
    qtbot: QtBot, screen: AwardsScreen, awards: FakeAwards, tmp_path: Path
) -> None:
    screen.register.press_primary()
    sheet = sheet_of(qtbot, screen, IssueSheet)
    assert isinstance(sheet, IssueSheet)
    said = " ".join(label.text() for label in sheet.findChildren(PlainLabel))
    assert f"Issue Silver to {SCHOOL}?" in said
    assert "starts on 22 November 2026 and ends on 21 November 2029. The certificate number cannot" in said
    sheet.target.setText(str(tmp_path))
    qtbot.waitUntil(sheet.passphrase.hasFocus)
    qtbot.keyClicks(sheet.passphrase, "wrong")
    qtbot.keyClick(sheet.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet._secret.error != "")
    assert awards.done == []
    sheet.passphrase.setText("right")
    with qtbot.waitSignal(screen.toast_requested) as told:
        qtbot.keyClick(sheet.passphrase, Qt.Key.Key_Return)
    assert "2 files are in" in told.args[0]
    assert awards.done == [("issue", f"v-{SCHOOL}", "PDQM-2026-0001", str(tmp_path))]
    qtbot.waitUntil(lambda: screen.context_line == "2 in force")
    chosen = next(line for line in screen.register.list.lines.rows if line.key == screen.register.list.current)
    assert chosen.title == SCHOOL, "what was issued stays on show"


def test_files_that_are_saved_again_are_not_told_as_another_award(
    qtbot: QtBot, screen: AwardsScreen, tmp_path: Path
) -> None:
    go_to(screen, "Marsh Lane Primary School")
    (again,) = [each for each in screen.register.page.findChildren(Button) if each.text() == "Save its files again"]
    again.click()
    sheet = sheet_of(qtbot, screen, IssueSheet)
    assert isinstance(sheet, IssueSheet)
    sheet.target.setText(str(tmp_path))
    sheet.passphrase.setText("right")
    with qtbot.waitSignal(screen.toast_requested) as told:
        sheet.start()
    assert "is saved again. 2 files are in" in told.args[0]


def test_an_award_needs_a_folder_and_its_issuing_is_seen_to_its_end(
    qtbot: QtBot, screen: AwardsScreen, awards: FakeAwards, tmp_path: Path
) -> None:
    screen.register.press_primary()
    sheet = sheet_of(qtbot, screen, IssueSheet)
    assert isinstance(sheet, IssueSheet)
    sheet.passphrase.setText("right")
    sheet.target.clear()
    sheet.start()
    assert sheet._where.error == "Choose where its files go."
    sheet.target.setText(str(tmp_path))
    with qtbot.waitSignal(screen.toast_requested) as told:
        sheet.start()
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert "is issued" in told.args[0]
    assert [deed[3] for deed in awards.done] == [str(tmp_path)]


def test_the_key_does_nothing_to_an_award_that_a_search_has_taken_off_the_page(
    qtbot: QtBot, screen: AwardsScreen
) -> None:
    qtbot.keyClicks(screen.register.search, "zz")
    screen.press_primary()
    screen.register.search.clear()
    screen.press_primary()
    sheet_of(qtbot, screen, IssueSheet)
    assert len(screen.window().findChildren(IssueSheet)) == 1


def test_where_the_offices_key_is_not_nothing_can_be_issued(
    qtbot: QtBot, theme: Theme, worker: Worker, awards: FakeAwards, window: QMainWindow
) -> None:
    awards.signs_here = False
    made = AwardsScreen(theme, worker, office(office_awards=awards))
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made.register.list.current != "")
    assert made.register.primary is None
    labels = [label.text() for label in made.register.page.findChildren(PlainLabel)]
    assert "Awards are issued where the office's key is. It is not in this profile." in labels


def test_asking_to_withdraw_needs_a_reason_and_a_typed_one_is_kept(
    qtbot: QtBot, screen: AwardsScreen, awards: FakeAwards
) -> None:
    go_to(screen, "Marsh Lane Primary School")
    assert screen.register.withdraw_button is not None
    screen.register.withdraw_button.click()
    sheet = sheet_of(qtbot, screen, WithdrawSheet)
    assert isinstance(sheet, WithdrawSheet)
    sheet.start()
    assert sheet._why.error == "Say why the award is withdrawn."
    qtbot.keyClicks(sheet.reason, "The school has closed")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert screen.unsaved_texts() == ["The school has closed"]
    qtbot.waitUntil(lambda: not screen.window().findChildren(WithdrawSheet))
    screen.register.withdraw_button.click()
    again = sheet_of(qtbot, screen, WithdrawSheet)
    assert isinstance(again, WithdrawSheet)
    assert again.reason.toPlainText() == "The school has closed"
    with qtbot.waitSignal(screen.toast_requested) as told:
        again.go.click()
    assert "a second administrator must agree" in told.args[0]
    assert awards.done == [("withdraw", "a-Marsh Lane Primary School", "The school has closed", None)]
    assert screen.unsaved_texts() == []


def test_the_second_person_agrees_and_signs_the_register_in_the_same_step(
    qtbot: QtBot, screen: AwardsScreen, awards: FakeAwards
) -> None:
    awards.passphrase = True
    go_to(screen, "Aire Valley Academy")
    qtbot.waitUntil(lambda: "Sunita Patel asked to withdraw it" in words_of(screen))
    screen.register.press_primary()
    sheet = sheet_of(qtbot, screen, WithdrawSheet)
    assert isinstance(sheet, WithdrawSheet)
    assert not sheet.reason.isVisible()
    sheet.start()
    assert sheet._secret.error == "Type the passphrase of the office's key."
    qtbot.keyClicks(sheet.passphrase, "right")
    with qtbot.waitSignal(screen.toast_requested) as told:
        qtbot.keyClick(sheet.passphrase, Qt.Key.Key_Return)
    assert "the signed register says so" in told.args[0]
    assert awards.done == [("withdraw", "a-Aire Valley Academy", "", "right")]


def test_a_register_that_cannot_be_read_is_told_with_a_way_to_try_again(
    qtbot: QtBot, theme: Theme, worker: Worker, window: QMainWindow
) -> None:
    awards = FakeAwards(error=Refused("The register was changed by somebody. Nothing was shown.", "bad-signature"))
    made = AwardsScreen(theme, worker, office(office_awards=awards))
    window.setCentralWidget(made)
    with qtbot.waitSignal(made.banner_requested) as told:
        pass
    assert told.args[0].button == "Try again"
    shown = [label.text() for label in made.findChildren(PlainLabel) if label.isVisibleTo(made)]
    assert "This list could not be read" in shown
    assert "No award yet" not in shown
    told.args[0].run()
    qtbot.waitUntil(lambda: made.register.list.current != "")


def test_renewals_are_listed_by_month_and_letters_written_for_chosen_schools(
    qtbot: QtBot, theme: Theme, worker: Worker, awards: FakeAwards, window: QMainWindow, tmp_path: Path
) -> None:
    letters = FakeLetters()
    asking = Asking(folder=lambda _parent, _title, _start, _kinds: tmp_path)
    made = AwardsScreen(theme, worker, office(office_awards=awards, renewal_letters=letters), "", asking)
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made.renewals.list.lines.rows != ())
    made.show_tab("renewals")
    view = made.renewals
    titles = [line.title for line in view.list.lines.rows]
    assert titles == ["November 2029", "Aire Valley Academy", "Marsh Lane Primary School", "Northgate School"]
    assert view.summary.text() == "3 awards end in the next 90 days. No renewal has begun for any of them."
    assert not made.write_button.isEnabled()
    view.list.choose("a-Marsh Lane Primary School")
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert made.write_button.text() == "Write to 1 school"
    assert view.list.lines.rows[2].ticked
    assert complaints(made) == []
    with qtbot.waitSignal(made.toast_requested) as told:
        made.write_button.click()
    assert told.args[0] == f"1 letter in {tmp_path}. Nothing is sent by itself."
    assert letters.written == ["v-Marsh Lane Primary School"]
    qtbot.waitUntil(lambda: made.write_button.text() == "Write to 0 schools")


def test_a_renewal_is_begun_from_here_after_a_question(
    qtbot: QtBot, theme: Theme, worker: Worker, awards: FakeAwards, window: QMainWindow
) -> None:
    renewals = FakeRenewals(awards)
    made = AwardsScreen(theme, worker, office(office_awards=awards, renewals=renewals))
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made.renewals.list.lines.rows != ())
    made.show_tab("renewals")
    made.renewals.list.choose("a-Marsh Lane Primary School")
    made.press_primary()
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)))
    question = window.findChildren(Question)[-1]
    said = " ".join(label.text() for label in question.findChildren(PlainLabel))
    assert "Begin the renewal of Marsh Lane Primary School?" in said
    question.agreed.emit()
    qtbot.waitUntil(lambda: renewals.begun == [("v-Marsh Lane Primary School", "renewal")])
    qtbot.waitUntil(lambda: made.renewals.primary is not None and made.renewals.primary.text() == "Open the new visit")
    with qtbot.waitSignal(made.go_requested) as gone:
        made.press_primary()
    assert gone.args == ["assessment", "v-next"]


@pytest.mark.parametrize("can_rise", [True, False])
def test_a_higher_award_is_offered_only_where_there_is_one(
    qtbot: QtBot, theme: Theme, worker: Worker, window: QMainWindow, can_rise: bool
) -> None:
    held = award("Marsh Lane Primary School", AwardState.HOLDS, can_rise=can_rise)
    made = AwardsScreen(theme, worker, office(office_awards=FakeAwards((held,))), "")
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made.renewals.list.lines.rows != ())
    made.show_tab("renewals")
    made.renewals.filter.choose("every")
    qtbot.waitUntil(lambda: made.renewals.primary is not None)
    words = [button.text() for button in made.renewals.page.findChildren(Button)]
    assert ("Apply early for a higher award" in words) is can_rise


def test_an_empty_register_says_what_comes_first(
    qtbot: QtBot, theme: Theme, worker: Worker, window: QMainWindow
) -> None:
    made = AwardsScreen(theme, worker, office(office_awards=FakeAwards(lines=())))
    window.setCentralWidget(made)
    button = made.register.to_panels
    qtbot.waitUntil(button.isVisible)
    assert button.mapTo(made, button.rect().bottomLeft()).y() < made.height() / 2  # one piece, not spread over the page
    made.focus_first()
    assert window.focusWidget() is button
    with qtbot.waitSignal(made.go_requested) as gone:
        made.register.to_panels.click()
    assert gone.args == ["panels", ""]


def test_an_assessor_is_told_whose_place_this_is(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    made = AwardsScreen(theme, worker, office(Role.ASSESSOR, office_awards=FakeAwards()))
    qtbot.addWidget(made)
    said = [label.text() for label in made.findChildren(PlainLabel)]
    assert "Awards are for administrators" in said
    assert len(AWARDS) == 4


def tight(qtbot: QtBot, screen: AwardsScreen, window: QMainWindow) -> ScreenFrame:
    """As little room as a small screen with large text leaves, in the frame that the window has."""
    window.takeCentralWidget()
    frame = ScreenFrame(screen._theme, screen)
    window.setCentralWidget(frame)
    frame.show()
    screen.show()
    window.resize(500, 480)
    qtbot.waitUntil(lambda: screen.register.list.isVisible() and not screen.register.page.isVisible())
    return frame


def test_where_only_one_has_room_the_list_is_whole_and_enter_turns_to_the_page(
    qtbot: QtBot, screen: AwardsScreen, window: QMainWindow
) -> None:
    tight(qtbot, screen, window)
    register = screen.register
    assert register.list.height() > window.height() / 2
    assert complaints(screen) == []
    qtbot.keyClick(register.list, Qt.Key.Key_Return)
    assert register.page.isVisible()
    assert not register.list.isVisible()
    assert window.focusWidget() is register.primary
    assert complaints(screen) == []


def test_the_list_comes_back_by_its_command_by_its_button_and_for_a_search(
    qtbot: QtBot, screen: AwardsScreen, window: QMainWindow
) -> None:
    frame = tight(qtbot, screen, window)
    register, back = screen.register, screen.register._panes.strip.back
    frame.toggle_nav()
    assert window.focusWidget() is back
    for way in (frame.toggle_nav, back.click, screen._find):
        way()
        assert register.list.isVisible()
        assert not register.page.isVisible()
        frame.toggle_nav()
        assert register.page.isVisible()


def test_a_click_on_a_row_turns_to_its_page_and_more_room_shows_both(
    qtbot: QtBot, screen: AwardsScreen, window: QMainWindow
) -> None:
    tight(qtbot, screen, window)
    register = screen.register
    place = register.list.visualRect(register.list.lines.index(4, 0)).center()
    qtbot.mouseClick(register.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert register.page.isVisible()
    assert register.list.current == register.list.lines.rows[4].key
    window.resize(1280, 720)
    qtbot.waitUntil(register.list.isVisible)
    assert register.page.isVisible()
    assert not register._panes.strip.isVisible()


def test_what_was_asked_for_is_shown_at_once_where_only_one_has_room(
    qtbot: QtBot, screen: AwardsScreen, window: QMainWindow
) -> None:
    tight(qtbot, screen, window)
    go_to(screen, "Aire Valley Academy")
    assert screen.register.page.isVisible()
