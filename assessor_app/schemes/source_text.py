"""The text of a scheme file, or a refusal that says which line is at fault."""

import re
from pathlib import Path

from assessor_app.errors import Refused
from assessor_app.files import read_at_most

LARGEST_FILE = 8 << 20
"""Bytes; a mark with 64 strands in two languages has 0.2 MB, the largest framework library met with 3.4 MB."""

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 allows in no file (section 5.1, printable characters)."""


def source_text(file: Path) -> str:
    """The file's text. Raises Refused, with the line, for what is not UTF-8 text; Unavailable when unreadable."""
    raw = read_at_most(file, LARGEST_FILE)
    if raw is None:
        raise refused(file, 1, "The file is larger than 8 MB, which no scheme needs.", "too-large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refused(file, line, "The text is not UTF-8; save the file as UTF-8.", "encoding") from error
    found = _CONTROL.search(text)
    if found:
        line = text[: found.start()].count("\n") + 1
        words = f"An unprintable character stands here (U+{ord(found.group()):04X}); take it out."
        raise refused(file, line, words, "control-character")
    return text


def refused(file: Path, line: int, sentence: str, code: str) -> Refused:
    """The refusal of a whole file, with file and line."""
    return Refused(f"{file.name}:{line}: {sentence} The scheme was not loaded.", code)
