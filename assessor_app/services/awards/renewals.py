"""Renewing an award: the new cycle begins with the last action plan, and each item tells what became of it."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import date

from assessor_app.domain.assessment.assessment import ActionItem
from assessor_app.domain.cycle.cycle import ROUTES, PlanItem
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.signed_work import set_all
from assessor_app.services.visits import Visits, begin_assessment

PLAN = ("code", "strand", "text", "lead", "due", "success")
TOLD = ("half_way", "impact")
"""What is told of a plan item: the half-way note, and the evidence of impact."""


class Renewals:
    """The thread from one cycle to the next."""

    def __init__(self, store: Store, visits: Visits, shelf: SchemeShelf, person: Person) -> None:
        self._store = store
        self._visits = visits
        self._shelf = shelf
        self._person = person

    def renew(self, former: str, route: str = "renewal", visit_on: date | None = None) -> Future[str]:
        """Begin the next assessment of an institution on the newest edition, with the last action plan where the mark
        carries it. Answers with its id. route: "renewal" or "upgrade".

        Whoever begins it leads it if they assess, else who led the last one does. Raises Refused when the next one has
        begun already, and so does the future when somebody has begun it meanwhile.
        """
        if route not in ROUTES[1:]:
            raise WrongUse(f"{route!r} is neither renewal nor upgrade. Nothing was begun.", "route")
        record = self._visits.open(former)
        _refuse_begun(record.followed_by)
        lead = self._person
        if Role.ASSESSOR not in lead.roles and record.lead:
            lead = replace(lead, id=record.lead, name=record.lead_name)
        scheme = self._shelf.get(record.scheme)
        carried = scheme.renewal is not None and scheme.renewal.carries_plan
        told = {item.id: item for item in record.cycle.plan}

        def change(writing: Writing) -> str:
            _refuse_begun(queries.followed_by(writing.reading(), former))  # somebody else may just have
            new = begin_assessment(writing, scheme, record.institution, lead, route, visit_on)
            set_all(writing, f"assessment/{new}", {"route": route, "follows": former})
            for action in record.actions if carried else ():
                values: dict[str, Json] = {name: getattr(action, name) for name in PLAN}
                before = told.get(action.id)
                values["half_way"] = before.half_way if before else ""
                set_all(writing, f"assessment/{new}/plan-item/{action.id}", values)
            return new

        return self._store.write(change)

    def tell(self, assessment: str, item: str, field: str, text: str) -> Future[None]:
        """Write the half-way note or the evidence of impact of a plan item, by its id or code."""
        record = self._visits.open(assessment)
        known: dict[str, ActionItem | PlanItem] = {each.id: each for each in record.actions}
        known |= {each.id: each for each in record.cycle.plan}
        found = next((each for each in known.values() if item in (each.id, each.code)), None)
        if found is None or field not in TOLD:
            raise WrongUse(f"The plan has no item {item!r} to tell {field!r} of. Nothing was changed.", "plan-item")
        entity = f"assessment/{assessment}/plan-item/{found.id}"

        def change(writing: Writing) -> None:
            set_all(writing, entity, {name: getattr(found, name) for name in PLAN})
            writing.set(entity, field, text.strip())

        return self._store.write(change)


def _refuse_begun(following: str) -> None:
    if following:
        raise Refused("The next assessment has begun already. Nothing was changed; go on with that one.", "begun")
