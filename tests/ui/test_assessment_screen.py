"""The screen of one assessment: reads in the background, shows its tabs, and says honestly how saving stands."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.cycle.cycle import Cycle, PlanItem
from assessor_app.domain.second.working_copy import working_copy
from assessor_app.errors import Refused, Unavailable
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.screen import Notice, NoticeKind, Save, SaveState
from assessor_app.ui.screens.assessment import AssessmentScreen
from assessor_app.ui.screens.debrief.tab import DebriefTab
from assessor_app.ui.screens.evidence.pages import EvidencePages
from assessor_app.ui.screens.progress.tab import ProgressTab
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.visit.sheets import NoteSheet
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, NOW, FakeVisits, FakeWorkplace, assessment, person, scheme, signed
from tests.ui.second_sample import both


class Opened:
    """A screen in its frame, with everything it told the window."""

    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, workplace: FakeWorkplace) -> None:
        self.workplace = workplace
        self.notices: list[Notice | str] = []
        self.toasts: list[str] = []
        self.saves: list[SaveState] = []
        self.places: list[tuple[str, str]] = []
        self.screen = AssessmentScreen(theme, worker, workplace, "a1", lambda: NOW)
        self.screen.banner_requested.connect(self.notices.append)
        self.screen.toast_requested.connect(lambda words, _undo: self.toasts.append(words))
        self.screen.save_state_changed.connect(self.saves.append)
        self.screen.go_requested.connect(lambda place, argument: self.places.append((place, argument)))
        self.frame = ScreenFrame(theme, self.screen)
        qtbot.addWidget(self.frame)
        self.frame.resize(1290, 715)
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        qtbot.waitUntil(lambda: self.screen.opened is not None)

    @property
    def strands(self) -> WorkspaceTab:
        page = self.screen._pages["strands"]
        assert isinstance(page, WorkspaceTab)
        return page

    def banners(self) -> list[Notice]:
        return [notice for notice in self.notices if isinstance(notice, Notice)]


@pytest.fixture
def open_screen(qtbot: QtBot, theme: Theme, worker: Worker) -> Callable[[FakeWorkplace], Opened]:
    return lambda workplace: Opened(qtbot, theme, worker, workplace)


def test_sub_pages_are_built_one_at_a_time_and_the_one_wanted_first(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    screen = AssessmentScreen(theme, worker, FakeWorkplace(), "a1", lambda: NOW)
    qtbot.addWidget(screen)
    screen.show_tab("debrief")
    built: list[tuple[Tab, ...]] = []
    screen.title_changed.connect(lambda: built.append(screen._pages.all_built()))
    qtbot.waitUntil(lambda: bool(built))
    assert built[0] == ()
    assert screen.tab == "debrief"
    assert [type(page) for page in screen._pages.all_built()] == [DebriefTab]
    qtbot.waitUntil(lambda: len(screen._pages.all_built()) == len(screen.tabs))


def test_a_closed_visit_leaves_no_widget(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    before = set(QApplication.allWidgets())
    frame = ScreenFrame(theme, screen := AssessmentScreen(theme, worker, FakeWorkplace(), "a1", lambda: NOW))
    frame.show()
    qtbot.waitUntil(lambda: screen.opened is not None and len(screen._pages.all_built()) == len(screen.tabs))
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.allWidgets() if widget not in before and not widget.parent()]
    assert [type(widget).__name__ for widget in left] == []


def test_sub_pages_keep_their_panes_where_they_are(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    pane = opened.strands.list.parentWidget()
    opened.screen.show_tab("history")
    assert (opened.strands.list.parentWidget(), opened.strands.list.isHidden()) == (pane, True)
    opened.screen.show_tab("strands")
    assert opened.strands.list.isVisible()


def test_it_says_where_it_is_and_offers_what_works(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    assert opened.screen.title == "Hollin Bank Community School"
    assert opened.screen.context_line == "PD Quality Mark · visit today"
    assert [words for _, words in opened.screen.tabs] == [
        "Strands",
        "Visit",
        "Evidence",
        "Debrief",
        "Report",
        "Progress",
        "History",
    ]


def test_each_tab_lends_its_own_panes(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    assert opened.screen.footer is opened.strands.foot
    opened.screen.show_tab("history")
    assert (opened.screen.nav, opened.screen.footer) == (None, None)
    assert opened.screen.context is opened.screen._pages["history"].context


def test_commands_of_a_hidden_tab_rest(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    opened.screen.show_tab("debrief")
    live = {action.objectName() for action in opened.screen.actions() if action.isEnabled()}
    assert live == {
        "finish-debrief",
        "present",
        "note-anywhere",
        "visit-mode",
        "evidence-or-plan",
        "mark-welsh",
        "advice",
    }


def test_one_key_goes_to_the_action_plan_from_any_page_and_back_to_its_evidence(
    open_screen: Callable[[FakeWorkplace], Opened],
) -> None:
    last = PlanItem("i1", "P1", CULTURE, "Ask the students")
    opened = open_screen(FakeWorkplace(visits=FakeVisits(replace(assessment(), cycle=Cycle(plan=(last,))))))
    key = next(action for action in opened.screen.actions() if action.objectName() == "evidence-or-plan")
    for tab in ("strands", "debrief"):
        opened.screen.show_tab(tab)
        assert key.isEnabled()
        key.trigger()
        page = opened.screen._pages["evidence"]
        assert isinstance(page, EvidencePages)
        assert (opened.screen.tab, page.shows_plan) == ("evidence", True)
    key.trigger()
    assert (opened.screen.tab, page.shows_plan) == ("evidence", False)


def test_advice_is_found_by_its_name_from_any_page(
    qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]
) -> None:
    opened = open_screen(FakeWorkplace())
    action = next(action for action in opened.screen.actions() if "Advice" in action.text())
    action.trigger()
    page = opened.screen._pages["progress"]
    assert isinstance(page, ProgressTab)
    assert opened.screen.tab == "progress"
    qtbot.waitUntil(page.advice.box.hasFocus)


def test_a_mark_without_an_action_plan_says_so(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    next(action for action in opened.screen.actions() if action.objectName() == "evidence-or-plan").trigger()
    assert (opened.screen.tab, opened.toasts) == ("strands", ["This mark has no action plan."])


def test_a_failed_read_says_so_and_can_be_tried_again(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    class Broken(FakeWorkplace):
        pass

    workplace = Broken()
    working, workplace.visits.open = workplace.visits.open, _refuse  # type: ignore[method-assign]
    notices: list[Notice] = []
    screen = AssessmentScreen(theme, worker, workplace, "a1", lambda: NOW)
    qtbot.addWidget(screen)
    screen.banner_requested.connect(notices.append)
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].title == "This visit file is damaged."
    workplace.visits.open = working  # type: ignore[method-assign]
    assert notices[0].run is not None
    notices[0].run()
    qtbot.waitUntil(lambda: screen.opened is not None)


def _refuse(_assessment: str) -> None:
    raise Refused("This visit file is damaged. Use the copy.", "damaged")


def test_evidence_named_in_a_strand_opens_in_the_viewer(
    qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]
) -> None:
    opened = open_screen(FakeWorkplace())
    opened.strands.evidence_wanted.emit("e3")
    assert opened.screen.tab == "evidence"
    page = opened.screen._pages["evidence"]
    assert isinstance(page, EvidencePages)
    assert page.pieces.shown == "e3"


def test_a_note_is_added_and_read_back(qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    opened.strands.go_to(CULTURE)
    before = len(opened.workplace.visits.value.notes)
    opened.strands.outlook.notes.note_kept.emit("Seen in Year 4", "strength")
    screen = opened.screen
    qtbot.waitUntil(lambda: screen.opened is not None and len(screen.opened.value.notes) == before + 1)


def test_a_full_disk_is_said_with_a_way_to_keep_the_words(
    qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]
) -> None:
    opened = open_screen(FakeWorkplace())
    opened.workplace.judging.error = Unavailable("This computer has no space left.", "full")
    box = opened.strands.page.texts.boxes["reason"].box
    opened.strands.go_to(CULTURE)
    box.setFocus()
    box.setPlainText("precious words")
    opened.screen.leave()
    qtbot.waitUntil(lambda: any(notice.id == "not-saved" for notice in opened.banners()))
    notice = next(notice for notice in opened.banners() if notice.id == "not-saved")
    assert notice.kind is NoticeKind.DANGER
    assert opened.saves[-1].save is Save.FAILED
    assert notice.run is not None
    notice.run()
    assert QGuiApplication.clipboard().text() == "precious words"
    opened.workplace.judging.error = None
    assert opened.screen.opened is not None
    opened.screen.opened.autosave.retry()
    qtbot.waitUntil(lambda: opened.notices[-1] == "not-saved")
    assert opened.saves[-1].save is Save.SAVED


def test_signed_work_says_who_signed_and_makes_the_next_version(
    qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]
) -> None:
    workplace = FakeWorkplace()
    workplace.visits.value = signed(assessment())
    opened = open_screen(workplace)
    notice = next(notice for notice in opened.banners() if notice.id == "signed")
    assert notice.title == "This report is signed."
    assert notice.sentence.startswith("Signed by Amara Okafor on 23 Nov at ")
    assert notice.button == "Make version 2"
    assert opened.saves[-1].save is Save.READ_ONLY
    workplace.visits.value = assessment()
    assert notice.run is not None
    notice.run()
    screen = opened.screen
    qtbot.waitUntil(lambda: screen.opened is not None and screen.opened.editable)
    assert ("begin_version",) in workplace.reporting.calls
    assert opened.saves[-1].save is not Save.READ_ONLY
    assert opened.notices[-1] == "signed"


def test_in_a_profile_that_cannot_be_written_nothing_can_be_changed(
    open_screen: Callable[[FakeWorkplace], Opened],
) -> None:
    opened = open_screen(FakeWorkplace(read_only=True))
    assert opened.screen.opened is not None
    assert not opened.screen.opened.editable
    assert "signed" not in {notice.id for notice in opened.banners()}


def test_a_banner_of_this_screen_leaves_with_it(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    workplace = FakeWorkplace()
    workplace.visits.value = signed(assessment())
    opened = open_screen(workplace)
    opened.frame.hide()
    assert "signed" in opened.notices
    opened.frame.show()
    assert isinstance(opened.notices[-1], Notice)


def test_undo_is_said(qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    assert opened.screen.opened is not None
    opened.screen.opened.undo()
    qtbot.waitUntil(lambda: opened.toasts == ["There is nothing to undo."])


def test_the_signed_report_leads_to_a_bundle(open_screen: Callable[[FakeWorkplace], Opened]) -> None:
    opened = open_screen(FakeWorkplace())
    opened.screen._pages["report"].bundle_wanted.emit()  # type: ignore[attr-defined]
    assert opened.places == [("sync", "a1")]


def test_a_note_from_another_page_keeps_the_place(open_screen: Callable[[FakeWorkplace], Opened], qtbot: QtBot) -> None:
    opened = open_screen(FakeWorkplace())
    opened.screen.show_tab("history")
    opened.screen.open_note()
    sheet = opened.frame.findChild(NoteSheet)
    assert sheet is not None
    sheet.box.text.insertPlainText("Heard in the corridor")
    sheet.box.keep()
    qtbot.waitUntil(lambda: any(note.text == "Heard in the corridor" for note in opened.screen.opened.value.notes))
    sheet.close_sheet()
    assert opened.screen.tab == "history"


def test_what_came_after_the_seal_is_said_to_be_late_and_stands_last(
    open_screen: Callable[[FakeWorkplace], Opened], qtbot: QtBot
) -> None:
    workplace = FakeWorkplace()
    sealed = workplace.visit_day.ledger.seal("a1")
    covers = frozenset(cover for cover in sealed.covers if not cover.startswith("e2"))
    workplace.visits.value = replace(assessment(), ledgers=(replace(sealed, covers=covers),))
    opened = open_screen(workplace)
    opened.screen.show_tab("evidence")
    page = opened.screen._pages["evidence"]
    assert isinstance(page, EvidencePages)
    assert page.pieces.table.lines.rows[-1].details.startswith("After the visit")
    assert sum("After the visit" in line.details for line in page.pieces.table.lines.rows) == 1


def test_a_lead_who_marks_alone_is_led_to_both_marks_once_the_last_strand_is_judged(
    qtbot: QtBot, open_screen: Callable[[FakeWorkplace], Opened]
) -> None:
    value = both()
    unjudged = tuple(replace(each, judgements=()) if each.strand == CULTURE else each for each in value.strands)
    workplace = FakeWorkplace()
    workplace.visits.value = working_copy(scheme(), replace(value, strands=unjudged), person())
    opened = open_screen(workplace)
    first = next(notice for notice in opened.banners() if notice.id == "second-mark")
    assert (first.button, "David Llewellyn has marked too." in first.title) == ("", True)
    workplace.visits.value = value
    assert opened.screen.opened is not None
    opened.screen.opened.judge(CULTURE, "enhancing")
    qtbot.waitUntil(lambda: opened.banners()[-1].button == "Compare and agree")
