import hashlib
from datetime import UTC, datetime

import pytest

from assessor_app.domain.exchange.manifest import manifest_bytes, parse_manifest
from assessor_app.domain.exchange.segment import Manifest, SealedSegment
from assessor_app.domain.journal.operation import Operation
from assessor_app.errors import Refused
from assessor_app.models.database.tables import RECORD
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.journal.segments import acknowledgements, blobs_of, segments_for, unsent
from assessor_app.models.queries import queries
from tests.models.conftest import embedded_only
from tests.models.exchanging import LANES, REALM, give, outgoing, received, seal

STRAND = "assessment/a1/strand/culture.voice"


def write(store, field, value, entity=STRAND, **how):
    return store.write(lambda writing: writing.set(entity, field, value, **how)).result()


def state(store, field, entity=STRAND):
    return store.write(lambda writing: writing.state(entity, field)).result()


def tables(store):
    with store.read() as reading:
        return {name: sorted(map(repr, reading.all(table.select()))) for name, table in RECORD.items()}


@pytest.fixture
def pair(new_store):
    return new_store("amal"), new_store("ben", "P-00000002")


def test_what_one_wrote_the_other_sees(pair):
    amal, ben = pair
    write(amal, "name", "Marsh Lane", "institution/i1")
    write(amal, "reason", "Pupils lead.")
    write(amal, "reason", "Pupils lead well.")
    done = give(outgoing(amal), ben)
    assert (done.segments, done.operations, done.assessments, done.conflicts) == (2, 3, ("a1",), ())
    assert state(ben, "reason") == state(amal, "reason")
    assert tables(ben) == tables(amal)


def test_taking_in_twice_does_nothing(pair):
    amal, ben = pair
    write(amal, "reason", "Pupils lead.")
    segments = outgoing(amal)
    give(segments, ben)
    before = tables(ben)
    done = give([*segments, *segments], ben)
    assert (done.segments, done.known, done.operations) == (0, 2, 0)
    assert tables(ben) == before


def test_two_who_did_not_see_each_other_are_in_conflict_until_one_settles_it(pair):
    amal, ben = pair
    write(amal, "reason", "Strong.")
    write(ben, "reason", "Weak.")
    done = give(outgoing(amal), ben)
    assert done.conflicts == ((STRAND, "reason"),)
    with ben.read() as reading:
        (conflict,) = queries.conflicts(reading, "a1")
    assert {value.value for value in conflict.state.values} == {"Strong.", "Weak."}
    write(ben, "reason", "Mixed.", seen=conflict.state.heads)
    give(outgoing(ben), amal)
    assert state(amal, "reason").shown == "Mixed."
    assert not state(amal, "reason").in_conflict


def test_the_same_value_from_both_is_no_conflict(pair):
    amal, ben = pair
    write(amal, "reason", "Strong.")
    write(ben, "reason", "Strong.")
    assert give(outgoing(amal), ben).conflicts == ()
    assert len(state(ben, "reason").heads) == 2


def test_a_change_made_on_an_old_screen_is_a_conflict_with_what_came_meanwhile(pair):
    amal, ben = pair
    seen = write(amal, "reason", "Good.").heads
    give(outgoing(amal), ben)
    write(ben, "reason", "Weak.")
    give(outgoing(ben), amal)
    found = write(amal, "reason", "Outstanding.", seen=seen)
    assert {value.value for value in found.values} == {"Weak.", "Outstanding."}
    with amal.read() as reading:
        (conflict,) = queries.conflicts(reading, "a1")
    assert conflict.before == "Good."


def test_a_person_is_never_in_conflict_with_themselves_on_one_device(store):
    write(store, "reason", "One.", seen=())
    assert not write(store, "reason", "Two.", seen=()).in_conflict


