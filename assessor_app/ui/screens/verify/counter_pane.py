"""The pane at the right of step 3: who has signed, and the verifier's own signature."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.assessment import SignedReport
from assessor_app.domain.second_mark import CounterSignature
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.painted import Avatar
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme


class CounterPane(ScrollingPage):
    """sign_wanted carries the passphrase ("" when none is asked for); bundle_wanted once it is signed."""

    sign_wanted = Signal(str)
    bundle_wanted = Signal()

    def __init__(self, theme: Theme, whole: Whole, needs_passphrase: bool) -> None:
        super().__init__(theme)
        self._theme, self._whole, self._needs_passphrase = theme, whole, needs_passphrase
        self._busy = False
        self.assessor = Paragraph(theme, "", "caption", "text2")
        self.verifier = Paragraph(theme, "", "caption", "text2")
        self.statement = WrappedCheck(
            theme, self.tr("I marked the same evidence on my own, and the agreed levels are ours.")
        )
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = LabelledField(theme, self.tr("Passphrase for your key"), self.passphrase)
        self.sign = Button(theme, self.tr("Counter-sign report"), "primary", "signature")
        self.why = Paragraph(theme, "", "caption", "text2")
        self.bundle = Button(theme, self.tr("Create bundle"), "primary", "package")
        self.asking = QWidget()
        self._build()
        self.statement.toggled.connect(lambda _on: self._show_state())
        self.passphrase.textChanged.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self.press)
        self.sign.clicked.connect(self.press)
        self.bundle.clicked.connect(self.bundle_wanted)

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        record = self._whole.record
        self.column.setContentsMargins(px(18), px(14), px(18), px(14))
        self.column.setSpacing(px(12))
        self.column.addWidget(PlainLabel(self.tr("Signatures"), "heading"))
        for name, signed in ((record.lead_name, self.assessor), (record.verifier_name, self.verifier)):
            self.column.addLayout(self._who(name, signed))
        self.column.addWidget(rule())
        asked = QVBoxLayout(self.asking)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(px(10))
        for widget in (self.statement, self.field, self.sign, self.why):
            asked.addWidget(widget)
        self.column.addWidget(self.asking)
        self.column.addWidget(self.bundle)
        self.column.addStretch(1)
        title = self.tr("You sign the very bytes you received.")
        words = self.tr("The assessor's signature stays valid, and both can be checked by any PDF reader.")
        self.column.addWidget(Banner(theme, Notice(NoticeKind.READ_ONLY, title, words, icon="info")))

    def _who(self, name: str, words: Paragraph) -> QHBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Paragraph(self._theme, name, "card"))
        column.addWidget(words)
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(10))
        line.addWidget(Avatar(self._theme, name, 34))
        line.addLayout(column, 1)
        return line

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
        """Sign, when everything is there."""
        if self.sign.isEnabled() and self.asking.isVisibleTo(self):
            self.sign_wanted.emit(self.passphrase.text() if self._needs_passphrase else "")
        elif self.bundle.isVisibleTo(self):
            self.bundle_wanted.emit()

    def show_busy(self, busy: bool) -> None:
        """Signing is under way."""
        self._busy = busy
        self._show_state()

    def show_error(self, sentence: str) -> None:
        """Signing was refused: say it at the passphrase when there is one."""
        self.passphrase.clear()
        if self._needs_passphrase:
            self.field.set_error(sentence)
            self.passphrase.setFocus()
        else:
            self.why.set_words(sentence)
            self.why.set_ink("danger")

    def _signed_words(self, role: str, signed_at: str, key: str) -> str:
        at = datetime.fromisoformat(signed_at).astimezone()
        return self.tr("{role}, signed on {day} at {time}, key {key}").format(
            role=role, day=short_date(at.date()), time=short_time(at), key=key
        )

    def _on_typed(self, text: str) -> None:
        if text:
            self.field.set_error("")
        self._show_state()

    def _show_state(self) -> None:
        self.field.setVisible(self._needs_passphrase)
        missing = self._missing()
        self.sign.setEnabled(not missing and not self._busy)
        self.sign.setText(self.tr("Signing") if self._busy else self.tr("Counter-sign report"))
        words = self.tr("Your signature stands beside the assessor's and cannot be taken back.")
        self.why.set_words(missing or words)
        self.why.set_ink("text2")
        self.sign.setAccessibleDescription(missing or words)

    def _missing(self) -> str:
        if not self.statement.is_ticked():
            return self.tr("Tick the statement to sign.")
        if self._needs_passphrase and not self.passphrase.text():
            return self.tr("Type the passphrase for your key to sign.")
        return ""
