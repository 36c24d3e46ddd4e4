"""Bundles out and in: nothing is lost, nothing is sent twice without need, and nobody sees what they must not."""

import json
import os
import shutil
import signal
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from assessor_app.domain.assessment.assessment import Institution, NoteKind
from assessor_app.domain.exchange.contents import Act, Outcome, TakenInBundle
from assessor_app.domain.exchange.manifest import parse_manifest
from assessor_app.domain.exchange.words import results_words
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Stopped, Unavailable, WrongUse
from assessor_app.identity.unlocking import unlock
from assessor_app.models.database.store import Author, Store
from assessor_app.models.journal.segments import acknowledgements, count_stored, segments_for
from assessor_app.services.demo.visit import make_person
from assessor_app.services.exchange import importing, incoming
from assessor_app.services.exchange.exchange import NOTHING_TO_CONFIRM
from assessor_app.services.exchange.incoming import incoming_files, take_in_all
from assessor_app.services.exchange.sync_log import STILL_WRITING
from assessor_app.services.profile.identities import trusted_card
from assessor_app.services.profile.workplace import Workplace
from tests.offices import DAY, PASSPHRASE, copy_of_office, opened
from tests.tools import needs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_office(tmp_path / "office")


class People:
    """Everybody's opened profile, by name."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.visit = (folder / "assessment.txt").read_text()
        self._stack = stack
        self._open: dict[str, Workplace] = {}

    def __getattr__(self, name: str) -> Workplace:
        if name not in self._open:
            self._open[name] = self._stack.enter_context(opened(self.folder, name))
        return self._open[name]

    def close(self, name: str) -> None:
        self._open.pop(name).close()

    def send(self, sender: str, receiver: str, name: str = "visit.qmb", **chosen):
        made = getattr(self, sender).exchange.export(self.folder / name, **chosen)
        return made, getattr(self, receiver).exchange.take_in(self.folder / name)

    def note(self, text: str = "Heard in assembly.") -> None:
        self.lead.visits.add_note(self.visit, text, NoteKind.NOTE).result()

    def confirm(self) -> None:
        """The office's receipt reaches the lead."""
        self.office.exchange.make_receipt(self.folder / "office.receipt")
        self.lead.exchange.take_receipt(self.folder / "office.receipt")


@pytest.fixture
def people(folder: Path):
    with ExitStack() as stack:
        yield People(folder, stack)


def test_until_it_is_confirmed_everything_is_sent_again(people):
    first, _ = people.send("lead", "office")
    people.note()
    second, taken = people.send("lead", "office")
    assert second.operations > first.operations
    assert second.files == first.files
    assert taken.operations == second.operations - first.operations


def test_a_receipt_makes_the_next_bundle_small(people):
    first, _ = people.send("lead", "office")
    people.confirm()
    people.note()
    second, taken = people.send("lead", "office")
    assert 0 < second.operations == taken.operations < first.operations
    assert second.files == 0
    assert not taken.already


def test_a_lost_bundle_is_harmless(people):
    people.send("lead", "office")
    people.confirm()
    people.note("One.")
    people.lead.exchange.export(people.folder / "lost.qmb")
    people.note("Two.")
    _, taken = people.send("lead", "office")
    notes = people.office.visits.open(people.visit).notes
    assert {"One.", "Two."} <= {note.text for note in notes}
    assert taken.operations > 0


def test_when_all_is_confirmed_there_is_nothing_to_send_unless_everything_is_wanted(people):
    first, _ = people.send("lead", "office")
    people.confirm()
    with pytest.raises(Refused) as caught:
        people.lead.exchange.export(people.folder / "again.qmb")
    assert caught.value.code == "empty"
    assert not (people.folder / "again.qmb").exists()
    assert people.lead.exchange.export(people.folder / "again.qmb", everything=True).operations == first.operations


def test_the_offices_next_bundle_carries_its_receipt_back(people):
    people.send("lead", "office")
    made, taken = people.send("office", "lead", "back.qmb", people=["Amara Okafor"])
    assert made.receipt
    assert taken.receipts == 1
    assert taken.operations == 0
    with pytest.raises(Refused):
        people.lead.exchange.export(people.folder / "again.qmb")


