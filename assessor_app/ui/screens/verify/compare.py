"""Step 2, compare and agree: both first marks side by side, and a level for each difference."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.second.comparing import Compared, Comparison
from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Skeleton
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.ports import SecondPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.screens.verify.compare_commands import compare_commands
from assessor_app.ui.screens.verify.compare_list import WIDTH, CompareList
from assessor_app.ui.screens.verify.compare_page import ComparePage
from assessor_app.ui.screens.verify.compare_rows import Outcome, level_words, outcome_of, waits
from assessor_app.ui.screens.verify.compare_words import is_fresh, main_words, next_words, standing_words
from assessor_app.ui.screens.verify.instead import Instead
from assessor_app.ui.screens.verify.summary_bar import SummaryBar
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

LOW = 420
"""Under this height, in logical pixels at 100 %, both reasons need the room that the summary takes over them."""


class CompareTab(Tab):
    """evidence_wanted: a piece's id; mark_wanted: back to step 1; bundle_wanted: share what is sealed or agreed;
    sign_wanted: on to step 3."""

    evidence_wanted = Signal(str)
    mark_wanted = Signal()
    bundle_wanted = Signal()
    sign_wanted = Signal()
    nav_width = WIDTH

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, whole: Whole, second: SecondPort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._whole, self._second = theme, worker, opened, whole, second
        self.found: Comparison | None = None
        self.strand = ""
        self._chosen: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self.list = CompareList(theme, whole)
        self.summary = SummaryBar(theme, whole)
        self.page = ComparePage(theme, whole)
        self.strip = FoldedStrip(theme, self.tr("Both marks"), "")
        self._make_footer()
        self._stack = QStackedWidget()
        self._ready = QWidget()
        self._inside = QVBoxLayout(self._ready)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._inside.addWidget(self.summary)
        self._inside.addWidget(self.page, 1)
        self.instead = Instead(theme, self._stack, "scale", Skeleton(theme, 5))
        self._stack.addWidget(self._ready)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    def _make_footer(self) -> None:
        theme = self._theme
        self.told = PlainLabel("", "body", "text2")
        self.main_button = Button(theme, "", "primary", "check")
        hint = KeyHint("Ctrl+Return")
        icon = Icon(theme, "info", "text2", 16)
        self.foot = FittingRow(theme, (icon, self.told), (self.main_button, hint), (self.told, icon, hint), (20, 8))
        self.main_button.clicked.connect(self.go_on)

    def _connect(self) -> None:
        self.list.strand_chosen.connect(self.go_to)
        self.page.stepped.connect(self.step)
        self.page.level_chosen.connect(self.choose)
        self.page.evidence_chosen.connect(self.evidence_wanted)
        self.page.settled.typed.connect(lambda text: self._typed.__setitem__(self.strand, text))
        self.page.settled.typed.connect(lambda _text: self._show_main())
        self.page.together.toggled.connect(lambda _on: self._show_main())
        self.summary.panel_wanted.connect(self.ask_panel)
        self._opened.changed.connect(self._again)

    @property
    def is_low(self) -> bool:
        """True while there is no room for the summary over the page: it stands at the page's end."""
        return self.height() < self._theme.px(LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_low != self.page.page.isAncestorOf(self.summary):
            self._place_summary()

    def _place_summary(self) -> None:
        if self.is_low:
            self.page.take_at_end(self.summary)
        else:
            self._inside.insertWidget(0, self.summary)
        self.summary.set_narrow(self.is_low)
        self._show_strip()

    def commands(self, owner: Screen) -> list[QAction]:
        return compare_commands(owner, self, self._opened.scheme)

    def enter(self) -> None:
        self._read()

    def focus_first(self) -> None:
        """The chosen card, or the first; the button where there is nothing to choose. Where the cards are below what is
        seen, the page stays at its top, at the buttons for the differences."""
        if self._stack.currentWidget() is self._ready and self.page.cards:
            if self.is_low and self.page.focus_top():
                return
            cards = self.page.cards.values()
            (next((card for card in cards if card.isChecked()), None) or next(iter(cards))).setFocus()
        else:
            (self.instead.button or self).setFocus()

    def unsaved_texts(self) -> list[str]:
        return [text for text in self._typed.values() if text.strip()]

    @property
    def shown(self) -> Compared | None:
        """The strand on show."""
        strands = self.found.strands if self.found else ()
        return next((each for each in strands if each.strand == self.strand), None)

    def go_to(self, strand: str) -> None:
        """Show a strand."""
        self.strand = strand
        self._show()

    def step(self, step: int) -> None:
        """Go to the difference after or before, in the order of what matters most; nothing at the ends."""
        differing = self._differing()
        at = differing.index(self.strand) + step if self.strand in differing else 0
        if 0 <= at < len(differing):
            self.go_to(differing[at])

    def choose(self, level: str) -> None:
        """Choose a level; nothing is agreed before the main button says so."""
        if self._editable:
            self._chosen[self.strand] = level
            self._show()

    def choose_rank(self, rank: int) -> None:
        """Choose by the level's figure; 0 for not enough evidence, where one judge gave that."""
        each = self.shown
        if each is None:
            return
        scheme = self._whole.scheme
        levels = {level.rank: level.id for level in scheme.levels_of(scheme.strand(each.strand))} | {0: NOT_ENOUGH}
        if levels.get(rank, "") in self.page.cards:
            self.choose(levels[rank])

    def go_on(self) -> None:
        """The main button: agree, confirm, go on to what waits, or to the signature."""
        if self._stack.currentWidget() is not self._ready:
            if self.instead.button is not None:
                self.instead.button.click()
            return
        each = self.shown
        if each is None or self.found is None:
            return
        level = self._chosen.get(each.strand, "")
        if is_fresh(each, level):
            self._agree(each, level)
        elif outcome_of(each, self._whole) is Outcome.TO_CONFIRM:
            self._do(lambda: self._second.confirm(self._whole.record.id, each.strand), self.tr("Confirmed."))
        elif self._next_waiting():
            self.go_to(self._next_waiting())
        else:
            self.sign_wanted.emit()

    def ask_panel(self) -> None:
        """Leave the strand on show to the panel, with both reasons."""
        each = self.shown
        if each is not None and self._editable and each.differs:
            work = partial(self._second.ask_panel, self._whole.record.id, each.strand)
            self._do(work, self.tr("Left to the panel, with both reasons."))

    @property
    def _editable(self) -> bool:
        return not (self._opened.read_only or self._whole.record.locked)

    def _agree(self, each: Compared, level: str) -> None:
        settled, together = self.page.settled.text().strip(), self.page.together.is_ticked()
        if not settled and len({each.first.level, each.second.level, level}) > 1:
            self._opened.said.emit(self.tr("Say what settled it first. Nothing was agreed."))
            self.page.settled.box.setFocus()
            return
        words = self.tr("{strand} is agreed: {level}.").format(
            strand=self._whole.scheme.strand(each.strand).title, level=level_words(self._whole.scheme, level)
        )
        work = partial(self._second.agree, self._whole.record.id, each.strand, level, settled, together)
        self._do(work, words)

    def _do(self, work: Callable[[], Pending[SavedField]], words: str) -> None:
        strand = self.strand
        self.main_button.setEnabled(False)

        def done(_result: object) -> None:
            self._typed.pop(strand, None)
            self._chosen.pop(strand, None)
            self.page.together.untick()
            self._opened.saving.stored_now()
            self._opened.said.emit(words)
            self._opened.reload_wanted.emit()

        def failed(error: BaseException) -> None:
            self.main_button.setEnabled(True)
            self._opened.said.emit(told(self._worker, error))

        self._worker.run(lambda: work().result(), done, failed, owner=self)

    def _again(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if self._whole.record.second_mark is None:
            words = self.tr("Both marks are shown side by side once yours are sealed.")
            title, button = self.tr("Seal your own marks first"), self.tr("Mark on your own")
            self._show_instead(title, words, button, self.mark_wanted.emit)
            return
        assessment = self._whole.record.id
        self._worker.run(lambda: self._second.compare(assessment), self._take, self._not_yet, owner=self)

    def _take(self, found: Comparison) -> None:
        before = self.shown
        self.found = found
        done = before is not None and waits(before, self._whole) and not waits(self.shown or before, self._whole)
        if not self.strand or done:
            self.strand = self._next_waiting() or self.strand or found.strands[0].strand
        first = self._stack.currentWidget() is not self._ready
        self._stack.setCurrentWidget(self._ready)
        self.nav, self.context_strip, self.footer = self.list, self.strip, self.foot
        if first:
            self.panes_changed.emit()
        self._show()
        if first or done:
            self.focus_first()

    def _show(self) -> None:
        found, each = self.found, self.shown
        if found is None or each is None:
            return
        self.list.show_comparison(found, self.strand)
        self.summary.show_comparison(found)
        self._show_strip()
        chosen = self._chosen.get(each.strand, each.agreed.level or ("" if each.differs else each.first.level))
        self.page.show_strand(each, chosen, self._editable)
        differing = self._differing()
        place = differing.index(each.strand) + 1 if each.strand in differing else 0
        self.page.show_place(place, len(differing))
        typed = self._typed.get(each.strand)
        self.page.settled.show_text(each.agreed.reason if typed is None else typed)
        self.page.settled.setVisible(each.differs or bool(each.agreed.reason))
        self._show_stands(each)
        self._show_main()

    def _show_strip(self) -> None:
        each = self.shown
        if each is not None:
            strand = self._whole.scheme.strand(each.strand)
            title = f"{self._whole.scheme.aspect_of(strand.id).short}: {strand.title}"
            self.strip.say(self.summary.head.text() if self.is_low else title)

    def _show_stands(self, each: Compared) -> None:
        words = standing_words(each, self._whole)
        self.page.stands.set_words(words)
        self.page.stands.setVisible(bool(words))
        asked = outcome_of(each, self._whole) is Outcome.PANEL
        self.summary.panel.setVisible(each.differs and self._editable and not asked)

    def _show_main(self) -> None:
        each = self.shown
        if each is None:
            return
        chosen, more = self._chosen.get(each.strand, ""), bool(self._next_waiting())
        outcome = outcome_of(each, self._whole)
        self.main_button.setText(main_words(each, self._whole, chosen, more))
        self.main_button.setEnabled(is_fresh(each, chosen) or outcome is not Outcome.TO_AGREE)
        self.told.setText(next_words(each, self._whole, chosen, more, self.page.together.is_ticked()))
        self.foot.fit()

    def _differing(self) -> list[str]:
        return [each.strand for each in self.found.strands if each.differs] if self.found else []

    def _next_waiting(self) -> str:
        strands = self.found.strands if self.found else ()
        others = [each.strand for each in strands if waits(each, self._whole) and each.strand != self.strand]
        return others[0] if others else ""

    def _not_yet(self, error: BaseException) -> None:
        words = told(self._worker, error)
        if not isinstance(error, AssayError) or error.code == "not-complete":
            self._show_instead(self.tr("Both marks are not here yet"), words)
        else:
            title, button = self.tr("Your marks are sealed"), self.tr("Create bundle")
            self._show_instead(title, words, button, self.bundle_wanted.emit)

    def _show_instead(self, title: str, words: str, button: str = "", run: Callable[[], object] | None = None) -> None:
        self.instead.show(title, words, button, run)
        self.nav = self.context_strip = self.footer = None
        self.panes_changed.emit()
        if self.isVisible():
            self.focus_first()
