"""One institution's cycle in a profile of its own, with an edition made for it and any roles."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest import mock

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.people import Role
from assessor_app.paths import resources
from assessor_app.services.profile.identities import create_profile
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace

PASSPHRASE = "four calm words here"
MARKS = Path(__file__).parent / "marks"
EVERY_ROLE = frozenset({Role.ASSESSOR, Role.ADMINISTRATOR})


@contextmanager
def marks_of_tests() -> Iterator[None]:
    """The marks beside this file ship, with those that do."""
    shipped = tuple(sorted([*(resources() / "schemes").glob("*/*.yaml"), *MARKS.glob("*/*.yaml")]))
    with mock.patch("assessor_app.schemes.loading.shipped_schemes", return_value=shipped):
        yield


@contextmanager
def workplace_of(folder: Path, roles: frozenset[Role] = EVERY_ROLE, name: str = "Amara Okafor") -> Iterator[Workplace]:
    with marks_of_tests():
        create_profile(folder, name, "", roles, PASSPHRASE)
        opened = open_profile(folder, lambda: PASSPHRASE)
        try:
            yield opened
        finally:
            opened.close()


def begin(workplace: Workplace, edition: str = "1.0", institution: str = "i1") -> str:
    college = Institution(institution, "Aire Valley College", "Leeds", "england", "fe")
    mark = workplace.schemes.get("bridge", edition)
    return workplace.visits.begin(mark, college, "first award", date(2026, 11, 22)).result()
