"""The search finds what lies inside visits, and leads there."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.ui.finding import Found, found_in, hits_of
from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.navigation import Navigator
from assessor_app.ui.palette import Hit, Palette, elsewhere_hits, matching
from assessor_app.ui.screens.assessment import AssessmentScreen
from assessor_app.ui.screens.history.tab import HistoryTab
from assessor_app.ui.searching import Searching
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, NOW, FakeWorkplace, assessment, scheme


def words(kind: str, found: tuple[Found, ...]) -> list[str]:
    return [one.words for one in found if one.kind == kind]


def all_hits() -> list[Hit]:
    return hits_of(found_in(assessment(), scheme()), lambda _found: None)


def test_strands_notes_evidence_and_people_of_a_visit_are_found() -> None:
    value = assessment()
    found = found_in(value, scheme())
    assert "Culture" in words("strand", found)
    assert words("note", found) == [" ".join(note.text.split())[:120] for note in value.notes]
    assert len(words("evidence", found)) == len(value.evidence)
    assert value.lead_name in words("person", found)


@pytest.mark.parametrize(("sign", "kind"), [("#", "strand"), ("@", "person"), (">", "command")])
def test_a_sign_leaves_one_kind(sign: str, kind: str) -> None:
    hits = [*all_hits(), Hit("Lock now", "Commands", "", lambda: None, kind="command")]
    found = matching(hits, sign)
    assert found
    assert {hit.kind for hit in found} == {kind}


def test_what_lies_inside_visits_waits_for_the_first_letter() -> None:
    assert matching(all_hits(), "") == []
    assert matching(all_hits(), "cult")[0].words == "Culture"


def shown(qtbot: QtBot, theme: Theme, worker: Worker, workplace: FakeWorkplace) -> AssessmentScreen:
    screen = AssessmentScreen(theme, worker, workplace, "a1", lambda: NOW)
    qtbot.addWidget(screen)
    return screen


def test_what_was_found_is_shown_even_before_the_visit_is_read(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    screen = shown(qtbot, theme, worker, FakeWorkplace())
    screen.show_place("strand", CULTURE)
    qtbot.waitUntil(lambda: screen.opened is not None)
    assert screen._pages["strands"].strand == CULTURE  # type: ignore[attr-defined]
    screen.show_place("evidence", "e3")
    assert screen.tab == "evidence"
    screen.show_place("person", "leaders")
    assert screen.tab == "debrief"


def test_commands_of_sub_pages_not_on_show_are_found_and_go_there(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    navigator = Navigator(theme)
    screen = AssessmentScreen(theme, worker, FakeWorkplace(), "a1", lambda: NOW)
    navigator.register("assessment", lambda _argument: screen)
    frame: ScreenFrame = navigator.go("assessment", "a1")
    qtbot.addWidget(frame)
    qtbot.waitUntil(lambda: any(isinstance(page, HistoryTab) for page in screen._pages.all_built()))
    hits = {hit.words: hit for hit in elsewhere_hits(navigator, "Commands")}
    assert hits["Finish debrief"].detail == "Debrief"
    hits["Finish debrief"].run()
    assert screen.tab == "debrief"


def test_other_visits_are_read_behind_and_come_in_without_moving_what_is_chosen(
    qtbot: QtBot, theme: Theme, worker: Worker
) -> None:
    workplace = FakeWorkplace()
    there: Assessment = replace(workplace.visits.value, id="a2")
    workplace.visits.value = there
    went: list[Found] = []
    searching = Searching(worker, went.append)
    window = QWidget()
    qtbot.addWidget(window)
    palette = Palette(theme, window, [Hit("Culture week", "Visits", "", lambda: None)])
    searching.found.connect(palette.add_hits)
    palette.field.setText("culture")
    assert searching.hits(workplace, ["a2"], ()) == []  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(palette._model.rows) > 1)
    assert palette._model.rows[palette._results.currentIndex().row()].words == "Culture week"
    known = searching.hits(workplace, ["a2"], ())  # type: ignore[arg-type]
    next(hit for hit in known if hit.words == "Culture").run()
    assert (went[0].visit, went[0].words) == ("a2", "Culture")
    searching.forget()
    assert searching.hits(workplace, ["a2"], ()) == []  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not searching._reading)
