"""The report as a file: the pages on show, or a signed version with a time stamp over it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.files import write_whole
from assessor_app.ui.ports import ReportingPort
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.report.sections import DRAFT
from assessor_app.ui.screens.telling import told
from assessor_app.ui.where_to_save import where_to_save
from assessor_app.ui.worker import Worker

AskWhere = Callable[[QWidget, str], Path | None]
"""parent, name of the file -> where it goes; None when the person thinks again."""


class ReportSaving(QObject):
    """stamping: a time stamp is being asked for, or not any more."""

    stamping = Signal(bool)

    def __init__(
        self, worker: Worker, opened: OpenAssessment, reporting: ReportingPort, page: QWidget, ask_where: AskWhere
    ) -> None:
        """page: over which it is asked where a file goes."""
        super().__init__(page)
        self._worker, self._opened, self._reporting = worker, opened, reporting
        self._page, self._ask_where = page, ask_where

    def save(self, pdf: bytes, version: int) -> None:
        """Save pages as a file; none are there while they are made."""
        if not pdf:
            self._opened.said.emit(self.tr("The pages are not made yet. Nothing was saved."))
            return
        kind = "draft" if version == DRAFT else f"version {version}"
        target = self._ask_where(self._page, f"{self._opened.value.institution.name} report {kind}.pdf")
        if target is None:
            return
        self._worker.run(
            lambda: write_whole(target, pdf),
            lambda _none: self._opened.said.emit(self.tr("Saved as {name}.").format(name=target.name)),
            lambda _error: self._opened.said.emit(
                self.tr("{name} was not saved: this place cannot be written.").format(name=target.name)
            ),
            owner=self,
        )

    def save_stamped(self, version: int) -> None:
        """Save a signed version with a time stamp over it; the one that is kept stays as it is."""
        assessment = self._opened.value.id
        name = f"{self._opened.value.institution.name} report version {version}, time stamped.pdf"
        target = self._ask_where(self._page, name) if version != DRAFT else None
        if target is None:
            return
        self.stamping.emit(True)
        self._worker.run(
            lambda: write_whole(target, self._reporting.sealed_pdf(assessment, version)),
            lambda _none: self._on_stamped(self.tr("Saved with a time stamp as {name}.").format(name=target.name)),
            lambda error: self._on_stamped(told(self._worker, error)),
            owner=self,
        )

    def _on_stamped(self, words: str) -> None:
        self.stamping.emit(False)
        self._opened.said.emit(words)


def ask_where_to_save(parent: QWidget, name: str) -> Path | None:
    """Ask for a place to save a PDF; None when the person thinks again."""
    return where_to_save(parent, parent.tr("Save the report"), name, "PDF (*.pdf)")
