"""What happens to the store when the surroundings fail."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assessor_app.errors import Refused, Unavailable
from assessor_app.models.database.sqlcipher import connect
from assessor_app.models.database.store import Author, Store
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.upkeep.checking import check
from tests.models.conftest import KEY, PERSON, embedded_only

STRAND = "assessment/a1/strand/culture.voice"

PRELUDE = f"""
import os, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from assessor_app.errors import AssayError
from assessor_app.models.database.store import Author, Store

def now(): return datetime(2026, 11, 22, 11, 42, tzinfo=UTC)
def put(value): return store.write(lambda writing: writing.set({STRAND!r}, "reason", value)).result()
folder, key, author = Path(sys.argv[1]), {KEY!r}, Author({PERSON!r})
"""


def put(store, value, field="reason"):
    return store.write(lambda writing: writing.set(STRAND, field, value)).result()


def shown(store):
    return store.write(lambda writing: writing.state(STRAND, "reason")).result().shown


def run(script, folder, **how):
    command = [sys.executable, "-c", PRELUDE + script, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **how)


@embedded_only
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_no_acknowledged_write_is_lost_when_the_program_is_killed(tmp_path, new_store):
    script = "store = Store.create(folder, key, author, now)\nfor n in range(100000): put(str(n)); print(n, flush=True)"
    command = [sys.executable, "-c", PRELUDE + script, str(tmp_path / "amal")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(60):
            acknowledged = process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        acknowledged = int((process.stdout.read().splitlines() or [acknowledged])[-1])
    store = new_store(again=True)
    assert int(shown(store)) in (acknowledged, acknowledged + 1)
    assert check(store) == ()
    assert rebuild_and_compare(store).differences == ()


@embedded_only
@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
def test_a_full_disk_is_said_and_keeps_what_was_saved(tmp_path, new_store):
    script = """
store = Store.create(folder, key, author, now)
put("saved")
size = (folder / "assay.db-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, resource.RLIM_INFINITY))
try: put("x" * 100_000)
except AssayError as error: print(error.code, error.sentence)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
put("saved when there was room again")
store.close()
"""
    done = run(script, tmp_path / "amal")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("disk The disk is full or cannot be written, so nothing was saved.")
    store = new_store(again=True)
    assert shown(store) == "saved when there was room again"
    assert check(store) == ()


@embedded_only
def test_a_full_database_is_said_and_the_queue_goes_on(store):
    put(store, "saved")
    pages = store.maintain(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0]).result()
    limit(store, pages)
    with pytest.raises(Unavailable, match="disk is full") as caught:
        put(store, "x" * 100_000)
    assert caught.value.code == "full"
    assert shown(store) == "saved"
    limit(store, 1_000_000)
    assert put(store, "more").shown == "more"
    assert rebuild_and_compare(store).differences == ()


def limit(store, pages):
    store.maintain(lambda raw: raw.execute(f"PRAGMA max_page_count = {pages}").fetchall()).result()


@pytest.fixture
def open_folder():
    """A folder that an unprivileged user reaches too."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="needs an unprivileged user")
def test_a_read_only_folder_is_said(open_folder, clock):
    Store.create(open_folder / "amal", KEY, Author(PERSON), clock).close()
    (open_folder / "amal" / "assay.db").chmod(0o444)
    (open_folder / "amal").chmod(0o555)
    script = """
if os.getuid() == 0: os.setgid(65534); os.setuid(65534)
for attempt in (Store.open, Store.create):
    try:
        store = attempt(folder if attempt is Store.open else folder / "new", key, author, now)
        put("x")
    except AssayError as error: print(error.code)
"""
    done = run(script, open_folder / "amal")
    (open_folder / "amal").chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] in {"read-only", "cannot-open"}
    assert done.stdout.split()[1] == "read-only"


@embedded_only
def test_a_wrong_key_is_refused_and_changes_nothing(store, clock):
    put(store, "saved")
    store.close()
    before = (store.folder / "assay.db").read_bytes()
    with pytest.raises(Refused, match="does not open with this key") as caught:
        Store.open(store.folder, bytes(32), Author(PERSON), clock)
    assert caught.value.code == "wrong-key"
    assert (store.folder / "assay.db").read_bytes() == before


@embedded_only
@pytest.mark.parametrize("size", [0, 100, 4096, 50_000])
def test_a_truncated_database_is_refused(store, clock, size):
    put(store, "saved")
    store.close()
    database = store.folder / "assay.db"
    database.write_bytes(database.read_bytes()[:size])
    with pytest.raises((Refused, Unavailable), match="Nothing was changed"):
        Store.open(store.folder, KEY, Author(PERSON), clock)


@embedded_only
def test_a_newer_store_is_refused_in_words_and_left_alone(store, clock):
    store.close()
    raw = connect(store.folder / "assay.db", KEY)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(Refused, match="written by a newer version of Assay") as caught:
        Store.open(store.folder, KEY, Author(PERSON), clock)
    assert caught.value.code == "newer-store"
    assert [path.name for path in store.folder.iterdir()] == ["assay.db"]


def test_a_profile_is_not_made_over_another(store, clock):
    with pytest.raises(Refused, match="a profile in this folder already"):
        Store.create(store.folder, KEY, Author(PERSON), clock)


def test_a_missing_profile_is_said(tmp_path, clock):
    with pytest.raises(Unavailable, match="no profile"):
        Store.open(tmp_path / "none", KEY, Author(PERSON), clock)


@embedded_only
def test_another_program_that_holds_the_file_is_said(store):
    other = connect(store.folder / "assay.db", KEY)
    other.execute("BEGIN IMMEDIATE")
    store.maintain(lambda raw: raw.execute("PRAGMA busy_timeout = 20").fetchall()).result()
    with pytest.raises(Unavailable, match="Another program is using this profile"):
        put(store, "x")
    other.execute("ROLLBACK")
    other.close()
    assert put(store, "x").shown == "x"


def test_closing_waits_for_what_is_queued_and_takes_nothing_more(new_store):
    store = new_store()
    futures = [store.write(lambda writing, n=n: writing.set(STRAND, "reason", str(n))) for n in range(50)]
    store.close()
    assert [future.result().shown for future in futures] == [str(n) for n in range(50)]
    with pytest.raises(Unavailable, match="closed"):
        store.write(lambda writing: None).result()
    store.close()
    assert shown(new_store(again=True)) == "49"


@embedded_only
def test_every_connection_is_durable_checked_and_keeps_nothing_in_clear(store):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}

    def found(execute):
        return {name: execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}

    assert store.maintain(lambda raw: found(raw.execute)).result() == wanted
    with store.read() as reading:
        assert found(reading.connection.exec_driver_sql) == wanted


@embedded_only
def test_nothing_lies_in_clear(store):
    marker = "Zebra-Quagga-Marker"
    put(store, marker)
    with store.read() as reading:
        reading.connection.exec_driver_sql("SELECT * FROM operation ORDER BY body").fetchall()
        files = {path.name: path.read_bytes() for path in store.folder.iterdir()}
    assert {"assay.db", "assay.db-wal", "assay.db-shm"} <= files.keys()
    assert not any(marker.encode() in content or b"SQLite format" in content for content in files.values())
    assert (store.folder / "assay.db").stat().st_mode & 0o077 == 0
