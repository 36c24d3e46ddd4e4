"""Two copies of an office's folder sign two registers of awards; whoever sees both is told."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.domain.award.register import AwardRegister, AwardStatus, RegisteredAward, forked
from assessor_app.identity.office import office_credentials
from assessor_app.identity.signing import sign_detached
from assessor_app.services.awards.credential_checks import AwardChecks
from assessor_app.services.awards.known_registers import KnownRegisters
from assessor_app.services.documents.verification import verify_file
from assessor_app.sync.register_file import make_register
from tests.offices import PASSPHRASE, copy_of_office, opened

pytestmark = pytest.mark.usefixtures("cheap_passphrases")

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ONE = RegisteredAward("A/1", "urn:1", "0" * 64, "urn:s1", "Hollin Bank", "PDQM", "Silver", "2026-01-02", "2029-01-01")
TWO = replace(ONE, number="A/2", credential="urn:2", subject="urn:s2")
GONE = replace(ONE, status=AwardStatus.WITHDRAWN, changed_on="2026-11-22")
FIRST = AwardRegister("Northern Quality Marks", "", 1, "2026-11-01T10:00:00Z", (), (ONE,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_office(tmp_path / "all")


def written(folder: Path, name: str, number: int, *awards: RegisteredAward) -> Path:
    """A register that the office's key has signed."""
    with opened(folder, "office") as office:
        realm = office.credentials.register().realm
    own = office_credentials(folder / "office" / "office", PASSPHRASE)
    register = replace(FIRST, realm=realm, number=number, awards=awards)
    (folder / name).write_bytes(make_register(register, lambda data: sign_detached(own, data)))
    return folder / name


def test_a_register_may_grow_and_end_awards_and_nothing_else() -> None:
    later = replace(FIRST, number=2)
    assert not forked(FIRST, FIRST)
    assert not forked(FIRST, replace(later, awards=(GONE, TWO)))
    assert forked(FIRST, replace(FIRST, made_at="2026-11-02T10:00:00Z"))
    assert forked(FIRST, replace(later, awards=(TWO,)))
    assert forked(FIRST, replace(later, awards=(replace(ONE, subject="urn:s9"),)))
    assert forked(replace(FIRST, awards=(GONE,)), later)
    assert forked(replace(later, awards=(ONE,)), replace(FIRST, awards=(ONE, TWO)))
    assert not forked(FIRST, replace(FIRST, realm="another office", awards=()))


def test_whoever_checks_two_registers_that_are_forked_is_told_each_time_until_one_goes_on_from_both(
    folder: Path,
) -> None:
    here, there = written(folder, "here.register", 2, ONE), written(folder, "there.register", 3, TWO)
    assert verify_file(here, folder / "lead").good
    for _ in range(2):
        told = verify_file(there, folder / "lead")
        assert not told.good
        assert "has signed two registers" in told.sentences[1]
        assert "number 2" in told.sentences[1]
        assert "number 3" in told.sentences[1]
    assert verify_file(written(folder, "both.register", 4, ONE, TWO), folder / "lead").good
    assert "Number 4 of it is known here" in verify_file(here, folder / "lead").sentences[1]


def test_an_award_is_not_good_by_a_register_that_is_forked(folder: Path) -> None:
    verify_file(written(folder, "here.register", 2, GONE), folder / "lead")
    checks = AwardChecks(folder / "lead", NOW, written(folder, "there.register", 3, ONE))
    assert not checks._holds(checks._register(), ONE)
    assert any("two registers" in each for each in checks._standing_words(checks._register(), ONE))


def test_the_office_that_has_seen_the_other_register_signs_above_both(folder: Path) -> None:
    written(folder, "office/office/awards.register", 2, ONE)
    other = written(folder, "other.register", 7, TWO)
    assert not verify_file(other, folder / "office").good
    with opened(folder, "office") as office:
        assert office.credentials.withdraw("A/1", "closed", PASSPHRASE).status is AwardStatus.WITHDRAWN
        assert office.credentials.register().number == 8
    seen = KnownRegisters(folder / "office", ()).seen()
    assert seen is None  # without the office's roots nothing is believed
