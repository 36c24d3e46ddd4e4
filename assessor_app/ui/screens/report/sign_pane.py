"""The pane at the right: who signs, what is recommended, two statements, and the signature."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.assessment import SignedReport
from assessor_app.domain.outlook import Outlook
from assessor_app.domain.people import Person
from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.outlook_pane import OutlookHead
from assessor_app.ui.kit.painted import Avatar
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme

MOST_OPEN = 3
"""Open points that are said in full; all stand beside the sections."""


class SignPane(ScrollingPage):
    """sign_wanted carries the passphrase ("" when none is asked for); strand_wanted: what stops signing is there;
    bundle_wanted, version_wanted and stamp_wanted
    after it."""

    sign_wanted = Signal(str)
    strand_wanted = Signal(str)
    bundle_wanted = Signal()
    version_wanted = Signal()
    stamp_wanted = Signal()

    def __init__(self, theme: Theme, person: Person, needs_passphrase: bool) -> None:
        super().__init__(theme)
        self._theme, self._person, self._needs_passphrase = theme, person, needs_passphrase
        self._stops = self._stops_at = ""
        self._busy = False
        self._remark = (0, "")
        self.head = OutlookHead(theme, 40)
        self.statements = (
            WrappedCheck(theme, self.tr("The judgements are mine and follow from the evidence I saw.")),
            WrappedCheck(theme, self.tr("The leaders heard the main points in the debrief.")),
        )
        self.open_points = Paragraph(theme, "", "label", "warn")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = LabelledField(theme, self.tr("Passphrase for your key"), self.passphrase)
        self.sign = Button(theme, self.tr("Sign report"), "primary", "signature")
        self.why = Paragraph(theme, "", "caption", "text2")
        self.go = Button(theme, self.tr("Go to it"), "link")
        self.before, self.after = QWidget(), QWidget()
        self.title = PlainLabel("", "heading")
        self.role = PlainLabel("", "caption", "text2")
        self.name, self.key = Paragraph(theme, "", "card"), Paragraph(theme, "", "caption", "text2")
        self.avatar = Avatar(theme, person.name, 34)
        self.done = Paragraph(theme, "", "label", "ok")
        self.proof = Paragraph(theme, "", "caption", "text2")
        self.stamp = Button(theme, self.tr("Save with a time stamp"), "secondary", "clock")
        self.bundle = Button(theme, self.tr("Create bundle"), "primary", "package")
        self.version = Button(theme, "", "secondary")
        self._build()
        self._connect()
        self.show_signed(None)

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        self.column.setContentsMargins(px(18), px(14), px(18), px(14))
        self.column.setSpacing(px(12))
        self.column.addWidget(self.title)
        self.column.addLayout(self._who())
        self.column.addWidget(rule())
        self.column.addWidget(self.head)
        self.column.addWidget(rule())
        asked = QVBoxLayout(self.before)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(px(10))
        for widget in (self.open_points, *self.statements, self.field, self.sign, self.why):
            asked.addWidget(widget)
        asked.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        given = QVBoxLayout(self.after)
        given.setContentsMargins(0, 0, 0, 0)
        given.setSpacing(px(10))
        for widget in (self.done, self.proof, self.bundle, self.stamp, self.version):
            given.addWidget(widget)
        self.column.addWidget(self.before)
        self.column.addWidget(self.after)
        self.column.addStretch(1)
        panel, after = self.tr("The panel decides the award."), self.tr("The report goes out after the panel.")
        self.column.addWidget(Banner(theme, Notice(NoticeKind.READ_ONLY, panel, after, icon="info")))

    def _who(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.key)
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(10))
        line.addWidget(self.avatar)
        line.addLayout(words, 1)
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(6))
        column.addWidget(self.role)
        column.addLayout(line)
        return column

    def _connect(self) -> None:
        for statement in self.statements:
            statement.toggled.connect(lambda _on: self._show_state())
        self.passphrase.textChanged.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self.press)
        self.sign.clicked.connect(self.press)
        self.go.clicked.connect(lambda: self.strand_wanted.emit(self._stops_at))
        self.bundle.clicked.connect(self.bundle_wanted)
        self.stamp.clicked.connect(self.stamp_wanted)
        self.version.clicked.connect(self.version_wanted)

    def press(self) -> None:
        """Sign, when everything is there."""
        if self.sign.isEnabled() and not self.before.isHidden():
            self.sign_wanted.emit(self.passphrase.text() if self._needs_passphrase else "")

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what the report recommends."""
        self.head.show_outlook(outlook)
        award = outlook.award
        words = self.tr("Recommends {award}").format(award=award.name) if award else self.tr("Recommends no award yet")
        self.head.headline.set_words(words)

    def show_stops(self, words: str, strand: str = "") -> None:
        """Say what stops signing, or nothing. strand: where it can be mended, "" where no strand is meant."""
        self._stops, self._stops_at = words, strand
        self.go.setAccessibleName(self.tr("Go to it: {what}").format(what=words))
        self._show_state()

    def show_open_points(self, sentences: Sequence[str]) -> None:
        """Say what does not stop signing and should be known by whoever signs."""
        words = self.tr("Still open: {what}").format(what=" ".join(sentences[:MOST_OPEN])) if sentences else ""
        left = len(sentences) - MOST_OPEN
        if left > 0:
            words += " " + self.tr("{count} more at the left.").format(count=left)
        self.open_points.set_words(words)
        self.open_points.setVisible(bool(words))
        self._show_state()

    def show_signed(self, report: SignedReport | None) -> None:
        """The newest version is signed, or there is a draft again."""
        self.before.setVisible(report is None)
        self.after.setVisible(report is not None)
        if report is None:
            self._show_signer(self._person.name, self._person.key_fingerprint)
            self._show_state()
            return
        self._show_signer(report.signer_name, report.key_fingerprint, signed=True)
        time = short_time(datetime.fromisoformat(report.signed_at))
        words = self.tr("Signed at {time}. Share it in your next bundle.").format(time=time)
        if report.remark:
            self._remark = (report.version, report.remark)
        version, remark = self._remark
        self.done.set_words(f"{words} {remark if version == report.version else ''}".strip())
        self.version.setText(self.tr("Make version {version}").format(version=report.version + 1))
        for statement in self.statements:
            statement.box.setChecked(False)

    def show_proof(self, sentences: Sequence[str], stamping: bool) -> None:
        """What a check says of the signatures; stamping: a time stamp can be asked for."""
        self.proof.set_words("\n".join(sentences))
        self.proof.setVisible(bool(sentences))
        self.stamp.setVisible(stamping)

    def show_stamping(self, busy: bool) -> None:
        """A time stamp is being asked for."""
        self.stamp.setEnabled(not busy)

    def _show_signer(self, name: str, key: str, signed: bool = False) -> None:
        self.title.setText(self.tr("Signed") if signed else self.tr("Sign"))
        self.role.setText(self.tr("Signed by") if signed else self.tr("You are signing as"))
        self.name.set_words(name)
        self.avatar.set_name(name)
        self.key.set_words(self.tr("Assessor · key {key}").format(key=key))

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

    def _on_typed(self, text: str) -> None:
        if text:
            self.field.set_error("")
        self._show_state()

    def _show_state(self) -> None:
        self.field.setVisible(self._needs_passphrase)
        missing = self._missing()
        self.sign.setEnabled(not missing and not self._busy)
        self.sign.setText(self.tr("Signing") if self._busy else self.tr("Sign report"))
        words = self.tr("Signing locks this version. To correct it later you make a new version, and both are kept.")
        self.go.setVisible(bool(self._stops_at))
        self.why.set_words(missing or words)
        self.why.set_ink("text2")
        self.sign.setAccessibleDescription(
            " ".join(part for part in (self.open_points.words(), missing or words) if part)
        )

    def _missing(self) -> str:
        if self._stops:
            return self._stops
        if not all(statement.is_ticked() for statement in self.statements):
            return self.tr("Tick both statements to sign.")
        if self._needs_passphrase and not self.passphrase.text():
            return self.tr("Type the passphrase for your key to sign.")
        return ""
