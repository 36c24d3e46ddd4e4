"""Every document that an assessment has, by the real command line."""

import pytest

from assessor_app.domain.assessment.documents import DocumentKind
from tests.services.awards.test_credentials import Run
from tests.tours import copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")

STARTS = {"html": b"<!DOCTYPE html>", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return Run(copy_of_tour(tmp_path_factory.mktemp("documents") / "tour"))


@pytest.mark.parametrize("kind", [kind.value for kind in DocumentKind if kind is not DocumentKind.RENEWAL])
def test_each_is_made(run, kind, tmp_path):
    target = tmp_path / f"document{DocumentKind(kind).extension}"
    run("lead", "document", kind, "Hollin", "-o", target, "--to", "Helen Whitaker, Headteacher")
    assert target.read_bytes().startswith(STARTS.get(kind, b"%PDF-"))


def test_a_renewal_needs_an_award_that_ends(run, tmp_path):
    said = run("lead", "document", "renewal", "Hollin", "-o", tmp_path / "no.pdf", status=3)
    assert "nothing to renew" in said
    assert not (tmp_path / "no.pdf").exists()


def test_an_unknown_session_is_named_with_those_there_are(run, tmp_path):
    said = run("lead", "document", "debrief", "Hollin", "--session", "moon", "-o", tmp_path / "no.pdf", status=2)
    assert "leaders" in said
