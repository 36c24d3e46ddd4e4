"""A deletion never takes away what its author had not seen."""

import pytest

from assessor_app.domain.journal import merging
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.queries import queries
from tests.models.exchanging import give, outgoing

NOTE = "assessment/a1/note/n1"


def write(store, field, value, **how):
    return store.write(lambda writing: writing.set(NOTE, field, value, **how)).result()


def notes(store):
    with store.read() as reading:
        return [note.text for note in queries.load_assessment(reading, "a1", "P-1", (), lambda _sha: False).notes]


def clashes(store):
    with store.read() as reading:
        return queries.conflicts(reading, "a1")


@pytest.fixture
def pair(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    amal.write(lambda writing: writing.set("assessment/a1", "scheme", "pdqm")).result()
    write(amal, "text", "Seen in class.")
    give(outgoing(amal), ben)
    return amal, ben


def test_a_deletion_that_saw_everything_holds_everywhere(pair):
    amal, ben = pair
    write(amal, "deleted", True)
    give(outgoing(amal), ben)
    assert (notes(amal), notes(ben)) == ([], [])
    assert clashes(ben) == ()


def test_an_edit_it_had_not_seen_is_shown_and_both_wait_for_a_decision(pair):
    amal, ben = pair
    write(amal, "deleted", True)
    write(ben, "text", "Seen in every class.")
    give(outgoing(amal), ben)
    give(outgoing(ben), amal)
    for store in pair:
        assert notes(store) == ["Seen in every class."]
        (clash,) = clashes(store)
        assert (clash.entity, clash.field) == (NOTE, "deleted")
        assert next((each.value, each.actor) for each in clash.state.values) == (False, "P-00000002")
        assert rebuild_and_compare(store).differences == ()
        with store.read() as reading:
            assert queries.list_assessments(reading)[0].conflicts == 1


@pytest.mark.parametrize(("decision", "left"), [(True, []), (False, ["Seen in every class."])])
def test_whoever_settles_it_settles_it_for_everybody(pair, decision, left):
    amal, ben = pair
    write(amal, "deleted", True)
    write(ben, "text", "Seen in every class.")
    give(outgoing(amal), ben)
    (clash,) = clashes(ben)
    write(ben, "deleted", decision, seen=clash.state.heads)
    give(outgoing(ben), amal)
    for store in pair:
        assert clashes(store) == ()
        assert notes(store) == left
        assert rebuild_and_compare(store).differences == ()


def test_the_same_value_written_again_elsewhere_is_no_clash(pair):
    amal, ben = pair
    write(ben, "text", "Other.")
    write(ben, "text", "Seen in class.")
    write(amal, "deleted", True)
    give(outgoing(ben), amal)
    assert (clashes(amal), notes(amal)) == ((), [])


def test_deleting_from_a_stale_screen_does_not_take_what_came_meanwhile(pair):
    amal, ben = pair
    seen = amal.write(lambda writing: writing.state(NOTE, "text")).result().heads
    write(ben, "text", "Seen in every class.")
    give(outgoing(ben), amal)
    assert write(amal, "deleted", True, seen=seen).in_conflict
    assert notes(amal) == ["Seen in every class."]


def test_one_deletes_and_another_keeps_is_shown_as_kept(pair):
    amal, ben = pair
    write(amal, "deleted", True)
    give(outgoing(amal), ben)
    write(amal, "deleted", False)
    write(amal, "deleted", True)
    write(ben, "deleted", False)
    give(outgoing(ben), amal)
    assert notes(amal) == ["Seen in class."]
    assert len(clashes(amal)) == 1


def test_the_pure_rule_and_the_store_agree(pair):
    amal, ben = pair
    write(amal, "deleted", True)
    write(ben, "note_kind", "strength")
    give(outgoing(ben), amal)
    operations = [operation for store in pair for each in outgoing(store) for operation in each.operations]
    (clash,) = clashes(amal)
    assert merging.states(operations)[NOTE, "deleted"] == clash.state


def test_typing_over_the_value_shown_leaves_the_other_side_of_a_clash(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    entity = "assessment/a1/strand/culture.voice"
    for store, text in ((amal, "Strong."), (ben, "Weak.")):
        store.write(lambda writing, text=text: writing.set(entity, "reason", text)).result()
    give(outgoing(ben), amal)
    before = amal.write(lambda writing: writing.state(entity, "reason")).result()
    (other,) = {value.value for value in before.values} - {before.shown}
    for text in ("Strong, mostly.", "Strong, nearly always."):
        state = amal.write(lambda writing: writing.state(entity, "reason")).result()
        seen = state.showing("Strong, mostly.") or before.on_screen
        after = amal.write(lambda writing, s=seen, t=text: writing.set(entity, "reason", t, s)).result()
        assert {value.value for value in after.values} == {text, other}


def test_what_the_program_writes_without_a_screen_settles_nothing(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    entity = "assessment/a1/strand/culture.voice"
    for store, text in ((amal, "Strong."), (ben, "Weak.")):
        store.write(lambda writing, text=text: writing.set(entity, "reason", text)).result()
    give(outgoing(ben), amal)
    assert amal.write(lambda writing: writing.set(entity, "reason", "Again.")).result().in_conflict
