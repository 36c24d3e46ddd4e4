"""The page of one clash: its versions, the result that can be edited, and what it does to the outlook."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.domain.journal.clash import Clash, ClashKind
from assessor_app.domain.journal.field_words import value_words
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Level, Scheme
from assessor_app.domain.words.phrases import capital
from assessor_app.ui.enumerating import in_words
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.painted import Chip
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.settle.session import SettleSession
from assessor_app.ui.screens.settle.sides import Sides
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme

SIDE_BY_SIDE_FROM = 700


class ClashPage(ScrollingPage):
    """chosen: a value and how it came about; stepped: look at the clash before or after; combine and again: the
    buttons of the result."""

    chosen = Signal(object, str)
    stepped = Signal(int)
    combine_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme, scheme: Scheme) -> None:
        super().__init__(theme)
        self._theme, self._scheme = theme, scheme
        self._shown: Clash | None = None
        self._allowed = True
        self.where = Paragraph(theme, "", "caption", "text2")
        self.title = Paragraph(theme, "", "title")
        self.count = PlainLabel("", "caption", "text2").with_figures()
        self.up = IconButton(theme, "chevron-up", self.tr("Clash before this one"), "Ctrl+PgUp")
        self.down = IconButton(theme, "chevron-down", self.tr("Clash after this one"), "Ctrl+PgDown")
        self.why = Paragraph(theme, "", "body", "text2")
        self.sides = Sides(theme, scheme)
        self.chip = Chip(theme, self.tr("Nothing chosen yet"))
        self.hint = PlainLabel("", "caption", "text2")
        self.box = GrowingText(theme, self.tr("Result. You can edit this text."), 3, 10)
        self.levels = Segmented(theme, self.tr("Result"), self._levels_to_choose(scheme.levels))
        self.value = Paragraph(theme, "", "reading")
        self.combine = Button(theme, self.tr("Combine both"), icon="git-merge")
        self.combine_key = KeyHint("Ctrl+4")
        self.again = Button(theme, self.tr("Start again"), "ghost", "undo-2")
        self.effect = Paragraph(theme, "", "body", "text2")
        self._build()
        self._connect()

    def _build(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.where)
        words.addWidget(self.title)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        for widget in (self.count, self.up, self.down):
            head.addWidget(widget)
        result = QHBoxLayout()
        result.addWidget(PlainLabel(self.tr("Result"), "label"))
        result.addWidget(self.chip)
        result.addStretch(1)
        result.addWidget(self.hint)
        tools = QHBoxLayout()
        for tool in (self.combine, self.combine_key, self.again):
            tools.addWidget(tool)
        tools.addStretch(1)
        self.column.setContentsMargins(px(28), px(14), px(28), px(24))
        self.column.setSpacing(px(12))
        self.column.addLayout(head)
        self.column.addWidget(self.why)
        self.column.addWidget(self.sides)
        self.column.addLayout(result)
        for field in (self.box, self.levels, self.value):
            self.column.addWidget(field)
        self.column.addLayout(tools)
        self.column.addWidget(self.effect)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        self.sides.taken.connect(self.chosen)
        self.box.textChanged.connect(lambda: self.chosen.emit(self.box.toPlainText(), self.tr("Your own words")))
        self.levels.chosen.connect(lambda level: self.chosen.emit(level or None, self.tr("Your choice")))
        self.combine.clicked.connect(self.combine_wanted)
        self.again.clicked.connect(self.again_wanted)

    def show_session(self, session: SettleSession) -> bool:
        """Show the clash that the session is at, and what is chosen for it; True when it is another one."""
        clash = session.clash
        if clash is None:
            return False
        allowed = session.mine_to_settle(clash)
        another = clash is not self._shown or allowed != self._allowed
        if another:
            self._shown, self._allowed = clash, allowed
            self._show_clash(clash, allowed)
        place, whole = session.at + 1, len(session.clashes)
        self.count.setText(self.tr("{place} of {all}").format(place=place, all=whole))
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < whole)
        choice = session.choice_of(clash)
        self.chip.set_words(choice.words or self.tr("Nothing chosen yet"), "ok" if choice.words else "neutral")
        self.again.setEnabled(bool(choice.words))
        self._show_result(clash, choice.value, bool(choice.words))
        return another

    def say_effect(self, words: str) -> None:
        """What the result does to the outlook."""
        self.effect.set_words(words)

    def _show_clash(self, clash: Clash, allowed: bool) -> None:
        self.where.set_words(clash.where)
        self.title.set_words(clash.what)
        self.why.set_words(self._why(clash, allowed))
        self.sides.show_clash(clash, allowed)
        is_text, is_level = clash.kind is ClashKind.TEXT, clash.kind is ClashKind.LEVEL
        self.box.setVisible(is_text)
        self.box.set_read_only(not allowed)
        if is_level:
            given = [None if side.value is None else str(side.value) for side in clash.sides]
            self.levels.set_choices(self._levels_to_choose(self._scheme.scale_with(*given)))
        self.levels.setVisible(is_level)
        self.levels.setEnabled(allowed)
        self.value.setVisible(not is_text and not is_level)
        self.hint.setText(self.tr("You can edit this text") if is_text and allowed else "")
        for widget in (self.combine, self.combine_key):
            widget.setVisible(is_text and allowed)
        self.verticalScrollBar().setValue(0)

    def _levels_to_choose(self, scale: tuple[Level, ...]) -> list[tuple[str, str]]:
        """The levels of one scale, with the two answers that are no level."""
        levels = [(level.id, level.name) for level in scale]
        return [("", self.tr("Not judged")), *levels, (NOT_ENOUGH, self.tr("Not enough evidence"))]

    def _why(self, clash: Clash, allowed: bool) -> str:
        people = in_words([self.tr("you") if side.mine else side.who for side in clash.sides])
        people = capital(people)
        if not allowed:
            return self.tr("Only the person whose judgement it is settles it. It waits for them.")
        if all(side.mine for side in clash.sides):
            return self.tr("You set this differently on two computers. Choose one.")
        if clash.kind is ClashKind.TEXT:
            words = self.tr(
                "{people} changed this without seeing each other's. Choose one, combine them, or write your own."
            )
        else:
            words = self.tr("{people} set this without seeing each other's. Choose one.")
        return words.format(people=people)

    def _show_result(self, clash: Clash, value: Json, chosen: bool) -> None:
        if clash.kind is ClashKind.TEXT:
            self.box.set_text(str(value or "") if chosen else "")
            self.box.setPlaceholderText(self.tr("Choose a version above, combine them, or write something new."))
        elif clash.kind is ClashKind.LEVEL:
            self.levels.choose(str(value or "") if chosen else "")
        else:
            words = next((side.words for side in clash.sides if side.value == value), "")
            words = words or value_words(clash.field, value, self._scheme)
            self.value.set_words(words if chosen else self.tr("Choose one of the versions above."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() / self._theme.scale < SIDE_BY_SIDE_FROM
        if self.sides.set_narrow(narrow) and self._shown is not None:
            self.sides.show_clash(self._shown, self._allowed)
