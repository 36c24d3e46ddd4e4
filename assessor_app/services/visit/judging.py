"""Judging strands and writing about them: each change is on disk, or said not to be."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial

from assessor_app.domain.journal.change import Undone
from assessor_app.domain.journal.operation import FieldState
from assessor_app.domain.people import Person, Role
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved
from assessor_app.services.second.first_marks import (
    is_second,
    refuse_after_second,
    refuse_final_mark,
    refuse_settled_marks,
)
from assessor_app.services.signed_work import writing_to

TEXT_FIELDS = ("reason", "saw", "effect", "strengths", "develop", "working_notes")
"""The texts of a strand that a person writes; the last one is private. A verifier's are a second mark, kept apart."""

MAY_JUDGE = frozenset({Role.ASSESSOR, Role.VERIFIER})


class Judging:
    """The use cases of the workspace. Every method returns at once; the future answers when the disk has it."""

    def __init__(self, store: Store, person: Person, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._person = person
        self._clock = clock

    def record(
        self, assessment: str, strand: str, level: str | None, seen: Sequence[str], wording: str = ""
    ) -> Future[Saved]:
        """Set this person's judgement: a level id, NOT_ENOUGH (an assessor's also flags the strand) or None.

        wording: hash of the text on screen (`edition_bridge.wording_hash`), so that the judgement is tied to it.

        The future raises Refused when the work is signed or the person does not judge.
        """
        if not self._person.roles & MAY_JUDGE:
            raise Refused("Only assessors and verifiers judge strands. Nothing was changed.", "role")
        entity = f"assessment/{assessment}/strand/{strand}"

        def change(writing: Writing) -> FieldState:
            refuse_after_second(writing, assessment, strand, self._person)
            state = writing.set(f"{entity}/judgement/{self._person.id}", "level", level, seen)
            if wording and level is not None:
                writing.set(f"{entity}/judgement/{self._person.id}", "wording", wording)
            if level == NOT_ENOUGH and Role.ASSESSOR in self._person.roles:
                writing.set(self._entity(writing, assessment, strand), "flagged", True)
            return state

        return self._save(assessment, change)

    def write(
        self, assessment: str, strand: str, field: str, text: str, seen: Sequence[str], growing: str | None
    ) -> Future[Saved]:
        """Keep a text of a strand. `growing` is the operation of the same text being typed, or None."""
        if field not in TEXT_FIELDS:
            raise WrongUse(f"A strand has no text called {field!r}; nothing was changed.", "unknown-field")

        def change(writing: Writing) -> FieldState:
            private = field == "working_notes"
            entity = f"assessment/{assessment}/strand/{strand}"
            target = entity if private else self._entity(writing, assessment, strand)
            return writing.set(target, field, text, seen, growing)

        return self._save(assessment, change)

    def flag(self, assessment: str, strand: str, flagged: bool, seen: Sequence[str]) -> Future[Saved]:
        """Mark a strand to come back to, or not."""

        def change(writing: Writing) -> FieldState:
            return writing.set(self._entity(writing, assessment, strand), "flagged", flagged, seen)

        return self._save(assessment, change)

    def undo(self, assessment: str) -> Future[Undone | None]:
        """Take back this person's last change to the assessment, by an ordinary operation; None when there is none.

        The future raises Refused for signed work, and for a first mark once there is a sealed second one.
        """
        return self._store.write(lambda writing: writing_to(writing, assessment).undo(assessment, self._guard(writing)))

    def redo(self, assessment: str) -> Future[Undone | None]:
        """Bring back what the last undo took away."""
        return self._store.write(lambda writing: writing_to(writing, assessment).redo(assessment, self._guard(writing)))

    def _guard(self, writing: Writing) -> Callable[[str, str], None]:
        return partial(refuse_final_mark, writing, self._person)

    def _entity(self, writing: Writing, assessment: str, strand: str) -> str:
        """Where this person's words about a strand stand: a second judge's are their own."""
        entity = f"assessment/{assessment}/strand/{strand}"
        return f"{entity}/judgement/{self._person.id}" if is_second(writing, assessment, self._person) else entity

    def _save(self, assessment: str, change: Callable[[Writing], FieldState]) -> Future[Saved]:
        def work(writing: Writing) -> Saved:
            refuse_settled_marks(writing_to(writing, assessment), assessment, self._person)
            state = change(writing)
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(work)
