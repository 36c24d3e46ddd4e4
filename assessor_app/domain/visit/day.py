"""The timetable of a visit: who is met when, what is done, what is now, what comes next. Pure; times are the local
"09:30" of the day of the visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

DONE_BY_ITSELF_AFTER = 30
"""Minutes after its end when a session counts as done although nobody ended it, once the next one has begun."""


class Voice(Enum):
    """Whose word, or what, a session brings."""

    LEADERS = "leaders"
    STAFF = "staff"
    LEARNERS = "learners"
    GOVERNORS = "governors"
    DOCUMENTS = "documents"
    OBSERVATION = "observation"
    NONE = ""


VOICE_NAMES = {
    Voice.LEADERS: "Leaders",
    Voice.STAFF: "Staff",
    Voice.LEARNERS: "Learners",
    Voice.GOVERNORS: "Governors",
    Voice.DOCUMENTS: "Documents",
    Voice.OBSERVATION: "Observation",
    Voice.NONE: "Nobody",
}
PEOPLE = (Voice.LEADERS, Voice.STAFF, Voice.LEARNERS, Voice.GOVERNORS)
"""The voices that are people to be met."""


class When(Enum):
    """Where a session stands at a moment."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class VisitSession:
    """One line of the timetable.

    starts, ends: "09:30" or empty; title: what or who ("Teaching staff"); people: with whom or how many ("group of
    6"); voice: whose word it brings; ended_at: when it was ended, UTC, as in the record; empty until then.
    """

    id: str
    starts: str
    ends: str
    title: str
    people: str = ""
    room: str = ""
    voice: Voice = Voice.NONE
    ended_at: str = ""

    @property
    def detail(self) -> str:
        """With whom and where, in one line."""
        return ", ".join(part for part in (_how_many(self.people), self.room) if part)


def _how_many(people: str) -> str:
    """A bare count says what it counts: "6 to 8" is "6 to 8 people"."""
    if not set(people) <= set("0123456789 tor"):
        return people
    return f"{people} {'person' if people.strip() == '1' else 'people'}" if people.strip() else ""


def minutes_of(clock: str) -> int | None:
    """Minutes after midnight of "09:30"; None for anything else."""
    hours, colon, minutes = clock.strip().replace(".", ":").partition(":")
    if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return None
    found = int(hours) * 60 + int(minutes)
    return found if int(hours) < 24 and int(minutes) < 60 and len(hours) <= 2 and len(minutes) == 2 else None


def clock_words(minutes: int) -> str:
    """ "09:30" for 570."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def in_order(sessions: Sequence[VisitSession]) -> tuple[VisitSession, ...]:
    """By their beginning; those without a time come last."""
    return tuple(sorted(sessions, key=lambda s: (minutes_of(s.starts) is None, minutes_of(s.starts) or 0, s.id)))


def current_session(sessions: Sequence[VisitSession], now: int) -> VisitSession | None:
    """The session that runs now (minutes after midnight): the earliest begun one that nobody has ended. None before
    the first and after the last."""
    ordered = in_order(sessions)
    for place, session in enumerate(ordered):
        starts = minutes_of(session.starts)
        if session.ended_at or starts is None or starts > now:
            continue
        if not _done_by_itself(session, ordered[place + 1 :], now):
            return session
    return None


def _done_by_itself(session: VisitSession, later: Sequence[VisitSession], now: int) -> bool:
    begun = [starts for each in later if (starts := minutes_of(each.starts)) is not None and starts <= now]
    if any(each.ended_at for each in later):
        return True
    ends = minutes_of(session.ends)
    if ends is None:
        return bool(begun)
    return bool(begun) and now >= ends + DONE_BY_ITSELF_AFTER


def standing(sessions: Sequence[VisitSession], now: int) -> dict[str, When]:
    """Done, now or next for each session, by id."""
    current, found = current_session(sessions, now), {}
    for session in in_order(sessions):
        starts = minutes_of(session.starts)
        if current is not None and session.id == current.id:
            found[session.id] = When.NOW
        elif session.ended_at or (starts is not None and starts <= now and not _waits(session, current)):
            found[session.id] = When.DONE
        else:
            found[session.id] = When.NEXT
    return found


def _waits(session: VisitSession, current: VisitSession | None) -> bool:
    """True for a session whose time has come while the one before it still runs over."""
    return current is not None and (minutes_of(session.starts) or 0) >= (minutes_of(current.starts) or 0)


def time_left_words(session: VisitSession, now: int) -> tuple[str, bool]:
    """ "32 minutes left" or "8 minutes over", and whether it runs over. Nothing without an end."""
    ends = minutes_of(session.ends)
    if ends is None:
        return "", False
    left = ends - now
    unit = "minute" if abs(left) == 1 else "minutes"
    return (f"{-left} {unit} over", True) if left < 0 else (f"{left} {unit} left", False)


def usual_timetable(
    visit_from: str, debriefs: Sequence[tuple[str, str, str, str]] = ()
) -> tuple[tuple[str, str, str, str, Voice], ...]:
    """A day to begin with where the mark's edition has none: model wording, to be edited.

    debriefs: id, title, start and end of the edition's debrief sessions. Gives starts, ends, title, people, voice.
    """
    usual = clock_words(_USUAL_START)
    day = [
        (
            shifted(clock_words(start), usual, visit_from),
            shifted(clock_words(end), usual, visit_from),
            title,
            people,
            voice,
        )
        for start, end, title, people, voice in _USUAL_DAY
    ]
    return (*day, *((starts, ends, title, "Debrief", Voice.NONE) for _id, title, starts, ends in debriefs))


def shifted(clock: str, begins: str, visit_from: str) -> str:
    """A time of a day that usually begins at `begins`, when this one begins a little earlier or later."""
    minutes, usual, actual = minutes_of(clock), minutes_of(begins), minutes_of(visit_from)
    if minutes is None or usual is None or actual is None or abs(actual - usual) > _MOST_SHIFT:
        return clock
    return clock_words(minutes + actual - usual)


_USUAL_START, _MOST_SHIFT = 9 * 60, 30
_USUAL_DAY = (
    (540, 570, "Headteacher", "Welcome and context", Voice.LEADERS),
    (570, 630, "Learning walk", "With 2 pupils", Voice.LEARNERS),
    (630, 675, "Lead for this mark", "Interview", Voice.LEADERS),
    (675, 735, "Teaching staff", "Group", Voice.STAFF),
    (735, 780, "Lunch", "", Voice.NONE),
    (780, 840, "Documents", "", Voice.DOCUMENTS),
    (840, 885, "Support staff", "Group", Voice.STAFF),
    (885, 915, "Judgement time", "", Voice.NONE),
)
