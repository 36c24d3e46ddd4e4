"""Text typed is stored soon, in order, once, and nothing typed is ever dropped."""

import errno
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from pytestqt.qtbot import QtBot

from assessor_app.domain.journal.operation import UNSET, CurrentValue, FieldState
from assessor_app.errors import Unavailable, WrongUse
from assessor_app.models.database.failures import files_told_in_words
from assessor_app.ui.autosave import Autosave, Saving, short_reason
from assessor_app.ui.drafts import Drafts, TextWrite
from assessor_app.ui.screen import Save
from tests.ui.assessment_sample import NOW, Saved, state

KEY = ("culture", "reason")
OTHER = ("vision", "reason")
KEYS = (KEY, OTHER)


def drafts_with(text: str = "") -> Drafts:
    drafts = Drafts()
    drafts.show(KEY, text, state("op0", text))
    return drafts


def test_text_is_due_three_tenths_after_the_last_key() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "a", 10.0)
    drafts.change(KEY, "ab", 10.2)
    assert drafts.take_due(10.49) == []
    assert [write.text for write in drafts.take_due(10.5)] == ["ab"]


def test_text_is_due_a_second_after_the_first_key_while_typing_goes_on() -> None:
    drafts = drafts_with()
    for key in range(11):
        drafts.change(KEY, "a" * key, 10.0 + key / 10)
    assert [write.text for write in drafts.take_due(11.0)] == ["a" * 10]


def test_leaving_the_field_writes_at_once() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "a", 10.0)
    drafts.leave(KEY)
    assert [write.text for write in drafts.take_due(10.0)] == ["a"]


def test_a_text_being_typed_replaces_its_own_open_operation() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "a", 0.0)
    assert drafts.take_due(1.0) == [TextWrite(KEY, "a", ("op0",), None)]
    drafts.succeed(KEY, "op1", state("op1", "a"))
    drafts.change(KEY, "ab", 2.0)
    assert drafts.take_due(3.0) == [TextWrite(KEY, "ab", ("op1",), "op1")]


def test_after_the_field_is_left_the_next_edit_is_an_operation_of_its_own() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "a", 0.0)
    drafts.leave(KEY)
    drafts.take_due(0.0)
    drafts.succeed(KEY, "op1", state("op1", "a"))
    drafts.change(KEY, "ab", 2.0)
    assert drafts.take_due(3.0) == [TextWrite(KEY, "ab", ("op1",), None)]


def test_a_change_that_arrived_meanwhile_is_not_counted_as_seen() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "mine", 0.0)
    drafts.take_due(1.0)
    clash = FieldState((CurrentValue("op1", "mine", "me", 2), CurrentValue("op9", "theirs", "them", 1)))
    drafts.succeed(KEY, "op1", clash)
    drafts.change(KEY, "mine too", 2.0)
    assert drafts.take_due(3.0) == [TextWrite(KEY, "mine too", ("op1",), "op1")]


def test_a_clash_that_arrives_leaves_the_words_under_the_caret_and_is_not_decided_by_typing_on() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "mine", 0.0)
    drafts.take_due(1.0)
    drafts.succeed(KEY, "op1", state("op1", "mine"))
    theirs = CurrentValue("op2", "theirs", "P-2", 9)
    clash = FieldState((theirs, *state("op1", "mine").values))
    assert drafts.show(KEY, "theirs", clash) == "mine"
    drafts.change(KEY, "mine too", 2.0)
    assert drafts.take_due(3.0) == [TextWrite(KEY, "mine too", ("op1",), "op1")]


def test_a_form_that_shows_one_side_of_a_clash_has_seen_that_side_only() -> None:
    drafts = Drafts()
    clash = FieldState((CurrentValue("op2", "theirs", "P-2", 9), *state("op1", "mine").values))
    assert drafts.show(KEY, "theirs", clash) == "theirs"
    drafts.change(KEY, "theirs, edited", 0.0)
    assert drafts.take_due(1.0)[0].seen == ("op2",)


def test_showing_a_field_again_before_it_is_stored_shows_what_was_typed() -> None:
    drafts = drafts_with("old")
    drafts.change(KEY, "new", 0.0)
    drafts.take_due(1.0)
    assert drafts.show(KEY, "old", state("op0", "old")) == "new"


