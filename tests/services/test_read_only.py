"""A profile that cannot be written where it is: everything can be seen, every change is refused, nothing is made."""

import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.files import READ_ONLY
from assessor_app.identity.staging import PENDING
from assessor_app.identity.unlocking import unlock
from assessor_app.models.database.sqlcipher import connect
from tests.media import medium
from tests.services.profiles import opened
from tests.tours import PASSPHRASE, the_tour

__all__ = ["medium"]

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def profile(tmp_path: Path, medium: Callable[[], Path]) -> Path:
    """The profile of a lead assessor with a visit, on the medium, which can still be written."""
    made = tmp_path / "medium" / "profile"
    shutil.copytree(the_tour()[0] / "tour" / "lead", made)
    workplace = opened(made, PASSPHRASE)
    workplace.reporting.begin_version(the_tour()[1].assessment)  # a signed one refuses changes for another reason
    workplace.upkeep.backup(tmp_path / "medium" / "stick")
    workplace.close()
    (tmp_path / "words").write_text(PASSPHRASE)
    return made


def run(profile: Path, *words: object) -> int:
    given = ["--profile", str(profile), "--passphrase-file", str(profile.parents[1] / "words")]
    return main([*given, *map(str, words)])


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in folder.rglob("*")}


LOOKS = (("list",), ("show", "{}"), ("outlook", "{}"), ("history", "{}"), ("check", "--rebuild"), ("sync", "log"))
LOOKS += (("conflicts",), ("stage", "{}"), ("second", "show", "{}"), ("debrief", "{}", "--session", "leaders"))
LOOKS += (("identity", "show"), ("timetable", "{}"), ("practice", "list"), ("schemes", "list"), ("tag", "{}"))
CHANGES = (("note", "{}", "more"), ("judge", "{}", "1.1", "embedded"), ("undo", "{}"), ("ledger", "{}", "--seal"))
CHANGES += (
    ("timetable", "{}", "--end", "Lunch"),
    ("identity", "request", "-o", "{profile}/me.csr"),
    ("bundle", "export", "-o", "{words}.qmb"),
)
CHANGES += (
    ("identity", "passphrase", "--new-passphrase-file", "{words}"),
    ("workbook", "pdqm", "-o", "{profile}/x.xlsx"),
)
CHANGES += (
    ("identity", "rekey", "--new-passphrase-file", "{words}"),
    ("identity", "recovery-sheet", "--new", "-o", "{words}.pdf"),
)


def test_everything_can_be_seen_and_every_change_is_refused_in_a_sentence(tmp_path, profile, medium, capsys):
    before = state(medium())
    visit = the_tour()[1].assessment
    for words in LOOKS:
        assert run(profile, *(word.format(visit) for word in words)) in (0, 1), words
        assert capsys.readouterr().out
    for words in CHANGES:
        named = [word.format(visit, profile=profile, words=tmp_path / "words") for word in words]
        assert run(profile, *named) in (2, 3, 4), words
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
        assert re.search("cannot be written|is read.only", told.err), words
    assert state(profile.parent) == before
    assert run(profile, "note", visit, "more") == 4
    assert capsys.readouterr().err == READ_ONLY + "\n"


def test_what_a_killed_program_left_in_the_log_is_seen_and_the_log_is_left_alone(tmp_path, profile, medium):
    leave_work_in_the_log(profile)
    before = state(medium())
    places = set(Path(tempfile.gettempdir()).glob("assay-*"))
    with closing(opened(profile, PASSPHRASE)) as workplace:
        assert [row.institution for row in workplace.visits.list()] == ["Left in the log"]
        assert workplace.upkeep.check() == ()
        refused = workplace.visits.add_note(the_tour()[1].assessment, "more", NoteKind.NOTE).exception()
    assert str(refused) == READ_ONLY
    assert state(profile.parent) == before
    assert set(Path(tempfile.gettempdir()).glob("assay-*")) <= places


def leave_work_in_the_log(profile: Path) -> None:
    """Change the database as a program does that is killed before the log is written back."""
    database = profile / "data" / "assay.db"
    kept = profile.parents[1] / "killed"
    connection = connect(database, unlock(profile, PASSPHRASE).database_key)
    connection.execute("UPDATE institution SET name = 'Left in the log'")
    kept.mkdir()
    for file in (database, database.with_name("assay.db-wal")):
        shutil.copyfile(file, kept / file.name)
    connection.close()
    for file in kept.iterdir():
        shutil.copyfile(file, database.with_name(file.name))
    assert (database.with_name("assay.db-wal")).stat().st_size


def test_a_backup_from_there_and_a_restore_of_one_there_are_whole(tmp_path, profile, medium):
    folder = medium()
    assert run(profile, "backup", tmp_path / "copy") == 0
    for name, source in (("one", tmp_path / "copy"), ("two", folder / "stick")):
        back = tmp_path / name / "profile"
        back.parent.mkdir()
        (back.parents[1] / "words").write_text(PASSPHRASE)
        assert run(back, "restore", source) == 0
        assert run(back, "check", "--rebuild") == 0


def test_keys_half_replaced_are_left_to_somebody_who_can_write(profile, medium, capsys):
    (profile / PENDING).mkdir()
    medium()
    assert run(profile, "list") == 4
    assert "keys were being replaced" in capsys.readouterr().err
