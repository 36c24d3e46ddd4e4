import pytest

from assessor_app.errors import WrongUse
from assessor_app.models.database.tables import OPERATION
from assessor_app.models.queries import queries
from tests.models.exchanging import seal

STRAND = "assessment/a1/strand/culture.voice"


def put(store, value, field="reason", entity=STRAND, **how):
    return store.write(lambda writing: writing.set(entity, field, value, **how)).result()


def lines(store):
    with store.read() as reading:
        return [(row.seq, row.body) for row in reading.all(OPERATION.select().order_by(OPERATION.c.number))]


def test_the_value_that_is_there_makes_no_operation(store):
    first = put(store, "Pupils lead.")
    assert put(store, "Pupils lead.") == first
    assert len(lines(store)) == 1


@pytest.mark.parametrize(
    ("entity", "field", "value"),
    [
        ("assessment/a1/strand", "reason", "x"),
        (STRAND, "grade", "x"),
        (STRAND, "reason", 3),
        (STRAND, "reason", "nul\0"),
        (STRAND, "reason", "\ud800"),
        (STRAND, "flagged", "yes"),
        (STRAND, "school_confidence", 2**63),
        (STRAND, "school_confidence", True),
    ],
)
def test_what_does_not_fit_the_record_is_refused(store, entity, field, value):
    with pytest.raises(WrongUse):
        put(store, value, field, entity)
    assert lines(store) == []


def test_a_text_being_typed_is_one_operation_that_grows(store):
    state = put(store, "P")
    for text in ("Pu", "Pup", "Pupils lead."):
        state = put(store, text, seen=state.heads, growing=state.heads[0])
    assert state.shown == "Pupils lead."
    assert len(lines(store)) == 1
    with store.read() as reading:
        assert [change.after for change in queries.history(reading, "a1")] == ["Pupils lead."]


def test_saves_that_overtake_their_answers_still_grow_one_operation(store):
    first = put(store, "P").heads[0]
    for text in ("Pu", "Pup"):
        put(store, text, seen=(first,), growing=first)
    assert len(lines(store)) == 1
    assert not store.write(lambda writing: writing.state(STRAND, "reason")).result().in_conflict


def test_a_sealed_text_grows_no_more(store):
    state = put(store, "Pupils")
    seal(store)
    state = put(store, "Pupils lead.", growing=state.heads[0])
    assert [seq for seq, _ in lines(store)] == [1, 2]
    assert state.shown == "Pupils lead."


def test_growing_what_is_no_longer_current_makes_a_new_operation(store):
    first = put(store, "Pupils")
    put(store, "Other text")
    put(store, "Pupils lead.", growing=first.heads[0])
    assert len(lines(store)) == 3


def test_a_change_that_fails_midway_leaves_nothing(store):
    def change(writing):
        writing.set(STRAND, "reason", "half")
        raise LookupError

    with pytest.raises(LookupError):
        store.write(change).result()
    assert lines(store) == []
    assert put(store, "whole").shown == "whole"


def test_history_says_who_when_from_what_to_what(store, clock):
    put(store, "One.")
    clock.forward(minutes=5)
    put(store, "Two.")
    put(store, True, "flagged")
    with store.read() as reading:
        one, two, _ = queries.history(reading, "a1")
        assert queries.history(reading, "a1", STRAND, "reason") == (one, two)
        assert queries.history(reading, "a1", "assessment/a1") == ()
    assert (one.before, one.after, two.before, two.after) == (None, "One.", "One.", "Two.")
    assert (one.superseded, two.superseded) == (True, False)
    assert one.actor == "P-7F2C19A4"
    assert (two.at - one.at).total_seconds() == 300


def test_a_clock_that_runs_back_still_gives_rising_readings(store, clock):
    one = put(store, "One.").values[0].hlc
    clock.forward(days=-3)
    assert put(store, "Two.").values[0].hlc > one


def test_readings_rise_over_a_restart_too(new_store, clock):
    store = new_store()
    one = put(store, "One.").values[0].hlc
    store.close()
    clock.forward(hours=-3)
    assert put(new_store(again=True), "Two.").values[0].hlc > one


def test_signed_work_is_locked_until_a_later_version_is_begun(store):
    def locked():
        return store.write(lambda writing: writing.locked("a1")).result()

    assert not locked()
    put(store, "2026-11-22T16:00:00Z", "signed_at", "assessment/a1/report/9")
    assert locked()
    put(store, "2026-11-23T16:00:00Z", "reopened_at", "assessment/a1/report/9")
    assert not locked()
    put(store, "2026-11-24T16:00:00Z", "signed_at", "assessment/a1/report/10")
    assert locked()


def test_a_text_that_no_bundle_carries_is_not_kept_and_does_not_grow_either(store):
    with pytest.raises(WrongUse, match="too long"):
        put(store, "x" * 300_000)
    assert lines(store) == []
    state = put(store, "x" * 200_000)
    with pytest.raises(WrongUse, match="too long"):
        put(store, "x" * 300_000, growing=state.heads[0])
    assert len(lines(store)) == 1
