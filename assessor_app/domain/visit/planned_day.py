"""The day of a visit as an edition of a mark plans it. Pure."""

from assessor_app.domain.scheme.visit import InterviewGroup, TimetableEntry, VisitPlan
from assessor_app.domain.visit.before_leaving import voice_in
from assessor_app.domain.visit.day import VisitSession, Voice, shifted


def planned_day(plan: VisitPlan, visit_from: str) -> tuple[VisitSession, ...]:
    """The edition's timetable as sessions to keep; ids are given then.

    visit_from: when the visit begins, "08:45" or empty: the first day moves with it, but for the debriefs, whose times
    people have been told. A later day has no time here, since the record knows one day: its title says when.
    """
    groups = {group.id: group for group in plan.interviews}
    first = next((entry.starts for entry in plan.timetable if entry.day == 1), "")
    return tuple(_session(entry, groups.get(entry.meets), (first, visit_from)) for entry in plan.timetable)


def _session(entry: TimetableEntry, group: InterviewGroup | None, move: tuple[str, str]) -> VisitSession:
    people = group.people if group else "Debrief" if entry.debrief else ""
    voice = Voice.NONE if entry.debrief else _voice(entry, group)
    if entry.day > 1:
        return VisitSession("", "", "", f"Day {entry.day}, {entry.starts}: {entry.title}", people, "", voice)
    starts, ends = entry.starts, entry.ends
    if not entry.debrief:
        starts, ends = (shifted(clock, *move) for clock in (starts, ends))
    return VisitSession("", starts, ends, entry.title, people, "", voice)


def _voice(entry: TimetableEntry, group: InterviewGroup | None) -> Voice:
    """As the edition says; where it does not say, by the words."""
    if entry.voice is not Voice.NONE:
        return entry.voice
    return voice_in(f"{entry.meets} {group.title if group else ''} {entry.title}")
