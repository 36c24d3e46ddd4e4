"""A database in trouble, a pipe nobody writes to, an error nobody foresaw: always one sentence, never a traceback."""

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from assessor_app import files
from assessor_app.cli.main import main
from assessor_app.identity.profile import Layout
from assessor_app.identity.unlocking import unlock
from assessor_app.models.database import sqlcipher
from assessor_app.models.database.sqlcipher import connect
from assessor_app.services.visits import Visits
from tests.tours import PASSPHRASE, the_tour

SECRET = "what somebody wrote"
posix_only = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have a name")


@pytest.fixture
def profile(tmp_path):
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    return Path(shutil.copytree(the_tour()[0] / "tour" / "lead", tmp_path / "lead"))


def run(profile, *words, secret="words"):
    given = ("--profile", profile, "--passphrase-file", profile.with_name(secret))
    return main([str(word).format(folder=profile.parent) for word in (*given, *words)])


def told(capsys, profile, *words, status=4):
    assert run(profile, *words) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    return err


def raw(profile):
    return connect(Layout(profile).database, unlock(profile, PASSPHRASE).database_key)


COMMANDS = (
    ("list",),
    ("show", "hollin"),
    ("note", "hollin", "seen"),
    ("history", "hollin"),
    ("bundle", "export", "-o", "{folder}/made.qmb"),
    ("check", "--rebuild"),
)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE assessment",
        "DROP TABLE meta",
        "ALTER TABLE operation RENAME TO journal",
        "ALTER TABLE assessment RENAME COLUMN lead TO leader",
    ],
)
def test_a_database_of_another_make_is_told_in_a_sentence(capsys, profile, change):
    connection = raw(profile)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(change)
    connection.close()
    for words in COMMANDS:
        assert "lacks a part that Assay needs" in told(capsys, profile, *words)
    assert not profile.with_name("made.qmb").exists()


def test_a_database_that_another_program_holds_is_told_in_a_sentence(capsys, profile, monkeypatch):
    monkeypatch.setattr(sqlcipher, "PATIENCE_MS", 20)
    holder = raw(profile)
    holder.execute("BEGIN EXCLUSIVE")
    for words in COMMANDS:
        assert "Another program is using this profile" in told(capsys, profile, *words)
    holder.execute("ROLLBACK")
    holder.close()
    assert run(profile, "list") == 0


def test_a_log_that_cannot_be_opened_is_told_in_a_sentence(capsys, profile):
    Layout(profile).database.with_name("assay.db-wal").mkdir()
    for words in COMMANDS:
        assert "could not be opened" in told(capsys, profile, *words)


def test_a_file_of_another_program_is_told_in_a_sentence(capsys, profile):
    Layout(profile).database.unlink()
    other = sqlite3.connect(Layout(profile).database)
    other.execute("CREATE TABLE assessment (id TEXT)")
    other.commit()
    other.close()
    for words in COMMANDS:
        assert "does not open with this key" in told(capsys, profile, *words, status=3)


def test_an_error_that_nobody_foresaw_is_a_sentence_and_its_place_is_in_the_log(capsys, profile, monkeypatch):
    def fail(_self):
        raise KeyError(SECRET)

    monkeypatch.setattr(Visits, "list", fail)
    assert "(KeyError)" in told(capsys, profile, "list")
    log = (profile / "logs" / "assay.log").read_text(encoding="utf-8")
    assert "in fail" in log
    assert SECRET not in log
    assert run(profile, "list", "--verbose") == 4
    assert "Traceback" in capsys.readouterr().err


@posix_only
def test_a_pipe_to_which_nobody_writes_is_given_up(capsys, profile, monkeypatch):
    monkeypatch.setattr(files, "PIPE_SECONDS", 0.05)
    os.mkfifo(profile.with_name("pipe"))
    assert run(profile, "list", secret="pipe") == 4
    assert "passphrase file" in capsys.readouterr().err


@posix_only
def test_a_passphrase_may_come_through_a_pipe(profile):
    pipe = profile.with_name("pipe")
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(f"{PASSPHRASE}\n", encoding="utf-8"))
    writer.start()
    assert run(profile, "list", secret="pipe") == 0
    writer.join()
