"""The shipped PD Quality Mark and one completed workbook of it."""

from pathlib import Path

import pytest

from assessor_app.domain.assessment.submission import Answers
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import WrongUse
from assessor_app.schemes.loading import load_shipped
from assessor_app.workbooks.writing import write_filled
from tests.workbooks.books import Finder, clock, make_answers


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_shipped("pdqm")


@pytest.fixture(scope="session")
def answers(scheme: Scheme) -> Answers:
    return make_answers(scheme)


@pytest.fixture(scope="session")
def find_scheme(scheme: Scheme) -> Finder:
    def find(scheme_id: str, edition: str = "") -> Scheme:
        if (scheme_id, edition or scheme.edition) == (scheme.id, scheme.edition):
            return scheme
        raise WrongUse(f"There is no mark {scheme_id} {edition} on this computer.", "unknown-scheme")

    return find


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, scheme: Scheme, answers: Answers) -> Path:
    """A completed workbook. Shared between tests: change copies of it only."""
    target = tmp_path_factory.mktemp("workbook") / "filled.xlsx"
    write_filled(scheme, target, answers, clock=clock)
    return target
