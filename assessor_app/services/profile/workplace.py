"""One opened profile: the person, and every use case on their data."""

from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.people import Person
from assessor_app.identity.age_process import end_idle
from assessor_app.models.database.store import Store
from assessor_app.services.awards.credentials import Credentials
from assessor_app.services.cycle.mark_cycle import MarkCycle
from assessor_app.services.cycle.practice import Practice
from assessor_app.services.documents.documents import Documents
from assessor_app.services.documents.reporting import Reporting
from assessor_app.services.exchange.clearing import Clearing
from assessor_app.services.exchange.exchange import Exchange
from assessor_app.services.exchange.settling import Settling
from assessor_app.services.histories import Histories
from assessor_app.services.intake import Intake
from assessor_app.services.office.office import Office
from assessor_app.services.profile.copies import Copies
from assessor_app.services.profile.keys import Keys
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.profile.upkeep import Upkeep
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.second.agreement import AgreementOfJudges
from assessor_app.services.second.counter_signing import CounterSigning
from assessor_app.services.second.mark import Second
from assessor_app.services.second.queue import SecondQueue
from assessor_app.services.spelling import Spelling
from assessor_app.services.visit.day import VisitDay
from assessor_app.services.visit.debriefs import Debriefs
from assessor_app.services.visit.judging import Judging
from assessor_app.services.visits import Visits


@dataclass(frozen=True, slots=True)
class Workplace:
    """What window and command line work with. `close` waits until everything is on disk."""

    profile: Path
    person: Person
    store: Store
    schemes: SchemeShelf
    visits: Visits
    visit_day: VisitDay
    cycle: MarkCycle
    judging: Judging
    second: Second
    second_queue: SecondQueue
    counter_signing: CounterSigning
    agreement: AgreementOfJudges
    debriefs: Debriefs
    intake: Intake
    settling: Settling
    histories: Histories
    reporting: Reporting
    documents: Documents
    exchange: Exchange
    clearing: Clearing
    office: Office
    practice: Practice
    credentials: Credentials
    upkeep: Upkeep
    copies: Copies
    key: SigningKey
    keys: Keys
    spelling: Spelling

    @property
    def read_only(self) -> bool:
        """True when the profile cannot be written where it is: it can be looked at, and every change is refused."""
        return self.store.read_only

    def rest(self) -> None:
        """Let go of what is only kept so that the next work begins sooner: processes that have had keys."""
        end_idle()

    def close(self) -> None:
        """Wait for the queue of writes and close the store."""
        self.rest()
        self.spelling.close()
        self.store.close()
