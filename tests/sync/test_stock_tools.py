"""A bundle opens with stock age, tar and sha256sum, without Assay."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from assessor_app.sync.writing import write_bundle

from .bundles import Office, entry, never, segment, silent, source

EVIDENCE = [random.Random(seed).randbytes(size) for seed, size in enumerate((200_000, 512, 1))]
GOOD = segment(blobs=[entry(content) for content in EVIDENCE])


@pytest.fixture(autouse=True)
def stock_tools() -> None:
    absent = [tool for tool in ("age", "tar", "sha256sum") if shutil.which(tool) is None]
    if absent and os.environ.get("CI"):
        pytest.fail(f"not installed: {absent}")
    if absent:
        pytest.skip(f"not installed: {absent}")


def run(script: str, folder: Path) -> str:
    done = subprocess.run(["sh", "-ec", script], cwd=folder, check=True, capture_output=True, text=True, timeout=300)
    assert done.stderr == ""
    return done.stdout


def sent(office: Office) -> Path:
    (office.folder / "key.txt").write_text(f"{office.identity}\n")
    office.send([GOOD], *EVIDENCE)
    return office.folder


def test_stock_tar_lists_what_is_inside_in_order(office: Office) -> None:
    listed = run("age -d -i key.txt visit.qmb | tar tf -", sent(office)).split()
    names = ["manifest.json", "manifest.p7s", "ops.jsonl"]
    assert listed == [f"segments/0000/{name}" for name in names] + [f"blobs/{entry(c).sha256}" for c in EVIDENCE]


def test_stock_tools_take_a_bundle_apart_byte_for_byte(office: Office) -> None:
    folder = sent(office)
    run("mkdir out && age -d -i key.txt visit.qmb | tar xf - -C out", folder)
    assert (folder / "out/segments/0000/manifest.json").read_bytes() == GOOD.manifest
    assert (folder / "out/segments/0000/manifest.p7s").read_bytes() == GOOD.signature
    assert (folder / "out/segments/0000/ops.jsonl").read_bytes() == GOOD.operations
    sums = run("cd out/blobs && sha256sum *", folder).split()
    assert sums[0::2] == sums[1::2] == sorted(entry(content).sha256 for content in EVIDENCE)


def test_volumes_are_put_together_by_cat(office: Office) -> None:
    folder = sent(office)
    sources = [source(content) for content in EVIDENCE]
    write_bundle(office.file, [GOOD], sources, [office.key], silent, never, volume=70_000)
    assert (folder / "visit.qmb.003").exists()
    assert "manifest.json" in run("cat visit.qmb.0* | age -d -i key.txt | tar tf -", folder)


def test_a_bundle_made_by_stock_age_around_the_same_container_is_read(office: Office) -> None:
    folder = sent(office)
    run(f"age -d -i key.txt visit.qmb > inside && age -r {office.key} -o visit.qmb inside", folder)
    assert office.receive().segments[0].sealed == GOOD
