"""How text stands on the page: beside a label or bullet, in a panel, one under the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assessor_app.domain.words.passages import plain
from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import bars_width, colour, draw_bars
from assessor_app.reports.page.paper import LABEL, LABEL_GAP, TEXT_HEIGHT, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose, place
from assessor_app.reports.page.styles import BULLET, STRAND_LEVEL, TIGHT, Style
from assessor_app.reports.page.styles import LABEL as LABEL_STYLE
from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import DOTTED, NUMBERED, Node

UNLIMITED: Final = 1e9


def heights(stack: Sequence[Flowable], width: float) -> list[float]:
    """Height of each flowable at this width."""
    return [flowable.wrap(width, UNLIMITED)[1] for flowable in stack]


def split_stack(stack: Sequence[Flowable], width: float, available: float) -> tuple[list[Flowable], list[Flowable]]:
    """What of a stack fits, and the rest; a flowable on the edge is split when it can be."""
    fitting: list[Flowable] = []
    for index, flowable in enumerate(stack):
        height = flowable.wrap(width, available)[1]
        if height > available + 1e-6:
            parts = flowable.split(width, available)
            return [*fitting, *parts[:1]], [*parts[1:], *stack[index + 1 :]] if parts else list(stack[index:])
        fitting.append(flowable)
        available -= height
    return fitting, []


def draw_stack(flowable: Flowable, stack: Sequence[Flowable], left: float, top: float) -> None:
    """Draws a stack downwards from `top`, each part as it was laid out last."""
    for part in stack:
        top -= part.height
        place(part, flowable.canv, left, top)


class Listing:
    """The list that items belong to. numbering: an attribute for `Node`."""

    def __init__(self, numbering: str) -> None:
        self._numbering = numbering
        self._node: Node | None = None

    def item(self, parent: Node) -> Node:
        """A new item of the list, which begins where its first item stands."""
        self._node = self._node or Node("L", parent, attributes=self._numbering)
        return Node("LI", self._node)


class Beside(TaggedFlowable):
    """A stack of text with something at its left: a label, a number, a bullet. The first part of a split keeps it."""

    def __init__(
        self,
        left: Prose | None,
        left_width: float,
        body: Sequence[Flowable],
        space: float,
        listing: Listing | None = None,
    ) -> None:
        super().__init__()
        self.listing = listing
        self.left = left
        self.left_width = left_width
        self.body = list(body)
        self.space = space

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        if self.width == available_width:  # reportlab asks several times
            return self.width, self.height
        tall = sum(heights(self.body, available_width - self.left_width))
        if self.left is not None:
            tall = max(tall, self._shift() + self.left.wrap(self.left_width - LABEL_GAP, available_height)[1])
        self.width, self.height = available_width, self.space + tall
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        width = available_width - self.left_width
        fitting, rest = split_stack(self.body, width, available_height - self.space)
        if not fitting or not rest:
            return []
        return [
            Beside(self.left, self.left_width, fitting, self.space),
            Beside(None, self.left_width, rest, self.space),
        ]

    def draw(self) -> None:
        top = self.height - self.space
        if self.left is not None:
            self.left.draw_at(self.canv, 0, top - self._shift() - self.left.height)
        draw_stack(self, self.body, self.left_width, top)

    def tag(self, parent: Node) -> None:
        item = self.listing.item(parent) if self.listing else parent
        if self.left is not None:
            self.left.tag(item)
        if self.listing and len(self.body) == 1 and isinstance(self.body[0], Prose):
            self.body[0].node = Node("LBody", item)
        else:
            tag_all(self.body, Node("LBody", item) if self.listing else parent)

    def _shift(self) -> float:
        """How much lower a smaller left text starts, so that baselines match."""
        style = self.left.style if self.left else TIGHT
        return fonts.ascent(TIGHT.face) * TIGHT.size - fonts.ascent(style.face) * style.size


def label_row(label: str, body: Sequence[Flowable], space: float = 3.2, role: str = "P") -> Beside:
    """A small grey label at the left, text at the right. role: of the label, "H3" where it heads what follows."""
    return Beside(Prose(label, LABEL_STYLE, role), LABEL + LABEL_GAP, body, space)


def bullets(items: Sequence[Flowable], gap: float = 2) -> list[Flowable]:
    """Each item behind a dot."""
    dot = Style(fonts.REGULAR, TIGHT.size, TIGHT.leading, "level")
    listing = Listing(DOTTED)
    return [
        Beside(Prose("•", dot, "Lbl"), 13, [item], gap if index else 0, listing) for index, item in enumerate(items)
    ]


def numbered(items: Sequence[Flowable], gap: float = 1) -> list[Flowable]:
    """Each item behind its number."""
    listing = Listing(NUMBERED)
    return [
        Beside(Prose(str(number), BULLET, "Lbl"), 16, [item], gap if number > 1 else 0, listing)
        for number, item in enumerate(items, start=1)
    ]


class Panel(TaggedFlowable):
    """A tinted box over the full width. It stays whole."""

    def __init__(self, body: Sequence[Flowable], fill: str = "bg", inner: float = 11, after: float = 0) -> None:
        super().__init__()
        self.spaceAfter = after
        self.body = list(body)
        self.fill = fill
        self.inner = inner

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = 2 * self.inner + sum(heights(self.body, available_width - 2 * self.inner))
        return self.width, self.height

    def tag(self, parent: Node) -> None:
        tag_all(self.body, parent)

    def draw(self) -> None:
        self.canv.setFillColor(colour(self.fill))
        self.canv.roundRect(0, 0, self.width, self.height, 5, stroke=0, fill=1)
        draw_stack(self, self.body, self.inner, self.height - self.inner)


TALLEST = TEXT_HEIGHT - 60
"""Of a figure with its caption under a heading."""


class Figure(TaggedFlowable):
    """A drawing of fixed size, made smaller when no page is tall enough. alternative: what it says, in words, for those
    who do not see it."""

    def __init__(self, height: float, paint: Callable[[Canvas], None], alternative: str = "") -> None:
        super().__init__()
        self._scale = min(1.0, TALLEST / height)
        self._size = (TEXT_WIDTH, height * self._scale)
        self.paint = paint
        self.alternative = alternative
        self.node: Node | None = None

    def tag(self, parent: Node) -> None:
        self.node = Node("Figure", parent, plain(self.alternative))
        self.node.words = self.alternative

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = self._size
        return self._size

    def draw(self) -> None:
        canvas = cast(TaggedCanvas, self.canv)
        if self.node is None:
            self._paint()
            return
        x, y = canvas.absolutePosition(0, 0)
        box = f"{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}"
        self.node.attributes = f"/O /Layout /Placement /Block /BBox [{box}]"
        with canvas.mark(self.node):
            self._paint()

    def _paint(self) -> None:
        self.canv.saveState()
        self.canv.scale(self._scale, self._scale)
        self.paint(self.canv)
        self.canv.restoreState()


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars beside a level's word. rank: how many are filled, 0 without a level; levels: how many there are."""

    rank: int
    levels: int


