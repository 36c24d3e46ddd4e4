import pytest
from sqlalchemy import event

from assessor_app.domain.assessment.assessment import NoteKind, Stage
from assessor_app.errors import WrongUse
from assessor_app.models.queries import queries
from tests.models.database.test_store import STRAND, begin
from tests.models.exchanging import give, outgoing

PERSON = "P-7F2C19A4"
STRANDS = ("culture.voice", "culture.staff")


def fill(store, values, base="assessment/a1"):
    def change(writing):
        for path, value in values.items():
            entity, _, field = path.rpartition("/")
            writing.set(f"{base}/{entity}" if entity else base, field, value)

    store.write(change).result()


def load(store, held=lambda sha: False):
    with store.read() as reading:
        return queries.load_assessment(reading, "a1", PERSON, STRANDS, held)


def test_the_whole_record_comes_back(store):
    begin(store)
    fill(
        store,
        {
            "evidence/e1/title": "Minutes",
            "evidence/e1/code": "E1",
            "evidence/e1/file_sha256": "e" * 64,
            "evidence/e1/file_size": 12,
            "evidence/e1/strands": ["culture.voice"],
            "evidence/e1/opened": True,
            "note/n1/text": "Heard in assembly.",
            "note/n1/note_kind": "strength",
            "action/a/text": "Train staff.",
            "debrief/leaders/reply": "We agree.",
            "debrief/leaders/point/p2/text": "Second",
            "debrief/leaders/point/p2/position": 2,
            "debrief/leaders/point/p1/text": "First",
            "debrief/leaders/point/p1/position": 1,
            "debrief/leaders/point/p1/said": True,
            "debrief/leaders/listener/l1/name": "Ms Hale",
            "report/10/signed_at": "2026-12-02T10:00:00Z",
            "report/9/signed_at": "2026-12-01T10:00:00Z",
            "report/9/reopened_at": "2026-12-01T11:00:00Z",
            "summary": "A strong school.",
        },
    )
    found = load(store, lambda sha: sha == "e" * 64)
    (evidence,) = found.evidence
    assert (evidence.held, evidence.opened, evidence.strands, evidence.file_size) == (True, True, STRANDS[:1], 12)
    assert [(note.text, note.kind) for note in found.notes] == [("Heard in assembly.", NoteKind.STRENGTH)]
    assert found.actions[0].text == "Train staff."
    (debrief,) = found.debriefs
    assert [point.text for point in debrief.points] == ["First", "Second"]
    assert (debrief.reply, debrief.reply_state.shown, debrief.listeners[0].name) == (
        "We agree.",
        "We agree.",
        "Ms Hale",
    )
    assert [report.version for report in found.reports] == [9, 10]
    assert found.locked
    assert found.summary == "A strong school."
    assert [strand.strand for strand in found.strands] == list(STRANDS)


def test_what_is_deleted_is_left_out(store):
    begin(store)
    fill(store, {"note/n1/text": "x", "note/n1/deleted": True, "note/n2/text": "y"})
    assert [note.id for note in load(store).notes] == ["n2"]
    fill(store, {"deleted": True})
    with store.read() as reading:
        assert queries.list_assessments(reading) == ()
        assert not queries.exists(reading, "a1")


def test_an_unknown_assessment_is_said(store):
    with pytest.raises(WrongUse, match="no assessment 'a1'"):
        load(store)


def test_conflicts_are_counted_and_both_values_are_there(new_store):
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    begin(amal)
    fill(amal, {"strand/culture.voice/reason": "Strong."})
    fill(ben, {"strand/culture.voice/reason": "Weak."})
    give(outgoing(ben), amal)
    found = load(amal)
    assert found.conflicts == 1
    assert found.strand("culture.voice").states["reason"].in_conflict


def test_loading_takes_the_same_number_of_queries_however_much_there_is(store):
    begin(store)
    few = statements(store)
    for number in range(40):
        fill(store, {f"note/n{number}/text": "x", f"strand/s{number}/judgement/{PERSON}/level": "secure"})
    assert statements(store) == few


def statements(store):
    seen = []
    with store.read() as reading:
        engine = reading.connection.engine

        def note(connection, cursor, statement, *rest):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        queries.load_assessment(reading, "a1", PERSON, STRANDS, lambda sha: False)
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_assessments_are_found_by_what_people_call_them(store):
    begin(store)
    fill(store, {"reference": "QM-100%_26"})
    for words, hit in (("marsh", 1), ("100%_", 1), ("a1", 1), ("%", 1), ("lane_", 0), ("hill", 0)):
        with store.read() as reading:
            assert len(queries.find_assessments(reading, words)) == hit, words


def test_the_fingerprint_follows_shared_data_only(store):
    begin(store)

    def heads():
        with store.read() as reading:
            return queries.head_operations(reading, "a1")

    before = heads()
    fill(store, {"strand/culture.voice/working_notes": "private"})
    assert heads() == before
    fill(store, {"strand/culture.voice/reason": "shared"})
    assert heads() != before


def test_a_workbook_is_known_by_its_content(store):
    begin(store)
    fill(store, {"submission/s1/file_sha256": "e" * 64})
    with store.read() as reading:
        assert queries.assessment_of_submission(reading, "e" * 64) == "a1"
        assert queries.assessment_of_submission(reading, "f" * 64) == ""
        assert queries.edition_of(reading, "a1") == ("pdqm", "2026")
        assert [each.name for each in queries.institutions(reading)] == ["Marsh Lane"]


def test_what_a_later_version_wrote_is_read_harmlessly(store):
    begin(store)
    fill(store, {"stage": "panel-of-2031", "visit_on": "soon", "note/n1/text": "x", "note/n1/note_kind": "new"})
    found = load(store)
    assert (found.stage, found.visit_on, found.notes[0].kind) == (Stage.READING, None, NoteKind.NOTE)


def test_readers_see_one_moment_while_others_write(store):
    begin(store)
    with store.read() as reading:
        assert queries.field_state(reading, STRAND, "reason").values == ()
        fill(store, {"strand/culture.voice/reason": "later"})
        assert queries.field_state(reading, STRAND, "reason").values == ()
    with store.read() as reading:
        assert queries.field_state(reading, STRAND, "reason").shown == "later"
