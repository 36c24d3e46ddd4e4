"""The kit itself, on a small program: what it finds, types, presses, sees and ends."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .desk import Desk
from .processes import processes_of
from .program import Program
from .waiting import NotThere, ProgramEnded

TOY = Path(__file__).with_name("toy.py")


@pytest.fixture
def toy(desk: Desk, tmp_path: Path) -> Iterator[Program]:
    with desk.start([sys.executable, TOY, tmp_path / "kept.txt"]) as program:
        yield program


def test_text_typed_and_a_button_clicked_reach_the_program(toy, tmp_path):
    toy.find("edit", "Subject").type("Grüße, 日本語 Tŷ")
    toy.find("edit", "Notes").type("one\ntwo")
    toy.find("button", "Save").click()
    toy.wait("label", re.compile("Saved"))
    assert (tmp_path / "kept.txt").read_text(encoding="utf-8") == "Grüße, 日本語 Tŷ\none\ntwo"


def test_keys_go_where_the_focus_is(toy):
    toy.find("edit", "Subject").focus()
    toy.key("shift+a")
    toy.key("b")
    toy.key("Tab")
    toy.type("c")
    assert toy.find("edit", "Subject").text == "Ab"
    assert toy.find("edit", "Notes").text == "c"
    assert toy.focused() == toy.find("edit", "Notes")
    toy.find("combo", "Language").choose("Welsh")
    assert toy.find("combo", "Language").name == "Welsh"


def test_a_name_that_is_not_there_is_answered_with_those_like_it(toy):
    with pytest.raises(NotThere, match="Subject"):
        toy.find("edit", "Subjet")
    assert [node.role for node in toy.nameless()] == ["text"]


def test_a_picture_shows_what_was_typed(toy, tmp_path):
    before = toy.shot()
    toy.find("edit", "Subject").type("seen")
    toy.settle()
    after = toy.shot(tmp_path / "toy.png")
    assert (tmp_path / "toy.png").exists()
    assert before.size == after.size == (640, 480)
    assert before.tobytes() != after.tobytes()


def test_stalls_and_key_latencies_are_seen(toy):
    edit = toy.find("edit", "Notes").focus()
    with toy.watch_stalls() as stalls:
        latencies = toy.key_latencies("abc", within=edit)
    assert len(latencies) == 3
    assert min(latencies) > 0
    assert 0 < stalls.longest < float("inf")


def test_a_killed_program_is_gone_and_says_so(toy):
    toy.kill9()
    assert toy.wait_exit() == -9
    assert processes_of(toy.process.pid) == set()
    with pytest.raises(ProgramEnded):
        toy.find("edit", "Subject")


def test_closing_the_window_ends_the_program(toy):
    toy.close_window()
    assert toy.wait_exit() == 0


@pytest.mark.usefixtures("shared_desk")  # says what is missing when this computer has no desk
def test_a_desk_leaves_nothing_behind():
    own = Desk("640x480")
    program = own.start([sys.executable, TOY, own.folder / "kept.txt"])
    mark = own.environment["WITHDESK_ID"].encode()
    own.close()
    assert program.process.poll() is not None
    assert not own.folder.exists()
    marked = subprocess.run(["grep", "-lz", mark, *Path("/proc").glob("[0-9]*/environ")], capture_output=True)
    assert marked.stdout == b""
