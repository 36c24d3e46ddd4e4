"""The way from the edition that a visit stands on to a newer one: told, looked at, and gone if the lead chooses."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import EditionChanges, MovePreview
from assessor_app.ui.ports import EditionsPort
from assessor_app.ui.screens.edition_sheet import EditionSheet
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class EditionMove(QObject):
    """found: there is a newer edition; moved: the visit stands on it now; failed: it cannot be shown.

    scheme: the mark as the visit has it; page: the sheet opens over this one's window.
    """

    found = Signal(object)
    moved = Signal()
    failed = Signal(object)

    def __init__(
        self, theme: Theme, worker: Worker, editions: EditionsPort, assessment: str, scheme: Callable[[], Scheme],
        page: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._theme, self._worker, self._editions = theme, worker, editions
        self._assessment, self._scheme, self._page = assessment, scheme, page

    def look(self) -> None:
        """Look for a newer edition."""
        editions, assessment = self._editions, self._assessment
        self._worker.run(lambda: editions.newer(assessment), self._tell, self._worker.unhandled.emit, owner=self)

    def see(self) -> None:
        """Show what the newer edition changes, and offer the move."""
        editions, assessment = self._editions, self._assessment
        self._worker.run(lambda: editions.preview(assessment), self._show, self.failed.emit, owner=self)

    def _tell(self, changes: EditionChanges | None) -> None:
        if changes is not None:
            self.found.emit(changes)

    def _show(self, preview: MovePreview) -> None:
        sheet = EditionSheet(self._theme, self._page.window(), self._scheme(), preview)
        sheet.move_wanted.connect(lambda: self._move(sheet))
        sheet.open()

    def _move(self, sheet: EditionSheet) -> None:
        editions, assessment = self._editions, self._assessment

        def moved(_preview: MovePreview) -> None:
            sheet.close_sheet()
            self.moved.emit()

        self._worker.run(
            lambda: editions.move(assessment), moved, lambda error: sheet.refuse(told(self._worker, error)), owner=self
        )
