"""The cards at the right of Home: what needs the person, and what is on this computer."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.kit.painting import paint_focus, rounded
from assessor_app.ui.screens.visit_plan import Need, NeedKind
from assessor_app.ui.screens.visit_words import need_words
from assessor_app.ui.theme import Theme

_NEED_ICONS = {
    NeedKind.SIGN: ("signature", "warn"),
    NeedKind.JUDGE: ("pen-line", "accent"),
    NeedKind.SETTLE: ("git-merge", "warn"),
    NeedKind.DUE: ("calendar", "warn"),
}


class ComputerFacts(NamedTuple):
    """What is known of this computer's store. changed_at: last change, local time, None when not known yet;
    unshared: changes in no bundle yet, None when not known (no office, or still being counted)."""

    changed_at: datetime | None = None
    unshared: int | None = None


class IconLine(QWidget):
    """An icon, a sentence and a smaller one under it."""

    def __init__(
        self, theme: Theme, icon: str, ink: str, words: str, detail: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.icon = Icon(theme, icon, ink, 16)
        self.words = PlainLabel(words, "medium", wrap=True)
        self.detail = PlainLabel(detail, "caption", "text2", wrap=True)
        if not detail:
            self.detail.hide()
        column = QVBoxLayout()
        column.setSpacing(theme.px(1))
        column.addWidget(self.words)
        column.addWidget(self.detail)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(11))
        line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)

    def say(self, words: str, detail: str) -> None:
        """Say something else."""
        self.words.setText(words)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))


class NeedRow(QAbstractButton):
    """One thing that waits: the whole row is the button."""

    def __init__(self, theme: Theme, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.need = theme, need
        words, detail = need_words(need)
        self.setAccessibleName(f"{words}. {detail}" if detail else words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        content = IconLine(theme, *_NEED_ICONS[need.kind], words, detail)
        content.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.addWidget(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), self._theme.px(6), self._theme.colour("hover"), None)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, self._theme.px(6))
        painter.end()


class NeedsYou(Card):
    """What waits for this person. `chosen` carries the place to go to and the assessment's id."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=7, spacing=0, parent=parent)
        self._needs: tuple[Need, ...] | None = None

    def show_needs(self, needs: Sequence[Need], quiet: str) -> None:
        """Show these; `quiet` is said when there are none."""
        if self._needs == tuple(needs) and needs:
            return
        self._needs = tuple(needs)
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for at, need in enumerate(needs):
            if at:
                self.body.addWidget(rule())
            button = NeedRow(self._theme, need)
            place = "settle" if need.kind is NeedKind.SETTLE else "assessment"
            button.clicked.connect(lambda _checked=False, where=place, to=need.visit.id: self.chosen.emit(where, to))
            self.body.addWidget(button)
        if not needs:
            line = IconLine(self._theme, "circle-check", "ok", self.tr("Nothing needs you."), quiet)
            line.layout().setContentsMargins(*(self._theme.px(8),) * 4)  # type: ignore[union-attr]
            self.body.addWidget(line)


class ThisComputer(Card):
    """That work is saved here, what has not been shared, and the bundle buttons that work."""

    create_bundle = Signal()
    import_bundle = Signal()

    def __init__(self, theme: Theme, can_share: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=15, spacing=10, parent=parent)
        self._saved = IconLine(theme, "hard-drive", "ok", "", "")
        self._shared = IconLine(theme, "package", "warn", "", "")
        self._line = rule()
        self.create_button = Button(theme, self.tr("Create bundle"), icon="share-2")
        self.import_button = Button(theme, self.tr("Import bundle"), "ghost", "folder-input")
        self.create_button.clicked.connect(self.create_bundle)
        self.import_button.clicked.connect(self.import_bundle)
        if not can_share:
            self.create_button.hide()
            self.import_button.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(4))
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.import_button)
        buttons.addStretch(1)
        for widget in (self._saved, self._line, self._shared):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        self.show_facts(ComputerFacts())

    def show_facts(self, facts: ComputerFacts) -> None:
        """Show what is known."""
        at = facts.changed_at
        when = ""
        if at:
            same_day = at.date() == datetime.now(at.tzinfo).date()
            day = "" if same_day else short_date(at.date()) + " "
            when = self.tr("Last change {when}").format(when=day + short_time(at))
        self._saved.say(self.tr("Your work is saved here"), when or self.tr("Encrypted on this computer"))
        known = facts.unshared is not None
        self._line.setVisible(known)
        self._shared.setVisible(known)
        if facts.unshared == 0:
            self._shared.icon.set_icon("package", "ok")
            self._shared.say(self.tr("Everything is shared"), "")
        elif facts.unshared:
            self._shared.icon.set_icon("package", "warn")
            one = self.tr("1 change not shared yet")
            many = self.tr("{count} changes not shared yet").format(count=facts.unshared)
            self._shared.say(one if facts.unshared == 1 else many, self.tr("Share them in your next bundle"))
