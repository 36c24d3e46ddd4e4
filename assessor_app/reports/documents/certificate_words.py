"""How the words of a certificate are set: each as large as its room allows, on as few lines as it needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assessor_app.domain.words.passages import InLanguage
from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import text_width
from assessor_app.reports.page.line_breaking import lines
from assessor_app.reports.page.prose import fitting
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import Run

NAME_SIZES, TWO_LINE_SIZES = range(36, 25, -2), range(32, 21, -2)
LONGEST_NAME: Final = 90
SIGNS: Final = "-/."
"""After which a number or an address may go on in the next line."""


@dataclass(frozen=True, slots=True)
class SetWords:
    """Words broken into lines of one size. leading: from line to line, in points."""

    lines: tuple[str, ...]
    face: str
    size: float
    leading: float

    @property
    def below(self) -> float:
        """From the first baseline to the last."""
        return max(0, len(self.lines) - 1) * self.leading


def set_words(words: str, face: str, sizes: Iterable[float], room: float, most: int, leading: float = 1.2) -> SetWords:
    """The words at the first of the sizes that needs no more lines than `most`; at the last size, cut at a word with
    an ellipsis, where none does. leading: in parts of the size."""
    size, laid = 0.0, [words]
    for size in sizes:
        laid = laid_out(words, face, size, room)
        if len(laid) <= most:
            return SetWords(tuple(laid), face, size, size * leading)
    cut = fitting(words, Style(face, size), room, most)
    return SetWords(tuple(laid_out(cut, face, size, room)[:most]), face, size, size * leading)


def set_name(name: str, room: float) -> SetWords:
    """A name on one line at the largest size that fits, else on two that differ little in width."""
    for size in NAME_SIZES:
        if text_width(name, fonts.DISPLAY, size) <= room:
            return SetWords((name,), fonts.DISPLAY, size, size * 1.16)
    laid: list[str] = [name]
    for size in TWO_LINE_SIZES:
        laid = laid_out(name, fonts.DISPLAY, size, room)
        if len(laid) <= 2:
            return SetWords(tuple(evened(name, size, room) or laid), fonts.DISPLAY, size, size * 1.16)
    return SetWords(tuple(laid), fonts.DISPLAY, TWO_LINE_SIZES[-1], TWO_LINE_SIZES[-1] * 1.16)


def set_code(words: str, face: str, sizes: Sequence[float], room: float) -> SetWords:
    """A number or address: on one line, else broken after one of its signs, as evenly as that goes; else anywhere, on
    three lines at most."""
    parts = [(words[:at], words[at:]) for at in range(1, len(words)) if words[at - 1] in SIGNS]
    every = [(words,), *sorted(parts, key=lambda pair: (pair[0][-1] != "/", max(map(len, pair))))]
    for pair in every:
        for size in sizes:
            if all(text_width(part, face, size) <= room for part in pair):
                return SetWords(pair, face, size, size * 1.2)
    return set_words(words, face, sizes[-1:], room, 3)


def laid_out(words: str, face: str, size: float, room: float) -> list[str]:
    """The words in lines, broken at spaces; passages in another language stay marked."""
    return ["".join(map(_told, line)) for line in lines(words, Style(face, size), room)]


def _told(run: Run) -> str:
    return f"{InLanguage(run.text, run.language)}" if run.language else run.text


def evened(name: str, size: float, room: float) -> list[str]:
    """The two lines that differ least in width; nothing when no break fits."""
    words = name.split()
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    wide = {pair: max(text_width(part, fonts.DISPLAY, size) for part in pair) for pair in breaks}
    best = min(wide, key=lambda pair: wide[pair], default=None)
    return [f"{best[0]} ", best[1]] if best and wide[best] <= room else []
