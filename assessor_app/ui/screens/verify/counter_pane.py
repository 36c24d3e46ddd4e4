"""The pane at the right of step 3: who has signed, and the verifier's own signature."""

from datetime import datetime

from PySide6.QtCore import Signal

from assessor_app.domain.assessment.assessment import SignedReport
from assessor_app.domain.second.mark import CounterSignature
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.painted import Avatar
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.signing_pane import SigningPane
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme


class CounterPane(SigningPane):
    """bundle_wanted once it is signed."""

    bundle_wanted = Signal()

    def __init__(self, theme: Theme, whole: Whole, needs_passphrase: bool) -> None:
        statement = self.tr("I marked the same evidence on my own, and the agreed levels are ours.")
        super().__init__(theme, needs_passphrase, self.tr("Counter-sign report"), (statement,))
        self._whole = whole
        self.assessor = Paragraph(theme, "", "caption", "text2")
        self.verifier = Paragraph(theme, "", "caption", "text2")
        (self.statement,) = self.statements
        self.bundle = Button(theme, self.tr("Create bundle"), "primary", "package")
        self.bundle.hide()
        self._build()
        self.bundle.clicked.connect(self.bundle_wanted)

    def _build(self) -> None:
        theme, record = self._theme, self._whole.record
        self.column.addWidget(PlainLabel(self.tr("Signatures"), "heading"))
        for name, signed in ((record.lead_name, self.assessor), (record.verifier_name, self.verifier)):
            self.column.addLayout(self._who(Avatar(theme, name, 34), Paragraph(theme, name, "card"), signed))
        self.column.addWidget(rule())
        self._stack(self.asking, (self.statement, self.field, self.sign, self.why))
        self.column.addWidget(self.asking)
        self.column.addWidget(self.bundle)
        self.column.addStretch(1)
        title = self.tr("You sign exactly the file you received.")
        words = self.tr("The assessor's signature stays valid, and both can be checked by any PDF reader.")
        self.column.addWidget(Banner(theme, Notice(NoticeKind.READ_ONLY, title, words, icon="info")))

    def show_signatures(self, report: SignedReport, both: CounterSignature | None) -> None:
        """Show who has signed, and ask the verifier while they have not."""
        self.assessor.set_words(self._signed_words(self.tr("Assessor"), report.signed_at, report.key_fingerprint))
        verifier = self.tr("Verifier, not signed yet")
        if both is not None:
            verifier = self._signed_words(self.tr("Verifier"), both.signed_at, both.key_fingerprint)
        self.verifier.set_words(verifier)
        self.asking.setVisible(both is None and not self._whole.leads)
        self.bundle.setVisible(both is not None)
        self._show_state()

    def press(self) -> None:
        """Sign, when everything is there; once it is signed, pass it on."""
        super().press()
        if not self.bundle.isHidden():
            self.bundle_wanted.emit()

    def _signed_words(self, role: str, signed_at: str, key: str) -> str:
        at = datetime.fromisoformat(signed_at).astimezone()
        return self.tr("{role}, signed on {day} at {time}, key {key}").format(
            role=role, day=short_date(at.date()), time=short_time(at), key=key
        )

    def _meaning(self) -> str:
        return self.tr("Your signature stands beside the assessor's and cannot be taken back.")
