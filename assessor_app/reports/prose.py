"""Text in lines: one style, with emphasis and links, broken over lines and pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assessor_app.reports import fonts
from assessor_app.reports.drawing import colour
from assessor_app.reports.styles import Style
from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node
from assessor_app.reports.text import Phrase, Run, runs

LONGEST_WORD: Final = 200
"""Characters; longer ones are cut before they are measured, so that time grows with length only."""

PART: Final = None
"""Stands for a width: what a split left over keeps the lines it has."""

ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"

Line = list[Run]
"""The runs of one line; the last ends with a space where a line was broken at one, or readers join the words."""


class Prose(TaggedFlowable):
    """A paragraph. Lines are laid out once for each width; parts made by a split keep their lines.

    role: its structure type. node: where it stands in the tree, until it is drawn; what is drawn again, as the header
    of a table on the next page, is an artifact.
    """

    def __init__(self, phrase: Phrase, style: Style, role: str = "P") -> None:
        super().__init__()
        self.phrase = phrase
        self.style = style
        self.role = role
        self.node: Node | None = None
        self._lines: list[Line] | None = None
        self._laid_out_for: float | None = 0.0

    def getSpaceBefore(self) -> float:
        return self.style.before

    def getSpaceAfter(self) -> float:
        return self.style.after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        if self._lines is None or self._laid_out_for not in (available_width, PART):
            self._lines = list(lines(self.phrase, self.style, available_width - self.style.indent))
            self._laid_out_for = available_width
        self.width, self.height = available_width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Two parts of at least two lines each; nothing when that cannot be."""
        self.wrap(available_width, available_height)
        laid = self._lines or []
        fitting = min(int(available_height / self.style.leading + 1e-6), len(laid) - 2)
        if fitting < 2:
            return []
        return [self._part(laid[:fitting]), self._part(laid[fitting:])]

    def draw(self) -> None:
        self.draw_at(self.canv, 0, 0)

    def draw_at(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the lower left corner at (x, y), without changing the coordinates."""
        node, self.node = self.node, None
        draw_lines(canvas, self._lines or [], self.style, (x, y + self.height), node)

    def tag(self, parent: Node) -> None:
        """Stand in the tree as the next thing to read."""
        self.node = Node(self.role, parent)

    def _part(self, laid: list[Line]) -> "Prose":
        part = Prose(self.phrase, self.style)
        part._lines, part._laid_out_for, part.node = laid, PART, self.node
        return part


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


def draw_lines(
    canvas: Canvas, laid: Sequence[Line], style: Style, corner: tuple[float, float], node: Node | None = None
) -> None:
    """Draws lines downwards from the upper left `corner`, as the content of `node`; without one as an artifact."""
    left, top = corner
    y = top - fonts.ascent(style.face) * style.size
    text = canvas.beginText(left, y)
    parts = _Parts(cast(TaggedCanvas, canvas), node, text) if node and not _is_plain(laid) else None
    look = ("", "")
    for line in laid:
        x = left
        for run in line:
            if look != (run.face, run.colour):
                look = (run.face, run.colour)
                text.setFont(fonts.use(run.face), style.size, style.leading)
                text.setFillColor(colour(run.colour or style.colour))
            if parts:
                x = parts.enter(run, (x, y), style)
            if run is line[-1]:
                text.textLine(run.text)  # goes on to the next line, and measures nothing
            else:
                text.textOut(run.text)
        y -= style.leading
    if parts:
        parts.close()
    elif node:
        tagged = cast(TaggedCanvas, canvas)
        tagged.write(f"{tagged.begin(node)}\n{text.getCode()}\nEMC")
    else:
        canvas.drawText(text)


def _is_plain(laid: Sequence[Line]) -> bool:
    return all(run.is_plain for line in laid for run in line)


@dataclass(slots=True)
class _Drawn:
    """A piece of a link on one line."""

    node: Node
    run: Run
    left: float
    baseline: float
    right: float


class _Parts:
    """Marks inside a paragraph: its own words, links, and passages in other languages, each in its place."""

    def __init__(self, canvas: TaggedCanvas, node: Node, text: Any) -> None:
        self._canvas = canvas
        self._node = node
        self._text = text
        self._look: tuple[str, str] | None = None
        self._links: list[_Drawn] = []
        self._owner = node

    def enter(self, run: Run, start: tuple[float, float], style: Style) -> float:
        """Open the mark that the run belongs to. Returns where the run ends."""
        x, y = start
        if (run.target, run.language) != self._look:
            self._open(run)
        end = x + fonts.width(run.text, run.face, style.size)
        if run.target:
            right = x + fonts.width(run.text.rstrip(), run.face, style.size)
            self._links.append(_Drawn(self._owner, run, x, y, right))
            self._size = style.size
        return end

    def close(self) -> None:
        """Write the text, then what makes the links work."""
        self._text._code.append("EMC")  # noqa: SLF001  reportlab has no other way to write into a text object
        self._canvas.write(str(self._text.getCode()))
        for link in self._links:
            _underline(self._canvas, link)
            box = (link.left, link.baseline - 3, link.right, link.baseline + self._size * 0.8)
            self._canvas.link(link.node, link.run.target, box, link.run.text.strip())

    def _open(self, run: Run) -> None:
        kind = "Link" if run.target else "Span"
        self._owner = self._node if run.is_plain else Node(kind, self._node, language=run.language)
        ended = [] if self._look is None else ["EMC"]
        self._text._code += [*ended, self._canvas.begin(self._owner)]  # noqa: SLF001
        self._look = (run.target, run.language)


def _underline(canvas: Canvas, link: _Drawn) -> None:
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(0.45)
    canvas.line(link.left, link.baseline - 2, link.right, link.baseline - 2)


def place(flowable: Flowable, canvas: Canvas, x: float, y: float) -> None:
    """Draw a flowable inside another one. Text needs no coordinates of its own, and there is much of it."""
    if isinstance(flowable, Prose):
        flowable.draw_at(canvas, x, y)
    else:
        flowable.drawOn(canvas, x, y)


def fitting(text: str, style: Style, available: float, most: int = 1) -> str:
    """What of a name fits on so many lines; cut at a word with "…" when that is not all."""
    found = list(islice(lines(text, style, available), most + 1))
    if len(found) <= most:
        return text
    *whole, last = ("".join(run.text for run in line).rstrip() for line in found[:most])
    kept = last.split(" ")
    while len(kept) > 1 and _width(" ".join(kept) + ELLIPSIS, style) > available:
        kept.pop()
    end = " ".join(kept)
    while end and _width(end + ELLIPSIS, style) > available:
        end = end[:-1]
    return " ".join([*whole, end + ELLIPSIS])


def _width(text: str, style: Style) -> float:
    return fonts.width(text, style.face, style.size)


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
