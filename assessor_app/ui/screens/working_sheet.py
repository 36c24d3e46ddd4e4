"""A sheet whose filled button does something in a worker, and that says here what was wrong with it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class WorkingSheet(Sheet):
    """`done` carries the result of the work; the sheet is closed then. go: does it; stay: leaves it."""

    done = Signal(object)

    def __init__(  # noqa: PLR0913, PLR0917  a sheet, and what it is left by
        self, theme: Theme, window: QWidget, worker: Worker, name: str, width: int, go: Button, stay: Button
    ) -> None:
        super().__init__(theme, window, name, width)
        self._worker, self.go, self.stay = worker, go, stay
        self.error = PlainLabel("", "caption-medium", "danger", wrap=True)
        self.error.hide()
        go.clicked.connect(self.start)
        stay.clicked.connect(self.close_sheet)

    def start(self) -> None:
        """Do it, once everything it needs was typed."""
        raise NotImplementedError

    def _explain(self, title: str, sentence: str) -> None:
        self.body.addWidget(PlainLabel(title, "heading", wrap=True))
        self.body.addWidget(PlainLabel(sentence, "reading", "text2", wrap=True))

    def _end_with_buttons(self) -> None:
        self.body.addWidget(self.error)
        self.body.addLayout(row(None, self.stay, self.go))

    def _run(self, work: Callable[[], object]) -> None:
        self._set_busy(True)
        self._worker.run(work, self._finish, self._fail, owner=self)

    def _finish(self, result: object) -> None:
        self._forget()
        self.close_sheet()
        self.done.emit(result)

    def _fail(self, error: BaseException) -> None:
        self._set_busy(False)
        sentence, field = told(self._worker, error), self._field_of(error)
        if field is not None:
            self._wrong(field, sentence)
            return
        self.error.setText(sentence)
        self.error.show()
        self.resize_box()
        self.go.setFocus()

    def _wrong(self, field: LabelledField, sentence: str) -> None:
        field.set_error(sentence)
        self.resize_box()
        field.field.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self.hold(busy)
        self.error.hide()
        for widget in (self.go, self.stay, *self._inputs()):
            widget.setEnabled(not busy)

    def _inputs(self) -> Iterable[QWidget]:
        """What takes nothing while the work is under way."""
        return ()

    def _forget(self) -> None:
        """It is done: what was typed for it is not wanted any more."""

    def _field_of(self, error: BaseException) -> LabelledField | None:
        """The field at which an error is said, None for the foot of the sheet."""
        return None
