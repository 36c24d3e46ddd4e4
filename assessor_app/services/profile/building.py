"""From an opened store to every use case on it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from assessor_app.domain.people import Person
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.services.awards.awards import Awards
from assessor_app.services.awards.concerns import Concerns
from assessor_app.services.awards.credentials import Credentials
from assessor_app.services.awards.office import OfficeAwards
from assessor_app.services.awards.panels import Panels
from assessor_app.services.awards.renewal_letters import RenewalLetters
from assessor_app.services.awards.renewals import Renewals
from assessor_app.services.cycle.forms import Forms
from assessor_app.services.cycle.mark_cycle import MarkCycle
from assessor_app.services.cycle.practice import Practice
from assessor_app.services.cycle.stages import Stages
from assessor_app.services.documents.documents import Documents
from assessor_app.services.documents.reporting import Reporting
from assessor_app.services.exchange.clearing import Clearing
from assessor_app.services.exchange.exchange import Exchange
from assessor_app.services.exchange.settling import Settling
from assessor_app.services.histories import Histories
from assessor_app.services.intake import Intake
from assessor_app.services.office.office import Office
from assessor_app.services.office.roster import Standing
from assessor_app.services.profile.copies import Copies
from assessor_app.services.profile.keys import Keys
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.profile.upkeep import Upkeep
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.schemes.editions import Editions
from assessor_app.services.schemes.shelf import SchemeShelf, shelf_of
from assessor_app.services.second.agreement import AgreementOfJudges
from assessor_app.services.second.counter_signing import CounterSigning
from assessor_app.services.second.mark import Second
from assessor_app.services.second.queue import SecondQueue
from assessor_app.services.spelling import Spelling
from assessor_app.services.visit.capture import Capture
from assessor_app.services.visit.day import VisitDay
from assessor_app.services.visit.debriefs import Debriefs
from assessor_app.services.visit.judging import Judging
from assessor_app.services.visit.ledger import Ledger
from assessor_app.services.visit.pictures import Pictures
from assessor_app.services.visit.timetable import Timetable
from assessor_app.services.visits import Visits


class _Ground(NamedTuple):
    """What the use cases stand on."""

    profile: Path
    store: Store
    blobs: Blobs
    key: SigningKey
    clock: Callable[[], datetime]
    shelf: SchemeShelf
    visits: Visits
    stages: Stages

    @property
    def person(self) -> Person:
        """Who works here."""
        return self.key.person


def build_workplace(
    profile: Path, store: Store, blobs: Blobs, key: SigningKey, clock: Callable[[], datetime]
) -> Workplace:
    """Every use case. Where the profile can be written, the office's recovery key may open it from now on."""
    shelf, person = shelf_of(profile), key.person
    keys = Keys(profile, key.secrets, clock)
    if not store.read_only:
        keys.welcome_office()
    upkeep = Upkeep(profile, store, blobs, key.secrets.database_key, key.secrets.blob_recipient, clock)
    visits = Visits(store, blobs, shelf, person, clock)
    ground = _Ground(profile, store, blobs, key, clock, shelf, visits, Stages(store, visits, person, clock))
    reporting = Reporting(store, blobs, visits, key, clock)
    concerns = Concerns(store, blobs, visits, person, Standing(profile), clock)
    documents = Documents(visits, reporting, concerns, person)
    second = Second(store, blobs, visits, ground.stages, key, clock)
    office, awards = Office(profile, key, clock), Awards(store, visits, person, clock)
    credentials = Credentials(profile, visits, office, awards, key, clock)
    return Workplace(
        profile=profile,
        person=person,
        store=store,
        schemes=shelf,
        visits=visits,
        visit_day=_visit_day(ground),
        cycle=_cycle(ground, awards, credentials, second, concerns, documents),
        judging=Judging(store, person, clock),
        second=second,
        second_queue=SecondQueue(store, visits, person),
        counter_signing=CounterSigning(profile, store, blobs, visits, key, clock),
        agreement=AgreementOfJudges(visits),
        debriefs=Debriefs(store, visits, clock),
        intake=Intake(store, blobs, shelf, person, clock),
        histories=Histories(profile, store, visits, person, clock),
        settling=Settling(profile, store, visits, person),
        reporting=reporting,
        documents=documents,
        exchange=Exchange(profile, store, blobs, visits, key, clock),
        clearing=Clearing(store, blobs, visits, Standing(profile)),
        practice=Practice(store, visits, person, clock),
        office=office,
        credentials=credentials,
        upkeep=upkeep,
        copies=Copies(profile, person.id, store, upkeep, clock),
        key=key,
        keys=keys,
        spelling=Spelling(profile, key.secrets.blob_identity),
    )


def _visit_day(ground: _Ground) -> VisitDay:
    store, blobs, visits, clock = ground.store, ground.blobs, ground.visits, ground.clock
    return VisitDay(
        Capture(store, clock),
        Timetable(store, visits, clock),
        Pictures(store, blobs, visits, ground.person, clock),
        Ledger(store, blobs, visits, ground.key, clock),
    )


def _cycle(
    ground: _Ground,
    awards: Awards,
    credentials: Credentials,
    second: Second,
    concerns: Concerns,
    documents: Documents,
) -> MarkCycle:
    store, visits, shelf, person, clock = ground.store, ground.visits, ground.shelf, ground.person, ground.clock
    return MarkCycle(
        ground.stages,
        Forms(store, visits, clock),
        awards,
        OfficeAwards(store, awards, credentials, shelf, person, clock),
        Panels(store, visits, awards, second, shelf, person, clock),
        concerns,
        Editions(store, visits, shelf, person),
        Renewals(store, visits, shelf, person),
        RenewalLetters(visits, documents, awards),
    )
