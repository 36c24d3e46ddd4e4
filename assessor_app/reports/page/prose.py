"""Text in lines: one style, with emphasis and links, broken over lines and pages."""

from itertools import islice
from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assessor_app.reports.page import fonts
from assessor_app.reports.page.line_breaking import Line, lines
from assessor_app.reports.page.line_drawing import draw_lines
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import Phrase
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

PART: Final = None
"""Stands for a width: what a split left over keeps the lines it has."""

ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"


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
        self._node: Node | None = None
        self._lines: list[Line] | None = None
        self._laid_out_for: float | None = 0.0

    @property
    def node(self) -> Node | None:
        """Where it stands in the tree."""
        return self._node

    @node.setter
    def node(self, node: Node | None) -> None:
        self._node = node
        if node is not None:
            node.words, node.look = self.phrase, self.style

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


def place(flowable: Flowable, canvas: Canvas, x: float, y: float) -> None:
    """Draw a flowable inside another one. Text needs no coordinates of its own, and there is much of it."""
    if isinstance(flowable, Prose):
        flowable.draw_at(canvas, x, y)
    else:
        flowable.drawOn(canvas, x, y)


LONGEST_LINE: Final = 1000
"""Characters; no line of ours shows as many."""


def fitting(text: str, style: Style, available: float, most: int = 1) -> str:
    """What of a name fits on so many lines; cut at a word with "…" when that is not all."""
    text = text[: most * LONGEST_LINE]  # every page has its head: a name without an end is measured once, not for each
    found = list(islice(lines(text, style, available), most + 1))
    if len(found) <= most:
        return text
    *whole, last = ("".join(run.text for run in line) for line in found[:most])
    last = last.rstrip()
    kept = last.split(" ")
    while len(kept) > 1 and _width(" ".join(kept) + ELLIPSIS, style) > available:
        kept.pop()
    end = " ".join(kept)
    while end and _width(end + ELLIPSIS, style) > available:
        end = end[:-1]
    return "".join([*whole, end + ELLIPSIS])


def _width(text: str, style: Style) -> float:
    return fonts.width(text, style.face, style.size)
