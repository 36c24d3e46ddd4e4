"""A document being written: flowables in reading order, with its headings, tables and figures counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from assessor_app.domain.words.passages import plain
from assessor_app.reports.page.blocks import Figure, heights
from assessor_app.reports.page.canvas import ReportCanvas
from assessor_app.reports.page.keeping import Ending, Whole, broken, ending, stack_height
from assessor_app.reports.page.paper import MM, TEXT_HEIGHT, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.styles import ASPECT_TITLE, BODY, CAPTION, H1, H2, NOTE, Style
from assessor_app.reports.page.table import Caption, Cell, DataTable, data_table
from assessor_app.reports.page.text import Phrase, cleaned
from assessor_app.reports.page.words import say
from assessor_app.reports.tagging.flowables import tag_all
from assessor_app.reports.tagging.node import Node

SHORT = TEXT_HEIGHT / 6
"""Points below which a section does not open a page: it says that there is nothing to say."""

APART = 28
"""Points above such a section."""

UNDER_TABLE = 4
"""Points between a table and a note under it."""


class Heading(Prose):
    """A heading: also a bookmark and an entry of the outline. level: 0 for a page's title, 1 for a section's."""

    heads = True

    def __init__(self, title: str, style: Style, key: str, level: int) -> None:
        super().__init__(title, style, f"H{level + 1}")
        self.key = key
        self.level = level
        self.title = cleaned(plain(title))

    def tag(self, parent: Node) -> None:
        super().tag(parent)
        if self.node is not None:
            self.node.anchor = self.key

    def draw_at(self, canvas: Canvas, x: float, y: float) -> None:
        super().draw_at(canvas, x, y)
        cast(ReportCanvas, canvas).heading(self.key, self.title, self.level, (x, y + self.height))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    key: str


@dataclass
class Story:
    """Flowables and, beside them, the tree that readers follow. Sections write to it; nothing else adds to the pages.

    flowables: read only; what is put there by other means than `add` is printed, but readers never find it.
    """

    flowables: list[Flowable] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    tree: Node = field(default_factory=lambda: Node("Document"))
    _tables: int = 0
    _figures: int = 0
    _headings: int = 0
    _waiting: list[Heading] = field(default_factory=list)
    _short: CondPageBreak | None = None

    def add(self, *flowables: Flowable) -> None:
        """Anything that is not a heading, table or figure."""
        tag_all(flowables, self.tree)
        self.flowables += flowables

    def gap(self, height: float) -> None:
        """Empty space, never before something that may open a page."""
        self.add(Spacer(1, height))

    def page(self, title: str, key: str, style: Style = H1, kicker: Prose | None = None) -> None:
        """A section that opens a page, as all that can be handed out alone do."""
        self.close()
        self.add(PageBreak())
        if kicker:
            self.add(kicker)
        self.title(title, key, style)

    def room(self) -> float:
        """Points left under what was written since a page was opened."""
        last = takewhile(lambda each: not isinstance(each, PageBreak), reversed(self.flowables))
        used = after = 0.0
        for each in reversed([each for each in last if not isinstance(each, CondPageBreak)]):
            used += (max(after, each.getSpaceBefore()) if used else 0) + each.wrap(TEXT_WIDTH, TEXT_HEIGHT)[1]
            after = each.getSpaceAfter()
        return TEXT_HEIGHT - used - after

    def title(self, title: str, key: str, style: Style = ASPECT_TITLE) -> None:
        """A heading of the first level where it stands."""
        self.contents.append(Entry(title, key))
        self.add(Heading(title, style, key, 0))

    def section(self, title: str, style: Style = H2) -> None:
        """A heading of the second level. It is placed with what follows, so that it never ends a page."""
        self._waiting.append(self.heading(title, style))

    def heading(self, title: str, style: Style, level: int = 1) -> Heading:
        """A heading to stand inside something else."""
        self._headings += 1
        return Heading(title, style, f"heading-{self._headings}", level)

    def paragraph(self, phrase: Phrase, style: Style = BODY) -> None:
        """A paragraph of body text."""
        text = Prose(phrase, style)
        self._open(min(text.wrap(TEXT_WIDTH, 0)[1], 3 * style.leading))
        self.add(text)

    def block(self, flowables: Sequence[Flowable], room: float = 0) -> None:
        """Flowables under a heading that waits; the first of them stays with it, or as much as `room` points hold."""
        self._open(room or sum(heights(flowables[:1], TEXT_WIDTH)))
        self.add(*flowables)

    def note(self, phrase: Phrase) -> None:
        """Small print; under a table it stays with the last rows."""
        note = Prose(phrase, NOTE)
        if self.flowables and isinstance(self.flowables[-1], DataTable):
            self.beneath(Spacer(1, UNDER_TABLE), note)
        else:
            self.add(note)

    def caption(self, words: str, style: Style = CAPTION) -> Caption:
        """The numbered caption of the next table."""
        self._tables += 1
        return Caption(say("tables.table", number=self._tables, words=words), style)

    def table(
        self,
        words: str,
        header: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        space: float = 5,
        bookmarks: Sequence[str] = (),
    ) -> None:
        """A captioned table. Caption, header and two rows stay together. widths: millimetres."""
        caption = self.caption(words)
        table = data_table(header, rows, [width * MM for width in widths], space, bookmarks)
        table.caption = caption
        self._open(sum(heights([caption], TEXT_WIDTH)) + CAPTION.before + CAPTION.after + table.opening(TEXT_WIDTH))
        self.add(caption, table)

    def beneath(self, *flowables: Flowable) -> None:
        """What closes the table just written, on the page of its last rows."""
        tag_all(flowables, self.tree)
        table = cast(DataTable, self.flowables[-1])
        table.close_with([*table.closing, *flowables])

    def figure(self, figure: Figure, words: str) -> None:
        """A figure with the caption under it that explains its signs."""
        self._figures += 1
        caption = Prose(say("tables.figure", number=self._figures, words=words), NOTE)
        self._open(sum(heights([figure, caption], TEXT_WIDTH)) + 3)
        self.add(figure, Spacer(1, 3), caption)

    def caption_height(self, words: str) -> float:
        """Points that the caption of the next figure takes, with the space above it."""
        numbered = say("tables.figure", number=self._figures + 1, words=words)
        return 3 + sum(heights([Prose(numbered, NOTE)], TEXT_WIDTH))

    def together(self, block: Sequence[Flowable], opening: float = 75 * MM) -> None:
        """A block kept on one page when it is at most half a page; a longer one opens with enough room."""
        height = stack_height(block)
        if height <= TEXT_HEIGHT / 2:
            self.add(Whole(list(block)))
        else:
            tag_all(block, self.tree)
            self.flowables += [CondPageBreak(min(height, opening)), *broken(block)]

    def close(self) -> None:
        """End a section: its last page never holds a few lines only, and one of a few lines opens no page."""
        breaks = (place for place, each in enumerate(self.flowables) if isinstance(each, PageBreak))
        opened = max(breaks, default=-1)
        section = self.flowables[opened + 1 :]
        height = stack_height(section)
        if opened >= 0 and height < SHORT:
            self._run_on(opened, section, height + APART)
            return
        self._short = None
        begin = ending(section)
        if section[begin:]:
            self.flowables[opened + 1 :] = [*section[:begin], Ending(section[begin:])]

    def _run_on(self, opened: int, section: list[Flowable], height: float) -> None:
        """Places a short section under the one before it, where there is room; several that follow one another stay
        together."""
        title = section[0]
        if isinstance(title, Prose):
            title.style = replace(title.style, before=APART)
        if self._short is None or self._short.height + height > TEXT_HEIGHT:
            self._short = CondPageBreak(0)
        self._short.height += height
        self.flowables[opened : opened + 1] = [] if self._short.height > height else [self._short]

    def _open(self, needed: float) -> None:
        """Place headings that wait, on a page that also has room for what they head."""
        waiting, self._waiting = self._waiting, []
        space = sum(style.before + style.after for style in (heading.style for heading in waiting))
        needed += sum(heights(waiting, TEXT_WIDTH)) + space
        self.add(CondPageBreak(min(needed, TEXT_HEIGHT / 2)), *waiting)
