"""The summary: one page, whatever was written. Which award, how far from the next, what to do."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from reportlab.platypus import Flowable, PageBreak

from assessor_app.domain.paper_colours import award_ink
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.passages import InLanguage, parted, passages, plain
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import FEWEST_STRENGTHS, Facts, Point
from assessor_app.reports.content.sentences import NOT_WRITTEN, outlook_sentences, recommendation
from assessor_app.reports.figures.profile import StrandProfile, is_even
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import Panel, bullets, draw_stack, heights, numbered
from assessor_app.reports.page.drawing import draw_roundel
from assessor_app.reports.page.keeping import stack_height
from assessor_app.reports.page.paper import MM, TEXT_HEIGHT
from assessor_app.reports.page.prose import ELLIPSIS, Prose
from assessor_app.reports.page.story import Entry, Heading, Story
from assessor_app.reports.page.styles import BODY, CAPTION, COLUMN_HEADER, H1, H2, TIGHT, Style
from assessor_app.reports.page.table import GUTTER, DataTable, data_table
from assessor_app.reports.page.text import Muted, paragraphs
from assessor_app.reports.page.words import say
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import Node

KEY = "summary"
TITLE = "summary.title"
LONGEST_POINT = 30
"""Words of a strength or priority here; the whole of it stands with its strand."""

LONGEST_WORD = 12
"""Characters on average, beyond which words do not count as words."""

_REFERENCES = re.compile(r"\s*\([A-Z]\d{1,3}(?:, [A-Z]\d{1,3})*\)")

MOST_WIDE = 4
"""Columns of counts that may be as wide as the names of levels."""

SECTION = replace(H2, after=4)
RECOMMEND = Style(fonts.MEDIUM, 11, 14, "text2")
AWARD = Style(fonts.DISPLAY, 24, 29)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of everything is printed here."""

    words: int
    strengths: int
    priorities: int
    point: int = LONGEST_POINT


ROOMS = (
    Room(120, 5, 4),
    Room(120, 5, 3),
    Room(120, 4, 3),
    Room(120, FEWEST_STRENGTHS, 3),
    Room(90, FEWEST_STRENGTHS, 3),
    Room(60, FEWEST_STRENGTHS, 3, 18),
    Room(40, FEWEST_STRENGTHS, 2, 14),
    Room(60, FEWEST_STRENGTHS, 2, 10),
    Room(40, FEWEST_STRENGTHS, 2, 10),
    Room(20, 2, 2, 10),
)
"""From what the design allows down to what always fits; type is never made smaller."""