def test_a_colleagues_receipt_does_not_speak_for_the_office(people):
    people.send("lead", "second", people=["Ben Carter"])
    people.second.exchange.make_receipt(people.folder / "ben.receipt")
    taken = people.lead.exchange.take_receipt(people.folder / "ben.receipt")
    assert (taken.signer, taken.office) == ("Ben Carter", False)
    made, _ = people.send("lead", "office")
    assert made.operations > 0
    assert people.lead.clearing.clearable() == ()


def test_a_colleague_who_confirmed_nothing_gets_everything_and_no_gap(people):
    people.send("lead", "office")
    people.confirm()
    people.note()
    _, taken = people.send("lead", "second", people=["Ben Carter"])
    assert taken.missing_files == 0
    assert len(people.second.visits.open(people.visit).notes) == len(people.lead.visits.open(people.visit).notes)


def test_others_signed_segments_travel_on_unchanged(people):
    people.send("lead", "second", people=["Ben Carter"])
    people.second.visits.add_note(people.visit, "From the second.", NoteKind.NOTE).result()
    people.send("second", "office", "relay.qmb")
    assert people.office.visits.open(people.visit) is not None
    texts = {note.text for note in people.office.visits.open(people.visit).notes}
    assert "From the second." in texts
    assert len(texts) > 1
    assert not people.office.upkeep.check(rebuild=True)


def test_evidence_may_follow_in_a_later_bundle(people):
    mail, taken = people.send("lead", "office", "mail.qmb", evidence=False)
    assert (mail.files, taken.files) == (0, 0)
    assert mail.files_left == taken.missing_files > 0
    people.confirm()
    stick, taken = people.send("lead", "office", "stick.qmb")
    assert stick.files == taken.files == mail.files_left
    assert taken.operations == 0
    assert taken.missing_files == 0


def test_private_notes_stay_here_unless_ticked(people):
    record = people.lead.visits.open(people.visit)
    strand = record.strands[0].strand
    people.lead.judging.write(people.visit, strand, "working_notes", "Only for me.", (), None).result()
    people.send("lead", "office")
    assert people.office.visits.open(people.visit).strand(strand).working_notes == ""
    people.send("lead", "office", private=True)
    assert people.office.visits.open(people.visit).strand(strand).working_notes == "Only for me."


def test_evidence_goes_from_here_only_after_the_office_confirmed_it(people):
    people.send("lead", "office")
    with pytest.raises(Refused) as caught:
        people.lead.clearing.clear(people.visit)
    assert caught.value.code == "not-confirmed"
    people.confirm()
    (offered,) = people.lead.clearing.clearable()
    assert (offered.signer, offered.kept) == ("Priya Nair", 0)
    assert people.lead.clearing.clear(people.visit).files == offered.files > 0
    record = people.lead.visits.open(people.visit)
    assert not any(evidence.held for evidence in record.evidence)
    assert people.lead.upkeep.check(rebuild=True) == ()
    assert people.lead.exchange.log()[0].act is Act.CLEARED
    office = people.office.visits.open(people.visit)
    assert all(one.held for one in office.evidence if one.file_sha256)


def test_evidence_that_came_after_the_receipt_stays(people, monkeypatch):
    people.send("lead", "office", evidence=False)
    people.confirm()
    assert people.lead.clearing.clearable() == ()


def test_volumes_arrive_and_a_missing_one_is_named(people):
    made = people.lead.exchange.export(people.folder / "visit.qmb", volume=64 * 1024)
    assert len(made.volumes) > 1
    last = people.folder / made.volumes[-1]
    content = last.read_bytes()
    last.unlink()
    with pytest.raises(Refused, match=last.name):
        people.office.exchange.take_in(people.folder / made.volumes[0])
    last.write_bytes(content)
    (file,) = incoming_files([people.folder / "visit.qmb.001", people.folder / "visit.qmb.002"])
    assert people.office.exchange.take_in(file).operations == made.operations


