"""Text broken into lines: greedily at spaces, a word too wide for a line where it meets the margin."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assessor_app.reports.page import fonts
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import Phrase, Run, runs

LONGEST_WORD: Final = 200
"""Characters; longer ones are cut before they are measured, so that time grows with length only."""

Line = list[Run]
"""The runs of one line; the last ends with a space where a line was broken at one, or readers join the words."""


def lines(phrase: Phrase, style: Style, available: float) -> Iterator[Line]:
    """Breaks a phrase greedily at spaces; a word too wide for a line is cut where it meets the margin."""
    pieces = list(runs(phrase, style.face))
    plain = plain_lines(pieces[0], style.size, available) if len(pieces) == 1 else None
    yield from mixed_lines(pieces, style, available) if plain is None else plain


def plain_lines(run: Run, size: float, available: float) -> list[Line] | None:
    """The lines of text in one face, as most of it is; None when a word has to be cut."""
    laid: list[Line] = []
    space, room = fonts.width(" ", run.face, size), available
    line: list[str] = []
    for word in filter(None, run.text.split(" ")):
        needed = fonts.width(word, run.face, size)
        if needed > available:
            return None
        if line and needed + space > room:
            laid.append([_like(run, " ".join(line) + " ")])
            line, room = [], available
        room -= needed + space if line else needed
        line.append(word)
    return [*laid, [_like(run, " ".join(line))]] if line else laid


def mixed_lines(pieces: Sequence[Run], style: Style, available: float) -> Iterator[Line]:
    """The lines of text in several faces, or with words wider than a line."""
    line: Line = []
    room = available
    space = fonts.width(" ", style.face, style.size)
    for word in words(pieces):
        needed = sum(fonts.width(piece.text, piece.face, style.size) for piece in word)
        if line and needed + space > room:
            _append(line, _spaced(line[-1], word[0]))
            yield line
            line, room = [], available
        if line:
            _append(line, _spaced(line[-1], word[0]))
            room -= space
        if needed > room:
            *full, word = cut(word, style.size, available)
            yield from full
            needed = sum(fonts.width(piece.text, piece.face, style.size) for piece in word)
        for piece in word:
            _append(line, piece)
        room -= needed
    if line:
        yield line


def words(pieces: Iterable[Run]) -> Iterator[Sequence[Run]]:
    """Words of one or more runs, as in "(" and the link "E3" and ")."; a no-break space stays inside a word."""
    word: list[Run] = []
    for run in pieces:
        for place, part in enumerate(run.text.split(" ")):
            if place and word:
                yield word
                word = []
            if part:
                word.append(_like(run, part) if part != run.text else run)
    if word:
        yield word


def cut(word: Sequence[Run], size: float, available: float) -> list[Line]:
    """A word wider than a line, as full lines and the rest."""
    pieces: list[Line] = [[]]
    room = available
    for run in word:
        advance = fonts.widths(run.face)
        start, used = 0, 0.0
        for place, character in enumerate(run.text):
            step = advance[character] * size
            if (used + step > room and (place > start or pieces[-1])) or place - start >= LONGEST_WORD:
                if place > start:
                    pieces[-1].append(_like(run, run.text[start:place]))
                pieces.append([])
                start, used, room = place, 0.0, available
            used += step
        if start < len(run.text):
            pieces[-1].append(_like(run, run.text[start:]))
        room -= used
    return pieces


def _spaced(last: Run, following: Run) -> Run:
    """A space that looks like what is before it; it belongs to a link or passage only inside one."""
    face = last.face if last.face != fonts.FALLBACK else fonts.REGULAR
    if (last.target, last.language) != (following.target, following.language):
        return Run(" ", face, last.colour)
    return Run(" ", face, last.colour, last.target, last.language)


def _append(line: Line, piece: Run) -> None:
    """Adds to the last run when it looks the same, so that a line is few drawing operations."""
    last = line[-1] if line else None
    if last and last.looks == piece.looks:
        line[-1] = _like(last, last.text + piece.text)
    else:
        line.append(piece)


def _like(run: Run, text: str) -> Run:
    return Run(text, run.face, run.colour, run.target, run.language)
