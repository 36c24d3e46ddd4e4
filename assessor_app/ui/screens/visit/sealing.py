"""Sealing the evidence at the end of a visit, and saving the signed list."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assessor_app.domain.visit.ledger import SealedLedger
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.telling import told
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.theme import Theme
from assessor_app.ui.visit_ports import LedgerPort
from assessor_app.ui.where_to_save import where_to_save
from assessor_app.ui.worker import Worker


class Sealing(QObject):
    """What the page before leaving starts. page: its dialogs open over this one's window."""

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        ledger: LedgerPort,
        taking: NoteTaking,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._theme, self._worker, self._opened, self._ledger = theme, worker, opened, ledger
        self._taking, self._page = taking, page

    def ask(self) -> None:
        """Sealing cannot be undone, so it is asked."""
        count = len(self._opened.value.evidence)
        question = Question(
            self._theme,
            self._page.window(),
            self.tr("Seal the evidence of this visit?"),
            self.tr("The list of {n} pieces is signed as it is now. What comes later is shown apart for good.").format(
                n=count
            ),
            (self.tr("Seal the evidence"), self.tr("Not yet")),
        )
        question.agreed.connect(self.seal)
        question.open()

    def seal(self) -> None:
        """Seal the evidence as it is now."""
        ledger, assessment = self._ledger, self._opened.value.id
        self._taking.autosave.flush()

        def sealed(made: SealedLedger) -> None:
            self._opened.saving.stored_now()
            self._opened.show_sealed(made)
            self._opened.said.emit(self.tr("The evidence is sealed and signed."))

        self._worker.run(lambda: ledger.seal(assessment), sealed, self._tell, owner=self)

    def ask_where_to_save(self) -> None:
        """Ask where the signed list goes, and save it there."""
        name = self.tr("{school} evidence").format(school=self._opened.value.institution.name)
        title, kinds = self.tr("Save the signed list"), self.tr("Signed list (*.ledger)")
        target = where_to_save(self._page.window(), title, f"{name}.ledger", kinds)
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Save the signed list to a file."""
        ledger, assessment = self._ledger, self._opened.value.id
        self._worker.run(
            lambda: ledger.save(assessment, target),
            lambda _none: self._opened.said.emit(self.tr("Saved as {name}.").format(name=target.name)),
            self._tell,
            owner=self,
        )

    def _tell(self, error: BaseException) -> None:
        self._opened.said.emit(told(self._worker, error))
