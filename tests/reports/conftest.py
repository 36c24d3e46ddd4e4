"""One report of the demo's school, made once."""

import pytest

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.reports.documents.assessment_report import made_report
from assessor_app.reports.page.document import Made
from assessor_app.schemes.loading import load_shipped

from .sample import content_of, demo, demo_assessment, pages


@pytest.fixture(scope="session")
def pdqm() -> Scheme:
    return load_shipped("pdqm")


@pytest.fixture(scope="session")
def content(pdqm: Scheme) -> ReportContent:
    """The demo's school, every strand judged: Silver, one strand short of Gold."""
    return content_of(pdqm, demo_assessment(pdqm, demo()))


@pytest.fixture(scope="session")
def made(content: ReportContent) -> Made:
    return made_report(content)


@pytest.fixture(scope="session")
def printed(made: Made) -> list[str]:
    """The words of each page."""
    return pages(made.pdf)
