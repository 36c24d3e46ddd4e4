"""The cycle of a mark as its scheme file tells it: facts that are recorded, stages with gates, and what follows."""

from dataclasses import dataclass
from enum import Enum

from assessor_app.domain.scheme.rules import Rule
from assessor_app.domain.scheme.texts import Worded


class Actor(Enum):
    """Who acts. A mark's `terms` give each its own name."""

    INSTITUTION = "institution"
    OFFICE = "office"
    ASSESSOR = "assessor"
    VERIFIER = "verifier"
    PANEL = "panel"


class FactKind(Enum):
    """What a fact of the cycle is."""

    YES_NO = "yes-no"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class CycleFact(Worded):
    """Something recorded during the cycle that a gate, a rule or an overlay asks for.

    title: what there is once it holds, as it follows "needs" ("whole-staff training attended"); missing: what is said
    to be needed while it does not hold, when that is not the title.
    """

    id: str
    title: str
    kind: FactKind = FactKind.YES_NO
    choices: tuple[str, ...] = ()
    missing: str = ""
    asked_of: Actor = Actor.OFFICE


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must be true before the next stage begins. says: what to tell while it is not."""

    needs: Rule
    says: str = ""


@dataclass(frozen=True, slots=True)
class Stage(Worded):
    """One step of the cycle. activity: what the program does in it, "" when it only notes that it is done;
    produces: what there is at its end, in words; optional: it may be left out."""

    id: str
    title: str
    acts: tuple[Actor, ...]
    activity: str = ""
    meaning: str = ""
    produces: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    optional: bool = False


ACTIVITIES = (
    "enquiry", "meeting", "fee", "assigning", "training", "workbook", "audit", "advice", "plan", "evidence",
    "readiness", "visit", "debrief", "verification", "report", "panel", "award", "certificate", "publication",
    "mid-term", "renewal", "upgrade",
)  # fmt: skip
"""The activities a stage may name."""

PROGRAM_FACTS = {
    "enquiry-received": "the expression of interest received",
    "fee-paid": "the fee paid",
    "assessor-assigned": "an assessor assigned",
    "no-conflict": "no conflict of interest",
    "workbook-received": "the self-assessment received",
    "advice-given": "advice given before the visit",
    "ready-for-visit": "the visit cleared to go ahead",
    "visit-dated": "a date for the visit",
    "visit-held": "the visit held",
    "all-judged": "everything judged",
    "debriefs-held": "every debrief held",
    "verified": "the agreement of the verifier",
    "report-signed": "the report signed",
    "panel-decided": "the decision of the panel",
    "award-given": "the award given",
    "certificate-issued": "the certificate issued",
    "published": "the award published",
    "mid-term-held": "the mid-term review held",
    "plan-accepted": "the action plan accepted",
    "renewal": "a renewal",
    "upgrade": "an application for a higher award",
    "nation": "the nation known",
    "setting": "the kind of setting known",
}
"""Facts that the program works out for every mark; a scheme file need not declare them."""


@dataclass(frozen=True, slots=True)
class Renewal(Worded):
    """How an award is renewed. opens_months: months before the end at which renewal opens; carries_plan: the last
    action plan is the start of the new cycle."""

    meaning: str
    opens_months: int = 0
    carries_plan: bool = False


@dataclass(frozen=True, slots=True)
class MidTerm(Worded):
    """A review between awards, so many months after the award."""

    meaning: str
    after_months: int


@dataclass(frozen=True, slots=True)
class Upgrade(Worded):
    """A way to a higher award, or to another mark (its id), while the present one is valid."""

    meaning: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Prerequisite(Worded):
    """Another mark that must be in force, at one of these outcomes when any is named."""

    mark: str
    meaning: str
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment(Worded):
    """What the institution signs."""

    id: str
    title: str
    text: str
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Remark(Worded):
    """What a strand at exactly one of these levels becomes in the award: a recommendation, exceptional practice."""

    id: str
    title: str
    levels: tuple[str, ...]
