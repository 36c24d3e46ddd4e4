"""References to evidence: "E1", "E1; E4", "E1-E4, E7 & E99"."""

import re

from assessor_app.workbooks.remarks import Remarks, quoted

LONGEST_RANGE = 100

_CODE = re.compile(r"[eE][\s.]?0*([1-9][0-9]{0,3})")
_RANGE = re.compile(r"[eE]\s?0*([0-9]{1,4})\s*(?:-|\u2013|\u2014|\bto\b)\s*[eE]?\s?0*([0-9]{1,4})(?![0-9])")
_BETWEEN = re.compile(r"[;,\n&+/]|\band\b")


def normal_code(text: str) -> str:
    """ "e 03" as "E3"; "" when it is no reference."""
    found = _CODE.fullmatch(text.strip())
    return f"E{found[1]}" if found else ""


def read_references(text: str, where: str, remarks: Remarks) -> tuple[str, ...]:
    """Codes in the order given, each once; what is no reference is remarked on and left out."""
    codes: dict[str, None] = {}
    for piece in _BETWEEN.split(_RANGE.sub(lambda found: _spell_out(found, where, remarks), text)):
        for code in _codes_of(piece.strip(), where, remarks):
            codes[code] = None
    return tuple(codes)


def _codes_of(piece: str, where: str, remarks: Remarks) -> list[str]:
    if not piece:
        return []
    if normal_code(piece):
        return [normal_code(piece)]
    words = [normal_code(word) for word in piece.split()]
    if all(words):
        return words
    hint = f" Did you mean E{int(piece)}?" if piece.isdecimal() and len(piece) < 5 else ""
    message = f"{quoted(piece)} is not an evidence reference such as E1; it was left out.{hint}"
    remarks.warning("bad-reference", where, message)
    return []


def _spell_out(found: re.Match[str], where: str, remarks: Remarks) -> str:
    first, last = int(found[1]), int(found[2])
    if first > last or last - first > LONGEST_RANGE:
        message = f"The range {quoted(found[0])} cannot be meant; only its two ends were taken."
        remarks.warning("bad-range", where, message)
        return f"E{first};E{last}"
    return ";".join(f"E{number}" for number in range(first, last + 1))
