"""Small real profiles for tests of services: people, an office that knows them, a visit with a file."""

from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.services.demo.visit import join_office, make_person
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace

WORDS = "violet ladder marble teapot"
OTHER_WORDS = "copper window garden whistle"


def opened(profile: Path, words: str | None = WORDS) -> Workplace:
    return open_profile(profile, lambda: words)


def make(profile: Path, name: str = "Siân Wyn", role: Role = Role.ASSESSOR) -> Path:
    make_person(profile, name, frozenset({role}), WORDS)
    return profile


def make_office(folder: Path, *members: Path) -> Workplace:
    """An office in `folder`, which certifies the people of these profiles."""
    make(folder, "Priya Nair", Role.ADMINISTRATOR)
    office = opened(folder)
    office.office.begin("Quality Mark Office", WORDS)
    for member in members:
        join_office(office, member, folder, WORDS, WORDS)
    return office


def add_work(workplace: Workplace, name: str = "Marsh Lane") -> str:
    """A change in the record and a stored file; gives the hash of the file."""
    sha256 = workplace.upkeep._blobs.put_bytes(name.encode()).sha256
    workplace.store.write(lambda writing: writing.set("institution/i1", "name", name)).result()
    return sha256


def name_kept(workplace: Workplace) -> str:
    """The name that `add_work` set last."""
    with workplace.store.read() as reading:
        return str(reading.connection.exec_driver_sql("SELECT name FROM institution").scalar())
