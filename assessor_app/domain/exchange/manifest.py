"""The bytes of a segment's manifest and operations, written and read back; anything not in the one spelling is refused.

A manifest is one canonical JSON object; an operation is one canonical JSON line (docs/file-formats.md, Bundle).
Because hashes and signatures cover bytes, a second spelling of the same value is as unacceptable as a wrong value.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from assessor_app.domain.exchange.segment import BlobEntry, Manifest
from assessor_app.domain.journal.clock import moment, read_moment
from assessor_app.domain.journal.operation import Json, Operation, canonical_json
from assessor_app.domain.journal.record import check_value, lane_of
from assessor_app.errors import Refused, WrongUse

FORMAT = "assay-segment"
VERSION = 1
LARGEST_MANIFEST = 4 * 1024 * 1024
LARGEST_OPERATION = 256 * 1024
LARGEST_INTEGER = 2**63 - 1
LONGEST_ENTITY = 512

_HASH = re.compile(r"[0-9a-f]{64}")
_DEVICE = re.compile(r"[0-9a-f]{16}")
_PERSON = re.compile(r"[A-Za-z0-9-]{1,64}")
_LANE = re.compile(r"(institution|visit|judgement|private|practice)/[A-Za-z0-9._-]{1,64}")

_MANIFEST_KEYS = frozenset(
    {
        "format",
        "version",
        "realm",
        "device",
        "lane",
        "actor",
        "first_seq",
        "last_seq",
        "prev",
        "operations",
        "blobs",
        "created",
        "app",
    }
)
_OPERATION_KEYS = frozenset({"actor", "device", "entity", "field", "hlc", "lane", "parents", "seq", "value"})


def manifest_bytes(manifest: Manifest) -> bytes:
    """The bytes that are signed. `created` is written to the second, in UTC."""
    return canonical_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "realm": manifest.realm,
            "device": manifest.device,
            "lane": manifest.lane,
            "actor": manifest.actor,
            "first_seq": manifest.first_seq,
            "last_seq": manifest.last_seq,
            "prev": manifest.prev,
            "operations": {
                "sha256": manifest.operations_sha256,
                "size": manifest.operations_size,
                "count": manifest.operations_count,
            },
            "blobs": [{"sha256": blob.sha256, "size": blob.size} for blob in manifest.blobs],
            "created": moment(manifest.created),
            "app": manifest.app,
        }
    )


def parse_manifest(raw: bytes) -> Manifest:
    """Read a manifest back. Raises Refused for any other spelling, unknown key or version, or impossible count."""
    found = _object(raw, LARGEST_MANIFEST, "manifest")
    if found.get("format") != FORMAT:
        raise _refused("manifest", "it is not a manifest of this program")
    if found.get("version") != VERSION:
        raise Refused("This was written by a newer version of Assay. Nothing was taken in; update Assay.", "newer")
    _need("manifest", found, _MANIFEST_KEYS)
    manifest = _manifest(found)
    if manifest_bytes(manifest) != raw:
        raise _refused("manifest", "it is not in canonical form")
    return manifest


def parse_operation(line: bytes) -> Operation:
    """Read one operation (a line without its line end). Raises Refused; see `parse_manifest`."""
    found = _object(line, LARGEST_OPERATION, "operation")
    _need("operation", found, _OPERATION_KEYS)
    parents = tuple(_text("operation", parent, _HASH) for parent in _list("operation", found["parents"]))
    operation = Operation(
        device=_text("operation", found["device"], _DEVICE),
        lane=_text("operation", found["lane"], _LANE),
        seq=_integer("operation", found["seq"], 1),
        actor=_text("operation", found["actor"], _PERSON),
        hlc=_integer("operation", found["hlc"], 0),
        entity=_plain("operation", found["entity"], LONGEST_ENTITY),
        field=_plain("operation", found["field"], 64),
        value=found["value"],
        parents=parents,
    )
    _check_place(operation)
    if len(set(parents)) != len(parents) or _canonical(operation) != line:
        raise _refused("operation", "it is not in canonical form")
    return operation


def _manifest(found: Mapping[str, Json]) -> Manifest:
    operations = _members("manifest", found["operations"], frozenset({"sha256", "size", "count"}))
    first, last = _integer("manifest", found["first_seq"], 1), _integer("manifest", found["last_seq"], 1)
    manifest = Manifest(
        realm=_text("manifest", found["realm"], _HASH, empty=True),
        device=_text("manifest", found["device"], _DEVICE),
        lane=_text("manifest", found["lane"], _LANE),
        actor=_text("manifest", found["actor"], _PERSON),
        first_seq=first,
        last_seq=last,
        prev=_text("manifest", found["prev"], _HASH, empty=True),
        operations_sha256=_text("manifest", operations["sha256"], _HASH),
        operations_size=_integer("manifest", operations["size"], 1),
        operations_count=_integer("manifest", operations["count"], 1),
        blobs=tuple(_blob(blob) for blob in _list("manifest", found["blobs"])),
        created=_time(found["created"]),
        app=_plain("manifest", found["app"], 200),
    )
    if manifest.operations_count != last - first + 1 or (manifest.prev == "") != (first == 1):
        raise _refused("manifest", "its numbers do not agree with one another")
    if len({blob.sha256 for blob in manifest.blobs}) != len(manifest.blobs):
        raise _refused("manifest", "it names a file twice")
    return manifest


def _blob(value: Json) -> BlobEntry:
    found = _members("manifest", value, frozenset({"sha256", "size"}))
    return BlobEntry(_text("manifest", found["sha256"], _HASH), _integer("manifest", found["size"], 0))


def _check_place(operation: Operation) -> None:
    try:
        lane = lane_of(operation.entity, operation.field)
        check_value(operation.entity, operation.field, operation.value)
    except WrongUse as error:
        raise _refused("operation", "it changes something this version of Assay does not know") from error
    if lane != operation.lane:
        raise _refused("operation", f"{operation.field} does not belong in {operation.lane}")


def check_sendable(operation: Operation, line: bytes) -> None:
    """Raise WrongUse for an operation that the reader of a bundle would refuse: once sealed it could never be sent.

    line: its canonical bytes.
    """
    if len(line) > LARGEST_OPERATION:
        raise WrongUse(
            f"This text is too long: {len(line) // 1024} KiB, and {LARGEST_OPERATION // 1024} KiB is the most that a "
            "bundle carries. Nothing was saved; shorten it.",
            "too-long",
        )
    if len(operation.entity) > LONGEST_ENTITY or not operation.entity.isprintable():
        raise WrongUse("A name in it is too long or has unseen characters. Nothing was saved; change it.", "bad-name")


def _canonical(operation: Operation) -> bytes:
    try:
        return operation.canonical()
    except (ValueError, RecursionError) as error:  # an infinite number, half a character, nested too deep
        raise _refused("operation", "its value cannot be written") from error


def _object(raw: bytes, largest: int, what: str) -> dict[str, Json]:
    if len(raw) > largest:
        raise _refused(what, f"it is larger than {largest // 1024} KiB")
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, a number of 5,000 digits, nested too deep
        raise _refused(what, "it is not well-formed JSON") from error
    if not isinstance(found, dict):
        raise _refused(what, "it is not a JSON object")
    return cast("dict[str, Json]", found)


def _without_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Json:
    raise ValueError(f"{name} is not JSON")


def _need(what: str, found: Mapping[str, Json], keys: frozenset[str]) -> None:
    if found.keys() != keys:
        different = ", ".join(sorted(key[:40] for key in found.keys() ^ keys))
        raise _refused(what, f"these entries are missing or unknown: {different[:200]}")


def _members(what: str, value: Json, keys: frozenset[str]) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise _refused(what, "an entry is not an object")
    _need(what, value, keys)
    return value


def _list(what: str, value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise _refused(what, "an entry is not a list")
    return value


def _text(what: str, value: Json, pattern: re.Pattern[str], empty: bool = False) -> str:
    if not isinstance(value, str) or not (pattern.fullmatch(value) or (empty and value == "")):
        raise _refused(what, "an entry does not have the expected form")
    return value


def _plain(what: str, value: Json, longest: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise _refused(what, "an entry is empty, too long or not printable")
    return value


def _integer(what: str, value: Json, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST_INTEGER:
        raise _refused(what, "a number is missing or out of range")
    return value


def _time(value: Json) -> datetime:
    try:
        return read_moment(str(value))
    except ValueError as error:
        raise _refused("manifest", "its time is not a UTC time") from error


def _refused(what: str, why: str) -> Refused:
    return Refused(f"The {what} of a segment was refused: {why}. Nothing was taken in.", f"bad-{what}")