def test_a_gap_says_what_to_ask_whom_for(people):
    people.send("lead", "office")
    people.confirm()
    people.note()
    people.lead.exchange.export(people.folder / "next.qmb")
    with pytest.raises(Refused) as caught:
        _import_elsewhere(people, "next.qmb")
    assert caught.value.code == "gap"
    assert "Amara Okafor" in caught.value.sentence
    assert "judgement/" in caught.value.sentence or "visit/" in caught.value.sentence


def _import_elsewhere(people, name):
    """At an office whose store is new: it has not seen the first bundle."""
    with _fresh_store(people):
        return people.office.exchange.take_in(people.folder / name)


@contextmanager
def _fresh_store(people):
    office = people.office.exchange
    secrets = unlock(people.folder / "office", PASSPHRASE)
    fresh = Store.create(people.folder / "fresh", secrets.database_key, Author("P-00000000"), office._clock)
    office._store = fresh
    try:
        yield fresh
    finally:
        fresh.close()


def test_a_stopped_export_or_import_leaves_nothing_and_counts_as_not_sent(people):
    before = people.lead.exchange.waiting().changes
    calls = iter([False, False, True, True, True])
    with pytest.raises(Stopped):
        people.lead.exchange.export(people.folder / "visit.qmb", cancelled=lambda: next(calls, True))
    assert not list(people.folder.glob("visit.qmb*"))
    assert people.lead.exchange.waiting().changes == before > 0
    assert people.lead.exchange.log() == ()
    people.lead.exchange.export(people.folder / "visit.qmb")
    assert people.lead.exchange.waiting().changes == 0
    assert people.lead.exchange.waiting().unconfirmed == before
    calls = iter([False, True])
    with pytest.raises(Stopped):
        people.office.exchange.take_in(people.folder / "visit.qmb", cancelled=lambda: next(calls, True))
    assert people.office.visits.list() == ()
    assert not list((people.folder / "office" / "data").rglob("*.part"))


def test_what_a_killed_export_left_is_swept(people, monkeypatch):
    target = people.folder / "killed.qmb"

    def killed(target, *_, **__):
        target.with_name("killed.qmb.part").write_bytes(b"half")
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("assessor_app.services.exchange.sending.write_bundle", killed)
        patch.setattr("assessor_app.models.journal.exchanged.drop", lambda *_: None)  # as if killed
        with pytest.raises(SystemExit):
            people.lead.exchange.export(target)
    left = target.with_name("killed.qmb.part")
    assert [entry.finished for entry in people.lead.exchange.log()] == [False]
    assert left.exists(), "it may still be being written"
    long_ago = left.stat().st_mtime - 2 * STILL_WRITING
    os.utime(left, (long_ago, long_ago))
    assert people.lead.exchange.log() == ()
    assert not left.exists()


def test_every_exchange_stands_in_the_log(people):
    people.send("lead", "office")
    people.confirm()
    assert [(entry.act, entry.people) for entry in people.lead.exchange.log()] == [
        (Act.RECEIPT_TAKEN, ("Priya Nair",)),
        (Act.EXPORT, ("Northern Quality Marks",)),
    ]
    made, imported = people.office.exchange.log()
    assert (made.act, imported.act, imported.people) == (Act.RECEIPT_MADE, Act.IMPORT, ("Amara Okafor",))
    assert imported.facts["roster_version"] == trusted_card(people.folder / "office").version


# What a verifier may see


FORBIDDEN = ("level", "reason", "saw", "effect", "strengths", "develop", "flagged", "summary", "origin", "reply")


@pytest.fixture
def opened_package(people):
    """The verifier's package, opened with stock age and tar by their own key."""
    people.lead.debriefs.prepare(people.visit, "leaders")
    made = people.lead.exchange.export(
        people.folder / "verify.qmb", assessments=[people.visit], verifier="David Llewellyn", private=True
    )
    place = people.folder / "package"
    place.mkdir()
    key = place / "verifier.key"
    key.write_text(unlock(people.folder / "verifier", PASSPHRASE).age_identity + "\n")
    needs("age", "--decrypt", "-i", str(key), "-o", str(place / "bundle.tar"), made.file)
    needs("tar", "-xf", str(place / "bundle.tar"), "-C", str(place))
    return place


