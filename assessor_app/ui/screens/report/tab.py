"""The report screen: draws the pages in the background and signs them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import SignedReport
from assessor_app.domain.assessment.report import ReportCopies, ReportSection
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.visit import Reader
from assessor_app.errors import Refused
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.page_view import Document, PageView
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.report.copy_pane import copy_words
from assessor_app.ui.screens.report.other_documents import OtherDocuments
from assessor_app.ui.screens.report.rendering import Rendering
from assessor_app.ui.screens.report.report_commands import Acts, report_commands
from assessor_app.ui.screens.report.saving import AskWhere, ReportSaving, ask_where_to_save
from assessor_app.ui.screens.report.sections import DRAFT, ReportNav
from assessor_app.ui.screens.report.sign_pane import SignPane
from assessor_app.ui.screens.report.texts import ReportTexts
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """What the worker read: readiness, and the PDF with its number of pages; of a signed version what a check says of
    its signatures, and whether a time stamp can be asked for."""

    sections: tuple[ReportSection, ...]
    pdf: bytes
    pages: int
    copies: ReportCopies
    proof: tuple[str, ...] = ()
    stamping: bool = False


class ReportTab(Tab):
    """strand_wanted: a strand to finish first; bundle_wanted: share the signed report."""

    strand_wanted = Signal(str)
    bundle_wanted = Signal()

    nav_width = 264  # the longest reader of a copy

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        workplace: WorkplacePort,
        ask_where: AskWhere | None = None,
        ask_template: Callable[[QWidget], Path | None] | None = None,
    ) -> None:
        super().__init__()
        self._ask_template = ask_template or ask_for_template
        self.reader: Reader | None = None
        self._worker, self._opened, self._reporting = worker, opened, workplace.reporting
        self.saving = ReportSaving(worker, opened, workplace.reporting, self, ask_where or ask_where_to_save)
        self._task: Task | None = None
        self._pdf = b""
        self._drawn_words: tuple[str, ...] = ()
        self.shown = DRAFT
        self.save = Button(theme, self.tr("Save draft PDF"), "ghost", "download")
        self.save.clicked.connect(self.save_pdf)
        self.list = ReportNav(theme)
        self.texts = ReportTexts(opened, workplace.reporting, self.list)
        self.others = OtherDocuments(theme, worker, opened, workplace.documents, ask_where)
        self.pages = PageView(theme, worker, (self.save, self.others))
        self.rendering = Rendering(theme)
        self.sign_pane = SignPane(theme, workplace.person, workplace.reporting.needs_passphrase)
        self.strip = FoldedStrip(theme, self.tr("Sections"), self.tr("Sign"))
        self.nav, self.context, self.context_strip = self.list, self.sign_pane, self.strip
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rendering)
        self._stack.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.list.section_chosen.connect(self._go_to_section)
        self.list.strand_wanted.connect(self.strand_wanted)
        self.list.version_chosen.connect(self.show_version)
        copy = self.list.copy
        copy.reader_chosen.connect(self.show_reader)
        copy.language_chosen.connect(lambda tag: self._choose(self._reporting.choose_language, tag))
        copy.name_chosen.connect(lambda tag: self._choose(self._reporting.name_in, tag))
        copy.template_wanted.connect(self.choose_template)
        self.texts.left.connect(self._on_text_left)
        self.pages.page_shown.connect(lambda page: self.list.show_page(page + 1))
        self.rendering.stop_wanted.connect(self._stop)
        self.rendering.again_wanted.connect(self._draw)
        self.sign_pane.sign_wanted.connect(self.sign)
        self.sign_pane.strand_wanted.connect(self.strand_wanted)
        self.sign_pane.copy_wanted.connect(self.go_to_copy)
        self.sign_pane.bundle_wanted.connect(self.bundle_wanted)
        self.sign_pane.version_wanted.connect(self.begin_version)
        self.sign_pane.stamp_wanted.connect(lambda: self.saving.save_stamped(self.shown))
        self.saving.stamping.connect(self.sign_pane.show_stamping)
        self._opened.changed.connect(self._on_changed)

    def commands(self, owner: Screen) -> list[QAction]:
        acts = Acts(self.sign_pane.press, self.others.press, self.go_to_copy, self.choose_template, self.save_pdf)
        return report_commands(owner, acts)

    def enter(self) -> None:
        reports = self._opened.value.reports
        self.texts.show_texts()
        self.sign_pane.show_outlook(self._opened.outlook())
        self.sign_pane.show_signed(reports[-1] if self._opened.value.locked else None)
        self.show_version(reports[-1].version if self._opened.value.locked else DRAFT)

    def leave(self) -> None:
        self.texts.autosave.flush()

    def unsaved_texts(self) -> list[str]:
        return self.texts.autosave.unsaved_texts()

    def save_again(self) -> None:
        self.texts.autosave.retry()

    def focus_first(self) -> None:
        self.pages.paper.setFocus()

    def show_version(self, version: int) -> None:
        """Draw a signed version, which is always the whole report, or the draft."""
        self.shown, self.reader = version, self.reader if version == DRAFT else None
        self.save.setText(self.tr("Save draft PDF") if version == DRAFT else self.tr("Save PDF"))
        self.list.show_versions(self._opened.value.reports, self._opened.value.locked, version)
        self._draw()

    def show_reader(self, reader: str) -> None:
        """Draw the copy for a reader, or the whole report. A copy is a draft: what is signed is the whole."""
        self.reader = Reader(reader) if reader else None
        self.show_version(DRAFT)

    def go_to_copy(self) -> None:
        """Put the keyboard on what the report's copies depend on, and show it."""
        self.strip.open_nav()
        self.list.copy.reader.setFocus()

    def choose_template(self) -> None:
        """Ask for a template, and make the mark's documents by it; one that cannot be used is said on the page."""
        file, assessment = self._ask_template(self), self._opened.value.id
        if file is None:
            return
        self._stop()
        self._stack.setCurrentWidget(self.rendering)
        self.rendering.begin()
        use = self._reporting.use_template
        self._worker.run(lambda: use(assessment, file), lambda _none: self._draw(), self._show_failure, owner=self)

    def _choose(self, choose: Callable[[str, str], Pending[SavedField]], language: str) -> None:
        chosen = choose(self._opened.value.id, language)
        self._opened.saving.follow(chosen, lambda _saved: self._opened.reload_wanted.emit(), self._not_chosen)

    def _not_chosen(self, sentence: str) -> None:
        self._opened.said.emit(sentence)
        self._draw()  # the boxes show what holds, not what was chosen

    def sign(self, passphrase: str) -> None:
        """Sign the newest version, with what was typed last in it; the passphrase goes no further than the service."""
        self.sign_pane.show_busy(True)
        for autosave in (self.texts.autosave, self._opened.autosave):
            autosave.flush()
        self._opened.saving.when_settled(partial(self._sign, passphrase))

    def _sign(self, passphrase: str) -> None:
        if self.texts.autosave.unsaved_texts() or self._opened.autosave.unsaved_texts():
            words = self.tr("What you typed last is not saved yet. Nothing was signed. Try again once it is saved.")
            self._on_refused(Refused(words, "not-saved"))
            return
        assessment = self._opened.value.id
        self._worker.run(
            lambda: self._reporting.sign(assessment, passphrase or None), self._on_signed, self._on_refused, owner=self
        )

    def begin_version(self) -> None:
        """Open the signed work for a next version."""
        assessment = self._opened.value.id
        self._worker.run(
            lambda: self._reporting.begin_version(assessment),
            lambda _version: self._opened.reload_wanted.emit(),
            self._on_refused,
            owner=self,
        )

    def save_pdf(self) -> None:
        """Save the pages shown as a file."""
        self.saving.save(self._pdf, self.shown)

    def _draw(self) -> None:
        self._drawn_words, self._pdf = self.texts.words(), b""
        self._stop()
        self._stack.setCurrentWidget(self.rendering)
        self.rendering.begin()
        render = partial(self._render, self.shown, self.reader)
        self._task = self._worker.run(render, self._show_drawn, self._show_failure, owner=self)

    def _render(self, version: int, reader: Reader | None) -> DrawnReport:
        assessment, reporting = self._opened.value.id, self._reporting
        sections, copies = reporting.sections(assessment), reporting.copies(assessment)
        pdf = reporting.signed_pdf(assessment, version) if version else reporting.draft(assessment, reader)
        proof = reporting.signature_words(assessment, version) if version else ()
        stamping = bool(version) and reporting.has_time_server()
        return DrawnReport(sections, pdf, reporting.page_count(pdf), copies, proof, stamping)

    def _show_drawn(self, drawn: DrawnReport) -> None:
        self._pdf = drawn.pdf
        self.sign_pane.show_proof(drawn.proof, drawn.stamping)
        reporting, pdf = self._reporting, drawn.pdf
        self.list.show_sections(drawn.sections, self._opened.value.locked)
        self.list.copy.show_copies(drawn.copies, self.reader, self._opened.editable)
        self.sign_pane.show_copy(copy_words(drawn.copies, self.reader))
        stops = next((section for section in drawn.sections if section.severity is Severity.ERROR), None)
        self.sign_pane.show_stops(stops.message if stops else "", next(iter(stops.strands), "") if stops else "")
        self.sign_pane.show_open_points([each.message for each in drawn.sections if each.severity is Severity.WARNING])
        ready = sum(1 for section in drawn.sections if section.severity in (None, Severity.NOTE))
        self.strip.say(self.tr("{done} of {all} sections ready").format(done=ready, all=len(drawn.sections)))
        self._stack.setCurrentWidget(self.pages)
        self.rendering.end("")
        self.pages.show_document(
            Document(
                drawn.pages,
                lambda page, width: reporting.page_picture(pdf, page, width),
                lambda page: reporting.page_text(pdf, page),
            )
        )

    def _show_failure(self, error: BaseException) -> None:
        self.rendering.end(told(self._worker, error))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.rendering.end(self.tr("Stopped. The report was not made."))

    def _go_to_section(self, page: int) -> None:
        self.pages.go_to(page - 1)

    def _on_signed(self, report: SignedReport) -> None:
        self.sign_pane.show_busy(False)
        self.sign_pane.passphrase.clear()
        self.sign_pane.show_signed(report)
        self.sign_pane.bundle.setFocus()
        self._opened.announced.emit(self.sign_pane.done.words())
        self._opened.reload_wanted.emit()

    def _on_refused(self, error: BaseException) -> None:
        self.sign_pane.show_busy(False)
        self.sign_pane.show_error(told(self._worker, error))

    def _on_changed(self) -> None:
        if self.isVisible():
            self.enter()

    def _on_text_left(self) -> None:
        if self.texts.words() != self._drawn_words:
            self._on_changed()


def ask_for_template(parent: QWidget) -> Path | None:
    """Ask for a mark's template; None when the person thinks again."""
    title, kinds = parent.tr("Choose a template"), parent.tr("Templates (*.yaml)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None
