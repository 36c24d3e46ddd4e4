"""What Home makes of the list of visits: what is next, the groups, what needs the person. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from assessor_app.domain.assessment.summary import AssessmentSummary, Stage


class Group(Enum):
    """Sections of the list, in the order shown."""

    EARLIER = "earlier"
    THIS_WEEK = "this-week"
    LATER = "later"
    UNDATED = "undated"
    WITH_OTHERS = "with-others"
    SIGNED = "signed"


class VisitPlan(NamedTuple):
    """`next` is the visit on the card; it is not in `groups` again. `needs` hold what waits for the person."""

    next: AssessmentSummary | None
    groups: "Sections"
    needs: tuple["Need", ...]

    @property
    def in_order(self) -> tuple[AssessmentSummary, ...]:
        """Every visit as Home shows them: the next one first."""
        first = (self.next,) if self.next else ()
        return first + tuple(visit for _, visits in self.groups for visit in visits)

    @property
    def empty(self) -> bool:
        """True when there is no visit at all."""
        return self.next is None and not self.groups


Sections = tuple[tuple[Group, tuple[AssessmentSummary, ...]], ...]
Placed = tuple[AssessmentSummary, Group]
"""A visit and the section it belongs to."""

MOST_NEEDS = 5
"""What waits for the person that Home names."""


class VisitOverview(NamedTuple):
    """What the screens show of the list of visits, worked out once for all of them.

    texts: of each section, what typing is compared with, visit by visit.
    """

    visits: tuple[AssessmentSummary, ...]
    plan: VisitPlan
    sections: Sections
    texts: tuple[tuple[str, ...], ...]

    def matching(self, words: Sequence[str]) -> Sections:
        """The visits in whose text every one of these words stands, in any case; all of them without words."""
        wanted = [word.casefold() for word in words]
        if not wanted:
            return self.sections
        found = (
            (group, _holding(visits, texts, wanted))
            for (group, visits), texts in zip(self.sections, self.texts, strict=True)
        )
        return tuple((group, visits) for group, visits in found if visits)


class NeedKind(Enum):
    """Why a visit needs the person."""

    SIGN = "sign"
    JUDGE = "judge"
    SETTLE = "settle"
    DUE = "due"


class Need(NamedTuple):
    """Something that waits for this person. left: strands still to judge."""

    kind: NeedKind
    visit: AssessmentSummary
    left: int = 0


def group_of(visit: AssessmentSummary, today: date, person_name: str) -> Group:
    """The section of the list a visit belongs to. The week runs from Monday to Sunday."""
    if visit.stage is Stage.SIGNED:
        return Group.SIGNED
    if person_name and visit.lead_name and visit.lead_name != person_name:
        return Group.WITH_OTHERS
    if visit.visit_on is None:
        return Group.UNDATED
    monday = today - timedelta(days=today.weekday())
    if visit.visit_on < monday:
        return Group.EARLIER
    return Group.THIS_WEEK if visit.visit_on < monday + timedelta(days=7) else Group.LATER


def plan(
    visits: Sequence[AssessmentSummary], today: date, person_name: str = "", most_needs: int = MOST_NEEDS
) -> VisitPlan:
    """Sort visits into what is next, sections and needs.

    Next is today's visit, else the nearest one to come, else the latest that is not finished; only own visits count.
    """
    ordered = _in_order(visits, today, person_name)
    return _plan(ordered, _held(ordered), today, most_needs)


def overview(visits: Sequence[AssessmentSummary], today: date, person_name: str = "") -> VisitOverview:
    """The plan for Home, and all visits by date in their sections; a section without any is left out."""
    ordered = _in_order(visits, today, person_name)
    held = _held(ordered)
    texts = tuple(tuple(map(_text, found)) for _, found in held)
    return VisitOverview(tuple(visits), _plan(ordered, held, today, MOST_NEEDS), held, texts)


def _plan(ordered: Sequence[Placed], held: Sections, today: date, most_needs: int) -> VisitPlan:
    own = [visit for visit, group in ordered if group not in (Group.SIGNED, Group.WITH_OTHERS)]
    upcoming = [visit for visit in own if visit.visit_on and visit.visit_on >= today]
    first = upcoming[0] if upcoming else (own[-1] if own else None)
    clashing = [Need(NeedKind.SETTLE, visit, visit.conflicts) for visit, _ in ordered if visit.conflicts]
    due = [Need(NeedKind.DUE, visit) for visit, _ in ordered if visit.due]
    needs = (*clashing, *(need for visit in own if (need := need_of(visit, today))), *due)
    return VisitPlan(first, _without(held, first), needs[:most_needs])


def _text(visit: AssessmentSummary) -> str:
    return " ".join((visit.institution, visit.place, visit.scheme_title, visit.purpose)).casefold()


def _holding(
    visits: Sequence[AssessmentSummary], texts: Sequence[str], words: Sequence[str]
) -> tuple[AssessmentSummary, ...]:
    # One pass a word over bare numbers: a call or a pair for each of 60,000 visits would hold the window up.
    left: Sequence[int] = range(len(texts))
    for word in words:
        left = [at for at in left if word in texts[at]]
    return tuple([visits[at] for at in left])


def _held(ordered: Sequence[Placed]) -> Sections:
    held: dict[Group, list[AssessmentSummary]] = {group: [] for group in Group}
    for visit, group in ordered:
        held[group].append(visit)
    return tuple((group, tuple(found)) for group, found in held.items() if found)


def _without(held: Sections, gone: AssessmentSummary | None) -> Sections:
    left = ((group, tuple([visit for visit in found if visit is not gone])) for group, found in held)
    return tuple((group, found) for group, found in left if found)


def _in_order(visits: Sequence[AssessmentSummary], today: date, person_name: str) -> list[Placed]:
    by_date = sorted(visits, key=lambda visit: (visit.visit_on or date.max, visit.institution))
    return [(visit, group_of(visit, today, person_name)) for visit in by_date]


def need_of(visit: AssessmentSummary, today: date) -> Need | None:
    """What a visit of this person's needs now, None when nothing does."""
    left = max(visit.strands - visit.judged, 0)
    over = visit.visit_on is not None and visit.visit_on < today
    if left == 0 and visit.strands and (over or visit.stage is Stage.REPORT):
        return Need(NeedKind.SIGN, visit)
    if over and left:
        return Need(NeedKind.JUDGE, visit, left)
    return None