def test_a_verifiers_package_carries_nothing_of_the_assessors_judgement(people, opened_package):
    manifests = [json.loads(file.read_text()) for file in opened_package.glob("segments/*/manifest.json")]
    assert {manifest["lane"].split("/")[0] for manifest in manifests} == {"institution", "visit"}
    lines = [
        json.loads(line)
        for file in opened_package.glob("segments/*/ops.jsonl")
        for line in file.read_text().splitlines()
    ]
    assert lines
    places = {(line["entity"].split("/")[2] if line["entity"].count("/") > 1 else "", line["field"]) for line in lines}
    assert not {field for _, field in places} & set(FORBIDDEN)
    assert not {part for part, _ in places} & {"note", "debrief", "report", "judgement"}
    record = people.lead.visits.open(people.visit)
    written = [text for strand in record.strands for text in (strand.reason, strand.strengths, strand.develop) if text]
    written += [note.text for note in record.notes] + [record.summary]
    inside = b"".join(file.read_bytes() for file in opened_package.rglob("*.jsonl")).decode()
    assert written
    assert not [text for text in written if text and text in inside]
    blobs = {file.name for file in opened_package.glob("blobs/*")}
    assert {one.file_sha256 for one in record.evidence if one.file_sha256} <= blobs


def test_the_verifier_can_work_with_the_package(people):
    people.lead.exchange.export(people.folder / "verify.qmb", assessments=[people.visit], verifier="David Llewellyn")
    taken = people.verifier.exchange.take_in(people.folder / "verify.qmb")
    assert taken.missing_files == 0
    record = people.verifier.visits.open(people.visit)
    lead = people.lead.visits.open(people.visit)
    assert record.strands[0].school_text == lead.strands[0].school_text
    assert all(strand.judgement_of(record.lead).level is None for strand in record.strands)


def test_an_ordinary_bundle_is_not_made_for_a_verifier(people):
    with pytest.raises(Refused) as caught:
        people.lead.exchange.export(people.folder / "no.qmb", people=["David Llewellyn"])
    assert caught.value.code == "verifier-blind"
    assert not list(people.folder.glob("no.qmb*"))


def test_only_a_verifier_gets_a_verifiers_package(people):
    with pytest.raises(WrongUse):
        people.lead.exchange.export(people.folder / "no.qmb", verifier="Ben Carter")


# Many at once


def test_a_folder_is_imported_file_by_file(people):
    inbox = people.folder / "inbox" / "monday"
    inbox.mkdir(parents=True)
    people.lead.exchange.export(inbox / "a.qmb")
    (inbox / "b.qmb").write_bytes((inbox / "a.qmb").read_bytes())
    (inbox / "c.qmb").write_bytes((inbox / "a.qmb").read_bytes()[:-100])
    (inbox / "notes.txt").write_text("not a bundle")
    files = incoming_files([people.folder / "inbox"])
    assert [file.name for file in files] == ["a.qmb", "b.qmb", "c.qmb"]
    receipts = people.folder / "receipts"
    receipts.mkdir()
    results = list(take_in_all(people.office.exchange, files, receipts))
    assert [result.outcome for result in results] == [Outcome.TAKEN_IN, Outcome.NOTHING_NEW, Outcome.REFUSED]
    assert results[2].code == "damaged"
    assert sorted(file.name for file in receipts.iterdir()) == ["a.qmb.receipt", "b.qmb.receipt"]
    assert people.lead.exchange.take_receipt(receipts / "a.qmb.receipt").office


def test_a_bundle_whose_receipt_cannot_be_written_is_in_and_says_so(people):
    people.lead.exchange.export(people.folder / "a.qmb")
    (result,) = take_in_all(people.office.exchange, [people.folder / "a.qmb"], people.folder / "nowhere")
    assert (result.outcome, result.status, result.code) == (Outcome.NEEDS_PERSON, 1, "cannot-write")
    assert result.sentence.startswith("Imported: ")
    assert "There is no receipt for it: a.qmb.receipt was not written" in result.sentence
    assert result.taken is not None
    assert "as many are stored" in results_words([result])
    assert [each.id for each in people.office.visits.list()] == [people.visit]
    (people.folder / "nowhere").mkdir()
    (again,) = take_in_all(people.office.exchange, [people.folder / "a.qmb"], people.folder / "nowhere")
    assert (again.outcome, again.status) == (Outcome.NOTHING_NEW, 0)
    assert people.lead.exchange.take_receipt(people.folder / "nowhere" / "a.qmb.receipt").office


