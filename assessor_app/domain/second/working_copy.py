"""An assessment as the person working on it may see it: each judge marks alone before they see the other's marks."""

from dataclasses import replace

from assessor_app.domain.assessment.assessment import Assessment, Judgement, StrandRecord
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.second.mark import Agreed, marks_second
from assessor_app.domain.second.sample import left_to_lead

OWN_TEXTS = ("reason", "saw", "effect", "strengths", "develop")
"""What a second judge writes about a strand in their own name."""


def working_copy(scheme: Scheme, record: Assessment, person: Person) -> Assessment:
    """The same record; for a verifier who has not sealed, with their own words and flags in place of the assessor's;
    for an assessor who has not judged all of the sample, without what a second judge gave."""
    if _marks_first(scheme, record, person):
        return _without_second(record)
    sealed = any(each.person == person.id for each in record.second_marks)
    if sealed or not marks_second(person, record.lead, record.verifier):
        return record
    return own_copy(record, person)


def own_copy(record: Assessment, person: Person) -> Assessment:
    """The record with this person's own words and flags in place of the assessor's, sealed or not."""
    return replace(record, strands=tuple(_own(strand, person.id) for strand in record.strands))


def may_see(scheme: Scheme, record: Assessment, person: Person, entity: str, name: str) -> bool:
    """Whether a person may see this field of the record's history. record: as `working_copy` gives it."""
    if not _marks_first(scheme, record, person):
        return True
    place = place_of(entity)
    table, key = place.kind.table, place.key
    if table == "judgement":
        return key[2] not in _second_judges(record)
    if table in ("agreed", "agreed_by"):
        return any(each.strand == key[1] for each in record.agreed)
    return (table, name) != ("second_mark", "marks")


def _marks_first(scheme: Scheme, record: Assessment, person: Person) -> bool:
    """True for an assessor who has still to judge some of the sample; what is signed is judged no more."""
    return person.id == record.lead and not record.locked and bool(left_to_lead(scheme, record))


def _second_judges(record: Assessment) -> frozenset[str]:
    return frozenset({record.verifier, *(each.person for each in record.second_marks)}) - {record.lead}


def _without_second(record: Assessment) -> Assessment:
    """The seals stay, so that it is known who has marked; their marks, and what only others have agreed, do not."""
    judges = _second_judges(record)
    return replace(
        record,
        strands=tuple(_unmarked(strand, judges) for strand in record.strands),
        second_marks=tuple(replace(each, marks=()) for each in record.second_marks),
        agreed=tuple(each for each in record.agreed if _said_by(each, record.lead)),
    )


def _unmarked(strand: StrandRecord, judges: frozenset[str]) -> StrandRecord:
    kept = (Judgement(each.person, None) if each.person in judges else each for each in strand.judgements)
    return replace(strand, judgements=tuple(kept))


def _said_by(agreed: Agreed, person: str) -> bool:
    return agreed.together or person in agreed.by


def _own(strand: StrandRecord, person: str) -> StrandRecord:
    mark = strand.judgement_of(person)
    others = {name: state for name, state in strand.states.items() if name not in (*OWN_TEXTS, "flagged")}
    texts = {name: mark.texts.get(name, "") for name in OWN_TEXTS}
    return replace(strand, **texts, flagged=mark.flagged, states={**others, **mark.own_states})  # type: ignore[arg-type]
