"""A second administrator beside a tour's office, and how the two exchange bundles."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.services.demo.visit import join_office, make_person
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from tests.tours import PASSPHRASE

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
DEPUTY = "Sunita Patel"


def add_deputy(folder: Path) -> None:
    """Another administrator of the tour's office, with a profile of their own and the office's records."""
    make_person(folder / "deputy", DEPUTY, ADMINISTRATOR, PASSPHRASE)
    with at_work(folder, "office") as office:
        join_office(office, folder / "deputy", folder, PASSPHRASE, PASSPHRASE)
    send(folder, "office", "deputy")


def send(folder: Path, sender: str, receiver: str) -> None:
    """Everything one of them has, taken in by the other."""
    bundle = folder / f"{sender}-{len(list(folder.glob('*.qmb')))}.qmb"
    with at_work(folder, receiver) as there:
        person = there.person.id
    with at_work(folder, sender) as here:
        here.exchange.export(bundle, people=[person], everything=True)
    with at_work(folder, receiver) as there:
        there.exchange.take_in(bundle)


@contextmanager
def at_work(folder: Path, who: str) -> Iterator[Workplace]:
    """One of them at work."""
    workplace = open_profile(folder / who, lambda: PASSPHRASE)
    try:
        yield workplace
    finally:
        workplace.close()