def test_a_bundle_of_ones_own_work_needs_no_receipt():
    class Exchange:
        def take_in_each(self, *_):
            return iter([TakenInBundle(True, 0, 0, 0, 0, 0, ())])

        def make_receipt(self, *_):
            raise Refused("Nothing here came from anybody else, so there is nothing to confirm.", NOTHING_TO_CONFIRM)

    (result,) = take_in_all(Exchange(), [Path("own.qmb")], Path("receipts"))
    assert (result.outcome, result.status) == (Outcome.NOTHING_NEW, 0)
    assert result.sentence.endswith("there is nothing to confirm.")


def _clashing(people: People, inbox: Path) -> None:
    """a: the lead's visit; b: the same with another reference than Ben gave it, in c; d: damaged; e: a stranger's."""
    people.send("lead", "office")
    people.send("office", "second", people=["Ben Carter"])
    people.lead.exchange.export(inbox / "a.qmb")
    for who, reference, name in (("lead", "QM-1", "b.qmb"), ("second", "QM-2", "c.qmb")):
        there = getattr(people, who)
        change = partial(_refer, visit=people.visit, reference=reference)
        there.store.write(change).result()
        there.exchange.export(inbox / name, everything=True)
    (inbox / "d.qmb").write_bytes((inbox / "c.qmb").read_bytes()[:-100])
    make_person(people.folder / "stranger", "Owen Hale", frozenset({Role.ASSESSOR}), PASSPHRASE)
    shutil.copyfile(people.folder / "office.card", people.folder / "stranger" / "identity" / "office.card")
    school = Institution("i9", "Far Field School", "Selby")
    people.stranger.visits.begin(people.stranger.schemes.get("pdqm"), school, "visit", DAY).result()
    people.stranger.exchange.export(inbox / "e.qmb")


def _refer(writing, visit, reference):
    writing.set(f"assessment/{visit}", "reference", reference)


def test_what_needs_a_person_is_told_and_everything_else_of_the_group_is_in(people):
    inbox = people.folder / "inbox"
    inbox.mkdir()
    _clashing(people, inbox)
    results = list(take_in_all(people.office.exchange, incoming_files([inbox])))
    assert [(Path(each.file).name, each.outcome, each.status) for each in results] == [
        ("a.qmb", Outcome.NOTHING_NEW, 0),
        ("b.qmb", Outcome.TAKEN_IN, 0),
        ("c.qmb", Outcome.NEEDS_PERSON, 1),
        ("d.qmb", Outcome.REFUSED, 3),
        ("e.qmb", Outcome.REFUSED, 3),
    ]
    assert (results[3].code, results[4].code) == ("damaged", "unknown-signer")
    assert {each.institution for each in people.office.visits.list()} == {"Hollin Bank Community School"}
    again = list(take_in_all(people.office.exchange, incoming_files([inbox])))
    assert [each.outcome for each in again] == [Outcome.NOTHING_NEW] * 3 + [Outcome.REFUSED] * 2
    assert people.office.upkeep.check(rebuild=True) == ()


def _next_without_first(people: People) -> None:
    people.send("lead", "office", "first.qmb")
    people.confirm()
    people.note()
    people.lead.exchange.export(people.folder / "next.qmb")


