import pytest

from assessor_app.services.schemes.shelf import SchemeShelf
from tests.credentials.awards import award_of, signed


@pytest.fixture(scope="session")
def award():
    return award_of(SchemeShelf().get("pdqm", "3.1"))


@pytest.fixture(scope="session")
def credential(award):
    return signed(award)
