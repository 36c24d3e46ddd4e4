"""The day of the visit from the command line: timetable, tags, photos, and the seal that `verify` believes."""

import json

import pytest
from PIL import Image

from assessor_app.cli.main import main
from tests.tours import PASSPHRASE, copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")


@pytest.fixture
def say(tmp_path, capsys):
    folder = copy_of_tour(tmp_path / "tour")
    (tmp_path / "words").write_text(PASSPHRASE)
    options = ["--profile", str(folder / "lead"), "--passphrase-file", str(tmp_path / "words")]

    def run(*words: object, status: int = 0):
        given = [str(word) for word in words]
        assert main([*given, "--json", *options]) == status, capsys.readouterr()
        said = capsys.readouterr().out
        return json.loads(said) if said else None

    return run


def test_a_visit_day_from_the_command_line(say, tmp_path):
    visit = say("list")[0]["id"]
    say("report", visit, "--new-version", "-o", tmp_path / "draft.pdf")
    before = say("timetable", visit)
    after = say("timetable", visit, "--add", "16:30,16:45,Pupils,group of 6,hall,learners")
    assert len(after) == len(before) + 1
    assert say("timetable", visit, "--end", "Pupils")[-1]["ended_at"]
    say("timetable", visit, "--add", "soon,later,Pupils", status=2)
    open_notes = say("tag", visit)
    say("tag", visit, open_notes[0]["note"]["id"], "3.4")
    assert len(say("tag", visit)) == len(open_notes) - 1
    Image.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    say("photo", visit, tmp_path / "a.png", "--words", "Coaching wall")
    (tmp_path / "b.png").write_text("<svg/>")
    say("photo", visit, tmp_path / "b.png", status=3)
    say("ledger", visit, status=1)
    say("ledger", visit, "--seal", "-o", tmp_path / "visit.ledger")
    assert say("verify", tmp_path / "visit.ledger")
    Image.new("RGB", (40, 30), "blue").save(tmp_path / "c.png")
    say("photo", visit, tmp_path / "c.png")
    assert [piece["code"] for piece in say("ledger", visit)["late"]] == ["P02"]
