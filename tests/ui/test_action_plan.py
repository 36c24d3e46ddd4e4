"""The action plan beside the evidence: this one, and what became of the last."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.cycle.cycle import NO_CYCLE, Cycle, FormEntry, PlanItem
from assessor_app.errors import Refused
from assessor_app.schemes.loading import load_scheme
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.evidence.pages import EvidencePages
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import ME, FakeCycle, FakeJudging, FakeWorkplace, assessment

MARK = load_scheme(Path(__file__).parents[1] / "services" / "marks" / "bridge" / "1.0.yaml")
ROW = {"strand": "people.voice", "text": "Ask more often", "due": "2027-01-31"}
LAST = PlanItem("i1", "P1", "people.voice", "Ask the students", "Principal", "2026-06-01", "They answer")


class Bench:
    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, cycle: Cycle, mark: object = MARK) -> None:
        value = replace(assessment(), strands=(), cycle=cycle, ledgers=(), reports=())
        now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.opened = OpenAssessment(value, mark, ME, FakeJudging(), outlook, lambda: now)  # type: ignore[arg-type]
        self.cycle = FakeCycle()
        self.said: list[str] = []
        self.opened.said.connect(self.said.append)
        self.pages = EvidencePages(theme, worker, self.opened, FakeWorkplace(cycle=self.cycle))
        qtbot.addWidget(self.pages)
        self.pages.resize(900, 700)
        self.pages.show()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, worker: Worker) -> Bench:
    bench = Bench(qtbot, theme, worker, Cycle(entries=(FormEntry("plan", "r1", 1, ROW),), plan=(LAST,)))
    bench.pages.turn()
    return bench


def words_on(widget: object) -> str:
    return "\n".join(each.words() for each in widget.findChildren(Paragraph) if not each.isHidden())  # type: ignore[attr-defined]


def test_the_plan_stands_beside_the_evidence_with_its_rows(bench: Bench) -> None:
    assert bench.pages.plan.isVisible()
    told = words_on(bench.pages.plan)
    assert "Ask more often" in told
    assert "By when: 31 Jan 2027" in told
    bench.pages.turn()
    assert bench.pages.pieces.isVisible()


def test_a_mark_without_a_plan_shows_only_evidence(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    bench = Bench(qtbot, theme, worker, NO_CYCLE, replace(MARK, forms=()))
    bench.pages.turn()
    assert bench.pages.pieces.isVisible()
    assert not bench.pages.choice.isVisible()


def test_what_became_of_an_item_is_kept_when_its_box_is_left(qtbot: QtBot, bench: Bench) -> None:
    box = bench.pages.plan.items["i1"].boxes["impact"]
    box.box.setPlainText("Three in four answered")
    assert bench.pages.unsaved_texts() == ["Three in four answered"]
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.pages.leave()
    assert bench.cycle.asked == [("tell", "i1", "impact", "Three in four answered")]
    stored = replace(LAST, impact="Three in four answered")
    bench.opened.replace_value(replace(bench.opened.value, cycle=Cycle(plan=(stored,))))
    assert bench.pages.unsaved_texts() == []


def test_words_are_sent_once_when_box_and_page_are_left_together(qtbot: QtBot, bench: Bench) -> None:
    box = bench.pages.plan.items["i1"].boxes["impact"]
    box.box.setPlainText("Three in four answered")
    with qtbot.waitSignal(bench.opened.reload_wanted):
        box.left.emit()
        bench.pages.leave()
    assert bench.cycle.asked == [("tell", "i1", "impact", "Three in four answered")]
    box.box.setPlainText("Four in four answered")
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.pages.leave()
    assert len(bench.cycle.asked) == 2


def test_what_was_refused_is_sent_again(qtbot: QtBot, bench: Bench) -> None:
    box = bench.pages.plan.items["i1"].boxes["half_way"]
    box.box.setPlainText("Half done")
    bench.cycle.error = Refused("The disk is full.", "full")
    bench.pages.leave()
    qtbot.waitUntil(lambda: bench.said == ["The disk is full."])
    bench.cycle.error = None
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.pages.leave()
    assert bench.cycle.asked == [("tell", "i1", "half_way", "Half done")]


def test_words_stay_in_the_box_when_they_are_refused_or_something_comes_in(qtbot: QtBot, bench: Bench) -> None:
    box = bench.pages.plan.items["i1"].boxes["half_way"]
    box.box.setPlainText("Half done")
    bench.cycle.error = Refused("The disk is full.", "full")
    bench.pages.leave()
    qtbot.waitUntil(lambda: bench.said == ["The disk is full."])
    bench.opened.replace_value(replace(bench.opened.value, cycle=Cycle(plan=(replace(LAST, lead="Deputy"),))))
    assert box.text() == "Half done"
    assert bench.pages.unsaved_texts() == ["Half done"]


def test_the_new_judgement_stands_with_the_item(bench: Bench) -> None:
    assert "not judged yet" in words_on(bench.pages.plan.items["i1"])
