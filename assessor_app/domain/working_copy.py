"""An assessment as the person working on it sees it: a verifier has their own words where an assessor has theirs."""

from dataclasses import replace

from assessor_app.domain.assessment import Assessment, StrandRecord
from assessor_app.domain.people import Person
from assessor_app.domain.second_mark import marks_second

OWN_TEXTS = ("reason", "saw", "effect", "strengths", "develop")
"""What a second judge writes about a strand in their own name."""


def working_copy(record: Assessment, person: Person) -> Assessment:
    """The same record; for a verifier who has not sealed, with their own words and flags in place of the assessor's."""
    sealed = any(each.person == person.id for each in record.second_marks)
    if sealed or not marks_second(person, record.lead, record.verifier):
        return record
    return own_copy(record, person)


def own_copy(record: Assessment, person: Person) -> Assessment:
    """The record with this person's own words and flags in place of the assessor's, sealed or not."""
    return replace(record, strands=tuple(_own(strand, person.id) for strand in record.strands))


def _own(strand: StrandRecord, person: str) -> StrandRecord:
    mark = strand.judgement_of(person)
    others = {name: state for name, state in strand.states.items() if name not in (*OWN_TEXTS, "flagged")}
    texts = {name: mark.texts.get(name, "") for name in OWN_TEXTS}
    return replace(strand, **texts, flagged=mark.flagged, states={**others, **mark.own_states})  # type: ignore[arg-type]
