"""First run: from nothing to working in under a minute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.domain.people import Person, Role
from assessor_app.errors import AssayError
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, Pane, row
from assessor_app.ui.kit.empty import RoundIcon
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.first_run_ready import ReadyStep
from assessor_app.ui.screens.first_run_steps import PassphraseStep, WhoStep
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

WAYS_WIDTH, WAYS_FROM = 428, 1100
WIDEST = 16_777_215
"""QWIDGETSIZE_MAX: no limit."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """Another way to start, shown at the right. work() runs in a worker while the button says `busy`; what it gives
    goes to done. press(screen) is called instead when it is given: for ways that ask something first."""

    icon: str
    title: str
    sentence: str
    button: str
    busy: str = ""
    work: Callable[[], Any] = lambda: None
    done: Callable[[Any], object] = lambda _result: None
    press: "Callable[[FirstRun], object] | None" = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What first run asks of the program.

    create(name, organisation, roles, passphrase): makes the profile, in a worker; raises AssayError in words.
    strength(passphrase): "Too easy to guess", "Fair" or "Good". keyring: this computer can keep the key, so that a
    passphrase is a choice. save_key(screen): offers the person's public key as a file to send, None when it cannot.
    sheet(): number and groups of the recovery sheet of the profile just made; save_sheet(screen): offers the page.
    """

    create: Callable[[str, str, frozenset[Role], str | None], Person]
    strength: Callable[[str], str]
    keyring: bool
    save_key: "Callable[[FirstRun], None] | None" = None
    sheet: Callable[[], tuple[str, Sequence[str]]] | None = None
    save_sheet: "Callable[[FirstRun], None] | None" = None
    ways: tuple[WayIn, ...] = ()


