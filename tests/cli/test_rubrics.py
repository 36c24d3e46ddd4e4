"""Rubrics of other programs from the command line: asked, imported, installed, exported."""

import json
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from tests.schemes.exchange.samples import WIDE, as_bytes, items_package


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(*words: object, status: int = 0):
        given = [str(word) for word in words]
        assert main([*given, "--json", "--profile", str(tmp_path / "profile")]) == status, capsys.readouterr()
        said = capsys.readouterr().out
        return json.loads(said) if said else None

    return run


def test_a_package_is_asked_about_imported_installed_and_exported(say, tmp_path):
    (tmp_path / "a.json").write_bytes(as_bytes(items_package()))
    edition = tmp_path / "edition.yaml"
    asked = say("schemes", "import", tmp_path / "a.json", "-o", edition, status=1)
    assert asked["questions"][0]["code"] == "strands"
    assert not edition.exists()
    given = ["--strands", "Standard", "--aspects", "Area", "--scale", "No", "--scale", "Yes"]
    assert say("schemes", "import", tmp_path / "a.json", *given, "-o", edition)["id"] == "reading-standards"
    assert say("schemes", "check", edition) == {"problems": []}
    say("schemes", "install", edition)
    assert "reading-standards" in [scheme["id"] for scheme in say("schemes", "list")]
    assert say("schemes", "show", "reading-standards")["edition"] == "2.1"
    say("schemes", "export", "reading-standards", "--case", "-o", tmp_path / "out.json")
    back = say("schemes", "import", tmp_path / "out.json", "-o", tmp_path / "back.yaml")
    assert back["left_out"] == []
    say("schemes", "install", tmp_path / "back.yaml")


def test_the_columns_of_a_grid_can_be_said(say, tmp_path, capsys):
    (tmp_path / "grid.csv").write_text(WIDE)
    found = say("schemes", "import", tmp_path / "grid.csv", "--column", "Question=skip", "--order", "lowest first")
    assert found["file"] is None
    say("schemes", "import", tmp_path / "grid.csv", "--column", "Question", status=2)
    say("schemes", "import", tmp_path / "grid.csv", "--column", "Question=anything", status=2)
    capsys.readouterr()
    assert main(["schemes", "import", str(tmp_path / "grid.csv")]) == 0
    said = capsys.readouterr().out
    assert "--column 1=ROLE  What is the column Area?  [aspect]" in said
    assert said.count("aspect (a group of what is judged)") == 1


def test_a_spoilt_edition_is_named_in_the_list(say, tmp_path):
    folder = tmp_path / "profile" / "schemes" / "bad"
    folder.mkdir(parents=True)
    (folder / "1.0.yaml").write_text("id: [")
    assert say("schemes", "list", status=1)
    say("schemes", "install", folder / "1.0.yaml", status=3)
