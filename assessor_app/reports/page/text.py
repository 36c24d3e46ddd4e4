"""Text from people, made printable: every character has a glyph, and nothing in it is an instruction.

Pages are drawn from runs of plain text. No text is ever read as markup, so `<b>` prints as `<b>`; only a passage in
another language is marked inside a text (`domain.words.passages`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, TypeAlias

from assessor_app.domain.words.passages import passages, plain
from assessor_app.reports.page.fonts import FALLBACK, REGULAR, SEMIBOLD, characters

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
MOST_PARAGRAPHS: Final = 100
"""Paragraphs of one text that keep their line breaks; more would be a file, not a finding."""

OWN_LANGUAGE: ContextVar[str] = ContextVar("own language", default="")
"""Of the document that is being made: passages in it are words like all others."""

_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_VARIATION = re.compile("[\ufe00-\ufe0f]")
_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f]{4})[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f]+"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACES = re.compile("[ \t\f\v\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that matter, in SemiBold."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place in the document. target: a bookmark's key."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Muted:
    """Words in the grey of notes."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document's. language: BCP 47, as "cy"."""

    text: str
    language: str


Part: TypeAlias = "str | Bold | Link | Muted | Foreign"
Phrase: TypeAlias = "str | Sequence[Part]"
"""Text with emphasis and links, as values."""


@dataclass(frozen=True, slots=True)
class Run:
    """Printable characters of one face. colour: a token, "" for the style's own; target: see Link; language: see
    Foreign."""

    text: str
    face: str
    colour: str = ""
    target: str = ""
    language: str = ""

    @property
    def looks(self) -> tuple[str, str, str, str]:
        """All but the text: runs that agree in it are one."""
        return self.face, self.colour, self.target, self.language

    @property
    def is_plain(self) -> bool:
        """True when a reader treats it as part of the paragraph and no more."""
        return not (self.target or self.language)


def runs(phrase: Phrase, face: str) -> Iterator[Run]:
    """A phrase as runs of printable text."""
    for part in (phrase,) if isinstance(phrase, str) else phrase:
        match part:
            case str():
                yield from _passages(part, face)
            case Bold(text):
                yield from _passages(text, SEMIBOLD)
            case Link(text, target):
                yield from (Run(run.text, run.face, run.colour, target) for run in printable(text, face))
            case Muted(text):
                yield from _passages(text, face, "text2")
            case Foreign(text, language):
                yield from _passages(text, face, language=language)


def _passages(text: str, face: str, colour: str = "", language: str = "") -> Iterator[Run]:
    """The runs of a text, each in its language. language: of what is not marked."""
    for words, other in passages(text):
        spoken = foreign(other or language)
        for run in printable(words, face):
            yield Run(run.text, run.face, colour, language=spoken) if colour or spoken else run


def foreign(language: str) -> str:
    """The language, where it is not the document's own."""
    return "" if language == OWN_LANGUAGE.get() else language


def printable(text: str, face: str = REGULAR) -> Iterator[Run]:
    """`text` on one line as runs that have a glyph for every character: `face`, the stand-in, or U+FFFD."""
    clean = cleaned(text)
    own = characters(face)
    if own.issuperset(clean):
        if clean:
            yield Run(clean, face)
        return
    foreign = set(clean) - own
    lost = dict.fromkeys(map(ord, foreign - characters(FALLBACK)), REPLACEMENT)
    letters = f"[{re.escape(''.join(sorted(foreign)))}]+"
    for part in re.split(f"({letters}(?: {letters})*)", clean):
        if part and part[0] in foreign:
            yield Run(part.translate(lost), FALLBACK)
        elif part:
            yield Run(part, face)


def cleaned(text: str) -> str:
    """Composed (NFC), without control, format, private and unassigned characters, and without the marks of passages;
    line ends become spaces."""
    text = plain(text)
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", _STACKED.sub(r"\1", _VARIATION.sub("", text)))
    composed = _SPACES.sub(" ", composed.replace("\r", " ").replace("\n", " "))
    unwanted = {c for c in set(composed) if unicodedata.category(c) in _DROPPED}
    return composed.translate(dict.fromkeys(map(ord, unwanted))) if unwanted else composed


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, without empty ones; what follows the hundredth runs on in it."""
    lines = [line.strip() for line in f"{text}".splitlines() if cleaned(line).strip()]
    if len(lines) > MOST_PARAGRAPHS:
        lines[MOST_PARAGRAPHS - 1 :] = [" ".join(lines[MOST_PARAGRAPHS - 1 :])]
    return lines


def linked(text: str, find: Callable[[str], str | None]) -> Phrase:
    """`text` with a link at each reference ("E3") for which `find` knows a place, and its passages in other languages;
    those hold no links."""
    return [
        part
        for words, language in passages(text)
        for part in ([Foreign(words, language)] if language else _linked(words, find))
    ]


def _linked(text: str, find: Callable[[str], str | None]) -> list[Part]:
    parts: list[Part] = []
    end = 0
    for match in _REFERENCE.finditer(text):
        target = find(match[0])
        if target:
            parts += [text[end : match.start()], Link(match[0], target)]
            end = match.end()
    return [part for part in (*parts, text[end:]) if part]


def references(text: str) -> list[str]:
    """What looks like a reference to the evidence list, in order."""
    return _REFERENCE.findall(text)


def unprintable(text: str) -> str:
    """The characters of `text` that will print as U+FFFD, each once."""
    known = characters(REGULAR) | characters(FALLBACK)
    return "".join(sorted({c for c in cleaned(text) if c not in known}))


def reads_right_to_left(text: str) -> bool:
    """True when `text` has Hebrew or Arabic letters, which are printed in the order typed."""
    return bool(_RIGHT_TO_LEFT.search(text))


_REFERENCE = re.compile(r"\b[A-Z]\d{1,3}\b")
