"""The running order of a document: headings with bookmarks, text, lists, tables, panels.

Everything printed is added through a Story, so that a structure tree can later be built beside it.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from assessor_app.reports.fonts import REGULAR
from assessor_app.reports.paper import GAP, HEIGHT, LABEL, WIDTH, ink, style
from assessor_app.reports.text import plain, printable

Cell = str | Flowable
Style = list[tuple[Any, ...]]

NO_PADDING: Style = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
]
DATA_TABLE: Style = [
    *NO_PADDING,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("RIGHTPADDING", (0, 0), (-2, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ("LINEBELOW", (0, 0), (-1, 0), 1, ink("text")),
    ("LINEBELOW", (0, 1), (-1, -1), 0.35, ink("line_control")),
]


class Heading(Paragraph):  # type: ignore[misc]
    """A heading that enters the bookmarks and, at the first level, the contents."""

    def __init__(self, words: str, look: ParagraphStyle, level: int, key: str, listed: bool) -> None:
        super().__init__(printable(words), look)
        self.words, self.level, self.key, self.listed = plain(words), level, key, listed

    def draw(self) -> None:
        """Draw, and leave a bookmark at the top of the words."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height)
        self.canv.addOutlineEntry(self.words, self.key, self.level - 1, closed=self.level == 1)
        super().draw()


class Story:
    """Flowables in reading order. `tables` and `figures` count captions."""

    def __init__(self) -> None:
        self.flow: list[Flowable] = []
        self.tables = self.figures = self._headings = 0

    def add(self, *flowables: Flowable) -> None:
        """Add what was made elsewhere."""
        self.flow += flowables

    def page(self) -> None:
        """Go on at the top of a new page."""
        self.flow.append(PageBreak())

    def heading(self, level: int, words: str, look: str = "", listed: bool = True) -> Heading:
        """Make a heading (it still has to be added)."""
        self._headings += 1
        return Heading(words, style(look or f"h{level}"), level, f"h{self._headings}", listed and level == 1)

    def title(self, words: str, look: str = "h1") -> None:
        """Add a heading of the first level."""
        self.add(self.heading(1, words, look))

    def section(self, words: str, look: str = "h2") -> None:
        """Add a heading of the second level."""
        self.add(self.heading(2, words, look))

    def text(self, words: str, look: str = "body") -> None:
        """Add a paragraph of text that is not markup."""
        self.add(Paragraph(printable(words), style(look)))

    def space(self, points: float) -> None:
        """Leave room inside a page."""
        self.add(Spacer(1, points))

    def caption(self, words: str) -> Paragraph:
        """The caption above the next table."""
        self.tables += 1
        return Paragraph(printable(f"Table {self.tables}. {words}"), style("caption"))

    def table(
        self, caption: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float]
    ) -> None:
        """Add a data table: caption above, first column as row headers, header repeated on every page."""
        data: list[list[Cell]] = [[Paragraph(printable(name), style("column-header")) for name in header]]
        for row in rows:
            data.append([_cell(cell, "cell" if place else "row-header") for place, cell in enumerate(row)])
        self.add(
            CondPageBreak(90),
            self.caption(caption),
            Table(data, colWidths=list(widths), repeatRows=1, style=DATA_TABLE),
        )

    def panel(self, flowables: Sequence[Flowable], fill: str = "bg") -> None:
        """Add a tinted panel of the full width."""
        look = [*NO_PADDING, ("BACKGROUND", (0, 0), (-1, -1), ink(fill)), ("ROUNDEDCORNERS", [5, 5, 5, 5])]
        look += [
            (side, (0, 0), (-1, -1), 11) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
        ]
        self.add(Table([[list(flowables)]], colWidths=[WIDTH], style=look))

    def model_wording(self, notice: str) -> None:
        """Say under a table or form that its wording is not the scheme's own."""
        self.text(notice, "small")


def label_rows(pairs: Sequence[tuple[str, Sequence[Flowable]]], space: float = 3.2) -> Table:
    """Small labels left, text right; one row a paragraph, so that pages can break between them."""
    data: list[list[Any]] = []
    for label, flowables in pairs:
        for place, flowable in enumerate(flowables):
            data.append([Paragraph(printable(label), style("label")) if not place else "", flowable])
    lower = _ascent("tight") - _ascent("label")
    look = [
        *NO_PADDING,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (0, -1), GAP),
        ("TOPPADDING", (1, 0), (1, -1), space),
        ("TOPPADDING", (0, 0), (0, -1), space + lower),
    ]
    return Table(data, colWidths=[LABEL + GAP, WIDTH - LABEL - GAP], splitInRow=1, style=look)


def bullets(items: Sequence[str], numbered: bool = False) -> list[Flowable]:
    """List items from printable markup."""
    look = style("item")
    return [
        Paragraph(f'<bullet color="#0E6B62">{f"{number}." if numbered else "•"}</bullet>{item}', look)
        for number, item in enumerate(items, start=1)
    ]


def together(block: Sequence[Flowable]) -> list[Flowable]:
    """A block kept on one page when it is at most half of one; a longer one only begins with room for its start."""
    height = sum(flowable.wrap(WIDTH, 10 * HEIGHT)[1] for flowable in block)
    return [KeepTogether(list(block))] if height <= HEIGHT / 2 else [CondPageBreak(213), *block]


def _cell(cell: Cell, look: str) -> Flowable:
    return Paragraph(printable(cell), style(look)) if isinstance(cell, str) else cell


def _ascent(look: str) -> float:
    found = style(look)
    return float(pdfmetrics.getAscentDescent(found.fontName, found.fontSize)[0])
