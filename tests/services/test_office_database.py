"""An office whose administrators share a database on a server and a folder of files."""

import pytest

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.services.profile.identities import create_profile
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.restoring import restore_profile
from tests.tours import PASSPHRASE, copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")


@pytest.fixture
def tour(tmp_path):
    return copy_of_tour(tmp_path / "tour")


@pytest.fixture
def place(tmp_path, new_server_store):
    (tmp_path / "shared").mkdir()
    return DatabasePlace(new_server_store(), str(tmp_path / "shared"))


@pytest.fixture
def opened():
    """Opens profiles and closes them at the end."""
    workplaces = []

    def open_one(profile, place=None):
        workplaces.append(open_profile(profile, lambda: PASSPHRASE, place))
        return workplaces[-1]

    yield open_one
    for workplace in workplaces:
        workplace.close()


def everything(workplace):
    return [workplace.visits.open(row.id) for row in workplace.visits.list()]


def test_what_the_office_held_moves_and_a_second_administrator_works_on_it(tour, tmp_path, place, opened):
    alone = opened(tour / "office")
    before = everything(alone)
    assert before
    alone.close()
    joan = opened(tour / "office", place)
    assert joan.store.shared
    assert everything(joan) == before
    create_profile(tmp_path / "ines", "Ines Duarte", "", [Role.ADMINISTRATOR], PASSPHRASE, place)
    ines = opened(tmp_path / "ines")
    assert [(each.id, each.stage) for each in everything(ines)] == [(each.id, each.stage) for each in before]
    held = [evidence for evidence in everything(ines)[0].evidence if evidence.held]
    assert ines.visits.evidence_bytes(held[0]) == joan.visits.evidence_bytes(held[0])
    assert ines.upkeep.check(rebuild=True) == ()
    joan.close()
    assert opened(tour / "office").store.shared  # remembered


def test_a_bundle_comes_in_on_a_server_once(tour, place, opened):
    lead, office = opened(tour / "lead"), opened(tour / "office", place)
    assessment = lead.visits.list()[0].id
    lead.reporting.begin_version(assessment)
    strand = lead.visits.open(assessment).strands[0].strand
    lead.judging.write(assessment, strand, "reason", "Written after the first bundle.", (), None).result()
    lead.exchange.export(tour / "second.qmb", assessments=[assessment])
    assert office.exchange.take_in(tour / "second.qmb").operations > 0
    assert office.exchange.take_in(tour / "second.qmb").operations == 0
    reasons = [each.visits.open(assessment).strand(strand).states["reason"].values for each in (lead, office)]
    assert "Written after the first bundle." in {value.value for value in reasons[1]}
    assert reasons[0] == reasons[1]
    assert office.upkeep.check(rebuild=True) == ()


def test_a_backup_of_the_shared_record_comes_back_as_a_profile_of_its_own(tour, tmp_path, place, opened):
    joan = opened(tour / "office", place)
    before = everything(joan)
    create_profile(tmp_path / "ines", "Ines Duarte", "", [Role.ADMINISTRATOR], PASSPHRASE, place)
    ines = opened(tmp_path / "ines")
    made = ines.upkeep.backup(tmp_path / "backup")
    assert made.files > 0
    restore_profile(tmp_path / "backup", tmp_path / "restored", lambda: PASSPHRASE)
    restored = opened(tmp_path / "restored")
    assert not restored.store.shared
    assert [each.strands for each in everything(restored)] == [each.strands for each in before]
    held = [evidence for evidence in everything(restored)[0].evidence if evidence.held]
    assert restored.visits.evidence_bytes(held[0]) == joan.visits.evidence_bytes(held[0])
    assert restored.upkeep.check(rebuild=True) == ()


def test_evidence_in_the_shared_folder_is_not_one_computers_to_clear(tour, place, opened):
    joan = opened(tour / "office", place)
    assert joan.clearing.clearable() == ()
    with pytest.raises(Refused, match="shares"):
        joan.clearing.clear(joan.visits.list()[0].id)


def test_nothing_lies_in_clear_in_the_shared_folder_or_the_profile(tour, tmp_path, place, opened):
    joan = opened(tour / "office", place)
    name = everything(joan)[0].institution.name.encode()
    files = [path for folder in (tmp_path / "shared", tour / "office") for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".age" and path.is_relative_to(tmp_path / "shared") for path in files)
    assert not any(name in path.read_bytes() for path in files)


def test_a_shared_folder_that_is_not_there_changes_nothing(tour, tmp_path, place, opened):
    with pytest.raises(Unavailable, match="shared folder"):
        opened(tour / "office", DatabasePlace(place.address, str(tmp_path / "absent")))
    assert not opened(tour / "office").store.shared
