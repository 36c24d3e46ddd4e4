import pyrage
import pytest

from assessor_app.errors import Refused, Unavailable
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.queries import queries
from assessor_app.models.upkeep.backing_up import backup, restore
from assessor_app.models.upkeep.checking import check
from tests.models.conftest import KEY, embedded_only
from tests.models.database.test_store import MINE, STRAND, begin
from tests.models.exchanging import give, outgoing, seal


def put(store, field, value, entity=STRAND, **how):
    return store.write(lambda writing: writing.set(entity, field, value, **how)).result()


def tamper(store, statement):
    store.write(lambda writing: writing.connection.exec_driver_sql(statement).rowcount).result()


@pytest.fixture
def pair(new_store):
    """Two stores with conflicts, deletions, growth and segments from each other."""
    amal, ben = new_store("amal"), new_store("ben", "P-00000002")
    begin(amal)
    put(amal, "level", "secure", MINE)
    put(amal, "flagged", True)
    put(amal, "school_evidence", ["e1", "e2"])
    put(amal, "text", "Seen in class.", "assessment/a1/note/n1")
    put(amal, "deleted", True, "assessment/a1/note/n1")
    state = put(amal, "reason", "P")
    put(amal, "reason", "Pupils lead.", growing=state.heads[0])
    put(ben, "reason", "Weak.")
    give(outgoing(amal), ben)
    give(outgoing(ben), amal)
    put(amal, "develop", "Trips.")
    return amal, ben


@pytest.fixture
def blobs(tmp_path):
    identity = pyrage.x25519.Identity.generate()
    return Blobs(tmp_path / "blobs", str(identity.to_public()), str(identity))


def test_a_whole_profile_has_no_faults(pair):
    for store in pair:
        assert check(store) == ()
        rebuilt = rebuild_and_compare(store)
        assert rebuilt.differences == ()
        assert rebuilt.rows == 5


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE judgement SET level = 'leading'", "judgement a1/culture.voice/P-7F2C19A4 level"),
        ("UPDATE strand_record SET flagged = 7", "strand_record a1/culture.voice flagged"),
        ("UPDATE strand_record SET reason = reason || ' '", "strand_record a1/culture.voice reason"),
        ("DELETE FROM note", "note a1/n1"),
        ("INSERT INTO note (assessment, note, text) VALUES ('a1', 'n2', 'x')", "note a1/n2"),
        ("INSERT INTO institution (institution) VALUES ('i9')", "institution i9"),
        ("DELETE FROM head WHERE field = 'develop'", "head judgement/a1, private/a1, visit/a1"),
    ],
)
def test_a_tampered_table_is_found_and_named(pair, statement, where):
    tamper(pair[0], statement)
    found = [problem.where for problem in rebuild_and_compare(pair[0]).differences]
    assert where in found or where.replace(", private/a1", "") in found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE operation SET body = REPLACE(body, 'Trips', 'Tripe')", "changed-operation"),
        ("UPDATE operation SET actor = 'P-00000009' WHERE field = 'develop'", "changed-operation"),
        ("DELETE FROM operation_parent", "changed-operation"),
        ("UPDATE operation SET seq = seq + 1 WHERE number = (SELECT MAX(number) FROM operation)", "missing-operation"),
        ("UPDATE segment SET prev = 'x' WHERE first_seq = 1", "broken-chain"),
        ("UPDATE segment SET manifest = signature WHERE first_seq = 1", "changed-segment"),
    ],
)
def test_a_tampered_journal_is_found(pair, statement, code):
    put(pair[0], "develop", "Trips and visits.")
    tamper(pair[0], statement)
    assert code in {problem.code for problem in check(pair[0])}


@embedded_only
def test_a_flipped_bit_is_found(pair, new_store):
    store = pair[0]
    with store.read() as reading:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'debrief_listener'"
        page = reading.connection.exec_driver_sql(query).scalar_one()
    store.close()
    database = store.folder / "assay.db"
    raw = bytearray(database.read_bytes())
    raw[4096 * page - 2000] ^= 1
    database.write_bytes(raw)
    assert "damaged-page" in {problem.code for problem in check(new_store("amal", again=True))}


def test_backup_restores_to_the_same_record_under_a_new_device(pair, blobs, tmp_path, new_store):
    entry = blobs.put_bytes(b"minutes")
    made = backup(pair[0], blobs, tmp_path / "stick")
    assert (made.files, made.held) == (1, 1)
    assert backup(pair[0], blobs, tmp_path / "stick").files == 0
    device = restore(tmp_path / "stick", tmp_path / "new", tmp_path / "new" / "blobs", KEY)
    restored = new_store("new", again=True)
    assert device == restored.device != pair[0].device
    assert (tmp_path / "new" / "blobs" / entry.sha256[:2] / f"{entry.sha256}.age").is_file()
    assert check(restored) == ()
    assert rebuild_and_compare(restored).differences == ()
    assert texts(restored) == texts(pair[0])
    assert sorted(path.name for path in (tmp_path / "stick").iterdir()) == ["assay.db", "blobs"]


