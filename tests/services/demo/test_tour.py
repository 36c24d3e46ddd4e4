"""The main job, checked with tools that know nothing of Assay."""

import json
import os
import re
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.identity.profile import Layout
from assessor_app.identity.unlocking import unlock
from assessor_app.services.profile.identities import trusted_card
from tests.tools import needs
from tests.tours import PASSPHRASE, the_tour

pytestmark = pytest.mark.xdist_group("tour")


@pytest.fixture(scope="module")
def tour():
    folder, taken = the_tour()
    return folder / "tour", taken


def options(folder: Path, who: str) -> list[str]:
    return ["--profile", str(folder / who), "--passphrase-file", str(folder / "passphrase.txt")]


def test_it_leaves_everything_that_it_names(tour):
    folder, taken = tour
    assert all(Path(step.file).exists() for step in taken.steps)
    assert {"completed-workbook.xlsx", "report.pdf", "visit.qmb", "office"} <= {file.name for file in folder.iterdir()}


def test_pdfsig_calls_the_signature_valid_and_the_verifiers_field_empty(tour):
    said = needs("pdfsig", str(tour[0] / "report.pdf"))
    assert "Signature is Valid" in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert re.search(r"Verifier\s+The signature form field is not signed", said)


@pytest.fixture(scope="module")
def opened(tour, tmp_path_factory):
    """The bundle, opened with stock age and tar by the office's key."""
    folder = tmp_path_factory.mktemp("bundle")
    key = folder / "office.key"
    key.write_text(unlock(tour[0] / "office", PASSPHRASE).age_identity + "\n")
    needs("age", "--decrypt", "-i", str(key), "-o", str(folder / "bundle.tar"), str(tour[0] / "visit.qmb"))
    needs("tar", "-xf", str(folder / "bundle.tar"), "-C", str(folder))
    return folder


def test_openssl_accepts_every_segment(tour, opened):
    root = opened / "root.pem"
    root.write_bytes(trusted_card(tour[0] / "office").root_pem)
    segments = sorted((opened / "segments").iterdir())
    assert len(segments) == 3, "the institution, the visit and the judgement"
    for segment in segments:
        said = needs(
            *("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-CAfile", str(root)),
            *("-in", str(segment / "manifest.p7s"), "-content", str(segment / "manifest.json"), "-out", os.devnull),
        )
        assert "successful" in said


def test_the_bundle_carries_no_private_lane(opened):
    lanes = {json.loads(file.read_text())["lane"].split("/")[0] for file in opened.glob("segments/*/manifest.json")}
    assert lanes == {"institution", "visit", "judgement"}


def test_evidence_comes_out_with_the_hash_it_is_named_by(opened):
    blobs = sorted((opened / "blobs").iterdir())
    assert blobs
    said = needs("sha256sum", *map(str, blobs))
    assert all(line.split()[0] == Path(line.split()[1]).name for line in said.splitlines())


def test_the_office_shows_what_the_assessor_shows(tour, capsys):
    folder, taken = tour
    shown = []
    for who in ("lead", "office"):
        assert main(["show", taken.assessment, "--json", *options(folder, who)]) == 0
        shown.append(json.loads(capsys.readouterr().out))
    lead, office = (shows.pop("cycle") for shows in shown)
    assert shown[0] == shown[1]
    assert len(shown[0]["strands"]) == 16
    assert not lead["awards"]
    assert [award["outcome_name"] for award in office["awards"]] == ["Silver"], "given after the bundle came"


def test_both_stores_are_what_their_journals_say(tour, capsys):
    for who in ("lead", "office"):
        assert main(["check", "--rebuild", *options(tour[0], who)]) == 0
        assert "equal" in capsys.readouterr().out


def test_no_key_lies_in_the_clear(tour):
    folder = tour[0]
    secrets = unlock(folder / "lead", PASSPHRASE)
    hidden = [secrets.signing_key, secrets.database_key, secrets.database_key.hex().encode()]
    hidden += [secrets.age_identity.encode(), secrets.blob_identity.encode(), b"Leaders have made follow-up normal"]
    for file in Layout(folder / "lead").root.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(secret in content for secret in hidden), file.name


def test_a_second_tour_in_the_same_folder_is_refused(tour):
    assert main(["tour", str(tour[0])]) == 3
