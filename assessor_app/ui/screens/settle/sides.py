"""Mine, Before, Theirs side by side: who, when, the words, and the button that takes them."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.journal.clash import Clash, ClashKind, Side
from assessor_app.domain.journal.clock import local
from assessor_app.domain.journal.field_words import value_words
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.wording import Run, changed_runs
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.labels import KeyHint, PlainLabel, rule
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.marked_text import MarkedText
from assessor_app.ui.kit.outlook_pane import rank_of
from assessor_app.ui.kit.painted import Chip, LevelBars
from assessor_app.ui.theme import Theme


class SideCard(Card):
    """One version. `taken` when its button is pressed. runs: its words; level: shown as bars too when it is one."""

    taken = Signal()

    def __init__(self, theme: Theme, chip: Chip, who: str, at: datetime | None, button: str, keys: str) -> None:
        super().__init__(theme, padding=14, spacing=8)
        self._theme = theme
        when = PlainLabel(when_words(at), "caption", "text2").with_figures()
        head = QHBoxLayout()
        head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(when)
        self.text = MarkedText(theme, "theirs" if chip.property("side") == "theirs" else "mine")
        self._bars = QHBoxLayout()
        self._bars.setSpacing(theme.px(8))
        self.take = Button(theme, button)
        self.take.clicked.connect(self.taken)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(KeyHint(keys))
        foot.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(PlainLabel(who, "caption", "text2", wrap=True))
        self.body.addWidget(rule())
        self._bars.addWidget(self.text, 1)
        self.body.addLayout(self._bars)
        self.body.addStretch(1)
        self.body.addLayout(foot)
        self.take.setAccessibleName(f"{button}, {who}, {when.text()}")

    def show_level(self, rank: int | None, of: int) -> None:
        """Put bars before the words."""
        self._bars.insertWidget(0, LevelBars(self._theme, rank, of))


class Sides(QWidget):
    """The cards of one clash, side by side or one under the other. `taken` carries the value and the words for it."""

    taken = Signal(object, str)

    def __init__(self, theme: Theme, scheme: Scheme) -> None:
        super().__init__()
        self._theme, self._scheme = theme, scheme
        self.cards: list[SideCard] = []
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.px(12))
        self._narrow = False

    def show_clash(self, clash: Clash, allowed: bool) -> None:
        """Show another clash; its keys are Ctrl 1, 2, 3 in the order of the cards."""
        clear(self._line)
        self.cards = []
        rows: list[tuple[str, str, str, str, Json, str, datetime | None]] = []
        for place, side in enumerate(clash.sides):
            rows.append(self._side_row(clash, side, place))
            if place == 0 and clash.before_at is not None:
                who = self.tr("Last shared version")
                words = self.tr("Went back to before")
                rows.append((self.tr("Before"), "neutral", who, self.tr("Go back to this"), clash.before, words,
                             clash.before_at))  # fmt: skip
        holder = QWidget()
        line = QVBoxLayout(holder) if self._narrow else QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(12))
        for number, row in enumerate(rows, start=1):
            line.addWidget(self._card(clash, row, number, allowed), 1)
        self._line.addWidget(holder)

    def set_narrow(self, narrow: bool) -> bool:
        """One card under the other when there is no room; True when that changes anything."""
        changed, self._narrow = narrow != self._narrow, narrow
        return changed

    def take(self, number: int) -> None:
        """Take the card of this number, from 1."""
        if 0 < number <= len(self.cards) and self.cards[number - 1].take.isEnabled():
            self.cards[number - 1].take.click()

    def _side_row(self, clash: Clash, side: Side, place: int) -> tuple[str, str, str, str, Json, str, datetime | None]:
        if side.mine and place:
            other = self.tr("Mine, other computer")
            return other, "theirs", side.who, self.tr("Keep the other"), side.value, self.tr("Kept the other"), side.at
        if side.mine:
            return self.tr("Mine"), "mine", side.who, self.tr("Keep mine"), side.value, self.tr("Kept mine"), side.at
        name = self.tr("Theirs") if clash.mine else side.who.split(",")[0]
        look = "theirs" if clash.mine or place else "mine"
        several = len(clash.sides) > 2 or not clash.mine
        keep = self.tr("Keep {name}'s").format(name=side.who.split(" ")[0]) if several else self.tr("Keep theirs")
        kept = self.tr("Kept {name}'s").format(name=side.who.split(" ")[0]) if several else self.tr("Kept theirs")
        return name, look, side.who, keep, side.value, kept, side.at

    def _card(
        self, clash: Clash, row: tuple[str, str, str, str, Json, str, datetime | None], number: int, allowed: bool
    ) -> SideCard:
        name, look, who, button, value, words, at = row
        chip = Chip(self._theme, name, look, "history" if look == "neutral" else "user-round")
        chip.setProperty("side", look)
        card = SideCard(self._theme, chip, who, at, button, f"Ctrl+{number}")
        said = next(
            (side.words for side in clash.sides if side.value == value), value_words(clash.field, value, self._scheme)
        )
        marked = look != "neutral" and clash.kind is ClashKind.TEXT and clash.before_at is not None
        card.text.show_runs(changed_runs(str(clash.before or ""), said) if marked else [Run(said, False)])
        if clash.kind is ClashKind.LEVEL:
            level = _level(value)
            card.show_level(
                rank_of(self._scheme, level),
                len(self._scheme.scale_with(*(_level(side.value) for side in clash.sides))),
            )
        card.take.setEnabled(allowed)
        card.taken.connect(lambda: self.taken.emit(value, words))
        self.cards.append(card)
        return card


def _level(value: Json) -> str | None:
    return None if value is None else str(value)


def when_words(at: datetime | None) -> str:
    """Day and time on this computer; the day is left out today."""
    if at is None:
        return ""
    here = local(at)
    today = here.date() == datetime.now(here.tzinfo).date()
    return short_time(here) if today else f"{short_date(here.date())} {short_time(here)}"
