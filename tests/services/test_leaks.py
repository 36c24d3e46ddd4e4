"""What somebody wrote lies in clear nowhere: not in the database or its log, temporary files, error log or reports."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from assessor_app.services.unexpected import details_of, write_log
from tests.services.profiles import add_work, make, opened

pytestmark = pytest.mark.usefixtures("cheap_passphrases")

MARKER = "Marker-7Q2X of somebody's notes"


def everything_under(*folders: Path) -> bytes:
    return b"".join(
        Path(where, name).read_bytes() for folder in folders for where, _, names in os.walk(folder) for name in names
    )


def test_no_note_lies_in_clear_while_the_profile_is_open_or_closed(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    workplace = opened(make(tmp_path / "profile"))
    add_work(workplace, MARKER)
    workplace.upkeep.backup(tmp_path / "stick")
    for state in ("open", "closed"):
        kept = everything_under(tmp_path)
        for form in (MARKER.encode(), MARKER.encode("utf-16-le"), MARKER.encode("utf-16-be")):
            assert form not in kept, state
        workplace.close()


def test_no_error_log_quotes_what_was_being_stored(tmp_path):
    workplace = opened(make(tmp_path / "profile"))
    secret = workplace.keys.secrets.database_key.hex()

    def fail(writing):
        writing.connection.exec_driver_sql("INSERT INTO meta (key) VALUES (:a, :b)", {"a": MARKER, "b": secret})

    with pytest.raises(DBAPIError) as caught:
        workplace.store.write(fail).result()
    workplace.close()
    assert MARKER not in str(caught.value)
    for error in (caught.value, ValueError(MARKER), KeyError(secret)):
        with pytest.raises(RuntimeError) as chained:
            raise RuntimeError(MARKER) from error
        write_log(tmp_path / "assay.log", chained.value)
        assert MARKER not in details_of(chained.value)
    log = (tmp_path / "assay.log").read_text(encoding="utf-8")
    assert MARKER not in log
    assert secret not in log
    assert "builtins.RuntimeError" in log
    assert "which came from" in log


CRASH = """
import os, resource, signal, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from assessor_app.__main__ import main
assert main(["schemes", "list"]) == 0
os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.skipif(os.name != "posix", reason="how a system keeps the memory of a crashed program")
def test_a_crash_leaves_no_copy_of_the_memory(tmp_path):
    program = subprocess.Popen([sys.executable, "-c", CRASH], cwd=tmp_path, stdout=subprocess.DEVNULL)
    _, status = os.waitpid(program.pid, 0)
    program.returncode = status
    assert os.WTERMSIG(status) == signal.SIGSEGV
    assert not os.WCOREDUMP(status)
    assert list(tmp_path.iterdir()) == []
