"""Import a rubric: a file or pasted rows, the questions it leaves open, and what comes of it before it is kept."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.counting import counted
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.rubrics.questions import QuestionForm
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.where_to_save import where_to_save
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.schemes.rubrics import ImportedRubric
    from assessor_app.services.schemes.shelf import SchemeShelf

AskFile = Callable[[QWidget], Path | None]
AskTarget = Callable[[QWidget, str], Path | None]

TYPING = 400
"""Milliseconds of quiet after pasting or typing before the rows are read."""


class TakeInPage(ScrollingPage):
    """installed: the words that say which mark can be judged now."""

    installed = Signal(str)

    def __init__(
        self, theme: Theme, worker: Worker, shelf: "SchemeShelf", which: "AskFile", target: "AskTarget"
    ) -> None:
        super().__init__(theme)
        self._theme, self._worker, self._shelf = theme, worker, shelf
        self._which, self._target = which, target
        self._file: Path | None = None
        self._found: ImportedRubric | None = None
        self._asked = 0
        words = self.tr(
            "Open a CASE package, a framework library, a grid (Excel or CSV) or a learning platform's rubric, or paste "
            "rows from a spreadsheet. You see what comes of it before anything is kept."
        )
        self.hint = Paragraph(theme, words, "reading", "text2")
        self.choose = Button(theme, self.tr("Open a file"), "secondary", "folder-input")
        self.paste = GrowingText(theme, self.tr("Rows pasted from a spreadsheet"), 2, 8)
        self.paste.spelled = False  # words of a rubric as they came
        self.paste.setPlaceholderText(self.tr("Or paste rows here, with their headings"))
        self.error = Paragraph(theme, "", "body", "danger")
        self.form = QuestionForm(theme)
        self.preview = Card(theme)
        self.summary = Paragraph(theme, "", "body")
        self.parts = Paragraph(theme, "", "body", "text2")
        self.left_out = Paragraph(theme, "", "caption", "text2")
        self.keep = Button(theme, self.tr("Use this rubric here"), "primary", "download")
        self.save = Button(theme, self.tr("Save it as a file"), "secondary", "save")
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        self.choose.clicked.connect(self.open_file)
        self.paste.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._read_pasted)
        self.form.answered.connect(self._read)
        self.keep.clicked.connect(self._install)
        self.save.clicked.connect(self._save)
        self.preview.body.addWidget(PlainLabel(self.tr("What comes of it"), "card"))
        for widget in (self.summary, self.parts, self.left_out):
            self.preview.body.addWidget(widget)
        self.preview.body.addLayout(row(self.keep, self.save, None, spacing=px(8)))
        self.column.addWidget(self.hint)
        self.column.addLayout(row(self.choose, None))
        self.column.addWidget(self.paste)
        self.column.addWidget(self.error)
        self.column.addWidget(self.form)
        self.column.addWidget(self.preview)
        self.column.addStretch(1)
        self.column.setContentsMargins(px(24), px(16), px(24), px(24))
        self.column.setSpacing(px(12))
        self.preview.hide()
        self.error.hide()

    def open_file(self) -> None:
        """Ask for a file and read it."""
        file = self._which(self)
        if file is not None:
            self.read_file(file)

    def read_file(self, file: Path) -> None:
        """Read a file."""
        self._file = file
        self.paste.set_text("")
        self.form.begin()
        self._read()

    def _read_pasted(self) -> None:
        self._file = None
        self.form.begin()
        self._read()

    def _read(self) -> None:
        """In a worker; an answer to an earlier question comes too late and is not shown."""
        from assessor_app.services.schemes.rubrics import import_pasted, import_rubric  # YAML is for this page only

        self._asked += 1
        asked, file, pasted, answers = self._asked, self._file, self.paste.toPlainText(), self.form.answers()
        if file is None and not pasted.strip():
            self._show_error("")
            self.preview.hide()
            return

        def work() -> "ImportedRubric":
            return import_rubric(file, answers) if file else import_pasted(pasted, answers)

        self._worker.run(
            work, lambda found: self._show(found, asked), lambda error: self._fail(error, asked), owner=self
        )

    def _show(self, found: "ImportedRubric", asked: int) -> None:
        if asked != self._asked:
            return
        self._found = found
        self.form.show_questions(found.questions)
        open_words = self.tr("Something must be answered first: {words}")
        wanted = " / ".join(question.words for question in found.open)
        self._show_error(open_words.format(words=wanted) if found.scheme is None else "")
        self.preview.setVisible(found.scheme is not None)
        if found.scheme is not None:
            self.summary.set_words(self._summary(found.scheme))
            self.parts.set_words("\n".join(_aspect_lines(found.scheme)))
            self.left_out.set_words("\n".join(self.tr("Not carried over: {0}").format(each) for each in found.left_out))
            self.left_out.setVisible(bool(found.left_out))

    def _summary(self, scheme: Scheme) -> str:
        counts = f"{counted(len(scheme.aspects), 'aspect')}, {counted(len(scheme.graded), 'strand')}"
        levels = ", ".join(level.name for level in scheme.levels)
        words = self.tr("{title}, edition {edition}: {counts}. Levels: {levels}.")
        return words.format(title=scheme.title, edition=scheme.edition, counts=counts, levels=levels)

    def _fail(self, error: BaseException, asked: int) -> None:
        if asked == self._asked:
            self._found = None
            self.preview.hide()
            self._show_error(told(self._worker, error))

    def _show_error(self, words: str) -> None:
        self.error.set_words(words)
        self.error.setVisible(bool(words))

    def _install(self) -> None:
        found = self._found
        if found is None or found.scheme is None:
            return
        text, shelf = found.text, self._shelf

        def work() -> Scheme:
            with TemporaryDirectory(prefix="assay-rubric-") as folder:
                file = Path(folder) / "edition.yaml"
                file.write_text(text, encoding="utf-8")
                return shelf.install(file)

        self._worker.run(work, self._on_installed, lambda error: self._show_error(told(self._worker, error)), self)

    def _on_installed(self, scheme: Scheme) -> None:
        self.installed.emit(self.tr("{title} can be judged now.").format(title=scheme.title))

    def _save(self) -> None:
        found = self._found
        if found is None or found.scheme is None:
            return
        file = self._target(self, f"{found.scheme.id}-{found.scheme.edition}.yaml")
        if file is None:
            return
        text = found.text

        def work() -> None:
            from assessor_app.services.schemes.rubrics import save_edition

            save_edition(file, text)

        self._worker.run(work, None, lambda error: self._show_error(told(self._worker, error)), self)


def ask_which(parent: QWidget) -> Path | None:
    """The file that somebody picks, or None."""
    kinds = parent.tr("Rubrics (*.json *.yaml *.yml *.csv *.txt *.xlsx *.xml);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, parent.tr("Open a rubric"), "", kinds)
    return Path(name) if name else None


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where a file goes, or None."""
    return where_to_save(parent, parent.tr("Save the edition"), name, "YAML (*.yaml)")


def _aspect_lines(scheme: Scheme) -> list[str]:
    return [f"{aspect.number}  {aspect.title} ({counted(len(aspect.strands), 'strand')})" for aspect in scheme.aspects]
