"""Notes of the visit through the services: kept whole, taken back whole, and local ones never in what is sent."""

import pytest

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.journal.record import private_lane, shared_lanes
from assessor_app.domain.visit.note_taking import NewNote
from assessor_app.domain.visit.still_to_see import thin_strands, untagged
from assessor_app.errors import WrongUse
from tests.services.visit_day import Day

CULTURE = "evaluating-impact.culture"


@pytest.fixture
def day(tmp_path):
    opened = Day(tmp_path)
    yield opened
    opened.store.close()


def keep(day, text, **facts):
    return day.capture.keep(day.id, NewNote(text, **facts)).result().note


def test_a_note_is_read_back_as_it_was_kept(day):
    kept = keep(day, " They plan together. ", kind=NoteKind.STRENGTH, strand=CULTURE, source="PD leader", session="s1")
    assert day.read().notes == (kept,)
    assert kept.text == "They plan together."


def test_an_empty_note_is_refused(day):
    with pytest.raises(WrongUse):
        day.capture.keep(day.id, NewNote("  \n"))


def test_keeping_a_note_empties_the_draft_in_the_same_step(day):
    day.capture.draft(day.id, "They plan", (), None).result()
    assert day.read().draft == "They plan"
    keep(day, "They plan together")
    assert day.read().draft == ""


def test_a_draft_is_one_operation_that_grows_and_nothing_to_undo(day):
    first = day.capture.draft(day.id, "They", (), None).result()
    grown = day.capture.draft(day.id, "They plan", first.state.heads, first.operation).result()
    day.capture.draft(day.id, "", grown.state.heads, grown.operation).result()
    assert sum(change.field == "capture_draft" for change in day.visits.history(day.id)) == 1
    assert day.judging.undo(day.id).result() is None


def test_one_undo_takes_back_one_note_and_redo_brings_it_again(day):
    keep(day, "First")
    second = keep(day, "Second", kind=NoteKind.CHECK, strand=CULTURE)
    undone = day.judging.undo(day.id).result()
    assert undone.words == "note"
    assert [note.text for note in day.read().notes] == ["First"]
    day.judging.redo(day.id).result()
    assert day.read().notes[-1] == second


def test_a_tag_comes_later_and_is_one_thing_to_undo(day):
    note = keep(day, "They plan together")
    day.capture.change(day.id, note, "strand", CULTURE).result()
    assert day.read().notes[0].strand == CULTURE
    day.judging.undo(day.id).result()
    assert day.read().notes[0].strand == ""


def test_a_removed_note_comes_back_by_undo(day):
    note = keep(day, "They plan together")
    day.capture.remove(day.id, note).result()
    assert day.read().notes == ()
    day.judging.undo(day.id).result()
    assert day.read().notes == (note,)


def test_what_notes_do_not_have_cannot_be_changed(day):
    note = keep(day, "They plan together")
    with pytest.raises(WrongUse):
        day.capture.change(day.id, note, "taken_at", "2020")
    with pytest.raises(WrongUse):
        day.capture.change(day.id, note, "text", "  ")


def test_a_local_note_is_in_no_lane_that_a_bundle_carries_even_with_private_notes_ticked(day):
    kept = keep(day, "Safeguarding: spoke to the lead", local=True)
    day.capture.draft(day.id, "and more", (), None).result()
    assert day.read().local_notes == (kept,)
    assert day.read().notes == ()
    sent = (*shared_lanes(day.id, "i1"), private_lane(day.id))
    day.store.write(lambda writing: writing.seal(sent, lambda raw: b"s", "", "Assay")).result()
    everything = day.visits.history(day.id)
    local = [change for change in everything if "local-note" in change.entity or change.field == "capture_draft"]
    assert local
    with day.store.read() as reading:
        from assessor_app.models.journal.segments import segments_for

        carried = b"".join(segment.operations for segment in segments_for(reading, sent))
    assert b"Safeguarding" not in carried
    assert b"and more" not in carried
    assert kept.id.encode() not in carried


def test_a_local_note_can_be_taken_back_too(day):
    keep(day, "Stays here", local=True)
    assert day.judging.undo(day.id).result().words == "note that stays here"
    assert day.read().local_notes == ()


def test_tagged_notes_make_a_strand_less_thin(day):
    scheme = day.visits.scheme_of(day.read())
    assert len(thin_strands(day.read(), scheme)) == 16
    note = keep(day, "One", strand=CULTURE)
    keep(day, "Two", strand=CULTURE, local=True)
    keep(day, "Three")
    assert CULTURE not in {thin.strand.id for thin in thin_strands(day.read(), scheme)}
    assert [each.text for each in untagged(day.read())] == ["Three"]
    assert note.strand == CULTURE


def test_what_an_edit_of_a_note_has_seen_is_read_back_with_it(day):
    note = keep(day, "They plan together")
    after = day.capture.change(day.id, note, "text", "They plan in pairs", note.text_state.on_screen).result()
    (held,) = day.read().notes
    assert held.text_state.heads == after.state.heads != note.text_state.heads
