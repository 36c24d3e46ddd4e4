"""The services of a mark's cycle, as one thing to hand on."""

from dataclasses import dataclass

from assessor_app.services.awards import Awards
from assessor_app.services.concerns import Concerns
from assessor_app.services.editions import Editions
from assessor_app.services.forms import Forms
from assessor_app.services.office_awards import OfficeAwards
from assessor_app.services.panels import Panels
from assessor_app.services.renewal_letters import RenewalLetters
from assessor_app.services.renewals import Renewals
from assessor_app.services.stages import Stages


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
