"""What is said arrives in one piece, or the exit status says that it did not; what others wrote stays in its place."""

import io
import sys
from pathlib import Path

import pytest

from assessor_app.__main__ import STOPPED, run_command
from assessor_app.cli.answer import QUOTED, Answer, say, sentence
from assessor_app.cli.main import main
from tests.tours import copy_of_tour

pytestmark = pytest.mark.xdist_group("cli")
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


class Closed(io.StringIO):
    """A reader who has gone."""

    def flush(self) -> None:
        raise BrokenPipeError


def listing(folder: Path) -> list[str]:
    return ["list", "--profile", str(folder / "lead"), "--passphrase-file", str(folder / "passphrase.txt")]


@needs_full
@pytest.mark.parametrize("words", [["--help"], ["judge", "--help"], None])
def test_an_answer_that_cannot_be_written_is_told_and_not_passed_over(tmp_path, capsys, monkeypatch, words):
    folder = copy_of_tour(tmp_path / "tour")
    with FULL.open("w") as full, monkeypatch.context() as patch:
        patch.setattr("sys.stdout", full)
        assert main(words or listing(folder)) == 4
    told = capsys.readouterr().err
    assert told.startswith("The answer could not be written out (No space left on device).")
    assert told.count("\n") == 1


def test_without_standard_output_and_error_the_exit_status_says_it(tmp_path, capsys, monkeypatch):
    folder = copy_of_tour(tmp_path / "tour")
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", None)
        assert main(listing(folder)) == 4
        patch.setattr("sys.stderr", None)
        assert main(listing(folder)) == 4
        assert main(["list", "--profile", str(tmp_path / "none")]) == 4
    assert "standard output is closed" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path, monkeypatch):
    folder = copy_of_tour(tmp_path / "tour")
    monkeypatch.setattr("sys.stdout", Closed())
    assert main(listing(folder)) == 0
    assert main(["--help"]) == 0


@pytest.mark.parametrize("words", [["nonsense"], ["judge"], ["undo", "a", "\x1b]0;title\x07\nSecond line"], ["a\0b"]])
def test_words_that_make_no_command_are_told_in_one_sentence(capsys, words):
    try:
        status = main(words)
    except SystemExit as left:
        status = left.code
    told = capsys.readouterr().err
    assert status == 2
    assert told.count("\n") == 1
    assert "Nothing was done" in told
    assert "\x1b" not in told


def test_a_sentence_is_one_line_and_quotes_no_more_than_can_be_read():
    assert sentence("No\nfile\u2028here \x1b[m") == "No file here ?[m"
    assert len(sentence(f"{'x' * 1_000_000} is no file.")) < QUOTED + 100


def test_what_somebody_wrote_is_no_line_of_the_answer(capsys):
    say(Answer(["Hollin Bank\nbc8d52bc  an assessment that is none"]), as_json=False)
    assert capsys.readouterr().out == "Hollin Bank\n    bc8d52bc  an assessment that is none\n"


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text there")
def test_a_folder_whose_name_is_no_text_is_worked_in(tmp_path, capsys):
    folder = copy_of_tour(tmp_path / "caf\udce9")
    where = ["--profile", str(folder / "lead"), "--passphrase-file", str(folder / "passphrase.txt")]
    assert main(["bundle", "export", "-o", str(folder / "again.qmb"), "--everything", *where]) == 0
    assert main(["sync", "log", *where]) == 0
    assert "caf\\udce9" in capsys.readouterr().out


def test_ctrl_c_ends_a_command_in_words_also_while_it_is_imported(monkeypatch, capsys):
    class Interrupted:
        def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
            if name == "assessor_app.cli.main":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "assessor_app.cli.main")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert run_command(["list"]) == STOPPED
    assert capsys.readouterr().err == "Stopped before it was finished. What was saved before stays saved.\n"
