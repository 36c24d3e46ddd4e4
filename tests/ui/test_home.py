"""Home answers "what now?" from summaries alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import AssessmentSummary, Stage
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.scheme.edition import EveryAspect, Outcome
from assessor_app.settings import Settings
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.rail import RailItem
from assessor_app.ui.screens.home import HomeContext, HomeScreen
from assessor_app.ui.screens.side_cards import ComputerFacts, NeedRow
from assessor_app.ui.screens.visit_list import VisitList
from assessor_app.ui.screens.visit_plan import Group, NeedKind, overview, plan
from assessor_app.ui.screens.visit_words import chip_of, need_words
from assessor_app.ui.screens.visits import VisitsScreen
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from tests.ui.audit import complaints
from tests.ui.visits_sample import AIRE, HOLLIN, MARSH, ME, NORTH, OSWIN, THORN, TODAY, VISITS, visit

ALL_WAYS = frozenset(("load-workbook", "sync", "assessment"))
SILVER = Outlook(
    Outcome("silver", "Silver", EveryAspect(3, "enhancing")),
    None,
    (),
    (),
    15,
    16,
    "Silver now",
    "1 strand short of Gold",
    "",
    "",
    "",
)


def make(theme: Theme, visits: tuple[AssessmentSummary, ...] = VISITS, ways: frozenset[str] = ALL_WAYS) -> HomeScreen:
    return HomeScreen(theme, HomeContext(ME, lambda: TODAY, ways), visits)


@pytest.fixture
def home(theme: Theme, qtbot: QtBot) -> HomeScreen:
    screen = make(theme)
    qtbot.addWidget(screen)
    screen.resize(1290, 715)
    screen.show()
    return screen


def test_next_is_today_and_the_rest_is_in_sections() -> None:
    made = plan(VISITS, TODAY, ME)
    assert made.next is HOLLIN
    assert made.groups == (
        (Group.THIS_WEEK, (MARSH, AIRE)),
        (Group.LATER, (NORTH, OSWIN)),
        (Group.WITH_OTHERS, (THORN,)),
    )


def test_without_a_visit_today_the_nearest_to_come_is_next() -> None:
    assert plan((MARSH, OSWIN, NORTH), TODAY, ME).next is NORTH


def test_in_order_the_next_visit_stands_first_and_none_twice() -> None:
    ordered = plan(VISITS, TODAY).in_order
    assert ordered[0] == plan(VISITS, TODAY).next
    assert sorted(one.id for one in ordered) == sorted(one.id for one in VISITS)


def test_without_one_to_come_the_latest_unfinished_is_next() -> None:
    earlier = visit("Old", date(2024, 10, 1), 2)
    assert plan((earlier, MARSH), TODAY, ME).next is MARSH


def test_signed_and_other_people_s_visits_are_never_next() -> None:
    signed = visit("Done", TODAY, 16, stage=Stage.SIGNED)
    assert plan((signed, THORN), TODAY, ME).next is None


def test_a_visit_without_a_date_is_kept_apart() -> None:
    undated = visit("Somewhere", None)
    assert plan((HOLLIN, undated), TODAY, ME).groups == ((Group.UNDATED, (undated,)),)


def test_the_week_ends_on_sunday() -> None:
    sunday, monday = visit("Sunday", date(2024, 11, 17)), visit("Monday", date(2024, 11, 18))
    assert plan((HOLLIN, sunday, monday), TODAY, ME).groups == ((Group.THIS_WEEK, (sunday,)), (Group.LATER, (monday,)))


def test_a_judged_visit_needs_its_report_signed_and_an_open_one_needs_judging() -> None:
    late = visit("Late", date(2024, 11, 12), 14)
    needs = plan((late, MARSH, NORTH), TODAY, ME).needs
    assert [(need.kind, need.visit) for need in needs] == [(NeedKind.JUDGE, late), (NeedKind.SIGN, MARSH)]
    assert need_words(needs[0]) == ("Judge the last 2 for Late", "The visit was on 12 Nov")


def test_what_is_due_of_an_award_needs_the_person() -> None:
    said = "The award lapsed on 1 November 2026."
    lapsed = replace(visit("Lapsed", date(2023, 11, 2), 16, stage=Stage.SIGNED), due=(said,))
    (need,) = plan((lapsed,), TODAY, ME).needs
    assert need.kind is NeedKind.DUE
    assert need_words(need) == ("See to the award of Lapsed", said)


def test_at_most_five_needs_are_shown() -> None:
    many = tuple(visit(f"School {at}", date(2024, 11, 1), 3) for at in range(9))
    assert len(plan(many, TODAY, ME).needs) == 5


@pytest.mark.parametrize(
    ("which", "group", "words"),
    [
        (HOLLIN, Group.THIS_WEEK, "Visit today"),
        (MARSH, Group.THIS_WEEK, "Sign report"),
        (AIRE, Group.THIS_WEEK, "Visit on Friday"),
        (NORTH, Group.LATER, "Reading evidence"),
        (THORN, Group.WITH_OTHERS, "With David Llewellyn"),
    ],
)
def test_the_chip_says_what_happens_next(which: AssessmentSummary, group: Group, words: str) -> None:
    assert chip_of(which, TODAY, group)[0] == words


def test_the_card_shows_when_where_and_how_far(home: HomeScreen) -> None:
    card = home.up_next
    assert card.when.words == "Today"
    assert card.name.text() == "Hollin Bank Community School"
    assert card.judged.text() == "15 of 16 judged"
    assert card.button.text() == "Continue visit"
    assert not card.outlook.isVisible()


def test_the_outlook_comes_when_it_is_known(home: HomeScreen) -> None:
    home.show_outlook(AIRE.id, SILVER)
    assert not home.up_next.outlook.isVisible()
    home.show_outlook(HOLLIN.id, SILVER)
    assert home.up_next.outlook.isVisible()
    assert home.up_next.outlook.accessibleName() == "Silver now, 1 strand short of Gold"


def test_the_outlook_stays_hidden_until_asked(theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Settings(theme="light", hide_outlook=True))
    home = make(theme)
    qtbot.addWidget(home)
    home.show()
    home.show_outlook(HOLLIN.id, SILVER)
    badge = home.up_next.outlook
    assert badge.accessibleName() == "Outlook hidden"
    qtbot.mouseClick(badge._eye, Qt.MouseButton.LeftButton)
    assert badge.accessibleName() == "Silver now, 1 strand short of Gold"


def test_there_is_exactly_one_filled_button(home: HomeScreen) -> None:
    filled = [b.text() for b in home.findChildren(QPushButton) if b.property("kind") == "primary" and b.isVisible()]
    assert filled == ["Continue visit"]


def test_rows_are_read_out_whole(home: HomeScreen) -> None:
    found = QAccessible.queryAccessibleInterface(home.list)
    assert found.text(QAccessible.Text.Name) == "Your visits"
    model = home.list.visits
    spoken = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == [
        "This week, 2",
        "Marsh Lane Primary School, PD Quality Mark \u00b7 verification, Wednesday 13 Nov, Sign report, "
        "16 of 16 judged",
        "Aire Valley Nursery, PD Quality Mark \u00b7 verification, Friday 15 Nov, Visit on Friday, Not started",
    ]


def test_arrows_skip_headings_and_enter_opens(home: HomeScreen, qtbot: QtBot) -> None:
    home.focus_first()
    assert home.list.currentIndex().data() == MARSH.institution
    for _ in range(2):
        qtbot.keyClick(home.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(home.go_requested) as told:
        qtbot.keyClick(home.list, Qt.Key.Key_Return)
    assert told.args == ["assessment", NORTH.id]


def test_typing_letters_jumps(home: HomeScreen, qtbot: QtBot) -> None:
    home.focus_first()
    qtbot.keyClicks(home.list, "tho")
    assert home.list.currentIndex().data() == THORN.institution


def test_a_click_on_a_row_opens_it_and_on_a_heading_nothing(home: HomeScreen, qtbot: QtBot) -> None:
    opened: list[str] = []
    home.go_requested.connect(lambda _place, argument: opened.append(argument))
    for row in (0, 1):
        where = home.list.visualRect(home.list.visits.index(row, 0)).center()
        qtbot.mouseClick(home.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    assert opened == [MARSH.id]


def test_control_enter_opens_the_next_visit(home: HomeScreen, qtbot: QtBot) -> None:
    home.activateWindow()
    qtbot.waitUntil(home.isActiveWindow)
    with qtbot.waitSignal(home.go_requested) as told:
        qtbot.keyClick(home, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["assessment", HOLLIN.id]


def test_what_needs_the_person_is_one_press_away(home: HomeScreen, qtbot: QtBot) -> None:
    rows = home.findChildren(NeedRow)
    assert [row.accessibleName() for row in rows] == [
        "Sign the report for Marsh Lane Primary School. Everything is judged"
    ]
    with qtbot.waitSignal(home.go_requested) as told:
        qtbot.keyClick(rows[0], Qt.Key.Key_Space)
    assert told.args == ["assessment", MARSH.id]


def test_when_nothing_waits_it_says_so(theme: Theme, qtbot: QtBot) -> None:
    home = make(theme, (NORTH,))
    qtbot.addWidget(home)
    words = [label.text() for label in home.needs.findChildren(QLabel)]
    assert "Nothing needs you." in words
    assert "Next visit: Thursday 21 Nov" in words


def test_the_list_stays_where_it_was_after_a_refresh(home: HomeScreen) -> None:
    home.list.setCurrentIndex(home.list.visits.index(home.list.visits.row_of(OSWIN.id), 0))
    home.show_visits((visit("New", date(2024, 11, 15)), *VISITS))
    assert home.list.currentIndex().data() == OSWIN.institution


def test_without_visits_it_says_why_and_offers_the_ways_in(theme: Theme, qtbot: QtBot) -> None:
    home = make(theme, ())
    qtbot.addWidget(home)
    home.resize(1290, 715)
    home.show()
    words = [b.text() for b in home.findChildren(QPushButton) if b.isVisible()]
    assert words == ["Load workbook", "Import bundle", "Create bundle", "Import bundle"]
    assert not home.up_next.isVisible()
    assert not home.list.isVisible()


def test_without_visits_the_keyboard_is_on_the_first_way_in(theme: Theme, qtbot: QtBot) -> None:
    home = make(theme, ())
    qtbot.addWidget(home)
    home.show()
    home.focus_first()
    focused = home.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Load workbook"


def test_no_button_leads_nowhere(theme: Theme, qtbot: QtBot) -> None:
    home = make(theme, VISITS, frozenset(("assessment",)))
    qtbot.addWidget(home)
    home.show()
    assert [b.text() for b in home.findChildren(QPushButton) if b.isVisible()] == ["Continue visit"]


@pytest.mark.parametrize(
    ("unshared", "words"),
    [(12, "12 changes not shared yet"), (1, "1 change not shared yet"), (0, "Everything is shared")],
)
def test_it_says_what_is_not_shared(home: HomeScreen, unshared: int, words: str) -> None:
    home.show_facts(ComputerFacts(datetime.now().astimezone(), unshared))
    assert words in [label.text() for label in home.computer.findChildren(QLabel) if label.isVisible()]


def test_what_is_not_known_is_not_said(home: HomeScreen) -> None:
    home.show_facts(ComputerFacts())
    words = [label.text() for label in home.computer.findChildren(QLabel) if label.isVisible()]
    assert words == ["Your work is saved here", "Encrypted on this computer"]


def test_visits_can_be_filtered(theme: Theme, qtbot: QtBot) -> None:
    screen = VisitsScreen(theme, overview(VISITS, TODAY, ME), lambda: TODAY)
    qtbot.addWidget(screen)
    screen.filter.setText("lane prim")
    assert [row for row in screen.list.visits.rows if not isinstance(row, tuple)] == [MARSH]
    screen.filter.setText("zzz")
    assert screen._nothing.text() == "No visit matches \u201czzz\u201d."


def in_shell(theme: Theme, qtbot: QtBot, size: tuple[int, int]) -> Shell:
    items = (RailItem("home", "Home", "house"), RailItem("settings", "Settings", "settings", True))
    shell = Shell(theme, ME, items, "Assay")
    qtbot.addWidget(shell)
    home = make(theme)
    shell.navigator.register("home", lambda _argument: home)
    shell.navigator.go("home")
    home.show_outlook(HOLLIN.id, SILVER)
    home.show_facts(ComputerFacts(datetime.now().astimezone(), 12))
    shell.resize(*size)
    shell.show()
    return shell


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize(
    ("size", "percent"),
    [((1366, 768), 100), ((1366, 688), 100), ((960, 600), 100), ((1366, 768), 150), ((1366, 768), 200)],
)
def test_nothing_on_home_is_cut_off_small_or_nameless(
    theme: Theme, qtbot: QtBot, name: str, size: tuple[int, int], percent: int
) -> None:
    theme.apply(Settings(theme=name, text_percent=percent))
    assert complaints(in_shell(theme, qtbot, size)) == []


def test_text_size_and_theme_change_while_home_is_shown(theme: Theme, qtbot: QtBot) -> None:
    shell = in_shell(theme, qtbot, (1366, 768))
    theme.apply(Settings(theme="dark", text_percent=150))
    qtbot.waitUntil(lambda: complaints(shell) == [])


def test_summaries_are_all_it_needs(theme: Theme, qtbot: QtBot) -> None:
    many = tuple(visit(f"School {at}", date(2025, 1, 1), at % 17) for at in range(100))
    home = make(theme, many)
    qtbot.addWidget(home)
    assert home.list.visits.left_out == 59
    assert len(home.list.visits.rows) == 41
    assert home.list.height() >= 40 * theme.px(56)


@pytest.mark.parametrize(("size", "percent"), [((960, 600), 100), ((1366, 768), 150)])
def test_home_begins_at_its_top_and_then_follows_the_keyboard(
    theme: Theme, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    shell = in_shell(theme, qtbot, size)
    shell.activateWindow()
    frame = shell.navigator.frame
    assert frame is not None
    page = frame._page
    assert isinstance(page, QScrollArea)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    frame.show_top()
    assert page.verticalScrollBar().value() == 0
    listed = shell.findChild(VisitList)
    assert listed is not None
    listed.setFocus()
    qtbot.waitUntil(listed.hasFocus)
    qtbot.keyClick(listed, Qt.Key.Key_End)
    row = listed.visualRect(listed.currentIndex())
    assert page.viewport().rect().contains(listed.mapTo(page.viewport(), row.center()))


def test_of_a_section_with_thousands_the_nearest_are_listed_and_the_others_are_found_by_typing(
    theme: Theme, qtbot: QtBot
) -> None:
    past = [visit(f"Old School {at:05}", TODAY - timedelta(days=at + 10), 0) for at in range(3_000)]
    coming = [visit(f"New School {at:05}", TODAY + timedelta(days=at + 10), 0) for at in range(150)]
    screen = VisitsScreen(theme, overview([*past, *coming], TODAY, ME), lambda: TODAY)
    qtbot.addWidget(screen)
    rows = screen.list.visits.rows
    names = [row.institution for row in rows if not isinstance(row, tuple)]
    assert [row for row in rows if isinstance(row, tuple)] == [(Group.EARLIER, 3_000), (Group.LATER, 150)]
    assert names[:1] + names[-1:] == ["Old School 00024", "New School 00039"]
    assert "Old School 00000" in names
    assert screen.more.text() == "3085 more visits. Type a name above to find one."
    screen.filter.setText("old school 02999")
    assert [row.institution for row in screen.list.visits.rows if not isinstance(row, tuple)] == ["Old School 02999"]
    assert screen.more.isHidden()
    home = make(theme, (*past, *coming))
    qtbot.addWidget(home)
    assert home.more.text().endswith("more visits. Find them under Visits.")


def test_an_administrator_without_visits_is_told_of_bundles_first(theme: Theme, qtbot: QtBot) -> None:
    screen = HomeScreen(theme, HomeContext(ME, lambda: TODAY, ALL_WAYS, in_office=True), ())
    qtbot.addWidget(screen)
    said = " ".join(label.text() for label in screen.findChildren(PlainLabel))
    assert "Import the bundles that assessors send you" in said
    assert "your administrator" not in said
    first = screen._ways_in[0]
    assert (first.text(), first.kind) == ("Import bundle", "primary")
    with qtbot.waitSignal(screen.go_requested) as gone:
        first.click()
    assert gone.args == ["sync/import", ""]
