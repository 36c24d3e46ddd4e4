"""What a file is and how it can be looked at safely: pure, except that pictures are decoded here."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.words.file_names import safe_name
from assessor_app.ui.kit.evidence_list import size_words

TEXT_LIMIT = 1_000_000
"""Characters of a text that are shown; the rest is said to be left out."""
PICTURE_SIDE = 2400
"""Longest side of a decoded picture, in pixels."""
PICTURE_MEGABYTES = 256


class Look(Enum):
    """How the viewer shows a file."""

    PAGES = "pages"
    PICTURE = "picture"
    TEXT = "text"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Contents:
    """What the viewer shows. words: said instead of the contents; warning: said over them."""

    look: Look
    words: str = ""
    pdf: bytes = b""
    pages: int = 0
    picture: QImage | None = None
    text: str = ""
    warning: str = ""


BLOCKED = frozenset(
    [
        "apk",
        "app",
        "appx",
        "bat",
        "cab",
        "cmd",
        "com",
        "command",
        "cpl",
        "desktop",
        "dll",
        "dmg",
        "docm",
        "dotm",
        "exe",
        "gadget",
        "hta",
        "htm",
        "html",
        "inf",
        "ins",
        "iso",
        "jar",
        "js",
        "jse",
        "lnk",
        "mjs",
        "msc",
        "msi",
        "msix",
        "msp",
        "mst",
        "pif",
        "pkg",
        "potm",
        "ppam",
        "pptm",
        "ps1",
        "ps1xml",
        "psc1",
        "psm1",
        "py",
        "pyw",
        "rb",
        "reg",
        "rpm",
        "run",
        "scr",
        "sct",
        "sh",
        "shb",
        "shs",
        "svg",
        "url",
        "vb",
        "vbe",
        "vbs",
        "vhd",
        "ws",
        "wsc",
        "wsf",
        "wsh",
        "xhtml",
        "xlam",
        "xlsm",
        "xltm",
        "xll",
    ]
)
"""Endings of files that run, or that other programs run."""
_BLOCKED_TYPES = ("msdownload", "x-sh", "javascript", "html", "svg", "macroenabled", "x-executable", "java-archive")


def name_of(evidence: Evidence) -> str:
    """What its file is called when it leaves this program."""
    return safe_name(evidence.file_name or evidence.code, "evidence")


def is_blocked(evidence: Evidence) -> bool:
    """True for a kind of file that can run programs: it is neither shown nor handed to another program."""
    name = name_of(evidence)
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    kind = evidence.media_type.casefold()
    return ending in BLOCKED or any(each in kind for each in _BLOCKED_TYPES)


_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff")


def look_of(evidence: Evidence) -> Look:
    """How a file can be shown, by its media type. SVG counts as unknown: it may hold scripts."""
    if is_blocked(evidence):
        return Look.WORDS
    kind = evidence.media_type.lower()
    if kind == "application/pdf":
        return Look.PAGES
    if kind in _PICTURES:
        return Look.PICTURE
    return Look.TEXT if kind in ("text/plain", "text/csv", "text/markdown") else Look.WORDS


def words_instead(evidence: Evidence) -> str:
    """What is said when there is nothing to show."""
    if not evidence.file_sha256:
        place = evidence.location or evidence.source
        if place:
            return f"There is no file for this piece of evidence. It is here: {place}"
        return "There is no file for this piece of evidence."
    size = size_words(evidence.file_size)
    if not evidence.held:
        return f"This file is not on this computer. It is {size}. Ask for the bundle that holds it."
    name = evidence.file_name or "without a name"
    if is_blocked(evidence):
        return f"This file type is blocked because it can run programs: {name}, {size}. It is kept as it came."
    return f"This is a file that Assay does not open: {name}, {size}. It is kept safely and goes into bundles."


def read_picture(content: bytes) -> QImage:
    """A picture the right way up and not larger than needed. A null image when it cannot be read."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(PICTURE_MEGABYTES)
    size = reader.size()
    if max(size.width(), size.height()) > PICTURE_SIDE:
        reader.setScaledSize(size.scaled(QSize(PICTURE_SIDE, PICTURE_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def read_text(content: bytes) -> tuple[str, str]:
    """A text and what has to be said about it."""
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    if len(text) <= TEXT_LIMIT:
        return text, ""
    return text[:TEXT_LIMIT], "This is a long text. Only its first part is shown."
