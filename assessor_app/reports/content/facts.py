"""What a report draws together from the record: evidence by strand, strengths, priorities, agreement."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assessor_app.domain.assessment.assessment import Debrief, Evidence, StrandRecord
from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Strand
from assessor_app.domain.words.numbers import number_in
from assessor_app.domain.words.passages import language_of
from assessor_app.reports.content.sentences import rank
from assessor_app.reports.page.text import Link, Part, Phrase, foreign, linked, paragraphs, references
from assessor_app.reports.page.words import say

FEWEST_STRENGTHS, MOST_STRENGTHS, MOST_PRIORITIES = 3, 5, 4

READ, HEARD, SEEN = "ways.read", "ways.heard", "ways.seen"
"""How we know something, by the key of its word."""
_HEARD = re.compile(r"interview|conversation|talk|call|meeting with|discussion|heard|voice", re.IGNORECASE)
_SEEN = re.compile(r"observ|photo|picture|image|video|film|walk|tour|display|work seen|seen|lesson", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """Something said about a strand, with the strand's number."""

    text: str
    number: str


@dataclass(frozen=True)
class Facts:
    """Everything derived from a report's content, worked out once. registered: False for a copy without the evidence
    register, whose references lead nowhere."""

    content: ReportContent
    registered: bool = True
    evidence: dict[str, Evidence] = field(init=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.content.assessment.evidence, key=lambda each: _natural(each.code or each.title))
        object.__setattr__(self, "evidence", {each.code or each.id: each for each in ordered})

    def anchor(self, reference: str) -> str | None:
        """The bookmark of a piece of evidence in the register; None when there is none."""
        return f"evidence-{reference}" if self.registered and reference in self.evidence else None

    def reference(self, reference: str) -> Part:
        """A reference to a piece of evidence, as a link where it leads somewhere."""
        target = self.anchor(reference)
        return Link(reference, target) if target else reference

    def linked(self, text: str) -> Phrase:
        """Text with links to the evidence it names."""
        return linked(text, self.anchor)

    def level(self, strand: str) -> str | None:
        """Our level of a strand."""
        return self.content.levels.get(strand)

    def record(self, strand: str) -> StrandRecord:
        """What was recorded on a strand."""
        return self.content.assessment.strand(strand)

    @cached_property
    def references(self) -> dict[str, tuple[str, ...]]:
        """Strand id to the references of its evidence: linked to it, named by the school, or named in our words."""
        return {strand.id: self._references(strand) for strand in self.content.scheme.strands}

    @cached_property
    def strands_of(self) -> dict[str, tuple[str, ...]]:
        """Reference to the numbers of the strands that use it: the same links, seen from the register."""
        found: dict[str, list[str]] = {reference: [] for reference in self.evidence}
        for strand in self.content.scheme.strands:
            for reference in self.references[strand.id]:
                found[reference].append(strand.number)
        return {reference: tuple(numbers) for reference, numbers in found.items()}

    @cached_property
    def strengths(self) -> tuple[Point, ...]:
        """One strength from each aspect in turn, from its highest strands first."""
        aspects = self.content.scheme.aspects
        wanted = min(MOST_STRENGTHS, max(FEWEST_STRENGTHS, len(aspects)))
        queues = [self._points(self._highest_first(aspect.strands), "strengths") for aspect in aspects]
        rounds = max(map(len, queues), default=0)
        dealt = [queue[turn] for turn in range(rounds) for queue in queues if turn < len(queue)]
        return tuple(sorted(dealt[:wanted], key=lambda point: _natural(point.number)))

    @cached_property
    def priorities(self) -> tuple[Point, ...]:
        """What to develop: strands that would change the outcome first, then others below the highest level."""
        scheme, swing = self.content.scheme, self.content.outlook.swing
        decisive = {strand for each in swing for strand in each}
        below = [s for s in scheme.strands if 0 < rank(scheme, self.level(s.id)) < scheme.steps_of(s)]
        ordered = sorted(below, key=lambda strand: strand.id not in decisive)
        return tuple(self._points(ordered, "develop")[:MOST_PRIORITIES])

    @cached_property
    def compared(self) -> tuple[Strand, ...]:
        """Strands that both the school and we have given a level."""
        return tuple(s for s in self.content.scheme.strands if self.school_rank(s) and self.our_rank(s))

    @property
    def differing(self) -> tuple[Strand, ...]:
        """Those of them where the levels differ."""
        return tuple(s for s in self.compared if self.school_rank(s) != self.our_rank(s))

    @property
    def without_school_level(self) -> int:
        """How many strands the school gave no level."""
        return sum(self.school_rank(strand) == 0 for strand in self.content.scheme.graded)

    def school_rank(self, strand: Strand) -> int:
        """Rank of the school's own judgement; 0 where it gave none."""
        return rank(self.content.scheme, self.record(strand.id).school_level)

    def our_rank(self, strand: Strand) -> int:
        """Rank of our judgement; 0 where there is no level."""
        return rank(self.content.scheme, self.level(strand.id))

    def first_level(self, strand: Strand) -> str | None:
        """The assessor's own level, whatever was agreed with the verifier since."""
        record = self.content.assessment
        if record.agreed_on(strand.id).level:
            return self.record(strand.id).judgement_of(record.lead).level
        return self.level(strand.id)

    def rank_before(self, strand: Strand) -> int:
        """Rank of the last visit's judgement, by levels of this edition; 0 where there is none."""
        return rank(self.content.scheme, self.levels_before.get(strand.id))

    @cached_property
    def levels_before(self) -> dict[str, str | None]:
        """The last visit's levels by strand id, as far as this edition still knows them."""
        before = self.content.before.levels if self.content.before else {}
        strands = {
            strand.id: {level.id for level in self.content.scheme.levels_of(strand)}
            for strand in self.content.scheme.strands
        }
        return {strand: level for strand, level in before.items() if level in strands.get(strand, ())}

    def title(self, shows: str, otherwise: str) -> str:
        """What the mark's edition calls the section of this kind; otherwise: key of the words where it does not say,
        or says it in another language than the report's."""
        titles = [each.title for each in self.content.scheme.report if each.shows == shows]
        return titles[0] if titles and not foreign(language_of(titles[0])) else say(otherwise)

    @property
    def not_enough(self) -> tuple[Strand, ...]:
        """Strands left without a level for lack of evidence."""
        return tuple(s for s in self.content.scheme.strands if self.level(s.id) == NOT_ENOUGH)

    @cached_property
    def debriefs(self) -> tuple[Debrief, ...]:
        """Sessions that were held, in the scheme's order."""
        order = [session.id for session in self.content.scheme.debriefs]
        held = [each for each in self.content.assessment.debriefs if was_held(each)]
        return tuple(sorted(held, key=lambda each: order.index(each.session) if each.session in order else len(order)))

    def number(self, strand: str) -> str:
        """The number of a strand by id or number; the words themselves when the scheme has no such strand."""
        return next((s.number for s in self.content.scheme.strands if strand in (s.id, s.number)), strand)

    def _references(self, strand: Strand) -> tuple[str, ...]:
        record = self.record(strand.id)
        cited = [code for code, each in self.evidence.items() if strand.id in each.strands]
        cited += record.school_evidence
        for text in (record.reason, record.saw, record.effect, record.strengths, record.develop):
            cited += references(text)
        return tuple(sorted({code for code in cited if code in self.evidence}, key=_natural))

    def _points(self, strands: Iterable[Strand], name: str) -> list[Point]:
        return [Point(text, s.number) for s in strands for text in paragraphs(getattr(self.record(s.id), name))]

    def _highest_first(self, strands: Sequence[Strand]) -> list[Strand]:
        return sorted(strands, key=lambda strand: -self.our_rank(strand))


