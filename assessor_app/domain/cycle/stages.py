"""Where an assessment stands in its mark's stages, and what is missing before it can go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outcome import rule_standing
from assessor_app.domain.cycle.cycle import StageEnd
from assessor_app.domain.cycle.facts import RECORDED
from assessor_app.domain.scheme.cycle import Actor, Gate, Stage
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.rule_words import missing_words
from assessor_app.domain.words.counting import listed

BY_THE_RECORD = {
    "enquiry": "enquiry-received",
    "fee": "fee-paid",
    "assigning": "no-conflict",
    "workbook": "workbook-received",
    "advice": "advice-given",
    "plan": "plan-accepted",
    "readiness": "ready-for-visit",
    "visit": "visit-held",
    "debrief": "debriefs-held",
    "verification": "verified",
    "report": "report-signed",
    "panel": "panel-decided",
    "award": "award-given",
    "certificate": "certificate-issued",
    "publication": "published",
    "mid-term": "mid-term-held",
}
"""Activities whose end shows in the record: nobody has to tick them off. The fact that says so."""


class Place(Enum):
    """Where a stage stands."""

    DONE = "done"
    LEFT_OUT = "left out"
    OPEN = "open"
    """It was never ended, and work has gone on without it."""
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StageStanding:
    """One stage of one assessment. missing: sentences, what its gates still ask for (told of every stage up to the
    present one); ended: who ended it by hand, None when the record shows its end or it has none."""

    stage: Stage
    place: Place
    missing: tuple[str, ...]
    ended: StageEnd | None = None


def stage_standings(scheme: Scheme, record: Assessment, facts: AwardFacts) -> tuple[StageStanding, ...]:
    """Every stage of the mark in order; none for an edition that names no stages.

    The present stage is the first after the last one that has ended, or the first that needs somebody.
    """
    ends = [_end_of(stage, record) for stage in scheme.stages]
    shut = [_closed(scheme, stage, end, record, facts) for stage, end in zip(scheme.stages, ends, strict=True)]
    now = 1 + max((index for index, closed in enumerate(shut) if closed), default=-1)
    found = []
    for index, (stage, end) in enumerate(zip(scheme.stages, ends, strict=True)):
        missing = _missing(scheme, stage.gates, record, facts) if index <= now else ()
        found.append(StageStanding(stage, _place(index, now, shut[index], end), missing, end))
    return tuple(found)


def present(standings: Sequence[StageStanding]) -> StageStanding | None:
    """The stage the assessment is in; None at the end of the cycle and for an edition without stages."""
    return next((each for each in standings if each.place is Place.NOW), None)


def still_missing(standings: Sequence[StageStanding]) -> tuple[str, ...]:
    """All that is missing before the present stage may end, each thing once."""
    told = [words for each in standings if each.place is not Place.AHEAD for words in each.missing]
    return tuple(dict.fromkeys(told))


def who_ends(stage: Stage) -> tuple[Actor, ...]:
    """Who may say that a stage has ended; nobody for one that ends when its work is done."""
    fact = BY_THE_RECORD.get(stage.activity, "")
    if fact in RECORDED:
        return (RECORDED[fact],)
    return () if fact and stage.activity != "advice" else stage.acts  # there may be nothing to advise


def who_acts(scheme: Scheme, acts: Sequence[Actor], lead: str = "", verifier: str = "") -> str:
    """Who acts in a stage, in the mark's own words: "office and school".

    lead and verifier: the names of those who judge, said after the word for them, since a mark may call the one who
    assesses a verifier. Without a name the second one is told apart by its number then.
    """
    terms = scheme.terms
    second = terms.verifier if terms.verifier != terms.assessor else f"second {terms.verifier}"
    names = {
        Actor.INSTITUTION: terms.institution,
        Actor.OFFICE: terms.office,
        Actor.ASSESSOR: f"{terms.assessor} ({lead})" if lead else terms.assessor,
        Actor.VERIFIER: f"{terms.verifier} ({verifier})" if verifier else second,
        Actor.PANEL: terms.panel,
    }
    return listed(list(dict.fromkeys(names[actor] for actor in acts)))


def _end_of(stage: Stage, record: Assessment) -> StageEnd | None:
    """Only those who act in a stage can end it; what others wrote is not read."""
    return next(
        (end for end in record.cycle.ends if end.stage == stage.id and end.recorder in stage.acts and end.done_on), None
    )


def _closed(scheme: Scheme, stage: Stage, end: StageEnd | None, record: Assessment, facts: AwardFacts) -> bool:
    if end is not None:
        return True
    fact = BY_THE_RECORD.get(stage.activity, "")
    return bool(facts.values.get(fact)) and not _missing(scheme, stage.gates, record, facts)


def _place(index: int, now: int, closed: bool, end: StageEnd | None) -> Place:
    if closed:
        return Place.LEFT_OUT if end is not None and end.left_out else Place.DONE
    return Place.NOW if index == now else Place.OPEN if index < now else Place.AHEAD


def _missing(scheme: Scheme, gates: Sequence[Gate], record: Assessment, facts: AwardFacts) -> tuple[str, ...]:
    levels = record.decided_levels()
    found = []
    for gate in gates:
        stand = rule_standing(scheme, gate.needs, levels, facts)
        if not stand.met:
            found.append(gate.says or f"Still needed: {listed(missing_words(scheme, stand))}.")
    return tuple(found)
