"""The sample that is marked a second time: which strands of this assessment, and the sentences that say so."""

import hashlib
from dataclasses import replace

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.scheme.edition import Aspect, Scheme, Strand
from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.words.counting import listed


def is_drawn(scheme: Scheme, assessment: str) -> bool:
    """True when the edition asks for a second mark of this assessment. Which ones are drawn follows from their ids
    alone, so every computer finds the same ones and nobody chooses them."""
    rule = scheme.second
    return rule is not None and _number(assessment, "assessment") % 100 < rule.assessments


def marked_twice(scheme: Scheme, assessment: str) -> tuple[Strand, ...]:
    """The graded strands that a verifier of this assessment marks, in the scheme's order: the edition's sample, and
    every one where it names none."""
    rule = scheme.second
    if rule is None or not (rule.strands or rule.in_each_aspect):
        return scheme.graded
    if rule.strands:
        return tuple(strand for strand in scheme.graded if strand.id in rule.strands)
    drawn = {strand for aspect in scheme.aspects for strand in _drawn(aspect, assessment, rule.in_each_aspect)}
    return tuple(strand for strand in scheme.graded if strand.id in drawn)


def sampled(scheme: Scheme, assessment: str) -> Scheme:
    """The edition with only what a verifier of this assessment marks; aspects without any of it are left out."""
    wanted = {strand.id for strand in marked_twice(scheme, assessment)}
    aspects = (
        replace(aspect, strands=tuple(strand for strand in aspect.strands if strand.id in wanted))
        for aspect in scheme.aspects
    )
    return replace(scheme, aspects=tuple(aspect for aspect in aspects if aspect.strands))


def verified(scheme: Scheme, record: Assessment) -> bool:
    """True once the verifier has sealed, the assessor has marked, and every difference is agreed by both or left to
    the panel."""
    if record.second_mark is None or not any(record.levels_of(record.lead).values()):
        return False
    return not unsettled(scheme, record) and not _said_by_one(scheme, record)


def left_to_lead(scheme: Scheme, record: Assessment) -> tuple[Strand, ...]:
    """Strands that the assessor has to judge before they see a second mark: those of the sample that they have not."""
    first = record.levels_of(record.lead)
    return tuple(strand for strand in marked_twice(scheme, record.id) if first.get(strand.id) is None)


def unsettled(scheme: Scheme, record: Assessment) -> tuple[Strand, ...]:
    """Strands on which the two first marks differ, nothing is agreed and the panel is not asked; none before the
    verifier has sealed."""
    sealed = record.second_mark
    if sealed is None:
        return ()
    return tuple(
        strand
        for strand in marked_twice(scheme, record.id)
        if (record.strand(strand.id).judgement_of(record.lead).level or "") != sealed.mark(strand.id).level
        and not record.agreed_on(strand.id).level
        and not record.agreed_on(strand.id).panel
    )


def unsaid(scheme: Scheme, record: Assessment, person: str) -> tuple[Strand, ...]:
    """Strands of which the other judge has agreed a level and this one has not said so yet."""
    strands = {strand.id: strand for strand in marked_twice(scheme, record.id)}
    return tuple(strands[each.strand] for each in record.agreed if each.strand in strands and each.waits_for(person))


def _said_by_one(scheme: Scheme, record: Assessment) -> frozenset[str]:
    """Ids of the strands whose agreed level only one of the judges has said."""
    judges = (record.lead, record.verifier)
    return frozenset(strand.id for judge in judges for strand in unsaid(scheme, record, judge))


def asked_words(scheme: Scheme, assessment: str) -> str:
    """What a verifier is asked for: "You are asked to mark 8 of 16 strands."."""
    strands, whole = marked_twice(scheme, assessment), len(scheme.graded)
    if len(strands) == whole:
        return f"You are asked to mark all {strands_counted(scheme, whole)}."
    return f"You are asked to mark {len(strands)} of {strands_counted(scheme, whole)}."


def rule_words(scheme: Scheme) -> str:
    """The sample in a sentence, for whoever looks the edition up; empty where it asks for no second mark."""
    rule = scheme.second
    if rule is None:
        return ""
    which = (
        "every assessment" if rule.assessments == 100 else f"{rule.assessments} of 100 assessments, drawn by chance,"
    )
    terms = scheme.terms
    if rule.strands:
        names = [f"{strand.number} {strand.title}" for strand in scheme.graded if strand.id in rule.strands]
        what = f"marks {listed(names)}"
    elif rule.in_each_aspect:
        drawn = strands_counted(scheme, rule.in_each_aspect)
        what = f"marks {drawn} of every {terms.aspect}, drawn by chance"
    else:
        what = f"marks every {terms.strand}"
    gate = f" The {terms.report} is signed once both have agreed." if rule.before_report else ""
    return f"In {which} a {terms.verifier if terms.verifier != terms.assessor else 'verifier'} {what}.{gate}"


def missing_words(scheme: Scheme, record: Assessment) -> str:
    """What the sample still asks for before the report may be signed, in a sentence; empty when nothing is missing,
    the edition asks for none before the report, or this assessment is not drawn."""
    rule = scheme.second
    if rule is None or not rule.before_report or not is_drawn(scheme, record.id) or verified(scheme, record):
        return ""
    if record.second_mark is None:
        count = strands_counted(scheme, len(marked_twice(scheme, record.id)))
        who = record.verifier_name or "A verifier"
        return f"{who} has not marked {count} yet, which this edition asks for."
    first = len(left_to_lead(scheme, record))
    if first:
        count = f"{strands_counted(scheme, first)} {'is' if first == 1 else 'are'}"
        return f"{count} still to be judged before both marks can be compared."
    left = len(unsettled(scheme, record))
    if not left:
        count = strands_counted(scheme, len(_said_by_one(scheme, record)))
        return f"{count} agreed by one judge only: the other must say so too."
    return f"{strands_counted(scheme, left)} {'is' if left == 1 else 'are'} still to be agreed with the verifier."


def _drawn(aspect: Aspect, assessment: str, count: int) -> tuple[str, ...]:
    graded = [strand.id for strand in aspect.strands if not strand.narrative]
    return tuple(sorted(graded, key=lambda strand: _number(assessment, strand))[:count])


def _number(assessment: str, what: str) -> int:
    """A number that looks drawn by chance and is the same everywhere."""
    return int.from_bytes(hashlib.sha256(f"{assessment}/{what}".encode()).digest()[:8])
