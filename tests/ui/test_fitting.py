"""Long words, large text and small windows: everything wraps or moves, and nothing ends in dots."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.domain.award.outlook import AspectOutlook
from assessor_app.settings import Settings
from assessor_app.ui.kit.check_card import CheckCard
from assessor_app.ui.kit.outlook_pane import AspectRow
from assessor_app.ui.palette import Hit, Palette
from assessor_app.ui.rail import RailItem
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.visit.note_chips import NoteChips
from assessor_app.ui.screens.visit.note_rows import NoteLine
from assessor_app.ui.screens.visit_list import VisitList
from assessor_app.ui.screens.visit_plan import Group
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from tests.ui.assessment_sample import scheme
from tests.ui.audit import complaints
from tests.ui.visits_sample import HOLLIN, TODAY

LONG = "The Collegiate Church of England Voluntary Aided Academy of Saint Botolph and All Saints"


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    theme.apply(Settings(theme="light", text_percent=200))
    yield theme
    theme.apply(Settings(theme="light"))


@pytest.mark.parametrize(("width", "percent"), [(960, 100), (960, 150), (1366, 200)])
def test_the_header_gives_up_words_of_the_search_before_those_of_the_title(
    qtbot: QtBot, theme: Theme, width: int, percent: int
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    shell, page = Shell(theme, "Amara Okafor", (RailItem("home", "Home", "house"),), "Assay"), Screen()
    page.title, page.context_line = "Hollin Bank Community School", "PD Quality Mark, visit today"
    page.tabs, page.tab = (("strands", "Strands"), ("effective", "Effective practice")), "effective"
    shell.navigator.register("home", lambda _argument: page)
    shell.navigator.go("home")
    qtbot.addWidget(shell)
    shell.resize(width, 600)
    with qtbot.waitExposed(shell):
        shell.show()
    header = shell.header
    assert complaints(shell) == []
    assert header.title.width() >= header.title.sizeHint().width() or header.title.wordWrap()
    assert header.saved.accessibleName()
    assert header.search.accessibleName()


def height(view: QListView, row: int = 0) -> int:
    index = view.model().index(row, 0)
    return view.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height()


def test_a_visit_takes_another_line_when_its_second_does_not_fit(qtbot: QtBot, large: Theme) -> None:
    visits = VisitList(large, "Visits", lambda: TODAY)
    qtbot.addWidget(visits)
    visits.show_groups([(Group.LATER, [replace(HOLLIN, institution=LONG, visit_on=date(2030, 1, 1))])])
    visits.resize(1200, 300)
    visits.show()
    wide = height(visits, 1)
    visits.resize(560, 300)
    assert height(visits, 1) > wide
    assert visits.minimumHeight() >= sum(height(visits, row) for row in range(2))


def test_the_marks_of_a_note_go_on_below(large: Theme) -> None:
    note = Note("n1", "Words", NoteKind.STRENGTH, "", "the lead for professional development")
    line = NoteLine(note, "09:10", suggestion="Evaluating impact: strategy and policy", guess="x")
    chips = NoteChips(large)
    assert chips.lines(line, note, 3000) == 1
    assert chips.lines(line, note, 500) > 1


def test_a_result_of_the_search_shows_all_its_words(qtbot: QtBot, large: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(960, 600)
    window.show()
    short, long = Hit("Home", "Go", "Alt 1", print), Hit(LONG, "Visits", "PD Quality Mark, verification visit", print)
    palette = Palette(large, window, [short, long])
    palette.open()
    results = palette._results
    assert height(results, 1) > height(results, 0)
    assert results.geometry().bottom() <= palette._box.height()


def test_a_card_and_an_aspect_are_as_high_as_their_words(large: Theme) -> None:
    card = CheckCard(large, "Assess and advise", f"Visits, judgements, reports. {LONG}")
    assert card.heightForWidth(300) > card.heightForWidth(1600)
    row = AspectRow(large, scheme())
    aspect = scheme().aspects[0].id
    seen = AspectOutlook(aspect, LONG, 0, 3, 4, "Fully and consistently met by everybody", (None,) * 4)
    row.show_aspect(seen)
    assert row.heightForWidth(500) > row.heightForWidth(4000)
