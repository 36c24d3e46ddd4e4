"""Lines on the page, and the marks inside a paragraph: its own words, links, passages in other languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from reportlab.pdfgen.canvas import Canvas

from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.line_breaking import Line
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import Run, runs
from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.node import Node


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


def draw_words(canvas: Canvas, start: tuple[float, float], text: str, style: Style, node: Node) -> None:
    """Draws one line from a point on its baseline, as the content of `node`. It ends with a space, or readers join it
    to the next one."""
    x, y = start
    line = list(runs(f"{text} ", style.face))
    draw_lines(canvas, [line], style, (x, y + fonts.ascent(style.face) * style.size), node)


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
        if self._links:
            _underline(self._canvas, self._links)
        for link in self._links:
            box = (link.left, link.baseline - 3, link.right, link.baseline + self._size * 0.8)
            self._canvas.link(link.node, link.run.target, box, link.run.text.strip())

    def _open(self, run: Run) -> None:
        kind = "Link" if run.target else "Span"
        self._owner = self._node if run.is_plain else Node(kind, self._node, language=run.language)
        ended = [] if self._look is None else ["EMC"]
        self._text._code += [*ended, self._canvas.begin(self._owner)]  # noqa: SLF001
        self._look = (run.target, run.language)


def _underline(canvas: Canvas, links: Sequence[_Drawn]) -> None:
    """All lines of a paragraph as one path: reportlab takes its time over each."""
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(0.45)
    path = canvas.beginPath()
    for link in links:
        path.moveTo(link.left, link.baseline - 2)
        path.lineTo(link.right, link.baseline - 2)
    canvas.drawPath(path)
