"""Rows of forms, added, changed and taken away over whatever page shows them."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.award.facts import Row
from assessor_app.domain.cycle.cycle import FormEntry
from assessor_app.domain.cycle.facts import form_rows
from assessor_app.domain.scheme.forms import Form
from assessor_app.ui.ports import CyclePort
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.progress.form_card import FormCard
from assessor_app.ui.screens.progress.form_sheet import FormSheet
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class FormKeeping(QObject):
    """Makes the card of a form and does what is asked for on it. `kept` says in words what was done."""

    kept = Signal(str)

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, cycle: CyclePort, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._worker, self._opened, self._forms, self._page = theme, worker, opened, cycle.forms, page
        self._begun: dict[tuple[str, str], dict[str, str]] = {}

    def card(self, form: Form) -> FormCard:
        """A form with its rows. An action plan that nobody typed here is the one that came with the workbook."""
        record = self._opened.value
        typed = record.cycle.entries_of(form.id)
        came = () if typed else form_rows(form, record)
        card = FormCard(self._theme, self._opened.scheme, form, typed, came, self._opened.editable)
        card.edit_wanted.connect(partial(self.edit_row, form))
        card.remove_wanted.connect(partial(self._remove_row, form))
        return card

    def edit_row(self, form: Form, entry: FormEntry | None) -> FormSheet:
        """Open a row of a form, or a new one, over the page."""
        stored, which = entry.values if entry else {}, (form.id, entry.row if entry else "")
        values = self._begun.get(which, stored)
        sheet = FormSheet(self._theme, self._page.window(), self._opened.scheme, form, values)
        sheet.typed.connect(partial(self._keep_typed, which, stored))
        sheet.kept.connect(partial(self._keep_row, sheet, form, entry))
        sheet.open()
        return sheet

    def unsaved_texts(self) -> list[str]:
        """What was typed into sheets that are open, or were closed by Esc or a lock, and is not stored."""
        return [", ".join(filter(None, values.values())) for values in self._begun.values()]

    def _keep_typed(self, which: tuple[str, str], stored: Row, values: dict[str, str] | None) -> None:
        if values is None or all(text == stored.get(name, "") for name, text in values.items()):
            self._begun.pop(which, None)
        else:
            self._begun[which] = values

    def _keep_row(self, sheet: FormSheet, form: Form, entry: FormEntry | None, values: dict[str, str]) -> None:
        forms, assessment = self._forms, self._opened.value.id

        def keep() -> None:
            if entry is None:
                forms.add_row(assessment, form.id, {name: text for name, text in values.items() if text}).result()
                return
            forms.change_row(assessment, form.id, entry.row, values).result()

        def done(_nothing: object) -> None:
            self._begun.pop((form.id, entry.row if entry else ""), None)
            if shiboken6.isValid(sheet):  # a lock closes it
                sheet.close_sheet()
            self.kept.emit(self.tr("Kept."))

        def failed(error: BaseException) -> None:
            if shiboken6.isValid(sheet):
                sheet.refuse(told(self._worker, error))
            else:
                self._opened.said.emit(told(self._worker, error))

        self._run(keep, done, failed)

    def _remove_row(self, form: Form, row_id: str) -> None:
        forms, assessment = self._forms, self._opened.value.id
        words = self.tr("The row is taken away.")
        self._begun.pop((form.id, row_id), None)
        self._run(
            lambda: forms.remove_row(assessment, form.id, row_id).result(),
            lambda _nothing: self.kept.emit(words),
            lambda error: self._opened.said.emit(told(self._worker, error)),
        )

    def _run(
        self, work: Callable[[], object], done: Callable[[object], None], failed: Callable[[BaseException], None]
    ) -> None:
        self._worker.run(work, done, failed, owner=self._page)
