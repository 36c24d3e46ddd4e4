"""Signed work is read only: the one place that says so."""

from collections.abc import Mapping

from assessor_app.domain.operation import Json
from assessor_app.errors import Refused
from assessor_app.models.writing import Writing


def writing_to(writing: Writing, assessment: str) -> Writing:
    """The same writing, once it is sure that the assessment may be changed.

    Raises Refused while its newest report is signed and no later version has been begun.
    """
    if writing.locked(assessment):
        raise Refused("This report is signed, so nothing was changed. To change it, make version 2.", "signed")
    return writing


def set_all(writing: Writing, entity: str, values: Mapping[str, Json]) -> None:
    """Set several fields of one entity; empty texts are left unset."""
    for field, value in values.items():
        if value != "":
            writing.set(entity, field, value)
