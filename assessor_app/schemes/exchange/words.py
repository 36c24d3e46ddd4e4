"""Texts and names of other programs as an edition can hold them."""

import html
import re
import unicodedata

from assessor_app.errors import Refused

LONGEST_TEXT = 6000
LONGEST_NAME = 90
LONGEST_ID = 40
MOST = 3600
"""What is judged in one edition: 60 aspects of 60."""

_UNSEEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u200b\u202a-\u202e\u2066-\u2069]"
)
_MARK_UP = re.compile(r"</?(?:p|br|b|i|u|em|strong|span|div|sub|sup|ul|ol|li|a|font)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")


def clean(value: object, longest: int = LONGEST_TEXT) -> str:
    """A text without control characters, mark-up and character references ("&#60;"); "" for what is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = html.unescape(str(value).replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSEEN.sub("", _MARK_UP.sub(" ", text))
    text = _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}\u2026"


def line(value: object, longest: int = LONGEST_TEXT) -> str:
    """The same on one line."""
    return clean(clean(value).replace("\n", " "), longest)


def name_of(*values: object) -> str:
    """The first of some texts that says anything, cut to what a list can show."""
    for value in values:
        text = line(value)
        if text:
            return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rsplit(' ', 1)[0]}\u2026"
    return ""


def id_from(text: str, otherwise: str) -> str:
    """A word of lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    word = "-".join(re.findall("[a-z0-9]+", plain))
    short = word if len(word) <= LONGEST_ID else word[:LONGEST_ID].rpartition("-")[0] or word[:LONGEST_ID]
    return short or otherwise


class Unique:
    """Gives each name once: a second "Vision" becomes "Vision (2)", a second `vision` becomes `vision-2`."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def of(self, name: str, pattern: str = "{0} ({1})") -> str:
        """The name, with a number when it is taken."""
        found, number = name, 1
        while found in self._taken:
            number += 1
            found = pattern.format(name, number)
        self._taken.add(found)
        return found

    def id(self, text: str, otherwise: str) -> str:
        """An id made from a text."""
        return self.of(id_from(text, otherwise), "{0}-{1}")


def edition_from(text: object) -> str:
    """An edition's number out of a version such as "v2.1 (2026)"; "1.0" when there is none."""
    found = re.search(r"[0-9]{1,8}(?:\.[0-9]{1,8}){0,3}", str(text))
    return found.group() if found else "1.0"


def language_from(text: object) -> str:
    """A language tag as editions use it; British English when there is none."""
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", str(text).strip())
    if not found:
        return "en-GB"
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


def unusable(name: str, sentence: str, code: str) -> Refused:
    """The refusal of a whole file."""
    return Refused(f"{name}: {sentence} Nothing was imported.", code)