def test_a_missing_segment_is_named_and_nothing_is_taken_in(pair):
    amal, ben = pair
    write(amal, "reason", "One.")
    seal(amal)
    write(amal, "reason", "Two.")
    write(amal, "school_text", "Ours.")
    segments = outgoing(amal)
    late = [each for each in segments if each.manifest.first_seq == 2 or each.manifest.lane.startswith("visit")]
    with pytest.raises(Refused, match=rf"Changes 1 to 1 of device {amal.device}, judgement/a1 are missing") as caught:
        give(late, ben)
    assert caught.value.code == "gap"
    assert state(ben, "school_text").values == ()
    give(segments, ben)
    assert state(ben, "reason").shown == "Two."


@embedded_only
def test_two_contents_under_one_number_are_a_fork_and_nothing_is_taken_in(new_store, tmp_path):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    write(amal, "reason", "One.")
    seal(amal)
    amal.close()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "assay.db").write_bytes((tmp_path / "amal" / "assay.db").read_bytes())
    copy = new_store("copy", again=True)
    amal = new_store("amal", again=True)
    for each, text in ((amal, "Two."), (copy, "Another two.")):
        write(each, "reason", text)
    give(outgoing(amal), ben)
    with pytest.raises(Refused, match=rf"two different changes 2 of device {amal.device}, judgement/a1") as caught:
        give(outgoing(copy), ben)
    assert caught.value.code == "fork"
    assert state(ben, "reason").shown == "Two."
    with pytest.raises(Refused, match="two different changes 2"):
        give(outgoing(amal), copy)


def test_segments_are_passed_on_byte_for_byte(new_store):
    amal, ben, cara = new_store("amal"), new_store("ben", "P-00000002"), new_store("cara", "P-00000003")
    write(amal, "reason", "Strong.")
    write(ben, "develop", "Trips.")
    give(outgoing(amal), ben)
    relayed = outgoing(ben)
    give(relayed, cara)
    with amal.read() as own, cara.read() as third:
        (original,) = segments_for(own, LANES)
        assert original in segments_for(third, LANES)
    assert tables(cara) == tables(ben)


def test_sealing_again_makes_nothing_and_then_only_what_is_new(store):
    write(store, "reason", "One.")
    assert seal(store) == 1
    assert seal(store) == 0
    write(store, "reason", "Two.")
    with store.read() as reading:
        assert unsent(reading)["judgement/a1"] == 2, "sealed is not sent"
    assert seal(store) == 1
    with store.read() as reading:
        first, second = (parse_manifest(each.manifest) for each in segments_for(reading, LANES))
        assert len(segments_for(reading, LANES, {(store.device, "judgement/a1"): 1})) == 1
        (tip,) = acknowledgements(reading)
    assert second.prev == hashlib.sha256(segments_manifest(store, 0)).hexdigest()
    assert (first.last_seq, second.first_seq, tip.last_seq) == (1, 2, 2)


def segments_manifest(store, index):
    with store.read() as reading:
        return segments_for(reading, LANES)[index].manifest


def test_a_segment_lists_the_files_its_changes_name(store):
    def change(writing):
        writing.register_blob("e" * 64, 12)
        writing.set("assessment/a1/evidence/e1", "file_sha256", "e" * 64)
        writing.set("assessment/a1/evidence/e2", "file_sha256", "f" * 64)

    store.write(change).result()
    (segment,) = (each.sealed for each in outgoing(store))
    assert [(blob.sha256, blob.size) for blob in blobs_of([segment])] == [("e" * 64, 12)]


def test_private_notes_leave_only_when_their_lane_is_named(pair):
    amal, ben = pair
    write(amal, "working_notes", "Ask about SEND.")
    write(amal, "reason", "Strong.")
    give(outgoing(amal, LANES[:3]), ben)
    assert state(ben, "working_notes").values == ()
    assert state(ben, "reason").shown == "Strong."


