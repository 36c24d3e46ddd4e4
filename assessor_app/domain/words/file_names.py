"""Names of files that come from outside, made so that every system takes them and none is led astray."""

import re
import unicodedata

LONGEST = 150
"""Bytes in UTF-8; ext4 and APFS take 255, and something may be put in front or behind."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def safe_name(words: str, otherwise: str = "file") -> str:
    """The last part of a path as a name: no folder, no character that is not seen or that a system does not take, no
    trailing dot or space, which Windows drops, and none of the names that Windows keeps for devices. The ending stays
    when the name is shortened. Made twice it stays the same.
    """
    last = unicodedata.normalize("NFC", words).replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _UNSEEN)
    name = _NOT_IN_NAMES.sub("_", seen).strip(" .")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > LONGEST // 2:
        stem, dot, ending = name, "", ""
    room = LONGEST - len(f"{dot}{ending}".encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}{dot}{ending}" or otherwise
