"""Effective practice: search what others do well; mark, read once more and release what was seen here."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from assessor_app.domain.cycle.practice import Consent, PracticeEntry, PracticeMark
from assessor_app.domain.words.anonymity import doubts_in
from assessor_app.domain.words.phrases import short_day_words
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.date_field import DateField
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.cycle.practice import Practice


class PracticePage(ScrollingPage):
    """done: the words for what was stored."""

    done = Signal(str)

    def __init__(self, theme: Theme, worker: Worker, practice: "Practice") -> None:
        super().__init__(theme)
        self._theme, self._worker, self._practice = theme, worker, practice
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words, or how they begin"))
        self.error = Paragraph(theme, "", "body", "danger")
        self.form = MarkForm(theme)
        self._results, self._marks = QVBoxLayout(), QVBoxLayout()
        self._typing = QTimer(self, singleShot=True, interval=200)
        self._typing.timeout.connect(self._search)
        self.words.textChanged.connect(self._typing.start)
        self.form.kept.connect(self._keep)
        self.form.released.connect(self._release)
        px = theme.px
        for widget in (self.form, self.error, LabelledField(theme, self.tr("Search"), self.words)):
            self.column.addWidget(widget)
        self.column.addLayout(self._results)
        self.column.addWidget(PlainLabel(self.tr("Marked on this computer"), "heading"))
        self.column.addLayout(self._marks)
        self.column.addStretch(1)
        self.column.setContentsMargins(px(24), px(16), px(24), px(24))
        for layout in (self.column, self._results, self._marks):
            layout.setSpacing(px(12))
        self.form.hide()
        self.error.hide()

    def enter(self) -> None:
        """Read the repository and the marks again."""
        self._search()
        self._worker.run(self._practice.marks, self._show_marks, self._fail, self)

    def begin_mark(self, assessment: str, strand: str) -> None:
        """Begin to mark the strengths of a strand, or go on with the mark it has."""

        def work() -> PracticeMark:
            marks = [mark for mark in self._practice.marks(assessment) if mark.strand == strand]
            text = marks[0].text if marks else self._practice.suggested(assessment, strand).text
            return marks[0] if marks else PracticeMark(assessment, strand, text, None, tuple(doubts_in(text)))

        self._worker.run(work, self._open_form, self._fail, self)

    def unsaved_texts(self) -> list[str]:
        """The words of the form while they are not kept."""
        return self.form.unsaved_texts()

    def _open_form(self, mark: PracticeMark) -> None:
        self.form.show_mark(mark)
        self.form.show()
        self.form.text.setFocus()

    def _search(self) -> None:
        words = self.words.text()
        self._worker.run(lambda: self._practice.search(words), self._show_results, self._fail, self)

    def _show_results(self, entries: tuple[PracticeEntry, ...]) -> None:
        clear(self._results)
        for entry in entries:
            card = Card(self._theme)
            facts = ", ".join(part for part in (entry.strand_title, entry.setting, entry.nation) if part)
            card.body.addWidget(Paragraph(self._theme, facts, "label", "text2"))
            card.body.addWidget(Paragraph(self._theme, entry.text, "reading"))
            self._results.addWidget(card)
        if not entries:
            nothing = self.tr("Nothing in the repository has these words.")
            empty = self.tr("The repository is empty. Mark a strength as effective practice beside its words.")
            words = nothing if self.words.text().strip() else empty
            self._results.addWidget(Paragraph(self._theme, words, "body", "text2"))

    def _show_marks(self, marks: tuple[PracticeMark, ...]) -> None:
        clear(self._marks)
        for mark in marks:
            card = Card(self._theme)
            card.body.addWidget(Paragraph(self._theme, self._state(mark), "label", "text2"))
            card.body.addWidget(Paragraph(self._theme, mark.text, "body"))
            change = Button(self._theme, self.tr("Change or release"), "link", "pencil")
            change.setAccessibleDescription(mark.text[:80])
            change.clicked.connect(lambda _checked=False, of=mark: self._open_form(of))
            card.body.addLayout(row(change, None))
            self._marks.addWidget(card)
        if not marks:
            self._marks.addWidget(Paragraph(self._theme, self.tr("Nothing is marked."), "body", "text2"))

    def _state(self, mark: PracticeMark) -> str:
        if mark.published:
            return self.tr("In the repository")
        missing = mark.missing(date.today())  # noqa: DTZ011  a consent holds by this computer's day
        return self.tr("Needs {0}").format(missing) if missing else self.tr("Can go into the repository")

    def _keep(self, mark: PracticeMark) -> None:
        def work() -> PracticeMark:
            kept = self._practice.mark(mark.assessment, mark.strand, mark.text)
            return self._practice.consent(mark.assessment, mark.strand, mark.consent) if mark.consent else kept

        self._run(work, self.tr("The mark is kept."))

    def _release(self, mark: PracticeMark) -> None:
        def work() -> PracticeMark:
            self._practice.mark(mark.assessment, mark.strand, mark.text)
            if mark.consent:
                self._practice.consent(mark.assessment, mark.strand, mark.consent)
            self._practice.publish(mark.assessment, mark.strand, checked=True)
            return next(each for each in self._practice.marks(mark.assessment) if each.strand == mark.strand)

        self._run(work, self.tr("It is in the repository and goes out with the next bundle."))

    def _run(self, work: Callable[[], PracticeMark], words: str) -> None:
        def stored(mark: PracticeMark) -> None:
            self.form.show_mark(mark)
            self.error.hide()
            self.done.emit(words)
            self.enter()

        self._worker.run(work, stored, self._fail, self)

    def _fail(self, error: BaseException) -> None:
        self.error.set_words(told(self._worker, error))
        self.error.show()


class MarkForm(Card):
    """The words as others would read them, what to look at in them, the consent, and the last reading."""

    kept = Signal(object)
    released = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._mark: PracticeMark | None = None
        self.text = GrowingText(theme, self.tr("The words as others will read them"), 3, 10)
        self.doubts = Paragraph(theme, "", "body", "danger")
        self.by = QLineEdit()
        self.on, self.until = DateField(theme, self.tr("Consented on")), DateField(theme, self.tr("Holds until"))
        self.checked = WrappedCheck(theme, self.tr("I have read it, and nobody can be recognised in it"))
        self.keep = Button(theme, self.tr("Keep the mark"), "secondary", "star")
        self.release = Button(theme, self.tr("Put into the repository"), "primary", "share-2")
        self.text.textChanged.connect(self._look)
        self.checked.toggled.connect(lambda _on: self._look())
        self.keep.clicked.connect(lambda: self._give(self.kept.emit))
        self.release.clicked.connect(lambda: self._give(self.released.emit))
        self.body.addWidget(PlainLabel(self.tr("Effective practice"), "card"))
        self.body.addWidget(LabelledField(theme, self.tr("The words as others will read them"), self.text))
        self.body.addWidget(self.doubts)
        self.body.addWidget(LabelledField(theme, self.tr("Consent given by (a role is enough)"), self.by))
        dates = row(self.on, self.until, spacing=theme.px(12))
        dates.setStretch(0, 1)
        dates.setStretch(1, 1)
        self.body.addLayout(dates)
        self.body.addWidget(self.checked)
        self.body.addLayout(row(self.release, self.keep, None, spacing=theme.px(8)))

    def show_mark(self, mark: PracticeMark) -> None:
        """Show a mark; it has to be read again before it is released."""
        self._mark = mark
        self.text.set_text(mark.text)
        if mark.consent:
            self.by.setText(mark.consent.by)
            for field, day in ((self.on, mark.consent.on), (self.until, mark.consent.until)):
                field.line.setText(f"{short_day_words(day)}")
        self.checked.box.setChecked(False)
        self._look()

    def unsaved_texts(self) -> list[str]:
        """Its words while they differ from the mark's."""
        typed = self.text.toPlainText()
        return [typed] if self._mark and not self.isHidden() and typed != self._mark.text else []

    def _look(self) -> None:
        doubts = list(doubts_in(self.text.toPlainText()))
        self.doubts.set_words(" ".join([self.tr("Look at this:"), *doubts]) if doubts else "")
        self.doubts.setVisible(bool(doubts))
        self.release.setEnabled(self.checked.box.isChecked())

    def _give(self, give: Callable[[PracticeMark], None]) -> None:
        if self._mark is None or not (self.on.check() and self.until.check()):
            return
        on, until, by = self.on.value, self.until.value, self.by.text().strip()
        consent = Consent(by, on, until) if by and on and until else None
        mark = PracticeMark(self._mark.assessment, self._mark.strand, self.text.toPlainText(), consent)
        give(mark)
