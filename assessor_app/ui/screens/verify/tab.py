"""Verify: declare interests, mark alone, seal; then both marks side by side, and a level agreed for each difference."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.domain.comparing import Compared, Comparison
from assessor_app.domain.scheme import NOT_ENOUGH
from assessor_app.ui.commands import command
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import SecondPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import ScrollingPage, Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class VerifyTab(Tab):
    """Built anew from the record each time it changes."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, second: SecondPort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._second = theme, worker, opened, second
        self._scrolling = ScrollingPage(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scrolling)
        px = theme.px
        self._scrolling.column.setContentsMargins(px(24), px(20), px(24), px(24))
        self._scrolling.column.setSpacing(px(14))
        self._scrolling.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._cards: list[Card] = []
        self.boxes: dict[str, TextBox] = {}
        self.main_button: Button | None = None
        self._sure = False
        opened.changed.connect(self._stale)
        self._is_stale = True

    def commands(self, owner: Screen) -> list[QAction]:
        return [command(owner, "verify-next", self.tr("Verify: next step"), self.go_on, ["Ctrl+Return"], "screen")]

    def enter(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._show()

    def focus_first(self) -> None:
        (self.main_button or self._scrolling).setFocus()

    def unsaved_texts(self) -> list[str]:
        return [box.text() for box in self.boxes.values() if box.text().strip()]

    def go_on(self) -> None:
        """Press the one main button, where there is one."""
        if self.main_button is not None:
            self.main_button.click()

    def declare(self) -> None:
        """Be the verifier, without a conflict of interest."""
        assessment = self._opened.value.id
        self._do(lambda: self._second.declare(assessment), self.tr("Declared: no conflict of interest."))

    def seal(self) -> None:
        """Seal; asked twice, since it cannot be undone."""
        if not self._sure:
            self._sure = True
            self._show()
            self.focus_first()
            return
        self._sure = False
        assessment = self._opened.value.id
        self._do(lambda: self._second.seal(assessment), self.tr("Your marks are sealed."))

    def agree(self, strand: str, level: str) -> None:
        """Agree a level, with what was typed as what settled it."""
        assessment, words = self._opened.value.id, self.boxes[strand].text()
        self._do(lambda: self._second.agree(assessment, strand, level, words).result(), self.tr("Agreed."))

    def ask_panel(self, strand: str) -> None:
        """Leave a strand to the panel."""
        assessment = self._opened.value.id
        self._do(lambda: self._second.ask_panel(assessment, strand).result(), self.tr("Left to the panel."))

    def _do(self, work: Callable[[], object], words: str) -> None:
        def done(_result: object) -> None:
            self._opened.said.emit(words)
            self._opened.saving.stored_now()
            self._is_stale = True
            self._opened.reload_wanted.emit()

        self._worker.run(work, done, lambda error: self._opened.said.emit(told(self._worker, error)), owner=self)

    def _stale(self) -> None:
        self._is_stale = True
        if self.isVisible() and not self.unsaved_texts():
            self.enter()

    def _clear(self) -> None:
        for card in self._cards:
            self._scrolling.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self.boxes, self.main_button = [], {}, None

    def _card(self, title: str, words: str = "") -> Card:
        card = Card(self._theme, padding=18, spacing=8)
        card.body.addWidget(Paragraph(self._theme, title, "card"))
        if words:
            card.body.addWidget(Paragraph(self._theme, words, "reading", "text2"))
        self._scrolling.column.addWidget(card)
        self._cards.append(card)
        return card

    def _show(self) -> None:
        self._clear()
        record = self._opened.value
        if record.second_mark is None:
            self._show_alone()
            return
        assessment = record.id
        self._worker.run(lambda: self._second.compare(assessment), self._show_both, self._not_yet, owner=self)

    def _show_alone(self) -> None:
        record, person = self._opened.value, self._opened.person
        interest = record.cycle.interest_of(person)
        name = record.institution.name
        if interest is None or (not interest.conflict and record.verifier != person):
            words = self.tr("Declare that you have not worked for, been paid by or are related to anybody there.")
            card = self._card(self.tr("Verify {name}").format(name=name), words)
            self._offer(card, self.tr("I have no conflict of interest"), self.declare)
        elif interest.conflict:
            self._card(self.tr("You cannot verify {name}").format(name=name), interest.reason)
        else:
            self._show_seal()

    def _show_seal(self) -> None:
        record, graded = self._opened.value, self._opened.scheme.graded
        own = record.levels_of(self._opened.person)
        done = sum(own.get(strand.id) is not None for strand in graded)
        count = self.tr("{done} of {all} marked").format(done=done, all=len(graded))
        if self._sure:
            words = self.tr(
                "You will then see what {name} gave. You can still change your mind when you agree, and both first "
                "marks are kept. It cannot be undone."
            )
            card = self._card(self.tr("Seal your marks?"), words.format(name=record.lead_name))
            self._offer(card, self.tr("Seal"), self.seal)
            return
        card = self._card(self.tr("Mark on your own"), self.tr("Judge each strand under Strands. ") + count + ".")
        if done == len(graded):
            self._offer(card, self.tr("Seal my marks"), self.seal)

    def _offer(self, card: Card, words: str, run: Callable[[], None]) -> None:
        self.main_button = Button(self._theme, words, "primary")
        self.main_button.clicked.connect(run)
        card.body.addLayout(row(self.main_button, KeyHint("Ctrl+Return"), None, spacing=self._theme.px(8)))

    def _not_yet(self, error: BaseException) -> None:
        self._clear()
        self._card(self.tr("Your marks are sealed"), told(self._worker, error))

    def _show_both(self, found: Comparison) -> None:
        self._clear()
        same = sum(not each.differs for each in found.strands)
        head = self.tr("{same} of {all} agree").format(same=same, all=len(found.strands))
        words = self.tr("{first}: {one}. {second}: {two}. As agreed so far: {now}.").format(
            first=self._opened.value.lead_name, one=found.by_first.headline, second=found.seal.signer_name,
            two=found.by_second.headline, now=found.now.headline,
        )  # fmt: skip
        self._card(head, words)
        for each in found.strands:
            if each.differs:
                self._show_difference(each, found.seal.signer_name)

    def _show_difference(self, each: Compared, second: str) -> None:
        strand = self._opened.scheme.strand(each.strand)
        notes = [self.tr("can change the award")] * each.swings + [self.tr("changed since the seal")] * each.changed
        card = self._card(f"{strand.number} {strand.title}", ", ".join(notes))
        sides = QHBoxLayout()
        for who, mark in ((self._opened.value.lead_name, each.first), (second, each.second)):
            side = QVBoxLayout()
            side.addWidget(PlainLabel(f"{who}: {self._level(mark.level)}", "label"))
            side.addWidget(Paragraph(self._theme, mark.reason or self.tr("No reason given"), "reading"))
            side.addStretch(1)
            sides.addLayout(side, 1)
        card.body.addLayout(sides)
        self._show_choice(card, each)

    def _show_choice(self, card: Card, each: Compared) -> None:
        strand = self._opened.scheme.strand(each.strand)
        if each.agreed.level:
            words = self.tr("Agreed: {level}. {reason}")
            words = words.format(level=self._level(each.agreed.level), reason=each.agreed.reason)
            card.body.addWidget(Paragraph(self._theme, words, "label"))
            return
        if each.agreed.panel:
            card.body.addWidget(PlainLabel(self.tr("Left to the panel"), "label"))
        name = self.tr("What settled it: {strand}").format(strand=strand.title)
        self.boxes[each.strand] = TextBox(self._theme, name, "", self.tr("What settled it"))
        card.body.addWidget(self.boxes[each.strand])
        buttons = []
        for level in self._opened.scheme.levels_of(strand):
            words = self.tr("Agree {level}").format(level=level.name)
            buttons.append(Button(self._theme, words, "secondary"))
            buttons[-1].clicked.connect(partial(self.agree, each.strand, level.id))
        panel = Button(self._theme, self.tr("Ask the panel"), "secondary", "gavel")
        panel.clicked.connect(partial(self.ask_panel, each.strand))
        for button in (*buttons, panel):
            button.setAccessibleName(f"{button.text()}, {strand.title}")
        card.body.addLayout(row(*buttons, panel, None, spacing=self._theme.px(8)))

    def _level(self, level: str) -> str:
        if level in ("", NOT_ENOUGH):
            return self.tr("Not enough evidence yet") if level else self.tr("Not judged")
        return self._opened.scheme.level(level).name
