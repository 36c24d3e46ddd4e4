"""The page of one strand: both reasons side by side, the levels to agree on, and what settled it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.second.comparing import Compared
from assessor_app.domain.words.wording import Run, changed_runs
from assessor_app.ui.kit.agree_card import AgreeCard
from assessor_app.ui.kit.buttons import IconButton
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.verify.reason_card import ReasonCard
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme

SIDE_BY_SIDE_FROM = 560
CARDS_FROM = 640


class ComparePage(ScrollingPage):
    """stepped: look at the difference before or after; level_chosen: one of the cards; evidence_chosen: an id."""

    stepped = Signal(int)
    level_chosen = Signal(str)
    evidence_chosen = Signal(str)

    def __init__(self, theme: Theme, whole: Whole) -> None:
        super().__init__(theme)
        self._theme, self._whole = theme, whole
        self._strand = ""
        self.aspect, self.title = Paragraph(theme, "", "caption", "text2"), Paragraph(theme, "", "title")
        self.count = PlainLabel("", "caption", "text2").with_figures()
        self.up = IconButton(theme, "chevron-up", self.tr("Difference before this one"), "Ctrl+PgUp")
        self.down = IconButton(theme, "chevron-down", self.tr("Difference after this one"), "Ctrl+PgDown")
        lead, verifier = whole.record.lead_name, whole.record.verifier_name
        you = self.tr("You, {role}")
        assessor, checks = self.tr("Assessor"), self.tr("Verifier")
        self.sides = (
            ReasonCard(theme, lead, you.format(role=assessor.lower()) if whole.leads else assessor),
            ReasonCard(theme, verifier, checks if whole.leads else you.format(role=checks.lower())),
        )
        self.differ = PlainLabel("", "caption", "text3")
        self.cards: dict[str, AgreeCard] = {}
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.settled = TextBox(
            theme,
            self.tr("What settled it"),
            self.tr("Kept with the record"),
            self.tr("What you looked at together, and what decided it."),
        )
        here = self.tr("{name} is here and agrees").format(name=whole.other_name)
        self.together = WrappedCheck(theme, here)
        self.stands = Paragraph(theme, "", "body", "text2")
        self._build()
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        for side in self.sides:
            side.evidence_chosen.connect(self.evidence_chosen)

    def _build(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addWidget(self.aspect)
        words.addWidget(self.title)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        for tool in (self.count, self.up, self.down):
            head.addWidget(tool)
        heading = QHBoxLayout()
        heading.addWidget(PlainLabel(self.tr("Agreed judgement"), "label"))
        heading.addStretch(1)
        heading.addWidget(self.differ)
        self._sides.setSpacing(px(14))
        self._line.setSpacing(px(4))
        for side in self.sides:
            self._sides.addWidget(side, 1)
        self.column.setContentsMargins(px(24), px(12), px(24), px(16))
        self.column.setSpacing(px(10))
        for item in (head, self._sides, heading, self._line):
            self.column.addLayout(item)
        for widget in (self.stands, self.settled, self.together):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_strand(self, each: Compared, chosen: str, editable: bool) -> None:
        """Show one strand. chosen: the level that the cards show as chosen, empty for none."""
        scheme, record = self._whole.scheme, self._whole.record
        moved, self._strand = each.strand != self._strand, each.strand
        self.aspect.set_words(scheme.aspect_of(each.strand).title)
        self.title.set_words(scheme.strand(each.strand).title)
        for side, mark, changed in zip(self.sides, (each.first, each.second), (each.changed, False), strict=True):
            side.show_mark(scheme, mark, record, changed)
        if moved:
            self.together.untick()  # said of one difference; of the next nobody has said it yet
            self._make_cards(each)
            self.verticalScrollBar().setValue(0)
        for level, card in self.cards.items():
            card.setChecked(level == chosen)
            card.set_locked(not editable)
        self.settled.set_locked(not editable)
        self.together.setVisible(editable)

    def take_at_end(self, widget: QWidget) -> None:
        """Show a widget below everything else."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def focus_top(self) -> bool:
        """Put the keyboard on what moves to another difference; False where there is no other."""
        tools = [tool for tool in (self.down, self.up) if tool.isEnabled()]
        if tools:
            tools[0].setFocus()
        return bool(tools)

    def show_place(self, place: int, whole: int) -> None:
        """Which difference it is, from 1; nothing for a strand on which both agree."""
        words = self.tr("Difference {place} of {all}").format(place=place, all=whole) if place else ""
        self.count.setText(words)
        self.up.setEnabled(bool(whole) and place != 1)
        self.down.setEnabled(bool(whole) and place != whole)

    def _make_cards(self, each: Compared) -> None:
        scheme = self._whole.scheme
        strand = scheme.strand(each.strand)
        held = any(card.hasFocus() for card in self.cards.values())
        clear(self._line)
        self.cards = {}
        runs = self._runs(each)
        steps = scheme.steps_of(strand)
        levels = [(level.id, level.rank, level.name) for level in scheme.levels_of(strand)]
        if NOT_ENOUGH in (each.first.level, each.second.level):
            levels.insert(0, (NOT_ENOUGH, 0, self.tr("Not enough evidence")))
        for level, rank, name in levels:
            card = AgreeCard(self._theme, rank, steps, name)
            whose = {each.first.level: ("mine", self.sides[0]), each.second.level: ("theirs", self.sides[1])}
            ink, side = whose.get(level, ("mine", None))
            plain = (Run(strand.descriptors.get(level, ""), False),)
            card.show_text(runs.get(level, plain), ink, side.level.text() if side is not None and each.differs else "")
            card.clicked.connect(lambda _checked=False, to=level: self.level_chosen.emit(to))
            self._line.addWidget(card, 1)
            card.show()  # what is not shown yet takes no focus
            self.cards[level] = card
        if held:  # the keyboard was on a card of the strand before
            next(iter(self.cards.values())).setFocus()
        marked = any(run.changed for found in runs.values() for run in found)
        self.differ.setText(self.tr("Words that differ are underlined") if marked else "")

    def _runs(self, each: Compared) -> dict[str, tuple[Run, ...]]:
        """The descriptors of the two levels, the words that the other one does not have marked."""
        texts = self._whole.scheme.strand(each.strand).descriptors
        first, second = texts.get(each.first.level, ""), texts.get(each.second.level, "")
        if not each.differs or not first or not second:
            return {}
        return {each.first.level: changed_runs(second, first), each.second.level: changed_runs(first, second)}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        units = self.viewport().width() / self._theme.scale
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(beside if units >= SIDE_BY_SIDE_FROM else below)
        self._line.setDirection(beside if units >= CARDS_FROM else below)
