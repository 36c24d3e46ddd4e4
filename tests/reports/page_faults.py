"""What somebody who leafs through a report would send back: see section "Pages" of docs/documents.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from assessor_app.reports.page.paper import BOTTOM, HEIGHT, LEFT, RIGHT, TEXT_HEIGHT, TEXT_WIDTH, TOP

LEAST = 0.12
"""Of the height of a page, on any page."""
FULL = 0.55
"""Of the height of a page, but for the last of a section or aspect."""
SMALLEST, LARGEST_TEXT, TITLE = 9.0, 12.5, 22.0
HOLE = 16
CROWDED = 0.9
SLACK = 2.5
STRAND = re.compile(r"\d+\.\d+ ")
NAMED = re.compile(r"(Table|Tabl) \d+\. ")
HEAD, FOOT = 3, 10
"""Points between the text and what runs over and under it."""
FIGURE = re.compile(r"(Figure|Ffigur) \d+\. ")
FOOTER = re.compile(r"^(?P<reference>.*data 3F9A 61C2 0B7E) *Page (?P<page>\d+) of (?P<pages>\d+)$")


@dataclass(frozen=True)
class Mark:
    """Something drawn. Points from the left and below; face: of text."""

    left: float
    bottom: float
    right: float
    top: float
    words: str = ""
    size: float = 0
    face: str = ""

    def touches(self, other: "Mark") -> bool:
        """True when two texts are printed over one another."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 1 and min(self.top, other.top) - max(self.bottom, other.bottom) > SLACK


@dataclass(frozen=True)
class Page:
    """What is drawn on a page, from the top, without what runs on every page."""

    marks: list[Mark]
    head: str
    foot: str
    is_cover: bool

    @cached_property
    def texts(self) -> list[Mark]:
        """What can be read, without spaces."""
        return [mark for mark in self.marks if mark.words.strip()]

    @cached_property
    def lines(self) -> list[list[Mark]]:
        """Texts that stand on one line."""
        rows = sorted(self.texts, key=lambda mark: -mark.bottom)
        lines: list[list[Mark]] = []
        for mark in rows:
            if lines and lines[-1][0].bottom - mark.bottom < 4:
                lines[-1].append(mark)
            else:
                lines.append([mark])
        return [sorted(line, key=lambda mark: mark.left) for line in lines]

    @property
    def fullness(self) -> float:
        """How far down the page goes, from 0 to 1."""
        return (TOP - min(mark.bottom for mark in self.marks)) / TEXT_HEIGHT

    @property
    def opens(self) -> bool:
        """True when the page begins with a title."""
        return any(mark.size >= TITLE for line in self.lines[:2] for mark in line)


def faults(pdf: bytes) -> list[str]:
    """Everything, as "page 4: ends with a heading"."""
    found = list(pages_of(pdf))
    return (
        [f"page {number}: {fault}" for number, page in enumerate(found, 1) for fault in _faults(page)]
        + [
            f"page {number}: {fault}"
            for number, (page, after) in enumerate(pairwise(found), 1)
            for fault in _pair(page, after)
        ]
        + [f"page {number}: {fault}" for number, page in enumerate(found, 1) for fault in _running(page, number, found)]
    )


def pages_of(pdf: bytes) -> Iterator[Page]:
    """The pages of a document."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        textpage = page.get_textpage()
        marks = [_mark(each) for each in page.get_objects(max_depth=3, textpage=textpage)]
        top = TOP + HEAD if number else HEIGHT
        foot = "".join(mark.words for mark in marks if mark.top < BOTTOM - FOOT)
        head = "".join(mark.words for mark in marks if mark.bottom > top)
        shown = [mark for mark in marks if mark.top >= BOTTOM - FOOT and mark.bottom <= top]
        yield Page(shown, head, foot, number == 0)
    document.close()


def _mark(drawn: pypdfium2.PdfObject) -> Mark:
    box = drawn.get_bounds()
    if drawn.type != FPDF_PAGEOBJ_TEXT:
        return Mark(*box)
    return Mark(*box, drawn.extract(), drawn.get_font_size(), drawn.get_font().get_base_name())


def _faults(page: Page) -> Iterator[str]:
    for mark in page.texts if page.is_cover else page.marks:
        if mark.left < LEFT - SLACK or mark.right > RIGHT + SLACK or mark.bottom < BOTTOM - SLACK:
            yield f"past the margin: {mark.words or mark}"
    yield from (f"{one.words!r} over {two.words!r}" for one, two in _near(page) if one.touches(two))
    yield from (f"set in {mark.size:.1f} points: {mark.words}" for mark in page.texts if mark.size < SMALLEST - 0.01)
    yield from (f"set in {mark.face}" for mark in page.texts if re.search("Italic|Oblique", mark.face))
    yield from (f"cut: {words}" for words in (page.head, *_cut(page)) if "…" in words)
    if not page.is_cover and max(mark.top for mark in page.marks) < TOP - HOLE:
        yield "opens with a hole"
    if page.fullness < LEAST:
        yield f"holds only {' / '.join(_words(line) for line in page.lines)}"
    if _heads(page.lines[-1]):
        yield f"ends with a heading: {_words(page.lines[-1])}"


def _cut(page: Page) -> Iterator[str]:
    """Texts that must be whole: all but words in a figure, which are so in what it says to those who do not see it, and
    points of a summary with too many."""
    titles = {mark.words.strip() for line in page.lines[:1] for mark in line}
    drawn = min((mark.bottom for mark in page.texts if FIGURE.match(mark.words)), default=TOP)
    for mark in page.texts:
        is_drawn = mark.bottom > drawn and mark.size < LARGEST_TEXT
        if not (is_drawn or ("Summary" in titles and page.fullness > CROWDED)):
            yield mark.words


def _near(page: Page) -> Iterator[tuple[Mark, Mark]]:
    """Texts that may touch: those of one line and the next."""
    for above, below in pairwise([[], *page.lines]):
        yield from ((one, two) for one, two in combinations([*above, *below], 2))


def _heads(line: list[Mark]) -> bool:
    """True for a heading, a caption, or the head of a table."""
    if any(mark.size > LARGEST_TEXT for mark in line) or NAMED.match(_words(line)):
        return True
    return len(line) > 1 and all(mark.size == 10 and mark.face.endswith("SemiBold") for mark in line)


def _pair(page: Page, after: Page) -> Iterator[str]:
    if page.fullness < FULL and not (after.opens or page.is_cover):
        yield f"only {page.fullness:.0%} full, and goes on"
    titled = any(mark.size >= TITLE for line in page.lines[-4:] for mark in line)
    if titled and not after.opens and STRAND.match(_words(after.lines[0])):
        yield "an aspect whose strands begin on the next page"
    if _heads(after.lines[0]) and not after.opens and after.lines[0][0].size == 10 and _rules(after) < 2:
        yield "goes on with a single row"


def _rules(page: Page) -> int:
    """Rows of a table, by the thin rules under them."""
    return sum(mark.right - mark.left > TEXT_WIDTH - SLACK and mark.top - mark.bottom < 2.5 for mark in page.marks) - 1


def _running(page: Page, number: int, pages: list[Page]) -> Iterator[str]:
    said, cover = FOOTER.match(page.foot.strip()), FOOTER.match(pages[0].foot.strip())
    if not said or not cover or said["reference"] != cover["reference"]:
        yield f"another foot: {page.foot}"
    elif (said["page"], said["pages"]) != (str(number), str(len(pages))):
        yield f"another number: {page.foot}"


def _words(line: list[Mark]) -> str:
    return " ".join(mark.words.strip() for mark in line)
