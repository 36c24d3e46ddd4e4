"""Progress: the stages as they stand, what is missing in words, and what is recorded from here."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.cycle.cycle import NO_CYCLE, Advice, Cycle, FormEntry, Interest, RecordedFact, SignedCommitment
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.errors import Refused
from assessor_app.schemes.loading import load_scheme
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.progress.tab import ProgressTab
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import ME, FakeCycle, FakeJudging, assessment

MARK = load_scheme(Path(__file__).parents[1] / "services" / "marks" / "bridge" / "1.0.yaml")
CYCLE = Cycle(
    facts=(RecordedFact("enquiry-received", Actor.OFFICE, True, "2026-09-01"),),
    interests=(Interest("P-OTHER", "Dilys Price", "2026-09-02", conflict=False),),
    advice=(Advice("a1", "Ask the students too", "people.voice", (), "2026-10-01", "P-OTHER", "Dilys Price"),),
    entries=(FormEntry("groups", "r1", 1, {"group": "A", "baseline": "41"}),),
)


class Bench:
    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, cycle: Cycle) -> None:
        value = replace(assessment(), strands=(), cycle=cycle, ledgers=(), reports=())
        now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.opened = OpenAssessment(value, MARK, ME, FakeJudging(), outlook, lambda: now)
        self.cycle = FakeCycle()
        self.said: list[str] = []
        self.opened.said.connect(self.said.append)
        self.tab = ProgressTab(theme, worker, self.opened, self.cycle, frozenset({Role.ASSESSOR}))
        qtbot.addWidget(self.tab)
        self.tab.resize(700, 700)
        self.tab.show()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, worker: Worker) -> Bench:
    return Bench(qtbot, theme, worker, CYCLE)


def test_the_stages_say_where_each_stands(bench: Bench) -> None:
    names = [row.accessibleName() for row in bench.tab.tracker.rows]
    assert names[:3] == [
        "Expression of interest, done, done",
        "Fee, open, not recorded",
        "Consultant assigned, open, not recorded",
    ]
    assert any(name == "Ready, now, now: consultant (you)" for name in names)


def test_ending_a_stage_asks_the_service_and_reads_again(qtbot: QtBot, bench: Bench) -> None:
    assert bench.tab.advance_button is not None
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.tab.advance_button.click()
    assert bench.cycle.asked == [("advance",)]


def test_an_earlier_stage_that_was_left_open_is_ended_by_name_and_by_key(qtbot: QtBot, bench: Bench) -> None:
    owner = Screen()
    commands = {each.objectName(): each for each in bench.tab.commands(owner)}
    titles = {each.accessibleName() for each in bench.tab.earlier.buttons.values()}
    assert "End \u201cFee\u201d" not in titles  # the office's
    assert titles
    commands["end-earlier-stage"].trigger()
    stage, button = next(iter(bench.tab.earlier.buttons.items()))
    assert bench.tab.focusWidget() is button
    with qtbot.waitSignal(bench.opened.reload_wanted):
        button.click()
    assert bench.cycle.asked == [("advance", stage)]


def test_nothing_is_offered_where_no_stage_was_left_open(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    bench = Bench(qtbot, theme, worker, NO_CYCLE)
    assert not bench.tab.earlier.isVisible()
    owner = Screen()
    commands = {each.objectName(): each for each in bench.tab.commands(owner)}
    commands["end-earlier-stage"].trigger()
    assert bench.said == ["No earlier stage was left open."]


def test_what_is_refused_is_said_and_nothing_is_read_again(qtbot: QtBot, bench: Bench) -> None:
    bench.cycle.error = Refused("The fee is still to be paid.", "gate")
    bench.tab.advance()
    qtbot.waitUntil(lambda: bench.said == ["The fee is still to be paid."])


def test_advice_is_kept_and_stays_in_the_box_when_it_is_not(qtbot: QtBot, bench: Bench) -> None:
    bench.tab.advice.box.setPlainText("Show the minutes")
    bench.cycle.error = Refused("The visit is over.", "after-visit")
    bench.tab.advise()
    qtbot.waitUntil(lambda: bool(bench.said))
    assert bench.tab.unsaved_texts() == ["Show the minutes"]
    bench.cycle.error = None
    bench.tab.advise()
    qtbot.waitUntil(lambda: bench.tab.unsaved_texts() == [])
    assert ("advise", "Show the minutes") in bench.cycle.asked


def test_a_row_is_changed_in_a_sheet_that_stays_open_while_it_does_not_fit(qtbot: QtBot, bench: Bench) -> None:
    card = bench.tab.form_cards[0]
    sheet = bench.tab.keeping.edit_row(card.form, CYCLE.entries[0])
    assert sheet.values() == {"group": "A", "baseline": "41", "latest": ""}
    sheet.inputs["latest"].setText("many")
    bench.cycle.error = Refused("takes a number", "answer")
    sheet.primary()
    qtbot.waitUntil(lambda: not sheet.error.isHidden())
    bench.cycle.error = None
    sheet.inputs["latest"].setText("58")
    with qtbot.waitSignal(sheet.closed):
        sheet.primary()
    assert bench.cycle.asked == [("change", "groups", "r1", {"group": "A", "baseline": "41", "latest": "58"})]


def test_the_buttons_of_a_row_keep_their_place_below_it_in_a_low_window(qtbot: QtBot, bench: Bench) -> None:
    plan = next(form for form in MARK.forms if form.id == "plan")
    bench.tab.resize(640, 320)
    sheet = bench.tab.keeping.edit_row(plan, None)
    page = sheet.findChild(ScrollingPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.geometry().bottom() < sheet.keep.geometry().top())
    assert sheet.keep.mapTo(bench.tab, sheet.keep.rect().bottomLeft()).y() < 320


def test_what_was_typed_into_a_row_outlives_its_sheet_until_it_is_kept_or_unwanted(qtbot: QtBot, bench: Bench) -> None:
    form = bench.tab.form_cards[0].form
    sheet = bench.tab.keeping.edit_row(form, None)
    qtbot.keyClicks(sheet.inputs["group"], "B")
    assert bench.tab.unsaved_texts() == ["B"]
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    again = bench.tab.keeping.edit_row(form, None)
    assert again.values()["group"] == "B"
    again.findChildren(Button)[0].click()
    assert bench.tab.unsaved_texts() == []
    assert bench.tab.keeping.edit_row(form, None).values()["group"] == ""
    assert bench.cycle.asked == []


def test_a_row_is_added_once_however_often_the_key_is_pressed_and_even_when_a_lock_closes_the_sheet(
    qtbot: QtBot, bench: Bench
) -> None:
    sheet = bench.tab.keeping.edit_row(bench.tab.form_cards[0].form, None)
    sheet.inputs["group"].setText("B")
    with qtbot.waitSignal(bench.opened.reload_wanted):
        sheet.primary()
        qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        assert sheet.isVisible()
        sheet.close_sheet()
        QCoreApplication.sendPostedEvents(sheet, QEvent.Type.DeferredDelete)
    assert bench.cycle.asked == [("add", "groups", {"group": "B"})]
    assert bench.tab.unsaved_texts() == []


def test_a_declared_conflict_is_shown_again_after_the_next_change(bench: Bench) -> None:
    bench.tab.interests.reason.setText("My sister")
    assert bench.tab.unsaved_texts() == ["My sister"]
    declared = Interest(ME, "Amara Okafor", "2026-11-22", conflict=True, reason="My sister teaches here")
    for day in ("2026-11-22", "2026-11-23"):
        cycle = replace(CYCLE, interests=(replace(declared, declared_on=day),))
        bench.opened.replace_value(replace(bench.opened.value, cycle=cycle))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert bench.tab.unsaved_texts() == []


def test_a_text_being_typed_survives_what_comes_in(bench: Bench) -> None:
    bench.tab.advice.box.setPlainText("Show the")
    bench.opened.replace_value(replace(bench.opened.value, cycle=Cycle()))
    assert bench.tab.advice.text() == "Show the"
    assert bench.tab.advice.isVisible()


def test_facts_are_recorded_by_whoever_may_and_told_to_the_others(qtbot: QtBot, bench: Bench) -> None:
    assert set(bench.tab.facts.controls) >= {"training-attended", "route-taken"}
    assert "fee-paid" not in bench.tab.facts.controls  # the office's
    trained = bench.tab.facts.controls["training-attended"]
    assert isinstance(trained, Segmented)
    with qtbot.waitSignal(bench.opened.reload_wanted):
        trained.choose("yes")
        trained.chosen.emit("yes")
    with qtbot.waitSignal(bench.opened.reload_wanted):
        trained.chosen.emit("no")
    assert bench.cycle.asked == [("record", "training-attended", True), ("record", "training-attended", None)]


def test_a_choice_is_recorded_when_it_is_kept(qtbot: QtBot, bench: Bench) -> None:
    route = bench.tab.facts.controls["route-taken"]
    assert isinstance(route, QComboBox)
    route.setCurrentText("teaching")
    keep = next(
        each for each in bench.tab.facts.findChildren(Button) if each.accessibleName().startswith("Keep: Route")
    )
    with qtbot.waitSignal(bench.opened.reload_wanted):
        keep.click()
    assert bench.cycle.asked == [("record", "route-taken", "teaching")]


def test_a_fact_that_is_refused_is_shown_as_it_was(qtbot: QtBot, bench: Bench) -> None:
    bench.cycle.error = Refused("It takes another role.", "role")
    trained = bench.tab.facts.controls["training-attended"]
    assert isinstance(trained, Segmented)
    trained.choose("yes")
    trained.chosen.emit("yes")
    qtbot.waitUntil(lambda: bench.said == ["It takes another role."])
    again = bench.tab.facts.controls["training-attended"]
    assert isinstance(again, Segmented)
    assert again.current == "no"
    assert bench.tab.facts.lines["training-attended"].error.words() == "It takes another role."


def test_what_was_typed_for_a_fact_stays_when_it_is_refused_with_the_reason_beside_it(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.cycle.error = Refused("That choice is not there.", "choice")
    route = bench.tab.facts.controls["route-taken"]
    assert isinstance(route, QComboBox)
    route.setCurrentText("teaching")
    keep = next(
        each for each in bench.tab.facts.findChildren(Button) if each.accessibleName().startswith("Keep: Route")
    )
    keep.click()
    qtbot.waitUntil(lambda: bench.said == ["That choice is not there."])
    bench.opened.replace_value(replace(bench.opened.value, reference="read again"))
    line = bench.tab.facts.lines["route-taken"]
    again = line.control
    assert isinstance(again, QComboBox)
    assert again.currentText() == "teaching"
    qtbot.waitUntil(line.error.isVisible)
    assert line.error.words() == "That choice is not there."
    assert bench.tab.unsaved_texts() == ["teaching"]
    bench.cycle.error = None
    with qtbot.waitSignal(bench.opened.reload_wanted):
        line.recorded.emit("teaching")
    assert bench.tab.facts.typed() == {}


def test_a_commitment_is_signed_by_somebody_named(qtbot: QtBot, bench: Bench) -> None:
    bench.tab.commitments.names["sharing"].setText("Principal")
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.tab.commitments.names["sharing"].returnPressed.emit()
    assert bench.cycle.asked == [("sign", "sharing", "Principal")]
    signed = replace(CYCLE, commitments=(SignedCommitment("sharing", "2026-11-20", "Principal"),))
    bench.opened.replace_value(replace(bench.opened.value, cycle=signed))
    assert bench.tab.commitments.names == {}


def test_a_conflict_of_interest_can_be_declared_with_its_reason(qtbot: QtBot, bench: Bench) -> None:
    bench.tab.interests.reason.setText("My sister teaches here")
    button = next(each for each in bench.tab.interests.findChildren(Button) if each.text() == "Declare this conflict")
    with qtbot.waitSignal(bench.opened.reload_wanted):
        button.click()
    assert bench.cycle.asked == [("declare", True, "My sister teaches here")]


def test_the_action_plan_does_not_stand_on_this_page(bench: Bench) -> None:
    assert [card.form.id for card in bench.tab.form_cards] == ["groups"]


def test_a_day_is_typed_as_people_write_it_and_kept_as_the_record_has_it(bench: Bench) -> None:
    plan = next(form for form in MARK.forms if form.id == "plan")
    sheet = bench.tab.keeping.edit_row(plan, FormEntry("plan", "r1", 1, {"due": "2026-11-22"}))
    assert sheet.inputs["due"].text() == "22 Nov 2026"
    sheet.inputs["due"].setText("1/12/2026")
    assert sheet.values()["due"] == "2026-12-01"
    sheet.inputs["due"].setText("soon")
    assert sheet.values()["due"] == "soon"
