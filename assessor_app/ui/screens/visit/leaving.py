"""Before you leave: one page with everything still open, and the seal on the evidence."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.visit.before_leaving import BeforeLeaving
from assessor_app.domain.visit.ledger import SealedLedger
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.evidence_list import by_code
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.visit.leaving_card import LeavingCard, Making, at_left
from assessor_app.ui.theme import Theme


class LeavingPage(QWidget):
    """Signals: `back_wanted`; `seal_wanted`; `save_wanted` (the sealed list as a file); `evidence_wanted`;
    `strand_wanted` with a strand's id; `answered` with a note."""

    back_wanted = Signal()
    seal_wanted = Signal()
    save_wanted = Signal()
    evidence_wanted = Signal()
    strand_wanted = Signal(str)
    answered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.back = Button(theme, self.tr("Back to the notes"), "link", "chevron-left")
        self.left = Paragraph(theme, "", "body", "text2")
        self.seal = Button(theme, self.tr("Seal the evidence"), "primary", "lock")
        self.save = Button(theme, self.tr("Save the signed list"), "secondary", "download")
        self.sealed = Paragraph(theme, "", "body", "text2")
        self.page = ScrollingPage(theme)
        self._cards = QVBoxLayout()
        self._unfolded = {self.tr("To check")}  # what somebody meant to ask is shown whole from the start
        self._build()
        self.back.clicked.connect(self.back_wanted)
        self.seal.clicked.connect(self.seal_wanted)
        self.save.clicked.connect(self.save_wanted)

    def _build(self) -> None:
        px = self._theme.px
        self._cards.setSpacing(px(10))
        self.page.column.setContentsMargins(px(28), px(4), px(28), px(20))
        self.page.column.addLayout(self._cards)
        self.page.column.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(px(28), px(10), px(28), px(4))
        head.setSpacing(px(4))
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(PlainLabel(self.tr("Before you leave"), "title"))
        head.addWidget(self.left)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(28), px(8), px(28), px(12))
        foot.setSpacing(px(12))
        foot.addWidget(self.sealed, 1)
        foot.addWidget(self.save)
        foot.addWidget(self.seal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.page, 1)
        column.addLayout(foot)

    def show_check(
        self, found: BeforeLeaving, scheme: Scheme, sealed: SealedLedger | None, late: int, editable: bool
    ) -> None:
        """Show what is open, and how the seal stands. late: pieces that came after it."""
        self.left.set_words(self._left_words(found))
        focused = self.focusWidget()
        clear(self._cards)
        for name, lines, last in self._open(found, scheme):
            self._add_card(name, lines, last)
        if found.is_clear:
            words = self.tr("Nothing is open. Everything was seen, and every strand has learners' and staff voice.")
            self._cards.addWidget(Paragraph(self._theme, words, "reading"))
        self._show_seal(sealed, late, editable)
        if focused is None or not focused.isVisibleTo(self):
            (self.seal if self.seal.isVisibleTo(self) else self.back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _left_words(self, found: BeforeLeaving) -> str:
        if found.minutes_left is None:
            return self.tr("What is easier to see now than to ask for later.")
        if not found.minutes_left:
            return self.tr("The planned time is over.")
        if found.minutes_left >= 120:
            return self.tr("About {n} hours left today.").format(n=found.minutes_left // 60)
        one, many = self.tr("1 minute left today."), self.tr("{n} minutes left today.")
        return one if found.minutes_left == 1 else many.format(n=found.minutes_left)

    def _open(self, found: BeforeLeaving, scheme: Scheme) -> list[tuple[str, list[Making], QWidget | None]]:
        """Of each part what it is called, what makes its lines, and what stands under them."""
        groups = [f"{session.starts} {session.title}".strip() for session in found.not_met]
        unseen = [f"{piece.code} {piece.title}".strip() for piece in by_code(found.unseen)]
        link = self._evidence_link() if unseen else None
        parts: list[tuple[str, list[Making], QWidget | None]] = [
            (self.tr("To check"), [partial(self._question, note) for note in found.questions], None),
            (self.tr("Groups not met"), self._texts(groups), None),
            (self.tr("Evidence nobody has opened"), self._texts(unseen), link),
            (self.tr("Judged on one kind of source"), self._strands(found.single_source, scheme), None),
            (self.tr("No learner's voice"), self._strands(found.no_learners, scheme), None),
            (self.tr("No staff voice"), self._strands(found.no_staff, scheme), None),
        ]
        return [part for part in parts if part[1]]

    def _add_card(self, name: str, lines: list[Making], last: QWidget | None) -> None:
        card = LeavingCard(self._theme, f"{name}: {len(lines)}", lines, name in self._unfolded, last)
        card.unfolded.connect(partial(self._unfolded.add, name))
        self._cards.addWidget(card)

    def _texts(self, words: Sequence[str]) -> list[Making]:
        return [partial(Paragraph, self._theme, each, "body", "text2") for each in words]

    def _evidence_link(self) -> QWidget:
        link = Button(self._theme, self.tr("Open the evidence"), "link", "paperclip")
        link.clicked.connect(self.evidence_wanted)
        return at_left(link)

    def _strands(self, strands: Sequence[Strand], scheme: Scheme) -> list[Making]:
        names = [f"{each.number} {scheme.aspect_of(each.id).short}: {each.title}" for each in strands]
        return [partial(self._strand, name, each.id) for name, each in zip(names, strands, strict=True)]

    def _strand(self, name: str, strand: str) -> QWidget:
        link = Button(self._theme, name, "link")
        link.clicked.connect(lambda _checked=False: self.strand_wanted.emit(strand))
        return at_left(link)

    def _question(self, note: object) -> QWidget:
        text = str(getattr(note, "text", ""))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Icon(self._theme, "circle-question-mark", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Paragraph(self._theme, text, "body"), 1)
        done = Button(self._theme, self.tr("Answered"), "link")
        done.setAccessibleName(self.tr("Answered: {question}").format(question=text))
        done.clicked.connect(lambda: self.answered.emit(note))
        line.addWidget(done)
        return row

    def _show_seal(self, sealed: SealedLedger | None, late: int, editable: bool) -> None:
        self.seal.setVisible(sealed is None and editable)
        self.save.setVisible(sealed is not None)
        if sealed is None:
            words = self.tr("Sealing signs the list of the evidence as it is now. What comes later is shown apart.")
        else:
            at = datetime.fromisoformat(sealed.sealed_at)
            words = self.tr("Sealed by {name} on {day} at {time}.").format(
                name=sealed.signer_name, day=short_date(at.astimezone().date()), time=short_time(at)
            )
            if late:
                one, many = self.tr("1 piece came later."), self.tr("{n} pieces came later.")
                words = f"{words} {one if late == 1 else many.format(n=late)}"
        self.sealed.set_words(words)
