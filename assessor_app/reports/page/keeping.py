"""What stays together on a page: a block of a section, and what is left of a section for its last page."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether
from reportlab.platypus.doctemplate import FrameBreak, NullActionFlowable

from assessor_app.reports.page.blocks import heights
from assessor_app.reports.page.paper import TEXT_HEIGHT, TEXT_WIDTH
from assessor_app.reports.page.table import FEWEST_ROWS, DataTable
from assessor_app.reports.tagging.flowables import TaggedFlowable

EMPTIEST: Final = 0.45 * TEXT_HEIGHT
"""Points that a page may leave empty for a block that goes on whole."""

CARRIED: Final = 0.2 * TEXT_HEIGHT
"""Points that a section's last page has at least when it begins in the middle of the section."""


def stack_height(stack: Sequence[Flowable]) -> float:
    """Height of a stack with the spaces between, as a frame sets it."""
    total, after = 0.0, 0.0
    flat = unfolded(stack)
    for place, (flowable, height) in enumerate(zip(flat, heights(flat, TEXT_WIDTH), strict=True)):
        total += height + (max(0.0, flowable.getSpaceBefore() - after) if place else 0.0)
        after = flowable.getSpaceAfter()
        total += after
    return total - after


def unfolded(stack: Sequence[Flowable]) -> list[Flowable]:
    """What a stack draws: without the breaks that may never come, and blocks as their parts."""
    return [part for flowable in stack for part in _parts(flowable)]


def _parts(flowable: Flowable) -> Iterator[Flowable]:
    if isinstance(flowable, KeepTogether):
        for part in kept(flowable):
            yield from _parts(part)
    elif not isinstance(flowable, CondPageBreak):
        yield flowable


def kept(block: KeepTogether) -> list[Flowable]:
    """The parts of a block."""
    return list(vars(block)["_content"])  # reportlab tells it in no other way


def heads(flowable: Flowable) -> bool:
    """True for what never ends a page: headings and captions."""
    return isinstance(flowable, TaggedFlowable) and flowable.heads


def _in_turn(parts: Sequence[Flowable]) -> list[Flowable]:
    """Flowables to be placed one by one: reportlab has the first of a split stand where the whole was tried."""
    return [NullActionFlowable(), *parts]


class Whole(KeepTogether):
    """A block that stays whole, unless the page before it would be left emptier than pages may be."""

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts = kept(self)
        if EMPTIEST < available_height < stack_height(parts):
            return _in_turn(broken(parts))
        return list(super().split(available_width, available_height))


def broken(block: Sequence[Flowable]) -> list[Flowable]:
    """A block that goes on over pages."""
    begin = ending(block)
    return [*block[:begin], Ending(list(block[begin:]))]


class Ending(KeepTogether):
    """The last of a section. Where it does not fit, what goes on to the last page is more than a few lines: some of
    what stands before them goes with them."""

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts = kept(self)
        total = stack_height(parts)
        if total <= available_height:
            return _in_turn(parts)
        divided = self._divided(available_height, total)
        if not divided and available_height < TEXT_HEIGHT - 1:
            return [FrameBreak(), *parts]
        return divided or _in_turn(parts)

    def _divided(self, available: float, total: float) -> list[Flowable]:
        """Both parts of an ending; nothing when it goes on whole."""
        parts = kept(self)
        first = next(place for place, part in enumerate(parts) if not (heads(part) or isinstance(part, CondPageBreak)))
        above, split, below = parts[:first], parts[first], parts[first + 1 :]
        if isinstance(split, KeepTogether):
            return _in_turn(parts) if available > EMPTIEST else []
        until = stack_height(parts[: first + 1])
        room = split.wrap(TEXT_WIDTH, TEXT_HEIGHT)[1] - max(until - available, CARRIED - (total - until))
        here, *there = (split.split(TEXT_WIDTH, room) if room > 0 else []) or [split]
        if not there or _is_row_alone(here, total):
            return []
        return [*above, here, FrameBreak(), Ending([*there, *below])]


def _is_row_alone(part: Flowable, total: float) -> bool:
    """True where a table would begin with a single row, though a page has room for all of it."""
    return isinstance(part, DataTable) and len(part.rows) < FEWEST_ROWS and total <= TEXT_HEIGHT


def ending(section: Sequence[Flowable]) -> int:
    """Where the last of a section begins: enough for a page, with the headings above it."""
    begin = len(section)
    while begin > 0 and stack_height(section[begin:]) < CARRIED:
        begin -= 1
    while begin > 0 and heads(section[begin - 1]):
        begin -= 1
    while begin < len(section) and isinstance(section[begin], CondPageBreak):
        begin += 1
    return begin
