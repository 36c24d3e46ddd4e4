"""The check before anything of a workbook is interpreted: is it whole, is it small enough, is it only data."""

import hashlib
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessor_app.errors import Unavailable
from assessor_app.files import open_to_read
from assessor_app.workbooks.foreign import foreign_archive, foreign_file
from assessor_app.workbooks.refusals import damaged, forbidden_xml, refusal, too_large

LARGEST_FILE = 50 << 20
LARGEST_PART = 64 << 20
LARGEST_XML = 128 << 20
LARGEST_DECLARED = 256 << 20
MOST_PARTS = 2000
HIGHEST_RATIO = 200
RATIO_FROM = 1 << 20
"""The ratio is judged from this many bytes on: small parts may repeat themselves."""

CHUNK = 1 << 20
_SLICE = 1 << 18
_SLICES_WITHOUT_TAG = 4
"""A million bytes without a tag are no cell; the XML parser would hold them in one piece, again and again."""

_CENTRAL = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_REMARKS = ((b"<!--", b"-->"), (b"<?", b"?>"))
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook that passed: its parts by name in lower case, and what the file as a whole is known by."""

    file: Path
    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    sha256: str
    size: int

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of one part, piece by piece. Raises Refused when the part is absent or damaged."""
        info = self.parts.get(part.lower())
        if info is None:
            raise damaged(self.file)
        yield from _stream(self.file, self.archive, info, CHUNK)


def open_package(file: Path) -> Package:
    """Read and check a file. Raises Refused (see docs/file-formats.md for the codes), Unavailable when unreadable.

    The file is read once, whole: what was checked is what is read later, whatever a sync client does meanwhile.
    """
    data = _read(file)
    refused = foreign_file(file, data)
    if refused:
        raise refused
    # zipfile builds an object per entry before anyone can count them
    if data.count(_CENTRAL) > 2 * MOST_PARTS:
        raise too_large(file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(file) from error
    parts = _index(file, archive)
    _refuse_foreign(file, archive, parts)
    _refuse_overlaps(file, archive)
    _scan(file, archive, parts)
    return Package(file, archive, parts, hashlib.sha256(data).hexdigest(), len(data))


def _read(file: Path) -> bytes:
    try:
        with open_to_read(file) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "the disk refused it"
        raise Unavailable(f"{file.name} cannot be read ({reason}). Nothing was loaded.", "cannot-read") from error
    if len(data) > LARGEST_FILE:
        raise too_large(file)
    return data


def _index(file: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST_DECLARED:
        raise too_large(file)
    parts: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = unicodedata.normalize("NFC", member.filename.replace("\\", "/")).lstrip("/").lower()
        if name in parts:
            raise refusal(
                file, "contains the same part twice", "save it again as .xlsx and load that", "duplicate-part"
            )
        parts[name] = member
        _refuse_member(file, member)
    return parts


def _refuse_member(file: Path, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise refusal(file, "is protected by a password", "ask for it without the password", "password")
    if member.compress_type not in _METHODS:
        raise refusal(file, "is packed in an unknown way", "save it again as .xlsx and load that", "unknown-packing")
    if member.file_size > LARGEST_PART:
        raise too_large(file)


def _refuse_foreign(file: Path, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    media_type = b""
    if "mimetype" in parts:
        media_type = next(_stream(file, archive, parts["mimetype"], 200), b"")
    refused = foreign_archive(file, parts, media_type)
    if refused:
        raise refused


def _refuse_overlaps(file: Path, archive: zipfile.ZipFile) -> None:
    """Entries that share bytes expand to far more than the file holds, unseen by `zipfile`."""
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    starts = [member.header_offset for member in members[1:]] + [archive.start_dir]
    for member, following in zip(members, starts, strict=True):
        if member.header_offset + 30 + len(member.orig_filename) + member.compress_size > following:
            raise refusal(file, "has parts that overlap", "save it again as .xlsx and load that", "overlapping-parts")


def _scan(file: Path, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    total = 0
    for name, member in parts.items():
        if name.endswith(_XML):
            total += _scan_part(file, archive, member)
            if total > LARGEST_XML:
                raise too_large(file)


def _scan_part(file: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    size, tail, without_tag = 0, b"", 0
    for piece in _stream(file, archive, member, _SLICE):
        if size == 0 and (piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in piece[:4]):
            raise forbidden_xml(file)
        window = tail + piece
        if any(word in window for word in _FORBIDDEN):
            raise forbidden_xml(file)
        without_tag = 0 if b"<" in piece else without_tag + 1
        if without_tag >= _SLICES_WITHOUT_TAG or _has_long_remark(window, first=size == 0):
            raise too_large(file)
        size += len(piece)
        tail = piece[-16:]
    return size


def _has_long_remark(window: bytes, first: bool) -> bool:
    """True for a remark or instruction that is not over within the first slice: it could hide any number of tags in
    one piece, and no program writes one further on in a large part."""
    return any(begin in window and not (first and window.rfind(end) > window.rfind(begin)) for begin, end in _REMARKS)


def _stream(file: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, step: int) -> Iterator[bytes]:
    """Pieces of a part; sizes are those really read, never those declared."""
    size = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(step):
                size += len(piece)
                if size > LARGEST_PART or (size > RATIO_FROM and size > HIGHEST_RATIO * member.compress_size):
                    raise too_large(file)
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise damaged(file) from error