def test_a_failed_write_is_tried_again_every_two_seconds_with_the_newest_text() -> None:
    drafts = drafts_with()
    drafts.change(KEY, "a", 0.0)
    drafts.take_due(1.0)
    drafts.fail(KEY, "disk full", 1.0)
    drafts.change(KEY, "ab", 1.5)
    assert drafts.take_due(2.9) == []
    assert [write.text for write in drafts.take_due(3.0)] == ["ab"]
    assert drafts.failure() == "disk full"


def test_typing_back_to_the_stored_text_needs_no_write() -> None:
    drafts = drafts_with("same")
    drafts.change(KEY, "samex", 0.0)
    drafts.change(KEY, "same", 0.1)
    assert drafts.next_due() is None


class TypingMachine(RuleBasedStateMachine):
    """Two fields, a writer that may answer late or fail, and a form that comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts, self.now, self.count = Drafts(), 0.0, 0
        self.stored, self.typed = {KEY: "", OTHER: ""}, {KEY: "", OTHER: ""}
        self.flying: dict[tuple[str, str], TextWrite] = {}
        for key in KEYS:
            self.drafts.show(key, "", UNSET)

    @rule(key=st.sampled_from(KEYS), pause=st.floats(0, 2))
    def type_words(self, key: tuple[str, str], pause: float) -> None:
        self.now, self.count = self.now + pause, self.count + 1
        self.typed[key] += f"{self.count} "
        self.drafts.change(key, self.typed[key], self.now)

    @rule(pause=st.floats(0, 3))
    def write_due(self, pause: float) -> None:
        self.now += pause
        for write in self.drafts.take_due(self.now):
            assert write.key not in self.flying
            self.flying[write.key] = write

    @rule(key=st.sampled_from(KEYS))
    def land(self, key: tuple[str, str]) -> None:
        if key in self.flying:
            self.count += 1
            self.stored[key] = self.flying.pop(key).text
            self.drafts.succeed(key, f"op{self.count}", state(f"op{self.count}", self.stored[key]))

    @rule(key=st.sampled_from(KEYS))
    def fail(self, key: tuple[str, str]) -> None:
        if self.flying.pop(key, None):
            self.drafts.fail(key, "no", self.now)

    @rule(key=st.sampled_from(KEYS))
    def leave(self, key: tuple[str, str]) -> None:
        self.drafts.leave(key)

    @rule(key=st.sampled_from(KEYS))
    def show(self, key: tuple[str, str]) -> None:
        assert self.drafts.show(key, self.stored[key], state("opx", self.stored[key])) == self.typed[key]

    def teardown(self) -> None:
        for _ in range(3):
            self.write_due(5)
            for key in KEYS:
                self.land(key)
        assert self.stored == self.typed
        assert not list(self.drafts.unsaved())


TestTyping = TypingMachine.TestCase
TestTyping.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


class Writer:
    def __init__(self) -> None:
        self.writes: list[TextWrite] = []
        self.futures: list[Future[Any]] = []

    def __call__(self, write: TextWrite) -> "Future[Any]":
        self.writes.append(write)
        self.futures.append(Future())
        return self.futures[-1]

    def store(self) -> None:
        write = self.writes[-1]
        self.futures[-1].set_result(Saved("op1", NOW, state("op1", write.text)))


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def autosave(qtbot: QtBot, writer: Writer) -> Autosave:
    saving = Saving()
    autosave = Autosave(writer, saving)
    saving.setParent(autosave)
    autosave.show_text(KEY, "", UNSET)
    return autosave


def saving_of(autosave: Autosave) -> Saving:
    found = autosave.findChild(Saving)
    assert isinstance(found, Saving)
    return found


def test_nothing_is_called_saved_before_it_is_on_disk(qtbot: QtBot, autosave: Autosave, writer: Writer) -> None:
    saving = saving_of(autosave)
    autosave.changed(KEY, "typed")
    autosave.flush()
    assert [write.text for write in writer.writes] == ["typed"]
    assert saving.state.save is Save.SAVING
    writer.store()
    qtbot.waitUntil(lambda: saving.state.save is Save.SAVED)
    assert saving.state.at == NOW


def test_what_is_typed_while_a_write_is_on_its_way_is_not_called_saved(
    qtbot: QtBot, autosave: Autosave, writer: Writer
) -> None:
    saving, landed = saving_of(autosave), []
    autosave.stored.connect(lambda *_: landed.append(1))
    autosave.changed(KEY, "typed")
    assert saving.state.save is Save.SAVING
    autosave.flush()
    autosave.changed(KEY, "typed on")
    writer.store()
    qtbot.waitUntil(lambda: landed == [1])
    assert saving.state.save is Save.SAVING
    autosave.flush()
    writer.store()
    qtbot.waitUntil(lambda: saving.state.save is Save.SAVED)


def test_typing_taken_back_before_it_was_written_leaves_nothing_to_save(autosave: Autosave) -> None:
    autosave.changed(KEY, "typed")
    autosave.changed(KEY, "")
    assert saving_of(autosave).state.save is Save.CLEAN


def test_a_full_disk_keeps_the_text_says_so_and_tries_again(qtbot: QtBot, autosave: Autosave, writer: Writer) -> None:
    saving = saving_of(autosave)
    autosave.changed(KEY, "precious")
    autosave.flush()
    writer.futures[-1].set_exception(Unavailable("This computer has no space left.", "full"))
    qtbot.waitUntil(lambda: saving.state.save is Save.FAILED)
    assert saving.state.words == "disk full"
    assert autosave.unsaved_texts() == ["precious"]
    autosave.retry()
    assert [write.text for write in writer.writes] == ["precious", "precious"]
    writer.store()
    qtbot.waitUntil(lambda: saving.state.save is Save.SAVED)
    assert autosave.unsaved_texts() == []


def test_another_fields_success_does_not_hide_a_text_that_is_not_saved(
    qtbot: QtBot, autosave: Autosave, writer: Writer
) -> None:
    saving = saving_of(autosave)
    autosave.changed(KEY, "precious")
    autosave.flush()
    writer.futures[-1].set_exception(Unavailable("This computer has no space left.", "full"))
    qtbot.waitUntil(lambda: saving.state.save is Save.FAILED)
    landed = []
    other: Future[Any] = Future()
    saving.follow(other, landed.append, landed.append)
    other.set_result(Saved("op7", NOW, UNSET))
    qtbot.waitUntil(lambda: len(landed) == 1)
    assert saving.state.save is Save.FAILED


@pytest.mark.parametrize(
    ("code", "words"),
    [("full", "disk full"), ("disk", "disk cannot be written"), ("busy", "another program is using it")],
)
def test_the_indicator_says_in_short_why(code: str, words: str) -> None:
    assert short_reason(Unavailable("It could not be written.", code), kept=True) == words


def test_only_what_is_kept_is_said_to_be_tried_again() -> None:
    unknown = Unavailable("Nobody knows why.", "odd")
    assert short_reason(unknown, kept=True) == "trying again"
    assert short_reason(unknown, kept=False) == ""


def test_a_full_disk_of_the_store_is_named() -> None:
    with pytest.raises(Unavailable) as caught, files_told_in_words():
        raise OSError(errno.ENOSPC, "no space left on device")
    assert short_reason(caught.value, kept=True) == "disk full"


def test_typing_alone_is_enough_to_be_written(qtbot: QtBot, autosave: Autosave, writer: Writer) -> None:
    autosave.changed(KEY, "typed")
    qtbot.waitUntil(lambda: [write.text for write in writer.writes] == ["typed"])


def test_a_text_that_is_too_long_says_so_and_is_kept_but_not_tried_again_until_it_changes(
    qtbot: QtBot, autosave: Autosave, writer: Writer
) -> None:
    saving = saving_of(autosave)
    told: list[str] = []
    saving.refused.connect(told.append)
    sentence = "This text is too long: 300 KiB. Nothing was saved; shorten it."
    autosave.changed(KEY, "long")
    autosave.flush()
    writer.futures[-1].set_exception(WrongUse(sentence, "too-long"))
    qtbot.waitUntil(lambda: saving.state.save is Save.FAILED)
    autosave.retry()
    autosave.flush()
    assert told == [sentence]
    assert saving.state.words == "this text is too long"
    assert autosave.unsaved_texts() == ["long"]
    assert autosave.given_up()
    assert [write.text for write in writer.writes] == ["long"]
    autosave.changed(KEY, "short")
    autosave.flush()
    writer.store()
    qtbot.waitUntil(lambda: saving.state.save is Save.SAVED)
    assert autosave.unsaved_texts() == []


def test_taking_a_refused_text_back_leaves_nothing_unsaved(qtbot: QtBot, autosave: Autosave, writer: Writer) -> None:
    saving = saving_of(autosave)
    autosave.changed(KEY, "long")
    autosave.flush()
    writer.futures[-1].set_exception(WrongUse("This text is too long.", "too-long"))
    qtbot.waitUntil(lambda: saving.state.save is Save.FAILED)
    autosave.changed(KEY, "")
    assert saving.state.save is Save.CLEAN
