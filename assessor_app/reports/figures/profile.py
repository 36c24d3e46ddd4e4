"""The strand profile: every judgement in one table, a row an aspect, so that it is read and copied as one."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from assessor_app.domain.award.outlook import AspectOutlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.sentences import rank
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import LevelWord
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.line_breaking import lines
from assessor_app.reports.page.paper import MM, TEXT_WIDTH, heat
from assessor_app.reports.page.prose import Prose, place
from assessor_app.reports.page.styles import CELL, ROW_HEADER, Style
from assessor_app.reports.page.table import Caption, tag_table
from assessor_app.reports.page.words import say
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

FIRST, NARROWEST_LAST = 36.2 * MM, 21.2 * MM
ROW = 25.0
GRID = 2.5
INSET = 5.0
CLOSE = 0.35
MOST_LINES = 4
"""Of a strand's title over its column."""
SIZE = 10.0
NAME = Style(fonts.SEMIBOLD, SIZE, 14)
TITLE = Style(fonts.SEMIBOLD, SIZE, 12.5, "text2")


def is_even(scheme: Scheme) -> bool:
    """True when every aspect has the same strands by title, on the main scale, few enough for a column each, whose
    titles stand on a few lines."""
    titles = {tuple(strand.title for strand in aspect.strands) for aspect in scheme.aspects}
    if len(titles) != 1 or scheme.has_own_scales:
        return False
    return all(_fits(level.name, scheme) for level in scheme.levels) and all(
        len(list(lines(title, TITLE, _column(scheme) - INSET))) <= MOST_LINES for title in titles.pop()
    )


class StrandProfile(TaggedFlowable):
    """Rows of aspects, columns of strands; the last column counts the level that the award aimed at needs."""

    caption: Caption | None = None

    def __init__(self, scheme: Scheme, aspects: Sequence[AspectOutlook]) -> None:
        super().__init__()
        self.scheme = scheme
        self.aspects = aspects
        self._column = _column(scheme)
        titles = [strand.title for strand in scheme.aspects[0].strands]
        self._header = [Prose(title, TITLE) for title in (capital(scheme.terms.aspect), *titles, aspects[0].level_name)]
        self._rows = [self._row(aspect) for aspect in aspects]

    def tag(self, parent: Node) -> None:
        tag_table(parent, self.caption, [*self._header], self._rows)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._top = max(cell.wrap(wide - INSET, 0)[1] for cell, wide in zip(self._header, self._widths(), strict=True))
        self.width, self.height = TEXT_WIDTH, self._top + 4 + ROW * len(self.aspects)
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for index, (cell, wide) in enumerate(zip(self._header, self._widths(), strict=True)):
            cell.draw_at(self.canv, left + self._inset(index), self.height - self._top)
            left += wide
        top = self.height - self._top - 4
        for aspect, row in zip(self.aspects, self._rows, strict=True):
            self._draw_row(aspect, row, top)
            top -= ROW

    def _widths(self) -> list[float]:
        return [FIRST, *[self._column] * len(self.scheme.aspects[0].strands), _last(self.scheme)]

    def _inset(self, column: int) -> float:
        last = len(self._header) - 1
        return 0 if column == 0 else INSET + GRID if column == last else INSET

    def _row(self, aspect: AspectOutlook) -> list[Flowable]:
        number = next(a.number for a in self.scheme.aspects if a.id == aspect.aspect)
        count = Prose(say("summary.of", count=aspect.reached, all=aspect.strands), CELL if aspect.met else ROW_HEADER)
        return [Prose(f"{number}. {aspect.short}", NAME), *map(self._word, aspect.levels), count]

    def _word(self, level: str | None) -> LevelWord:
        height, levels = rank(self.scheme, level), len(self.scheme.levels)
        style = Style(fonts.SEMIBOLD, SIZE, 14, f"on_heat{heat(height, levels)}")
        return LevelWord(cell_word(self.scheme, level), height, levels, style, INSET, CLOSE)

    def _draw_row(self, aspect: AspectOutlook, row: list[Flowable], top: float) -> None:
        name, *words, count = row
        self._draw_in(name, 0, top, FIRST - 2)
        left = FIRST
        for level, word in zip(aspect.levels, words, strict=True):
            self._draw_fill(level, left, top)
            self._draw_in(word, left, top, self._column)
            left += self._column
        self._draw_in(count, left + INSET + GRID, top, _last(self.scheme) - INSET)

    def _draw_fill(self, level: str | None, left: float, top: float) -> None:
        shade = heat(rank(self.scheme, level), len(self.scheme.levels))
        self.canv.setFillColor(colour(f"heat{shade}"))
        half = GRID / 2
        self.canv.rect(left + half, top - ROW + half, self._column - GRID, ROW - GRID, stroke=0, fill=1)

    def _draw_in(self, cell: Flowable, left: float, top: float, width: float) -> None:
        _, height = cell.wrap(width, 0)
        place(cell, self.canv, left, top - ROW / 2 - height / 2)


def cell_word(scheme: Scheme, level: str | None) -> str:
    """The level's name, or two words that say there is none."""
    if level is None:
        return say("none.not_judged")
    return say("none.level") if level == NOT_ENOUGH else scheme.level(level).name


def _column(scheme: Scheme) -> float:
    return (TEXT_WIDTH - FIRST - _last(scheme)) / max(1, len(scheme.aspects[0].strands))


def _last(scheme: Scheme) -> float:
    """Width of the column of counts, whose title is a level's name."""
    longest = max(fonts.width(level.name, fonts.SEMIBOLD, SIZE) for level in scheme.levels)
    return max(NARROWEST_LAST, longest + INSET + GRID + 0.1)


def _fits(word: str, scheme: Scheme) -> bool:
    bars = LevelWord("", 1, len(scheme.levels), Style(fonts.SEMIBOLD, SIZE, 14), INSET, CLOSE).indent
    return bars + fonts.width(word, fonts.SEMIBOLD, SIZE) <= _column(scheme) - GRID