class FirstRun(QWidget):
    """Three steps at the left, other ways in at the right. finished(person, passphrase) once the profile is made and
    the person wants to begin; the passphrase is "" when there is none."""

    finished = Signal(object, str)

    def __init__(self, theme: Theme, worker: Worker, enrolment: Enrolment, application: str) -> None:
        super().__init__()
        self._theme, self._worker, self._enrolment = theme, worker, enrolment
        self._person: Person | None = None
        self._banner: Banner | None = None
        self.who = WhoStep(theme)
        self.passphrase = PassphraseStep(theme, enrolment.strength, optional=enrolment.keyring)
        self.ready = ReadyStep(theme)
        self._steps = QStackedWidget()
        self.setAutoFillBackground(True)
        self._build(application)
        self._connect()

    def _build(self, application: str) -> None:
        px = self._theme.px
        left = Pane()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(px(72), px(36), px(72), px(36))
        self._column.setSpacing(px(12))
        self._column.addLayout(self._brand(application))
        self._column.addStretch(2)
        for step in (self.who, self.passphrase, self.ready):
            self._steps.addWidget(step)
        self._turn_to(self.who)
        self._column.addWidget(self._steps)
        self._column.addStretch(3)
        self._ways = self._make_ways()
        page = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(self._ways)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(area)

    def _brand(self, application: str) -> QHBoxLayout:
        return row(Medal(self._theme, "gold", 30), PlainLabel(application, "heading"), None, spacing=self._theme.px(10))

    def _make_ways(self) -> QWidget:
        px = self._theme.px
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(px(45), px(36), px(48), px(36))
        column.setSpacing(px(8))
        column.addStretch(1)
        column.addWidget(PlainLabel(self.tr("Or start here"), "heading"))
        offline = self.tr("Everything works offline. Nothing leaves this computer unless you send it.")
        column.addWidget(PlainLabel(offline, "body", "text2", wrap=True))
        column.addSpacing(px(8))
        for way in self._enrolment.ways:
            column.addWidget(self._way_card(way))
        column.addStretch(1)
        if not self._enrolment.ways:
            side.hide()
        return side

    def _way_card(self, way: WayIn) -> Card:
        card = Card(self._theme, padding=14, spacing=8)
        button = Button(self._theme, way.button, "soft" if way.press is None else "secondary")
        press = way.press
        button.clicked.connect(lambda: press(self) if press is not None else self._take(way, button))
        words = QVBoxLayout()
        words.setSpacing(self._theme.px(2))
        words.addWidget(PlainLabel(way.title, "card"))
        words.addWidget(PlainLabel(way.sentence, "body", "text2", wrap=True))
        words.addSpacing(self._theme.px(6))
        words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(14))
        line.addWidget(RoundIcon(self._theme, way.icon), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        card.body.addLayout(line)
        return card

    def _take(self, way: WayIn, button: Button) -> None:
        self._say(None)
        self.setEnabled(False)
        button.setText(way.busy)

        def failed(error: BaseException) -> None:
            button.setText(way.button)
            self.setEnabled(True)
            self.fail(error)

        self._worker.run(way.work, way.done, failed, self)

    def _connect(self) -> None:
        self.who.done.connect(lambda: self._show(self.passphrase))
        self.passphrase.back.connect(lambda: self._show(self.who))
        self.passphrase.done.connect(self._create)
        save_key, save_sheet = self._enrolment.save_key, self._enrolment.save_sheet
        if save_key is not None:
            self.ready.offer_key(lambda: save_key(self))
        if save_sheet is not None:
            self.ready.sheet_wanted.connect(lambda: save_sheet(self))
        self.ready.done.connect(lambda: self.finished.emit(self._person, self.passphrase.passphrase or ""))

    def focus_first(self) -> None:
        """Put the caret where the step begins."""
        step = self._steps.currentWidget()
        if isinstance(step, WhoStep | PassphraseStep | ReadyStep):
            step.focus_first()

    def _show(self, step: QWidget) -> None:
        self._say(None)
        self._turn_to(step)
        self.focus_first()
        self._area.verticalScrollBar().setValue(0)

    def _turn_to(self, step: QWidget) -> None:
        """Show a step; the others take no room, so that a short step needs no scrolling."""
        policy = QSizePolicy.Policy
        for each in (self.who, self.passphrase, self.ready):
            each.setSizePolicy(policy.Preferred, policy.Preferred if each is step else policy.Ignored)
        self._steps.setCurrentWidget(step)

    def _create(self) -> None:
        self._say(None)
        self._set_busy(True)
        name, organisation, roles = self.who.name, self.who.organisation, self.who.roles
        secret = self.passphrase.passphrase
        self._worker.run(
            lambda: self._enrolment.create(name, organisation, roles, secret), self._created, self.fail, self
        )

    def _set_busy(self, busy: bool) -> None:
        self.passphrase.set_busy(busy)
        self._ways.setEnabled(not busy)  # one profile at a time

    def _created(self, person: Person) -> None:
        self._set_busy(False)
        self._person = person
        self.ready.show_person(person)
        if self._enrolment.sheet is not None:
            self.ready.show_sheet(*self._enrolment.sheet())
        self._ways.setEnabled(False)  # the profile is made: what is left is to begin
        self._show(self.ready)

    def offer_office(self, found: Callable[[], object]) -> None:
        """Offer to found an office once the key is made."""
        self.ready.offer_office(found)

    def fail(self, error: BaseException) -> None:
        """Say what went wrong; what was typed stays."""
        self._set_busy(False)
        if not isinstance(error, AssayError):
            self._worker.unhandled.emit(error)
        self._say(error)

    def say_done(self, words: str) -> None:
        """Say what was done."""
        first, _, rest = words.partition(". ")
        self.tell(Notice(NoticeKind.INFO, f"{first.rstrip('.')}.", rest))

    def _say(self, error: BaseException | None) -> None:
        self.tell(None if error is None else notice_of(error))

    def tell(self, notice: Notice | None) -> None:
        """Put up a banner over the step, in place of the one before; None takes it away."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if notice is not None:
            self._banner = Banner(self._theme, notice)
            self._column.insertWidget(2, self._banner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        wide = self.width() >= px(WAYS_FROM)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
        self._ways.setMaximumWidth(px(WAYS_WIDTH + 93) if wide else WIDEST)
        self._ways.setMinimumWidth(px(WAYS_WIDTH + 93) if wide else 0)
        side = px(72 if wide else 40)
        self._column.setContentsMargins(side, px(36), side, px(36))
