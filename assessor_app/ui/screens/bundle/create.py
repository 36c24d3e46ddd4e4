"""Create a bundle: what goes, who can open it, where."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from assessor_app.domain.exchange.contents import Exported, Recipient, Waiting
from assessor_app.domain.words.counting import counted
from assessor_app.errors import AssayError
from assessor_app.ui.enumerating import in_words
from assessor_app.ui.exchange_ports import ExchangePort
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.evidence_list import size_words
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.bundle.asking import AskWhere
from assessor_app.ui.screens.bundle.progress import WIDEST, WorkProgress, quietly
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

ONE, ALL = "one", "all"
OFFICE = "office"
"""Id of the recipient that every bundle is made for."""
PART = 20_000_000
"""Bytes of one part of a bundle that is cut."""


@dataclass(frozen=True, slots=True)
class ToShare:
    """What the page shows before a bundle is made: what waits in all visits and in the one the person came from."""

    waiting: Waiting
    one: Waiting
    recipients: tuple[Recipient, ...]


class CreatePage(ScrollingPage):
    """`made` carries the words of what was made; card_wanted: no office is known yet, its card is to be installed."""

    made = Signal(str)
    card_wanted = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, exchange: ExchangePort, assessment: str, today: date, ask_where: AskWhere
    ) -> None:  # fmt: skip
        super().__init__(theme)
        self._theme, self._worker, self._exchange = theme, worker, exchange
        self._assessment, self._today, self._ask_where = assessment, today, ask_where
        self._task: Task | None = None
        self._share: ToShare | None = None
        self._verifiers: frozenset[str] = frozenset()
        self.target: Path | None = None
        self.which = Segmented(
            theme, self.tr("Which visits"), ((ONE, self.tr("This visit")), (ALL, self.tr("All visits")))
        )
        self.what = Paragraph(theme, "", "reading")
        self.evidence = WrappedCheck(theme, self.tr("Send evidence files too"))
        self.private = WrappedCheck(theme, self.tr("Send my private notes too. They stay here unless you tick this."))
        self.everything = WrappedCheck(theme, self.tr("Send everything again, even what they already confirmed"))
        self.parts = WrappedCheck(theme, self.tr("Cut it into parts of 20 MB, for e-mail or small sticks"))
        self.people: dict[str, WrappedCheck] = {}
        self.who = Paragraph(theme, "", "reading")
        self.card = Button(theme, self.tr("Install the office's card"), "primary", "badge-check")
        self.card.hide()
        self.where = Paragraph(theme, self.tr("Not chosen yet"), "reading", "text2")
        self.choose = Button(theme, self.tr("Choose a place"), "secondary", "folder-open")
        self.make = Button(theme, self.tr("Create bundle"), "primary", "package")
        self.progress = WorkProgress(theme)
        self.result = Paragraph(theme, "", "label", "ok")
        self._people_card = Card(theme)
        self._build()
        self.evidence.box.setChecked(True)

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        self.column.setContentsMargins(px(28), px(18), px(28), px(24))
        self.column.setSpacing(px(12))
        self.page.setMaximumWidth(px(WIDEST))
        self.column.addWidget(Paragraph(theme, self.tr("Create a bundle"), "title"))
        what, where = Card(theme), Card(theme)
        what.body.addWidget(PlainLabel(self.tr("What goes"), "card"))
        what.body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self.which.setVisible(bool(self._assessment))
        for widget in (self.what, self.evidence, self.private, self.everything, self.parts):
            what.body.addWidget(widget)
        self._people_card.body.addWidget(PlainLabel(self.tr("Who can open it"), "card"))
        self._people_card.body.addWidget(self.who)
        self._people_card.body.addWidget(self.card, 0, Qt.AlignmentFlag.AlignLeft)
        where.body.addWidget(PlainLabel(self.tr("Where"), "card"))
        line = QHBoxLayout()
        line.addWidget(self.where, 1)
        line.addWidget(self.choose)
        where.body.addLayout(line)
        for card in (what, self._people_card, where):
            self.column.addWidget(card)
        last = QHBoxLayout()
        last.addWidget(self.make)
        last.addStretch(1)
        self.column.addLayout(last)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.result)
        self.column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _which: self._show_waiting())
        self.card.clicked.connect(self.card_wanted)
        self.choose.clicked.connect(self._choose)
        self.make.clicked.connect(self.start)
        self.progress.stop_wanted.connect(self.stop)

    def enter(self) -> None:
        """Read what is waiting and who can be sent to."""
        self._worker.run(self._read, self._show, self._fail, owner=self)

    def _read(self) -> ToShare:
        everything = self._exchange.waiting()
        one = self._exchange.waiting(self._assessment) if self._assessment else everything
        return ToShare(everything, one, self._exchange.recipients())

    @property
    def _only_one(self) -> bool:
        return bool(self._assessment) and self.which.current == ONE

    def start(self) -> None:
        """Make the bundle; without a place, ask for one first."""
        if self._task is not None or not self.make.isEnabled():
            return
        if self.target is None:
            self._choose()
        target = self.target
        if target is None:
            return
        assessments = (self._assessment,) if self._only_one else ()
        people, verifier = self._chosen_people()
        everything, volume = self.everything.is_ticked(), PART if self.parts.is_ticked() else 0
        evidence, private = self.evidence.is_ticked(), self.private.is_ticked()
        self.result.set_words("")
        self.make.setEnabled(False)
        self.progress.begin(self.tr("Writing"))

        def work(task: Task) -> Exported:
            return self._exchange.export(
                target,
                assessments=assessments,
                people=people,
                evidence=evidence,
                private=private,
                everything=everything,
                verifier=verifier,
                volume=volume,
                progress=quietly(task),
                cancelled=task.cancelled,
            )

        self._task = self._worker.run_long(work, self._done, self._fail, self.progress.report, owner=self)

    def _chosen_people(self) -> tuple[tuple[str, ...], str]:
        """Whoever is ticked; a verifier apart, whose package carries no judgement."""
        ticked = tuple(person for person, box in self.people.items() if box.is_ticked())
        verifier = next((person for person in ticked if person in self._verifiers), "")
        return tuple(person for person in ticked if person != verifier), verifier

    def stop(self) -> None:
        """Ask the work to stop; nothing is left behind."""
        if self._task is not None:
            self._task.cancel()
            self._end()
            self._say(self.tr("Stopped. No bundle was made."), "text2")

    def _choose(self) -> None:
        institution = self._share.one.institution if self._share is not None and self._only_one else ""
        chosen = self._ask_where(self, bundle_name(institution, self._today))
        if chosen is not None:
            self.target = chosen
            self.where.set_words(str(chosen))
            self.where.set_ink("text")

    def _show(self, share: ToShare) -> None:
        self._share = share
        self._show_waiting()
        self._show_people(share.recipients)

    def _show_waiting(self) -> None:
        if self._share is None:
            return
        waiting = self._share.one if self._only_one else self._share.waiting
        changes, visits = counted(waiting.changes, "change"), counted(waiting.visits, "visit")
        if waiting.changes and self._only_one:
            words = self.tr("{institution}: {changes} that nobody has yet.")
        elif waiting.changes:
            words = self.tr("{changes} that nobody has yet, in {visits}.")
        elif self._only_one:
            words = self.tr("{institution}: everything has been in a bundle before. You can send it again.")
        else:
            words = self.tr("Everything has been in a bundle before. You can send it again.")
        if waiting.unconfirmed:
            words += " " + self.tr("{sent} sent before and not confirmed by the office go along again.")
        sent = counted(waiting.unconfirmed, "change")
        words = words.format(institution=waiting.institution, changes=changes, visits=visits, sent=sent)
        self.what.set_words(words)

    def _show_people(self, recipients: tuple[Recipient, ...]) -> None:
        offices = list(dict.fromkeys(person.name for person in recipients if person.id == OFFICE))
        ticked = {person for person, box in self.people.items() if box.is_ticked()}
        for box in self.people.values():
            box.hide()
            box.deleteLater()
        self.people = {}
        self._verifiers = frozenset(person.id for person in recipients if person.verifier)
        verifies = self.tr("{name}, who verifies: a package of their own, without any judgement")
        for person in recipients:
            if person.id != OFFICE and person.id not in self.people:
                words = verifies.format(name=person.name) if person.verifier else person.name
                box = WrappedCheck(self._theme, words)
                box.box.setChecked(person.id in ticked)
                self.people[person.id] = box
                self._people_card.body.addWidget(box)
        if offices:
            names = in_words(offices)
            self.who.set_words(self.tr("{names}, always. Tick others who should open it too.").format(names=names))
        else:
            self.who.set_words(self.tr("Nobody yet. Install the card that your office sent you, then come back."))
        self.card.setVisible(not offices)
        self.make.setEnabled(bool(offices))

    def _done(self, made: Exported) -> None:
        self._end()
        names = in_words(made.recipients)
        words = self.tr("Saved as {name}, {size}. Only {people} and you can open this file.")
        if made.volumes:
            words = self.tr("Saved in parts, {name}, {size}. Send all of them. Only {people} and you can open them.")
        if made.files_left:
            words += " " + self.tr("{files} to follow in a later bundle.").format(
                files=counted(made.files_left, "file")
            )
        name = f"{made.volumes[0]} to {made.volumes[-1]}" if made.volumes else Path(made.file).name
        words = words.format(name=name, size=size_words(made.size), people=names)
        self._say(words, "ok")
        self.made.emit(words)
        self.enter()

    def _fail(self, error: BaseException) -> None:
        only_looking = self._task is None
        self._end()
        if isinstance(error, AssayError) and error.code == "no-card":
            self._show_people(())
            self.what.set_words(self.tr("A bundle is locked for your office and the people on its card."))
            if only_looking:  # nobody asked for anything yet, so nothing failed
                return
        self._say(told(self._worker, error), "danger")

    def _end(self) -> None:
        self._task = None
        self.progress.end()
        self.make.setEnabled(True)

    def _say(self, words: str, ink: str) -> None:
        self.result.set_words(words)
        self.result.set_ink(ink)


def bundle_name(institution: str, today: date) -> str:
    """The name a bundle gets unless the person says another: "HollinBank-2026-11-22.qmb"."""
    words = ["".join(letter for letter in word if letter.isalnum()) for word in institution.split()]
    return f"{''.join([word for word in words if word][:2]) or 'Assay'}-{today.isoformat()}.qmb"
