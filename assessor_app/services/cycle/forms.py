"""The forms of a cycle: context page, target groups with their indicators, partnerships, action plan."""

import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime

from assessor_app.domain.cycle.form_checks import check_answer
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import Form, FormField
from assessor_app.errors import WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import writing_to
from assessor_app.services.visits import Visits

PAGE = "page"
"""The row of a form that is a page and not a table."""


class Forms:
    """Answers to the forms of a mark. Signed work is read only here too: the report prints them."""

    def __init__(self, store: Store, visits: Visits, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._visits = visits
        self._clock = clock

    def add_row(self, assessment: str, form: str, values: Mapping[str, str]) -> Future[str]:
        """Add a row to a table, or fill in a page. Answers with the row's id.

        Raises WrongUse for an unknown form or field, for a value that does not fit, and for a row without words.
        """
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        planned = form_of(scheme, form)
        checked = {name: check_answer(scheme, field_of(planned, name), value) for name, value in values.items()}
        if not any(checked.values()):
            raise WrongUse(f"A row of \u201c{planned.title}\u201d needs some words. Nothing was saved.", "empty")
        row = uuid.uuid4().hex if planned.table else PAGE
        position = 1 + max((entry.position for entry in record.cycle.entries_of(form)), default=0)
        entity = _row(assessment, form, row)

        def change(writing: Writing) -> str:
            writing_to(writing, assessment)
            if planned.table or not writing.state(entity, "position").values:
                writing.set(entity, "position", position)
            for name, value in checked.items():
                writing.set(f"{entity}/field/{name}", "value", value)
            return row

        return self._store.write(change)

    def change_row(self, assessment: str, form: str, row: str, values: Mapping[str, str]) -> Future[None]:
        """Set several answers of a row at once, all or none; "" empties one. Raises WrongUse as `add_row` does."""
        scheme = self._visits.scheme_of(self._visits.open(assessment))
        planned, entity = form_of(scheme, form), _row(assessment, form, row)
        checked = {name: check_answer(scheme, field_of(planned, name), value) for name, value in values.items()}

        def change(writing: Writing) -> None:
            writing_to(writing, assessment)
            for name, value in checked.items():
                place = f"{entity}/field/{name}"
                if value or writing.state(place, "value").shown:
                    writing.set(place, "value", value)

        return self._store.write(change)

    def remove_row(self, assessment: str, form: str, row: str) -> Future[Saved]:
        """Take a row away; what stood in it stays in the history."""
        entity = _row(assessment, form, row)
        return self._store.write(
            lambda writing: saved(writing_to(writing, assessment).set(entity, "deleted", True), self._clock())
        )


def form_of(scheme: Scheme, form: str) -> Form:
    """The form with this id. Raises WrongUse when the mark has none."""
    found = next((each for each in scheme.forms if each.id == form), None)
    if found is None:
        names = ", ".join(each.id for each in scheme.forms) or "none"
        raise WrongUse(f"{scheme.title} has no form {form!r}. It has: {names}. Nothing was changed.", "form")
    return found


def field_of(form: Form, field: str) -> FormField:
    """The field with this id. Raises WrongUse when the form has none."""
    found = next((each for each in form.fields if each.id == field), None)
    if found is None:
        names = ", ".join(each.id for each in form.fields)
        words = f"\u201c{form.title}\u201d has no field {field!r}. It has: {names}. Nothing was changed."
        raise WrongUse(words, "field")
    return found


def _row(assessment: str, form: str, row: str) -> str:
    return f"assessment/{assessment}/form/{form}/row/{row}"
