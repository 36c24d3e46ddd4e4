"""Step 1, mark on your own: the workspace without anything of the assessor's judgement, and the seal."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.errors import Refused
from assessor_app.ui.commands import command
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.ports import SecondPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.telling import told
from assessor_app.ui.screens.verify.gate import Gate
from assessor_app.ui.screens.verify.mark_parts import MarkedHead, MarkFooter, MarkStrip, all_marked
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.screens.workspace.beside import EvidenceBeside
from assessor_app.ui.screens.workspace.context import OutlookContext
from assessor_app.ui.screens.workspace.footer import StrandFooter
from assessor_app.ui.screens.workspace.page import StrandPage
from assessor_app.ui.screens.workspace.rows import fits, onward
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class MarkTab(WorkspaceTab):
    """sealed: the marks are sealed now; compare_wanted: go on to both marks; bundle_wanted: tell the administrator."""

    sealed = Signal()
    compare_wanted = Signal()
    bundle_wanted = Signal()
    nav_width = 248  # the three filters with two figures each

    def __init__(  # noqa: PLR0913, PLR0917  what the workspace needs, and the second mark
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        whole: Whole,
        second: SecondPort,
        add_note: Callable[[str, NoteKind, str], None],
        beside: EvidenceBeside | None = None,
    ) -> None:
        self._whole, self._worker, self._second = whole, worker, second
        self.head = MarkedHead(theme, opened, whole)
        self.gate = Gate(theme, whole)
        super().__init__(theme, opened, add_note, beside)
        line = self.layout()
        if line is not None:
            line.addWidget(self.gate)
        self.gate.declared.connect(self.declare)
        self.gate.tell_wanted.connect(self.bundle_wanted)
        self._show_gate()

    def make_parts(
        self, theme: Theme, opened: OpenAssessment
    ) -> tuple[StrandPage, OutlookContext, FoldedStrip, StrandFooter]:
        context = OutlookContext(theme, opened, self.head)
        return StrandPage(theme, opened, second=True), context, MarkStrip(theme, opened), MarkFooter(theme, opened)

    @property
    def gated(self) -> bool:
        """True until interests are declared, and for good once there is a conflict."""
        record, person = self._whole.record, self._whole.person
        interest = record.cycle.interest_of(person.id)
        clear = interest is not None and not interest.conflict and record.verifier == person.id
        return not (clear or self._opened.sealed)

    def commands(self, owner: Screen) -> list[QAction]:
        made = [action for action in super().commands(owner) if action.objectName() != "judge-as-before"]
        seal = command(owner, "seal-marks", self.tr("Seal my marks"), self.ask_seal, ["Ctrl+Shift+Return"], "screen")
        return [*made, seal]

    def show_outlook(self) -> None:
        self.head.show_progress()
        if isinstance(self.strip, MarkStrip):
            self.strip.show_progress()

    def refresh(self) -> None:
        super().refresh()
        self.gate.show_interest(self._whole.record.cycle.interest_of(self._whole.person.id))
        if self.gate.isHidden() == self.gated:
            self._show_gate()

    def judge(self, level: str) -> None:
        if not self.gated:
            super().judge(level)

    def use_note(self, field: str, text: str) -> None:
        super().use_note(field if field == "working_notes" else "reason", text)

    def open_note(self) -> None:
        if not self.gated:
            super().open_note()

    def unsaved_texts(self) -> list[str]:
        reason = self.gate.reason.text() if self.gated else ""
        return [*super().unsaved_texts(), *([reason] if reason.strip() else [])]

    def go_on(self) -> None:
        """The main button: declare, mark the next strand, seal, or go on to compare."""
        if self.gated:
            self.gate.press()
        elif self._opened.sealed:
            self.compare_wanted.emit()
        elif all_marked(self._opened):
            self.ask_seal()
        else:
            to_do = (each.id for each in self._opened.scheme.strands if fits(self._opened, each.id, "to-do"))
            self.go_to(onward(self._opened, self.strand) or next(to_do, self.strand))

    def declare(self, conflict: str) -> None:
        """Declare interests: none (empty), or what they are."""
        work = partial(self._second.declare, self._opened.value.id, conflict)
        self._worker.run(work, self._declared, lambda error: self.gate.refuse(told(self._worker, error)), owner=self)

    def ask_seal(self) -> None:
        """Ask once more: a seal cannot be undone."""
        if self.gated or self._opened.sealed:
            return
        if not all_marked(self._opened):
            self._opened.said.emit(self.tr("Mark every strand first. Nothing was sealed."))
            return
        words = self.tr(
            "You will then see what {name} gave. You can still change your mind when you agree, and both first marks "
            "are kept. The seal cannot be taken back."
        ).format(name=self._whole.record.lead_name)
        answers = (self.tr("Seal"), self.tr("Not yet"))
        question = Question(self._theme, self.window(), self.tr("Seal your marks?"), words, answers)
        question.agreed.connect(self.seal)
        question.open()

    def seal(self) -> None:
        """Seal, in the background, once every reason is stored: after it none can be written."""
        self.foot.next.setEnabled(False)
        self._opened.autosave.flush()
        self._opened.saving.when_settled(self._seal)

    def _seal(self) -> None:
        if self._opened.autosave.unsaved_texts():
            self._not_sealed(Refused(self.tr("A reason is not saved yet. Nothing was sealed."), "not-saved"))
            return
        work = partial(self._second.seal, self._opened.value.id)
        self._worker.run(work, self._on_sealed, self._not_sealed, owner=self)

    def focus_first(self) -> None:
        if self.gated:
            self.gate.focus_first()
        else:
            super().focus_first()

    def _declared(self, _nothing: object) -> None:
        self._opened.saving.stored_now()
        self._opened.reload_wanted.emit()

    def _on_sealed(self, _mark: object) -> None:
        self.foot.next.setEnabled(True)
        self._opened.saving.stored_now()
        self._opened.said.emit(self.tr("Your marks are sealed."))
        self.sealed.emit()

    def _not_sealed(self, error: BaseException) -> None:
        self.foot.next.setEnabled(True)
        self._opened.said.emit(told(self._worker, error))

    def _show_gate(self) -> None:
        gated = self.gated
        self.gate.show_interest(self._whole.record.cycle.interest_of(self._whole.person.id))
        self.gate.setVisible(gated)
        self.page.setVisible(not gated)
        if gated and self.beside is not None:
            self.beside.hide()
        parts = (None, None, None, None) if gated else (self.list, self.outlook, self.strip, self.foot)
        self.nav, self.context, self.context_strip, self.footer = parts
        self.panes_changed.emit()
        if self.isVisible():
            self.focus_first()
