"""Bad input: one clear sentence, the right exit status, and everything as it was."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assessor_app.cli.answer import plain, seen
from assessor_app.cli.main import main
from assessor_app.errors import Unavailable
from assessor_app.identity.profile import Layout
from tests.tours import copy_of_tour

pytestmark = pytest.mark.xdist_group("cli")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_tour(tmp_path / "tour")


def options(folder: Path, who: str = "lead") -> list[str]:
    return ["--profile", str(folder / who), "--passphrase-file", str(folder / "passphrase.txt")]


def state(profile: Path) -> dict[str, str]:
    """Every file of a profile by its content, except the log that a database that was opened leaves beside it."""
    return {
        str(file.relative_to(profile)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(profile.rglob("*"))
        if file.is_file() and file.suffix not in (".db-wal", ".db-shm") and not file.name.endswith(("-wal", "-shm"))
    }


def refused(capsys: pytest.CaptureFixture[str], arguments: list[str], status: int) -> str:
    """Run a command that must fail, and give its one sentence."""
    assert main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    return err.strip()


def damaged(file: Path, at: float) -> Path:
    content = bytearray(file.read_bytes())
    content[int(len(content) * at)] ^= 1
    file.write_bytes(content)
    return file


def cut(file: Path) -> Path:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return file


def bomb(folder: Path) -> Path:
    """A small file that would unpack to 300 MB."""
    file = folder / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return file


def other_scheme(folder: Path) -> Path:
    """The completed workbook, saying that it belongs to another mark."""
    source, target = folder / "completed-workbook.xlsx", folder / "other.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, old.read(member).replace(b"pdqm", b"zzqm"))
    return target


WORKBOOKS = {
    "empty": lambda folder: folder / "empty.xlsx",
    "text": lambda folder: folder / "text.xlsx",
    "truncated": lambda folder: cut(folder / "completed-workbook.xlsx"),
    "bomb": bomb,
    "other scheme": other_scheme,
    "password": lambda folder: folder / "locked.xlsx",
    "missing": lambda folder: folder / "nowhere.xlsx",
}


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_workbook_that_is_no_use_changes_nothing(folder, capsys, kind):
    (folder / "empty.xlsx").touch()
    (folder / "text.xlsx").write_text("Strand,Level\nVision,Embedded\n")
    (folder / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16le"))
    file, before = WORKBOOKS[kind](folder), state(folder / "lead")
    sentence = refused(capsys, ["load", str(file), *options(folder)], 4 if kind == "missing" else 3)
    assert "nothing" in sentence.lower(), sentence
    assert state(folder / "lead") == before


def test_the_same_workbook_again_is_recognised(folder, capsys):
    before = state(folder / "lead")
    assert main(["load", str(folder / "completed-workbook.xlsx"), *options(folder)]) == 0
    assert "loaded before" in capsys.readouterr().out
    assert state(folder / "lead") == before


@pytest.mark.parametrize("at", [0.001, 0.3, 0.7, 0.999])
def test_a_damaged_bundle_is_refused_whole(folder, capsys, at):
    bundle, before = damaged(folder / "visit.qmb", at), state(folder / "office")
    assert main(["bundle", "import", str(bundle), *options(folder, "office")]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing" in err.lower()
    assert state(folder / "office") == before


def test_a_bundle_for_somebody_else_says_so(folder, capsys, tmp_path):
    stranger = tmp_path / "stranger"
    create = ["identity", "create", "--name", "Sam Stranger", "--role", "assessor", "--profile", str(stranger)]
    assert main([*create, "--passphrase-file", str(folder / "passphrase.txt")]) == 0
    shutil.copy(Layout(folder / "office").card, Layout(stranger).card)
    capsys.readouterr()
    arguments = ["bundle", "look", str(folder / "visit.qmb"), "--profile", str(stranger)]
    sentence = refused(capsys, [*arguments, "--passphrase-file", str(folder / "passphrase.txt")], 3)
    assert "made for someone else" in sentence


def test_a_wrong_passphrase_says_so(folder, capsys, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase at all")
    arguments = ["list", "--profile", str(folder / "lead"), "--passphrase-file", str(wrong)]
    assert "passphrase" in refused(capsys, arguments, 3).lower()


def test_no_profile_says_where_it_looked(capsys, tmp_path):
    assert str(tmp_path / "none") in refused(capsys, ["list", "--profile", str(tmp_path / "none")], 4)


def test_a_report_changed_after_signing_is_not_trusted(folder, capsys):
    report = damaged(folder / "report.pdf", 0.5)
    assert main(["verify", str(report), *options(folder)]) == 3
    assert main(["verify", str(folder / "nothing.pdf"), *options(folder)]) == 4


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="a read-only folder stops no root")
def test_a_read_only_folder_says_so(folder, capsys, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    arguments = ["workbook", "pdqm", "-o", str(closed / "blank.xlsx")]
    assert "nothing" in refused(capsys, arguments, 4).lower()


def test_a_copy_for_one_reader_is_never_signed(folder, capsys):
    copy = ["report", "hollin", "-o", str(folder / "panel.pdf"), "--for", "panel", *options(folder)]
    assert "whole report" in refused(capsys, [*copy, "--sign"], 2)
    assert main(copy) == 0
    assert (folder / "panel.pdf").stat().st_size < (folder / "report.pdf").stat().st_size


def test_signed_work_is_read_only_until_a_next_version(folder, capsys):
    judge = ["judge", "hollin", "3.2", "embedded", *options(folder)]
    assert "version 2" in refused(capsys, judge, 3)
    again = ["report", "hollin", "-o", str(folder / "second.pdf"), "--sign", *options(folder)]
    assert "signed already" in refused(capsys, again, 3)
    draft = ["report", "hollin", "-o", str(folder / "draft.pdf"), "--new-version", *options(folder)]
    assert main(draft) == 0
    assert main(judge) == 0
    capsys.readouterr()
    assert main(again) == 0
    assert "version 2, signed" in capsys.readouterr().out
    old = ["report", "hollin", "-o", str(folder / "old.pdf"), "--version", "1", *options(folder)]
    assert main(old) == 0
    assert (folder / "old.pdf").read_bytes() == (folder / "report.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["judge", "nobody", "1.1", "embedded"], 2),
        (["judge", "hollin", "9.9", "embedded"], 2),
        (["schemes", "show", "nothing"], 2),
        (["debrief", "hollin", "--session", "governors"], 2),
        (["bundle", "export", "-o", "/nowhere/at/all.qmb"], 4),
    ],
)
def test_wrong_use_is_told_apart(folder, capsys, arguments, status):
    assert "Traceback" not in refused(capsys, [*arguments, *options(folder)], status)


@pytest.mark.parametrize("name", ["x" * 60_000, "caf\udce9", "\x1b[31m"], ids=["long", "bytes", "escape"])
def test_a_name_that_no_assessment_can_have_is_not_looked_for(folder, capsys, name):
    assert "No assessment is called" in refused(capsys, ["show", name, *options(folder)], 2)


def test_words_that_cannot_be_stored_keep_the_level_from_being_stored_too(folder, capsys):
    assert main(["report", "hollin", "-o", str(folder / "d.pdf"), "--new-version", *options(folder)]) == 0
    capsys.readouterr()
    before = state(folder / "lead")
    judge = ["judge", "hollin", "3.2", "developing", "--reason", "caf\udce9", *options(folder)]
    assert "nothing was changed" in refused(capsys, judge, 2)
    assert state(folder / "lead") == before


def test_a_point_that_the_session_does_not_have_is_not_ticked(folder, capsys):
    assert main(["report", "hollin", "-o", str(folder / "d.pdf"), "--new-version", *options(folder)]) == 0
    capsys.readouterr()
    debrief = ["debrief", "hollin", "--session", "leaders", "--reply", "Agreed.", *options(folder)]
    assert "no point 'nowhere'" in refused(capsys, [*debrief, "--said", "nowhere"], 2)
    assert main(["show", "hollin", "--json", *options(folder)]) == 0
    assert "Agreed." not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["backup", ""],
        ["restore", ""],
        ["bundle", "import", ""],
        ["bundle", "import", "visit.qmb", "--receipts", ""],
        ["verify", "visit.qmb", ""],
    ],
)
def test_an_empty_word_does_not_name_the_present_folder(folder, capsys, monkeypatch, words):
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    assert "An empty word" in refused(capsys, [*words, *options(folder, "office")], 2)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("content", [b"\xff\xfe", b"caf\xe9\n"])
def test_a_passphrase_that_is_no_text_says_so(folder, capsys, content, monkeypatch):
    (folder / "bytes").write_bytes(content)
    arguments = ["list", "--profile", str(folder / "lead"), "--passphrase-file"]
    assert "cannot be read" in refused(capsys, [*arguments, str(folder / "bytes")], 4)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8", "surrogateescape"))
    assert "cannot be read" in refused(capsys, [*arguments, "-"], 4)


def test_the_first_line_of_the_file_is_the_passphrase(folder, capsys):
    (folder / "lines").write_text((folder / "passphrase.txt").read_text().strip() + "\r\nnot this line\n")
    assert main(["list", "--profile", str(folder / "lead"), "--passphrase-file", str(folder / "lines")]) == 0


def test_a_large_bundle_can_be_verified(folder, monkeypatch):
    monkeypatch.setattr("assessor_app.services.documents.verification.LARGEST_DOCUMENT", 1000)
    assert main(["verify", str(folder / "visit.qmb"), *options(folder, "office")]) == 0
    assert main(["verify", str(folder / "report.pdf"), *options(folder)]) == 3


@pytest.mark.parametrize("name", ["", ".", "/", "pipe"])
@pytest.mark.parametrize("command", [["report", "hollin"], ["bundle", "export"], ["identity", "request"]])
def test_what_is_no_file_is_not_written_to(folder, capsys, name, command, monkeypatch):
    monkeypatch.chdir(folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    else:
        (folder / "pipe").mkdir()
    assert "not a file" in refused(capsys, [*command, "-o", name, *options(folder)], 2)
    assert not (folder / "pipe").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    "command",
    [
        ["load", "PIPE"],
        ["photo", "hollin", "PIPE"],
        ["verify", "PIPE"],
        ["bundle", "look", "PIPE"],
        ["card", "install", "PIPE"],
        ["identity", "install", "PIPE"],
        ["schemes", "check", "PIPE"],
        ["schemes", "import", "PIPE"],
        ["credential", "verify", "PIPE"],
    ],
)
def test_a_pipe_to_which_nobody_writes_keeps_no_command_waiting(folder, command):
    """In a process of its own, which a hanging command does not take along."""
    os.mkfifo(folder / "pipe")
    words = [str(folder / "pipe") if word == "PIPE" else word for word in command]
    asked = [sys.executable, "-m", "assessor_app", *words, *options(folder)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert "a pipe or a device, not a file" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["data/assay.db", "identity/vault.age", "data/new.pdf", "data"])
@pytest.mark.parametrize("whose", ["lead", "office"])
def test_no_command_writes_over_the_work_or_keys_of_a_profile(folder, capsys, whose, name):
    before = state(folder / whose)
    made = ["report", "hollin", "-o", str(folder / "evidence" / ".." / whose / name), *options(folder)]
    assert "keeps the work and keys" in refused(capsys, made, 2)
    assert state(folder / whose) == before


def test_a_signed_report_that_cannot_be_written_out_is_said_to_be_signed(folder, capsys):
    new = ["report", "hollin", "-o", str(folder / "nowhere" / "r.pdf"), "--new-version", "--sign", *options(folder)]
    assert "signed and kept" in refused(capsys, new, 4)
    assert main(["report", "hollin", "-o", str(folder / "r.pdf"), "--version", "2", *options(folder)]) == 0


def test_a_version_that_was_begun_though_its_draft_cannot_be_written_is_told(folder, capsys):
    new = ["report", "hollin", "-o", str(folder / "nowhere" / "r.pdf"), "--new-version", *options(folder)]
    assert "The next version is begun" in refused(capsys, new, 4)
    assert main(["report", "hollin", "-o", str(folder / "r.pdf"), *options(folder)]) == 0


@pytest.mark.parametrize("there_before", [True, False])
def test_an_identity_whose_store_cannot_be_made_is_not_left_behind(folder, capsys, tmp_path, monkeypatch, there_before):
    profile = tmp_path / "new"
    if there_before:
        profile.mkdir()
    create = ["identity", "create", "--name", "Sam", "--role", "assessor", "--profile", str(profile)]
    create += ["--passphrase-file", str(folder / "passphrase.txt")]

    def full(*_):
        raise Unavailable("The disk is full, so nothing was saved.", "full")

    with monkeypatch.context() as change:
        change.setattr("assessor_app.services.profile.identities.Store.create", full)
        refused(capsys, create, 4)
    assert profile.exists() == there_before
    assert list(profile.rglob("*")) == []
    assert main(create) == 0


def test_an_identity_is_not_made_over_work_that_lost_its_own(folder, capsys):
    shutil.rmtree(folder / "lead" / "identity")
    before = state(folder / "lead")
    create = ["identity", "create", "--name", "Sam", "--role", "assessor", *options(folder)]
    assert "somebody's work" in refused(capsys, create, 3)
    assert state(folder / "lead") == before


def test_what_others_wrote_does_not_steer_the_terminal():
    assert seen("\x1b]0;title\x07a\tb\nc\u202ed\x9bm") == "?]0;title?a\tb\nc?d?m"
    assert seen("caf\udce9 \U0001f600", "ascii") == "caf\\udce9 \\U0001f600"


def test_bytes_in_an_answer_are_text_that_a_program_reads_back():
    assert plain({"crl": b"0\x82\x01"}) == {"crl": "MIIB"}