class Recommendation(TaggedFlowable):
    """The roundel, and beside it the award and why."""

    def __init__(self, body: Sequence[Flowable], ink: str, filled: int, steps: int) -> None:
        super().__init__()
        self.body = list(body)
        self.ink, self.filled, self.steps = ink, filled, steps

    def tag(self, parent: Node) -> None:
        tag_all(self.body, parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = sum(heights(self.body, available_width - 58))
        return self.width, self.height

    def draw(self) -> None:
        draw_roundel(self.canv, (22, self.height / 2), 20, self.ink, self.filled, self.steps)
        draw_stack(self, self.body, 58, self.height)


def write(story: Story, facts: Facts) -> str:
    """Write the page. Returns what of the summary's text had no room, for the next section."""
    story.add(PageBreak())
    story.contents.append(Entry(say(TITLE), KEY))
    judged = strands_of(facts.content.scheme)
    table = _profile(facts)
    table.caption = story.caption(say("summary.judgements", count=judged), replace(CAPTION, before=8))
    profile = [table.caption, table]
    for room in ROOMS:
        shown, rest = opening(facts.content.assessment.summary, room.words)
        page = [*_head(facts, shown), *profile, *_below(facts, room)]
        if stack_height(page) <= TEXT_HEIGHT:
            break
    story.add(*page)
    return rest


def opening(text: str, words: int) -> tuple[str, str]:
    """The first sentences of a text within a number of words, and the rest; cut in a sentence only when it must be."""
    text = text.strip()
    most = words * LONGEST_WORD
    spoken = list(islice(re.finditer(r"\S+", text), words + 1))
    end = spoken[words].start() if len(spoken) > words else len(text)
    if end == len(text) <= most:
        return text, ""
    end = min(end, most)
    stop = max(text.rfind(mark, 0, end) + 1 for mark in (". ", "! ", "? ", ".\n"))
    shown, rest = parted(text, stop or end)
    return shown if stop else f"{shown.rstrip()} {ELLIPSIS}", rest.strip()


def shortened(text: str, words: int) -> str:
    """A strength or priority in few words, without references: its first sentences where they are few enough, else cut
    with "…". The whole of it stands with its strand."""
    bare = _REFERENCES.sub("", text).strip()
    shown, rest = opening(bare, words)
    if not rest:
        return shown
    spoken = plain(bare).split(maxsplit=words)
    short = " ".join(spoken[:words])[: words * LONGEST_WORD]
    if not shown.endswith(ELLIPSIS):
        return shown
    return f"{_beginning(' '.join(bare.split()), short.rstrip(' .,;:'))}{ELLIPSIS}"


def _beginning(text: str, short: str) -> str:
    """What of a text has these plain words, with its passages marked."""
    left, parts = len(short), []
    for words, language in passages(text):
        piece, left = words[:left], left - len(words[:left])
        parts.append(f"{InLanguage(piece, language)}" if language else piece)
    return "".join(parts)


def _head(facts: Facts, shown: str) -> list[Flowable]:
    title, words = recommendation(facts.content)
    scheme, award = facts.content.scheme, facts.content.outlook.award
    place = scheme.outcomes.index(award) if award else -1
    ink, soft = award_ink(place, len(scheme.outcomes)) if award else ("text2", "bg")
    body = [
        Prose(say("recommendation.we_recommend" if award else "recommendation.heading"), RECOMMEND),
        Prose(title, AWARD),
        Prose(words, TIGHT),
    ]
    panel = Panel([Recommendation(body, ink, place + 1, len(scheme.outcomes))], soft, 12, after=11)
    texts = [Prose(part, BODY) for part in paragraphs(shown)] or [Prose([Muted(say(NOT_WRITTEN))], BODY)]
    return [Heading(say(TITLE), H1, KEY, 0), panel, *texts]


def _profile(facts: Facts) -> StrandProfile | DataTable:
    """All judgements; for marks whose rows of strands differ, how many there are at each level."""
    scheme, aspects = facts.content.scheme, facts.content.outlook.aspects
    if is_even(scheme):
        return StrandProfile(scheme, aspects)
    levels = [level for _, scale in scheme.levels_in_use for level in reversed(scale)]
    rows = [
        [
            f"{aspect.number}. {aspect.short}",
            *[str(sum(facts.level(strand.id) == level.id for strand in aspect.strands)) for level in levels],
            str(sum(facts.our_rank(strand) == 0 for strand in aspect.strands)),
        ]
        for aspect in scheme.aspects
        if any(not strand.narrative for strand in aspect.strands)
    ]
    widths = _widths([level.name for level in levels])
    header = [capital(scheme.terms.aspect), *[level.name for level in levels], say("none.level")]
    return data_table(header, rows, [width * MM for width in widths], 2.5)


def _widths(names: Sequence[str]) -> list[float]:
    """Widths of an aspect's name, of the counts under names of levels, and of the last count, in millimetres."""
    count = len(names) + 1
    if count > MOST_WIDE:
        return [46] + [120 / count] * count
    longest = max(fonts.width(plain(name), fonts.SEMIBOLD, COLUMN_HEADER.size) for name in names) / MM
    wide = min(max(24.0, longest + GUTTER / MM + 1), 116 / count)
    return [166 - wide * count] + [wide] * count


def _below(facts: Facts, room: Room) -> list[Flowable]:
    strengths = [_point(point, room) for point in facts.strengths[: room.strengths]]
    priorities = [_point(point, room) for point in facts.priorities[: room.priorities]]
    return [
        _title("summary.strengths", "strengths"),
        *_listed(strengths, bullets, say("none.seen")),
        _title("summary.priorities", "priorities"),
        *_listed(priorities, numbered, _no_priorities(facts)),
        _title("summary.change", "outcome"),
        Prose(outlook_sentences(facts.content), BODY),
    ]


def _title(words: str, anchor: str) -> Heading:
    return Heading(say(words), SECTION, f"{KEY}-{anchor}", 1)


def _point(point: Point, room: Room) -> Prose:
    return Prose(f"{shortened(point.text, room.point).rstrip('.')} ({point.number}).", TIGHT)


def _listed(
    items: list[Prose], dress: Callable[[Sequence[Flowable], float], list[Flowable]], none: str
) -> list[Flowable]:
    """Several behind dots or numbers, one as a sentence."""
    if len(items) > 1:
        return dress(items, 1)
    return [*items] or [Prose([Muted(none)], TIGHT)]


def _no_priorities(facts: Facts) -> str:
    judged = facts.content.outlook.judged == facts.content.outlook.strands
    return say("summary.nothing_to_change" if judged and facts.content.outlook.award else NOT_WRITTEN)


def strands_of(scheme: Scheme) -> int:
    """How many strands of a mark are judged."""
    return len(scheme.graded)
