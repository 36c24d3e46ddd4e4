"""A panel: which cases wait for it, what it sees of one, and how many of its members must decide."""

from dataclasses import dataclass
from datetime import date

from assessor_app.domain.cycle.cycle import PanelDecision


def quorum(members: int) -> int:
    """How many of a panel's members must decide: more than half of them. No mark names another number."""
    return members // 2 + 1 if members else 1


@dataclass(frozen=True, slots=True)
class PanelMember:
    """One member at one case. here: they are in the room; conflict: they leave the case for a conflict of interest."""

    name: str
    here: bool = True
    conflict: bool = False

    @property
    def decides(self) -> bool:
        """True for somebody who is here and has no conflict of interest."""
        return self.here and not self.conflict


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """One line of the list of cases. recommended: name of the award that the judgements lead to, "" for none; missing:
    sentences, what the panel still needs, none for a case that is ready; decided: the latest decision's outcome in
    words, "" before it; final: it was decided and not deferred; to_judge of strands: how many are not judged yet, 0
    once the report is signed."""

    assessment: str
    institution: str
    mark: str
    panel_on: date | None
    recommended: str
    missing: tuple[str, ...]
    decided: str = ""
    decided_on: str = ""
    final: bool = False
    to_judge: int = 0
    strands: int = 0

    @property
    def untouched(self) -> bool:
        """True before anything is judged, while no day is set either: nobody waits for a panel."""
        return bool(self.strands) and self.to_judge == self.strands and self.panel_on is None and not self.decided

    @property
    def ready(self) -> bool:
        """True when nothing is missing and nothing is decided for good."""
        return not self.missing and not self.final


@dataclass(frozen=True, slots=True)
class PanelChoice:
    """Something the panel may decide. id: an outcome's id, DEFERRED or DECLINED; agrees: it is what the judgements
    lead to, so that no reason is needed."""

    id: str
    words: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class OpenStrand:
    """A strand that the two judges left to the panel, or do not agree on. Levels and reasons in words."""

    strand: str
    title: str
    assessor: str
    verifier: str
    assessor_reason: str
    verifier_reason: str


@dataclass(frozen=True, slots=True)
class PanelCase:
    """One case as the panel sees it. gap: what the next award would take; second: what the second mark came to, one
    sentence; report: the newest signed version, 0 for none; notes: what was noted of the discussion, which never leaves
    the office; barred: names of who has taken part, lower case, and how."""

    line: WaitingCase
    reference: str
    lead_name: str
    verifier_name: str
    headline: str
    gap: str
    second: str
    open: tuple[OpenStrand, ...]
    report: int
    choices: tuple[PanelChoice, ...]
    members: tuple[PanelMember, ...]
    barred: dict[str, str]
    notes: str
    decisions: tuple[PanelDecision, ...]
