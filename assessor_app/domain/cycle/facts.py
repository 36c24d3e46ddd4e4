"""From the record of an assessment to the facts that award rules, gates and overlays ask for."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain

from assessor_app.domain.assessment.assessment import ActionItem, Assessment
from assessor_app.domain.award.facts import AwardFacts, FactValue, Row
from assessor_app.domain.cycle.cycle import DEFERRED, Award
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import FieldKind, Form, Purpose
from assessor_app.domain.second.sample import verified

RECORDED = {
    "enquiry-received": Actor.OFFICE,
    "fee-paid": Actor.OFFICE,
    "ready-for-visit": Actor.ASSESSOR,
    "visit-held": Actor.ASSESSOR,
    "verified": Actor.VERIFIER,
    "plan-accepted": Actor.ASSESSOR,
    "mid-term-held": Actor.ASSESSOR,
}
"""Facts of every mark that a person records, and in which capacity. The others follow from the record."""

_PLAN_FIELDS = ("code", "text", "lead", "due", "success")
"""Columns of the workbook's action plan, as a form may name its fields too."""


def award_facts(scheme: Scheme, record: Assessment, today: date) -> AwardFacts:
    """Everything known in this cycle. today: awards in force and reviews due depend on the day."""
    return AwardFacts(
        values=fact_values(scheme, record),
        signed=frozenset(each.commitment for each in record.cycle.commitments if each.signed_on),
        in_force=_in_force(record, today),
        rows={form.id: form_rows(form, record) for form in scheme.forms},
    )


def fact_values(scheme: Scheme, record: Assessment) -> dict[str, FactValue]:
    """The program's facts and the scheme's own, by id; what is not known is left out."""
    found: dict[str, FactValue] = {fact: is_so(scheme, record) for fact, is_so in _WORKED_OUT.items()}
    found |= {"nation": record.institution.nation, "setting": record.institution.setting}
    for fact, actor in (*RECORDED.items(), *((each.id, each.asked_of) for each in scheme.cycle_facts)):
        said = record.cycle.fact(fact, actor)
        if said is not None and said.value is not None and not found.get(fact):
            found[fact] = said.value
    return found


def overlay_facts(scheme: Scheme, record: Assessment) -> dict[str, str]:
    """What overlays are chosen by: nation, setting, and the choices recorded for the scheme's own facts."""
    place = record.institution
    chosen = {"nation": place.nation, "setting": place.setting}
    for each in scheme.cycle_facts:
        said = record.cycle.fact(each.id, each.asked_of)
        if said is not None and isinstance(said.value, str):
            chosen[each.id] = said.value
    return chosen


def form_rows(form: Form, record: Assessment) -> tuple[Row, ...]:
    """A form's rows. An action plan that nobody typed is the one that came with the self-assessment."""
    typed = tuple(entry.values for entry in record.cycle.entries_of(form.id))
    if typed or form.purpose is not Purpose.ACTION_PLAN:
        return typed
    return tuple(_plan_row(form, action) for action in record.actions)


def _plan_row(form: Form, action: ActionItem) -> Mapping[str, str]:
    row = {name: str(getattr(action, name)) for name in _PLAN_FIELDS if any(name == each.id for each in form.fields)}
    by_kind = {FieldKind.STRAND: action.strand, FieldKind.LONG_TEXT: action.text, FieldKind.DATE: action.due}
    taken = set(row.values())
    for each in form.fields:
        value = by_kind.get(each.kind, "")
        if each.id not in row and value and value not in taken:
            row[each.id] = value
            taken.add(value)
    return row


def _in_force(record: Assessment, today: date) -> dict[str, str]:
    held = sorted((each for each in record.cycle.awards if each.in_force(today)), key=lambda each: each.given_on)
    return {each.scheme: each.outcome for each in held}


def award_of(record: Assessment) -> Award | None:
    """The award that rests on this assessment; of several the one given last that was not withdrawn."""
    held = [each for each in record.cycle.awards if each.assessment == record.id and each.given_on]
    return max(held, key=lambda each: (not each.withdrawn_on, each.given_on, each.number), default=None)


def no_conflict(record: Assessment) -> bool:
    """True once the assessor has declared that there is no conflict of interest, and nobody else who takes part has
    declared one."""
    said = {each.person: each.conflict for each in record.cycle.interests}
    return said.get(record.lead) is False and not said.get(record.verifier, False)


def _all_judged(scheme: Scheme, record: Assessment) -> bool:
    levels = record.decided_levels()
    return all(levels.get(strand.id) is not None for strand in scheme.graded)


def _workbook(_scheme: Scheme, record: Assessment) -> bool:
    said = chain.from_iterable((each.school_level, each.school_text) for each in record.strands)
    return any(said)


def _debriefed(scheme: Scheme, record: Assessment) -> bool:
    finished = {each.session for each in record.debriefs if each.finished_at}
    return all(planned.id in finished for planned in scheme.debriefs)


def _decided(_scheme: Scheme, record: Assessment) -> bool:
    decision = record.cycle.decision
    return decision is not None and decision.outcome != DEFERRED


def _award_has(name: str) -> Callable[[Scheme, Assessment], bool]:
    return lambda _scheme, record: bool(getattr(award_of(record), name, ""))


_WORKED_OUT: Mapping[str, Callable[[Scheme, Assessment], bool]] = {
    "assessor-assigned": lambda _scheme, record: bool(record.lead),
    "no-conflict": lambda _scheme, record: no_conflict(record),
    "workbook-received": _workbook,
    "advice-given": lambda _scheme, record: bool(record.cycle.advice),
    "visit-dated": lambda _scheme, record: record.visit_on is not None,
    "visit-held": lambda _scheme, record: record.ledger is not None or bool(record.reports),
    "all-judged": _all_judged,
    "debriefs-held": _debriefed,
    "verified": verified,
    "report-signed": lambda _scheme, record: record.locked,
    "panel-decided": _decided,
    "award-given": _award_has("given_on"),
    "certificate-issued": _award_has("certificate_on"),
    "published": _award_has("published_on"),
    "renewal": lambda _scheme, record: record.route == "renewal",
    "upgrade": lambda _scheme, record: record.route == "upgrade",
}
