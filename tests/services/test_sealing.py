"""The office seals a signed report, by the real command line."""

import pytest

from tests.identity.time_authority import TimeAuthority, serving
from tests.services.test_credentials import Run
from tests.tours import copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return Run(copy_of_tour(tmp_path_factory.mktemp("sealing") / "tour"))


def test_a_signed_report_is_sealed_and_still_verifies(run, tmp_path):
    authority = TimeAuthority(tmp_path / "stamps")
    report, target = run.folder / "report.pdf", tmp_path / "sealed.pdf"
    assert "time stamp server" in run("office", "office", "seal", report, "-o", target, status=3)
    root = tmp_path / "root.pem"
    root.write_bytes(authority.root)
    with serving(authority) as server:
        run("office", "office", "time-server", server.address, root)
        run("office", "office", "seal", report, "-o", target)
    assert run("office", "verify", target)[0]["good"]
    assert "already" in run("office", "office", "seal", target, "-o", tmp_path / "twice.pdf", status=3)
    assert "bad-timestamp" in str(run("lead", "verify", target, status=3)), "who does not know the server is told"


def test_an_address_or_a_root_that_cannot_be_is_refused(run, tmp_path):
    (tmp_path / "root.pem").write_text("no certificate", encoding="utf-8")
    assert "https://" in run("office", "office", "time-server", "ftp://x", tmp_path / "root.pem", status=2)
    assert "certificate" in run("office", "office", "time-server", "https://x", tmp_path / "root.pem", status=3)
