"""The pane at the right: who signs, what is recommended, two statements, and the signature."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import SignedReport
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.people import Person
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.outlook_pane import OutlookHead
from assessor_app.ui.kit.painted import Avatar
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.signing_pane import SigningPane
from assessor_app.ui.theme import Theme

MOST_OPEN = 3
"""Open points that are said in full; all stand beside the sections."""


class SignPane(SigningPane):
    """sign_wanted carries the passphrase ("" when none is asked for); strand_wanted: what stops signing is there;
    copy_wanted: choose reader, language or template; bundle_wanted, version_wanted and stamp_wanted after it."""

    strand_wanted = Signal(str)
    copy_wanted = Signal()
    bundle_wanted = Signal()
    version_wanted = Signal()
    stamp_wanted = Signal()

    def __init__(self, theme: Theme, person: Person, needs_passphrase: bool) -> None:
        statements = (
            self.tr("The judgements are mine and follow from the evidence I saw."),
            self.tr("The leaders heard the main points in the debrief."),
        )
        super().__init__(theme, needs_passphrase, self.tr("Sign report"), statements)
        self._person = person
        self._stops = self._stops_at = ""
        self._remark = (0, "")
        self.head = OutlookHead(theme, 40)
        self.open_points = Paragraph(theme, "", "label", "warn")
        self.go = Button(theme, self.tr("Go to it"), "link")
        self.copy = Paragraph(theme, "", "caption", "text2")
        self.choose = Button(theme, self.tr("Reader, language, template"), "link")
        self.choose.setToolTip(self.tr("Choose for whom and in which language (Ctrl Shift R)"))
        self.after, self.shown_copy = QWidget(), QWidget()
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
        self.column.addWidget(self.title)
        self.column.addLayout(self._signer())
        self.column.addWidget(rule())
        self.column.addWidget(self.head)
        self._stack(self.shown_copy, (self.copy,)).addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.shown_copy)
        self.column.addWidget(rule())
        asked = self._stack(self.asking, (self.open_points, *self.statements, self.field, self.sign, self.why))
        asked.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack(self.after, (self.done, self.proof, self.bundle, self.stamp, self.version))
        self.column.addWidget(self.asking)
        self.column.addWidget(self.after)
        self.column.addStretch(1)
        panel, after = self.tr("The panel decides the award."), self.tr("The report goes out after the panel.")
        self.column.addWidget(Banner(self._theme, Notice(NoticeKind.READ_ONLY, panel, after, icon="info")))

    def _signer(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(6))
        column.addWidget(self.role)
        column.addLayout(self._who(self.avatar, self.name, self.key))
        return column

    def _connect(self) -> None:
        self.choose.clicked.connect(self.copy_wanted)
        self.go.clicked.connect(lambda: self.strand_wanted.emit(self._stops_at))
        self.bundle.clicked.connect(self.bundle_wanted)
        self.stamp.clicked.connect(self.stamp_wanted)
        self.version.clicked.connect(self.version_wanted)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what the report recommends."""
        self.head.show_outlook(outlook)
        award = outlook.award
        words = self.tr("Recommends {award}").format(award=award.name) if award else self.tr("Recommends no award yet")
        self.head.headline.set_words(words)

    def show_copy(self, words: str) -> None:
        """Say what is chosen of what the report's copies depend on."""
        self.copy.set_words(words)

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
        self.asking.setVisible(report is None)
        self.after.setVisible(report is not None)
        if report is None:
            self._show_signer(self._person.name, self._person.key_fingerprint)
            self._show_state()
            return
        self._show_signer(report.signer_name, report.key_fingerprint, signed=True)
        at = datetime.fromisoformat(report.signed_at).astimezone()
        words = self.tr("Signed on {day} at {time}. Share it in your next bundle.")
        words = words.format(day=short_date(at.date()), time=short_time(at))
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

    def _show_state(self) -> None:
        super()._show_state()
        self.go.setVisible(bool(self._stops_at))
        said = (self.open_points.words(), self.why.words())
        self.sign.setAccessibleDescription(" ".join(part for part in said if part))

    def _meaning(self) -> str:
        return self.tr("Signing locks this version. To correct it later you make a new version, and both are kept.")

    def _missing(self) -> str:
        return self._stops or super()._missing()
