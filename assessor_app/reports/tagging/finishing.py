"""The last pass over a file, before anybody signs it: what reportlab writes otherwise than the standards ask."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf

_UNUSED: Final = b"<00> <0000>\n"
_COUNT: Final = re.compile(rb"(\d+) beginbfchar")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document (PDF/A-3 only). kind: its media type; says: what it is, in words."""

    name: str
    content: bytes
    kind: str
    says: str


def finish(pdf: bytes, attachments: Sequence[Attachment] = ()) -> bytes:
    """The file rewritten: an end of line before every `endstream` (ISO 19005-2, 6.1.7.1), no code mapped to U+0000
    (ISO 14289-1, 7.21.7), small objects packed, files attached. The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for font in opened.pages[0].Resources.Font.values():
            _map_no_code_to_nothing(font)
        for attachment in attachments:
            _attach(opened, attachment)
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _map_no_code_to_nothing(font: pikepdf.Object) -> None:
    if "/ToUnicode" not in font:
        return
    mapping = font.ToUnicode.read_bytes()
    if _UNUSED in mapping:
        fewer = _COUNT.sub(lambda found: b"%d beginbfchar" % (int(found[1]) - 1), mapping, count=1)
        font.ToUnicode.write(fewer.replace(_UNUSED, b""))


def _attach(opened: pikepdf.Pdf, attachment: Attachment) -> None:
    made = pikepdf.AttachedFileSpec(
        opened,
        attachment.content,
        filename=attachment.name,
        mime_type=attachment.kind,
        description=attachment.says,
        creation_date="",  # else the same document would not give the same bytes
        mod_date="",
    )
    made.obj.AFRelationship = pikepdf.Name.Data
    opened.attachments[attachment.name] = made  # which also names it in the catalogue's /AF
