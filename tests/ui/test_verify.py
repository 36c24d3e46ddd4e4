"""Verify: interests, the seal that is asked for twice, and both marks side by side with one button a level."""

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from assessment_sample import ME, NOW, FakeJudging, assessment, scheme
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Judgement
from assessor_app.domain.award import outlook
from assessor_app.domain.comparing import Comparison, compare
from assessor_app.domain.cycle import Cycle, Interest
from assessor_app.domain.outlook import Outlook
from assessor_app.domain.second_mark import Mark, SecondMark
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.verify.tab import VerifyTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

LEAD, VERIFIER = ME, "P-0000BEEF"
NO_CONFLICT = Cycle(interests=(Interest(VERIFIER, "David Llewellyn", "2026-11-20", conflict=False),))


class FakeSecond:
    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.found: Comparison | None = None

    def declare(self, _assessment: str, /) -> None:
        self.asked.append(("declare",))

    def seal(self, _assessment: str, /) -> None:
        self.asked.append(("seal",))

    def compare(self, _assessment: str, /) -> Comparison:
        assert self.found is not None
        return self.found

    def agree(self, _assessment: str, strand: str, level: str, settled: str, /) -> Future[Any]:
        self.asked.append(("agree", strand, level, settled))
        return _done()

    def ask_panel(self, _assessment: str, strand: str, /) -> Future[Any]:
        self.asked.append(("panel", strand))
        return _done()


def _done() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(None)
    return future


class Bench:
    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, **changes: Any) -> None:
        value = replace(assessment(), verifier=VERIFIER, verifier_name="David Llewellyn", **changes)
        self.opened = OpenAssessment(value, scheme(), VERIFIER, FakeJudging(), outlook, lambda: NOW)
        self.second = FakeSecond()
        sealed = value.second_mark
        if sealed is not None:
            first = outlook(scheme(), value.levels_of(LEAD))
            strands = compare(scheme(), value, sealed, first)
            self.second.found = Comparison(sealed, strands, first, _by(sealed), first)
        self.tab = VerifyTab(theme, worker, self.opened, self.second)
        qtbot.addWidget(self.tab)
        self.tab.resize(900, 700)
        self.tab.show()
        self.tab.enter()

    def button(self, name: str) -> Button:
        return next(each for each in self.tab.findChildren(Button) if name in (each.text(), each.accessibleName()))


def _by(sealed: SecondMark) -> Outlook:
    return outlook(scheme(), {mark.strand: mark.level for mark in sealed.marks})


def sealed_marks() -> SecondMark:
    """The lead's own levels, but for one strand."""
    levels = {strand: level for strand, level in assessment().levels_of(LEAD).items() if level}
    odd = next(strand for strand, level in levels.items() if level == "embedded")
    marks = tuple(
        Mark(strand, "developing" if strand == odd else level, "Only some teams do.")
        for strand, level in levels.items()
    )
    return SecondMark(VERIFIER, "2026-11-22T12:00:00Z", "David Llewellyn", "", "", marks)


def test_interests_are_declared_before_anything(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    bench = Bench(qtbot, theme, worker)
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.button("I have no conflict of interest").click()
    assert bench.second.asked == [("declare",)]


def test_a_conflict_leaves_nothing_to_press(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    cycle = Cycle(interests=(Interest(VERIFIER, "David Llewellyn", "2026-11-20", True, "I worked there."),))
    bench = Bench(qtbot, theme, worker, cycle=cycle)
    assert bench.tab.findChildren(Button) == []


def test_the_seal_is_asked_for_twice(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    strands = tuple(replace(each, judgements=(Judgement(VERIFIER, "embedded"),)) for each in assessment().strands)
    bench = Bench(qtbot, theme, worker, cycle=NO_CONFLICT, strands=strands)
    bench.button("Seal my marks").click()
    assert bench.second.asked == []
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.tab.go_on()
    assert bench.second.asked == [("seal",)]


def test_a_level_is_agreed_with_what_settled_it(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    sealed = sealed_marks()
    bench = Bench(qtbot, theme, worker, cycle=NO_CONFLICT, second_marks=(sealed,))
    qtbot.waitUntil(lambda: bool(bench.tab.boxes))
    assert bench.second.found is not None
    first = bench.second.found.strands[0]
    bench.tab.boxes[first.strand].box.setPlainText("The minutes of two years")
    title = scheme().strand(first.strand).title
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.button(f"Agree Enhancing, {title}").click()
    with qtbot.waitSignal(bench.opened.reload_wanted):
        bench.button(f"Ask the panel, {title}").click()
    assert bench.second.asked == [
        ("agree", first.strand, "enhancing", "The minutes of two years"),
        ("panel", first.strand),
    ]


def test_the_main_button_has_a_key(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    bench, owner = Bench(qtbot, theme, worker), Screen()
    qtbot.addWidget(owner)
    (action,) = bench.tab.commands(owner)
    with qtbot.waitSignal(bench.opened.reload_wanted):
        action.trigger()
    assert bench.second.asked == [("declare",)]