def texts(store):
    with store.read() as reading:
        record = queries.load_assessment(reading, "a1", "P-7F2C19A4", ("culture.voice",), lambda sha: False)
    strand = record.strands[0]
    return [strand.reason, strand.develop, strand.flagged, strand.school_evidence, record.conflicts, record.notes]


def test_a_backup_is_complete_while_somebody_reads_an_old_state(pair, blobs, tmp_path, new_store):
    with pair[0].read() as reading:
        assert queries.exists(reading, "a1")
        put(pair[0], "develop", "Written after the reader began.")
        backup(pair[0], blobs, tmp_path / "stick")
    restore(tmp_path / "stick", tmp_path / "new", tmp_path / "new" / "blobs", KEY)
    assert texts(new_store("new", again=True))[1] == "Written after the reader began."


def test_restoring_loses_no_write_and_forks_nothing(new_store, blobs, tmp_path):
    amal, office = new_store("amal"), new_store("office", "A-0001")
    put(amal, "reason", "Before.")
    put(amal, "saw", "Not sealed when backed up.")
    backup(amal, blobs, tmp_path / "stick")
    put(amal, "reason", "Sent after the backup.")
    give(outgoing(amal), office)
    amal.close()
    restore(tmp_path / "stick", tmp_path / "new", tmp_path / "new" / "blobs", KEY)
    new = new_store("new", again=True)
    put(new, "reason", "Written after restoring.")
    give(outgoing(new), office)
    give(outgoing(office), new)
    for store in (new, office):
        state = store.write(lambda writing: writing.state(STRAND, "reason")).result()
        assert {value.value for value in state.values} == {"Sent after the backup.", "Written after restoring."}
        saw = store.write(lambda writing: writing.state(STRAND, "saw")).result()
        assert (saw.shown, saw.in_conflict) == ("Not sealed when backed up.", False)
        assert check(store) == ()
        assert rebuild_and_compare(store).differences == ()


def test_a_damaged_backup_is_refused_and_leaves_nothing(pair, blobs, tmp_path):
    backup(pair[0], blobs, tmp_path / "stick")
    database = tmp_path / "stick" / "assay.db"
    raw = bytearray(database.read_bytes())
    raw[-2000] ^= 1
    database.write_bytes(raw)
    with pytest.raises(Refused, match="damaged"):
        restore(tmp_path / "stick", tmp_path / "new", tmp_path / "new" / "blobs", KEY)
    assert list((tmp_path / "new").iterdir()) == []


def test_restoring_over_a_profile_is_refused(pair, blobs, tmp_path):
    backup(pair[0], blobs, tmp_path / "stick")
    with pytest.raises(Refused, match="a profile in this folder already"):
        restore(tmp_path / "stick", pair[1].folder, tmp_path / "blobs", KEY)
    with pytest.raises(Unavailable, match="no backup"):
        restore(tmp_path / "empty", tmp_path / "new", tmp_path / "blobs", KEY)


def test_sealed_work_is_not_issued_again(new_store, blobs, tmp_path):
    amal = new_store("amal")
    put(amal, "reason", "Sealed.")
    seal(amal)
    backup(amal, blobs, tmp_path / "stick")
    restore(tmp_path / "stick", tmp_path / "new", tmp_path / "new" / "blobs", KEY)
    new = new_store("new", again=True)
    assert seal(new) == 0
    assert [each.manifest.device for each in outgoing(new)] == [amal.device]


@embedded_only
def test_a_damaged_database_does_not_replace_a_good_backup(pair, blobs, tmp_path):
    amal, database = pair[0], pair[0].folder / "assay.db"
    backup(amal, blobs, tmp_path / "stick")
    good = (tmp_path / "stick" / "assay.db").read_bytes()
    content = bytearray(database.read_bytes())
    content[-100] ^= 255
    database.write_bytes(content)
    with pytest.raises(Refused, match="damaged"):
        backup(amal, blobs, tmp_path / "stick")
    assert (tmp_path / "stick" / "assay.db").read_bytes() == good


def test_a_file_that_was_cut_short_does_not_replace_the_whole_one_in_the_backup(pair, blobs, tmp_path):
    store = pair[0]
    sha256 = blobs.put_bytes(b"minutes of the governors").sha256
    backup(store, blobs, tmp_path / "backup")
    kept = tmp_path / "backup" / "blobs" / sha256[:2] / f"{sha256}.age"
    whole = kept.read_bytes()
    blobs.path_of(sha256).write_bytes(b"")
    backup(store, blobs, tmp_path / "backup")
    assert kept.read_bytes() == whole
    assert blobs.damaged() == (sha256,)
