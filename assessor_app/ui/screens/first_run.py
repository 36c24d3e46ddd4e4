"""First run: from nothing to working in under a minute."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.domain.people import Person, Role
from assessor_app.errors import AssayError
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, Pane
from assessor_app.ui.kit.empty import RoundIcon
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.screens.first_run_steps import PassphraseStep, ReadyStep, WhoStep
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

WAYS_WIDTH, WAYS_FROM = 428, 1100
WIDEST = 16_777_215
"""QWIDGETSIZE_MAX: no limit."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """Another way to start, shown at the right. work() runs in a worker while the button says `busy`; what it gives
    goes to done."""

    icon: str
    title: str
    sentence: str
    button: str
    busy: str
    work: Callable[[], Any]
    done: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What first run asks of the program.

    create(name, organisation, roles, passphrase): makes the profile, in a worker; raises AssayError in words.
    strength(passphrase): "Too easy to guess", "Fair" or "Good". keyring: this computer can keep the key, so that a
    passphrase is a choice. save_key: offers the person's public key as a file to send, None when it cannot.
    """

    create: Callable[[str, str, frozenset[Role], str | None], Person]
    strength: Callable[[str], str]
    keyring: bool
    save_key: Callable[[QWidget], None] | None = None
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
        self.ready = ReadyStep(theme, enrolment.save_key)
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
        brand = QHBoxLayout()
        brand.setSpacing(px(10))
        brand.addWidget(Medal(self._theme, "gold", 30))
        brand.addWidget(PlainLabel(application, "heading"))
        brand.addStretch(1)
        self._column.addLayout(brand)
        self._column.addStretch(2)
        for step in (self.who, self.passphrase, self.ready):
            self._steps.addWidget(step)
        self._column.addWidget(self._steps)
        self._column.addStretch(3)
        self._ways = self._make_ways()
        page = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(self._ways)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(area)

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
        button = Button(self._theme, way.button, "soft")
        button.clicked.connect(lambda: self._take(way, button))
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
            self._failed(error)

        self._worker.run(way.work, way.done, failed, self)

    def _connect(self) -> None:
        self.who.done.connect(lambda: self._show(self.passphrase))
        self.passphrase.back.connect(lambda: self._show(self.who))
        self.passphrase.done.connect(self._create)
        self.ready.done.connect(lambda: self.finished.emit(self._person, self.passphrase.passphrase or ""))

    def focus_first(self) -> None:
        """Put the caret where the step begins."""
        step = self._steps.currentWidget()
        if isinstance(step, WhoStep | PassphraseStep | ReadyStep):
            step.focus_first()

    def _show(self, step: QWidget) -> None:
        self._say(None)
        self._steps.setCurrentWidget(step)
        self.focus_first()

    def _create(self) -> None:
        self._say(None)
        self._set_busy(True)
        name, organisation, roles = self.who.name, self.who.organisation, self.who.roles
        secret = self.passphrase.passphrase
        self._worker.run(
            lambda: self._enrolment.create(name, organisation, roles, secret), self._created, self._failed, self
        )

    def _set_busy(self, busy: bool) -> None:
        self.passphrase.set_busy(busy)
        self._ways.setEnabled(not busy)  # one profile at a time

    def _created(self, person: Person) -> None:
        self._set_busy(False)
        self._person = person
        self.ready.show_person(person)
        self._show(self.ready)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, AssayError):
            self._worker.unhandled.emit(error)
        self._say(error)

    def _say(self, error: BaseException | None) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if error is not None:
            self._banner = Banner(self._theme, notice_of(error))
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
