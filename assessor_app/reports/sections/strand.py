"""One strand: its level, why, what we saw, from which evidence, with what effect, and the school's view."""

from collections.abc import Callable

from reportlab.platypus import Flowable

from assessor_app.domain.scheme.edition import NOT_ENOUGH, Strand
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import HEARD, READ, SEEN, Facts, way_of
from assessor_app.reports.content.sentences import NOT_WRITTEN, because, level_name, rank
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import LevelWord, bullets, label_row
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.paper import MM, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Heading, Story
from assessor_app.reports.page.styles import REASON, STRAND_LEVEL, STRAND_TITLE, TIGHT, Style
from assessor_app.reports.page.text import Bold, Muted, Part, Phrase, paragraphs
from assessor_app.reports.page.words import bold, phrase, say
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

NARROWEST_LEVEL = 34.5 * MM
BEFORE = 16
APART = "\u00a0\u00a0 "
"""Between ways of knowing: wider than a space, and a line may end there."""


class StrandHead(TaggedFlowable):
    """Title at the left, level at the right, on one rule."""

    heads = True
    spaceBefore = BEFORE
    spaceAfter = 5

    def __init__(self, title: Heading, level: LevelWord) -> None:
        super().__init__()
        self.title = title
        self.level = level
        word = level.text.phrase
        wanted = level.indent + fonts.width(str(word), fonts.SEMIBOLD, STRAND_LEVEL.size) + 2
        self._right = min(max(NARROWEST_LEVEL, wanted), TEXT_WIDTH / 2)

    def getSpaceBefore(self) -> float:
        return BEFORE

    def getSpaceAfter(self) -> float:
        return 5

    def tag(self, parent: Node) -> None:
        self.title.tag(parent)
        self.level.tag(parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        left = self.title.wrap(TEXT_WIDTH - self._right - 8, 0)[1]
        self.width, self.height = TEXT_WIDTH, 3 + max(left, self.level.wrap(self._right, 0)[1] + 1)
        return self.width, self.height

    def draw(self) -> None:
        self.title.draw_at(self.canv, 0, 3)
        self.level.drawOn(self.canv, TEXT_WIDTH - self._right, 3.7)
        self.canv.setStrokeColor(colour("level"))
        self.canv.setLineWidth(0.9)
        self.canv.line(0, 0, TEXT_WIDTH, 0)


def write(story: Story, facts: Facts, strand: Strand) -> None:
    """Write a strand: kept on one page when it is at most half a page."""
    if strand.narrative:
        _write_narrative(story, facts, strand)
        return
    scheme, level = facts.content.scheme, facts.level(strand.id)
    word = LevelWord(level_name(scheme, level), rank(scheme, level), scheme.steps_of(strand), STRAND_LEVEL)
    head = StrandHead(story.heading(f"{strand.number} {strand.title}", STRAND_TITLE), word)
    story.together([head, *_reason(facts, strand), *rows(facts, strand)])


def _write_narrative(story: Story, facts: Facts, strand: Strand) -> None:
    """What is only written about: its words, and what they lead to."""
    record = facts.record(strand.id)
    told: Callable[[str], Phrase] = facts.linked
    labelled = [
        (say("strand.strength.many"), paragraphs(record.strengths)),
        (say("strand.develop"), paragraphs(record.develop)),
    ]
    further = [label_row(label, _items(texts, told, ""), role="H3") for label, texts in labelled if texts]
    title = strand.title
    story.section(f"{strand.number} {title}")
    for text in paragraphs(record.saw):
        story.paragraph(told(text))
    if not record.saw.strip():
        story.paragraph([Muted(say(NOT_WRITTEN))])
    story.block(further)


def rows(facts: Facts, strand: Strand) -> list[Flowable]:
    """The same six rows for every strand, in the same order."""
    record = facts.record(strand.id)
    told: Callable[[str], Phrase] = facts.linked
    strengths, develop = paragraphs(record.strengths), paragraphs(record.develop)
    school = say("strand.view", institution=capital(facts.content.scheme.terms.institution))
    strength = say("strand.strength.many" if len(strengths) > 1 else "strand.strength.one")
    labelled: list[tuple[str, list[Flowable]]] = [
        (say("strand.saw"), _texts(paragraphs(record.saw), told, say(NOT_WRITTEN))),
        (say("strand.evidence"), [Prose(_evidence(facts, strand), TIGHT)]),
        (say("strand.effect"), _texts(paragraphs(record.effect), told, say(NOT_WRITTEN))),
        (strength, _items(strengths, told, say("none.seen"))),
        (say("strand.develop"), _items(develop, told, say("strand.nothing"))),
        (school, [Prose(_view(facts, strand), TIGHT)]),
    ]
    return [label_row(label, body, role="H3") for label, body in labelled]


def _reason(facts: Facts, strand: Strand) -> list[Flowable]:
    scheme, level = facts.content.scheme, facts.level(strand.id)
    first, *others = paragraphs(facts.record(strand.id).reason) or [""]
    if not first:
        return [Prose([Muted(say(NOT_WRITTEN))], REASON)]
    said = because(level_name(scheme, level), first, rank(scheme, level) > 0)
    return [Prose(facts.linked(text), REASON) for text in (said, *others)]


def _texts(texts: list[str], told: Callable[[str], Phrase], none: str) -> list[Flowable]:
    spaced = Style(after=0)
    return [Prose(told(text), spaced) for text in texts] or [Prose([Muted(none)], TIGHT)]


def _items(texts: list[str], told: Callable[[str], Phrase], none: str) -> list[Flowable]:
    """One item is a sentence, several stand behind bullets."""
    return bullets([Prose(told(text), TIGHT) for text in texts]) if len(texts) > 1 else _texts(texts, told, none)


def _evidence(facts: Facts, strand: Strand) -> Phrase:
    """References by way of knowing, so that a judgement from one source shows at a glance."""
    found = facts.references[strand.id]
    parts: list[Part] = []
    for way in (READ, HEARD, SEEN):
        these = [reference for reference in found if way_of(facts.evidence[reference]) == way]
        if not these:
            continue
        parts += [APART if parts else "", Bold(say(way)), " "]
        for place, reference in enumerate(these):
            parts += [", " if place else "", facts.reference(reference)]
    return [part for part in parts if part] or [Muted(say("none.listed"))]


def _view(facts: Facts, strand: Strand) -> Phrase:
    scheme, school, ours = facts.content.scheme, facts.school_rank(strand), facts.our_rank(strand)
    if not school:
        return say("strand.no_view", institution=scheme.terms.institution)
    name = bold(f"{level_name(scheme, facts.record(strand.id).school_level)}.")
    if ours == school:
        return phrase("strand.agree", level=name)
    if ours:
        return phrase("strand.differ", level=name, ours=level_name(scheme, facts.level(strand.id)))
    return phrase("strand.unseen" if facts.level(strand.id) == NOT_ENOUGH else "strand.unjudged", level=name)
