"""What reads age files here agrees with the format's own test vectors.

`age_vectors.zip` holds the vectors of C2SP/CCTV (npm package cctv-age 0.2.0), which may be copied without attribution
(0BSD, CC0 1.0 or Unlicense). Left out: armoured files and post-quantum recipients, which nothing here reads or writes.
"""

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

import pytest

from assessor_app.errors import Refused
from assessor_app.identity import age_passphrase
from assessor_app.models.files.age_streams import decrypt

LENIENT = {"stanza_missing_body", "stanza_missing_final_line"}
"""Refused by the format, read by the age library: the last line of a recipient's stanza may be missing."""


class Vector:
    def __init__(self, content: bytes) -> None:
        head, _, body = content.partition(b"\n\n")
        facts = [line.partition(": ")[::2] for line in head.decode().splitlines()]
        self.facts = dict(facts)
        self.passphrases = [value for name, value in facts if name == "passphrase"]
        self.identities = [value for name, value in facts if name == "identity"]
        self.file = zlib.decompress(body) if self.facts.get("compressed") == "zlib" else body
        self.succeeds = self.facts["expect"] == "success"

    @property
    def ours(self) -> bool:
        return "armored" not in self.facts and not any(key.startswith("AGE-SECRET-KEY-PQ") for key in self.identities)


def vectors(kind: str) -> list[str]:
    return [name for name, vector in VECTORS.items() if vector.ours and bool(vector.passphrases) == (kind == "scrypt")]


with zipfile.ZipFile(Path(__file__).with_name("age_vectors.zip")) as archive:
    VECTORS = {name: Vector(archive.read(name)) for name in archive.namelist()}


def released(vector: Vector) -> tuple[bytes, bool]:
    """What came out, and whether it was taken for good, by whichever key opens it."""
    out = io.BytesIO()
    for identity in vector.identities:
        out = io.BytesIO()
        try:
            decrypt(io.BytesIO(vector.file), out.write, identity)
        except Refused:
            continue
        return out.getvalue(), True
    return out.getvalue(), False


@pytest.mark.parametrize("name", vectors("x25519"))
def test_files_for_a_key(name: str) -> None:
    vector = VECTORS[name]
    content, good = released(vector)
    assert good == (vector.succeeds or name in LENIENT)
    if vector.succeeds:
        assert hashlib.sha256(content).hexdigest() == vector.facts["payload"]


@pytest.mark.parametrize("name", vectors("scrypt"))
def test_files_under_a_passphrase(name: str) -> None:
    vector = VECTORS[name]
    opened = []
    for passphrase in vector.passphrases:
        try:
            opened.append(age_passphrase.decrypt(vector.file, passphrase))
        except Refused:
            continue
    assert bool(opened) == vector.succeeds
    if opened:
        assert hashlib.sha256(opened[0]).hexdigest() == vector.facts["payload"]


def test_the_vectors_are_there() -> None:
    assert set(vectors("x25519")) > LENIENT
    assert len(vectors("x25519")) > 50
    assert len(vectors("scrypt")) > 15
