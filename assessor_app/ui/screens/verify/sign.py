"""Step 3, sign: the report as the assessor signed it, and the verifier's signature beside theirs."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.domain.scheme.rule_words import strands_counted
from assessor_app.domain.second.sample import unsettled
from assessor_app.ui.commands import command
from assessor_app.ui.kit.empty import Skeleton
from assessor_app.ui.kit.page_view import Document, PageView
from assessor_app.ui.ports import CounterSigningPort, ReportingPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.screens.verify.counter_pane import CounterPane
from assessor_app.ui.screens.verify.instead import Instead
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class SignTab(Tab):
    """compare_wanted: back to step 2; report_wanted: the assessor signs first, on the report's own page; bundle_wanted:
    share what is signed."""

    compare_wanted = Signal()
    report_wanted = Signal()
    bundle_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        whole: Whole,
        signing: CounterSigningPort,
        reporting: ReportingPort,
    ) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._whole = theme, worker, opened, whole
        self._signing, self._reporting = signing, reporting
        self.pages = PageView(theme, worker, ())
        self.pane = CounterPane(theme, whole, signing.needs_passphrase)
        self.strip = FoldedStrip(theme, "", self.tr("Signatures"))
        self._stack = QStackedWidget()
        self.instead = Instead(theme, self._stack, "signature", Skeleton(theme, 5))
        self._stack.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.pane.sign_wanted.connect(self.sign)
        self.pane.bundle_wanted.connect(self.bundle_wanted)
        opened.changed.connect(lambda: self.enter() if self.isVisible() else None)

    def commands(self, owner: Screen) -> list[QAction]:
        words = self.tr("Counter-sign the report")
        return [command(owner, "counter-sign", words, self.go_on, ["Ctrl+Return"], "screen")]

    def enter(self) -> None:
        record, scheme, lead = self._whole.record, self._whole.scheme, self._whole.record.lead_name
        still = unsettled(scheme, record)
        if record.second_mark is None or still:
            one = self.tr("{count} is still to agree, or to leave to the panel.")
            words = one if len(still) == 1 else self.tr("{count} are still to agree, or to leave to the panel.")
            words = (
                words.format(count=strands_counted(scheme, len(still))) if still else self.tr("Mark and agree first.")
            )
            self._show_instead(
                self.tr("Not yet to sign"), words, self.tr("Compare and agree"), self.compare_wanted.emit
            )
        elif not record.locked and self._whole.leads:
            words = self.tr("You sign first, then {name} counter-signs.").format(name=record.verifier_name)
            button = self.tr("Open the report")
            self._show_instead(self.tr("The report is not signed yet"), words, button, self.report_wanted.emit)
        elif not record.locked:
            words = self.tr(
                "{name} signs the report first. Share what you agreed, then import the bundle that comes back."
            )
            button = self.tr("Create bundle")
            title = self.tr("The report is not signed yet")
            self._show_instead(title, words.format(name=lead), button, self.bundle_wanted.emit)
        else:
            self._read()

    def focus_first(self) -> None:
        (self.instead.button or self.pages.paper).setFocus()

    def go_on(self) -> None:
        """The main button."""
        if self.instead.button is not None:
            self.instead.button.click()
        else:
            self.pane.press()

    def sign(self, passphrase: str) -> None:
        """Counter-sign, in the background; the passphrase goes no further than the service."""
        self.pane.show_busy(True)
        assessment = self._whole.record.id
        work = self._signing.sign
        self._worker.run(lambda: work(assessment, passphrase or None), self._signed, self._refused, owner=self)

    def _read(self) -> None:
        record, signing, reporting = self._whole.record, self._signing, self._reporting

        def read() -> tuple[bytes, int]:
            pdf = signing.report(record.id)
            return pdf, reporting.page_count(pdf)

        self._worker.run(read, self._show, self._unreadable, owner=self)

    def _show(self, read: tuple[bytes, int]) -> None:
        pdf, pages = read
        record, reporting = self._whole.record, self._reporting
        newest = record.reports[-1]
        self.pane.show_signatures(newest, record.counter_signature(newest.version))
        self.instead.leave()
        self._stack.setCurrentWidget(self.pages)
        self.context, self.context_strip = self.pane, self.strip
        both = record.counter_signature(newest.version) is not None
        self.strip.say(self.tr("Signed by both") if both else self.tr("Signed by {name}").format(name=record.lead_name))
        self.panes_changed.emit()
        self.pages.show_document(
            Document(
                pages,
                lambda page, width: reporting.page_picture(pdf, page, width),
                lambda page: reporting.page_text(pdf, page),
            )
        )

    def _unreadable(self, error: BaseException) -> None:
        words = told(self._worker, error)
        self._show_instead(self.tr("The signed report is not here"), words, self.tr("Create bundle"),
                         self.bundle_wanted.emit)  # fmt: skip

    def _signed(self, _made: object) -> None:
        self.pane.show_busy(False)
        self.pane.passphrase.clear()
        self._opened.saving.stored_now()
        self._opened.said.emit(self.tr("The report bears both signatures. Share it in your next bundle."))
        self._opened.reload_wanted.emit()

    def _refused(self, error: BaseException) -> None:
        self.pane.show_busy(False)
        self.pane.show_error(told(self._worker, error))

    def _show_instead(self, title: str, words: str, button: str, run: Callable[[], object]) -> None:
        self.instead.show(title, words, button, run)
        self.context = self.context_strip = None
        self.panes_changed.emit()
        if self.isVisible():
            self.focus_first()
