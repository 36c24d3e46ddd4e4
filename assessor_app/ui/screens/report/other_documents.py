"""The button for documents beside the report: a menu of what can be made, then how far it is, and a way to stop."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from assessor_app.domain.assessment.documents import DocumentChoice, DocumentKind
from assessor_app.errors import Stopped
from assessor_app.files import write_whole
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.ports import DocumentsPort
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.where_to_save import where_to_save
from assessor_app.ui.worker import Task, Worker


class OtherDocuments(Button):
    """Press it for the menu; while something is made, press it to stop. ask_where: for a file, given its name."""

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        documents: DocumentsPort,
        ask_where: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        super().__init__(theme, "", "ghost", "file-text")
        self._worker, self._opened, self._documents = worker, opened, documents
        self._ask_where = ask_where or ask_where_to_keep
        self._task: Task | None = None
        self.choices = QMenu(self)
        self.choices.setAccessibleName(self.tr("Other documents"))
        self._rest()
        self.clicked.connect(self.press)

    def press(self) -> None:
        """Show the menu, or stop what is being made."""
        if self._task is not None:
            self._task.cancel()
            self._end(self.tr("Stopped. Nothing was made."))
            return
        assessment = self._opened.value.id
        self.setEnabled(False)
        self._worker.run(lambda: self._documents.choices(assessment), self._show, self._fail, owner=self)

    def make(self, choice: DocumentChoice) -> None:
        """Ask for a place, and make it there."""
        kind, title = choice.kind, self.title_of(choice).lower().replace(":", "")
        name = f"{self._opened.value.institution.name} {title}{kind.extension}"
        target = self._ask_where(self, name)
        if target is None:
            return
        assessment = self._opened.value.id

        def work(task: Task) -> Path:
            def tell(done: int, whole: int) -> None:
                if task.cancelled():
                    raise Stopped("Stopped. Nothing was made.", "stopped")
                task.progress(done, whole)

            content = self._documents.make(kind, assessment, choice.asked, tell)
            tell(1, 1)
            write_whole(target, content)
            return target

        self.setText(self.tr("Stop making it"))
        self._task = self._worker.run_long(work, self._made, self._fail, self._tell, owner=self)

    def title_of(self, choice: DocumentChoice) -> str:
        """What it is called in the menu."""
        title = self._kind_words(choice.kind)
        return self.tr("{document}: {which}").format(document=title, which=choice.detail) if choice.detail else title

    def _kind_words(self, kind: DocumentKind) -> str:
        return {
            DocumentKind.DEBRIEF: self.tr("Debrief sheet"),
            DocumentKind.FORM: self.tr("Blank judgement form"),
            DocumentKind.PLAN: self.tr("Action plan"),
            DocumentKind.EVIDENCE: self.tr("Evidence book"),
            DocumentKind.APPEAL: self.tr("Letter, appeal received"),
            DocumentKind.COMPLAINT: self.tr("Letter, complaint received"),
            DocumentKind.RENEWAL: self.tr("Letter, renewal"),
            DocumentKind.HTML: self.tr("Report as web page"),
            DocumentKind.SPREADSHEET: self.tr("Results as workbook"),
            DocumentKind.CSV: self.tr("Results as CSV"),
        }[kind]

    def _show(self, choices: tuple[DocumentChoice, ...]) -> None:
        self.setEnabled(True)
        self.choices.clear()
        for choice in choices:
            self.choices.addAction(self.title_of(choice), partial(self.make, choice))
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _tell(self, done: int, whole: int) -> None:
        if self._task is not None and whole > 1:
            self.setText(self.tr("Stop making it ({done} of {all})").format(done=done, all=whole))

    def _made(self, target: Path) -> None:
        self._end(self.tr("Saved as {name}.").format(name=target.name))

    def _fail(self, error: BaseException) -> None:
        self._end(told(self._worker, error))

    def _end(self, words: str) -> None:
        self._task = None
        self._rest()
        self._opened.said.emit(words)

    def _rest(self) -> None:
        self.setEnabled(True)
        self.setText(self.tr("Other documents"))


def ask_where_to_keep(parent: QWidget, name: str) -> Path | None:
    """Ask for a place to save a document; None when the person thinks again."""
    return where_to_save(parent, parent.tr("Save the document"), name, f"*{Path(name).suffix}")
