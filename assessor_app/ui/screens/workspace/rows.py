"""What the list of strands shows, from the snapshot: pure."""

from collections import Counter

from assessor_app.domain.scheme.edition import NOT_ENOUGH, Aspect, Scheme
from assessor_app.domain.words.phrases import capital
from assessor_app.ui.kit.outlook_pane import rank_of
from assessor_app.ui.kit.strand_list import StrandRow
from assessor_app.ui.screens.open_assessment import TEXT_FIELDS, OpenAssessment

ALL, TO_DO, FLAGGED = "all", "to-do", "flagged"
GAPS, CLASHES = "gaps", "clashes"
"""Strands without enough evidence, and strands with something in conflict."""


def rows_for(opened: OpenAssessment, which: str, keep: str, wanted: str = "") -> list[StrandRow]:
    """Rows of the aspects that have something to show under a filter; `keep` is the strand that always stays.

    wanted: words that are looked for in titles, texts and notes; then only what has them stays."""
    notes = Counter(note.strand for note in opened.value.notes)
    rows: list[StrandRow] = []
    for aspect in opened.scheme.aspects:
        inside = [
            _row(opened, strand.id, strand.title, notes[strand.id])
            for strand in aspect.strands
            if (strand.id == keep and not wanted)
            or (fits(opened, strand.id, which) and holds(opened, strand.id, wanted))
        ]
        if inside:
            rows += [StrandRow(aspect.short, count=_count(opened, aspect)), *inside]
    return rows


def fits(opened: OpenAssessment, strand: str, which: str) -> bool:
    """True when a strand belongs under a filter."""
    if which == TO_DO:
        return opened.judgement(strand).level is None and not opened.scheme.strand(strand).narrative
    if which == GAPS:
        return opened.judgement(strand).level == NOT_ENOUGH
    if which == CLASHES:
        return clashed(opened, strand)
    return which != FLAGGED or opened.value.strand(strand).flagged


def holds(opened: OpenAssessment, strand: str, wanted: str) -> bool:
    """True when a strand's title, texts or notes have these words."""
    words = wanted.casefold().strip()
    if not words:
        return True
    record, titled = opened.value.strand(strand), opened.scheme.strand(strand)
    aspect = opened.scheme.aspect_of(strand).title
    texts = (titled.title, titled.number, titled.question, aspect, record.school_text)
    written = (getattr(record, field) for field in TEXT_FIELDS)
    notes = (note.text for note in opened.value.notes if note.strand == strand)
    return any(words in text.casefold() for text in (*texts, *written, *notes))


def clashed(opened: OpenAssessment, strand: str) -> bool:
    """True when two people changed something of a strand without having seen each other's."""
    record = opened.value.strand(strand)
    states = (*record.states.values(), *(judgement.state for judgement in record.judgements))
    return any(state.in_conflict for state in states)


def judged(opened: OpenAssessment) -> int:
    """Strands with a level or an honest gap."""
    return sum(1 for strand in opened.scheme.graded if opened.judgement(strand.id).level is not None)


def flagged(opened: OpenAssessment) -> int:
    """Strands to come back to."""
    return sum(1 for strand in opened.scheme.strands if opened.value.strand(strand.id).flagged)


def neighbour(scheme: Scheme, strand: str, step: int) -> str:
    """The strand before or after; "" at either end."""
    ids = [found.id for found in scheme.strands]
    place = ids.index(strand) + step
    return ids[place] if 0 <= place < len(ids) else ""


def onward(opened: OpenAssessment, strand: str) -> str:
    """The strand that "Next strand" leads to, "" for the debrief: a last strand that waits leads to the next that
    waits."""
    following = neighbour(opened.scheme, strand, 1)
    if following or not opened.editable or opened.judgement(strand).level is not None:
        return following
    waiting = (each.id for each in opened.scheme.strands if each.id != strand and fits(opened, each.id, TO_DO))
    return next(waiting, "")


def _count(opened: OpenAssessment, aspect: Aspect) -> str:
    graded = [strand for strand in aspect.strands if not strand.narrative]
    done = sum(1 for strand in graded if opened.judgement(strand.id).level is not None)
    return f"{done} of {len(graded)}" if graded else ""


def _row(opened: OpenAssessment, strand: str, title: str, notes: int) -> StrandRow:
    level = opened.judgement(strand).level
    record = opened.value.strand(strand)
    words = opened.level_words(level)
    return StrandRow(
        title,
        strand,
        rank=rank_of(opened.scheme, level),
        of=opened.scheme.steps_of(opened.scheme.strand(strand)),
        level=capital(words),
        flagged=record.flagged,
        notes=notes,
        conflict=clashed(opened, strand),
    )
