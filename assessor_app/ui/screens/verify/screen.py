"""A second mark of one assessment in three steps: mark on your own, compare and agree, sign."""

from functools import partial

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.second.sample import sampled
from assessor_app.ui.screens.evidence.tab import EvidenceTab
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.record_screen import Part, RecordScreen
from assessor_app.ui.screens.strand_notes import StrandNotes
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.verify.compare import CompareTab
from assessor_app.ui.screens.verify.lead_marks import LeadMarksTab
from assessor_app.ui.screens.verify.mark import MarkTab
from assessor_app.ui.screens.verify.sign import SignTab
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.workspace.beside import EvidenceBeside

STEPS = ("strands", "compare", "sign")


class VerifyScreen(RecordScreen):
    """The same record as on the visit's screen; of it a verifier sees what the sample asks for, and their own words."""

    place = "verify"
    _whole: Whole
    _chosen = False

    def show_tab(self, tab: str) -> None:
        self._chosen = self._chosen or tab in STEPS
        super().show_tab(tab)

    def _read(self) -> tuple[Assessment, Scheme]:
        value, scheme = super()._read()
        self._whole = Whole(value, scheme, self._workplace.person)
        return self._whole.own(), scheme if self._whole.leads else sampled(scheme, value.id)

    def _renew(self, value: Assessment) -> None:
        if self.opened is None:
            super()._renew(value)
            return
        self._whole.record = value
        super()._renew(self._whole.own())
        self._show_steps()

    def _show(self, read: tuple[Assessment, Scheme]) -> None:
        done = self._whole.steps_done
        if not self._chosen:
            self._wanted_tab = STEPS[min(done, 2)]
        super()._show(read)
        title = self._whole.scheme.short_title
        self.context_line = self.tr("{mark} · second marking").format(mark=title)
        self._show_steps()

    def _show_steps(self) -> None:
        self.steps_done = self._whole.steps_done
        self.title_changed.emit()

    def _parts(self, opened: OpenAssessment, taking: NoteTaking, notes: StrandNotes) -> tuple[Part, ...]:
        opened.blind = not self._whole.leads
        theme, worker, workplace = self._theme, self._worker, self._workplace
        return (
            ("strands", self.tr("Mark on your own"), lambda: self._make_mark(opened, notes)),
            ("compare", self.tr("Compare and agree"), lambda: self._make_compare(opened)),
            ("sign", self.tr("Sign"), lambda: self._make_sign(opened)),
            ("evidence", "", lambda: EvidenceTab(theme, worker, opened, workplace)),
        )

    def _make_mark(self, opened: OpenAssessment, notes: StrandNotes) -> Tab:
        if self._whole.leads:
            lead = LeadMarksTab(self._theme, self._whole.record.verifier_name)
            lead.strands_wanted.connect(partial(self.go_requested.emit, "assessment", self._assessment))
            return lead
        beside = EvidenceBeside(self._theme, self._worker, opened, self._workplace)
        second = self._workplace.second
        mark = MarkTab(self._theme, self._worker, opened, self._whole, second, notes.add, beside)
        mark.evidence_wanted.connect(self._open_evidence)
        notes.refused.connect(mark.note_refused)
        mark.note_moved.connect(notes.move)
        mark.note_strand_wanted.connect(notes.ask_strand)
        mark.compare_wanted.connect(partial(self.go_to_tab, "compare"))
        mark.sealed.connect(self._after_seal)
        mark.bundle_wanted.connect(self._share)
        return mark

    def _make_compare(self, opened: OpenAssessment) -> CompareTab:
        compare = CompareTab(self._theme, self._worker, opened, self._whole, self._workplace.second)
        compare.evidence_wanted.connect(self._open_evidence)
        compare.mark_wanted.connect(partial(self.go_to_tab, "strands"))
        compare.sign_wanted.connect(partial(self.go_to_tab, "sign"))
        compare.bundle_wanted.connect(self._share)
        return compare

    def _make_sign(self, opened: OpenAssessment) -> SignTab:
        workplace = self._workplace
        signing, reporting = workplace.counter_signing, workplace.reporting
        sign = SignTab(self._theme, self._worker, opened, self._whole, signing, reporting)
        sign.compare_wanted.connect(partial(self.go_to_tab, "compare"))
        sign.report_wanted.connect(partial(self.go_requested.emit, "assessment", self._assessment))
        sign.bundle_wanted.connect(self._share)
        return sign

    def _after_seal(self) -> None:
        self.refresh()
        self.go_to_tab("compare")

    def _share(self) -> None:
        self.go_requested.emit("sync", self._assessment)
