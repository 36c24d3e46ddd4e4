"""The three steps of a second mark in the window: mark alone, compare and agree, sign."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.cycle.cycle import Cycle
from assessor_app.domain.second.mark import Agreed
from assessor_app.errors import Refused, Unavailable
from assessor_app.ui.kit.buttons import LongButton
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screens.verify.compare import CompareTab
from assessor_app.ui.screens.verify.mark import MarkTab
from assessor_app.ui.screens.verify.screen import VerifyScreen
from assessor_app.ui.screens.verify.sign import SignTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import NOW, failed, person
from tests.ui.second_sample import (
    CONFLICT,
    COUNTER,
    FIRST,
    LEAD,
    SECOND,
    SIGNED,
    VERIFIER,
    SecondWorkplace,
    agreed,
    alone,
    both,
)

Open = Callable[..., VerifyScreen]


@pytest.fixture
def open_screen(qtbot: QtBot, theme: Theme, worker: Worker) -> Open:
    holders = []

    def make(workplace: SecondWorkplace) -> VerifyScreen:
        holder = QWidget()
        qtbot.addWidget(holder)
        screen = VerifyScreen(theme, worker, workplace, "a1", lambda: NOW)
        screen.setParent(holder)
        holder.resize(1100, 700)
        screen.resize(1100, 700)
        holder.show()
        qtbot.waitUntil(lambda: screen.opened is not None and screen.tab in screen._pages)
        holders.append(holder)
        return screen

    return make


def mark_of(screen: VerifyScreen) -> MarkTab:
    page = screen._pages["strands"]
    assert isinstance(page, MarkTab)
    return page


def compare_of(qtbot: QtBot, screen: VerifyScreen) -> CompareTab:
    page = screen._pages["compare"]
    assert isinstance(page, CompareTab)
    qtbot.waitUntil(lambda: page.found is not None)
    return page


def sign_of(screen: VerifyScreen) -> SignTab:
    page = screen._pages["sign"]
    assert isinstance(page, SignTab)
    return page


# 1. Mark on your own


def test_interests_are_declared_before_anything_can_be_marked(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(alone(cycle=Cycle()))
    screen = open_screen(workplace)
    mark = mark_of(screen)
    assert mark.gated
    assert (screen.nav, screen.context, screen.footer) == (None, None, None)
    mark.judge("embedded")
    assert workplace.judging.calls == []
    mark.go_on()
    qtbot.waitUntil(lambda: not mark.gated)
    assert workplace.second.asked == [("declare", "")]
    assert screen.nav is mark.list


def test_a_conflict_is_declared_with_its_reason_and_ends_it(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(alone(cycle=Cycle()))
    mark = mark_of(open_screen(workplace))
    mark.gate.no.click()
    mark.gate.give.click()
    assert "in a sentence" in mark.gate.error.words()
    mark.gate.reason.box.insertPlainText("I worked there in 2023.")
    mark.gate.give.click()
    qtbot.waitUntil(lambda: mark.gate.stopped.isVisible())
    assert workplace.second.asked == [("declare", "I worked there in 2023.")]
    assert mark.gated
    with qtbot.waitSignal(mark.bundle_wanted):
        mark.go_on()


def test_a_declared_conflict_says_why_it_ends_here(open_screen: Open) -> None:
    mark = mark_of(open_screen(SecondWorkplace(alone(cycle=CONFLICT))))
    assert mark.gate.why.words() == "I worked there in 2023."
    assert not mark.page.isVisible()


def test_the_workspace_shows_no_outlook_and_says_how_far_it_is(open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(alone(9)))
    mark = mark_of(screen)
    assert mark.outlook.outlook is None
    assert mark.head.count.text() == "9 of 16 marked"
    assert "Nothing that Amara Okafor judged" in mark.head.told.words()
    assert screen.steps_done == 0
    assert [words for _, words in screen.tabs] == ["Mark on your own", "Compare and agree", "Sign"]


def test_only_a_reason_and_private_notes_are_written(open_screen: Open) -> None:
    mark = mark_of(open_screen(SecondWorkplace(alone())))
    shown = {name for name, box in mark.page.texts.boxes.items() if box.isVisibleTo(mark)}
    assert shown == {"reason", "working_notes"}
    assert not mark.page.texts.practice.isVisibleTo(mark)


def test_a_key_marks_and_nothing_is_said_of_an_award(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(alone(3))
    screen = open_screen(workplace)
    said: list[str] = []
    assert screen.opened is not None
    screen.opened.announced.connect(said.append)
    mark_of(screen).judge_at(3)
    assert said == ["Best value: Embedded."]


def test_the_seal_names_what_follows_and_is_asked_for(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(alone(16))
    screen = open_screen(workplace)
    mark = mark_of(screen)
    assert mark.foot.next.text() == "Seal my marks"
    mark.go_on()
    (question,) = screen.window().findChildren(Question)
    assert workplace.second.asked == []
    question.agreed.emit()
    question.close_sheet()
    qtbot.waitUntil(lambda: screen.tab == "compare")
    qtbot.waitUntil(lambda: screen.steps_done == 1)
    assert workplace.second.asked == [("seal",)]
    assert screen.opened is not None
    assert not screen.opened.editable


def test_nothing_is_sealed_while_a_reason_is_not_stored(
    qtbot: QtBot, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = SecondWorkplace(alone(16))
    full = Unavailable("The disk is full. What you typed is still here.", "full")
    monkeypatch.setattr(workplace.judging, "write", lambda *_told: failed(full))
    screen = open_screen(workplace)
    mark, said = mark_of(screen), []
    screen.opened.said.connect(said.append)
    qtbot.keyClicks(mark.page.texts.boxes["reason"].box, "Seen in two classes.")
    mark.seal()
    qtbot.waitUntil(lambda: said == ["A reason is not saved yet. Nothing was sealed."])
    assert workplace.second.asked == []
    assert mark.foot.next.isEnabled()


def test_a_conflict_that_was_typed_and_not_declared_counts_as_unsaved(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(alone(cycle=Cycle())))
    mark = mark_of(screen)
    mark.gate.no.click()
    mark.gate.reason.box.insertPlainText("I worked there")
    assert screen.unsaved_texts() == ["I worked there"]
    mark.gate.give.click()
    qtbot.waitUntil(lambda: mark.gate.stopped.isVisible())
    assert screen.unsaved_texts() == []


def test_nothing_is_sealed_before_everything_is_marked(open_screen: Open) -> None:
    workplace = SecondWorkplace(alone(15))
    screen = open_screen(workplace)
    said: list[str] = []
    assert screen.opened is not None
    screen.opened.said.connect(said.append)
    mark_of(screen).ask_seal()
    assert said == ["Mark every strand first. Nothing was sealed."]
    assert screen.window().findChildren(Question) == []


def test_sealed_marks_are_shown_read_only_with_the_verifiers_own_words(open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(both()))
    screen.show_tab("strands")
    mark = mark_of(screen)
    mark.go_to(FIRST)
    assert mark.page.texts.boxes["reason"].text() == ""
    assert all(card.locked for card in mark.page.judging.cards.values())


# 2. Compare and agree


@pytest.mark.parametrize("width", [420, 600, 700, 900])
def test_long_titles_of_evidence_never_push_the_levels_out_of_the_page(
    qtbot: QtBot, open_screen: Open, width: int
) -> None:
    value = both()
    long = tuple(replace(piece, title="Register of expertise and session plans " * 4) for piece in value.evidence)
    page = compare_of(qtbot, open_screen(SecondWorkplace(replace(value, evidence=long)))).page
    assert page.sides[0].findChildren(LongButton)
    page.setParent(None)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    cards = page.cards.values()
    qtbot.waitUntil(lambda: all(card.mapTo(page, card.rect().topRight()).x() < width for card in cards))


def test_in_a_low_window_the_reasons_stand_at_the_top_and_the_summary_below(qtbot: QtBot, open_screen: Open) -> None:
    compare = compare_of(qtbot, open_screen(SecondWorkplace(both())))
    compare.setParent(None)
    qtbot.addWidget(compare)
    compare.resize(560, 300)
    compare.show()
    bottom = compare.page.sides[0].mapTo(compare, compare.page.sides[0].level.geometry().bottomLeft()).y()
    assert bottom < 200
    compare.focus_first()
    assert compare.focusWidget() in (compare.page.up, compare.page.down)
    assert compare.page.verticalScrollBar().value() == 0
    assert compare.strip.words.text() == "14 of 16 agree"
    assert compare.page.page.isAncestorOf(compare.summary)
    compare.resize(900, 600)
    assert not compare.page.page.isAncestorOf(compare.summary)
    qtbot.waitUntil(compare.summary.isVisible)
    assert compare.strip.words.text() == "Leadership: Vision"


def test_both_marks_are_compared_what_can_change_the_award_first(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(both()))
    compare = compare_of(qtbot, screen)
    assert compare.summary.head.text() == "14 of 16 agree"
    assert compare.list.filter.current == "to-agree"
    spoken = [row.spoken for row in compare.list.rows.rows]
    assert spoken == [
        "Can change the award",
        "Leadership: Vision, assessor Embedded, verifier Developing, to agree, can change the award",
        "Leadership: Culture, assessor Embedded, verifier Developing, to agree, can change the award",
    ]
    first, second = compare.page.sides
    assert (first.reason.words(), second.reason.words()) == (f"First reason {FIRST}", f"Second reason {FIRST}")


def test_words_that_differ_are_marked_in_the_two_levels_only(qtbot: QtBot, open_screen: Open) -> None:
    compare = compare_of(qtbot, open_screen(SecondWorkplace(both())))
    cards = compare.page.cards
    assert "Words that differ" in cards["embedded"].accessibleDescription()
    assert "Words that differ" in cards["developing"].accessibleDescription()
    assert "Words that differ" not in cards["enhancing"].accessibleDescription()


def test_a_level_is_agreed_only_with_what_settled_it(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(both())
    screen = open_screen(workplace)
    compare = compare_of(qtbot, screen)
    assert not compare.main_button.isEnabled()
    compare.choose_rank(2)
    assert compare.main_button.text() == "Agree Enhancing"
    said: list[str] = []
    assert screen.opened is not None
    screen.opened.said.connect(said.append)
    compare.go_on()
    assert said == ["Say what settled it first. Nothing was agreed."]
    compare.page.settled.box.insertPlainText("The minutes")
    compare.go_on()
    qtbot.waitUntil(lambda: compare.strand == SECOND)  # on to the next difference
    assert workplace.second.asked == [("agree", FIRST, "enhancing", "The minutes", False)]
    assert compare.unsaved_texts() == []
    assert compare.list.filter.current == "to-agree"


def test_at_one_table_both_agree_at_once(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(both())
    compare = compare_of(qtbot, open_screen(workplace))
    compare.page.together.box.setChecked(True)
    assert compare.told.text() == "Both of you agree this now."
    compare.choose("embedded")
    compare.page.settled.box.insertPlainText("Seen together")
    compare.go_on()
    qtbot.waitUntil(lambda: compare.strand == SECOND)
    assert workplace.second.asked[-1] == ("agree", FIRST, "embedded", "Seen together", True)


def test_who_is_here_is_said_anew_for_every_difference(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(both())
    compare = compare_of(qtbot, open_screen(workplace))
    compare.page.together.box.setChecked(True)
    compare.choose("embedded")
    compare.page.settled.box.insertPlainText("Seen together")
    compare.go_on()
    qtbot.waitUntil(lambda: compare.strand == SECOND)
    assert not compare.page.together.is_ticked()
    assert compare.told.text() != "Both of you agree this now."
    compare.page.together.box.setChecked(True)
    compare.step(-1)
    assert not compare.page.together.is_ticked()


def test_what_is_agreed_together_takes_the_tick_away_where_nothing_else_waits(qtbot: QtBot, open_screen: Open) -> None:
    value = both(agreed=(agreed(SECOND, "enhancing", VERIFIER, LEAD),))
    compare = compare_of(qtbot, open_screen(SecondWorkplace(value)))
    assert compare.strand == FIRST
    compare.page.together.box.setChecked(True)
    compare.choose("embedded")
    compare.page.settled.box.insertPlainText("Seen together")
    compare.go_on()
    qtbot.waitUntil(lambda: compare.main_button.text() == "Go to sign")
    assert compare.strand == FIRST
    assert not compare.page.together.is_ticked()


def test_the_other_judge_confirms_what_was_agreed(qtbot: QtBot, open_screen: Open) -> None:
    value = both(agreed=(agreed(FIRST, "enhancing", VERIFIER), agreed(SECOND, "enhancing", VERIFIER, LEAD)))
    workplace = SecondWorkplace(value, person())
    compare = compare_of(qtbot, open_screen(workplace))
    assert compare.main_button.text() == "Confirm Enhancing"
    assert "David Llewellyn agreed Enhancing" in compare.page.stands.words()
    compare.go_on()
    qtbot.waitUntil(lambda: compare.main_button.text() == "Go to sign")
    assert workplace.second.asked == [("confirm", FIRST)]


def test_the_panel_is_asked_with_both_reasons(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(both())
    compare = compare_of(qtbot, open_screen(workplace))
    compare.ask_panel()
    qtbot.waitUntil(lambda: compare.strand == SECOND)
    assert workplace.second.asked == [("panel", FIRST)]
    compare.go_to(FIRST)
    assert compare.page.stands.words().startswith("Left to the panel")


def test_what_changed_after_the_seal_is_said(qtbot: QtBot, open_screen: Open) -> None:
    value = both()
    late = tuple(
        replace(each, judgements=(replace(each.judgements[0], judged_at="2026-11-22T13:00:00Z"),))
        if each.strand == FIRST
        else each
        for each in value.strands
    )
    compare = compare_of(qtbot, open_screen(SecondWorkplace(replace(value, strands=late))))
    assert compare.page.sides[0].changed.isVisible()
    assert "changed after the seal" in compare.list.rows.rows[1].spoken


def test_the_keyboard_stays_on_the_cards_from_one_difference_to_the_next(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(both()))
    compare = compare_of(qtbot, screen)
    next(iter(compare.page.cards.values())).setFocus()
    compare.step(1)
    assert compare.strand == SECOND
    focus = screen.window().focusWidget()
    assert focus in compare.page.cards.values()


def test_a_row_of_the_table_is_chosen_with_arrows(qtbot: QtBot, open_screen: Open) -> None:
    compare = compare_of(qtbot, open_screen(SecondWorkplace(both())))
    QTest.keyClick(compare.list.view, Qt.Key.Key_Down)
    assert compare.strand == SECOND


def test_before_the_first_marks_are_here_the_way_is_to_share(qtbot: QtBot, open_screen: Open) -> None:
    value = both()
    sealed = replace(value, strands=tuple(replace(each, judgements=()) for each in value.strands))
    screen = open_screen(SecondWorkplace(sealed))
    compare = screen._pages["compare"]
    assert isinstance(compare, CompareTab)
    qtbot.waitUntil(lambda: compare.instead.button is not None)
    with qtbot.waitSignal(screen.go_requested) as went:
        compare.go_on()
    assert went.args == ["sync", "a1"]


def test_signed_work_is_compared_and_not_changed(qtbot: QtBot, open_screen: Open) -> None:
    value = both(agreed=(agreed(FIRST, "enhancing", VERIFIER, LEAD),), reports=(SIGNED,))
    workplace = SecondWorkplace(value)
    screen = open_screen(workplace)
    screen.show_tab("compare")
    compare = compare_of(qtbot, screen)
    compare.choose("embedded")
    compare.ask_panel()
    assert workplace.second.asked == []
    assert all(card.locked for card in compare.page.cards.values())


# 3. Sign

ALL_AGREED = (agreed(FIRST, "enhancing", VERIFIER, LEAD), Agreed(SECOND, panel=True))


def test_the_report_waits_for_what_is_open(open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(both()))
    screen.show_tab("sign")
    sign = sign_of(screen)
    with QtBotSignal(sign.compare_wanted) as asked:
        sign.go_on()
    assert asked.count == 1


def test_the_verifier_counter_signs_after_ticking_the_statement(qtbot: QtBot, open_screen: Open) -> None:
    workplace = SecondWorkplace(both(agreed=ALL_AGREED, reports=(SIGNED,)))
    screen = open_screen(workplace)
    assert (screen.tab, screen.steps_done) == ("sign", 2)
    sign = sign_of(screen)
    qtbot.waitUntil(lambda: screen.context is sign.pane)
    sign.go_on()
    assert workplace.counter_signing.asked == []
    sign.pane.statement.box.setChecked(True)
    sign.pane.passphrase.setText("heron")
    workplace.counter_signing.error = Refused("That passphrase does not open your key.", "wrong-passphrase")
    sign.go_on()
    qtbot.waitUntil(lambda: sign.pane.field.error == "That passphrase does not open your key.")
    workplace.counter_signing.error = None
    sign.pane.passphrase.setText("heron lantern")
    sign.go_on()
    qtbot.waitUntil(lambda: screen.steps_done == 3)
    assert workplace.counter_signing.asked == ["heron lantern"]
    qtbot.waitUntil(lambda: sign.pane.bundle.isVisibleTo(sign.pane))
    assert not sign.pane.asking.isVisibleTo(sign.pane)


def test_the_assessor_is_led_to_the_report_first(open_screen: Open) -> None:
    screen = open_screen(SecondWorkplace(both(agreed=ALL_AGREED), person()))
    assert screen.tab == "sign"
    with QtBotSignal(screen.go_requested) as asked:
        sign_of(screen).go_on()
    assert asked.count == 1


def test_who_has_signed_is_named_with_the_key(qtbot: QtBot, open_screen: Open) -> None:
    value = both(agreed=ALL_AGREED, reports=(SIGNED,), counter_signatures=(COUNTER,))
    screen = open_screen(SecondWorkplace(value, person()))
    sign = sign_of(screen)
    qtbot.waitUntil(lambda: "7F2C 19A4" in sign.pane.assessor.words())
    assert "19A4 7F2C" in sign.pane.verifier.words()
    assert screen.steps_done == 3


class QtBotSignal:
    """Counts a signal while it lasts."""

    def __init__(self, signal: object) -> None:
        self._signal, self.count = signal, 0

    def __enter__(self) -> "QtBotSignal":
        self._signal.connect(self._add)  # type: ignore[attr-defined]
        return self

    def __exit__(self, *_error: object) -> None:
        self._signal.disconnect(self._add)  # type: ignore[attr-defined]

    def _add(self, *_words: object) -> None:
        self.count += 1
