"""The journal as a person reads it."""

from datetime import UTC, datetime, timedelta

import pytest

from assessor_app.domain.journal.change import Change
from assessor_app.domain.journal.history_entries import HistoryReader, chosen, entries
from tests.domain.small_scheme import small_scheme

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SCHEME = small_scheme([2, 2], 3, [(1, 1)])
STRAND = next(strand.id for strand in SCHEME.strands)
LEVEL = SCHEME.levels[0]
BASE = f"assessment/a1/strand/{STRAND}"
READER = HistoryReader(SCHEME, {"P-1": "Amara Okafor", "P-2": "David Llewellyn"}, {}, NOW)


def change(field, before, after, minute=0, entity=BASE, actor="P-1", **more):
    return Change(f"op{minute}{field}{entity}", "d1", actor, NOW + timedelta(minutes=minute), entity, field, before,
                  after, more.pop("superseded", False), **more)  # fmt: skip


def told(*changes):
    return [(each.what, each.before, each.after) for each in entries(changes, READER)]


def test_a_judgement_is_told_by_the_names_of_its_levels():
    assert told(change("level", None, LEVEL.id, entity=f"{BASE}/judgement/P-1")) == [
        ("Judgement", "not judged", LEVEL.name)
    ]


def test_one_edit_of_a_text_is_one_entry_from_first_to_last():
    edits = (change("develop", "A", "B", 0), change("develop", "B", "C", 5), change("develop", "C", "D", 50))
    assert told(*edits) == [("Areas for development", "A", "C"), ("Areas for development", "C", "D")]


def test_what_two_people_wrote_is_never_one_edit():
    edits = (change("develop", "A", "B"), change("develop", "B", "C", 1, actor="P-2"))
    assert [each.who for each in entries(edits, READER)] == ["Amara Okafor", "David Llewellyn"]


def test_a_settled_clash_is_told_even_when_the_shown_value_stays():
    (entry,) = entries([change("develop", "A", "A", settled=True)], READER)
    assert entry.settled


def test_a_workbook_that_was_loaded_is_one_entry():
    loaded = [
        change("file_name", None, "answers.xlsx", entity="assessment/a1/submission/s1"),
        change("school_level", None, LEVEL.id),
        change("school_text", None, "We plan it."),
        change("title", None, "Policy", entity="assessment/a1/evidence/e1"),
        change("text", None, "Coach staff.", entity="assessment/a1/action/a1"),
    ]
    assert told(*loaded) == [("Workbook loaded", "", "answers.xlsx: 1 strand, 1 piece of evidence, 1 action")]


def test_points_that_the_program_drew_are_one_entry_and_ones_own_are_told():
    base = "assessment/a1/debrief/leaders/point"
    drawn = [change("text", None, "x", entity=f"{base}/strengths-{STRAND}-{place}") for place in (1, 2)]
    own = change("text", None, "Ours.", 2, entity=f"{base}/0a1b2c")
    assert told(*drawn, own) == [("Points prepared", "", "2 points"), ("Debrief point added", "", "Ours.")]


@pytest.mark.parametrize(
    ("value", "what", "before", "after"),
    [(True, "Note deleted", "", ""), (False, "Note brought back", "", "Seen in class.")],
)
def test_deleting_and_bringing_back_say_what_it_was(value, what, before, after):
    entity = "assessment/a1/note/n1"
    reader = HistoryReader(SCHEME, {}, {entity: "Seen in class."}, NOW)
    (entry,) = entries([change("deleted", not value, value, entity=entity)], reader)
    assert (entry.what, entry.after) == (what, after)
    assert (entry.before or "Seen in class.") == "Seen in class."


def test_a_clock_more_than_a_day_ahead_is_marked():
    found = entries([change("saw", None, "x", 60), change("effect", None, "x", 60 * 25)], READER)
    assert [entry.clock_ahead for entry in found] == [False, True]


def test_a_file_that_was_only_looked_at_is_not_told():
    assert told(change("opened", None, True, entity="assessment/a1/evidence/e1")) == []


def test_it_can_be_narrowed_by_strand_field_and_person():
    reply = change("reply", None, "y", 1, "assessment/a1/debrief/leaders", "P-2")
    found = entries([change("saw", None, "x"), reply], READER)
    assert [entry.field for entry in chosen(found, strand=STRAND)] == [f"strand/{STRAND}/saw"]
    assert [entry.field for entry in chosen(found, field="reply")] == ["debrief/leaders/reply"]
    assert [entry.field for entry in chosen(found, person="david")] == ["debrief/leaders/reply"]
    assert chosen(found, person="P-9") == []
