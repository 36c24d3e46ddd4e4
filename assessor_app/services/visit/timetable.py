"""The timetable of a visit: made from the usual day, changed by hand, ended session by session."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.visit.day import VisitSession, clock_words, in_order, minutes_of, usual_timetable
from assessor_app.domain.visit.planned_day import planned_day
from assessor_app.errors import WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import writing_to
from assessor_app.services.visits import Visits


class Timetable:
    """The sessions of an assessment's visit."""

    def __init__(self, store: Store, visits: Visits, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._visits = visits
        self._clock = clock

    def usual(self, assessment: str) -> tuple[VisitSession, ...]:
        """A day to begin with: the one that the edition plans, else model wording with its debriefs."""
        record = self._visits.open(assessment)
        return usual_sessions(self._visits.scheme_of(record), record.visit_from)

    def keep(self, assessment: str, sessions: tuple[VisitSession, ...]) -> Future[tuple[VisitSession, ...]]:
        """Make the timetable this one: sessions that are not in it any more are taken away. One step for undo.

        Raises WrongUse for a session without words, or with a time that is none; nothing is changed then.
        """
        checked = tuple(_checked(session) for session in sessions)
        return self._store.write(lambda writing: self._keep(writing, assessment, checked))

    def end(self, assessment: str, session: str) -> Future[Saved]:
        """End a session now."""
        return self._end(assessment, session, moment(self._clock()))

    def resume(self, assessment: str, session: str) -> Future[Saved]:
        """Take the end of a session back."""
        return self._end(assessment, session, "")

    def _end(self, assessment: str, session: str, at: str) -> Future[Saved]:
        entity = _entity(assessment, session)
        return self._store.write(
            lambda writing: saved(writing_to(writing, assessment).set(entity, "ended_at", at), self._clock())
        )

    def _keep(self, writing: Writing, assessment: str, sessions: tuple[VisitSession, ...]) -> tuple[VisitSession, ...]:
        writing_to(writing, assessment)
        kept = tuple(session if session.id else replace(session, id=uuid.uuid4().hex) for session in sessions)
        present = {session.id for session in self._visits.open(assessment).sessions}
        for gone in sorted(present - {session.id for session in kept}):
            writing.set(_entity(assessment, gone), "deleted", True)
        for session in kept:
            for field, value in _fields(session).items():
                entity = _entity(assessment, session.id)
                if value or writing.state(entity, field).shown:
                    writing.set(entity, field, value)
        return in_order(kept)


def usual_sessions(scheme: Scheme, visit_from: str) -> tuple[VisitSession, ...]:
    """The usual day of a visit for this mark; ids are given when it is kept."""
    if scheme.visit is not None and scheme.visit.timetable:
        return planned_day(scheme.visit, visit_from)
    debriefs = [(each.id, each.title, each.starts, each.ends) for each in scheme.debriefs]
    return tuple(
        VisitSession("", starts, ends, title, people, "", voice)
        for starts, ends, title, people, voice in usual_timetable(visit_from, debriefs)
    )


def _entity(assessment: str, session: str) -> str:
    return f"assessment/{assessment}/session/{session}"


def _checked(session: VisitSession) -> VisitSession:
    if not session.title.strip():
        raise WrongUse("Say what happens or who is met in every line of the timetable. Nothing was changed.", "empty")
    times = {}
    for field in ("starts", "ends"):
        typed = getattr(session, field).strip()
        minutes = minutes_of(typed)
        if typed and minutes is None:
            raise WrongUse(f"Write times as 09:30; {typed!r} is none. Nothing was changed.", "bad-time")
        times[field] = clock_words(minutes) if minutes is not None else ""
    if times["starts"] and times["ends"] and times["ends"] <= times["starts"]:
        raise WrongUse(f"{session.title} ends before it begins. Nothing was changed.", "bad-time")
    return replace(session, title=session.title.strip(), starts=times["starts"], ends=times["ends"])


def _fields(session: VisitSession) -> dict[str, Json]:
    return {
        "starts": session.starts,
        "ends": session.ends,
        "title": session.title,
        "people": session.people.strip(),
        "room": session.room.strip(),
        "voice": session.voice.value,
        "ended_at": session.ended_at,
    }
