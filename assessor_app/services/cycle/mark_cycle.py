"""The services of a mark's cycle, as one thing to hand on."""

from dataclasses import dataclass

from assessor_app.services.awards.awards import Awards
from assessor_app.services.awards.concerns import Concerns
from assessor_app.services.awards.office import OfficeAwards
from assessor_app.services.awards.panels import Panels
from assessor_app.services.awards.renewal_letters import RenewalLetters
from assessor_app.services.awards.renewals import Renewals
from assessor_app.services.cycle.forms import Forms
from assessor_app.services.cycle.stages import Stages
from assessor_app.services.schemes.editions import Editions


@dataclass(frozen=True, slots=True)
class MarkCycle:
    """From enquiry to renewal."""

    stages: Stages
    forms: Forms
    awards: Awards
    office_awards: OfficeAwards
    panels: Panels
    concerns: Concerns
    editions: Editions
    renewals: Renewals
    renewal_letters: RenewalLetters
