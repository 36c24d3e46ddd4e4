"""The seal on the evidence: signed, whole, checkable by stock tools, and a line that nothing later can cross."""

import io
import subprocess
import tarfile
from datetime import date

import pytest
from PIL import Image

from assessor_app.domain.assessment.assessment import Institution, NoteKind
from assessor_app.domain.people import Role
from assessor_app.domain.visit.before_leaving import before_leaving, sources_of
from assessor_app.domain.visit.day import Voice
from assessor_app.domain.visit.note_taking import NewNote
from assessor_app.errors import Refused
from assessor_app.identity.profile import Layout
from assessor_app.services.documents.verification import verify_file
from assessor_app.services.profile.identities import create_profile
from assessor_app.services.profile.opening import open_profile
from tests.tools import needs

PASSPHRASE = "four calm words here"
CULTURE = "evaluating-impact.culture"


@pytest.fixture
def workplace(tmp_path):
    create_profile(tmp_path / "lead", "Amara Okafor", "", frozenset({Role.ASSESSOR}), PASSPHRASE)
    opened = open_profile(tmp_path / "lead", lambda: PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def visit(workplace):
    school = Institution("i1", "Hollin Bank Community School", "Leeds")
    scheme = workplace.schemes.get("pdqm")
    return workplace.visits.begin(scheme, school, "first award", date(2026, 11, 22)).result()


def photo(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(target, "PNG")
    return target.getvalue()


def add_photo(workplace, visit, colour):
    return workplace.visit_day.pictures.add(visit, photo(colour), colour).evidence


def test_what_comes_after_the_seal_stands_apart_for_ever(workplace, visit):
    before = add_photo(workplace, visit, "red")
    sealed = workplace.visit_day.ledger.seal(visit)
    assert workplace.visits.open(visit).late_evidence == ()
    after = add_photo(workplace, visit, "blue")
    record = workplace.visits.open(visit)
    assert record.ledger == sealed
    assert [piece.id for piece in record.late_evidence] == [after.id]
    assert sealed.holds(before)
    assert not sealed.holds(after)


def test_it_is_sealed_once(workplace, visit):
    workplace.visit_day.ledger.seal(visit)
    with pytest.raises(Refused, match="sealed by Amara Okafor already"):
        workplace.visit_day.ledger.seal(visit)


def test_signed_work_is_not_sealed_and_no_list_is_kept_of_it(workplace, visit):
    add_photo(workplace, visit, "red")
    for strand in workplace.schemes.get("pdqm").strands:
        workplace.judging.record(visit, strand.id, "enhancing", ()).result()
        workplace.judging.write(visit, strand.id, "reason", "Seen.", (), None).result()
    workplace.reporting.sign(visit, PASSPHRASE)
    before = sorted(Layout(workplace.profile).blobs.rglob("*"))
    with pytest.raises(Refused, match="This report is signed"):
        workplace.visit_day.ledger.seal(visit)
    assert sorted(Layout(workplace.profile).blobs.rglob("*")) == before


def test_undo_takes_neither_the_seal_nor_what_it_covers(workplace, visit):
    piece = add_photo(workplace, visit, "red")
    workplace.visit_day.ledger.seal(visit)
    assert workplace.judging.undo(visit).result() is None
    assert [each.id for each in workplace.visits.open(visit).evidence] == [piece.id]


def test_the_signed_list_verifies_here_and_by_openssl(workplace, visit, tmp_path):
    piece = add_photo(workplace, visit, "red")
    workplace.visit_day.capture.keep(visit, NewNote("Secret words of a note")).result()
    workplace.visit_day.ledger.seal(visit)
    file = tmp_path / "visit.ledger"
    workplace.visit_day.ledger.save(visit, file)
    verdict = verify_file(file, workplace.profile)
    assert verdict.good
    assert "1 piece of evidence and 2 notes" in verdict.sentences[0]
    with tarfile.open(file) as taken:
        taken.extractall(tmp_path, filter="data")
    listed = (tmp_path / "ledger.json").read_text()
    assert piece.file_sha256 in listed
    assert "Secret words" not in listed
    root = Layout(workplace.profile).certificate
    said = needs(
        *("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-CAfile", str(root)),
        *("-in", str(tmp_path / "ledger.p7s"), "-content", str(tmp_path / "ledger.json"), "-out", "/dev/null"),
    )
    assert "successful" in said


@pytest.mark.parametrize("place", [600, 1200, -1500, -1030])
def test_a_list_with_one_byte_changed_is_refused(workplace, visit, tmp_path, place):
    add_photo(workplace, visit, "red")
    workplace.visit_day.ledger.seal(visit)
    raw = bytearray(workplace.visit_day.ledger.file_bytes(visit))
    raw[place] ^= 1
    file = tmp_path / "changed.ledger"
    file.write_bytes(raw)
    with pytest.raises(Refused):
        verify_file(file, workplace.profile)


def test_nothing_is_written_before_there_is_a_seal(workplace, visit, tmp_path):
    with pytest.raises(Refused):
        workplace.visit_day.ledger.save(visit, tmp_path / "x.ledger")
    assert not (tmp_path / "x.ledger").exists()


def test_before_leaving_names_everything_that_is_open(workplace, visit):
    capture, timetable = workplace.visit_day.capture, workplace.visit_day.timetable
    timetable.keep(visit, timetable.usual(visit)).result()
    workplace.judging.record(visit, CULTURE, "enhancing", ()).result()
    capture.keep(visit, NewNote("Books are looked at", strand=CULTURE, source="Teaching staff")).result()
    question = capture.keep(visit, NewNote("Who pays", NoteKind.CHECK)).result().note
    record = workplace.visits.open(visit)
    scheme = workplace.visits.scheme_of(record)
    found = before_leaving(record, scheme, workplace.person.id, 14 * 60)
    assert CULTURE not in {strand.id for strand in found.no_staff}
    assert CULTURE in {strand.id for strand in found.no_learners}
    assert [strand.id for strand in found.single_source] == [CULTURE]
    assert found.questions == (question,)
    assert [session.title for session in found.not_met] == ["Support staff"]
    assert found.minutes_left == 135
    capture.change(visit, question, "settled", True).result()
    capture.keep(visit, NewNote("We read more", strand=CULTURE, source="Pupils")).result()
    again = before_leaving(workplace.visits.open(visit), scheme, workplace.person.id, 14 * 60)
    assert (again.questions, again.single_source) == ((), ())
    assert sources_of(workplace.visits.open(visit), CULTURE) == {Voice.STAFF, Voice.LEARNERS}


def test_an_openssl_check_fails_for_another_list(workplace, visit, tmp_path):
    workplace.visit_day.ledger.seal(visit)
    workplace.visit_day.ledger.save(visit, tmp_path / "x.ledger")
    with tarfile.open(tmp_path / "x.ledger") as taken:
        taken.extractall(tmp_path, filter="data")
    (tmp_path / "ledger.json").write_bytes(b"{}")
    run = subprocess.run(
        ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "ledger.p7s",
         "-content", "ledger.json", "-CAfile", str(Layout(workplace.profile).certificate)], cwd=tmp_path, 
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert run.returncode != 0
    assert "digest failure" in run.stderr or "verification failure" in run.stderr.lower()
