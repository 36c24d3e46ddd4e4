"""A mark's template from the command line: checked, installed, and refused without a change."""

import json
from pathlib import Path

import pytest

from assessor_app.cli.main import main


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(*words: object, status: int = 0):
        assert main([*map(str, words), "--json", "--profile", str(tmp_path / "profile")]) == status
        said = capsys.readouterr().out
        return json.loads(said) if said else None

    return run


def test_a_template_is_checked_and_then_stands_in_the_profile(say, tmp_path):
    folder = tmp_path / "pdqm"
    folder.mkdir()
    file = folder / "template.yaml"
    file.write_text("sections: [summary, figures]\n", encoding="utf-8")
    (problem,) = say("schemes", "check", file, status=1)["problems"]
    assert problem["where"] == "template.yaml:1: sections[2]"
    say("schemes", "template", "pdqm", file, status=3)
    own = tmp_path / "profile" / "schemes" / "pdqm" / "template.yaml"
    assert not own.exists()
    file.write_text("sections: [summary, action-plan]\n", encoding="utf-8")
    assert say("schemes", "check", file) == {"problems": []}
    say("schemes", "template", "pdqm", file)
    assert own.read_bytes() == file.read_bytes()
    assert "pdqm" in [scheme["id"] for scheme in say("schemes", "list")]
    say("schemes", "template", "no-mark", file, status=2)