def test_a_clock_far_ahead_is_shown_but_neither_adopted_nor_able_to_win(new_store, clock):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    clock.forward(days=365 * 900)
    write(ben, "reason", "From the future.")
    segments = outgoing(ben)
    clock.forward(days=-365 * 900)
    give(segments, amal)
    written = write(amal, "reason", "Sane.")
    assert written.shown == "Sane."
    with amal.read() as reading:
        changes = queries.history(reading, "a1")
    assert [change.after for change in changes] == ["From the future.", "Sane."]
    assert changes[1].at.year == 2026


def crafted(operation, prev=""):
    """A segment that holds one operation, as somebody else's program may have made it."""
    content = operation.canonical() + b"\n"
    manifest = Manifest(
        REALM,
        operation.device,
        operation.lane,
        operation.actor,
        first_seq=operation.seq,
        last_seq=operation.seq,
        prev=prev,
        operations_sha256=hashlib.sha256(content).hexdigest(),
        operations_size=len(content),
        operations_count=1,
        blobs=(),
        created=datetime(2026, 11, 22, tzinfo=UTC),
        app="x",
    )
    return received(SealedSegment(manifest_bytes(manifest), b"", content))


def test_a_change_that_names_one_of_another_field_does_not_replace_it(pair):
    amal, ben = pair
    kept = write(amal, "reason", "Strong.").heads[0]
    segment = crafted(
        Operation("f" * 16, "judgement/a1", 1, "P-00000003", 1, STRAND, "saw", "A trick.", parents=(kept,))
    )
    give([segment], amal)
    give([segment], ben)
    give(outgoing(amal), ben)
    for store in pair:
        assert (state(store, "reason").shown, state(store, "saw").shown) == ("Strong.", "A trick.")
        assert rebuild_and_compare(store).differences == ()


def test_a_segment_that_follows_another_one_than_is_here_is_a_fork(store):
    first, second = (
        Operation("f" * 16, "judgement/a1", seq, "P-00000003", seq, STRAND, "saw", str(seq)) for seq in (1, 2)
    )
    give([crafted(first)], store)
    with pytest.raises(Refused) as caught:
        give([crafted(second, prev="a" * 64)], store)
    assert caught.value.code == "fork"
    assert give([crafted(second, prev=crafted(first).sha256)], store).operations == 1


def test_another_clock_that_is_a_little_ahead_is_adopted(new_store, clock):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    clock.forward(hours=2)
    ahead = write(ben, "reason", "Ahead.").values[0].hlc
    segments = outgoing(ben)
    clock.forward(hours=-2)
    give(segments, amal)
    assert write(amal, "saw", "After.").values[0].hlc > ahead


def test_each_author_of_a_profile_has_segments_of_their_own(new_store):
    store = new_store("amal")
    write(store, "reason", "Before the office gave a number.")
    store.close()
    store = new_store("amal", "A-0001", again=True)
    write(store, "saw", "After.")
    write(store, "reason", "Also after.", seen=())
    assert not state(store, "reason").in_conflict
    assert [each.manifest.actor for each in outgoing(store)] == ["P-7F2C19A4", "A-0001"]


def test_history_lists_a_change_that_settled_a_conflict_once(pair):
    amal, ben = pair
    write(amal, "reason", "Strong.")
    write(ben, "reason", "Weak.")
    give(outgoing(ben), amal)
    write(amal, "reason", "Mixed.")
    with amal.read() as reading:
        changes = queries.history(reading, "a1")
    assert sorted(change.after for change in changes[:2]) == ["Strong.", "Weak."]
    assert [change.after for change in changes[2:]] == ["Mixed."]


def test_a_segment_whose_lines_are_not_its_operations_is_refused(pair):
    amal, ben = pair
    write(amal, "reason", "Strong.")
    (segment,) = outgoing(amal)
    other = received(segment.sealed)
    object.__setattr__(other.operations[0], "value", "Weak.")
    with pytest.raises(Refused, match="does not hold what it says"):
        give([other], ben)