def was_held(debrief: Debrief) -> bool:
    """True when anything was said, answered or heard in a session."""
    said = any(point.said for point in debrief.points)
    return said or bool(debrief.finished_at or debrief.reply.strip()) or any(x.heard_at for x in debrief.listeners)


def way_of(evidence: Evidence) -> str:
    """How we know it: by reading, by hearing or by seeing, from its kind."""
    kind = evidence.kind
    if _HEARD.search(kind):
        return HEARD
    return SEEN if _SEEN.search(kind) else READ


def spans(numbers: Sequence[str]) -> str:
    """ "1.1, 1.3, 2.1 to 2.3": three or more in a row are joined."""
    rows: list[list[str]] = []
    for number in numbers:
        if rows and _follows(rows[-1][-1], number):
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(say("register.to", first=row[0], last=row[-1]) if len(row) > 2 else ", ".join(row) for row in rows)


def _follows(before: str, after: str) -> bool:
    head, _, last = before.rpartition(".")
    other, _, following = after.rpartition(".")
    number, next_number = number_in(last), number_in(following)
    return head == other and number is not None and next_number == number + 1


def _natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts E2 before E10."""
    parts = ((number_in(part), part) for part in re.split(r"(\d+)", code) if part)
    return tuple((1, 0, part) if number is None else (0, number, "") for number, part in parts)
