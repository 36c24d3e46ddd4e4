from assessor_app.models.queries import queries
from tests.models.conftest import embedded_only
from tests.models.exchanging import give, outgoing

STRAND = "assessment/a1/strand/culture.voice"
MINE = f"{STRAND}/judgement/P-7F2C19A4"
NOTE = "assessment/a1/note/n1"


def put(store, value, field="reason", entity=STRAND, **how):
    return store.write(lambda writing: writing.set(entity, field, value, **how)).result()


def shown(store, field="reason", entity=STRAND):
    return store.write(lambda writing: writing.state(entity, field)).result().shown


def undo(store):
    return store.write(lambda writing: writing.undo("a1")).result()


def redo(store):
    return store.write(lambda writing: writing.redo("a1")).result()


def test_undo_and_redo_walk_through_the_values(store):
    for level in ("emerging", "secure", "leading"):
        put(store, level, "level", MINE)
    back = [undo(store).value, undo(store).value, undo(store).value]
    assert back == ["secure", "emerging", None]
    assert undo(store) is None
    assert [redo(store).value, redo(store).value, redo(store).value] == ["emerging", "secure", "leading"]
    assert redo(store) is None
    assert undo(store).value == "secure"


def test_undo_says_what_it_did_and_is_part_of_history(store):
    put(store, "secure", "level", MINE)
    put(store, "leading", "level", MINE)
    done = undo(store)
    assert (done.words, done.entity, done.field, done.value) == ("judgement", MINE, "level", "secure")
    assert done.state.shown == "secure"
    assert (done.shared, done.passed) == (False, 0)
    with store.read() as reading:
        assert [change.after for change in queries.history(reading, "a1")] == ["secure", "leading", "secure"]


def test_undo_works_after_a_restart(new_store):
    store = new_store()
    put(store, "One.")
    put(store, "Two.")
    store.close()
    store = new_store(again=True)
    assert undo(store).value == "One."
    store.close()
    assert redo(new_store(again=True)).value == "Two."


def test_a_new_change_clears_redo(store):
    put(store, "One.")
    put(store, "Two.")
    undo(store)
    put(store, "secure", "level", MINE)
    assert redo(store) is None
    assert undo(store).field == "level"
    assert undo(store).value is None


def test_a_growing_text_is_undone_as_a_whole(store):
    put(store, "Before.")
    state = put(store, "P")
    put(store, "Pupils lead.", growing=state.heads[0])
    assert undo(store).value == "Before."
    assert redo(store).value == "Pupils lead."


def test_typing_on_after_an_undo_clears_redo(store):
    state = put(store, "P")
    put(store, "secure", "level", MINE)
    undo(store)
    put(store, "Pupils", growing=state.heads[0])
    assert redo(store) is None


def test_what_one_act_changed_is_undone_together(store):
    def judge(writing):
        writing.set(MINE, "level", "not-enough")
        writing.set(STRAND, "flagged", True)

    store.write(judge).result()
    assert undo(store).field == "level"
    assert (shown(store, "level", MINE), shown(store, "flagged")) == (None, None)
    redo(store)
    assert (shown(store, "level", MINE), shown(store, "flagged")) == ("not-enough", True)


def test_undoing_a_new_note_deletes_it_and_redo_brings_it_back(store):
    def add(writing):
        writing.set(NOTE, "text", "Seen in class.")
        writing.set(NOTE, "note_kind", "strength")

    store.write(add).result()
    assert undo(store).words == "note"
    assert (shown(store, "deleted", NOTE), shown(store, "text", NOTE)) == (True, "Seen in class.")
    redo(store)
    assert shown(store, "deleted", NOTE) is False
    undo(store)
    assert shown(store, "deleted", NOTE) is True


def test_what_another_person_replaced_is_passed_over(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    put(amal, "secure", "level", MINE)
    put(amal, "One.")
    give(outgoing(amal), ben)
    put(ben, "Better.")
    give(outgoing(ben), amal)
    done = undo(amal)
    assert (done.field, shown(amal)) == ("level", "Better.")
    assert (done.passed, done.shared) == (1, True)


def test_a_conflict_is_not_undone(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    put(amal, "One.")
    put(ben, "Other.")
    give(outgoing(ben), amal)
    assert undo(amal) is None
    assert len(amal.write(lambda writing: writing.state(STRAND, "reason")).result().values) == 2


def test_what_was_loaded_or_only_opened_is_no_step(store):
    put(store, "One.")
    put(store, "From the school.", "school_text")
    put(store, True, "opened", "assessment/a1/evidence/e1")
    assert undo(store).field == "reason"


def test_steps_of_one_assessment_leave_another_alone(store):
    put(store, "One.")
    put(store, "Two.", entity="assessment/a2/strand/culture.voice")
    assert undo(store).entity == STRAND
    assert shown(store, entity="assessment/a2/strand/culture.voice") == "Two."


def test_a_value_that_another_person_set_again_is_theirs(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    put(amal, "One.")
    put(amal, "Two.")
    give(outgoing(amal), ben)
    put(ben, "Three.")
    put(ben, "Two.")
    give(outgoing(ben), amal)
    assert undo(amal) is None
    assert shown(amal) == "Two."


@embedded_only
def test_a_change_that_failed_does_not_spoil_redo(store):
    put(store, "One.")
    put(store, "Two.")
    undo(store)

    def fail_at_commit(writing):
        writing.set(STRAND, "saw", "x")
        writing.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        writing.connection.exec_driver_sql("INSERT INTO operation_parent VALUES (99999, 'nothing')")

    assert "FOREIGN KEY" in str(store.write(fail_at_commit).exception())
    assert shown(store, "saw") is None
    put(store, "Seen.", "saw")
    assert redo(store) is None
