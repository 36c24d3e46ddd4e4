"""Several programs on one server's database, and what happens when it goes away."""

import subprocess
import sys
import threading

import pytest

from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.models.database import server
from assessor_app.models.database.joining import MOVED, OwnFile, join
from assessor_app.models.database.location import read_location
from assessor_app.models.database.server import ServerDatabase, address_of
from assessor_app.models.database.store import Author, Store
from assessor_app.models.database.tables import OPERATION
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.upkeep.checking import check
from tests.models.conftest import KEY, PERSON, server_only
from tests.models.exchanging import give, outgoing
from tests.postgresql import name_of, running

STRAND = "assessment/a1/strand/culture.voice"

WRITER = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from assessor_app.models.database.store import Author, Store

folder, person, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = Store.open(folder, {KEY!r}, Author(person), lambda: datetime(2026, 11, 22, 11, 42, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
for n in range(count):
    heads = store.write(lambda writing: writing.set({STRAND!r}, "reason", f"{{person}} {{n}}")).result().heads
    store.write(lambda writing: writing.set({STRAND!r}, "saw", f"{{person}} {{n}}", seen=())).result()
    print(heads[0], flush=True)
store.close()
"""


def put(store, value, field="reason", entity=STRAND, **how):
    return store.write(lambda writing: writing.set(entity, field, value, **how)).result()


def state(store, field="reason", entity=STRAND):
    return store.write(lambda writing: writing.state(entity, field)).result()


def operations(store):
    with store.read() as reading:
        return reading.all(OPERATION.select().order_by(OPERATION.c.number))


def is_whole(store):
    return check(store) == () and rebuild_and_compare(store).differences == ()


@pytest.fixture
def address(new_server_store):
    return new_server_store()


@pytest.fixture
def colleague(tmp_path, address, clock):
    """Opens the store of one more person on the same database."""
    opened = []

    def make(name, person=PERSON, again=False):
        if not again:
            join(OwnFile(tmp_path / name, KEY), address)
        store = Store.open(tmp_path / name, KEY, Author(person), clock)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


def test_processes_that_write_at_the_same_time_lose_nothing(tmp_path, colleague):
    people, each = ("P-00000001", "P-00000002", "P-00000003"), 25
    for person in people:
        colleague(person, person).close()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / person), person, str(each)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for person in people
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    acknowledged = {line for process in processes for line in process.communicate(timeout=300)[0].split()}
    store = colleague("reader", "P-00000009")
    rows = operations(store)
    assert acknowledged <= {row.id for row in rows}
    assert len(rows) == 2 * each * len(people)
    for device in {row.device for row in rows}:
        assert [row.seq for row in rows if row.device == device] == list(range(1, 2 * each + 1))
    assert not state(store).in_conflict  # each had the one before on screen
    assert len(state(store, "saw").values) == len(people)  # nobody had
    assert is_whole(store)


def test_a_bundle_taken_in_by_two_at_once_is_applied_once(tmp_path, clock, colleague):
    amal = Store.create(tmp_path / "laptop", KEY, Author("P-00000007"), clock)
    put(amal, "Pupils lead.")
    put(amal, "Trips.", "develop")
    segments = outgoing(amal)
    amal.close()
    offices = [colleague("joan", "P-00000001"), colleague("ines", "P-00000002")]
    barrier, done = threading.Barrier(2), []

    def take_in(store):
        barrier.wait()
        done.append(give(segments, store))

    threads = [threading.Thread(target=take_in, args=(store,)) for store in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((each.segments, each.known, each.operations) for each in done) == [(0, 1, 0), (1, 0, 2)]
    assert len(operations(offices[0])) == 2
    assert is_whole(offices[1])


def test_each_profile_is_a_device_of_its_own_and_sees_what_the_other_wrote(colleague):
    joan, ines = colleague("joan", "P-00000001"), colleague("ines", "P-00000002")
    assert joan.device != ines.device
    seen = put(joan, "Joan's.").heads
    put(ines, "Ines's.")
    assert state(joan).shown == "Ines's."
    assert put(joan, "On an old screen.", seen=seen).in_conflict


def test_undo_is_each_ones_own(colleague):
    joan, ines = colleague("joan", "P-00000001"), colleague("ines", "P-00000002")
    put(joan, "One.")
    put(joan, "Two.")
    put(ines, "Seen.", "saw")
    assert ines.write(lambda writing: writing.undo("a1")).result().field == "saw"
    assert ines.write(lambda writing: writing.undo("a1")).result() is None
    assert joan.write(lambda writing: writing.undo("a1")).result().value == "One."
    assert ines.write(lambda writing: writing.redo("a1")).result().value == "Seen."


def test_a_reader_sees_one_moment_and_does_not_wait(colleague):
    joan, ines = colleague("joan", "P-00000001"), colleague("ines", "P-00000002")
    put(joan, "One.")
    with ines.read() as reading:
        before = reading.all(OPERATION.select())
        put(joan, "Two.")
        assert reading.all(OPERATION.select()) == before
    assert len(operations(ines)) == 2


def test_a_lost_connection_is_said_once_and_the_next_call_reconnects(colleague, address, postgresql):
    joan = colleague("joan")
    put(joan, "Kept.")

    def cut(writing):
        writing.set(STRAND, "reason", "Half.")
        cut_all(postgresql, address)
        writing.set(STRAND, "saw", "Half.")

    with pytest.raises(Unavailable, match="cannot be reached") as caught:
        joan.write(cut).result()
    assert caught.value.code == "unreachable"
    assert state(joan).shown == "Kept."
    assert state(joan, "saw").values == ()
    assert put(joan, "Again.").shown == "Again."
    assert is_whole(joan)


def test_a_connection_cut_while_idle_is_replaced_without_a_word(colleague, address, postgresql):
    joan = colleague("joan")
    put(joan, "Kept.")
    cut_all(postgresql, address)
    assert put(joan, "Again.").shown == "Again."
    cut_all(postgresql, address)
    assert len(operations(joan)) == 2


def cut_all(postgresql, address):
    postgresql.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(address)}'")


def test_a_server_that_stops_is_said_and_what_was_saved_is_there_when_it_is_back(tmp_path, clock):
    with running() as own_server:
        join(OwnFile(tmp_path / "joan", KEY), own_server.new_database())
        joan = Store.open(tmp_path / "joan", KEY, Author(PERSON), clock)
        put(joan, "Kept.")
        own_server.stop()
        for attempt in (lambda: put(joan, "Lost."), lambda: operations(joan)):
            with pytest.raises(Unavailable, match="cannot be reached"):
                attempt()
        own_server.start()
        assert put(joan, "Again.").shown == "Again."
        assert [row.seq for row in operations(joan)] == [1, 2]
        joan.close()


def test_a_change_that_waits_too_long_for_another_is_said(colleague, address, monkeypatch):
    monkeypatch.setitem(server._SESSION, "lock_timeout", "50ms")
    joan = colleague("joan")
    other = ServerDatabase(address)
    with other.writing(), pytest.raises(Unavailable, match="Somebody else is saving"):
        put(joan, "Waits.")
    other.close()
    assert put(joan, "Now.").shown == "Now."


def test_a_database_that_was_restored_gives_no_number_twice(tmp_path, clock, colleague, address, postgresql):
    office = Store.create(tmp_path / "other", KEY, Author("P-00000009"), clock)
    joan = colleague("joan")
    put(joan, "Before.")
    joan.close()
    restored = postgresql.new_database(name_of(address))
    joan = colleague("joan", again=True)
    put(joan, "Sent after the dump.")
    give(outgoing(joan), office)
    before = joan.device
    joan.close()
    join(OwnFile(tmp_path / "joan", KEY), restored)
    joan = colleague("joan", again=True)
    device = joan.device
    assert device != before
    put(joan, "After the restore.")
    give(outgoing(joan), office)
    assert {each.value for each in state(office).values} == {"Sent after the dump.", "After the restore."}
    assert is_whole(joan)
    joan.close()
    assert colleague("joan", again=True).device == device
    office.close()


def test_what_a_profile_holds_moves_to_an_empty_database_and_the_file_is_kept(tmp_path, clock, address):
    amal = Store.create(tmp_path / "amal", KEY, Author(PERSON), clock)
    put(amal, "One.")
    put(amal, "Two.")
    device = amal.device
    amal.close()
    assert join(OwnFile(tmp_path / "amal", KEY, "AGE-SECRET-KEY-1"), address).moved == 2
    moved = Store.open(tmp_path / "amal", KEY, Author(PERSON), clock)
    assert (moved.shared, moved.device, moved.file_identity("other")) == (True, device, "AGE-SECRET-KEY-1")
    assert moved.write(lambda writing: writing.undo("a1")).result().value == "One."
    assert put(moved, "Three.").shown == "Three."
    assert is_whole(moved)
    moved.close()
    assert sorted(path.name for path in (tmp_path / "amal").iterdir()) == [MOVED, "database.json"]


def test_work_on_both_sides_or_private_notes_do_not_move(tmp_path, clock, colleague, address):
    private = Store.create(tmp_path / "private", KEY, Author(PERSON), clock)
    put(private, "Ask about SEND.", "working_notes")
    private.close()
    with pytest.raises(Refused, match="private notes"):
        join(OwnFile(tmp_path / "private", KEY), address)
    put(colleague("joan"), "At the office.")
    amal = Store.create(tmp_path / "amal", KEY, Author(PERSON), clock)
    put(amal, "On the laptop.")
    amal.close()
    with pytest.raises(Refused, match="hold work already"):
        join(OwnFile(tmp_path / "amal", KEY), address)
    again = Store.open(tmp_path / "amal", KEY, Author(PERSON), clock)
    assert (again.shared, state(again).shown) == (False, "On the laptop.")
    again.close()


def test_a_move_that_was_interrupted_at_its_end_is_finished(tmp_path, clock, address):
    amal = Store.create(tmp_path / "amal", KEY, Author(PERSON), clock)
    put(amal, "One.")
    amal.close()
    kept = (tmp_path / "amal" / "assay.db").read_bytes()
    join(OwnFile(tmp_path / "amal", KEY), address)
    (tmp_path / "amal" / "database.json").unlink()
    (tmp_path / "amal" / MOVED).unlink()
    (tmp_path / "amal" / "assay.db").write_bytes(kept)
    assert join(OwnFile(tmp_path / "amal", KEY), address).moved == 0
    again = Store.open(tmp_path / "amal", KEY, Author(PERSON), clock)
    assert (again.shared, len(operations(again))) == (True, 1)
    again.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("mysql://office/x", "database-address"),
        ("office", "database-address"),
        ("postgresql+psycopg://joan:geheim@office/x", "password-in-address"),
        ("postgresql+psycopg://joan@office/x?password=geheim", "password-in-address"),
    ],
)
def test_an_address_that_is_none_or_holds_a_password_is_refused(tmp_path, words, code):
    with pytest.raises(WrongUse) as caught:
        join(OwnFile(tmp_path / "amal", KEY), words)
    assert caught.value.code == code
    assert "geheim" not in caught.value.sentence
    assert not (tmp_path / "amal").exists()


def test_an_address_is_remembered_with_its_driver():
    assert address_of("postgres://joan@office/assay?sslmode=verify-full").startswith(
        "postgresql+psycopg://joan@office/"
    )


def test_a_server_that_is_not_there_is_said_and_nothing_is_made(tmp_path):
    with pytest.raises(Unavailable, match="cannot be reached"):
        join(OwnFile(tmp_path / "amal", KEY), "postgresql+psycopg://joan@127.0.0.1:1/assay")
    assert not (tmp_path / "amal").exists()


def test_two_who_make_the_store_at_once_make_one(tmp_path, postgresql):
    address, made = postgresql.new_database(), []
    barrier = threading.Barrier(2)

    def make(name):
        barrier.wait()
        made.append(join(OwnFile(tmp_path / name, KEY), address))

    threads = [threading.Thread(target=make, args=(name,)) for name in ("joan", "ines")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.moved for each in made] == [0, 0]
    devices = {read_location(tmp_path / name).device for name in ("joan", "ines")}
    assert len(devices) == 2


@server_only
def test_lists_are_in_the_same_order_as_in_a_file(store):
    for number, name in enumerate(("b", "A", "a", "B", "É", "_")):
        put(store, name, "text", f"assessment/a1/note/{name}{number}")
    with store.read() as reading:
        rows = reading.connection.exec_driver_sql("SELECT note FROM note ORDER BY note").scalars().all()
    assert rows == sorted(rows)
