import dataclasses
from datetime import UTC, datetime

import pytest

from assessor_app.domain.exchange.manifest import (
    LARGEST_OPERATION,
    check_sendable,
    manifest_bytes,
    parse_manifest,
    parse_operation,
)
from assessor_app.domain.exchange.segment import BlobEntry, Manifest
from assessor_app.domain.journal.operation import Operation
from assessor_app.errors import Refused, WrongUse

OPERATION = Operation(
    device="0123456789abcdef",
    lane="judgement/7c9e",
    seq=1,
    actor="P-7F2C19A4",
    hlc=1_795_000_000_000 << 16,
    entity="assessment/7c9e/strand/culture.voice/judgement/P-7F2C19A4",
    field="level",
    value="secure",
    parents=("a" * 64, "b" * 64),
)
MANIFEST = Manifest(
    realm="c" * 64,
    device="0123456789abcdef",
    lane="judgement/7c9e",
    actor="P-7F2C19A4",
    first_seq=1,
    last_seq=2,
    prev="",
    operations_sha256="d" * 64,
    operations_size=400,
    operations_count=2,
    blobs=(BlobEntry("e" * 64, 10),),
    created=datetime(2026, 11, 22, 11, 42, tzinfo=UTC),
    app="Assay 0.1.0",
)


def test_manifest_comes_back_as_it_was_written():
    assert parse_manifest(manifest_bytes(MANIFEST)) == MANIFEST


def test_operation_comes_back_as_it_was_written():
    assert parse_operation(OPERATION.canonical()) == OPERATION


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq":1', b'"seq":1,"seq":1'),
        (b'"seq":1', b'"seq": 1'),
        (b'"seq":1', b'"seq":0'),
        (b'"seq":1', b'"seq":true'),
        (b'"seq":1', b'"seq":9223372036854775808'),
        (b'"seq":1', b'"seq":' + b"9" * 5000),
        (b'"value":"secure"', b'"value":NaN'),
        (b'"value":"secure"', b'"value":1e400'),
        (b'"value":"secure"', b'"value":3'),
        (b'"value":"secure"', b'"value":"\\ud800"'),
        (b'"value":"secure"', b'"value":"\\u0000"'),
        (b'"value":"secure"', b'"value":' + b"[" * 100_000 + b"]" * 100_000),
        (b'"value":"secure"', b'"other":1,"value":"secure"'),
        (b'"field":"level"', b'"field":"grade"'),
        (b'"lane":"judgement/7c9e"', b'"lane":"visit/7c9e"'),
        (b'"lane":"judgement/7c9e"', b'"lane":"judgement/../x"'),
        (b"assessment/7c9e/strand", b"assessment/7c9e/strands"),
        (b'"' + b"b" * 64, b'"' + b"a" * 64),
        (b"secure", b"\xff"),
    ],
)
def test_operation_in_any_other_form_is_refused(old, new):
    line = OPERATION.canonical()
    assert old in line
    with pytest.raises(Refused, match="Nothing was taken in"):
        parse_operation(line.replace(old, new))


@pytest.mark.parametrize(
    "change",
    [
        {"first_seq": 2},
        {"prev": "f" * 64},
        {"operations_count": 3},
        {"realm": "office"},
        {"device": "laptop"},
        {"blobs": (BlobEntry("e" * 64, 10), BlobEntry("e" * 64, 11))},
        {"app": "line\nbreak"},
    ],
)
def test_manifest_that_contradicts_itself_is_refused(change):
    with pytest.raises(Refused, match="Nothing was taken in"):
        parse_manifest(manifest_bytes(dataclasses.replace(MANIFEST, **change)))


def test_manifest_of_a_newer_format_names_the_remedy():
    with pytest.raises(Refused, match="update Assay") as caught:
        parse_manifest(manifest_bytes(MANIFEST).replace(b'"version":1', b'"version":2'))
    assert caught.value.code == "newer"


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{", b'{"format":"other"}', b" " * (4 * 1024 * 1024 + 1)])
def test_what_is_no_manifest_is_refused(raw):
    with pytest.raises(Refused):
        parse_manifest(raw)


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "x" * LARGEST_OPERATION},
        {"value": "\x01" * (LARGEST_OPERATION // 6)},
        {"entity": f"assessment/7c9e/note/{'n' * 500}", "field": "text"},
        {"entity": "assessment/7c9e/note/a\u200bb", "field": "text"},
    ],
)
def test_what_no_bundle_could_bring_is_refused_before_it_is_written_too(changed):
    operation = dataclasses.replace(OPERATION, **changed)
    line = operation.canonical()
    with pytest.raises(Refused):
        parse_operation(line)
    with pytest.raises(WrongUse):
        check_sendable(operation, line)
