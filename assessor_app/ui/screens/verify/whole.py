"""The whole record behind the sample that a verifier works on."""

from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.second.sample import unsaid, unsettled
from assessor_app.domain.second.working_copy import own_copy


@dataclass(slots=True)
class Whole:
    """record and scheme: as stored, with every strand; person: who looks. The screens replace `record` at each read."""

    record: Assessment
    scheme: Scheme
    person: Person

    @property
    def leads(self) -> bool:
        """True for the assessor."""
        return self.person.id == self.record.lead

    @property
    def other_name(self) -> str:
        """The other judge's name."""
        return self.record.verifier_name if self.leads else self.record.lead_name

    @property
    def other(self) -> str:
        """The other judge's id."""
        return self.record.verifier if self.leads else self.record.lead

    def own(self) -> Assessment:
        """The record as this person works on it: a verifier has their own words where the assessor has theirs."""
        return self.record if self.leads else own_copy(self.record, self.person)

    @property
    def steps_done(self) -> int:
        """How many of the three steps are done: marked alone, agreed by both, signed."""
        record, scheme = self.record, self.scheme
        if record.second_mark is None:
            return 0
        judges = (record.lead, record.verifier)
        here = any(record.levels_of(record.lead).values())
        if not here or unsettled(scheme, record) or any(unsaid(scheme, record, each) for each in judges):
            return 1
        newest = record.reports[-1].version if record.locked else 0
        return 3 if record.counter_signature(newest) is not None else 2