def test_one_that_does_not_fit_is_undone_by_itself(people, tmp_path):
    _next_without_first(people)
    with _fresh_store(people) as store:
        office = people.office.exchange
        files = [people.folder / name for name in ("next.qmb", "first.qmb", "next.qmb")]
        gap, whole, following = office.take_in_each(files)
        assert isinstance(gap, Refused)
        assert gap.code == "gap"
        assert (whole.operations > 0, following.operations > 0) == (True, True)
        with store.read() as reading:
            counted = count_stored(
                reading,
                [
                    parse_manifest(each.manifest)
                    for each in segments_for(reading, sorted({tip.lane for tip in acknowledgements(reading)}))
                ],
            )
        assert counted == whole.operations + following.operations
        assert [entry.file for entry in office.log()] == ["next.qmb", "first.qmb"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that may be killed")
def test_killed_between_two_files_of_a_group_nothing_of_it_is_in_and_again_all_of_it(people):
    """After each savepoint of the one transaction; the files that came with it may stay, unnamed."""
    inbox = people.folder / "inbox"
    inbox.mkdir()
    _clashing(people, inbox)
    before = people.office.exchange.log()
    for taken_in in (1, 2, 3):
        people.close("office")
        assert _killed_after(people, inbox, taken_in) == signal.SIGKILL
        assert people.office.exchange.log() == before
        assert people.office.upkeep.check(rebuild=True) == ()
    results = list(take_in_all(people.office.exchange, incoming_files([inbox])))
    assert [each.status for each in results] == [0, 0, 1, 3, 3]
    assert people.office.upkeep.check(rebuild=True) == ()
    assert people.office.visits.open(people.visit).conflicts == 1


def _killed_after(people: People, inbox: Path, bundles: int) -> int:
    """An import of the folder in a program of its own, killed once so many bundles stand in its transaction; by which
    signal it ended."""
    child = os.fork()
    if child == 0:
        known, written = importing._write, []

        def write(writing, read):
            found = known(writing, read)
            written.append(read)
            if len(written) == bundles:
                os.kill(os.getpid(), signal.SIGKILL)
            return found

        importing._write = write
        try:
            with opened(people.folder, "office") as office:
                list(take_in_all(office.exchange, incoming_files([inbox])))
        finally:
            os._exit(1)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def test_a_full_disk_refuses_every_file_of_the_group_and_keeps_none(people, monkeypatch):
    people.send("lead", "office", "first.qmb")
    before = people.office.exchange.log()
    people.note()
    for name in ("a.qmb", "b.qmb"):
        people.lead.exchange.export(people.folder / name)

    def full(*_arguments, **_facts):
        raise Unavailable("The disk is full, so nothing was saved.", "full")

    monkeypatch.setattr("assessor_app.models.journal.exchanged.note", full)
    results = list(take_in_all(people.office.exchange, [people.folder / "a.qmb", people.folder / "b.qmb"]))
    assert [(each.outcome, each.code) for each in results] == [(Outcome.REFUSED, "full")] * 2
    monkeypatch.undo()
    assert people.office.exchange.log() == before
    assert people.office.exchange.take_in(people.folder / "a.qmb").operations > 0


def test_stopped_in_the_second_file_the_first_is_in_and_told(people, monkeypatch):
    files = [people.folder / name for name in ("a.qmb", "b.qmb")]
    for file in files:
        people.lead.exchange.export(file)
    known = importing.read_bundle

    def read(file, identities, check, sink, progress, _cancelled):
        return known(file, identities, check, sink, progress, lambda: file == files[1])

    monkeypatch.setattr(importing, "read_bundle", read)
    coming = take_in_all(people.office.exchange, files)
    first = next(coming)
    with pytest.raises(Stopped):
        next(coming)
    assert (first.file, first.outcome) == (str(files[0]), Outcome.TAKEN_IN)
    assert len(people.office.visits.list()) == 1


def test_small_bundles_are_written_together_and_a_large_one_by_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(incoming, "MOST_BYTES", 100)
    monkeypatch.setattr(incoming, "MOST_FILES", 3)
    sizes = (10, 10, 10, 10, 200, 60, 60, 10)
    files = [tmp_path / f"{number}.qmb" for number in range(len(sizes))]
    for file, size in zip(files, sizes, strict=True):
        file.write_bytes(bytes(size))
    groups = []

    class Exchange:
        def take_in_each(self, together, _progress, _cancelled):
            groups.append([file.stat().st_size for file in together])
            return iter([Refused("No.", "no")] * len(together))

    results = list(take_in_all(Exchange(), files))
    assert groups == [[10, 10, 10], [10], [200], [60], [60, 10]]
    assert [Path(each.file) for each in results] == files


def test_an_empty_folder_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse):
        incoming_files([tmp_path])
