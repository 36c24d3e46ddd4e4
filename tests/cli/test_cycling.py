"""The cycle by the command line: what is missing is an exit status too, and forms are filled in by name."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from tests.services.cycle_profile import PASSPHRASE, begin, marks_of_tests, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    with workplace_of(tmp_path / "profile") as workplace:
        begin(workplace)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)

    def call(*words: str) -> int:
        with marks_of_tests():
            return main([words[0], "Aire Valley", *words[1:], "--profile", str(tmp_path / "profile"),
                         "--passphrase-file", str(secret)])  # fmt: skip

    return call


def test_the_stages_say_what_is_missing(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("fact", "enquiry-received", "--on", "2026-09-01") == 0
    assert run("stage") == 1
    said = capsys.readouterr().out
    assert "[x] Expression of interest  (office)" in said
    assert "[>] Fee  (office)" in said
    assert "Missing: The fee is still to be paid." in said
    assert run("advance") == 0
    assert run("advance") == 3
    assert run("declare") == 0
    assert run("advance", "--leave-out") == 0
    assert run("advise", "Ask the students too", "--strand", "1.2") == 0
    assert "Ask the students too  (1.2)" in capsys.readouterr().out


def test_facts_forms_and_signatures_reach_the_outlook(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for strand in ("1.1", "1.2"):
        assert run("judge", strand, "met") == 0
    assert run("fact", "training-attended") == 0
    assert run("commitment", "sharing", "--by", "Principal") == 0
    assert run("form", "groups", "--add", "group=A", "baseline=41", "latest=58 %") == 0
    capsys.readouterr()
    assert run("outlook", "--json") == 0
    assert json.loads(capsys.readouterr().out)["award"]["id"] == "awarded"
    assert run("form", "groups", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"group": "A", "baseline": "41", "latest": "58"}]


def test_panel_and_award(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("award", "--give", "C-1") == 3
    assert run("panel", "awarded", "--member", "Dilys Price", "--reason", "Seen at the panel") == 0
    capsys.readouterr()
    assert run("award", "--give", "C-1", "--certificate", "--on", "2026-12-02") == 0
    assert "Awarded, number C-1, from 2026-12-02 until 2029-12-01" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [("fact", "no-such"), ("form", "no-such"), ("form", "groups", "--add", "group"), ("award", "--held", "base,gold"),
     ("commitment", "none", "--by", "x"), ("panel", "platinum", "--member", "Dilys Price")],
)  # fmt: skip
def test_wrong_words_change_nothing_and_say_so(run: Run, capsys: pytest.CaptureFixture[str], words) -> None:
    assert run(*words) == 2
    assert "Traceback" not in capsys.readouterr().err
