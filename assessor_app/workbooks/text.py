"""Text as a workbook can hold it: no control characters, one kind of line end, one way to compare."""

import re
import unicodedata

LONGEST = 32_767
"""Characters (UTF-16 units) that a spreadsheet cell holds; programs cut longer text without a word."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def unify_lines(text: str) -> str:
    """Every kind of line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def strip_controls(text: str) -> tuple[str, int]:
    """Text without the characters that XML cannot carry or nobody can see, and how many there were."""
    return _UNPRINTABLE.subn("", text)


def cell_length(text: str) -> int:
    """Length as a spreadsheet counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def escape(text: str) -> str:
    """Protect text that looks like a character escape of the format, `_x0041_` (ECMA-376 part 1, 22.9.2.19)."""
    return _LOOKS_LIKE_ESCAPE.sub("_x005F_", text)


def unescape(text: str) -> str:
    """Undo the character escapes of the format: `_x000D_` is a carriage return."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)


def normalise(value: object) -> str:
    """The form in which headings, names and levels are compared: width, case and spacing do not count."""
    return " ".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split()).casefold()
