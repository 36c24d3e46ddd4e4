"""The debrief on the day: what is said, whether it was said, what they answered, who heard it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial

from assessor_app.domain.assessment.assessment import Assessment, Debrief
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.journal.record import is_drawn
from assessor_app.domain.visit.debrief import DrawnPoint, drawn_points, first_session
from assessor_app.errors import WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import OpenFields, set_all, writing_to
from assessor_app.services.visits import Visits


class Debriefs:
    """The use cases of the debrief screen. Futures answer when the disk has the change."""

    def __init__(self, store: Store, visits: Visits, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._visits = visits
        self._clock = clock
        self._fields = OpenFields(store, clock)

    def prepare(self, assessment: str, session: str) -> Debrief:
        """The session with its points, drawn anew from strengths, areas for development and the mark's standard
        points. A point that was edited, said or taken off the list stays as it is, and so does signed work.

        Waits for the disk, so it is called from a worker. Raises WrongUse for a session the mark does not have.
        """
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        if session not in {planned.id for planned in scheme.debriefs}:
            raise WrongUse(f"{scheme.title} has no debrief session {session!r}. Nothing was changed.", "session")
        if not record.locked and not self._store.read_only:
            for drawn in dict.fromkeys((first_session(scheme), session)):  # a later session begins from the first
                points = tuple(drawn_points(scheme, record, drawn))
                self._store.write(partial(self._draw, assessment=assessment, session=drawn, points=points)).result()
                record = self._visits.open(assessment)
        return debrief_of(record, session)

    def _draw(self, writing: Writing, assessment: str, session: str, points: Sequence[DrawnPoint]) -> None:
        writing_to(writing, assessment).keep_from_undo()
        for point in points:
            entity = f"{_session(assessment, session)}/point/{point.id}"
            if not writing.state(entity, "text").values:
                facts = {"section": point.section, "origin": point.origin, "strand": point.strand}
                set_all(writing, entity, {**facts, "text": point.text, "position": point.position})
            elif not any(writing.state(entity, mark).shown for mark in ("said", "edited", "deleted")):
                # What stands there was drawn as well, on whichever computer: it is nobody's words to keep.
                writing.set(entity, "text", point.text, writing.state(entity, "text").heads)

    def say(
        self, assessment: str, session: str, point: str, said: bool, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Tick a point as said, or not."""
        return self._fields.set(assessment, f"{_session(assessment, session)}/point/{point}", "said", said, seen)

    def edit_point(
        self, assessment: str, session: str, point: str, text: str, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Change the words of a point; the report's own words stay as they are.

        seen: what the box showed when editing began; words that the program drew meanwhile are replaced all the same.
        """
        entity = f"{_session(assessment, session)}/point/{point}"

        def change(writing: Writing) -> Saved:
            edited = any(each.value for each in writing_to(writing, assessment).state(entity, "edited").values)
            drawn = not edited and is_drawn(entity, "text")
            writing.set(entity, "edited", True)
            on_screen = writing.state(entity, "text").heads if drawn else seen
            return saved(writing.set(entity, "text", text.strip(), on_screen), self._clock())

        return self._store.write(change)

    def move_point(
        self, assessment: str, session: str, point: str, position: int, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Give a point another place in its section."""
        return self._fields.set(
            assessment, f"{_session(assessment, session)}/point/{point}", "position", position, seen
        )

    def keep_for_leaders(
        self, assessment: str, session: str, point: str, only: bool, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Keep a point for the listeners of this session, so that no other session shows it, or let it be shown."""
        entity = f"{_session(assessment, session)}/point/{point}"
        return self._fields.set(assessment, entity, "leaders_only", only, seen)

    def remove_point(
        self, assessment: str, session: str, point: str, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Take a point off the list; it stays in the history. An edit that was not on screen is a clash with it."""
        return self._fields.set(assessment, f"{_session(assessment, session)}/point/{point}", "deleted", True, seen)

    def add_point(self, assessment: str, session: str, section: str, text: str) -> Future[str]:
        """Add a point of one's own. Answers with its id."""
        position = 1 + max((point.position for point in self.show(assessment, session).points), default=0)
        values: dict[str, Json] = {"section": section, "text": text.strip(), "origin": "own", "position": position}
        return self._add(assessment, f"{_session(assessment, session)}/point", values)

    def add_listener(self, assessment: str, session: str, name: str, role: str) -> Future[str]:
        """Add somebody who is in the room. Answers with the listener's id."""
        if not name.strip():
            raise WrongUse("Give the name or role of the person. Nothing was saved.", "empty")
        values = {"name": name.strip(), "role": role.strip()}
        return self._add(assessment, f"{_session(assessment, session)}/listener", values)

    def heard(
        self, assessment: str, session: str, listener: str, heard: bool, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Record that somebody heard the debrief, with the time, or take it back."""
        at = moment(self._clock()) if heard else ""
        return self._fields.set(
            assessment, f"{_session(assessment, session)}/listener/{listener}", "heard_at", at, seen
        )

    def reply(
        self, assessment: str, session: str, text: str, seen: Sequence[str], growing: str | None
    ) -> Future[Saved]:
        """Keep what they said."""
        entity = _session(assessment, session)
        return self._store.write(
            lambda writing: saved(
                writing_to(writing, assessment).set(entity, "reply", text, seen, growing), self._clock(), writing.wrote
            )
        )

    def finish(self, assessment: str, session: str, seen: Sequence[str] | None = None) -> Future[Saved]:
        """Close the session."""
        return self._fields.set(assessment, _session(assessment, session), "finished_at", moment(self._clock()), seen)

    def reopen(self, assessment: str, session: str, seen: Sequence[str] | None = None) -> Future[Saved]:
        """Take the end of a session back."""
        return self._fields.set(assessment, _session(assessment, session), "finished_at", "", seen)

    def show(self, assessment: str, session: str) -> Debrief:
        """The session as it stands; nothing is drawn anew."""
        return debrief_of(self._visits.open(assessment), session)

    def _add(self, assessment: str, parent: str, values: Mapping[str, Json]) -> Future[str]:
        new = uuid.uuid4().hex

        def change(writing: Writing) -> str:
            set_all(writing_to(writing, assessment), f"{parent}/{new}", values)
            return new

        return self._store.write(change)


def debrief_of(record: Assessment, session: str) -> Debrief:
    """The session's debrief; an empty one before anything was recorded."""
    return next((found for found in record.debriefs if found.session == session), Debrief(session, "", "", (), ()))


def _session(assessment: str, session: str) -> str:
    return f"assessment/{assessment}/debrief/{session}"