class LevelWord(TaggedFlowable):
    """A level: its bars, and the word that says the same. gap: between them, in parts of the type size."""

    def __init__(self, word: str, rank: int, levels: int, style: Style, inset: float = 0, gap: float = 0.5) -> None:
        super().__init__()
        self.text = Prose(word, style)
        self.rank = rank
        self.levels = levels
        self.inset = inset
        self.gap = gap

    def tag(self, parent: Node) -> None:
        self.text.tag(parent)
        self.say_bars()

    def say_bars(self) -> None:
        """Leave in the tree, where the word stands, which bars stand beside it."""
        if self.text.node is not None:
            self.text.node.look = Bars(self.rank, self.levels)

    @property
    def bars(self) -> float:
        """Height of the bars: .92 of the type, the whole type size beside a strand's title."""
        size = self.text.style.size
        return size if self.text.style is STRAND_LEVEL else size * 0.92

    @property
    def indent(self) -> float:
        """Where the word begins."""
        drawn = bars_width(self.bars, self.levels) if self.levels > 3 else self.bars * 1.11
        return self.inset + drawn + self.text.style.size * self.gap

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = self.text.wrap(available_width - self.indent, available_height)[1]
        return self.width, self.height

    def draw(self) -> None:
        style = self.text.style
        y = self.height - fonts.ascent(style.face) * style.size - style.size * 0.06
        draw_bars(
            self.canv,
            (self.inset, y),
            self.rank,
            self.levels,
            self.bars,
            "level" if style.colour == "text" else style.colour,
        )
        self.text.draw_at(self.canv, self.indent, 0)
