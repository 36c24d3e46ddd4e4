"""Two programs on one profile at once: both write, nothing is lost, and each is told of the other."""

import os
from contextlib import closing
from datetime import date

import pytest

from assessor_app.cli.main import main
from assessor_app.domain.assessment.assessment import Institution, NoteKind
from assessor_app.domain.people import Role
from assessor_app.services.demo.visit import make_person
from tests.services.profiles import WORDS, opened

COUNT = 25
VISION = "leadership.vision"

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def profile(tmp_path):
    made = tmp_path / "profile"
    make_person(made, "Siân Wyn", frozenset({Role.ASSESSOR}), WORDS)
    (tmp_path / "words").write_text(WORDS, encoding="utf-8")
    return made


def begin_visit(workplace):
    school = Institution("i1", "Hollin Bank Community School", "Leeds")
    return workplace.visits.begin(workplace.schemes.get("pdqm"), school, "first award", date(2026, 11, 22)).result()


def work(workplace, visit, who):
    """Notes, and one text that grows as somebody types."""
    growing = None
    for number in range(COUNT):
        workplace.visits.add_note(visit, f"{who} {number}", NoteKind.NOTE).result()
        text = f"{who} " + "x" * number
        growing = workplace.judging.write(visit, VISION, "reason", text, (), growing).result().operation


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a second process that is made quickly")
def test_both_write_at_once_and_nothing_is_lost(profile):
    with closing(opened(profile)) as workplace:
        visit = begin_visit(workplace)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with closing(opened(profile)) as workplace:
                work(workplace, visit, "command")
            status = 0
        finally:
            os._exit(status)
    with closing(opened(profile)) as workplace:
        work(workplace, visit, "window")
        assert os.waitpid(child, 0)[1] == 0
        assert workplace.upkeep.check(rebuild=True) == ()
        record = workplace.visits.open(visit)
        kept = {note.text for note in record.notes}
        assert kept == {f"{who} {number}" for who in ("command", "window") for number in range(COUNT)}
        changes = workplace.visits.history(visit)
    texts = {str(change.after) for change in changes if change.field == "reason"}
    assert {text.partition(" ")[0] for text in texts} == {"command", "window"}


def test_each_is_told_of_what_the_other_wrote_and_not_of_its_own(profile):
    with closing(opened(profile)) as window, closing(opened(profile)) as command:
        visit = begin_visit(window)
        assert [store.changed_elsewhere() for store in (window.store, command.store)] == [False, False]
        window.visits.add_note(visit, "mine", NoteKind.NOTE).result()
        assert not window.store.changed_elsewhere()
        assert command.store.changed_elsewhere()
        assert not command.store.changed_elsewhere()


def test_a_command_leaves_alone_what_the_window_is_writing(profile, tmp_path):
    with closing(opened(profile)) as window:
        part, entry = window.upkeep._blobs.stage(iter([b"a long film"]))
        assert main(["--profile", str(profile), "--passphrase-file", str(tmp_path / "words"), "list"]) == 0
        window.upkeep._blobs.keep(part, entry.sha256)
        assert window.upkeep._blobs.read(entry.sha256) == b"a long film"


def test_new_keys_are_refused_in_words_while_another_program_is_open(profile, tmp_path, capsys):
    words = str(tmp_path / "words")
    with closing(opened(profile)):
        given = ["--profile", str(profile), "--passphrase-file", words]
        assert main([*given, "identity", "rekey", "--new-passphrase-file", words]) == 4
        assert "Another program is using this profile" in capsys.readouterr().err
    with closing(opened(profile)) as workplace:
        assert workplace.upkeep.check() == ()
