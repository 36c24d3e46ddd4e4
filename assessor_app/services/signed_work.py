"""Signed work is read only: the one place that says so."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime

from assessor_app.domain.journal.operation import Json
from assessor_app.errors import Refused
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved


def writing_to(writing: Writing, assessment: str) -> Writing:
    """The same writing, once it is sure that the assessment may be changed.

    Raises Refused while its newest report is signed and no later version has been begun.
    """
    refuse_signed(writing.locked(assessment))
    return writing


def refuse_signed(locked: bool) -> None:
    """Raise Refused for work whose newest report is signed."""
    if locked:
        raise Refused("This report is signed, so nothing was changed. To change it, make version 2.", "signed")


class OpenFields:
    """Single fields of one assessment's entities, written while it may be changed. clock: gives the moment, in UTC."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def set(
        self, assessment: str, entity: str, field: str, value: Json, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Write a field. seen: the operations whose values were on screen. Raises Refused as `writing_to`."""
        return self._store.write(
            lambda writing: saved(writing_to(writing, assessment).set(entity, field, value, seen), self._clock())
        )


def set_all(writing: Writing, entity: str, values: Mapping[str, Json]) -> None:
    """Set several fields of one entity; empty texts are left unset."""
    for field, value in values.items():
        if value != "":
            writing.set(entity, field, value)


def set_anew(writing: Writing, entity: str, values: Mapping[str, Json]) -> None:
    """Set several fields that are said together; an empty text takes away what was said before."""
    for field, value in values.items():
        if value != "" or writing.state(entity, field).shown:
            writing.set(entity, field, value)
