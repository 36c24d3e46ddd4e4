"""The rows of the table of both marks, from the comparison: pure."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.domain.second.comparing import Compared, Comparison
from assessor_app.ui.kit.outlook_pane import rank_of
from assessor_app.ui.screens.verify.whole import Whole

TO_AGREE, DIFFERENCES, ALL = "to-agree", "differences", "all"


class Outcome(Enum):
    """How one strand stands."""

    SAME = "same"
    TO_AGREE = "to-agree"
    PANEL = "panel"
    TO_CONFIRM = "to-confirm"
    WITH_OTHER = "with-other"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a heading has no strand. first, second: ranks of the assessor's and the verifier's levels; agreed: the
    agreed one's; of: the steps of the scale; spoken: what a screen reader says."""

    title: str
    strand: str = ""
    first: int | None = None
    second: int | None = None
    of: int = 3
    outcome: Outcome = Outcome.SAME
    agreed: int | None = None
    words: str = ""
    spoken: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("verify", text)


def outcome_of(each: Compared, whole: Whole) -> Outcome:
    """How a strand stands for the person who looks."""
    if each.agreed.level:
        waits = each.agreed.waits_for(whole.record.lead, whole.record.verifier)
        if whole.person.id in waits:
            return Outcome.TO_CONFIRM
        return Outcome.WITH_OTHER if waits else Outcome.AGREED
    if not each.differs:
        return Outcome.SAME
    return Outcome.PANEL if each.agreed.panel else Outcome.TO_AGREE


def outcome_words(outcome: Outcome, whole: Whole) -> str:
    """The word in the last column."""
    return {
        Outcome.SAME: _tr("The same"),
        Outcome.TO_AGREE: _tr("To agree"),
        Outcome.PANEL: _tr("For the panel"),
        Outcome.TO_CONFIRM: _tr("To confirm"),
        Outcome.WITH_OTHER: _tr("With {name}").format(name=first_name(whole.other_name)),
        Outcome.AGREED: _tr("Agreed"),
    }[outcome]


def first_name(name: str) -> str:
    """The first word of a name."""
    return name.split(" ", maxsplit=1)[0]


def waits(each: Compared, whole: Whole) -> bool:
    """True while this person has something to do about a strand."""
    return outcome_of(each, whole) in (Outcome.TO_AGREE, Outcome.TO_CONFIRM)


def counts(found: Comparison, whole: Whole) -> dict[str, int]:
    """How many strands belong under each filter."""
    return {
        TO_AGREE: sum(waits(each, whole) for each in found.strands),
        DIFFERENCES: sum(each.differs for each in found.strands),
        ALL: len(found.strands),
    }


def rows_for(found: Comparison, whole: Whole, which: str, keep: str) -> list[Row]:
    """The rows under a filter: all in the edition's order under their aspects, else what matters most first. `keep` is
    the strand that stays in any case."""
    if which == ALL:
        return _by_aspect(found, whole)
    fits = waits if which == TO_AGREE else (lambda each, _whole: each.differs)
    chosen = [each for each in found.strands if fits(each, whole) or (each.strand == keep and each.differs)]
    grave = [each for each in chosen if each.swings]
    rest = [each for each in chosen if not each.swings]
    rows: list[Row] = []
    for heading, part in ((_tr("Can change the award"), grave), (_tr("Cannot change the award"), rest)):
        rows += [Row(heading, spoken=heading), *(_row(each, whole, aspect=True) for each in part)] if part else []
    return rows


def level_words(scheme: Scheme, level: str) -> str:
    """A level's name, or the words for an honest gap and for nothing."""
    if level == NOT_ENOUGH:
        return _tr("Not enough evidence")
    return scheme.level(level).name if level else _tr("Not judged")


def _by_aspect(found: Comparison, whole: Whole) -> list[Row]:
    by_strand = {each.strand: each for each in found.strands}
    rows: list[Row] = []
    for aspect in whole.scheme.aspects:
        inside = [_row(by_strand[each.id], whole) for each in aspect.strands if each.id in by_strand]
        rows += [Row(aspect.short, spoken=aspect.short), *inside] if inside else []
    return rows


def _row(each: Compared, whole: Whole, aspect: bool = False) -> Row:
    scheme, strand = whole.scheme, whole.scheme.strand(each.strand)
    outcome = outcome_of(each, whole)
    words = outcome_words(outcome, whole)
    title = f"{scheme.aspect_of(strand.id).short}: {strand.title}" if aspect else strand.title
    spoken = [
        title,
        _tr("assessor {level}").format(level=level_words(scheme, each.first.level)),
        _tr("verifier {level}").format(level=level_words(scheme, each.second.level)),
        words.lower() if outcome is not Outcome.AGREED else _tr("agreed {level}").format(
            level=level_words(scheme, each.agreed.level or "")
        ),
        *([_tr("can change the award")] if each.swings and each.differs else []),
        *([_tr("changed after the seal")] if each.changed else []),
    ]  # fmt: skip
    return Row(
        title, each.strand, rank_of(scheme, each.first.level or None), rank_of(scheme, each.second.level or None),
        scheme.steps_of(strand), outcome, rank_of(scheme, each.agreed.level), words, ", ".join(spoken),
    )  # fmt: skip
